#include "config.h"

#include "app/map/plim-coast-file.h"

#include <string.h>
#include <zlib.h>

#include "app/plim-error.h"

static const char magic[] = "PLIMCOAST\n";

#define MAGIC_SIZE (sizeof magic - 1)
#define CRC_SIZE   4
#define VERSION    1
#define MAX_KIND   3
#define MAX_GRID   30

/* Once a read fails, all later ones give 0: the caller looks at the end. */
typedef struct
{
  const guint8 *next;
  const guint8 *end;
  gboolean      failed;
} Bytes;

static guint32
read_unsigned (Bytes *bytes)
{
  guint32 value = 0;
  guint shift;

  for (shift = 0; shift < 32; shift += 7)
    {
      guint8 byte;

      if (bytes->next == bytes->end)
        break;
      byte = *bytes->next++;
      value |= (guint32) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }
  bytes->failed = TRUE;

  return 0;
}

static gint32
read_signed (Bytes *bytes)
{
  guint32 value = read_unsigned (bytes);

  return (gint32) (value >> 1) ^ -(gint32) (value & 1);
}

static gsize
bytes_left (const Bytes *bytes)
{
  return bytes->end - bytes->next;
}

static void
find_runs (PlimCoastShape *shape)
{
  guint n_runs = (shape->n_points + PLIM_COAST_RUN - 1) / PLIM_COAST_RUN;
  guint run, i;

  shape->runs = g_new (PlimCoastBox, n_runs);
  for (run = 0; run < n_runs; run++)
    {
      PlimCoastBox *box = &shape->runs[run];

      *box = (PlimCoastBox) { G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32 };
      /* Its last edge ends where the next run begins. */
      for (i = run * PLIM_COAST_RUN; i <= (run + 1) * PLIM_COAST_RUN && i <= shape->n_points; i++)
        {
          const gint32 *point = &shape->xy[2 * (i % shape->n_points)];

          box->left = MIN (box->left, point[0]);
          box->right = MAX (box->right, point[0]);
          box->top = MIN (box->top, point[1]);
          box->bottom = MAX (box->bottom, point[1]);
        }
    }
}

static gboolean
read_shape (Bytes          *bytes,
            gint32          limit,
            PlimCoastShape *shape)
{
  guint32 n_points;
  gint64 x, y;
  guint i;

  shape->kind = read_unsigned (bytes);
  n_points = read_unsigned (bytes);
  shape->box.left = read_signed (bytes);
  shape->box.top = read_signed (bytes);
  /* Every point takes two bytes at least: a greater number is damage, not a reason to allocate. */
  if (bytes->failed || shape->kind > MAX_KIND || n_points < 2 || n_points > bytes_left (bytes) / 2)
    return FALSE;

  x = shape->box.left;
  y = shape->box.top;
  if ((gint64) x + read_unsigned (bytes) > limit || (gint64) y + read_unsigned (bytes) > limit)
    return FALSE;

  shape->n_points = n_points;
  shape->xy = g_new (gint32, 2 * (gsize) n_points);
  shape->box = (PlimCoastBox) { G_MAXINT32, G_MAXINT32, G_MININT32, G_MININT32 };
  for (i = 0; i < n_points; i++)
    {
      x += read_signed (bytes);
      y += read_signed (bytes);
      if (x < 0 || y < 0 || x > limit || y > limit)
        return FALSE;
      shape->xy[2 * i] = x;
      shape->xy[2 * i + 1] = y;
      shape->box.left = MIN (shape->box.left, x);
      shape->box.right = MAX (shape->box.right, x);
      shape->box.top = MIN (shape->box.top, y);
      shape->box.bottom = MAX (shape->box.bottom, y);
    }
  if (bytes->failed)
    return FALSE;
  find_runs (shape);

  return TRUE;
}

static gboolean
read_all (Bytes         *bytes,
          PlimCoastFile *file)
{
  guint32 version = read_unsigned (bytes);
  guint32 grid_bits = read_unsigned (bytes);
  guint32 n_shapes;
  guint i;

  if (version != VERSION || grid_bits < 8 || grid_bits > MAX_GRID)
    return FALSE;

  file->grid = (double) (1 << grid_bits);
  file->min_zoom = read_unsigned (bytes);
  file->bounds.left = read_signed (bytes);
  file->bounds.top = read_signed (bytes);
  file->bounds.right = read_signed (bytes);
  file->bounds.bottom = read_signed (bytes);
  n_shapes = read_unsigned (bytes);
  if (bytes->failed || n_shapes > bytes_left (bytes) / 10)
    return FALSE;

  file->shapes = g_new0 (PlimCoastShape, n_shapes);
  file->n_shapes = n_shapes;
  for (i = 0; i < n_shapes; i++)
    if (!read_shape (bytes, 1 << grid_bits, &file->shapes[i]))
      return FALSE;

  return bytes_left (bytes) == 0;
}

PlimCoastFile *
plim_coast_file_load (const char  *path,
                      GError     **error)
{
  g_autofree char *contents = NULL;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, error))
    return NULL;

  return plim_coast_file_parse ((const guint8 *) contents, size, path, error);
}

PlimCoastFile *
plim_coast_file_parse (const guint8  *bytes,
                       gsize          size,
                       const char    *name,
                       GError       **error)
{
  g_autoptr(PlimCoastFile) file = g_new0 (PlimCoastFile, 1);
  Bytes body;
  guint32 wanted;

  if (size < MAGIC_SIZE + CRC_SIZE || memcmp (bytes, magic, MAGIC_SIZE) != 0)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, "%s is not a coast file", name);
      return NULL;
    }

  body.next = bytes + MAGIC_SIZE;
  body.end = bytes + size - CRC_SIZE;
  body.failed = FALSE;
  memcpy (&wanted, body.end, CRC_SIZE);
  if (crc32 (0, body.next, bytes_left (&body)) != GUINT32_FROM_LE (wanted) || !read_all (&body, file))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, "The coast file %s is damaged", name);
      return NULL;
    }

  return g_steal_pointer (&file);
}

void
plim_coast_file_free (PlimCoastFile *self)
{
  guint i;

  for (i = 0; i < self->n_shapes; i++)
    {
      g_free (self->shapes[i].xy);
      g_free (self->shapes[i].runs);
    }
  g_free (self->shapes);
  g_free (self);
}
