/* plim-csv-value.h: words, numbers and times as tables of positions write them, read fast */

#pragma once

#include "app/import/plim-csv-mapping.h"

#include <string.h>

G_BEGIN_DECLS

/** A field of a row, in place. */
typedef struct
{
  const char *at;
  gsize       size;
} PlimCsvValue;

/** Blanks and tabs at its ends do not count. */
static inline PlimCsvValue
plim_csv_value_strip (PlimCsvValue value)
{
  while (value.size > 0 && (*value.at == ' ' || *value.at == '\t'))
    {
      value.at++;
      value.size--;
    }
  while (value.size > 0 && (value.at[value.size - 1] == ' ' || value.at[value.size - 1] == '\t'))
    value.size--;

  return value;
}

/** Whether it is this word, in capitals or not. Most words are told apart by their length. */
static inline gboolean
plim_csv_value_is (PlimCsvValue  value,
                   const char   *word)
{
  return value.size == strlen (word) && g_ascii_strncasecmp (value.at, word, value.size) == 0;
}

/** "yes", "true", "1" */
gboolean plim_csv_value_is_yes     (PlimCsvValue   value);
/** One of the words by which tables say that they do not know. */
gboolean plim_csv_value_is_unknown (PlimCsvValue   value);

/** Whether it says nothing. Most values are numbers, which the first letter tells. */
static inline gboolean
plim_csv_value_is_nothing (PlimCsvValue value)
{
  if (value.size <= 1)
    return value.size == 0 || *value.at == '-';

  return ((*value.at | 0x20) == 'u' || (*value.at | 0x20) == 'n') && plim_csv_value_is_unknown (value);
}

/** A copy, %NULL where it says nothing. Free with g_free(). */
char    *plim_csv_value_dup        (PlimCsvValue   value);

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
