/* plim-position-pile.h: for app/store alone: blocks of one craft, from wherever, made one row of positions */

#pragma once

#include "app/model/plim-position.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-position-sources.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** Seconds, both inclusive. */
typedef struct
{
  gint64 from_s;
  gint64 to_s;
} PlimTimeSpan;

#define PLIM_TIME_SPAN_ALL ((PlimTimeSpan) { G_MININT64, G_MAXINT64 })

/** From the first second of the days to the last; all time where they are not known. */
PlimTimeSpan plim_time_span_of_days  (const PlimPeriod    *days);
/** What both hold. */
PlimTimeSpan plim_time_span_meet     (PlimTimeSpan         a,
                                      PlimTimeSpan         b);

/** By second, then place: the same place at the same second is the same position, whatever else is said of it. */
static inline int
plim_position_compare (const PlimPosition *a,
                       const PlimPosition *b)
{
  if (a->time_s != b->time_s)
    return a->time_s < b->time_s ? -1 : 1;
  if (a->lat_e6 != b->lat_e6)
    return a->lat_e6 < b->lat_e6 ? -1 : 1;

  return (a->lon_e6 > b->lon_e6) - (a->lon_e6 < b->lon_e6);
}

/** A question for blocks that has PLIM_WHERE_FILTER, with @filter bound and @span as :from_s and :to_s. */
PlimStatement *plim_position_pile_ask (PlimStore           *store,
                                       const char          *sql,
                                       const PlimFilter    *filter,
                                       PlimTimeSpan         span,
                                       GError             **error);

/* Who states the positions of a row, for plim_position_pile_cite(); a claim's columns first, from claim JOIN report. */
#define PLIM_POSITION_SOURCE_COLUMNS \
  PLIM_CLAIM_ID ", (SELECT track.known_by FROM track WHERE track.claim_key = claim.claim_key)"

/** Appends what a row's block has in @span; @count_column and the one after it hold its count and its bytes. */
gboolean       plim_position_pile_add (GArray              *positions,
                                       PlimStatement       *row,
                                       int                  count_column,
                                       PlimTimeSpan         span,
                                       GError             **error);

/** Writes down of the positions from index @from on that the row's claim states them; PLIM_POSITION_SOURCE_COLUMNS begin at @column. */
void           plim_position_pile_cite (GArray              *positions,
                                       guint                from,
                                       PlimStatement       *row,
                                       int                  column,
                                       PlimPositionSources *sources);

/** Puts them in time order and the same one in only once: the first that was added, where there are @sources with all that state it.
 *  Costs next to nothing where they are so already. */
void           plim_position_pile_tidy (GArray              *positions,
                                       PlimPositionSources *sources);

G_END_DECLS
