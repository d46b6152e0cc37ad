#include "config.h"

#include "app/map/plim-coast.h"
#include "app/map/plim-coast-file.h"
#include "app/plim-data.h"
#include "app/plim-error.h"
#include "tests/plim-test.h"

#include <math.h>
#include <string.h>

static PlimCoast *
load_coast (void)
{
  g_autofree char *folder = plim_data_find ("coast");
  g_autoptr(GError) error = NULL;
  PlimCoast *coast = plim_coast_load (folder, &error);

  g_assert_no_error (error);

  return coast;
}

static void
test_land_and_sea (void)
{
  static const struct { double latitude, longitude; gboolean land; } places[] = {
    { 38.7375, 125.4078, TRUE },    /* Nampo */
    { 38.530, 124.836, TRUE },      /* Cho-do, the island off it */
    { 38.640, 124.990, TRUE },      /* Sok-do */
    { 38.600, 124.700, FALSE },     /* the sea between and around */
    { 38.720, 124.600, FALSE },
    { 35.500, 123.000, FALSE },     /* Yellow Sea */
    { 30.000, 124.000, FALSE },     /* East China Sea */
    { 37.560, 126.980, TRUE },
    { 39.900, 116.400, TRUE },
    { 42.000, 51.000, FALSE },      /* the Caspian Sea, water in land */
    { 67.000, 179.500, TRUE },      /* Chukotka, on both sides of 180° */
    { 67.000, -179.500, TRUE },
    { -80.00, 100.000, TRUE },      /* Antarctica */
    { 0.0, -150.000, FALSE },
  };
  g_autoptr(PlimCoast) coast = load_coast ();
  guint i;

  for (i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_test_message ("%g, %g", places[i].latitude, places[i].longitude);
      g_assert_cmpint (plim_coast_is_land (coast, places[i].latitude, places[i].longitude), ==, places[i].land);
      g_assert_cmpint (plim_coast_is_land (coast, places[i].latitude, places[i].longitude + 360.0), ==,
                       places[i].land);
    }
}

static void
test_islands_off_nampo (void)
{
  g_autoptr(PlimCoast) coast = load_coast ();
  g_auto(PlimCoastPieces) pieces = { NULL };
  PlimMapView view = plim_map_view_at (38.7, 125.2, 10.0, 1000.0, 700.0);
  guint fine;

  plim_coast_pieces_init (&pieces);
  plim_coast_cut (coast, &view, PLIM_COAST_LAND, 10.0, 0.4, 8.0, &pieces);
  fine = pieces.ends->len;
  g_assert_cmpuint (fine, >=, 25);

  plim_coast_cut (coast, &view, PLIM_COAST_LAND, 7.0, 0.4, 8.0, &pieces);
  g_assert_cmpuint (pieces.ends->len, <, fine);
  g_assert_cmpuint (pieces.ends->len, >=, 2);
}

static double
area (const PlimCoastPieces *pieces)
{
  double total = 0.0;
  guint piece, start = 0;

  for (piece = 0; piece < pieces->ends->len; piece++)
    {
      guint end = g_array_index (pieces->ends, guint, piece), i;
      double ring = 0.0;

      for (i = start; i < end; i++)
        {
          const PlimClipPoint *a = &g_array_index (pieces->points, PlimClipPoint, i);
          const PlimClipPoint *b = &g_array_index (pieces->points, PlimClipPoint, i + 1 < end ? i + 1 : start);

          ring += a->x * b->y - b->x * a->y;
        }
      total += fabs (ring) / 2.0;
      start = end;
    }

  return total;
}

