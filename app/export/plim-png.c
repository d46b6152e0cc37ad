#include "config.h"

#include "app/export/plim-png.h"

#include <glib/gi18n.h>
#include <math.h>
#include <png.h>
#include <string.h>

#include "app/model/plim-claim-ids.h"
#include "app/model/plim-text.h"
#include "app/plim-error.h"
#include "app/scene/plim-scene-cairo.h"

#define KEY_CLAIMS "plimsoll:claims"
#define KEY_CITATIONS "plimsoll:citations"

#define SIDE_MAX_PX 20000
#define MM_PER_INCH 25.4

/* A large picture is painted in bands, so that it needs no more memory than a small one. */
#define BAND_MAX_PX (8 * 1024 * 1024)

/* Fixed, so that two versions of zlib's defaults do not give two files; charts are flat colours, which need no filter. */
#define COMPRESSION_LEVEL 4

/* Text chunks of a foreign file that are larger than this are not read. */
#define CHUNK_MAX_BYTES (16 * 1024 * 1024)

static void
png_failed_cb (png_structp     png,
               png_const_charp message)
{
  char **failure = png_get_error_ptr (png);

  g_free (*failure);
  *failure = g_strdup (message);
  longjmp (png_jmpbuf (png), 1);
}

/* What libpng only wonders about is no reason to trouble anyone. */
static void
png_wondered_cb (png_structp     png,
                 png_const_charp message)
{
}

static void
png_write_cb (png_structp png,
              png_bytep   data,
              size_t      size)
{
  g_byte_array_append (png_get_io_ptr (png), data, size);
}

static void
png_flush_cb (png_structp png)
{
}

static char *
list_claims (const PlimScene *scene)
{
  GPtrArray *claims = plim_scene_get_claims (scene);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < claims->len; i++)
    {
      g_autofree char *pinned = plim_claim_dup_pinned_id (g_ptr_array_index (claims, i));

      plim_claim_ids_append (list, pinned);
    }

  return g_string_free (list, FALSE);
}

static void
append_clean (GString    *text,
              const char *added)
{
  g_autofree char *clean = plim_text_clean_line (added);

  g_string_append (text, clean);
}

static char *
list_citations (const PlimScene *scene)
{
  GPtrArray *claims = plim_scene_get_claims (scene);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < claims->len; i++)
    {
      const PlimClaim *claim = g_ptr_array_index (claims, i);
      g_autofree char *citation = plim_claim_format_citation (claim);

      if (i > 0)
        g_string_append (text, "\n\n");
      append_clean (text, claim->id);
      g_string_append_c (text, '\n');
      append_clean (text, citation);
      for (guint j = 0; j < claim->wordings->len; j++)
        {
          const PlimWording *wording = g_ptr_array_index (claim->wordings, j);

          g_string_append_c (text, '\n');
          append_clean (text, wording->text);
        }
    }

  return g_string_free (text, FALSE);
}

static void
set_texts (png_structp png,
           png_infop   info,
           const char *const values[4])
{
  static const char *const keys[] = { "Title", "Description", KEY_CLAIMS, KEY_CITATIONS };
  png_text texts[4];
  int n = 0;

  memset (texts, 0, sizeof texts);
  for (guint i = 0; i < 4; i++)
    {
      if (*values[i] == '\0')
        continue;
      texts[n].compression = i == 3 ? PNG_ITXT_COMPRESSION_zTXt : PNG_ITXT_COMPRESSION_NONE;
      texts[n].key = (char *) keys[i];
      texts[n].text = (char *) values[i];
      texts[n].itxt_length = strlen (values[i]);
      texts[n].lang = (char *) "";
      texts[n].lang_key = (char *) "";
      n++;
    }
  png_set_text (png, info, texts, n);
}

/* cairo's 32-bit pixels, opaque, as bytes red, green, blue. */
static void
convert_row (const guint32 *pixels,
             guint8        *row,
             int            width)
{
  for (int x = 0; x < width; x++)
    {
      row[3 * x] = pixels[x] >> 16;
      row[3 * x + 1] = pixels[x] >> 8;
      row[3 * x + 2] = pixels[x];
    }
}

