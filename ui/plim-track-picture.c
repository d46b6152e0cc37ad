#include "config.h"

#include "ui/plim-track-picture.h"

#include <math.h>

#include "app/map/plim-map-base.h"
#include "app/scene/plim-scene-cairo.h"

typedef struct
{
  PlimMapContent *content;
  PlimMapChosen  *chosen;
  PlimMapView     view;
  guint           layers;
  PlimTheme       theme;
  int             scale;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  plim_map_content_unref (job->content);
  g_clear_pointer (&job->chosen, plim_map_chosen_unref);
  g_free (job);
}

static GdkTexture *
paint (PlimScene *scene,
       const Job *job)
{
  int width = ceil (job->view.width * job->scale), height = ceil (job->view.height * job->scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;

  cairo_scale (cr, job->scale / PLIM_TRACK_PIXEL_MM, job->scale / PLIM_TRACK_PIXEL_MM);
  plim_scene_cairo_paint (scene, job->theme, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, cairo_image_surface_get_stride (surface));
}

static void
picture_wanted_cb (gpointer data,
                   gpointer user_data)
{
  g_autoptr(GTask) task = data;
  const Job *job = g_task_get_task_data (task);
  g_autoptr(PlimLabels) labels = NULL;
  PlimTrackPicture *picture;
  PlimMapView view;

  if (g_task_return_error_if_cancelled (task))
    return;

  view = job->view;
  view.scale *= PLIM_TRACK_PIXEL_MM;
  view.width *= PLIM_TRACK_PIXEL_MM;
  view.height *= PLIM_TRACK_PIXEL_MM;

  picture = g_new0 (PlimTrackPicture, 1);
  picture->view = job->view;
  picture->scene = plim_scene_new (view.width, view.height);
  plim_scene_set_exercise (picture->scene, job->content->exercise);
  labels = plim_labels_new (0.0, 0.0, view.width, view.height);
  plim_map_marks_add (picture->scene, job->content, &view, 0.0, 0.0, job->layers, labels, &picture->use);
  if (job->chosen != NULL)
    plim_map_chosen_add (job->chosen, picture->scene, &view, 0.0, 0.0, labels, &picture->use);
  plim_map_base_add_names (picture->scene, &view, 0.0, 0.0, labels);
  picture->texture = paint (picture->scene, job);

  g_task_return_pointer (task, picture, (GDestroyNotify) plim_track_picture_free);
}

/* One thread, kept: each thread that measures text loads the fonts once. */
static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (pool == NULL)
    pool = g_thread_pool_new (picture_wanted_cb, NULL, 1, TRUE, NULL);

  return pool;
}

void
plim_track_picture_draw_async (GObject             *owner,
                               PlimMapContent      *content,
                               PlimMapChosen       *chosen,
                               const PlimMapView   *view,
                               guint                layers,
                               PlimTheme            theme,
                               int                  scale,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback)
{
  GTask *task = g_task_new (owner, cancellable, callback, NULL);
  Job *job = g_new (Job, 1);

  *job = (Job) { plim_map_content_ref (content), chosen != NULL ? plim_map_chosen_ref (chosen) : NULL, *view, layers, theme, scale };
  g_task_set_source_tag (task, plim_track_picture_draw_async);
  g_task_set_task_data (task, job, free_job);
  g_thread_pool_push (get_pool (), task, NULL);
}

PlimTrackPicture *
plim_track_picture_draw_finish (GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
plim_track_picture_free (PlimTrackPicture *self)
{
  g_clear_pointer (&self->scene, plim_scene_unref);
  g_clear_object (&self->texture);
  g_free (self);
}
