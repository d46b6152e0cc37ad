#include "config.h"

#include "ui/plim-track-sheet.h"

typedef struct
{
  PlimTrackSet           *set;
  PlimTrackLevels        *levels;
  PlimTrackRasterOptions  options;
  guint8                 *shown;
  PlimTheme               theme;
  int                     scale;
  gboolean                fine;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  plim_track_set_unref (job->set);
  g_clear_pointer (&job->levels, plim_track_levels_unref);
  g_free (job->shown);
  g_free (job);
}

static GdkTexture *
paint (const PlimTrackSheet *sheet,
       PlimTheme             theme)
{
  const PlimTrackRaster *raster = sheet->raster;
  gsize stride = (gsize) raster->width * sizeof (guint32), size = stride * raster->height;
  guint32 *pixels = g_malloc (size);
  g_autoptr(GBytes) bytes = g_bytes_new_take (pixels, size);

  plim_track_palette_paint (raster, sheet->set, &sheet->key, theme, pixels, raster->width);

  return gdk_memory_texture_new (raster->width, raster->height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
sheet_wanted_cb (gpointer data,
                 gpointer user_data)
{
  g_autoptr(GTask) task = data;
  const Job *job = g_task_get_task_data (task);
  g_autoptr(PlimTrackSheet) sheet = NULL;
  PlimTrackRasterOptions options = job->options;

  if (g_task_return_error_if_cancelled (task))
    return;

  options.shown = job->shown;
  options.view.scale *= job->scale;
  options.view.width *= job->scale;
  options.view.height *= job->scale;
  options.cell = job->fine ? 1 : plim_track_raster_choose_cell (job->set, job->levels, &options, PLIM_TRACK_RASTER_QUICK);

  sheet = g_new0 (PlimTrackSheet, 1);
  sheet->view = job->options.view;
  sheet->scale = job->scale;
  sheet->fine = options.cell == 1;
  sheet->set = plim_track_set_ref (job->set);
  sheet->raster = plim_track_raster_new (job->set, job->levels, &options, g_task_get_cancellable (task));
  if (sheet->raster == NULL || g_task_return_error_if_cancelled (task))
    {
      if (sheet->raster == NULL)
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }
  sheet->key = plim_track_palette_get_key (sheet->raster, job->set, &options);
  sheet->texture = paint (sheet, job->theme);

  g_task_return_pointer (task, g_steal_pointer (&sheet), (GDestroyNotify) plim_track_sheet_free);
}

static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (pool == NULL)
    pool = g_thread_pool_new (sheet_wanted_cb, NULL, 1, TRUE, NULL);

  return pool;
}

void
plim_track_sheet_draw_async (GObject                      *owner,
                             PlimTrackSet                 *set,
                             PlimTrackLevels              *levels,
                             const PlimTrackRasterOptions *options,
                             PlimTheme                     theme,
                             int                           scale,
                             gboolean                      fine,
                             GCancellable                 *cancellable,
                             GAsyncReadyCallback           callback)
{
  GTask *task = g_task_new (owner, cancellable, callback, NULL);
  Job *job = g_new0 (Job, 1);

  job->set = plim_track_set_ref (set);
  job->levels = levels != NULL ? plim_track_levels_ref (levels) : NULL;
  job->options = *options;
  job->shown = g_memdup2 (options->shown, options->shown != NULL ? set->n_tracks : 0);
  job->theme = theme;
  job->scale = scale;
  job->fine = fine;
  g_task_set_source_tag (task, plim_track_sheet_draw_async);
  g_task_set_task_data (task, job, free_job);
  g_thread_pool_push (get_pool (), task, NULL);
}

PlimTrackSheet *
plim_track_sheet_draw_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
plim_track_sheet_free (PlimTrackSheet *self)
{
  g_clear_pointer (&self->set, plim_track_set_unref);
  g_clear_pointer (&self->raster, plim_track_raster_free);
  g_clear_object (&self->texture);
  g_free (self);
}

guint
plim_track_sheet_pick (const PlimTrackSheet *self,
                       double                x,
                       double                y,
                       guint                 reach)
{
  return plim_track_raster_pick (self->raster, x * self->scale, y * self->scale, reach * self->scale);
}
