#include "config.h"

#include "app/import/plim-fetch-request.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/model/plim-text.h"
#include "app/plim-error.h"

#define DAY_S 86400

void
plim_fetch_filter_set_days (PlimFetchFilter  *self,
                            const PlimPeriod *days)
{
  const gint64 epoch = plim_day_from_unix (0);

  self->from_s = G_MININT64;
  self->to_s = G_MAXINT64;
  if (!plim_period_is_known (days))
    return;
  if (days->first_s != G_MININT64)
    self->from_s = days->first_s;
  else if (days->first > PLIM_DAY_FIRST)
    self->from_s = (days->first - epoch) * DAY_S;
  if (days->last_s != G_MININT64)
    self->to_s = days->last_s;
  else if (days->last < PLIM_DAY_LAST)
    self->to_s = (days->last + 1 - epoch) * DAY_S - 1;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

gboolean
plim_fetch_filter_set_vessels (PlimFetchFilter  *self,
                               const char       *text,
                               GError          **error)
{
  g_auto(GStrv) words = g_strsplit_set (text, ", \t\n", -1);
  g_autoptr(GArray) mmsis = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint32 mmsi = (guint32) g_ascii_strtoull (words[i], NULL, 10);

      if (*words[i] == '\0')
        continue;
      if (strlen (words[i]) != 9 || strspn (words[i], "0123456789") != 9)
        {
          g_autofree char *shown = plim_text_clean_line (words[i]);

          g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE, _("“%s” is not an MMSI: nine digits were expected"), shown);
          return FALSE;
        }
      g_array_append_val (mmsis, mmsi);
    }
  g_array_sort (mmsis, compare_numbers);
  g_clear_pointer (&self->mmsis, g_array_unref);
  if (mmsis->len > 0)
    self->mmsis = g_steal_pointer (&mmsis);

  return TRUE;
}

static gint32
to_e6 (double degrees)
{
  return (gint32) lround (degrees * 1e6);
}

gboolean
plim_fetch_filter_has (const PlimFetchFilter *self,
                       guint32                mmsi,
                       gint64                 time_s,
                       gint32                 lat_e6,
                       gint32                 lon_e6)
{
  if (time_s < self->from_s || time_s > self->to_s)
    return FALSE;
  if (self->mmsis != NULL)
    {
      gboolean wanted = FALSE;

      for (guint i = 0; i < self->mmsis->len && !wanted; i++)
        wanted = g_array_index (self->mmsis, guint32, i) == mmsi;
      if (!wanted)
        return FALSE;
    }
  if (!self->has_box)
    return TRUE;
  if (lat_e6 < to_e6 (self->south) || lat_e6 > to_e6 (self->north))
    return FALSE;
  if (self->west <= self->east)
    return lon_e6 >= to_e6 (self->west) && lon_e6 <= to_e6 (self->east);

  return lon_e6 >= to_e6 (self->west) || lon_e6 <= to_e6 (self->east);
}

static char *
format_time (gint64 time_s)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (time_s);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static void
append_degrees (GString    *words,
                const char *before,
                double      degrees)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (words, "%s%s", before, g_ascii_formatd (buffer, sizeof buffer, "%.6g", degrees));
}

char *
plim_fetch_filter_to_words (const PlimFetchFilter *self)
{
  GString *words = g_string_new (NULL);

  if (self->has_box)
    {
      append_degrees (words, "area ", self->west);
      append_degrees (words, ",", self->south);
      append_degrees (words, ",", self->east);
      append_degrees (words, ",", self->north);
      g_string_append (words, " (W,S,E,N)");
    }
  if (self->from_s != G_MININT64)
    {
      g_autofree char *time = format_time (self->from_s);

      g_string_append_printf (words, "%sfrom %s", words->len > 0 ? "; " : "", time);
    }
  if (self->to_s != G_MAXINT64)
    {
      g_autofree char *time = format_time (self->to_s);

      g_string_append_printf (words, "%sto %s", words->len > 0 ? "; " : "", time);
    }
  if (self->mmsis != NULL)
    {
      g_string_append_printf (words, "%s%s ", words->len > 0 ? "; " : "", self->mmsis->len == 1 ? "vessel" : "vessels");
      for (guint i = 0; i < MIN (self->mmsis->len, 5); i++)
        g_string_append_printf (words, "%s%u", i > 0 ? ", " : "", g_array_index (self->mmsis, guint32, i));
      if (self->mmsis->len > 5)
        g_string_append_printf (words, " and %u more", self->mmsis->len - 5);
    }

  return g_string_free (words, FALSE);
}

PlimFetchRequest *
plim_fetch_request_copy (const PlimFetchRequest *self)
{
  PlimFetchRequest *copy = g_new0 (PlimFetchRequest, 1);

  copy->server = plim_fetch_server_copy (self->server);
  copy->schema = g_strdup (self->schema);
  copy->table = g_strdup (self->table);
  copy->columns = g_strdup (self->columns);
  copy->filter = self->filter;
  if (copy->filter.mmsis != NULL)
    copy->filter.mmsis = g_array_copy (self->filter.mmsis);
  copy->exercise = self->exercise;

  return copy;
}

void
plim_fetch_request_free (PlimFetchRequest *self)
{
  if (self == NULL)
    return;
  plim_fetch_server_free (self->server);
  g_free (self->schema);
  g_free (self->table);
  g_free (self->columns);
  g_clear_pointer (&self->filter.mmsis, g_array_unref);
  g_free (self);
}