/* Cut into quarters, the land of a view is as much as in one piece, and no point leaves the view. */
static void
test_cutting_keeps_land (void)
{
  g_autoptr(PlimCoast) coast = load_coast ();
  g_auto(PlimCoastPieces) pieces = { NULL };
  double whole, parts = 0.0;
  int x, y;
  guint i;

  plim_coast_pieces_init (&pieces);
  for (x = 0; x < 2; x++)
    for (y = 0; y < 2; y++)
      {
        PlimMapView view = plim_map_view_for_tile (54 * 2 + x, 24 * 2 + y, 7, 256.0);

        plim_coast_cut (coast, &view, PLIM_COAST_LAND, 7.0, 0.0, 0.0, &pieces);
        parts += area (&pieces);
        for (i = 0; i < pieces.points->len; i++)
          {
            const PlimClipPoint *point = &g_array_index (pieces.points, PlimClipPoint, i);

            g_assert_cmpfloat (point->x, >=, -1e-6);
            g_assert_cmpfloat (point->x, <=, 256.0 + 1e-6);
            g_assert_cmpfloat (point->y, >=, -1e-6);
            g_assert_cmpfloat (point->y, <=, 256.0 + 1e-6);
          }
      }

  {
    PlimMapView view = plim_map_view_for_tile (54, 24, 6, 512.0);

    plim_coast_cut (coast, &view, PLIM_COAST_LAND, 7.0, 0.0, 0.0, &pieces);
    whole = area (&pieces);
  }
  g_assert_cmpfloat (whole, >, 1000.0);
  g_assert_cmpfloat_with_epsilon (whole, parts, whole * 1e-6);
}

/* Chukotka is cut at 180° in the data; the cut must not look like a coast. */
static void
test_no_coast_along_180 (void)
{
  g_autoptr(PlimCoast) coast = load_coast ();
  g_auto(PlimCoastPieces) pieces = { NULL };
  PlimMapView view = plim_map_view_at (67.0, 180.0, 6.0, 800.0, 600.0);
  guint piece, start = 0, cut = 0;

  plim_coast_pieces_init (&pieces);
  plim_coast_cut (coast, &view, PLIM_COAST_LAND, 6.0, 0.0, 8.0, &pieces);
  for (piece = 0; piece < pieces.ends->len; piece++)
    {
      guint end = g_array_index (pieces.ends, guint, piece), i;

      for (i = start; i < end; i++)
        {
          const PlimClipPoint *to = &g_array_index (pieces.points, PlimClipPoint, i);
          const PlimClipPoint *from = &g_array_index (pieces.points, PlimClipPoint, i > start ? i - 1 : end - 1);

          if (fabs (to->x - 400.0) < 1e-3 && fabs (from->x - 400.0) < 1e-3 && fabs (to->y - from->y) > 1e-3)
            {
              g_assert_false (to->drawn);
              cut++;
            }
        }
      start = end;
    }
  g_assert_cmpuint (cut, >=, 2);
}

static void
test_damaged (void)
{
  g_autofree char *path = plim_data_find ("coast/east-asia.coast");
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;
  guint i;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);

  for (i = 0; i < 40; i++)
    {
      g_autoptr(PlimCoastFile) file = NULL;
      gsize at = (gsize) i * (size - 1) / 39;

      bytes[at] ^= 0x10;
      file = plim_coast_file_parse ((const guint8 *) bytes, size, "damaged", &error);
      g_assert_null (file);
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      g_clear_error (&error);
      bytes[at] ^= 0x10;

      file = plim_coast_file_parse ((const guint8 *) bytes, at, "cut short", &error);
      g_assert_null (file);
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      g_clear_error (&error);
    }
}

static void
test_missing (void)
{
  g_autofree char *folder = plim_test_make_dir ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimCoast) coast = plim_coast_load (folder, &error);

  g_assert_null (coast);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  plim_test_remove_dir (folder);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/coast/land-and-sea", test_land_and_sea);
  g_test_add_func ("/coast/islands-off-nampo", test_islands_off_nampo);
  g_test_add_func ("/coast/cutting-keeps-land", test_cutting_keeps_land);
  g_test_add_func ("/coast/no-coast-along-180", test_no_coast_along_180);
  g_test_add_func ("/coast/damaged", test_damaged);
  g_test_add_func ("/coast/missing", test_missing);

  return g_test_run ();
}
