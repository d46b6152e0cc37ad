#include "config.h"

#include "ui/plim-scene-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/scene/plim-scene-cairo.h"

/* Scenes are in millimetres, widgets in pixels of 96 to the inch. */
#define PIXELS_PER_MM (96.0 / 25.4)
#define PICK_SLACK_PX 6
/* While a window is dragged larger the last picture is stretched; a new one is made when it rests. */
#define RESIZE_REST_MS 120

struct _PlimSceneView
{
  GtkWidget         parent_instance;

  PlimSceneRequest *request;
  PlimScene        *scene;
  GdkTexture       *texture;
  double            texture_scale;
  GCancellable     *cancellable;      /* of the job in flight */
  guint             resize_id;
  double            built_width_mm;
  double            built_height_mm;
  int               current;          /* the mark that the keyboard is on, or -1 */
  int               selected;
  char            **wanted_ids;       /* selected elsewhere, to be looked for in the next picture */
  char             *failure;
};

enum { PROP_BUILDING = 1, PROP_SUMMARY, N_PROPS };
enum { SCENE_CHANGED, MARK_ACTIVATED, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimSceneView, plim_scene_view, GTK_TYPE_WIDGET)

typedef struct
{
  PlimSceneRequest *request;
  double            width_mm;
  double            height_mm;
} BuildJob;

static void
free_job (BuildJob *job)
{
  plim_scene_request_unref (job->request);
  g_free (job);
}

static PlimTheme
get_theme (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? PLIM_THEME_DARK : PLIM_THEME_LIGHT;
}

static double
get_width_mm (PlimSceneView *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) / PIXELS_PER_MM;
}

static double
get_height_mm (PlimSceneView *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self)) / PIXELS_PER_MM;
}

/* Pixels for one millimetre of the picture as it is shown just now. */
static double
get_zoom (PlimSceneView *self)
{
  double across = gtk_widget_get_width (GTK_WIDGET (self)) / plim_scene_get_width (self->scene);
  double down = gtk_widget_get_height (GTK_WIDGET (self)) / plim_scene_get_height (self->scene);

  return MIN (across, down);
}

static char *
dup_summary (PlimSceneView *self)
{
  if (self->scene == NULL)
    return g_strdup (self->failure != NULL ? self->failure : "");
  if (self->current >= 0)
    return g_strdup (plim_scene_get_shape (self->scene, self->current)->label);

  return g_strdup (plim_scene_get_summary (self->scene));
}

/* What a screen reader says: what the picture is, and, as its description, which mark one is on. */
static void
describe (PlimSceneView *self)
{
  g_autofree char *summary = dup_summary (self);
  const char *title = self->scene != NULL ? plim_scene_get_title (self->scene) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : _("Picture"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary != NULL ? summary : "",
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUMMARY]);
}

static void
repaint (PlimSceneView *self)
{
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
carries_any (const PlimShape    *shape,
             const char * const *claim_ids)
{
  if (!plim_shape_is_mark (shape))
    return FALSE;
  for (guint i = 0; claim_ids[i] != NULL; i++)
    if (g_strv_contains ((const char * const *) shape->claims, claim_ids[i]))
      return TRUE;

  return FALSE;
}

static gboolean
carries_all (const PlimShape    *shape,
             const char * const *claim_ids)
{
  if (!plim_shape_is_mark (shape))
    return FALSE;
  for (guint i = 0; claim_ids[i] != NULL; i++)
    if (!g_strv_contains ((const char * const *) shape->claims, claim_ids[i]))
      return FALSE;

  return g_strv_length (shape->claims) == g_strv_length ((char **) claim_ids);
}

static void
find_selected (PlimSceneView *self)
{
  const char * const *ids = (const char * const *) self->wanted_ids;
  guint n = self->scene != NULL ? plim_scene_get_n_shapes (self->scene) : 0;

  self->selected = -1;
  if (ids == NULL || ids[0] == NULL)
    return;

  /* The mark that says exactly this, else one that says it among other things. */
  for (guint i = 0; i < n && self->selected < 0; i++)
    if (carries_all (plim_scene_get_shape (self->scene, i), ids))
      self->selected = i;
  for (guint i = 0; i < n && self->selected < 0; i++)
    if (carries_any (plim_scene_get_shape (self->scene, i), ids))
      self->selected = i;
}

static void
take_scene (PlimSceneView *self,
            PlimScene     *scene)
{
  g_clear_pointer (&self->scene, plim_scene_unref);
  self->scene = scene;
  self->current = -1;
  find_selected (self);
  repaint (self);
  describe (self);
  g_signal_emit (self, signals[SCENE_CHANGED], 0);
}

static void
build_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  BuildJob *job = data;
  GError *error = NULL;
  PlimScene *scene;

  if (g_task_return_error_if_cancelled (task))
    return;

  scene = plim_scene_request_build (job->request, job->width_mm, job->height_mm, &error);
  if (scene == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, scene, (GDestroyNotify) plim_scene_unref);
}

