/* plim-coast.h: bundled land, clipped to a view */

#pragma once

#include "app/map/plim-clip.h"
#include "app/map/plim-projection.h"

G_BEGIN_DECLS

typedef struct _PlimCoast PlimCoast;

/**
 * PlimCoastKind:
 * @PLIM_COAST_LAND: filled first
 * @PLIM_COAST_WATER: lakes and inland seas, filled over the land
 * @PLIM_COAST_ISLAND: land in such water
 * @PLIM_COAST_BORDER: lines between countries, as the source draws them
 */
typedef enum
{
  PLIM_COAST_LAND,
  PLIM_COAST_WATER,
  PLIM_COAST_ISLAND,
  PLIM_COAST_BORDER,
} PlimCoastKind;

/**
 * PlimCoastPieces:
 * @points: (element-type PlimClipPoint): all pieces one after the other, in output units
 * @ends: (element-type guint): for each piece the index after its last point
 *
 * A point's edge is not drawn where it is no coast: where a shape was cut by the view, by the
 * date line or by the end of the data. A ring's first point carries the flag of the edge that closes the ring.
 */
typedef struct
{
  GArray *points;
  GArray *ends;
} PlimCoastPieces;

/**
 * plim_coast_load:
 * @folder: where the coast files are, as plim_data_find ("coast") says
 *
 * Reads the bundled coasts, which never change afterwards: any thread may use
 * the result. Damaged or missing files are an error.
 */
PlimCoast *plim_coast_load        (const char         *folder,
                                   GError            **error);

/**
 * plim_coast_get_bundled:
 *
 * The coasts that come with the program, read when first asked for (some 15 ms).
 * Any thread may call; a failure is tried again next time.
 *
 * Returns: (transfer none): kept as long as the program runs
 */
PlimCoast *plim_coast_get_bundled (GError            **error);

PlimCoast *plim_coast_ref         (PlimCoast          *self);
void       plim_coast_unref       (PlimCoast          *self);

/**
 * plim_coast_cut:
 * @zoom: how much detail to choose, as the zoom level of a map at this scale
 * @tolerance: points nearer than this to the one before are left out, in output units
 * @margin: how far beyond the view shapes still reach, in output units
 * @pieces: emptied, then filled; keep it from one call to the next
 */
void       plim_coast_cut         (PlimCoast          *self,
                                   const PlimMapView  *view,
                                   PlimCoastKind       kind,
                                   double              zoom,
                                   double              tolerance,
                                   double              margin,
                                   PlimCoastPieces    *pieces);

/** Whether the finest coast known for a place has land there. */
gboolean   plim_coast_is_land     (PlimCoast          *self,
                                   double              latitude,
                                   double              longitude);

void       plim_coast_pieces_init  (PlimCoastPieces   *self);
void       plim_coast_pieces_clear (PlimCoastPieces   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimCoast, plim_coast_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlimCoastPieces, plim_coast_pieces_clear)

G_END_DECLS
