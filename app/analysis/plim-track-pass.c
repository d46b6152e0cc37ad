#include "config.h"

#include "app/analysis/plim-track-pass.h"

#include "app/store/plim-position-query.h"

#define TURN_E6 G_GINT64_CONSTANT (360000000)
/* A step over more longitude than this is looked at in any case: near a pole it may lead anywhere. */
#define WIDE_E6 G_GINT64_CONSTANT (20000000)
/* How far a great circle bows out of the latitudes of its ends, in degrees for each square degree of longitude: at most, up to WIDE_E6. */
#define BOW 0.00115
/* Times asked for one by one; more of them are asked for all at once. */
#define TIMES_MAX 16

/* How far east one has to go from one to the other. */
static gint64
go_east (gint64 from_e6,
         gint64 to_e6)
{
  gint64 way = (to_e6 - from_e6) % TURN_E6;

  return way < 0 ? way + TURN_E6 : way;
}

gboolean
plim_track_pass_may_touch (const PlimPositionArea *area,
                           const PlimPosition     *from,
                           const PlimPosition     *to)
{
  gint64 east = go_east (from->lon_e6, to->lon_e6);
  gint64 width = MIN (east, TURN_E6 - east);
  gint64 west_end = east == width ? from->lon_e6 : to->lon_e6;
  gint64 bow = (gint64) (BOW * (double) width * (double) width / 1e6) + 2;

  if (width > WIDE_E6)
    return TRUE;
  if (MAX (from->lat_e6, to->lat_e6) + bow < area->south_e6 || MIN (from->lat_e6, to->lat_e6) - bow > area->north_e6)
    return FALSE;

  return area->east_e6 - (gint64) area->west_e6 >= TURN_E6
         || go_east (west_end, area->west_e6) <= width || go_east (area->west_e6, west_end) <= go_east (area->west_e6, area->east_e6);
}

/* The next positions of which each is in the area or at one end of a step that may touch it, from @end on. */
static gboolean
find_next (GArray                 *positions,
           const PlimPositionArea *area,
           guint                  *first,
           guint                  *end)
{
  const PlimPosition *all = (const PlimPosition *) (gpointer) positions->data;
  gboolean before = FALSE;

  *first = G_MAXUINT;
  for (guint i = *end; i < positions->len; i++)
    {
      gboolean after = i + 1 < positions->len && plim_track_pass_may_touch (area, &all[i], &all[i + 1]);

      if (before || after || plim_position_area_contains (area, all[i].lat_e6, all[i].lon_e6))
        *first = MIN (*first, i);
      else if (*first != G_MAXUINT)
        {
          *end = i;
          return TRUE;
        }
      before = after;
    }
  *end = positions->len;

  return *first != G_MAXUINT;
}

void
plim_track_pass_cut (GArray                 *positions,
                     const PlimPositionArea *area,
                     const PlimTrackLimits  *limits,
                     GPtrArray              *pieces)
{
  guint first, end = 0;

  while (find_next (positions, area, &first, &end))
    {
      g_autoptr(GArray) piece = g_array_sized_new (FALSE, FALSE, sizeof (PlimPosition), end - first);

      g_array_append_vals (piece, &g_array_index (positions, PlimPosition, first), end - first);
      g_ptr_array_add (pieces, plim_track_parts_new (piece, limits));
    }
}

/* Where the hits of one time end: the next is so much later that no step of the one can be one of the other. */
static guint
find_end_of_time (const PlimNearHit *hit,
                  guint              first,
                  gint64             step_s)
{
  const PlimPosition *all = (const PlimPosition *) (gpointer) hit->positions->data;
  guint end = first + 1;

  while (end < hit->positions->len && all[end].time_s - all[end - 1].time_s <= 2 * step_s)
    end++;

  return end;
}

GPtrArray *
plim_track_pass_find (PlimStore              *store,
                      const PlimFilter       *filter,
                      const PlimNearHit      *hit,
                      const PlimPositionArea *area,
                      const PlimTrackLimits  *limits,
                      gint64                  from_s,
                      gint64                  to_s,
                      PlimPositionSources    *sources,
                      GError                **error)
{
  g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_track_parts_free);
  const PlimPosition *all = (const PlimPosition *) (gpointer) hit->positions->data;
  gint64 step_s = MIN (limits->longest_step_s, limits->silence_s);
  guint n_times = 0;

  for (guint first = 0; first < hit->positions->len; first = find_end_of_time (hit, first, step_s))
    n_times++;

  for (guint first = 0, end; first < hit->positions->len; first = end)
    {
      g_autoptr(GArray) positions = NULL;

      end = n_times <= TIMES_MAX ? find_end_of_time (hit, first, step_s) : hit->positions->len;
      positions = plim_position_query_cited (store, filter, hit->key, MAX (from_s, all[first].time_s - step_s),
                                             MIN (to_s, all[end - 1].time_s + step_s), sources, error);
      if (positions == NULL)
        return NULL;
      plim_track_pass_cut (positions, area, limits, pieces);
    }

  return g_steal_pointer (&pieces);
}
