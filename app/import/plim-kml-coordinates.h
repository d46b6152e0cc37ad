/* plim-kml-coordinates.h: the tuples of <coordinates> and <gx:coord> → places */

#pragma once

#include "app/import/plim-track-point.h"

G_BEGIN_DECLS

#define PLIM_KML_TUPLE_BYTES 256

/**
 * PlimKmlCoordinates:
 *
 * Follows the text of <coordinates>, which comes in pieces of any size: "lon,lat[,alt]" and so on, parted by blanks. Begins as zeroes.
 *
 * A tuple has two or three numbers, or four where a program added one. More than that are tuples without blanks
 * between them, which programs part differently (libkml in threes, others not at all): they are malformed, not guessed.
 */
typedef struct
{
  char     tuple[PLIM_KML_TUPLE_BYTES];
  gsize    size;
  gboolean after_comma;
  gboolean is_long;          /* the tuple did not fit */
} PlimKmlCoordinates;

/**
 * plim_kml_coordinates_next:
 * @text: where the text goes on; moved behind what was read
 * @line: where the tuple stands
 *
 * Returns: %TRUE: @point has the next tuple. %FALSE: the text is used up
 */
gboolean plim_kml_coordinates_next (PlimKmlCoordinates  *self,
                                    const char         **text,
                                    const char          *end,
                                    guint32              line,
                                    PlimTrackPoint      *point);
/** The element ends. %TRUE: that ended a tuple, which @point has. */
gboolean plim_kml_coordinates_end  (PlimKmlCoordinates  *self,
                                    guint32              line,
                                    PlimTrackPoint      *point);

/** One tuple, which may be empty, its numbers parted by commas or, as in a <gx:coord>, by blanks. */
void     plim_kml_coordinates_read (const char          *text,
                                    gsize                size,
                                    gboolean             by_commas,
                                    guint32              line,
                                    PlimTrackPoint      *point);

G_END_DECLS
