#include "config.h"

#include "app/store/plim-position-block.h"
#include "tests/plim-test.h"

#include <string.h>

static PlimPosition
make_random (gint64   time_s,
             gboolean with_heading,
             gboolean with_draught)
{
  return (PlimPosition) {
    .time_s = time_s,
    .lat_e6 = g_test_rand_int_range (-90000000, 90000001),
    .lon_e6 = g_test_rand_int_range (-180000000, 180000001),
    .sog_tenths = (gint16) g_test_rand_int_range (-1, 1024),
    .cog_tenths = (gint16) g_test_rand_int_range (-1, 3601),
    .heading = (gint16) (with_heading ? g_test_rand_int_range (-1, 361) : -1),
    .draught_tenths = (gint16) (with_draught ? g_test_rand_int_range (-1, 256) : -1),
    .status = (gint8) g_test_rand_int_range (-1, 16),
  };
}

static void
fill_random (PlimPosition *positions,
             guint         count)
{
  gint64 time_s = g_test_rand_int_range (-100000000, G_MAXINT32);
  gboolean with_heading = g_test_rand_bit ();
  gboolean with_draught = g_test_rand_bit ();

  for (guint i = 0; i < count; i++)
    {
      positions[i] = make_random (time_s, with_heading, with_draught);
      time_s += g_test_rand_int_range (0, 1000000);
    }
}

static void
assert_equal (const PlimPosition *a,
              const PlimPosition *b)
{
  g_assert_cmpint (a->time_s, ==, b->time_s);
  g_assert_cmpint (a->lat_e6, ==, b->lat_e6);
  g_assert_cmpint (a->lon_e6, ==, b->lon_e6);
  g_assert_cmpint (a->sog_tenths, ==, b->sog_tenths);
  g_assert_cmpint (a->cog_tenths, ==, b->cog_tenths);
  g_assert_cmpint (a->heading, ==, b->heading);
  g_assert_cmpint (a->draught_tenths, ==, b->draught_tenths);
  g_assert_cmpint (a->status, ==, b->status);
}

static void
test_round_trip (void)
{
  for (guint round = 0; round < 500; round++)
    {
      guint count = round == 0 ? PLIM_POSITION_BLOCK_MAX : (guint) g_test_rand_int_range (1, PLIM_POSITION_BLOCK_MAX + 1);
      g_autofree PlimPosition *positions = g_new (PlimPosition, count);
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (PlimPosition));

      fill_random (positions, count);
      /* What stands before in the array stays. */
      g_byte_array_append (bytes, (const guint8 *) "before", 6);
      plim_position_block_pack (positions, count, bytes);
      g_assert_cmpmem (bytes->data, 6, "before", 6);

      g_assert_true (plim_position_block_unpack (bytes->data + 6, bytes->len - 6, count, found));
      g_assert_cmpuint (found->len, ==, count);
      for (guint i = 0; i < count; i++)
        assert_equal (&g_array_index (found, PlimPosition, i), &positions[i]);
    }
}

/* Stores are there for years: what was written once is read for ever, and what is written today stays as it is. */
static void
test_formats (void)
{
  static const PlimPosition positions[] = {
    { 1904702400, 38100000, 123900000, 98, 710, 70, 52, 0 },
    { 1904702460, 38100100, 123900200, 98, 715, 71, 52, 0 },
    { 1904702520, 38100200, 123900400, 98, 712, 70, 52, 0 },
    { 1904702580, 38100301, 123900600, 98, -1, -1, 52, 0 },
  };
  static const guint8 version_1[] =
    "\x03\x80\xcf\xbb\x98\x0e\xc0\xf0\xaa\x24\xc0\xc1\x94\x76\xc4\x01\x8c\x0b\x8c\x01\x68\x78\xc8\x01\x90\x03\x00\x0a\x02\x00"
    "\x78\xc8\x01\x90\x03\x00\x05\x01\x00\x78\xca\x01\x90\x03\x00\x91\x0b\x8d\x01\x00";
  static const guint8 version_2[] =
    "\x99\x80\xcf\xbb\x98\x0e\xc0\xf0\xaa\x24\xc0\xc1\x94\x76\xc4\x01\x8c\x0b\x8c\x01\x68\x00\x78\xc8\x01\x90\x03\x80\x82\x08"
    "\x80\x0b\x0a\x28\x40\x64\x01\x08\x02\x01\x8d";
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  g_autoptr(GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *wanted = g_compute_checksum_for_data (G_CHECKSUM_SHA256, version_1, sizeof version_1 - 1);

  g_assert_true (plim_position_block_unpack (version_1, sizeof version_1 - 1, G_N_ELEMENTS (positions), found));
  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      PlimPosition here = positions[i];

      /* Version 1 knew no status. */
      here.status = -1;
      assert_equal (&g_array_index (found, PlimPosition, i), &here);
    }

  plim_position_block_pack (positions, G_N_ELEMENTS (positions), bytes);
  g_assert_cmpmem (bytes->data, bytes->len, version_2, sizeof version_2 - 1);
  g_array_set_size (found, 0);
  g_assert_true (plim_position_block_unpack (version_2, sizeof version_2 - 1, G_N_ELEMENTS (positions), found));
  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    assert_equal (&g_array_index (found, PlimPosition, i), &positions[i]);

  /* A track's content is the same, whichever version wrote it down. */
  plim_position_block_update_digest (positions, G_N_ELEMENTS (positions), digest);
  g_assert_cmpstr (g_checksum_get_string (digest), ==, wanted);
}

