#include "config.h"

#include "app/import/plim-ais-payload.h"

#include <string.h>

gboolean
plim_ais_payload_unpack (PlimAisPayload *self,
                         const char     *letters,
                         gsize           n_letters,
                         guint           fill)
{
  guint8 *out = self->bytes;
  guint32 held = 0;
  guint n_held = 0;

  if (n_letters == 0 || n_letters > PLIM_AIS_PAYLOAD_LETTERS || fill > 5)
    return FALSE;
  for (gsize i = 0; i < n_letters; i++)
    {
      guint8 letter = (guint8) letters[i];

      /* 0 to W and ` to w. */
      if (letter < 48 || letter > 119 || (letter > 87 && letter < 96))
        return FALSE;
      held = held << 6 | (guint32) (letter < 88 ? letter - 48 : letter - 56);
      n_held += 6;
      if (n_held >= 8)
        {
          n_held -= 8;
          *out++ = (guint8) (held >> n_held);
        }
    }
  *out++ = n_held > 0 ? (guint8) (held << (8 - n_held)) : 0;
  memset (out, 0, 8);
  self->n_bits = n_letters * 6 - fill;

  return TRUE;
}

guint32
plim_ais_payload_get (const PlimAisPayload *self,
                      guint                 start,
                      guint                 count)
{
  guint64 word;

  if (start + count > self->n_bits)
    return 0;
  memcpy (&word, self->bytes + start / 8, sizeof word);

  return (guint32) (GUINT64_FROM_BE (word) << start % 8 >> (64 - count));
}

gint32
plim_ais_payload_get_sint (const PlimAisPayload *self,
                           guint                 start,
                           guint                 count)
{
  guint32 value = plim_ais_payload_get (self, start, count);

  return (gint32) (value << (32 - count)) >> (32 - count);
}

void
plim_ais_payload_get_text (const PlimAisPayload *self,
                           guint                 start,
                           guint                 n_letters,
                           char                 *text)
{
  guint n = 0;

  for (; n < n_letters; n++)
    {
      guint32 letter = plim_ais_payload_get (self, start + 6 * n, 6);

      if (letter == 0)
        break;
      text[n] = (char) (letter < 32 ? letter + 64 : letter);
    }
  while (n > 0 && text[n - 1] == ' ')
    n--;
  text[n] = '\0';
}
