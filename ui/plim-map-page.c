#include "config.h"

#include "ui/plim-map-page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <shumate/shumate.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-map-words.h"
#include "ui/plim-basemap.h"
#include "ui/plim-layers-popover.h"
#include "ui/plim-map-answer.h"
#include "ui/plim-map-hand.h"
#include "ui/plim-map-legend-view.h"
#include "ui/plim-map-logs.h"
#include "ui/plim-map-note.h"
#include "ui/plim-map-request.h"
#include "ui/plim-map-ruler.h"
#include "ui/plim-map-tools.h"
#include "ui/plim-time-bar.h"
#include "ui/plim-track-layer.h"
#include "ui/plim-viewport.h"

/* Around what lies over the map, as in the template. */
#define CARD_MARGIN_PX 12

/* A vessel that lay in port all the time is shown with so much of the sea around it. */
#define AROUND_DEGREES 0.5

struct _PlimMapPage
{
  AdwBin             parent_instance;

  PlimWorkspace     *workspace;
  ShumateMap        *map;
  GtkWidget         *map_overlay;
  PlimMapLegendView *legend;
  GtkWidget         *exercise;
  PlimMapNote       *note;
  GtkLabel          *reading;
  GtkLabel          *where;
  PlimLayersPopover *layers;
  PlimMapTools      *tools;
  PlimTimeBar       *time_bar;

  PlimTrackLayer    *tracks;
  PlimMapLogs       *logs;
  PlimBasemap       *basemap;
  PlimMapRuler      *ruler;
  PlimMapHand       *hand;
  PlimMapContent    *content;
  GCancellable      *reading_content;
  gboolean           exercise_has_tracks;
  double             frame[3];        /* latitude, longitude and level at which the content was shown; level 0: not yet */
  gboolean           stale;           /* something changed while another page was in view */
  gboolean           picking;         /* the selection comes from this page */
  gboolean           seeking;         /* the chosen vessel is to be shown as soon as it is known where it is */
};

enum { PROP_MEASURING = 1, PROP_NEAR, PROP_COMPARING, PROP_DRAWING_AREA, N_PROPS };

static GParamSpec *props[N_PROPS];

static void page_iface_init (PlimPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimMapPage, plim_map_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (PLIM_TYPE_PAGE, page_iface_init))

/* Until the person moves the map it follows the window's size. */
static gboolean
is_unmoved (PlimMapPage *self)
{
  double place[3];

  plim_viewport_get_place (shumate_map_get_viewport (self->map), place);

  return self->frame[2] == 0.0 || memcmp (place, self->frame, sizeof place) == 0;
}

static void
show_frame (PlimMapPage *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  int width = gtk_widget_get_width (GTK_WIDGET (self->map)), height = gtk_widget_get_height (GTK_WIDGET (self->map));
  PlimMapBox box;

  if (width < 1 || height < 1 || self->content == NULL)
    return;

  plim_map_content_get_frame (self->content, &box);
  plim_map_logs_frame (self->logs, &box);
  shumate_map_stop_go_to (self->map);
  plim_viewport_fit (viewport, &box, width, height);
  plim_viewport_get_place (viewport, self->frame);
}

/* Once more, where something else is shown now. While logs are read the map waits for them: it would jump twice. */
static void
follow_frame (PlimMapPage *self)
{
  if (self->content != NULL && is_unmoved (self)
      && (self->frame[2] == 0.0 || !plim_map_logs_is_reading (self->logs)))
    show_frame (self);
}

static gboolean
has_logs (PlimMapPage *self)
{
  guint64 positions;
  guint tracks;

  plim_map_logs_count (self->logs, &positions, &tracks);

  return tracks > 0;
}

