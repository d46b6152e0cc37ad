/* plim-record-check.h: what is doubtful about a record that the format allows */

#pragma once

#include "app/import/plim-record.h"

G_BEGIN_DECLS

/**
 * A doubtful record is kept and marked. Every check returns %NULL, or the doubt as a sentence (transfer full).
 *
 * In an exercise the number checks are reversed: a number that a real ship could bear is the doubt.
 */

/** The IMO number's check digit; in an exercise, that it begins with 0 (no ship's does) and has a right check digit. */
char *plim_record_check_imo        (const char              *imo,
                                    gboolean                 exercise);
/** Nine digits; a country that is the flag's; in an exercise, no assigned country. @flag may be %NULL. */
char *plim_record_check_mmsi       (const char              *mmsi,
                                    const char              *flag,
                                    gboolean                 exercise);
/** Something that happened, outside the days the report says it covers or after it was dated. */
char *plim_record_check_period     (const PlimRecordContext *context,
                                    const PlimPeriod        *when);
/** A beginning after the end, and numbers the wrong way round, which the parsing of a value leaves unknown. */
char *plim_record_check_order      (const PlimNode          *node,
                                    gboolean                 dates);
/** Tonnes to barrels: no petroleum product is outside 5 to 13 barrels a tonne (UNSD: bitumen 6.05, LPG 11.65). */
char *plim_record_check_conversion (const PlimConversion    *conversion);

G_END_DECLS