/* Steady ways and jumps: every order and width of differences, up to those that need all bits. */
static void
test_widths (void)
{
  for (guint width = 0; width < 63; width++)
    for (guint shape = 0; shape < 3; shape++)
      {
        PlimPosition positions[PLIM_POSITION_BLOCK_MAX];
        g_autoptr(GByteArray) bytes = g_byte_array_new ();
        g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
        guint count = (guint) g_test_rand_int_range (1, PLIM_POSITION_BLOCK_MAX + 1);
        gint64 step = (G_GINT64_CONSTANT (1) << width) / PLIM_POSITION_BLOCK_MAX;

        for (guint i = 0; i < count; i++)
          {
            positions[i] = make_random (0, FALSE, FALSE);
            positions[i].time_s = shape == 0 ? (gint64) i * step : shape == 1 ? (gint64) (i / 40) * 40 * step
                                                                              : i < count / 2 ? 0 : G_GINT64_CONSTANT (1) << width;
            positions[i].lat_e6 = shape == 0 ? (gint32) i * 1000 : i % 2 == 0 ? 90000000 : -90000000;
          }
        plim_position_block_pack (positions, count, bytes);
        g_assert_true (plim_position_block_unpack (bytes->data, bytes->len, count, found));
        for (guint i = 0; i < count; i++)
          assert_equal (&g_array_index (found, PlimPosition, i), &positions[i]);
      }
}

/* A ship that steams on: nine bytes a position is the promise. */
static void
test_size (void)
{
  PlimPosition positions[PLIM_POSITION_BLOCK_MAX];
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  for (guint i = 0; i < PLIM_POSITION_BLOCK_MAX; i++)
    positions[i] = (PlimPosition) {
      .time_s = 1589167800 + i * 600, .lat_e6 = 38000000 + (gint32) i * 1500, .lon_e6 = 124000000 + (gint32) i * 900,
      .sog_tenths = (gint16) (98 + i % 5), .cog_tenths = (gint16) (710 + i % 30), .heading = -1, .draught_tenths = -1,
    };
  plim_position_block_pack (positions, PLIM_POSITION_BLOCK_MAX, bytes);
  g_assert_cmpuint (bytes->len, <=, 9 * PLIM_POSITION_BLOCK_MAX + 16);
}

static void
test_damaged (void)
{
  PlimPosition positions[20];
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  guint8 endless[64];

  fill_random (positions, G_N_ELEMENTS (positions));
  plim_position_block_pack (positions, G_N_ELEMENTS (positions), bytes);

  /* Every shorter piece, one byte more, another count. */
  for (guint size = 0; size < bytes->len; size++)
    g_assert_false (plim_position_block_unpack (bytes->data, size, G_N_ELEMENTS (positions), found));
  g_byte_array_append (bytes, (const guint8 *) "x", 1);
  g_assert_false (plim_position_block_unpack (bytes->data, bytes->len, G_N_ELEMENTS (positions), found));
  g_byte_array_set_size (bytes, bytes->len - 1);
  g_assert_false (plim_position_block_unpack (bytes->data, bytes->len, G_N_ELEMENTS (positions) - 1, found));
  g_assert_false (plim_position_block_unpack (bytes->data, bytes->len, G_N_ELEMENTS (positions) + 1, found));
  g_assert_false (plim_position_block_unpack (bytes->data, bytes->len, 0, found));
  g_assert_false (plim_position_block_unpack (bytes->data, bytes->len, PLIM_POSITION_BLOCK_MAX + 1, found));

  /* Numbers without end. */
  memset (endless, 0xff, sizeof endless);
  g_assert_false (plim_position_block_unpack (endless, sizeof endless, 1, found));

  /* Whatever a flipped byte makes of it, it is refused or it is a place on Earth. */
  for (guint i = 0; i < 20000; i++)
    {
      guint at = (guint) g_test_rand_int_range (0, (gint32) bytes->len);
      guint8 before = bytes->data[at];

      g_array_set_size (found, 0);
      bytes->data[at] = (guint8) g_test_rand_int ();
      if (plim_position_block_unpack (bytes->data, bytes->len, G_N_ELEMENTS (positions), found))
        for (guint j = 0; j < found->len; j++)
          {
            const PlimPosition *here = &g_array_index (found, PlimPosition, j);

            g_assert_cmpint (ABS (here->lat_e6), <=, 90000000);
            g_assert_cmpint (ABS (here->lon_e6), <=, 180000000);
            g_assert_cmpint (here->heading, >=, -1);
          }
      bytes->data[at] = before;
    }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/position-block/round-trip", test_round_trip);
  g_test_add_func ("/position-block/formats", test_formats);
  g_test_add_func ("/position-block/widths", test_widths);
  g_test_add_func ("/position-block/size", test_size);
  g_test_add_func ("/position-block/damaged", test_damaged);

  return g_test_run ();
}