static void
scene_built_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (source);
  g_autoptr(GError) error = NULL;
  PlimScene *scene = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->failure, g_free);
  if (scene == NULL)
    self->failure = g_strdup_printf (_("The picture could not be drawn: %s"), error->message);
  take_scene (self, scene);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUILDING]);
}

static void
stop_building (PlimSceneView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->resize_id, g_source_remove);
}

static void
start_building (PlimSceneView *self)
{
  g_autoptr(GTask) task = NULL;
  BuildJob *job;

  stop_building (self);
  if (self->request == NULL || get_width_mm (self) < 1 || get_height_mm (self) < 1)
    return;

  job = g_new0 (BuildJob, 1);
  job->request = plim_scene_request_ref (self->request);
  job->width_mm = self->built_width_mm = get_width_mm (self);
  job->height_mm = self->built_height_mm = get_height_mm (self);

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, scene_built_cb, NULL);
  g_task_set_source_tag (task, start_building);
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  g_task_run_in_thread (task, build_in_thread);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUILDING]);
}

static gboolean
size_rests_cb (gpointer user_data)
{
  PlimSceneView *self = user_data;

  self->resize_id = 0;
  start_building (self);

  return G_SOURCE_REMOVE;
}

static void
go_to_mark (PlimSceneView *self,
            int            index)
{
  if (index == self->current)
    return;

  self->current = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  describe (self);
}

static void
activate_mark (PlimSceneView *self,
               int            index)
{
  const PlimShape *shape = index >= 0 ? plim_scene_get_shape (self->scene, index) : NULL;

  self->selected = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MARK_ACTIVATED], 0, shape != NULL ? shape->claims : NULL);
}

static int
pick (PlimSceneView *self,
      double         x,
      double         y)
{
  double zoom;

  if (self->scene == NULL)
    return -1;

  zoom = get_zoom (self);

  return plim_scene_pick (self->scene, x / zoom, y / zoom, PICK_SLACK_PX / zoom);
}

/* Callbacks */

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (widget);
  const char *where = g_variant_get_string (args, NULL);
  int index = -1;

  if (self->scene == NULL)
    return FALSE;

  if (g_str_equal (where, "next"))
    index = plim_scene_step (self->scene, self->current, 1);
  else if (g_str_equal (where, "previous"))
    index = self->current < 0 ? -1 : plim_scene_step (self->scene, self->current, -1);
  else if (g_str_equal (where, "first"))
    index = plim_scene_step (self->scene, -1, 1);
  else if (g_str_equal (where, "last"))
    for (int next = plim_scene_step (self->scene, -1, 1); next >= 0; next = plim_scene_step (self->scene, next, 1))
      index = next;

  /* At either end one stays on the last mark there is. */
  if (index >= 0)
    go_to_mark (self, index);

  return TRUE;
}

static gboolean
enter_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (widget);

  if (self->current < 0)
    return FALSE;
  activate_mark (self, self->current);

  return TRUE;
}

static gboolean
leave_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (widget);

  if (self->current < 0 && self->selected < 0)
    return FALSE;
  go_to_mark (self, -1);
  activate_mark (self, -1);

  return TRUE;
}

