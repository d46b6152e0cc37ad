#include "config.h"

#include "app/map/plim-track-set.h"

#include <math.h>
#include <string.h>

#include "app/map/plim-projection.h"
#include "app/map/plim-track-levels.h"
#include "app/store/plim-position-query.h"

#define WORLD        4294967296.0
#define EQUATOR_M    (2.0 * G_PI * 6378137.0)
#define KNOT_MS      (1852.0 / 3600.0)
#define BLOCK_SHIFT  8
/* No step of a coarser level stands for more. */
#define MOST_STEPS   16384

/* Latitudes are looked up in a table of the projection and its slope: a cubic between two of its
 * rows is right to the last bit and takes a tenth of the time of a logarithm. */
#define ROW_E6       50000
#define LIMIT_E6     85051129
#define N_ROWS       (LIMIT_E6 / ROW_E6 + 3)

typedef struct
{
  double y;
  double slope;     /* over one row */
} Row;

static Row *
make_rows (void)
{
  Row *rows = g_new (Row, N_ROWS);
  guint i;

  /* Beyond the map's edge too, so that the last row before it has a next one. */
  for (i = 0; i < N_ROWS; i++)
    {
      double radians = i * (ROW_E6 / 1e6) * G_PI / 180.0;

      rows[i].y = asinh (tan (radians)) / (2.0 * G_PI) * WORLD;
      rows[i].slope = ROW_E6 / 1e6 * G_PI / 180.0 / cos (radians) / (2.0 * G_PI) * WORLD;
    }

  return rows;
}

static const Row *
get_rows (void)
{
  static gsize rows = 0;

  if (g_once_init_enter (&rows))
    g_once_init_leave (&rows, (gsize) make_rows ());

  return (const Row *) rows;
}

static inline guint32
project_latitude (const Row *rows,
                  gint32     lat_e6)
{
  guint32 north = MIN (ABS (lat_e6), LIMIT_E6);
  const Row *row = &rows[north / ROW_E6];
  double t = (north % ROW_E6) / (double) ROW_E6, step = row[1].y - row->y;
  double a = row->slope - step, b = step - row[1].slope;
  double y = row->y + t * (step + (1.0 - t) * (a * (1.0 - t) + b * t));

  y = WORLD / 2.0 - (lat_e6 < 0 ? -y : y) + 0.5;

  return y >= WORLD - 1.0 ? G_MAXUINT32 : y <= 0.0 ? 0 : (guint32) y;
}

guint32
plim_track_set_x (gint32 lon_e6)
{
  /* Whole turns fall away: 180° east is 180° west. */
  return (guint32) ((((guint64) ((gint64) lon_e6 + 180000000) << 32) + 180000000) / 360000000);
}

guint32
plim_track_set_y (gint32 lat_e6)
{
  return project_latitude (get_rows (), lat_e6);
}

/* Filling */

