#include "config.h"

#include "app/import/plim-log-reader.h"

#include "app/import/plim-ais-csv-reader.h"
#include "app/import/plim-csv-rows.h"
#include "app/import/plim-geojson-reader.h"
#include "app/import/plim-gpx-reader.h"
#include "app/import/plim-kml-reader.h"
#include "app/import/plim-nmea-reader.h"

#include <string.h>

/* In the order in which they are asked: what is told by its first bytes before what is told by its shape. */
static const PlimLogReader readers[] = {
  { PLIM_LOG_GPX, plim_gpx_reader_sniff, plim_gpx_reader_run },
  { PLIM_LOG_KML, plim_kml_reader_sniff, plim_kml_reader_run },
  { PLIM_LOG_GEOJSON, plim_geojson_reader_sniff, plim_geojson_reader_run },
  { PLIM_LOG_NMEA, plim_nmea_reader_sniff, plim_nmea_reader_run },
  { PLIM_LOG_AIS_CSV, plim_ais_csv_reader_sniff, plim_ais_csv_reader_run },
  /* Whatever its columns are called: a person can say which is which, and may have said so before. */
  { PLIM_LOG_AIS_CSV, plim_csv_rows_sniff, plim_ais_csv_reader_run },
  { 0 },
};

static const char * const names[PLIM_N_LOG_KINDS] = {
  [PLIM_LOG_AIS_CSV] = "ais-csv",
  [PLIM_LOG_NMEA] = "nmea",
  [PLIM_LOG_GPX] = "gpx",
  [PLIM_LOG_KML] = "kml",
  [PLIM_LOG_GEOJSON] = "geojson",
  [PLIM_LOG_DATABASE] = "postgis",
};

const PlimLogReader *
plim_log_reader_find (const char   *as,
                      const guint8 *head,
                      gsize         size)
{
  for (const PlimLogReader *reader = readers; reader->run != NULL; reader++)
    if (as != NULL ? strcmp (as, names[reader->kind]) == 0 : reader->sniff (head, size))
      return reader;

  return NULL;
}

const char *
plim_log_kind_get_name (PlimLogKind kind)
{
  return names[kind];
}

gboolean
plim_log_reader_is_kind (const char *name)
{
  return strcmp (name, "report") == 0 || plim_log_reader_find (name, NULL, 0) != NULL;
}

char *
plim_log_reader_list (void)
{
  GString *list = g_string_new ("report");

  for (const PlimLogReader *reader = readers; reader->run != NULL; reader++)
    if (plim_log_reader_find (names[reader->kind], NULL, 0) == reader)
      g_string_append_printf (list, ", %s", names[reader->kind]);

  return g_string_free (list, FALSE);
}

/* In UTF-16 every second byte of what matters here is NUL. */
static char *
dup_letters (const guint8 *head,
             gsize         size)
{
  GString *letters = g_string_sized_new (size);
  gsize start = size >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3
                : size >= 2 && ((head[0] == 0xff && head[1] == 0xfe) || (head[0] == 0xfe && head[1] == 0xff)) ? 2 : 0;

  for (gsize i = start; i < size; i++)
    if (head[i] != 0)
      g_string_append_c (letters, head[i]);

  return g_string_free (letters, FALSE);
}

char *
plim_log_reader_dup_root (const guint8 *head,
                          gsize         size)
{
  g_autofree char *letters = dup_letters (head, size);
  const char *at = letters;

  for (;;)
    {
      const char *end;

      at += strspn (at, " \t\r\n");
      if (*at != '<')
        return NULL;
      if (g_str_has_prefix (at, "<?"))
        end = strstr (at, "?>");
      else if (g_str_has_prefix (at, "<!--"))
        end = strstr (at, "-->");
      else if (at[1] == '!')
        end = strchr (at, '>');
      else
        break;
      if (end == NULL)
        return NULL;
      at = strchr (end, '>') + 1;
    }

  at++;
  {
    gsize length = strcspn (at, " \t\r\n/>");
    const char *colon = memchr (at, ':', length);

    if (at[length] == '\0')
      return NULL;
    return colon != NULL ? g_strndup (colon + 1, at + length - colon - 1) : g_strndup (at, length);
  }
}
