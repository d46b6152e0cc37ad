/* plim-csv-ship.h: what a field of a table says of a ship, in the units and codes of AIS */

#pragma once

#include "app/import/plim-csv-value.h"
#include "app/import/plim-log.h"

G_BEGIN_DECLS

/* @comma: a comma is a decimal sign too. %FALSE: what the field says cannot be used; one that says nothing says nothing wrong. What is not
 * known is %PLIM_FIX_UNKNOWN. */

gboolean      plim_csv_read_sog     (PlimCsvValue   value,
                                     gboolean       comma,
                                     gint16        *tenths);
/** @wraps: as MarineCadastre's older tables wrote courses above 204.7°: less 409.6°, an overflow of theirs, which is undone. */
gboolean      plim_csv_read_cog     (PlimCsvValue   value,
                                     gboolean       comma,
                                     gboolean       wraps,
                                     gint16        *tenths);
gboolean      plim_csv_read_heading (PlimCsvValue   value,
                                     gboolean       comma,
                                     gint16        *degrees);
gboolean      plim_csv_read_draught (PlimCsvValue   value,
                                     gboolean       comma,
                                     gint16        *tenths);

/** By number or in words. */
gint8         plim_csv_read_status  (PlimCsvValue   value,
                                     gboolean       comma);

/** 0: it is none. */
guint32       plim_csv_read_mmsi    (PlimCsvValue   value);

/** "9132612", "IMO9132612" and "IMO 9132612" are the same number; 0 is none. %FALSE: it has not seven digits and cannot be one. */
gboolean      plim_csv_read_imo     (PlimCsvValue   value,
                                     char         **imo);

/** A ship's length or breadth; -1: not said. */
gint16        plim_csv_read_metres  (PlimCsvValue   value,
                                     gboolean       comma);

/** Why there is no place; %PLIM_N_LOG_REASONS: there is one. */
PlimLogReason plim_csv_read_place   (PlimCsvValue   lat,
                                     PlimCsvValue   lon,
                                     gboolean       comma,
                                     gint32        *lat_e6,
                                     gint32        *lon_e6);

G_END_DECLS