static void
pressed_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            PlimSceneView   *self)
{
  int index = pick (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->scene == NULL)
    return;
  go_to_mark (self, index);
  activate_mark (self, index);
}

static void
motion_cb (GtkEventControllerMotion *motion,
           double                    x,
           double                    y,
           PlimSceneView            *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), pick (self, x, y) >= 0 ? "pointer" : NULL);
}

static gboolean
plim_scene_view_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (widget);
  int index = keyboard ? self->current : pick (self, x, y);
  const PlimShape *shape;
  double zoom, left, top, wide, high;
  GdkRectangle area;

  if (index < 0)
    return FALSE;

  shape = plim_scene_get_shape (self->scene, index);
  plim_shape_get_bounds (shape, &left, &top, &wide, &high);
  zoom = get_zoom (self);
  area = (GdkRectangle) { left * zoom, top * zoom, MAX (wide * zoom, 1), MAX (high * zoom, 1) };
  gtk_tooltip_set_text (tooltip, shape->label);
  gtk_tooltip_set_tip_area (tooltip, &area);

  return TRUE;
}

static GdkTexture *
paint_texture (PlimSceneView *self,
               double         zoom)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width = ceil (plim_scene_get_width (self->scene) * zoom * scale);
  int height = ceil (plim_scene_get_height (self->scene) * zoom * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (width, 1), MAX (height, 1));
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_scale (cr, zoom * scale, zoom * scale);
  plim_scene_cairo_paint (self->scene, get_theme (), cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                                    GDK_MEMORY_DEFAULT, bytes, cairo_image_surface_get_stride (surface));

  return texture;
}

static void
snapshot_selection (PlimSceneView *self,
                    GtkSnapshot   *snapshot,
                    int            index,
                    double         zoom)
{
  double x, y, w, h;
  graphene_rect_t area;
  cairo_t *cr;

  /* Room for the outline, which lies outside the mark. */
  plim_shape_get_bounds (plim_scene_get_shape (self->scene, index), &x, &y, &w, &h);
  graphene_rect_init (&area, (x - 3) * zoom, (y - 3) * zoom, (w + 6) * zoom, (h + 6) * zoom);
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  cairo_scale (cr, zoom, zoom);
  plim_scene_cairo_paint_selection (self->scene, get_theme (), index, cr);
  cairo_destroy (cr);
}

static void
snapshot_failure (PlimSceneView *self,
                  GtkSnapshot   *snapshot)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->failure);
  const int margin = 24;

  pango_layout_set_width (layout, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * margin, 1) * PANGO_SCALE);
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (GTK_WIDGET (self)), margin, margin, layout);
}

static void
plim_scene_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (widget);
  double zoom;

  if (self->scene == NULL)
    {
      if (self->failure != NULL)
        snapshot_failure (self, snapshot);
      return;
    }

  zoom = get_zoom (self);
  if (self->texture == NULL || !G_APPROX_VALUE (self->texture_scale, zoom, 1e-6))
    {
      g_clear_object (&self->texture);
      self->texture = paint_texture (self, zoom);
      self->texture_scale = zoom;
    }

  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (0, 0,
                                                    gdk_texture_get_width (self->texture) / (float) gtk_widget_get_scale_factor (widget),
                                                    gdk_texture_get_height (self->texture) / (float) gtk_widget_get_scale_factor (widget)));
  if (self->selected >= 0)
    snapshot_selection (self, snapshot, self->selected, zoom);
  if (self->current >= 0 && self->current != self->selected && gtk_widget_has_focus (widget))
    snapshot_selection (self, snapshot, self->current, zoom);
}

static void
plim_scene_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (widget);

  if (self->request == NULL
      || (G_APPROX_VALUE (self->built_width_mm, width / PIXELS_PER_MM, 0.1)
          && G_APPROX_VALUE (self->built_height_mm, height / PIXELS_PER_MM, 0.1)))
    return;

  g_clear_handle_id (&self->resize_id, g_source_remove);
  if (self->scene == NULL && self->cancellable == NULL)
    start_building (self);
  else
    self->resize_id = g_timeout_add (RESIZE_REST_MS, size_rests_cb, self);
}

