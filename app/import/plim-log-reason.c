#include "config.h"

#include "app/import/plim-log-reason.h"

#include <glib/gi18n.h>

static const struct { const char *name; const char *words; } reasons[PLIM_N_LOG_REASONS] = {
  [PLIM_LOG_MALFORMED] = { "malformed", N_("not a row or sentence of this kind of log, or cut off") },
  [PLIM_LOG_CHECKSUM] = { "checksum", N_("the checksum is wrong or missing: something was lost or changed on the way") },
  [PLIM_LOG_INCOMPLETE] = { "incomplete", N_("part of a message whose other parts never came") },
  [PLIM_LOG_NO_TIME] = { "no-time", N_("nothing says when it was; a position without a time is on no track") },
  [PLIM_LOG_BAD_TIME] = { "bad-time", N_("what should be the time is none in the form that the columns are read with, or says nothing of its time zone") },
  [PLIM_LOG_NO_POSITION] = { "no-position", N_("no position: empty, or 91° or 181°, by which a vessel says that it does not know where it is") },
  [PLIM_LOG_BAD_POSITION] = { "bad-position", N_("the latitude or longitude is no number or outside ±90° or ±180°") },
  [PLIM_LOG_BAD_MMSI] = { "bad-mmsi", N_("the number (MMSI) has not nine digits, or is no vessel's but a beacon's") },
  [PLIM_LOG_BASE_STATION] = { "base-station", N_("a station on land, not a vessel") },
  [PLIM_LOG_AID_TO_NAVIGATION] = { "aid-to-navigation", N_("a buoy, a light or another aid to navigation, not a vessel") },
  [PLIM_LOG_AIRCRAFT] = { "aircraft", N_("an aircraft of search and rescue, not a vessel") },
  [PLIM_LOG_SPEED_UNKNOWN] = { "speed-unknown", N_("the speed is 102.3 kn (“not known”), negative or no number; the position is kept, without a speed") },
  [PLIM_LOG_COURSE_UNKNOWN] = { "course-unknown", N_("the course is 360° (“not known”) or no course; the position is kept, without a course") },
  [PLIM_LOG_HEADING_UNKNOWN] = { "heading-unknown", N_("the heading is 511 (“not known”) or no heading; the position is kept, without a heading") },
  [PLIM_LOG_DRAUGHT_UNKNOWN] = { "draught-unknown", N_("the draught is none that a ship can have; the rest is kept") },
  [PLIM_LOG_BAD_IMO] = { "bad-imo", N_("the IMO number has not seven digits; the rest of what the vessel said of itself is kept") },
  [PLIM_LOG_BAD_LETTERS] = { "bad-letters", N_("letters of a name are not in UTF-8, as if the table were saved in an older encoding; they stand as “�”") },
  [PLIM_LOG_OTHER_MESSAGE] = { "other-message", N_("messages that say nothing of where or who; there is nothing in them to keep") },
  [PLIM_LOG_NO_TIMES] = { "no-times", N_("lines without times: kept as drawn ways, never shown as tracks") },
};

const char *
plim_log_reason_get_name (PlimLogReason reason)
{
  return reasons[reason].name;
}

char *
plim_log_reason_format (PlimLogReason reason,
                        guint64       count)
{
  gulong number = (gulong) MIN (count, G_MAXULONG);

  if (reason < PLIM_LOG_FIRST_DOUBT)
    /* Translators: %s says why, as a half sentence. */
    return g_strdup_printf (ngettext ("%lu row is kept apart: %s", "%lu rows are kept apart: %s", number), number, _(reasons[reason].words));

  return g_strdup_printf (ngettext ("%lu row: %s", "%lu rows: %s", number), number, _(reasons[reason].words));
}
