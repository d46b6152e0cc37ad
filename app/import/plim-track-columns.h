/* plim-track-columns.h: points whose places, times and values a file lists apart; kept until they can be put together */

#pragma once

#include "app/import/plim-track-point.h"

G_BEGIN_DECLS

/** Points that are kept at the same time. */
#define PLIM_TRACK_COLUMNS_MAX 2000000

/**
 * PlimTrackColumns:
 *
 * KML's gx:Track has all its times, then all its places, then an array of speeds; GeoJSON has the times beside the geometry, in
 * any order. The first time belongs to the first place, and so on.
 */
typedef struct _PlimTrackColumns PlimTrackColumns;

/** A part of each column: from, and how many. */
typedef struct
{
  guint places, n_places;
  guint times, n_times;
  guint values[PLIM_N_TRACK_VALUES], n_values[PLIM_N_TRACK_VALUES];
} PlimTrackSpan;

PlimTrackColumns *plim_track_columns_new        (void);
void              plim_track_columns_free       (PlimTrackColumns     *self);
void              plim_track_columns_clear      (PlimTrackColumns     *self);

/* Each of these is %FALSE where there is no more room. */

/** The place of @point, or why it has none, and its line. */
gboolean          plim_track_columns_add_place  (PlimTrackColumns     *self,
                                                 const PlimTrackPoint *point);
gboolean          plim_track_columns_add_time   (PlimTrackColumns     *self,
                                                 PlimTrackTime         time,
                                                 gint64                time_s);
/** @number: negative where it is none. */
gboolean          plim_track_columns_add_value  (PlimTrackColumns     *self,
                                                 PlimTrackValue        value,
                                                 double                number);

guint             plim_track_columns_get_places (PlimTrackColumns     *self);
/** Forgets the places behind the first @n. */
void              plim_track_columns_keep       (PlimTrackColumns     *self,
                                                 guint                 n);

/** From the end of the columns on. */
PlimTrackSpan     plim_track_columns_begin      (PlimTrackColumns     *self);
/** What has been added since @span began is its. */
void              plim_track_columns_end        (PlimTrackColumns     *self,
                                                 PlimTrackSpan        *span);

/**
 * plim_track_columns_get:
 * @line: of a point that has a time alone
 *
 * Puts the point of number @i in @span together. Values that are not as many as the places belong to other points and are left out.
 */
void              plim_track_columns_get        (PlimTrackColumns     *self,
                                                 const PlimTrackSpan  *span,
                                                 guint                 i,
                                                 guint32               line,
                                                 PlimTrackPoint       *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackColumns, plim_track_columns_free)

G_END_DECLS
