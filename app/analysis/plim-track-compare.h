/* plim-track-compare.h: how far two vessels were from each other, over time */

#pragma once

#include "app/analysis/plim-track.h"

G_BEGIN_DECLS

/**
 * PlimSeparation:
 * @distance_m: on the ellipsoid, within a hundred-thousandth of it
 * @first_stated, @second_stated: whether the vessel's place is a stated position; else it was worked out between two
 * @first_position, @second_position: index of that position, or of the former of the two
 * @joined: whether both vessels' ways are known from the point before to this one; where not, the gap stays open
 *
 * One moment at which both vessels' places are known.
 */
typedef struct
{
  double   time_s;
  double   distance_m;
  gboolean first_stated;
  gboolean second_stated;
  gboolean joined;
  guint    first_position;
  guint    second_position;
} PlimSeparation;

/**
 * PlimNearSpan:
 * @nearest_s, @nearest_m: the closest approach in it
 * @open_before, @open_after: it begins or ends because no more is known, not because the vessels parted
 */
typedef struct
{
  double   from_s;
  double   to_s;
  double   nearest_s;
  double   nearest_m;
  gboolean open_before;
  gboolean open_after;
} PlimNearSpan;

/**
 * PlimTrackComparison:
 * @points: (element-type PlimSeparation): at each position of either vessel at which the other's place is known too, and
 *   at each closest approach between two such moments; in time order. Several positions of one vessel in one second are as
 *   many points; where both have several, the first with the first and so on
 * @spans: (element-type PlimNearSpan): in which they were within @limit_m of each other; a single moment is one too
 * @nearest: index of the closest of all in @points, the earliest of equals; meaningless where there is none
 */
typedef struct
{
  double  limit_m;
  GArray *points;
  GArray *spans;
  guint   nearest;
} PlimTrackComparison;

/** Compares what is known from @from_s to @to_s, both included. Any thread. */
PlimTrackComparison *plim_track_compare         (const PlimTrackParts *first,
                                                 const PlimTrackParts *second,
                                                 gint64                from_s,
                                                 gint64                to_s,
                                                 double                limit_m);
void                 plim_track_comparison_free (PlimTrackComparison  *self);

/**
 * plim_track_find_nearest:
 * @measure: the distance at a moment
 *
 * The moment between two others at which a distance that falls and then rises is least; one of the two where it only falls or rises.
 */
typedef double (*PlimMeasureAt) (double   time_s,
                                 gpointer data);
double               plim_track_find_nearest    (double                from_s,
                                                 double                to_s,
                                                 PlimMeasureAt         measure,
                                                 gpointer              data,
                                                 double               *distance_m);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackComparison, plim_track_comparison_free)

G_END_DECLS