/* "11 sightings, 2 suspected routes · 9,975,321 positions of 2,000 vessels in logs" */
static char *
describe_content (PlimMapPage *self)
{
  g_autoptr(PlimMapContent) shown = plim_map_tools_narrow (self->tools, self->content);
  g_autofree char *told = plim_map_content_to_words (shown), *logged = NULL, *number = NULL, *vessels = NULL;
  guint64 positions;
  guint tracks;

  plim_map_logs_count (self->logs, &positions, &tracks);
  if (tracks == 0)
    return g_steal_pointer (&told);

  number = g_strdup_printf ("%'" G_GUINT64_FORMAT, positions);
  vessels = g_strdup_printf ("%'u", tracks);
  /* Translators: a number of positions, and of vessels */
  logged = g_strdup_printf (ngettext ("%s positions of %s vessel in logs", "%s positions of %s vessels in logs", tracks), number, vessels);

  return told != NULL ? g_strdup_printf ("%s · %s", told, logged) : g_steal_pointer (&logged);
}

static void
show_reading (PlimMapPage *self)
{
  const char *mark = plim_track_layer_get_mark (self->tracks), *tool = plim_map_tools_get_reading (self->tools);
  g_autofree char *words = NULL;

  if (plim_map_ruler_is_measuring (self->ruler))
    words = plim_map_ruler_dup_reading (self->ruler);
  else if (tool != NULL)
    words = g_strdup (tool);
  else if (plim_map_logs_get_failure (self->logs) != NULL)
    words = g_strdup (plim_map_logs_get_failure (self->logs));
  else if (mark != NULL)
    words = g_strdup (mark);
  else if (self->content != NULL && plim_map_content_is_empty (self->content) && !has_logs (self))
    words = g_strdup (_("No vessel is reported for the chosen days and bases"));
  else if (self->content != NULL)
    words = describe_content (self);

  gtk_label_set_text (self->reading, words != NULL ? words : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tracks), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Map"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : "", -1);
}

static void
show_note (PlimMapPage *self)
{
  gboolean logs = has_logs (self);

  /* The label is about what is drawn, which may still be what was asked for before. */
  gtk_widget_set_visible (self->exercise, self->content->exercise);
  plim_map_note_show (self->note, self->workspace, plim_map_content_is_empty (self->content) && !logs,
                      self->exercise_has_tracks && !logs && !plim_map_content_has_positions (self->content));
}

static void
show_legend (PlimMapPage *self)
{
  const PlimMapUse *use = plim_track_layer_get_use (self->tracks);
  PlimMapView view = plim_track_layer_get_view (self->tracks);

  if (use == NULL || view.height < 1.0)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->legend), TRUE);
  plim_map_legend_view_set (self->legend, use, &view);
}

/* Half a legend explains nothing: where the map is too low for it there is none. */
static gboolean
place_card_cb (PlimMapPage  *self,
               GtkWidget    *card,
               GdkRectangle *place)
{
  int height, taken = 2 * CARD_MARGIN_PX, above;

  if (card != GTK_WIDGET (self->legend))
    return FALSE;

  gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  if (gtk_widget_get_visible (self->exercise))
    {
      gtk_widget_measure (self->exercise, GTK_ORIENTATION_VERTICAL, -1, NULL, &above, NULL, NULL);
      taken += above + CARD_MARGIN_PX;
    }
  gtk_widget_set_child_visible (card, height + taken <= gtk_widget_get_height (self->map_overlay));

  return FALSE;
}

/* While playback draws the basemap itself its tiles need not be. */
static void
flat_changed_cb (PlimMapPage *self)
{
  gboolean flat;

  g_object_get (self->time_bar, "flat", &flat, NULL);
  plim_basemap_set_hidden (self->basemap, flat);
}

static void
show_content (PlimMapPage *self)
{
  g_autoptr(PlimMapContent) shown = NULL;

  if (self->content == NULL)
    return;
  shown = plim_map_tools_narrow (self->tools, self->content);
  plim_map_logs_set_content (self->logs, shown);
  plim_track_layer_set_content (self->tracks, shown, plim_layers_popover_get (self->layers));
  show_reading (self);
}

