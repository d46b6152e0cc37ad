/* plim-map-content.h: what the store has that can stand on a map */

#pragma once

#include "app/analysis/plim-area.h"
#include "app/map/plim-projection.h"
#include "app/model/plim-position.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * PlimMapContent:
 * @tracks: (element-type PlimTrack)
 * @sightings: (element-type PlimSighting)
 * @routes: (element-type PlimRoute)
 * @places: (element-type PlimPlace)
 * @vessels: (element-type utf8): the keys of the vessels on the map, sorted; the nth
 *   has the nth colour, whatever is in view
 * @area, @area_name: (nullable): what the tracks are narrowed to
 *
 * Reference counted, immutable once made, any thread.
 */
typedef struct _PlimMapContent PlimMapContent;
struct _PlimMapContent
{
  gatomicrefcount  ref_count;
  gboolean         exercise;
  GPtrArray       *tracks;
  GPtrArray       *sightings;
  GPtrArray       *routes;
  GPtrArray       *places;
  GPtrArray       *vessels;
  PlimArea        *area;
  char            *area_name;
  GHashTable      *keys;       /* (nullable): a set of those it is narrowed to */
  PlimMapContent  *whole;      /* which the tracks belong to, where this is narrowed */
};

/**
 * plim_map_content_query:
 * @vessel: (nullable): only what is said of this vessel, as plim_vessel_find_keys() finds it
 *
 * Asks the store. Places are there whichever vessel is asked for.
 */
PlimMapContent *plim_map_content_query        (PlimStore             *store,
                                               const PlimFilter      *filter,
                                               const char            *vessel,
                                               GError               **error);
/**
 * plim_map_content_narrow:
 * @keys: of the vessels that touch @area, as plim_area_find() tells
 *
 * The same with the tracks of these vessels alone; what is only told of a place, a day or a way stays. Every vessel keeps its colour.
 */
PlimMapContent *plim_map_content_narrow       (PlimMapContent        *self,
                                               PlimArea              *area,
                                               const char            *area_name,
                                               const char * const    *keys);
/** Whether a vessel's tracks are shown, in reports or elsewhere: all are where nothing narrows them. */
gboolean        plim_map_content_shows        (const PlimMapContent  *self,
                                               const char            *vessel_key);
PlimMapContent *plim_map_content_ref          (PlimMapContent        *self);
void            plim_map_content_unref        (PlimMapContent        *self);

gboolean        plim_map_content_is_empty     (const PlimMapContent  *self);

/** Whether any track has positions: some reports tell of silences alone. */
gboolean        plim_map_content_has_positions (const PlimMapContent *self);

/** What of it has a place, translated: "11 sightings, 2 suspected routes"; %NULL for nothing. */
char           *plim_map_content_to_words     (const PlimMapContent  *self);

/** The colour of a vessel: 1 + its number, as PlimShape.series counts; 0 for an unknown one. */
guint           plim_map_content_get_series   (const PlimMapContent  *self,
                                               const char            *vessel_key);

/** The key of the vessel that a claim of it is about; %NULL for none. */
const char     *plim_map_content_find_vessel  (const PlimMapContent  *self,
                                               const char            *claim_id);
/**
 * plim_map_content_find_place:
 * @vessel_key: (nullable)
 *
 * Where the first thing lies that one of @claim_ids or any of the vessel's claims tells of; %FALSE where nothing does.
 */
gboolean        plim_map_content_find_place   (const PlimMapContent  *self,
                                               const char * const    *claim_ids,
                                               const char            *vessel_key,
                                               double                *latitude,
                                               double                *longitude);

/**
 * plim_map_content_get_frame:
 * @box: (out): the Yellow and East China Seas where anything lies there or nothing lies
 *   anywhere; else all there is
 */
void            plim_map_content_get_frame    (const PlimMapContent  *self,
                                               PlimMapBox            *box);

/** The same for paper, which cannot be moved: without its south where nothing lies there. */
void            plim_map_content_get_sheet    (const PlimMapContent  *self,
                                               PlimMapBox            *box);

/** Widens some days so that they hold others too. */
void            plim_map_content_include_days (PlimPeriod           *days,
                                               const PlimPeriod     *more);

/** The first and last day of anything drawn; unknown where nothing has a date. */
PlimPeriod      plim_map_content_get_days     (const PlimMapContent  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimMapContent, plim_map_content_unref)

G_END_DECLS
