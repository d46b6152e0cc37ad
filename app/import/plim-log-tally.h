/* plim-log-tally.h: counts what is kept apart or doubted, by reason, in the child */

#pragma once

#include "app/import/plim-record-stream.h"

G_BEGIN_DECLS

/** The first rows that were kept apart travel as they stand; of doubts, the first of each reason. */
#define PLIM_LOG_ROWS_MAX  1000
#define PLIM_LOG_ROW_BYTES 200

typedef struct
{
  PlimRecordWriter *writer;
  guint             n_rows;
  guint64           counts[PLIM_N_LOG_REASONS];    /* not told yet */
  guint32           lines[PLIM_N_LOG_REASONS];
  guint64           all[PLIM_N_LOG_REASONS];
} PlimLogTally;

/** @text: the row, of @size bytes; or %NULL. */
void plim_log_tally_add    (PlimLogTally   *self,
                            PlimLogReason   reason,
                            guint32         line,
                            const char     *text,
                            gsize           size);
/** Tells the counts. */
void plim_log_tally_finish (PlimLogTally   *self);

G_END_DECLS
