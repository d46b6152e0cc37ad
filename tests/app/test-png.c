#include "config.h"

#include <string.h>

#include <png.h>

#include "app/export/plim-png.h"
#include "app/plim-error.h"
#include "tests/plim-test-scene.h"
#include "tests/plim-test.h"

static GBytes *
write_png (double dpi)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  g_autoptr(GError) error = NULL;
  GBytes *bytes = plim_png_write (scene, PLIM_THEME_PAPER, dpi, &error);

  g_assert_no_error (error);

  return bytes;
}

/* The chunks in their order, as "IHDR sRGB …", and the text of one of the iTXt. */
static char *
list_chunks (GBytes *bytes)
{
  g_autoptr(GString) names = g_string_new (NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize at = 8;

  while (at + 12 <= size)
    {
      guint32 length;

      memcpy (&length, data + at, 4);
      length = GUINT32_FROM_BE (length);
      g_string_append_printf (names, "%s%.4s", names->len > 0 ? " " : "", data + at + 4);
      at += 12 + length;
    }
  g_assert_cmpint (at, ==, size);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_chunks (void)
{
  g_autoptr(GBytes) bytes = write_png (96);
  g_autofree char *chunks = list_chunks (bytes);
  png_image image = { .version = PNG_IMAGE_VERSION };

  g_assert_true (g_str_has_prefix (chunks, "IHDR sRGB pHYs iTXt iTXt iTXt iTXt IDAT"));
  g_assert_true (g_str_has_suffix (chunks, "IEND"));
  /* Nothing that tells the time. */
  g_assert_null (strstr (chunks, "tIME"));

  g_assert_true (png_image_begin_read_from_memory (&image, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  g_assert_cmpint (image.width, ==, 960);
  g_assert_cmpint (image.height, ==, 540);
  png_image_free (&image);
}

static guint8 *
read_pixels (GBytes *bytes,
             gsize  *size)
{
  png_image image = { .version = PNG_IMAGE_VERSION };
  guint8 *pixels;

  g_assert_true (png_image_begin_read_from_memory (&image, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  image.format = PNG_FORMAT_RGB;
  *size = PNG_IMAGE_SIZE (image);
  pixels = g_malloc (*size);
  g_assert_true (png_image_finish_read (&image, NULL, pixels, 0, NULL));

  return pixels;
}

/* 600 dpi is painted in bands; a band's edge must not show. */
static void
test_bands (void)
{
  g_autoptr(GBytes) bytes = write_png (600);
  gsize size;
  g_autofree guint8 *pixels = read_pixels (bytes, &size);
  const gsize row = 6000 * 3;
  /* The stem of the first theft, from a circle down to the axis. */
  const gsize x = (gsize) (168 / 25.4 * 600);

  g_assert_cmpint (size / row, ==, 3378);
  for (gsize y = 1300; y < 1500; y++)
    {
      const guint8 *pixel = pixels + y * row + x * 3;
      gboolean on_stem = pixel[0] == 0xcf && pixel[1] == 0xc7 && pixel[2] == 0xdd;

      g_assert_true (on_stem);
    }
}

static void
test_same_bytes (void)
{
  g_autoptr(GBytes) first = write_png (72);
  g_autoptr(GBytes) second = write_png (72);

  g_assert_true (g_bytes_equal (first, second));
}

static void
test_sizes (void)
{
  static const double wrong[] = { 0, -5, 1e9, 0.01 };
  g_autoptr(PlimScene) scene = plim_test_scene_new ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (plim_png_write (scene, PLIM_THEME_PAPER, wrong[i], &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_USAGE);
    }
}

static void
test_read_ids (void)
{
  g_autoptr(GBytes) bytes = write_png (30);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) ids = plim_png_read_pinned_ids (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ids->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, "EX 2 (2031)/1#t2");
  g_assert_cmpstr (g_ptr_array_index (ids, 2), ==, "보고서/3/1#c1");
}

/* Cut anywhere, or with any byte changed: an answer or an error, never a crash. */
static void
test_damaged (void)
{
  g_autoptr(GBytes) bytes = write_png (20);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < MIN (size, 1500); at += 3)
    {
      g_autoptr(GBytes) cut = g_bytes_new (data, at);
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) from_cut = plim_png_read_pinned_ids (cut, &error);
      g_autoptr(GPtrArray) from_changed = NULL;

      g_assert_true ((from_cut == NULL) == (error != NULL));
      g_clear_error (&error);
      copy[at] ^= 0xff;
      changed = g_bytes_new_take (g_steal_pointer (&copy), size);
      from_changed = plim_png_read_pinned_ids (changed, &error);
      g_assert_true ((from_changed == NULL) == (error != NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/png/chunks", test_chunks);
  g_test_add_func ("/png/bands", test_bands);
  g_test_add_func ("/png/same-bytes", test_same_bytes);
  g_test_add_func ("/png/sizes", test_sizes);
  g_test_add_func ("/png/read-ids", test_read_ids);
  g_test_add_func ("/png/damaged", test_damaged);

  return g_test_run ();
}
