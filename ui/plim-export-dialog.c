#include "config.h"

#include "ui/plim-export-dialog.h"

#include <glib/gi18n.h>

#include "app/export/plim-export.h"
#include "app/scene/plim-scene-cairo.h"
#include "ui/plim-file-chooser.h"

#define PREVIEW_PIXELS_PER_MM 4.0

struct _PlimExportDialog
{
  AdwWindow         parent_instance;

  AdwComboRow      *format;
  AdwComboRow      *size;
  AdwComboRow      *theme;
  AdwComboRow      *dpi;
  GtkLabel         *message;
  GtkPicture       *preview;
  GtkWidget        *save_button;
  GtkSpinner       *spinner;

  PlimStore        *store;
  PlimSceneRequest *request;
  PlimScene        *scene;
  GCancellable     *building;       /* the preview, while it is */
  GCancellable     *saving;
};

G_DEFINE_FINAL_TYPE (PlimExportDialog, plim_export_dialog, ADW_TYPE_WINDOW)

/* In the order of the rows in the template. */
static const struct { PlimExportFormat format; const char *ending; } formats[] = {
  { PLIM_EXPORT_PNG, ".png" }, { PLIM_EXPORT_SVG, ".svg" }, { PLIM_EXPORT_PDF, ".pdf" }, { PLIM_EXPORT_CSV, ".csv" },
};
/* Of a map, behind those. */
static const struct { const char *words; const char *ending; PlimTracksFormat format; } track_formats[] = {
  { N_("GPX tracks"), ".gpx", PLIM_TRACKS_GPX }, { N_("KML tracks"), ".kml", PLIM_TRACKS_KML },
  { N_("GeoJSON tracks"), ".geojson", PLIM_TRACKS_GEOJSON }, { N_("CSV of positions"), ".csv", PLIM_TRACKS_CSV },
};
static const struct { double width_mm, height_mm; } sizes[] = {
  { 254, 143 }, { 277, 190 }, { 170, 110 }, { 120, 80 },
};
static const PlimTheme themes[] = { PLIM_THEME_PAPER, PLIM_THEME_GREY, PLIM_THEME_DARK };
static const double dpis[] = { 96, 150, 300, 600 };

typedef struct
{
  PlimSceneRequest *request;
  double            width_mm;
  double            height_mm;
  PlimTheme         theme;
  PlimScene        *scene;
  GdkTexture       *texture;
} PreviewJob;

typedef struct
{
  PlimStore        *store;
  PlimSceneRequest *request;
  PlimScene        *scene;
  gboolean          is_tracks;
  PlimTracksFormat  tracks_format;
  PlimExportFormat  format;
  PlimTheme         theme;
  double            dpi;
  char             *path;
} SaveJob;

static void
free_preview_job (PreviewJob *job)
{
  plim_scene_request_unref (job->request);
  g_clear_pointer (&job->scene, plim_scene_unref);
  g_clear_object (&job->texture);
  g_free (job);
}

static void
free_save_job (SaveJob *job)
{
  g_object_unref (job->store);
  plim_scene_request_unref (job->request);
  plim_scene_unref (job->scene);
  g_free (job->path);
  g_free (job);
}

static void
say (PlimExportDialog *self,
     const char       *words,
     gboolean          wrong)
{
  gtk_label_set_text (self->message, words);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
}

/* What is in view can be saved: once it is drawn, and not twice at a time. */
static void
show_state (PlimExportDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, self->scene != NULL && self->building == NULL && self->saving == NULL);
  gtk_spinner_set_spinning (self->spinner, self->saving != NULL);
}

static GdkTexture *
paint_preview (const PlimScene *scene,
               PlimTheme        theme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         plim_scene_get_width (scene) * PREVIEW_PIXELS_PER_MM,
                                                         plim_scene_get_height (scene) * PREVIEW_PIXELS_PER_MM);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;

  cairo_scale (cr, PREVIEW_PIXELS_PER_MM, PREVIEW_PIXELS_PER_MM);
  plim_scene_cairo_paint (scene, theme, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface),
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                                 GDK_MEMORY_DEFAULT, bytes, cairo_image_surface_get_stride (surface));
}

