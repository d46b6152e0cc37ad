/* plim-csv-value.h: numbers and times as tables of positions write them, read fast */

#pragma once

#include "app/import/plim-csv-mapping.h"

G_BEGIN_DECLS

/** A field of a row, in place. */
typedef struct
{
  const char *at;
  gsize       size;
} PlimCsvValue;

/** A number times ten to the @decimals, rounded half away from zero; @comma: a comma is its decimal sign too. %FALSE: no number, or a huge one. */
gboolean plim_csv_read_decimal (PlimCsvValue   value,
                                guint          decimals,
                                gboolean       comma,
                                gint64        *number);

/** A day that was read before, so that rows of one day are quick. */
typedef struct
{
  char   date[10];
  gint64 days;
} PlimCsvDay;

/** Unix seconds; a part of a second is cut off. @utc: without an offset it is UTC, else it is no time. */
gboolean plim_csv_read_time    (PlimCsvValue   value,
                                PlimCsvTime    format,
                                gboolean       utc,
                                PlimCsvDay    *day,
                                gint64        *time_s);

G_END_DECLS
