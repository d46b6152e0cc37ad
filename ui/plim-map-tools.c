#include "config.h"

#include "ui/plim-map-tools.h"

#include <glib/gi18n.h>

#include "app/export/plim-export.h"
#include "ui/plim-area-box.h"
#include "ui/plim-compare-view.h"
#include "ui/plim-file-chooser.h"
#include "ui/plim-found-answer.h"
#include "ui/plim-found-rows.h"
#include "ui/plim-tool-layer.h"

struct _PlimMapTools
{
  GtkBox            parent_instance;

  GtkLabel         *title;
  GtkSpinner       *spinner;
  GtkWidget        *near_box;
  GtkAdjustment    *radius;
  GtkSpinButton    *radius_spin;
  PlimAreaBox      *area_box;
  GtkWidget        *list_box;
  GtkWidget        *close;
  GtkStack         *stack;
  PlimFoundView    *near_list;
  PlimFoundView    *area_list;
  PlimCompareView  *compare;

  PlimWorkspace    *workspace;
  PlimTrackLayer   *tracks;
  PlimToolLayer    *layer;
  PlimMapTool       tool;
  GCancellable     *asking[2];      /* for near and area */
  char             *failure[2];
  gboolean          stale;
  gboolean          has_place;
  gboolean          choosing;       /* the radius is being set, not chosen */
  double            place[2];
  gboolean          has_near;
  gboolean          aiming;         /* another tool wants a place */
  gboolean          made_room;      /* for the comparison; not by the person */
  GArray           *corners;        /* double latitude, longitude pairs of the area in the making */
  char            **keys;           /* of those that touch the area, once that is known */
};

enum { NEAR, AREA };
enum { PROP_TOOL = 1, N_PROPS };
enum { READING_CHANGED, AREA_CHANGED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimMapTools, plim_map_tools, GTK_TYPE_BOX)

static void
say (PlimMapTools *self,
     const char   *words)
{
  gtk_label_set_text (self->title, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), words);
}

/* Left to itself the pane gives the panel only what it needs at least. */
static void
make_room (PlimMapTools *self,
           gboolean      compare)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_PANED);
  gboolean chosen;
  int natural;

  if (pane == NULL || gtk_widget_get_height (pane) <= 0 || compare == self->made_room)
    return;
  if (!compare)
    {
      gtk_paned_set_position (GTK_PANED (pane), -1);
      self->made_room = FALSE;
      return;
    }

  g_object_get (pane, "position-set", &chosen, NULL);
  if (chosen)
    return;
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (pane), NULL, &natural, NULL, NULL);
  gtk_paned_set_position (GTK_PANED (pane), MAX (gtk_widget_get_height (pane) - natural, 0));
  self->made_room = TRUE;
}

static void
show_state (PlimMapTools *self)
{
  gboolean near = self->tool == PLIM_MAP_TOOL_NEAR, compare = self->tool == PLIM_MAP_TOOL_COMPARE, drawing = self->tool == PLIM_MAP_TOOL_AREA;
  gboolean area = !near && !compare && plim_map_tools_get_area (self) != NULL && !drawing, listed = near ? self->has_near : area && self->keys != NULL;
  guint n = plim_found_view_get_n_rows (near ? self->near_list : self->area_list);
  const char *failure = near ? self->failure[NEAR] : area ? self->failure[AREA] : NULL;
  g_autofree char *words = NULL;

  if (failure != NULL)
    words = g_strdup (failure);
  else if (near && self->has_near)
    words = g_strdup_printf (ngettext ("%'u vessel is known to have been near here then",
                                       "%'u vessels are known to have been near here then", n), n);
  else if (near)
    words = g_strdup (_("Who was near here then?"));
  else if (compare)
    words = g_strdup (_("Two vessels compared"));
  else if (drawing)
    words = g_strdup (_("Draw an area"));
  else if (area && self->keys == NULL)
    words = g_strdup (_("Which tracks touch the area is being looked up"));
  else if (area)
    words = g_strdup_printf (ngettext ("%'u vessel touches the area; other tracks are hidden",
                                       "%'u vessels touch the area; other tracks are hidden", n), n);

  say (self, words != NULL ? words : "");
  gtk_widget_set_visible (self->near_box, near);
  gtk_widget_set_visible (GTK_WIDGET (self->area_box), area || drawing);
  gtk_widget_set_visible (self->list_box, listed);
  gtk_widget_set_visible (self->close, !area);
  gtk_spinner_set_spinning (self->spinner, self->asking[near ? NEAR : AREA] != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->stack), compare || listed);
  gtk_stack_set_visible_child (self->stack, compare ? GTK_WIDGET (self->compare)
                                            : near ? GTK_WIDGET (self->near_list) : GTK_WIDGET (self->area_list));
  gtk_widget_set_visible (GTK_WIDGET (self), near || compare || drawing || area);

  make_room (self, compare);

  plim_tool_layer_set_cross (self->layer, near || drawing || self->aiming);
  plim_tool_layer_set_circle (self->layer, self->place[0], self->place[1],
                              near && self->has_place ? gtk_adjustment_get_value (self->radius) * 1000.0 : 0.0);
  g_signal_emit (self, signals[READING_CHANGED], 0);
}