static gboolean
paint_band (const PlimScene *scene,
            PlimTheme        theme,
            cairo_surface_t *surface,
            double           scale,
            int              first_row)
{
  PlimColour ground = plim_style_get_look (PLIM_STYLE_PAPER, theme)->fill;
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_set_source_rgb (cr, ground.r / 255.0, ground.g / 255.0, ground.b / 255.0);
  cairo_paint (cr);
  cairo_translate (cr, 0, -first_row);
  cairo_scale (cr, scale, scale);
  plim_scene_cairo_paint (scene, theme, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return status == CAIRO_STATUS_SUCCESS;
}

/* No variable of this function changes between setjmp() and longjmp() but through pointers. */
static gboolean
write_picture (png_structp      png,
               png_infop        info,
               const PlimScene *scene,
               PlimTheme        theme,
               double           dpi,
               int              width,
               int              height,
               int              band_rows,
               cairo_surface_t *surface,
               guint8          *row)
{
  g_autofree char *claims = list_claims (scene);
  g_autofree char *citations = list_citations (scene);
  const char *const texts[] = { plim_scene_get_title (scene), plim_scene_get_summary (scene), claims, citations };
  png_uint_32 per_metre = (png_uint_32) llround (dpi / MM_PER_INCH * 1000);
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  if (setjmp (png_jmpbuf (png)))
    return FALSE;

  png_set_IHDR (png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level (png, COMPRESSION_LEVEL);
  png_set_compression_mem_level (png, 9);
  png_set_filter (png, PNG_FILTER_TYPE_DEFAULT, PNG_FILTER_NONE);
  png_set_sRGB (png, info, PNG_sRGB_INTENT_RELATIVE);
  png_set_pHYs (png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  set_texts (png, info, texts);
  png_write_info (png, info);

  for (int first = 0; first < height; first += band_rows)
    {
      if (!paint_band (scene, theme, surface, dpi / MM_PER_INCH, first))
        png_error (png, "the picture could not be painted");
      for (int y = 0; y < band_rows && first + y < height; y++)
        {
          convert_row ((const guint32 *) (pixels + (gsize) y * stride), row, width);
          png_write_row (png, row);
        }
    }
  png_write_end (png, NULL);

  return TRUE;
}

GBytes *
plim_png_write (const PlimScene  *scene,
                PlimTheme         theme,
                double            dpi,
                GError          **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree char *failure = NULL;
  g_autofree guint8 *row = NULL;
  cairo_surface_t *surface;
  png_structp png;
  png_infop info;
  double width;
  double height;
  int band_rows;
  gboolean written;

  g_return_val_if_fail (scene != NULL, NULL);

  width = round (plim_scene_get_width (scene) * dpi / MM_PER_INCH);
  height = round (plim_scene_get_height (scene) * dpi / MM_PER_INCH);
  if (!(width >= 1 && height >= 1 && width <= SIDE_MAX_PX && height <= SIDE_MAX_PX))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                   _("A picture of %.0f × %.0f pixels cannot be drawn; a side has 1 to %d. Choose other millimetres or DPI."),
                   width, height, SIDE_MAX_PX);
      return NULL;
    }

  band_rows = MIN ((int) height, MAX (1, BAND_MAX_PX / (int) width));
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, band_rows);
  row = g_malloc ((gsize) width * 3);
  png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &failure, png_failed_cb, png_wondered_cb);
  info = png_create_info_struct (png);
  png_set_write_fn (png, bytes, png_write_cb, png_flush_cb);

  written = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS
            && write_picture (png, info, scene, theme, dpi, (int) width, (int) height, band_rows, surface, row);

  png_destroy_write_struct (&png, &info);
  cairo_surface_destroy (surface);
  if (!written)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_EXPORT, _("The PNG could not be made: %s"),
                   failure != NULL ? failure : _("not enough memory"));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

typedef struct
{
  const guint8 *data;
  gsize         left;
} Source;

static void
png_read_cb (png_structp png,
             png_bytep   data,
             size_t      size)
{
  Source *source = png_get_io_ptr (png);

  if (size > source->left)
    png_error (png, "the file ends too early");
  memcpy (data, source->data, size);
  source->data += size;
  source->left -= size;
}

/* All chunks up to the pixels; ours stand there. */
static gboolean
read_info (png_structp png,
           png_infop   info)
{
  if (setjmp (png_jmpbuf (png)))
    return FALSE;

  png_set_chunk_malloc_max (png, CHUNK_MAX_BYTES);
  png_set_user_limits (png, 0x7fffffff, 0x7fffffff);
  png_read_info (png, info);

  return TRUE;
}

GPtrArray *
plim_png_read_pinned_ids (GBytes  *bytes,
                         GError **error)
{
  g_autofree char *failure = NULL;
  GPtrArray *ids = NULL;
  png_structp png;
  png_infop info;
  png_textp texts;
  int n_texts = 0;
  Source source;

  g_return_val_if_fail (bytes != NULL, NULL);

  source.data = g_bytes_get_data (bytes, &source.left);
  png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &failure, png_failed_cb, png_wondered_cb);
  info = png_create_info_struct (png);
  png_set_read_fn (png, &source, png_read_cb);

  if (!read_info (png, info))
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The PNG is damaged: %s"), failure);
  else
    {
      png_get_text (png, info, &texts, &n_texts);
      for (int i = 0; i < n_texts && ids == NULL; i++)
        if (strcmp (texts[i].key, KEY_CLAIMS) == 0)
          ids = plim_claim_ids_split (texts[i].text);
      /* A picture without marks has no list; its title shows that it may be ours all the same. */
      for (int i = 0; i < n_texts && ids == NULL; i++)
        if (strcmp (texts[i].key, "Title") == 0)
          ids = g_ptr_array_new_with_free_func (g_free);
      if (ids == NULL)
        g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The PNG carries no claims; it was not made by Plimsoll"));
    }

  png_destroy_read_struct (&png, &info, NULL);

  return ids;
}
