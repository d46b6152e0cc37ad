#include "config.h"

#include "app/import/plim-log-tally.h"

void
plim_log_tally_add (PlimLogTally  *self,
                    PlimLogReason  reason,
                    guint32        line,
                    const char    *text,
                    gsize          size)
{
  gboolean is_row = reason < PLIM_LOG_FIRST_DOUBT;

  if (self->all[reason]++ == 0 || (is_row && self->n_rows < PLIM_LOG_ROWS_MAX))
    {
      g_autofree char *copy = text != NULL ? g_strndup (text, MIN (size, PLIM_LOG_ROW_BYTES)) : NULL;
      const PlimLogReject reject = { reason, 1, line, copy };

      plim_record_writer_reject (self->writer, &reject);
      self->n_rows += is_row;
      return;
    }
  if (self->counts[reason]++ == 0)
    self->lines[reason] = line;
}

void
plim_log_tally_finish (PlimLogTally *self)
{
  for (guint i = 0; i < PLIM_N_LOG_REASONS; i++)
    if (self->counts[i] > 0)
      {
        const PlimLogReject reject = { i, self->counts[i], self->lines[i], NULL };

        plim_record_writer_reject (self->writer, &reject);
        self->counts[i] = 0;
      }
}