static void
show_corners (PlimMapTools *self,
              const double *to)
{
  plim_tool_layer_set_corners (self->layer, (const double *) (gpointer) self->corners->data, self->corners->len / 2, to);
}

/* Asking the store */

static void
stop_asking (PlimMapTools *self,
             guint         which)
{
  g_cancellable_cancel (self->asking[which]);
  g_clear_object (&self->asking[which]);
  g_clear_pointer (&self->failure[which], g_free);
}

/* Whoever asks again no longer waits for the last answer. */
static GCancellable *
start_asking (PlimMapTools *self,
              guint         which)
{
  stop_asking (self, which);
  self->asking[which] = g_cancellable_new ();

  return self->asking[which];
}

/* The answer, or NULL where nobody waits for it any more or it failed, which is then said. */
static GPtrArray *
finish_asking (PlimMapTools *self,
               guint         which,
               GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *answer = plim_found_answer_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  g_clear_object (&self->asking[which]);
  if (answer == NULL)
    {
      self->failure[which] = g_strdup_printf (_("The store was asked where vessels were and failed: %s"), error->message);
      show_state (self);
    }

  return answer;
}

static void
near_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  PlimMapTools *self = PLIM_MAP_TOOLS (source);
  g_autoptr(GPtrArray) found = finish_asking (self, NEAR, result), rows = NULL;

  if (found == NULL)
    return;

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_found_row_free);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (rows, plim_found_near_row (g_ptr_array_index (found, i), plim_workspace_get_zone (self->workspace)));
  plim_found_view_take_rows (self->near_list, rows);
  self->has_near = TRUE;
  show_state (self);
}

static void
ask_near (PlimMapTools *self)
{
  const PlimNearQuestion near = { self->place[0], self->place[1], gtk_adjustment_get_value (self->radius) * 1000.0,
                                  G_MININT64, G_MAXINT64, PLIM_TRACK_LIMITS_DEFAULT };

  plim_found_answer_near_async (G_OBJECT (self), plim_workspace_get_store (self->workspace),
                                plim_workspace_get_filter (self->workspace), &near, start_asking (self, NEAR), near_found_cb);
  show_state (self);
}

static void
area_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  PlimMapTools *self = PLIM_MAP_TOOLS (source);
  g_autoptr(GPtrArray) found = finish_asking (self, AREA, result), rows = NULL;

  if (found == NULL)
    return;

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_found_row_free);
  g_strfreev (self->keys);
  self->keys = g_new0 (char *, found->len + 1);
  for (guint i = 0; i < found->len; i++)
    {
      const PlimAreaVessel *vessel = g_ptr_array_index (found, i);

      self->keys[i] = g_strdup (vessel->key);
      g_ptr_array_add (rows, plim_found_area_row (vessel, plim_workspace_get_zone (self->workspace)));
    }
  plim_found_view_take_rows (self->area_list, rows);
  show_state (self);
  g_signal_emit (self, signals[AREA_CHANGED], 0);
}