static void
build_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  PreviewJob *job = data;
  GError *error = NULL;

  job->scene = plim_scene_request_build (job->request, job->width_mm, job->height_mm, &error);
  if (job->scene == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->texture = paint_preview (job->scene, job->theme);
  g_task_return_boolean (task, TRUE);
}

static void
built_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PlimExportDialog *self = PLIM_EXPORT_DIALOG (source);
  PreviewJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->building);
  g_clear_pointer (&self->scene, plim_scene_unref);
  if (error != NULL)
    say (self, error->message, TRUE);
  else
    self->scene = g_steal_pointer (&job->scene);
  gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (job->texture));
  show_state (self);
}

/* Whether positions are chosen instead of a picture; and the ending of what is chosen. */
static gboolean
get_choice (PlimExportDialog  *self,
            const char       **ending)
{
  guint chosen = adw_combo_row_get_selected (self->format);
  gboolean is_tracks = chosen >= G_N_ELEMENTS (formats);

  *ending = is_tracks ? track_formats[chosen - G_N_ELEMENTS (formats)].ending : formats[chosen].ending;

  return is_tracks;
}

static void
choice_changed_cb (PlimExportDialog *self)
{
  g_autoptr(GTask) task = NULL;
  guint size = adw_combo_row_get_selected (self->size);
  const char *ending;
  gboolean is_tracks = get_choice (self, &ending);
  PlimExportFormat format = is_tracks ? PLIM_EXPORT_CSV : formats[adw_combo_row_get_selected (self->format)].format;
  PreviewJob *job;

  if (self->request == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->dpi), format == PLIM_EXPORT_PNG);
  gtk_widget_set_sensitive (GTK_WIDGET (self->theme), format != PLIM_EXPORT_CSV);
  gtk_widget_set_sensitive (GTK_WIDGET (self->size), format != PLIM_EXPORT_CSV);
  say (self, is_tracks ? _("The vessels’ positions that are in view, with the claims behind them.")
             : format == PLIM_EXPORT_CSV ? _("One row for each claim behind the picture, with its citation.")
             : _("The citations travel inside the file."), FALSE);

  g_cancellable_cancel (self->building);
  g_clear_object (&self->building);
  self->building = g_cancellable_new ();
  show_state (self);

  job = g_new0 (PreviewJob, 1);
  job->request = plim_scene_request_ref (self->request);
  job->width_mm = sizes[size].width_mm;
  job->height_mm = sizes[size].height_mm;
  job->theme = themes[adw_combo_row_get_selected (self->theme)];
  task = g_task_new (self, self->building, built_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) free_preview_job);
  g_task_run_in_thread (task, build_in_thread);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  SaveJob *job = data;
  GError *error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gboolean written;

  if (job->is_tracks)
    written = plim_tracks_export_file (job->store, plim_scene_request_get_tracks (job->request), job->tracks_format, job->path,
                                       NULL, cancellable, &error);
  else
    {
      bytes = plim_export_scene_to_bytes (job->scene, job->store, job->format, job->theme, job->dpi, &error);
      if (g_task_return_error_if_cancelled (task))
        {
          g_clear_error (&error);
          return;
        }
      written = bytes != NULL && plim_export_write_file (job->path, bytes, &error);
    }
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PlimExportDialog *self = PLIM_EXPORT_DIALOG (source);
  g_autoptr(GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  /* The dialog was closed meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->saving);
  if (written)
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      g_autofree char *words = g_strdup_printf (_("The file was not written: %s"), error->message);

      say (self, words, TRUE);
      show_state (self);
    }
}

/* A name typed without the ending, or with another one, gets the one that tells the truth. Returns: (nullable): where there is
 * a file of that longer name, which the chooser has not asked about. */
static char *
add_ending (PlimExportDialog *self,
            const char       *path,
            const char       *ending)
{
  gsize length = strlen (path), longer = strlen (ending);
  g_autofree char *whole = NULL, *name = NULL, *words = NULL;

  if (length > longer && g_ascii_strcasecmp (path + length - longer, ending) == 0)
    return g_strdup (path);

  whole = g_strconcat (path, ending, NULL);
  if (!g_file_test (whole, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&whole);

  name = g_filename_display_basename (whole);
  words = g_strdup_printf (_("Nothing was written: there is a file “%s” already. Choose it with its whole name to replace it, or choose another name."), name);
  say (self, words, TRUE);

  return NULL;
}

static void
target_chosen_cb (GPtrArray *files,
                  gpointer   user_data)
{
  PlimExportDialog *self = user_data;
  const char *path = g_file_peek_path (g_ptr_array_index (files, 0));
  guint format = adw_combo_row_get_selected (self->format);
  const char *ending;
  gboolean is_tracks = get_choice (self, &ending);
  g_autofree char *whole = NULL;
  g_autoptr(GTask) task = NULL;
  SaveJob *job;

  if (path == NULL || self->scene == NULL)
    {
      say (self, _("The file has to be on this computer."), TRUE);
      return;
    }
  whole = add_ending (self, path, ending);
  if (whole == NULL)
    return;

  job = g_new0 (SaveJob, 1);
  job->store = g_object_ref (self->store);
  job->scene = plim_scene_ref (self->scene);
  job->request = plim_scene_request_ref (self->request);
  job->is_tracks = is_tracks;
  if (is_tracks)
    job->tracks_format = track_formats[format - G_N_ELEMENTS (formats)].format;
  else
    job->format = formats[format].format;
  job->theme = themes[adw_combo_row_get_selected (self->theme)];
  job->dpi = dpis[adw_combo_row_get_selected (self->dpi)];
  job->path = g_steal_pointer (&whole);
  self->saving = g_cancellable_new ();
  show_state (self);
  task = g_task_new (self, self->saving, saved_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) free_save_job);
  g_task_run_in_thread (task, save_in_thread);
}

static void
save_clicked_cb (PlimExportDialog *self)
{
  g_autofree char *stem = plim_export_suggest_name (self->scene, plim_scene_request_get_subject (self->request));
  g_autofree char *name = NULL;
  const char *ending;

  get_choice (self, &ending);
  name = g_strconcat (stem, ending, NULL);
  plim_file_chooser_save (GTK_WINDOW (self), _("Export"), name, target_chosen_cb, self);
}

/* A window that was closed is disposed of only when its tasks are done. */
static void
plim_export_dialog_unrealize (GtkWidget *widget)
{
  PlimExportDialog *self = PLIM_EXPORT_DIALOG (widget);

  g_cancellable_cancel (self->building);
  g_cancellable_cancel (self->saving);

  GTK_WIDGET_CLASS (plim_export_dialog_parent_class)->unrealize (widget);
}

static void
plim_export_dialog_dispose (GObject *object)
{
  PlimExportDialog *self = PLIM_EXPORT_DIALOG (object);

  g_clear_object (&self->building);
  g_clear_object (&self->saving);
  g_clear_object (&self->store);
  g_clear_pointer (&self->request, plim_scene_request_unref);
  g_clear_pointer (&self->scene, plim_scene_unref);

  G_OBJECT_CLASS (plim_export_dialog_parent_class)->dispose (object);
}

static void
plim_export_dialog_class_init (PlimExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_export_dialog_dispose;
  widget_class->unrealize = plim_export_dialog_unrealize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, PlimExportDialog, size);
  gtk_widget_class_bind_template_child (widget_class, PlimExportDialog, theme);
  gtk_widget_class_bind_template_child (widget_class, PlimExportDialog, dpi);
  gtk_widget_class_bind_template_child (widget_class, PlimExportDialog, message);
  gtk_widget_class_bind_template_child (widget_class, PlimExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, PlimExportDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, PlimExportDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
plim_export_dialog_init (PlimExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PlimExportDialog *
plim_export_dialog_present (GtkWindow        *parent,
                            PlimStore        *store,
                            PlimSceneRequest *request)
{
  PlimExportDialog *self = g_object_new (PLIM_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  self->request = plim_scene_request_ref (request);
  if (plim_scene_request_get_tracks (request) != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (track_formats); i++)
      gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->format)), _(track_formats[i].words));
  choice_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