/* What is told of the chosen vessel comes first; of most there is only what they broadcast. */
static void
seek_vessel (PlimMapPage *self)
{
  const char *vessel = plim_workspace_get_vessel (self->workspace);
  PlimMapView view = plim_track_layer_get_view (self->tracks);
  double latitude, longitude;
  PlimMapBox box;

  if (!self->seeking || view.width < 1.0 || self->content == NULL || self->reading_content != NULL)
    return;

  if (vessel != NULL && plim_map_content_find_place (self->content, plim_workspace_get_selection (self->workspace), vessel,
                                                     &latitude, &longitude))
    shumate_map_center_on (self->map, latitude, longitude);
  else if (vessel != NULL && plim_map_logs_find (self->logs, vessel, &box))
    {
      box = (PlimMapBox) { plim_geo_wrap (box.west - AROUND_DEGREES), MAX (box.south - AROUND_DEGREES, -PLIM_LATITUDE_LIMIT),
                           plim_geo_wrap (box.east + AROUND_DEGREES), MIN (box.north + AROUND_DEGREES, PLIM_LATITUDE_LIMIT) };
      shumate_map_stop_go_to (self->map);
      plim_viewport_fit (shumate_map_get_viewport (self->map), &box, (int) view.width, (int) view.height);
    }
  else if (vessel != NULL && plim_map_logs_is_reading (self->logs))
    return;
  self->seeking = FALSE;
}

/* Reading the store */

static void
content_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PlimMapPage *self = PLIM_MAP_PAGE (object);
  gboolean exercise_has_tracks;
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimMapContent) content = plim_map_answer_ask_finish (result, &exercise_has_tracks, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reading_content);
  if (content == NULL)
    {
      g_autofree char *words = g_strdup_printf (_("The store was asked where vessels were and failed: %s"), error->message);

      gtk_label_set_text (self->reading, words);
      return;
    }

  g_clear_pointer (&self->content, plim_map_content_unref);
  self->content = g_steal_pointer (&content);
  self->exercise_has_tracks = exercise_has_tracks;
  show_content (self);
  follow_frame (self);
  seek_vessel (self);
  show_note (self);
  show_reading (self);
}

static void
read_content (PlimMapPage *self)
{
  g_cancellable_cancel (self->reading_content);
  g_clear_object (&self->reading_content);
  self->reading_content = g_cancellable_new ();
  self->stale = FALSE;
  plim_map_logs_refresh (self->logs);
  plim_map_answer_ask_async (G_OBJECT (self), plim_workspace_get_store (self->workspace), plim_workspace_get_filter (self->workspace),
                             self->reading_content, content_read_cb);
}

/* Callbacks */

static void
workspace_changed_cb (PlimMapPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_content (self);
  else
    self->stale = TRUE;
}

static void
selection_changed_cb (PlimMapPage *self)
{
  const char * const *ids = plim_workspace_get_selection (self->workspace);
  const char *vessel = plim_workspace_get_vessel (self->workspace);
  PlimMapView view = plim_track_layer_get_view (self->tracks);
  double latitude, longitude, x, y;

  plim_track_layer_set_selection (self->tracks, ids, vessel);
  if (self->picking || view.width < 1.0 || self->content == NULL
      || !plim_map_content_find_place (self->content, ids, vessel, &latitude, &longitude))
    return;

  /* What was picked elsewhere comes into view. */
  plim_map_view_place (&view, latitude, longitude, &x, &y);
  if (x < 0.0 || y < 0.0 || x > view.width || y > view.height)
    shumate_map_center_on (self->map, latitude, longitude);
}

static void
mark_activated_cb (PlimMapPage        *self,
                   const char * const *claim_ids,
                   const char         *vessel_key)
{
  static const char * const none[] = { NULL };

  if (vessel_key != NULL && plim_map_hand_is_adding (self->hand))
    {
      plim_map_logs_toggle (self->logs, vessel_key);
      return;
    }
  self->picking = TRUE;
  plim_workspace_select (self->workspace, claim_ids != NULL ? claim_ids : none, vessel_key);
  self->picking = FALSE;
}

