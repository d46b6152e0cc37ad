/* plim-log-reason.h: why rows of a log are kept apart or doubted, in words */

#pragma once

#include "app/import/plim-log.h"

G_BEGIN_DECLS

/** As kept in the store: "no-position", "base-station" … */
const char *plim_log_reason_get_name (PlimLogReason reason);

/** A sentence for people, translated, with how many: "3 rows have no position (91° or 181°, or nothing): kept apart". Free with g_free(). */
char       *plim_log_reason_format   (PlimLogReason reason,
                                      guint64       count);

G_END_DECLS