static void
ask_area (PlimMapTools *self)
{
  plim_found_answer_area_async (G_OBJECT (self), plim_workspace_get_store (self->workspace),
                                plim_workspace_get_filter (self->workspace), plim_map_tools_get_area (self),
                                start_asking (self, AREA), area_found_cb);
  show_state (self);
}

static void
ask_again (PlimMapTools *self)
{
  self->stale = FALSE;
  if (plim_map_tools_get_area (self) != NULL)
    ask_area (self);
  if (self->tool == PLIM_MAP_TOOL_NEAR && self->has_place)
    ask_near (self);
}

static void
workspace_changed_cb (PlimMapTools *self)
{
  /* The map behind a page that is not in view is not asked either. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self->tracks)))
    ask_again (self);
  else
    self->stale = TRUE;
}

static void
map_shown_cb (PlimMapTools *self)
{
  if (self->stale)
    ask_again (self);
}

/* The area in the making */

static void
drop_corners (PlimMapTools *self)
{
  g_array_set_size (self->corners, 0);
  show_corners (self, NULL);
}

static void
close_area (PlimMapTools *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimArea) area = plim_area_new ((const double *) (gpointer) self->corners->data, self->corners->len / 2, &error);

  if (area == NULL)
    {
      say (self, error->message);
      return;
    }

  drop_corners (self);
  plim_map_tools_set_area (self, area, NULL);
  plim_map_tools_set_tool (self, PLIM_MAP_TOOL_NONE);
}

/* Buttons */

static PlimFoundView *
get_list (PlimMapTools *self)
{
  return self->tool == PLIM_MAP_TOOL_NEAR ? self->near_list : self->area_list;
}

static void
copy_cb (PlimMapTools *self)
{
  g_autofree char *text = plim_found_view_to_text (get_list (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
list_file_chosen_cb (GPtrArray *files,
                     gpointer   user_data)
{
  PlimMapTools *self = user_data;
  const char *path = g_file_peek_path (g_ptr_array_index (files, 0));
  char *csv = plim_found_view_to_csv (get_list (self));
  g_autoptr(GBytes) bytes = g_bytes_new_take (csv, strlen (csv));
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  if (path == NULL)
    words = g_strdup (_("A list has to be saved as a file on this computer."));
  else if (!plim_export_write_file (path, bytes, &error))
    words = g_strdup_printf (_("The list could not be saved: %s"), error->message);
  else
    {
      g_autofree char *shown = g_filename_display_basename (path);

      words = g_strdup_printf (_("The list stands in %s"), shown);
    }
  say (self, words);
}

static void
save_list_cb (PlimMapTools *self)
{
  plim_file_chooser_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save List"),
                          self->tool == PLIM_MAP_TOOL_NEAR ? "vessels-near.csv" : "vessels-in-area.csv", list_file_chosen_cb, self);
}

static void
close_cb (PlimMapTools *self)
{
  plim_map_tools_set_tool (self, PLIM_MAP_TOOL_NONE);
  gtk_widget_grab_focus (GTK_WIDGET (self->tracks));
}

static void
radius_changed_cb (PlimMapTools *self)
{
  if (self->tool == PLIM_MAP_TOOL_NEAR && self->has_place && !self->choosing)
    ask_near (self);
}

/* What was known of another area no longer counts. */
static void
area_set (PlimMapTools *self)
{
  g_clear_pointer (&self->keys, g_strfreev);
  if (plim_map_tools_get_area (self) != NULL)
    {
      ask_area (self);
      return;
    }

  stop_asking (self, AREA);
  show_state (self);
  g_signal_emit (self, signals[AREA_CHANGED], 0);
}

static void
area_chosen_cb (PlimMapTools *self)
{
  plim_map_tools_set_tool (self, PLIM_MAP_TOOL_NONE);
  area_set (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->tracks));
}

static void
area_named_cb (PlimMapTools *self)
{
  g_signal_emit (self, signals[AREA_CHANGED], 0);
}

static void
vessel_activated_cb (PlimMapTools       *self,
                     const char * const *claims,
                     const char         *key)
{
  plim_workspace_select (self->workspace, claims, key);
}

/* The class */

static void
plim_map_tools_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_TOOL)
    g_value_set_uint (value, PLIM_MAP_TOOLS (object)->tool);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_map_tools_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (id == PROP_TOOL)
    plim_map_tools_set_tool (PLIM_MAP_TOOLS (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plim_map_tools_dispose (GObject *object)
{
  PlimMapTools *self = PLIM_MAP_TOOLS (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->asking); i++)
    stop_asking (self, i);
  g_clear_pointer (&self->keys, g_strfreev);
  g_clear_pointer (&self->corners, g_array_unref);
  g_clear_object (&self->tracks);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_map_tools_parent_class)->dispose (object);
}

