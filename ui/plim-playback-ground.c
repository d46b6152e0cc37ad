#include "config.h"

#include "ui/plim-playback-ground.h"

#include <math.h>

#include "app/map/plim-tile-painter.h"

typedef struct
{
  PlimMapView view;
  PlimTheme   theme;
  int         scale;
} Job;

static void
paint_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  PlimCoast *coast = plim_coast_get_bundled (&error);
  int width = (int) ceil (job->view.width * job->scale), height = (int) ceil (job->view.height * job->scale);
  cairo_surface_t *surface;
  PlimMapView view = job->view;
  g_autoptr(GBytes) bytes = NULL;
  cairo_t *cr;

  if (coast == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  view.scale *= job->scale;
  view.width *= job->scale;
  view.height *= job->scale;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  plim_tile_painter_draw (cr, coast, &view, job->scale, job->theme, TRUE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  g_task_return_pointer (task, gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                                       cairo_image_surface_get_stride (surface)), g_object_unref);
}

void
plim_playback_ground_paint_async (GObject              *owner,
                                  const PlimMapView    *view,
                                  PlimTheme             theme,
                                  int                   scale,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback)
{
  g_autoptr(GTask) task = g_task_new (owner, cancellable, callback, NULL);
  Job *job = g_new (Job, 1);

  *job = (Job) { *view, theme, scale };
  g_task_set_source_tag (task, plim_playback_ground_paint_async);
  g_task_set_task_data (task, job, g_free);
  g_task_run_in_thread (task, paint_in_thread);
}

GdkTexture *
plim_playback_ground_paint_finish (GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
