#include "config.h"

#include "app/export/plim-tracks-writer.h"

#include <string.h>

#include "app/model/plim-text.h"

#define FLUSH_BYTES (64 * 1024)

static char *
put_digits (char  *end,
            guint  value,
            guint  least)
{
  do
    {
      *--end = (char) ('0' + value % 10);
      value /= 10;
      if (least > 0)
        least--;
    }
  while (value > 0 || least > 0);

  return end;
}

gboolean
plim_tracks_output_flush (PlimTracksOutput *out)
{
  if (out->failure != NULL)
    {
      g_string_truncate (out->text, 0);
      return FALSE;
    }
  if (out->text->len < FLUSH_BYTES)
    return TRUE;
  g_output_stream_write_all (out->stream, out->text->str, out->text->len, NULL, out->cancellable, &out->failure);
  g_string_truncate (out->text, 0);

  return out->failure == NULL;
}

void
plim_tracks_append_degrees (GString *text,
                            gint32   millionths)
{
  guint value = (guint) ABS ((gint64) millionths);
  char buffer[16];
  char *end = buffer + sizeof buffer;
  char *at = put_digits (end, value % 1000000, 6);

  *--at = '.';
  at = put_digits (at, value / 1000000, 1);
  if (millionths < 0)
    *--at = '-';
  g_string_append_len (text, at, end - at);
}

void
plim_tracks_append_tenths (GString *text,
                           gint     tenths)
{
  plim_tracks_append_integer (text, tenths / 10);
  g_string_append_c (text, '.');
  g_string_append_c (text, (char) ('0' + tenths % 10));
}

void
plim_tracks_append_integer (GString *text,
                            gint     value)
{
  char buffer[16];
  char *end = buffer + sizeof buffer;
  char *at = put_digits (end, (guint) value, 1);

  g_string_append_len (text, at, end - at);
}

void
plim_tracks_append_time (GString *text,
                         gint64   seconds)
{
  gint64 day = seconds / 86400 - (seconds % 86400 < 0);
  guint second = (guint) (seconds - day * 86400);
  guint year, month, month_day;
  char time[] = "0000-00-00T00:00:00Z";

  plim_day_to_ymd (plim_day_from_unix (seconds), &year, &month, &month_day);
  put_digits (time + 4, year, 4);
  put_digits (time + 7, month, 2);
  put_digits (time + 10, month_day, 2);
  put_digits (time + 13, second / 3600, 2);
  put_digits (time + 16, second / 60 % 60, 2);
  put_digits (time + 19, second % 60, 2);
  g_string_append_len (text, time, sizeof time - 1);
}

void
plim_tracks_append_xml (GString    *text,
                        const char *words)
{
  g_autofree char *clean = plim_text_clean_line (words);

  for (const char *at = clean; *at != '\0'; at++)
    switch (*at)
      {
      case '&':
        g_string_append (text, "&amp;");
        break;
      case '<':
        g_string_append (text, "&lt;");
        break;
      case '>':
        g_string_append (text, "&gt;");
        break;
      case '"':
        g_string_append (text, "&quot;");
        break;
      default:
        g_string_append_c (text, *at);
        break;
      }
}

static void
append_attribute (GString    *text,
                  const char *name,
                  const char *value)
{
  g_string_append_printf (text, " %s=\"", name);
  plim_tracks_append_xml (text, value);
  g_string_append_c (text, '"');
}

void
plim_tracks_append_claims_xml (GString                *text,
                               const char             *indent,
                               gboolean                exercise,
                               const PlimTracksSource *source)
{
  g_string_append_printf (text, "%s<claims xmlns=\"urn:plimsoll:claims:1\"%s>\n", indent,
                          exercise ? " exercise=\"yes\"" : "");
  for (guint i = 0; i < source->claims->len; i++)
    {
      const PlimClaim *claim = g_ptr_array_index (source->claims, i);
      g_autofree char *citation = plim_claim_format_citation (claim);
      g_autofree char *known = plim_period_format_from (&claim->known);

      g_string_append_printf (text, "%s<claim", indent);
      append_attribute (text, "id", claim->id);
      if (*claim->content != '\0')
        append_attribute (text, "content", claim->content);
      append_attribute (text, "basis", plim_basis_get_name (claim->basis));
      append_attribute (text, "known", known);
      if (claim->handling != NULL)
        append_attribute (text, "handling", claim->handling);
      if (plim_claim_is_recalled (claim))
        append_attribute (text, "grade", "recalled");
      g_string_append (text, "><citation>");
      plim_tracks_append_xml (text, citation);
      g_string_append (text, "</citation></claim>\n");
    }
  g_string_append_printf (text, "%s</claims>\n", indent);
}

char *
plim_tracks_dup_citations (const PlimTracksSource *source)
{
  GString *citations = g_string_new (NULL);

  for (guint i = 0; i < source->claims->len; i++)
    {
      const PlimClaim *claim = g_ptr_array_index (source->claims, i);
      g_autofree char *citation = plim_claim_format_citation (claim);

      g_string_append_printf (citations, "%s%s (%s)", i > 0 ? "; " : "", citation, plim_claim_get_speaker (claim));
    }

  return g_string_free (citations, FALSE);
}

char *
plim_tracks_dup_handling (const PlimTracksSource *source)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < source->claims->len; i++)
    {
      const char *handling = ((const PlimClaim *) g_ptr_array_index (source->claims, i))->handling;

      if (handling != NULL && strstr (all->str, handling) == NULL)
        g_string_append_printf (all, "%s%s", all->len > 0 ? "; " : "", handling);
    }
  if (all->len == 0)
    {
      g_string_free (all, TRUE);
      return NULL;
    }

  return g_string_free (all, FALSE);
}
