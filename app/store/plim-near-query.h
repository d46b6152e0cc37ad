/* plim-near-query.h: the question "who was in an area, and when?" */

#pragma once

#include "app/store/plim-filter.h"
#include "app/store/plim-position-sources.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** Millionths of a degree, bounds inclusive. @west_e6 > @east_e6: the area that crosses 180°, which a bound on it, east or west, is both of. */
typedef struct
{
  gint32 south_e6;
  gint32 west_e6;
  gint32 north_e6;
  gint32 east_e6;
} PlimPositionArea;

gboolean   plim_position_area_contains (const PlimPositionArea *self,
                                        gint32                  lat_e6,
                                        gint32                  lon_e6);

/** A craft that was in an area, and its positions there in time order. */
typedef struct
{
  char      *key;
  char      *mmsi;
  char      *name;
  GArray    *positions;    /* PlimPosition */
} PlimNearHit;

void       plim_near_hit_free          (PlimNearHit            *self);

/** (element-type PlimNearHit): by key. @from_s to @to_s inclusive. PlimPosition.source is one of @sources (nullable).
 *  Any thread; %NULL with @error set: failed or cancelled. */
GPtrArray *plim_near_query             (PlimStore              *store,
                                        const PlimFilter       *filter,
                                        const PlimPositionArea *area,
                                        gint64                  from_s,
                                        gint64                  to_s,
                                        PlimPositionSources    *sources,
                                        GCancellable           *cancellable,
                                        GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimNearHit, plim_near_hit_free)

G_END_DECLS