static PlimTrackSet *
begin (guint n_tracks,
       gsize capacity)
{
  PlimTrackSet *self = g_new0 (PlimTrackSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_tracks = n_tracks;
  self->tracks = g_new0 (PlimTrackInfo, n_tracks);
  self->x = g_new (guint32, capacity);
  self->y = g_new (guint32, capacity);
  self->time_s = g_new (guint32, capacity);
  self->speed = g_new (guint8, capacity);
  self->course = g_new (guint8, capacity);

  return self;
}

static void
pack (PlimTrackSet       *self,
      guint               at,
      const Row          *rows,
      const PlimPosition *position)
{
  self->x[at] = plim_track_set_x (position->lon_e6);
  self->y[at] = project_latitude (rows, position->lat_e6);
  self->time_s[at] = position->time_s;
  self->speed[at] = position->sog_tenths < 0 ? PLIM_TRACK_SPEED_UNKNOWN : MIN ((position->sog_tenths + 1) / 2, 254);
  self->course[at] = position->cog_tenths < 0
                     ? PLIM_TRACK_COURSE_UNKNOWN : (position->cog_tenths * PLIM_TRACK_COURSES + 1800) / 3600 % PLIM_TRACK_COURSES;
}

/* Appends to a track for which room was left. */
static void
append (PlimTrackSet       *self,
        guint               track,
        const PlimPosition *positions,
        guint               count)
{
  PlimTrackInfo *info = &self->tracks[track];
  const Row *rows = get_rows ();
  guint i;

  for (i = 0; i < count; i++)
    if (positions[i].time_s < 0 || positions[i].time_s > G_MAXUINT32)
      self->n_left_out++;
    else
      pack (self, info->first + info->count++, rows, &positions[i]);
}

static void
move_track (PlimTrackSet        *self,
            const PlimTrackInfo *info,
            guint                to)
{
  memmove (self->x + to, self->x + info->first, sizeof *self->x * info->count);
  memmove (self->y + to, self->y + info->first, sizeof *self->y * info->count);
  memmove (self->time_s + to, self->time_s + info->first, sizeof *self->time_s * info->count);
  memmove (self->speed + to, self->speed + info->first, sizeof *self->speed * info->count);
  memmove (self->course + to, self->course + info->first, sizeof *self->course * info->count);
}

static void
clear_info (PlimTrackInfo *info)
{
  g_free (info->key);
  g_free (info->name);
  g_free (info->mmsi);
  g_strfreev (info->claims);
}

/* Closes the gaps that were left for positions that did not come, then says what is where. */
static void
finish (PlimTrackSet *self)
{
  guint i, kept = 0, block;

  for (i = 0; i < self->n_tracks; i++)
    {
      PlimTrackInfo info = self->tracks[i];

      if (info.count == 0)
        {
          clear_info (&info);
          continue;
        }
      if (info.first != self->n)
        move_track (self, &info, self->n);
      info.first = self->n;
      info.first_s = self->time_s[info.first];
      info.last_s = self->time_s[info.first + info.count - 1];
      self->n += info.count;
      self->tracks[kept++] = info;
    }
  self->n_tracks = kept;

  self->track_of_block = g_new (guint32, (self->n >> BLOCK_SHIFT) + 1);
  for (i = block = 0; i < self->n_tracks; i++)
    for (; block << BLOCK_SHIFT < self->tracks[i].first + self->tracks[i].count; block++)
      self->track_of_block[block] = i;

  self->chunks = plim_track_chunks_make (self, NULL, self->n, &self->n_chunks);
}

PlimTrackSet *
plim_track_set_new_from_positions (gboolean             exercise,
                                   const PlimTrackInfo *tracks,
                                   guint                n_tracks,
                                   const PlimPosition  *positions)
{
  PlimTrackSet *self;
  gsize n = 0;
  guint i;

  for (i = 0; i < n_tracks; i++)
    n += tracks[i].count;

  self = begin (n_tracks, n);
  self->exercise = exercise;
  for (n = i = 0; i < n_tracks; i++)
    {
      PlimTrackInfo *info = &self->tracks[i];

      *info = tracks[i];
      info->key = g_strdup (tracks[i].key);
      info->name = g_strdup (tracks[i].name);
      info->mmsi = g_strdup (tracks[i].mmsi);
      info->claims = g_strdupv (tracks[i].claims);
      info->first = n;
      info->count = 0;
      append (self, i, positions + tracks[i].first, tracks[i].count);
      n += tracks[i].count;
    }
  finish (self);

  return self;
}

static void
describe_track (PlimTrackInfo   *info,
                const PlimCraft *craft)
{
  info->key = g_strdup (craft->key);
  info->name = g_strdup (craft->name);
  info->mmsi = g_strdup (craft->mmsi);
  info->claims = g_strdupv (craft->claims);
  info->basis = craft->basis;
  info->known_by = craft->known_by;
}

/* The room left for each craft, by its number; it may get less, as what stands in two places comes once. */
typedef struct
{
  PlimTrackSet *set;
  GArray       *room;
} Filling;

static gboolean
positions_read_cb (guint               craft,
                   const PlimPosition *positions,
                   guint               count,
                   gpointer            data)
{
  Filling *filling = data;
  const PlimTrackInfo *info = &filling->set->tracks[craft];

  append (filling->set, craft, positions, MIN (count, g_array_index (filling->room, guint, craft) - info->count));

  return TRUE;
}

static gboolean
read_positions (PlimTrackSet      *self,
                PlimStore         *store,
                const PlimFilter  *filter,
                GPtrArray         *crafts,
                GCancellable      *cancellable,
                GError           **error)
{
  g_autoptr(GArray) room = g_array_sized_new (FALSE, FALSE, sizeof (guint), crafts->len);
  Filling filling = { self, room };
  guint i, first = 0;

  for (i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);
      guint most = craft->n_positions;

      describe_track (&self->tracks[i], craft);
      self->tracks[i].first = first;
      first += most;
      g_array_append_val (room, most);
    }

  return plim_position_query_all (store, filter, crafts, positions_read_cb, &filling, cancellable, error);
}

PlimTrackSet *
plim_track_set_load (PlimStore           *store,
                     const PlimFilter    *filter,
                     const char          *vessel,
                     GCancellable        *cancellable,
                     GError             **error)
{
  g_autoptr(GPtrArray) crafts = NULL, wanted = g_ptr_array_new ();
  g_autoptr(PlimTrackSet) self = NULL;
  guint64 n = 0, left_out = 0;
  guint i;

  g_return_val_if_fail (PLIM_IS_STORE (store) && filter != NULL, NULL);

  crafts = plim_craft_query (store, filter, error);
  if (crafts == NULL)
    return NULL;

  for (i = 0; i < crafts->len; i++)
    {
      PlimCraft *craft = g_ptr_array_index (crafts, i);

      if (vessel != NULL && !g_str_equal (vessel, craft->key))
        continue;
      /* Beyond what 32 bits can count there is no number for a position. */
      if (n + craft->n_positions >= PLIM_TRACK_NO_POSITION)
        {
          left_out += craft->n_positions;
          continue;
        }
      n += craft->n_positions;
      g_ptr_array_add (wanted, craft);
    }

  self = begin (wanted->len, n);
  self->exercise = filter->exercise;
  self->n_left_out = left_out;
  if (!read_positions (self, store, filter, wanted, cancellable, error))
    return NULL;
  finish (self);

  return g_steal_pointer (&self);
}

