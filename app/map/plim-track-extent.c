#include "config.h"

#include "app/map/plim-track-extent.h"

#include "app/analysis/plim-geo.h"

#define WORLD      4294967296.0
/* The world in so many columns and rows; a chunk counts where its middle is. */
#define BINS       720
#define STRAGGLERS 400

static guint
get_column (const PlimTrackChunk *chunk)
{
  return (guint64) (guint32) (chunk->left + chunk->width / 2) * BINS >> 32;
}

static guint
get_row (const PlimTrackChunk *chunk)
{
  return (guint64) (chunk->top + (chunk->bottom - chunk->top) / 2) * BINS >> 32;
}

static guint64
count_bins (const PlimTrackSet *set,
            const guint8       *shown,
            guint64            *columns,
            guint64            *rows)
{
  guint64 all = 0;
  guint i;

  for (i = 0; i < set->n_chunks; i++)
    {
      const PlimTrackChunk *chunk = &set->chunks[i];

      if (shown != NULL && !shown[chunk->track])
        continue;
      columns[get_column (chunk)] += chunk->n;
      rows[get_row (chunk)] += chunk->n;
      all += chunk->n;
    }

  return all;
}

/* From the first to past the last bin, without the few before and after. */
static void
trim (const guint64 *bins,
      guint          start,
      guint64        few,
      guint         *first,
      guint         *end)
{
  guint64 sum;

  for (*first = 0, sum = bins[start]; sum <= few && *first < BINS - 1; sum += bins[(start + *first) % BINS])
    ++*first;
  for (*end = BINS, sum = bins[(start + BINS - 1) % BINS]; sum <= few && *end > *first + 1; sum += bins[(start + *end - 1) % BINS])
    --*end;
}

/* The world is cut open where for the longest way nothing is. */
static guint
find_start (const guint64 *columns,
            guint64        few)
{
  guint longest = 0, start = 0, from, length;

  for (from = 0; from < BINS; from++)
    {
      guint64 sum = 0;

      for (length = 0; length < BINS && (sum += columns[(from + length) % BINS]) <= few; length++);
      if (length > longest)
        {
          longest = length;
          start = (from + length) % BINS;
        }
    }

  return start;
}

gboolean
plim_track_extent (const PlimTrackSet *set,
                   const guint8       *shown,
                   PlimMapBox         *box)
{
  g_autofree guint64 *columns = g_new0 (guint64, BINS), *rows = g_new0 (guint64, BINS);
  guint64 all = count_bins (set, shown, columns, rows), few = all / STRAGGLERS;
  guint start = find_start (columns, few), first, end, top, bottom;

  if (all == 0)
    return FALSE;

  trim (columns, start, few, &first, &end);
  trim (rows, 0, few, &top, &bottom);
  box->west = plim_geo_wrap ((double) ((start + first) % BINS) / BINS * 360.0 - 180.0);
  box->east = plim_geo_wrap ((double) (start + end) / BINS * 360.0 - 180.0);
  box->north = plim_projection_latitude ((double) top / BINS);
  box->south = plim_projection_latitude ((double) bottom / BINS);
  if (end - first >= BINS)
    {
      box->west = -180.0;
      box->east = 180.0;
    }

  return TRUE;
}

double
plim_track_extent_share (const PlimTrackSet *set,
                         const guint8       *shown,
                         const PlimMapBox   *box)
{
  /* In 64 bits: the world's last edge is one more than 32 hold. */
  guint64 left = (guint64) (plim_projection_x (box->west) * WORLD), right = (guint64) (plim_projection_x (box->east) * WORLD);
  guint64 top = (guint64) (plim_projection_y (box->north) * WORLD), bottom = (guint64) (plim_projection_y (box->south) * WORLD);
  guint64 width = right >= left ? right - left : right + (guint64) WORLD - left;
  guint64 all = 0, inside = 0;
  guint i;

  for (i = 0; i < set->n_chunks; i++)
    {
      const PlimTrackChunk *chunk = &set->chunks[i];
      guint32 x = chunk->left + chunk->width / 2, y = chunk->top + (chunk->bottom - chunk->top) / 2;

      if (shown != NULL && !shown[chunk->track])
        continue;
      all += chunk->n;
      if ((guint32) (x - left) <= width && y >= top && y <= bottom)
        inside += chunk->n;
    }

  return all > 0 ? (double) inside / all : 0.0;
}