static void
zoom_in_cb (PlimMapPage *self)
{
  shumate_map_zoom_in (self->map);
}

static void
zoom_out_cb (PlimMapPage *self)
{
  shumate_map_zoom_out (self->map);
}

static void
frame_cb (PlimMapPage *self)
{
  show_frame (self);
}

/* One tool is in the hand at a time. */
static void
measuring_changed_cb (PlimMapPage *self)
{
  if (plim_map_ruler_is_measuring (self->ruler))
    plim_map_tools_set_tool (self->tools, PLIM_MAP_TOOL_NONE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MEASURING]);
}

static void
tool_changed_cb (PlimMapPage *self)
{
  guint prop;

  if (plim_map_tools_get_tool (self->tools) != PLIM_MAP_TOOL_NONE)
    plim_map_ruler_set_measuring (self->ruler, FALSE);
  show_reading (self);
  for (prop = PROP_NEAR; prop <= PROP_DRAWING_AREA; prop++)
    g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

/* Taken up, or put down where it is the tool in hand. */
static void
set_tool (PlimMapPage *self,
          PlimMapTool  tool,
          gboolean     taken)
{
  if (taken)
    gtk_widget_grab_focus (GTK_WIDGET (self->tracks));
  if (taken != (plim_map_tools_get_tool (self->tools) == tool))
    plim_map_tools_set_tool (self->tools, taken ? tool : PLIM_MAP_TOOL_NONE);
}

static void
pointed_cb (PlimMapPage *self,
            double       latitude,
            double       longitude)
{
  g_autofree char *words = isnan (latitude) ? NULL : plim_map_words_for_place (latitude, longitude);

  if (words != NULL)
    gtk_label_set_text (self->where, words);
  gtk_widget_set_visible (GTK_WIDGET (self->where), words != NULL);
}

static void
let_go_cb (PlimMapPage *self)
{
  mark_activated_cb (self, NULL, NULL);
}

/* A hand on the time bar: the map goes before the other pages. */
static void
range_moving_cb (PlimMapPage *self,
                 gint64       from_s,
                 gint64       to_s)
{
  plim_map_logs_set_span (self->logs, from_s, to_s);
}

static void
logs_changed_cb (PlimMapPage *self)
{
  plim_time_bar_set_silence (self->time_bar, plim_track_layer_get_show (self->tracks)->longest_step_s);
  plim_time_bar_set_tracks (self->time_bar, plim_map_logs_get_set (self->logs));
  if (self->content == NULL)
    return;
  follow_frame (self);
  seek_vessel (self);
  show_note (self);
  show_reading (self);
}

static void
map_size_cb (PlimMapPage *self)
{
  follow_frame (self);
  seek_vessel (self);
  show_legend (self);
}

static void
zone_changed_cb (PlimMapPage *self)
{
  plim_track_layer_set_zone (self->tracks, plim_workspace_get_zone (self->workspace));
}

static void
scene_changed_cb (PlimMapPage *self)
{
  map_size_cb (self);
  show_reading (self);
}

static void
plim_map_page_map (GtkWidget *widget)
{
  PlimMapPage *self = PLIM_MAP_PAGE (widget);

  GTK_WIDGET_CLASS (plim_map_page_parent_class)->map (widget);
  /* The window's menu has them while the map is in view. */
  if (self->logs != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (gtk_widget_get_root (widget)), "map", plim_map_logs_get_actions (self->logs));
  if (self->stale)
    read_content (self);
}

static void
plim_map_page_unmap (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (root), "map", NULL);
  GTK_WIDGET_CLASS (plim_map_page_parent_class)->unmap (widget);
}

