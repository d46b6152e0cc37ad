#include "config.h"

#include "app/map/plim-projection.h"
#include "tests/plim-test.h"
#include "ui/plim-basemap-source.h"

typedef struct
{
  gboolean  done;
  gboolean  filled;
  GError   *error;
} Fill;

static void
tile_filled_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      data)
{
  Fill *fill = data;

  fill->filled = shumate_map_source_fill_tile_finish (SHUMATE_MAP_SOURCE (object), result, &fill->error);
  fill->done = TRUE;
}

static void
wait_for (Fill *fill)
{
  while (!fill->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_fills (void)
{
  int scale;

  for (scale = 1; scale <= 2; scale++)
    {
      g_autoptr(PlimBasemapSource) source = plim_basemap_source_new (scale == 2, scale);
      g_autoptr(ShumateTile) tile = shumate_tile_new_full (54, 24, 256, 6);
      Fill fill = { FALSE, FALSE, NULL };

      shumate_map_source_fill_tile_async (SHUMATE_MAP_SOURCE (source), tile, NULL, tile_filled_cb, &fill);
      g_assert_cmpint (shumate_tile_get_state (tile), ==, SHUMATE_STATE_LOADING);
      wait_for (&fill);
      g_assert_no_error (fill.error);
      g_assert_true (fill.filled);
      g_assert_cmpint (shumate_tile_get_state (tile), ==, SHUMATE_STATE_DONE);
      g_assert_cmpint (gdk_paintable_get_intrinsic_width (shumate_tile_get_paintable (tile)), ==, 256 * scale);
    }
}

static void
test_ids_differ (void)
{
  g_autoptr(PlimBasemapSource) light = plim_basemap_source_new (FALSE, 1);
  g_autoptr(PlimBasemapSource) dark = plim_basemap_source_new (TRUE, 1);
  g_autoptr(PlimBasemapSource) sharp = plim_basemap_source_new (FALSE, 2);

  g_assert_cmpstr (shumate_map_source_get_id (SHUMATE_MAP_SOURCE (light)), !=,
                   shumate_map_source_get_id (SHUMATE_MAP_SOURCE (dark)));
  g_assert_cmpstr (shumate_map_source_get_id (SHUMATE_MAP_SOURCE (light)), !=,
                   shumate_map_source_get_id (SHUMATE_MAP_SOURCE (sharp)));
}

/* The only error ever returned is "cancelled": on any other, libshumate reads freed memory. */
static void
test_cancelled (void)
{
  g_autoptr(PlimBasemapSource) source = plim_basemap_source_new (FALSE, 1);
  guint i;

  for (i = 0; i < 50; i++)
    {
      g_autoptr(ShumateTile) tile = shumate_tile_new_full (i, 24, 256, 6);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Fill fill = { FALSE, FALSE, NULL };

      shumate_map_source_fill_tile_async (SHUMATE_MAP_SOURCE (source), tile, cancellable, tile_filled_cb, &fill);
      if (i % 2 == 0)
        g_usleep (200);
      g_cancellable_cancel (cancellable);
      wait_for (&fill);
      g_assert_error (fill.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (fill.filled);
      g_assert_null (shumate_tile_get_paintable (tile));
      g_clear_error (&fill.error);
    }
}

/* Layers come and go, and the window closes, while tiles are on their way. */
static void
test_closing (void)
{
  guint i;

  if (!gtk_init_check ())
    {
      g_test_skip ("no display");
      return;
    }

  for (i = 0; i < 6; i++)
    {
      GtkWidget *window = gtk_window_new ();
      ShumateMap *map = shumate_map_new ();
      g_autoptr(PlimBasemapSource) source = plim_basemap_source_new (i % 2, 1);
      ShumateViewport *viewport = shumate_map_get_viewport (map);
      ShumateMapLayer *layer = shumate_map_layer_new (SHUMATE_MAP_SOURCE (source), viewport);
      guint turns;

      shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (source));
      shumate_viewport_set_zoom_level (viewport, 6.0);
      shumate_location_set_location (SHUMATE_LOCATION (viewport), 38.7, 125.4);
      shumate_map_add_layer (map, SHUMATE_LAYER (layer));
      gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
      gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (map));
      gtk_widget_show (window);
      for (turns = 0; turns < 10 + 20 * i; turns++)
        g_main_context_iteration (NULL, FALSE);
      if (i % 3 == 0)
        shumate_map_remove_layer (map, SHUMATE_LAYER (layer));
      gtk_window_destroy (GTK_WINDOW (window));
      for (turns = 0; turns < 200; turns++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (200);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/basemap-source/fills", test_fills);
  g_test_add_func ("/basemap-source/ids-differ", test_ids_differ);
  g_test_add_func ("/basemap-source/cancelled", test_cancelled);
  g_test_add_func ("/basemap-source/closing", test_closing);

  return g_test_run ();
}
