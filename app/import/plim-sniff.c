#include "config.h"

#include "app/import/plim-sniff.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *bytes;
  guint8      size;
  guint16     at;
  const char *what;
} Magic;

static const Magic magics[] = {
  { "\x1f\x8b", 2, 0, N_("a gzip archive") },
  { "\xfd" "7zXZ\0", 6, 0, N_("an xz archive") },
  { "BZh", 3, 0, N_("a bzip2 archive") },
  { "\x28\xb5\x2f\xfd", 4, 0, N_("a zstd archive") },
  { "7z\xbc\xaf\x27\x1c", 6, 0, N_("a 7z archive") },
  { "PK\3\4", 4, 0, N_("a ZIP archive (or a document that is kept in one, such as DOCX, XLSX or KMZ)") },
  { "ustar", 5, 257, N_("a tar archive") },
  { "\x89PNG\r\n\x1a\n", 8, 0, N_("a PNG picture") },
  { "\xff\xd8\xff", 3, 0, N_("a JPEG picture") },
  { "GIF8", 4, 0, N_("a GIF picture") },
  { "II*\0", 4, 0, N_("a TIFF picture") },
  { "MM\0*", 4, 0, N_("a TIFF picture") },
  { "%PDF-", 5, 0, N_("a PDF document") },
  { "{\\rtf", 5, 0, N_("an RTF document") },
  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0, N_("an old Office document") },
  { "SQLite format 3\0", 16, 0, N_("an SQLite database") },
  { "\x7f" "ELF", 4, 0, N_("a program") },
  { "MZ", 2, 0, N_("a program") },
  { "!AIVDM", 6, 0, N_("an AIS log (NMEA)") },
  { "\\s:", 3, 0, N_("an AIS log (NMEA)") },
};

static gboolean
begins_without_case (const guint8 *at,
                     gsize         size,
                     const char   *word)
{
  gsize length = strlen (word);

  return size >= length && g_ascii_strncasecmp ((const char *) at, word, length) == 0;
}

char *
plim_sniff_bytes (const guint8 *head,
                  gsize         size)
{
  gsize start = 0;

  if (size == 0)
    return g_strdup (_("an empty file"));

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (size >= (gsize) magics[i].at + magics[i].size
        && memcmp (head + magics[i].at, magics[i].bytes, magics[i].size) == 0)
      return g_strdup (_(magics[i].what));

  /* In UTF-16, with or without its mark, it may be XML. */
  if (size >= 2 && ((head[0] == 0xff && head[1] == 0xfe) || (head[0] == 0xfe && head[1] == 0xff)
                    || (head[0] == '<' && head[1] == 0) || (head[0] == 0 && head[1] == '<')))
    return NULL;

  if (size >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    start = 3;
  while (start < size && g_ascii_isspace (head[start]))
    start++;
  if (start == size)
    return g_strdup (_("a file with nothing but blanks"));
  if (begins_without_case (head + start, size - start, "<!doctype html")
      || begins_without_case (head + start, size - start, "<html"))
    return g_strdup (_("a web page (HTML)"));
  if (head[start] == '<')
    return NULL;
  if (head[start] == '{' || head[start] == '[')
    return g_strdup (_("not XML; it looks like JSON"));
  for (gsize i = start; i < size; i++)
    if (head[i] < 0x20 && !g_ascii_isspace (head[i]))
      return g_strdup (_("not XML, nor any kind of file that is known here"));

  return g_strdup (_("not XML; it looks like plain text or a table"));
}

char *
plim_sniff_root (const char *name,
                 const char *namespace)
{
  static const struct { const char *name; const char *what; } roots[] = {
    { "rss", N_("an RSS feed") },
    { "RDF", N_("an RDF document or an RSS 1.0 feed") },
    { "feed", N_("an Atom feed") },
    { "svg", N_("an SVG drawing") },
    { "gpx", N_("a GPX file of tracks") },
    { "kml", N_("a KML file") },
    { "html", N_("a web page (XHTML)") },
    { "schema", N_("an XML schema") },
    { "grammar", N_("a RELAX NG schema") },
    { "stylesheet", N_("an XSLT style sheet") },
    { "sdnList", N_("a list of sanctions") },
    { "CONSOLIDATED_LIST", N_("a list of sanctions") },
    { "osm", N_("an OpenStreetMap extract") },
    { "plist", N_("a property list") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    if (strcmp (roots[i].name, name) == 0)
      return g_strdup (_(roots[i].what));
  if (strcmp (name, "report") == 0 && (namespace == NULL || *namespace == '\0'))
    return g_strdup (_("an XML document called “report” without a namespace"));
  if (strcmp (name, "report") == 0)
    return g_strdup_printf (_("an XML document called “report” in the namespace “%.80s”"), namespace);

  return g_strdup_printf (_("an XML document called “%.80s”"), name);
}