static void
plim_map_page_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  PlimMapPage *self = PLIM_MAP_PAGE (widget);

  GTK_WIDGET_CLASS (plim_map_page_parent_class)->size_allocate (widget, width, height, baseline);
  if (is_unmoved (self))
    show_frame (self);
}

static gboolean
plim_map_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PLIM_MAP_PAGE (widget)->tracks));
}

static PlimSceneRequest *
plim_map_page_dup_request (PlimPage *page)
{
  PlimMapPage *self = PLIM_MAP_PAGE (page);
  PlimMapView view = plim_track_layer_get_view (self->tracks);
  g_autoptr(PlimMapContent) shown = NULL;
  g_autoptr(PlimMapTracks) logged = NULL;
  PlimMapBox box;

  /* What is read already is of the other world while the store is asked about this one. */
  if (self->content == NULL || view.width < 1.0
      || self->content->exercise != plim_workspace_get_filter (self->workspace)->exercise)
    return NULL;
  box = plim_map_view_box (&view);
  shown = plim_map_tools_narrow (self->tools, self->content);

  logged = plim_map_logs_dup_tracks (self->logs);

  return plim_map_request_new (shown, logged, &box, plim_layers_popover_get (self->layers), plim_workspace_get_filter (self->workspace));
}

static gboolean
plim_map_page_offers (PlimPage   *page,
                      const char *property)
{
  static const char * const offered[] = { "measuring", "near", "comparing", "drawing-area", NULL };

  return g_strv_contains (offered, property);
}

static void
page_iface_init (PlimPageInterface *iface)
{
  iface->dup_request = plim_map_page_dup_request;
  iface->offers = plim_map_page_offers;
}

static void
plim_map_page_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PlimMapPage *self = PLIM_MAP_PAGE (object);

  /* The template's button asks before there is a ruler. */
  if (id == PROP_MEASURING)
    g_value_set_boolean (value, self->ruler != NULL && plim_map_ruler_is_measuring (self->ruler));
  else if (id >= PROP_NEAR && id <= PROP_DRAWING_AREA)
    g_value_set_boolean (value, plim_map_tools_get_tool (self->tools) == PLIM_MAP_TOOL_NEAR + id - PROP_NEAR);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_map_page_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (id == PROP_MEASURING)
    plim_map_ruler_set_measuring (PLIM_MAP_PAGE (object)->ruler, g_value_get_boolean (value));
  else if (id >= PROP_NEAR && id <= PROP_DRAWING_AREA)
    set_tool (PLIM_MAP_PAGE (object), PLIM_MAP_TOOL_NEAR + id - PROP_NEAR, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_map_page_dispose (GObject *object)
{
  PlimMapPage *self = PLIM_MAP_PAGE (object);

  g_cancellable_cancel (self->reading_content);
  g_clear_object (&self->reading_content);
  g_clear_object (&self->basemap);
  g_clear_object (&self->hand);
  g_clear_pointer (&self->content, plim_map_content_unref);
  g_clear_object (&self->workspace);
  /* What it still waits for may outlive the layer. */
  if (self->logs != NULL)
    g_object_run_dispose (G_OBJECT (self->logs));
  g_clear_object (&self->logs);

  G_OBJECT_CLASS (plim_map_page_parent_class)->dispose (object);
}

static void
plim_map_page_class_init (PlimMapPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  /* In the order of PlimMapTool. */
  static const char * const questions[] = { "near", "comparing", "drawing-area" };
  guint i;

  g_type_ensure (PLIM_TYPE_MAP_TOOLS);
  g_type_ensure (PLIM_TYPE_TIME_BAR);
  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (PLIM_TYPE_MAP_LEGEND_VIEW);
  g_type_ensure (PLIM_TYPE_LAYERS_POPOVER);
  g_type_ensure (PLIM_TYPE_MAP_NOTE);

  object_class->get_property = plim_map_page_get_property;
  object_class->set_property = plim_map_page_set_property;
  object_class->dispose = plim_map_page_dispose;
  widget_class->map = plim_map_page_map;
  widget_class->unmap = plim_map_page_unmap;
  widget_class->size_allocate = plim_map_page_size_allocate;
  widget_class->grab_focus = plim_map_page_grab_focus;

  props[PROP_MEASURING] = g_param_spec_boolean ("measuring", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  for (i = 0; i < G_N_ELEMENTS (questions); i++)
    props[PROP_NEAR + i] = g_param_spec_boolean (questions[i], NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, map);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, map_overlay);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, legend);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, exercise);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, note);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, reading);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, where);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, layers);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, tools);
  gtk_widget_class_bind_template_child (widget_class, PlimMapPage, time_bar);
  gtk_widget_class_bind_template_callback (widget_class, show_content);
  gtk_widget_class_bind_template_callback (widget_class, place_card_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, frame_cb);
}

