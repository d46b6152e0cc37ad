#include "config.h"

#include "ui/plim-basemap-source.h"

#include <glib/gi18n.h>

#include "app/map/plim-tile-painter.h"

/* Below this zoom level the world is narrower than a window, and libshumate 1.0 repeats it. */
#define MIN_ZOOM 3
#define MAX_ZOOM 13

struct _PlimBasemapSource
{
  ShumateMapSource  parent_instance;

  gboolean          dark;
  int               scale;
};

G_DEFINE_FINAL_TYPE (PlimBasemapSource, plim_basemap_source, SHUMATE_TYPE_MAP_SOURCE)

/* A worker gets numbers alone: a tile belongs to the main thread. */
typedef struct
{
  int       x;
  int       y;
  int       z;
  int       scale;
  PlimTheme theme;
} TileRequest;

static cairo_surface_t *
paint_tile (const TileRequest *request)
{
  g_autoptr(GError) error = NULL;
  PlimCoast *coast = plim_coast_get_bundled (&error);
  cairo_surface_t *surface;

  if (coast != NULL)
    return plim_tile_painter_paint (coast, request->x, request->y, request->z, request->scale, request->theme, TRUE);

  /* A map without land still carries positions. The window says why there is none. */
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, PLIM_TILE_SIZE, PLIM_TILE_SIZE);
  plim_tile_painter_paint_empty (surface, request->theme);

  return surface;
}

static GdkTexture *
texture_from_surface (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr(GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                                        (gsize) stride * height,
                                                        (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
tile_wanted_cb (gpointer data,
                gpointer user_data)
{
  g_autoptr(GTask) task = data;

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_pointer (task, texture_from_surface (paint_tile (g_task_get_task_data (task))), g_object_unref);
}

/* GTask's own pool runs ten jobs at once and starves the main thread: one processor stays free here. */
static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;

  if (pool == NULL)
    pool = g_thread_pool_new (tile_wanted_cb, NULL, MAX (1, (int) g_get_num_processors () - 1), FALSE, NULL);

  return pool;
}

static void
plim_basemap_source_fill_tile_async (ShumateMapSource    *source,
                                     ShumateTile         *tile,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  PlimBasemapSource *self = PLIM_BASEMAP_SOURCE (source);
  /* libshumate frees its record of a dropped tile: the task must then end as cancelled, and
   * it does because it looks at @cancellable itself. */
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TileRequest *request = g_new (TileRequest, 1);

  request->x = shumate_tile_get_x (tile);
  request->y = shumate_tile_get_y (tile);
  request->z = shumate_tile_get_zoom_level (tile);
  request->scale = self->scale;
  request->theme = self->dark ? PLIM_THEME_DARK : PLIM_THEME_LIGHT;

  g_task_set_source_tag (task, plim_basemap_source_fill_tile_async);
  g_task_set_task_data (task, request, g_free);
  g_object_set_data_full (G_OBJECT (task), "tile", g_object_ref (tile), g_object_unref);
  shumate_tile_set_state (tile, SHUMATE_STATE_LOADING);
  g_thread_pool_push (get_pool (), task, NULL);
}

static gboolean
plim_basemap_source_fill_tile_finish (ShumateMapSource  *source,
                                      GAsyncResult      *result,
                                      GError           **error)
{
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), error);
  /* Let go of here: the task may end in the thread that painted. */
  g_autoptr(ShumateTile) tile = g_object_steal_data (G_OBJECT (result), "tile");

  if (texture == NULL)
    return FALSE;

  shumate_tile_set_paintable (tile, GDK_PAINTABLE (texture));
  shumate_tile_set_fade_in (tile, FALSE);
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);

  return TRUE;
}

static void
plim_basemap_source_class_init (PlimBasemapSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  source_class->fill_tile_async = plim_basemap_source_fill_tile_async;
  source_class->fill_tile_finish = plim_basemap_source_fill_tile_finish;
}

static void
plim_basemap_source_init (PlimBasemapSource *self)
{
  self->scale = 1;
}

PlimBasemapSource *
plim_basemap_source_new (gboolean dark,
                         int      scale)
{
  PlimBasemapSource *self = g_object_new (PLIM_TYPE_BASEMAP_SOURCE, NULL);
  ShumateMapSource *source = SHUMATE_MAP_SOURCE (self);
  g_autofree char *id = NULL;

  self->dark = dark;
  self->scale = CLAMP (scale, 1, 4);

  id = g_strdup_printf ("plimsoll-%s-%d", dark ? "dark" : "light", self->scale);
  shumate_map_source_set_id (source, id);
  shumate_map_source_set_name (source, "Plimsoll");
  shumate_map_source_set_license (source, _("Coast: Natural Earth; GSHHG (LGPL)"));
  shumate_map_source_set_min_zoom_level (source, MIN_ZOOM);
  shumate_map_source_set_max_zoom_level (source, MAX_ZOOM);
  shumate_map_source_set_tile_size (source, PLIM_TILE_SIZE);
  shumate_map_source_set_projection (source, SHUMATE_MAP_PROJECTION_MERCATOR);

  return self;
}