static void
plim_map_tools_class_init (PlimMapToolsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PLIM_TYPE_AREA_BOX);
  g_type_ensure (PLIM_TYPE_FOUND_VIEW);
  g_type_ensure (PLIM_TYPE_COMPARE_VIEW);

  object_class->get_property = plim_map_tools_get_property;
  object_class->set_property = plim_map_tools_set_property;
  object_class->dispose = plim_map_tools_dispose;

  props[PROP_TOOL] = g_param_spec_uint ("tool", NULL, NULL, 0, PLIM_MAP_TOOL_AREA, 0,
                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[READING_CHANGED] = g_signal_new ("reading-changed", PLIM_TYPE_MAP_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[AREA_CHANGED] = g_signal_new ("area-changed", PLIM_TYPE_MAP_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-map-tools.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, title);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, spinner);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, near_box);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, radius);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, radius_spin);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, area_box);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, list_box);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, close);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, stack);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, near_list);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, area_list);
  gtk_widget_class_bind_template_child (widget_class, PlimMapTools, compare);
  gtk_widget_class_bind_template_callback (widget_class, radius_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, area_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, area_named_cb);
  gtk_widget_class_bind_template_callback (widget_class, say);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static gboolean
key_in_panel_cb (PlimMapTools *self,
                 guint         key)
{
  if (key != GDK_KEY_Escape || self->tool == PLIM_MAP_TOOL_NONE)
    return FALSE;
  close_cb (self);

  return TRUE;
}