static void
plim_map_page_init (PlimMapPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->tracks = plim_track_layer_new (shumate_map_get_viewport (self->map));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->tracks));
  self->basemap = plim_basemap_new (self->map, SHUMATE_LAYER (self->tracks));

  g_signal_connect_object (self->tracks, "scene-changed", G_CALLBACK (scene_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tracks, "mark-changed", G_CALLBACK (show_reading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tracks, "mark-activated", G_CALLBACK (mark_activated_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
plim_map_page_new (PlimWorkspace *workspace)
{
  PlimMapPage *self = g_object_new (PLIM_TYPE_MAP_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->logs = plim_map_logs_new (workspace, self->tracks);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "map", plim_map_logs_get_actions (self->logs));
  g_signal_connect_object (self->logs, "changed", G_CALLBACK (logs_changed_cb), self, G_CONNECT_SWAPPED);
  plim_time_bar_start (self->time_bar, workspace, self->map, self->tracks);
  g_signal_connect_object (self->time_bar, "notify::flat", G_CALLBACK (flat_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->time_bar, "range-moving", G_CALLBACK (range_moving_cb), self, G_CONNECT_SWAPPED);
  plim_map_tools_start (self->tools, workspace, self->map, self->tracks);
  g_signal_connect_object (self->tools, "notify::tool", G_CALLBACK (tool_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tools, "reading-changed", G_CALLBACK (show_reading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tools, "area-changed", G_CALLBACK (show_content), self, G_CONNECT_SWAPPED);
  self->ruler = plim_map_ruler_new (shumate_map_get_viewport (self->map), self->tracks);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->ruler));
  g_signal_connect_object (self->ruler, "notify::measuring", G_CALLBACK (measuring_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ruler, "reading-changed", G_CALLBACK (show_reading), self, G_CONNECT_SWAPPED);
  self->hand = plim_map_hand_new (self->map, self->tracks, self->tools, self->ruler, self->time_bar);
  g_signal_connect_object (self->hand, "pointed", G_CALLBACK (pointed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand, "home", G_CALLBACK (show_frame), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hand, "let-go", G_CALLBACK (let_go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "zone-changed", G_CALLBACK (zone_changed_cb), self, G_CONNECT_SWAPPED);
  zone_changed_cb (self);
  read_content (self);
  selection_changed_cb (self);

  return GTK_WIDGET (self);
}

void
plim_map_page_show_vessel (PlimMapPage *self)
{
  g_return_if_fail (PLIM_IS_MAP_PAGE (self));

  self->seeking = TRUE;
  /* Where it was before something changed is not where it is. */
  if (!self->stale)
    seek_vessel (self);
}

gboolean
plim_map_page_get_box (PlimMapPage *self,
                       PlimMapBox  *box)
{
  PlimMapView view;

  g_return_val_if_fail (PLIM_IS_MAP_PAGE (self), FALSE);

  view = plim_track_layer_get_view (self->tracks);
  if (view.width < 1.0)
    return FALSE;
  *box = plim_map_view_box (&view);

  return TRUE;
}
