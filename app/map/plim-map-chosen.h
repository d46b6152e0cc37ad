/* plim-map-chosen.h: the tracks of chosen vessels as lines, with direction, silences and names */

#pragma once

#include "app/map/plim-map-marks.h"
#include "app/map/plim-track-levels.h"

G_BEGIN_DECLS

/* Marks of chosen vessels have groups from here on. */
#define PLIM_MAP_CHOSEN_GROUP 1000000

/**
 * PlimMapChosen:
 * @levels: (nullable)
 * @tracks: (element-type guint): of the set; the first has the first colour
 * @claims: (element-type GPtrArray of PlimClaim): behind each of them
 * @from_s, @to_s: only positions of this time, both ends included
 * @longest_step_s: a longer one is a silence
 *
 * Reference counted, immutable once made, any thread.
 */
typedef struct
{
  gatomicrefcount  ref_count;
  PlimTrackSet    *set;
  PlimTrackLevels *levels;
  GArray          *tracks;
  GPtrArray       *claims;
  gint64           from_s;
  gint64           to_s;
  guint            longest_step_s;
} PlimMapChosen;

/** @keys: of vessels; those that the set does not have are left out. Asks the store for their claims. */
PlimMapChosen *plim_map_chosen_new   (PlimStore          *store,
                                      PlimTrackSet       *set,
                                      PlimTrackLevels    *levels,
                                      const char * const *keys,
                                      gint64              from_s,
                                      gint64              to_s,
                                      guint               longest_step_s,
                                      GError            **error);
PlimMapChosen *plim_map_chosen_ref   (PlimMapChosen      *self);
void           plim_map_chosen_unref (PlimMapChosen      *self);

/** How many points the tracks have in a view. */
guint          plim_map_chosen_count (const PlimMapChosen *self,
                                      const PlimMapView   *view);

/**
 * plim_map_chosen_add:
 * @view: its output units are millimetres
 * @x, @y: where the view's upper left corner lies on the paper
 * @use: what was drawn is added here
 *
 * A silence is dashed from ring to ring and says how long it was: two places that belong together, and no way.
 */
void           plim_map_chosen_add   (const PlimMapChosen *self,
                                      PlimScene           *scene,
                                      const PlimMapView   *view,
                                      double               x,
                                      double               y,
                                      PlimLabels          *labels,
                                      PlimMapUse          *use);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimMapChosen, plim_map_chosen_unref)

G_END_DECLS
