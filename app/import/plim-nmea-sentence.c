#include "config.h"

#include "app/import/plim-nmea-sentence.h"

#include <string.h>

gboolean
plim_nmea_is_ais (const char *at,
                  const char *end)
{
  return end - at > 7 && *at == '!' && at[3] == 'V' && at[4] == 'D' && (at[5] == 'M' || at[5] == 'O') && at[6] == ',';
}

/* Eight letters at a time: it is asked of every letter of a log. */
static guint8
sum_up (const char *at,
        const char *end)
{
  guint64 sums = 0;
  guint8 sum = 0;

  for (; end - at >= 8; at += 8)
    {
      guint64 letters;

      memcpy (&letters, at, 8);
      sums ^= letters;
    }
  while (at < end)
    sum ^= (guint8) *at++;
  for (; sums != 0; sums >>= 8)
    sum ^= (guint8) sums;

  return sum;
}

gboolean
plim_nmea_check_sum (const char  *at,
                     const char  *end,
                     const char **star)
{
  int high, low;

  *star = memchr (at, '*', end - at);
  if (*star == NULL)
    *star = end;
  if (*star + 2 >= end)
    return FALSE;
  high = g_ascii_xdigit_value ((*star)[1]);
  low = g_ascii_xdigit_value ((*star)[2]);

  return high >= 0 && low >= 0 && high * 16 + low == sum_up (at, *star);
}

void
plim_nmea_sentence_split (PlimNmeaSentence *self,
                          const char       *at,
                          const char       *end)
{
  self->n_fields = 0;
  while (self->n_fields < PLIM_NMEA_FIELDS)
    {
      const char *comma = memchr (at, ',', end - at);
      const char *stop = comma != NULL ? comma : end;

      self->fields[self->n_fields] = at;
      self->sizes[self->n_fields++] = stop - at;
      if (comma == NULL)
        return;
      at = comma + 1;
    }
}

int
plim_nmea_sentence_get_int (const PlimNmeaSentence *self,
                            guint                   field)
{
  int value = 0;

  if (field >= self->n_fields || self->sizes[field] == 0 || self->sizes[field] > 4)
    return -1;
  for (gsize i = 0; i < self->sizes[field]; i++)
    {
      if (!g_ascii_isdigit (self->fields[field][i]))
        return -1;
      value = value * 10 + (self->fields[field][i] - '0');
    }

  return value;
}