static void
plim_map_tools_init (PlimMapTools *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  const PlimFoundColumn *columns;
  guint n;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->corners = g_array_new (FALSE, FALSE, sizeof (double));
  columns = plim_found_near_columns (&n);
  plim_found_view_set_columns (self->near_list, _("Vessels that were near"), columns, n);
  columns = plim_found_area_columns (&n);
  plim_found_view_set_columns (self->area_list, _("Vessels that touch the area"), columns, n);
  g_signal_connect_object (self->near_list, "vessel-activated", G_CALLBACK (vessel_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->area_list, "vessel-activated", G_CALLBACK (vessel_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_in_panel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
plim_map_tools_start (PlimMapTools   *self,
                      PlimWorkspace  *workspace,
                      ShumateMap     *map,
                      PlimTrackLayer *tracks)
{
  g_return_if_fail (PLIM_IS_MAP_TOOLS (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->tracks = g_object_ref (tracks);
  self->layer = plim_tool_layer_new (shumate_map_get_viewport (map), tracks);
  shumate_map_add_layer (map, SHUMATE_LAYER (self->layer));
  plim_compare_view_set_workspace (self->compare, workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "zone-changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tracks, "map", G_CALLBACK (map_shown_cb), self, G_CONNECT_SWAPPED);
}

PlimMapTool
plim_map_tools_get_tool (PlimMapTools *self)
{
  return self->tool;
}

void
plim_map_tools_set_tool (PlimMapTools *self,
                         PlimMapTool   tool)
{
  g_return_if_fail (PLIM_IS_MAP_TOOLS (self) && self->layer != NULL && tool <= PLIM_MAP_TOOL_AREA);

  if (self->tool == tool)
    return;

  self->tool = tool;
  self->has_place = self->has_near = FALSE;
  stop_asking (self, NEAR);
  drop_corners (self);
  show_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOOL]);
}

gboolean
plim_map_tools_move (PlimMapTools *self,
                     double        latitude,
                     double        longitude)
{
  const double to[] = { latitude, longitude };

  if (self->tool == PLIM_MAP_TOOL_AREA && self->corners->len > 0)
    show_corners (self, to);

  return self->tool == PLIM_MAP_TOOL_AREA || self->tool == PLIM_MAP_TOOL_NEAR;
}

gboolean
plim_map_tools_click (PlimMapTools *self,
                      double        latitude,
                      double        longitude)
{
  const double place[] = { latitude, longitude };

  switch (self->tool)
    {
    case PLIM_MAP_TOOL_NEAR:
      plim_map_tools_ask_near (self, latitude, longitude, gtk_adjustment_get_value (self->radius) * 1000.0);
      return TRUE;
    case PLIM_MAP_TOOL_AREA:
      if (self->corners->len / 2 < PLIM_AREA_MOST_CORNERS)
        g_array_append_vals (self->corners, place, 2);
      show_corners (self, NULL);
      show_state (self);
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
plim_map_tools_press_key (PlimMapTools *self,
                          guint         key)
{
  PlimMapView view;
  double latitude, longitude;

  if (self->tool == PLIM_MAP_TOOL_NONE)
    return FALSE;
  if (key == GDK_KEY_Escape)
    {
      plim_map_tools_set_tool (self, PLIM_MAP_TOOL_NONE);
      return TRUE;
    }
  if (self->tool == PLIM_MAP_TOOL_COMPARE)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_space: case GDK_KEY_KP_Space:
      view = plim_track_layer_get_view (self->tracks);
      plim_map_view_locate (&view, view.width / 2.0, view.height / 2.0, &latitude, &longitude);
      return plim_map_tools_click (self, latitude, longitude);
    case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      if (self->tool != PLIM_MAP_TOOL_AREA)
        return FALSE;
      close_area (self);
      return TRUE;
    case GDK_KEY_BackSpace:
      if (self->tool == PLIM_MAP_TOOL_AREA && self->corners->len > 0)
        g_array_set_size (self->corners, self->corners->len - 2);
      show_corners (self, NULL);
      return TRUE;
    default:
      return FALSE;
    }
}

void
plim_map_tools_set_aiming (PlimMapTools *self,
                           gboolean      aiming)
{
  g_return_if_fail (PLIM_IS_MAP_TOOLS (self) && self->layer != NULL);

  self->aiming = aiming;
  show_state (self);
}

const char *
plim_map_tools_get_reading (PlimMapTools *self)
{
  if (self->tool == PLIM_MAP_TOOL_NEAR)
    return _("Click a place, or press Space for the middle of the map, to ask who was near it in the time in view");
  if (self->tool == PLIM_MAP_TOOL_AREA)
    return _("Click the corners, or press Space for the middle of the map; Return closes the area, Backspace takes back a corner, Escape gives up");

  return NULL;
}

void
plim_map_tools_ask_near (PlimMapTools *self,
                         double        latitude,
                         double        longitude,
                         double        radius_m)
{
  g_return_if_fail (PLIM_IS_MAP_TOOLS (self));

  plim_map_tools_set_tool (self, PLIM_MAP_TOOL_NEAR);
  self->choosing = TRUE;
  gtk_adjustment_set_value (self->radius, radius_m / 1000.0);
  self->choosing = FALSE;
  self->place[0] = latitude;
  self->place[1] = longitude;
  self->has_place = TRUE;
  ask_near (self);
}

void
plim_map_tools_set_area (PlimMapTools *self,
                         PlimArea     *area,
                         const char   *name)
{
  g_return_if_fail (PLIM_IS_MAP_TOOLS (self) && self->layer != NULL);

  plim_area_box_set_area (self->area_box, area, name);
  area_set (self);
}

PlimArea *
plim_map_tools_get_area (PlimMapTools *self)
{
  return plim_area_box_get_area (self->area_box);
}

const char * const *
plim_map_tools_get_keys (PlimMapTools *self)
{
  return (const char * const *) self->keys;
}

PlimMapContent *
plim_map_tools_narrow (PlimMapTools   *self,
                       PlimMapContent *content)
{
  const char * const *keys = plim_map_tools_get_keys (self);

  if (keys == NULL)
    return plim_map_content_ref (content);

  return plim_map_content_narrow (content, plim_map_tools_get_area (self), plim_area_box_get_name (self->area_box), keys);
}