PlimTrackSet *
plim_track_set_ref (PlimTrackSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_track_set_unref (PlimTrackSet *self)
{
  guint i;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (i = 0; i < self->n_tracks; i++)
    clear_info (&self->tracks[i]);
  g_free (self->tracks);
  g_free (self->x);
  g_free (self->y);
  g_free (self->time_s);
  g_free (self->speed);
  g_free (self->course);
  g_free (self->chunks);
  g_free (self->track_of_block);
  g_free (self);
}

/* Asking */

int
plim_track_set_find (const PlimTrackSet *self,
                     const char         *key)
{
  guint low = 0, high = self->n_tracks;

  while (key != NULL && low < high)
    {
      guint middle = (low + high) / 2;
      int order = strcmp (self->tracks[middle].key, key);

      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return -1;
}

guint
plim_track_set_get_track (const PlimTrackSet *self,
                          guint               position)
{
  guint track;

  g_return_val_if_fail (position < self->n, 0);

  track = self->track_of_block[position >> BLOCK_SHIFT];
  while (self->tracks[track].first + self->tracks[track].count <= position)
    track++;

  return track;
}

void
plim_track_set_get_place (const PlimTrackSet *self,
                          guint               position,
                          double             *latitude,
                          double             *longitude)
{
  g_return_if_fail (position < self->n);

  *latitude = plim_projection_latitude (self->y[position] / WORLD);
  *longitude = plim_projection_longitude (self->x[position] / WORLD);
}

double
plim_track_set_get_speed (const PlimTrackSet *self,
                          guint               position)
{
  guint8 speed = self->speed[position];

  return speed == PLIM_TRACK_SPEED_UNKNOWN ? -1.0 : speed * PLIM_TRACK_SPEED_STEP_KN;
}

double
plim_track_set_get_course (const PlimTrackSet *self,
                           guint               position)
{
  guint8 course = self->course[position];

  return course == PLIM_TRACK_COURSE_UNKNOWN ? -1.0 : course * 360.0 / PLIM_TRACK_COURSES;
}

gboolean
plim_track_set_is_jump (const PlimTrackSet *self,
                        guint               position)
{
  double dx = (gint32) (self->x[position] - self->x[position - 1]);
  double dy = (double) self->y[position] - self->y[position - 1];
  double metres = hypot (dx, dy) * (EQUATOR_M / WORLD);
  double most = MAX (PLIM_TRACK_JUMP_M,
                     (self->time_s[position] - self->time_s[position - 1]) * PLIM_TRACK_JUMP_KNOTS * KNOT_MS);

  /* The map shows everything too long, never too short. */
  if (metres <= most)
    return FALSE;

  return metres / cosh (G_PI * (1.0 - 2.0 * (self->y[position] / WORLD))) > most;
}

gboolean
plim_track_set_joins (const PlimTrackSet *self,
                      guint               position,
                      guint               longest_step_s)
{
  g_return_val_if_fail (position < self->n, FALSE);

  return position > 0 && self->time_s[position] >= self->time_s[position - 1]
         && self->time_s[position] - self->time_s[position - 1] <= longest_step_s
         && self->tracks[plim_track_set_get_track (self, position)].first != position
         && !plim_track_set_is_jump (self, position);
}

guint
plim_track_set_find_time (const PlimTrackSet *self,
                          guint               track,
                          gint64              time_s)
{
  guint low, high;

  g_return_val_if_fail (track < self->n_tracks, 0);

  low = self->tracks[track].first;
  high = low + self->tracks[track].count;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->time_s[middle] < time_s)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

guint
plim_track_set_refine (const PlimTrackSet *self,
                       guint               position,
                       double              latitude,
                       double              longitude,
                       guint               longest_step_s,
                       gint64              from_s,
                       gint64              to_s)
{
  guint32 x = plim_track_set_x (lround (longitude * 1e6)), y = plim_track_set_y (lround (latitude * 1e6));
  guint nearest = position, steps, at;
  double least = G_MAXDOUBLE;

  for (at = position, steps = 0; steps < MOST_STEPS; at--, steps++)
    {
      double distance = hypot ((gint32) (self->x[at] - x), (double) self->y[at] - y);

      if (distance < least)
        {
          least = distance;
          nearest = at;
        }
      if (!plim_track_set_joins (self, at, longest_step_s) || self->time_s[at - 1] < from_s || self->time_s[at] > to_s)
        break;
    }

  return nearest;
}

gsize
plim_track_set_get_size (const PlimTrackSet *self)
{
  return (gsize) self->n * (3 * sizeof (guint32) + 2 * sizeof (guint8)) + (gsize) self->n_chunks * sizeof (PlimTrackChunk)
         + (gsize) self->n_tracks * sizeof (PlimTrackInfo);
}