static void
plim_scene_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 180;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 480 : 270;
}

static void
scale_changed_cb (PlimSceneView *self)
{
  repaint (self);
}

static void
plim_scene_view_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (object);

  switch (id)
    {
    case PROP_BUILDING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    case PROP_SUMMARY:
      g_value_take_string (value, dup_summary (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plim_scene_view_dispose (GObject *object)
{
  PlimSceneView *self = PLIM_SCENE_VIEW (object);

  stop_building (self);
  g_clear_pointer (&self->request, plim_scene_request_unref);
  g_clear_pointer (&self->scene, plim_scene_unref);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->wanted_ids, g_strfreev);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (plim_scene_view_parent_class)->dispose (object);
}

static void
plim_scene_view_class_init (PlimSceneViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct { guint key; const char *where; } steps[] = {
    { GDK_KEY_Right, "next" }, { GDK_KEY_Down, "next" }, { GDK_KEY_KP_Right, "next" }, { GDK_KEY_KP_Down, "next" },
    { GDK_KEY_Left, "previous" }, { GDK_KEY_Up, "previous" }, { GDK_KEY_KP_Left, "previous" }, { GDK_KEY_KP_Up, "previous" },
    { GDK_KEY_Home, "first" }, { GDK_KEY_End, "last" },
  };

  object_class->get_property = plim_scene_view_get_property;
  object_class->dispose = plim_scene_view_dispose;
  widget_class->snapshot = plim_scene_view_snapshot;
  widget_class->size_allocate = plim_scene_view_size_allocate;
  widget_class->measure = plim_scene_view_measure;
  widget_class->query_tooltip = plim_scene_view_query_tooltip;

  props[PROP_BUILDING] = g_param_spec_boolean ("building", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SCENE_CHANGED] = g_signal_new ("scene-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MARK_ACTIVATED] = g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, 0, step_cb, "s", steps[i].where);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_cb, NULL);

  gtk_widget_class_set_css_name (widget_class, "scene");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
plim_scene_view_init (PlimSceneView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->current = self->selected = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_changed_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (scale_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
plim_scene_view_new (void)
{
  return g_object_new (PLIM_TYPE_SCENE_VIEW, NULL);
}

void
plim_scene_view_set_request (PlimSceneView    *self,
                             PlimSceneRequest *request)
{
  g_return_if_fail (PLIM_IS_SCENE_VIEW (self));

  if (request != NULL)
    plim_scene_request_ref (request);
  g_clear_pointer (&self->request, plim_scene_request_unref);
  self->request = request;

  if (request == NULL)
    {
      stop_building (self);
      take_scene (self, NULL);
    }
  else
    start_building (self);
}

PlimSceneRequest *
plim_scene_view_get_request (PlimSceneView *self)
{
  g_return_val_if_fail (PLIM_IS_SCENE_VIEW (self), NULL);

  return self->request;
}

PlimScene *
plim_scene_view_get_scene (PlimSceneView *self)
{
  g_return_val_if_fail (PLIM_IS_SCENE_VIEW (self), NULL);

  return self->scene;
}

guint
plim_scene_view_get_n_marks (PlimSceneView *self)
{
  guint n_marks = 0;

  g_return_val_if_fail (PLIM_IS_SCENE_VIEW (self), 0);

  for (guint i = 0; self->scene != NULL && i < plim_scene_get_n_shapes (self->scene); i++)
    n_marks += plim_shape_is_mark (plim_scene_get_shape (self->scene, i));

  return n_marks;
}

void
plim_scene_view_set_selection (PlimSceneView      *self,
                               const char * const *claim_ids)
{
  int before = self->selected;

  g_return_if_fail (PLIM_IS_SCENE_VIEW (self));

  /* Several marks may carry the same claims: one that was chosen here stays chosen. */
  g_strfreev (self->wanted_ids);
  self->wanted_ids = g_strdupv ((char **) claim_ids);
  if (before >= 0 && claim_ids != NULL && claim_ids[0] != NULL
      && carries_all (plim_scene_get_shape (self->scene, before), claim_ids))
    return;

  find_selected (self);
  if (self->selected != before)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}
