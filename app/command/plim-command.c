#include "config.h"

#include "app/command/plim-command.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "app/model/plim-text.h"
#include "app/plim-error.h"

/* Which options a command has. */
enum
{
  FILTER = 1 << 0,
  TABLE = 1 << 1,
  PICTURE = 1 << 2,
  CHART = 1 << 3,
  MAP = 1 << 4,
  IMPORT = 1 << 5,
  FETCH = 1 << 7,
  TRACKS = 1 << 6,
};

typedef struct
{
  const char *name;
  int       (*run) (const PlimCommandLine *line);
  guint       options;
  const char *words;
  const char *summary;
} Command;

static const Command commands[] = {
  { "import", plim_command_import, IMPORT, "FILE…", "Import reports, AIS logs and tracks: one line per file says what it added, revised, contradicts." },
  { "fetch", plim_command_fetch, FETCH, "", "Fetch positions from a table of a PostgreSQL database: the only command that uses the network." },
  { "reports", plim_command_reports, TABLE, "", "List the reports in the store." },
  { "claims", plim_command_claims, TABLE | FILTER, "", "List every claim with its citation." },
  { "vessels", plim_command_vessels, TABLE | FILTER, "", "List hulls with their identities and measures." },
  { "tracks", plim_command_tracks, TABLE | FILTER | TRACKS, "", "List what has positions: one row a vessel or MMSI." },
  { "chart", plim_command_chart, PICTURE | CHART | FILTER, "coal|oil|crypto", "Write a chart to a file." },
  { "map", plim_command_map, PICTURE | MAP | FILTER, "", "Write the map, or its tracks, to a file." },
  { "verify", plim_command_verify, 0, "[FILE…]", "Check the store, or that each claim in a file of ours is known and says the same." },
};

/* The raw words of options that are read further. */
typedef struct
{
  char    *store, *from, *to, *basis, *size, *dpi, *lang;
  gboolean exercise, csv, json;
} Raw;

static gboolean
read_bases (const char  *text,
            guint       *bases,
            GError     **error)
{
  g_auto(GStrv) names = g_strsplit (text, ",", -1);

  *bases = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      PlimBasis basis = plim_basis_from_name (names[i]);

      if (strcmp (plim_basis_get_name (basis), names[i]) != 0)
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                       "“%s” is no basis; there are notified, member-state, panel, national, court, ngo, private, media", names[i]);
          return FALSE;
        }
      *bases |= 1u << basis;
    }

  return TRUE;
}

/* "254x143mm", "254x143". */
static gboolean
read_size (const char       *text,
           PlimCommandLine  *line,
           GError          **error)
{
  char *end;

  line->width_mm = g_ascii_strtod (text, &end);
  if (*end == 'x')
    {
      line->height_mm = g_ascii_strtod (end + 1, &end);
      if ((*end == '\0' || strcmp (end, "mm") == 0)
          && line->width_mm >= 60 && line->width_mm <= 1200 && line->height_mm >= 40 && line->height_mm <= 1200)
        return TRUE;
    }

  g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
               "“%s” is no size; expected width x height in millimetres, from 60x40mm to 1200x1200mm, such as 254x143mm", text);
  return FALSE;
}

/* The same request gives the same bytes whatever the person's locale is: a command speaks English, or the language
 * asked for. A language is chosen by LANGUAGE, which counts in every locale but C. */
static gboolean
set_language (const char  *lang,
              GError     **error)
{
  g_autofree char *catalogue = NULL;

  /* For the process that reads foreign files, too. */
  g_setenv ("LANGUAGE", "C", TRUE);
  setlocale (LC_MESSAGES, "C");
  if (lang == NULL || strcmp (lang, "en") == 0)
    return TRUE;

  catalogue = g_build_filename (bindtextdomain (GETTEXT_PACKAGE, NULL), lang, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  if (strchr (lang, G_DIR_SEPARATOR) != NULL || !g_file_test (catalogue, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE, "there is no translation into “%s”; English is “en”", lang);
      return FALSE;
    }
  g_setenv ("LANGUAGE", lang, TRUE);
  setlocale (LC_MESSAGES, "C.UTF-8");

  return TRUE;
}

static gboolean
read_raw (const Raw        *raw,
          PlimCommandLine  *line,
          GError          **error)
{
  line->store_path = raw->store != NULL ? g_strdup (raw->store) : plim_store_default_path ();
  line->filter = PLIM_FILTER_ALL;
  line->filter.exercise = raw->exercise;
  line->format = raw->json ? PLIM_TABLE_JSON : raw->csv ? PLIM_TABLE_CSV : PLIM_TABLE_PLAIN;
  line->width_mm = 254;
  line->height_mm = 143;
  line->dpi = 192;

  if ((raw->from != NULL || raw->to != NULL)
      && !plim_period_parse (raw->from != NULL ? raw->from : "open", raw->to != NULL ? raw->to : "open", &line->filter.days))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                   "--from and --to take dates such as 2020, 2020-09, 2020-09-30 or 2020-Q3, the first not after the second");
      return FALSE;
    }
  if (!set_language (raw->lang, error))
    return FALSE;
  if (raw->basis != NULL && !read_bases (raw->basis, &line->filter.bases, error))
    return FALSE;
  if (raw->size != NULL && !read_size (raw->size, line, error))
    return FALSE;
  if (raw->dpi != NULL)
    {
      line->dpi = g_ascii_strtod (raw->dpi, NULL);
      if (!(line->dpi >= 30 && line->dpi <= 1200))
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE, "“%s” is no resolution; expected 30 to 1200 dots per inch", raw->dpi);
          return FALSE;
        }
    }

  return TRUE;
}

/* Adds the options of a command to its context. */
static void
add_options (GOptionContext  *context,
             guint            options,
             Raw             *raw,
             PlimCommandLine *line)
{
  const GOptionEntry always[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &raw->store, "The store; the default is the person's own", "FILE" },
    { NULL }
  };
  const GOptionEntry filter[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &raw->from, "Only what may have happened since", "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &raw->to, "Only what may have happened until", "DATE" },
    { "basis", 0, 0, G_OPTION_ARG_STRING, &raw->basis, "Only these bases: notified,member-state,…", "LIST" },
    { "exercise", 0, 0, G_OPTION_ARG_NONE, &raw->exercise, "Exercises instead of what is real", NULL },
    { NULL }
  };
  const GOptionEntry table[] = {
    { "csv", 0, 0, G_OPTION_ARG_NONE, &raw->csv, "Write CSV", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &raw->json, "Write JSON", NULL },
    { NULL }
  };
  const GOptionEntry picture[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &line->output, "The file to write; its ending says how: .svg .png .pdf .csv; of a map also .gpx .kml .geojson, with the tracks", "FILE" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &raw->size, "Width and height; the default is 254x143mm", "WxHmm" },
    { "dpi", 0, 0, G_OPTION_ARG_STRING, &raw->dpi, "Resolution of a PNG; the default is 192", "DPI" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &line->theme, "paper (the default), light, dark or grey", "NAME" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &raw->lang, "The language of the picture's words: en (the default), ko", "LANGUAGE" },
    { NULL }
  };
  const GOptionEntry chart[] = {
    { "linear", 0, 0, G_OPTION_ARG_NONE, &line->linear, "crypto: a linear axis", NULL },
    { "with-notified", 0, 0, G_OPTION_ARG_NONE, &line->with_notified, "oil: count estimate and notified together", NULL },
    { "year", 0, 0, G_OPTION_ARG_INT, &line->year, "oil: the cumulative curve of one year", "YEAR" },
    { "conversion", 0, 0, G_OPTION_ARG_STRING, &line->conversion, "Turn tonnes into barrels by this conversion claim", "CLAIM" },
    { NULL }
  };
  const GOptionEntry map[] = {
    { "bbox", 0, 0, G_OPTION_ARG_STRING, &line->box, "What must be seen, in degrees", "W,S,E,N" },
    { "layers", 0, 0, G_OPTION_ARG_STRING, &line->layers, "Of tracks,sightings,routes,ports", "LIST" },
    { "tracks-by", 0, 0, G_OPTION_ARG_STRING, &line->tracks_by, "Colour positions of logs by density, heat, vessel, speed, time or basis", "WHAT" },
    { "vessel", 0, 0, G_OPTION_ARG_STRING, &line->vessel, "Only this vessel: IMO number or name", "VESSEL" },
    { NULL }
  };
  const GOptionEntry tracks[] = {
    { "vessel", 0, 0, G_OPTION_ARG_STRING, &line->vessel, "Only this one: MMSI, IMO number or name", "VESSEL" },
    { NULL }
  };
  const GOptionEntry import[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &line->dry_run, "Say what would be imported and change nothing", NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &line->kind, "What the files are, in place of finding out: report, ais-csv, nmea, gpx, kml, geojson", "KIND" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &line->columns, "Of a table: which column is what, as mmsi=MMSI,time=Timestamp,lat=…,lon=…", "MAPPING" },
    { "exercise", 0, 0, G_OPTION_ARG_NONE, &raw->exercise, "What is in a log is an exercise", NULL },
    { "original", 0, 0, G_OPTION_ARG_NONE, &line->keep_original, "Keep the file itself in the store, logs too", NULL },
    { "no-original", 0, 0, G_OPTION_ARG_NONE, &line->no_original, "Leave the file itself out of the store", NULL },
    { NULL }
  };

  const GOptionEntry fetch[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &line->server, "The database: postgresql://USER@HOST:PORT/DATABASE, or host=… dbname=… user=…", "ADDRESS" },
    { "table", 0, 0, G_OPTION_ARG_STRING, &line->table, "The table, as SCHEMA.TABLE", "TABLE" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &line->columns, "Which column is what, as mmsi=MMSI,time=T,lat=GEOM,lon=GEOM", "MAPPING" },
    { "bbox", 0, 0, G_OPTION_ARG_STRING, &line->box, "Only positions in this area, in degrees", "W,S,E,N" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &raw->from, "Only positions since", "TIME" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &raw->to, "Only positions until", "TIME" },
    { "vessel", 0, 0, G_OPTION_ARG_STRING_ARRAY, &line->vessels, "Only these vessels; may be repeated", "MMSI" },
    { "exercise", 0, 0, G_OPTION_ARG_NONE, &raw->exercise, "What comes is an exercise", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &line->dry_run, "Say what would be fetched and change nothing", NULL },
    { NULL }
  };

  g_option_context_add_main_entries (context, always, NULL);
  if (options & FILTER)
    g_option_context_add_main_entries (context, filter, NULL);
  if (options & TABLE)
    g_option_context_add_main_entries (context, table, NULL);
  if (options & PICTURE)
    g_option_context_add_main_entries (context, picture, NULL);
  if (options & CHART)
    g_option_context_add_main_entries (context, chart, NULL);
  if (options & MAP)
    g_option_context_add_main_entries (context, map, NULL);
  if (options & TRACKS)
    g_option_context_add_main_entries (context, tracks, NULL);
  if (options & IMPORT)
    g_option_context_add_main_entries (context, import, NULL);
  if (options & FETCH)
    g_option_context_add_main_entries (context, fetch, NULL);
}

static int
fail_usage (GError *error)
{
  g_printerr ("plimsoll: %s\n", error->message);
  g_error_free (error);

  return PLIM_COMMAND_USAGE;
}

/* What was found and could not be written was not given: of a full disk nothing else tells. */
static int
flush_results (int status)
{
  const char *reason;

  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  reason = g_strerror (errno != 0 ? errno : EIO);
  g_printerr ("plimsoll: the results could not all be written: %s\n", reason);

  return status == PLIM_COMMAND_DONE ? PLIM_COMMAND_FAILED : status;
}

static void
free_line (PlimCommandLine *line)
{
  g_free (line->store_path);
  g_strfreev (line->words);
  g_free (line->output);
  g_free (line->theme);
  g_free (line->conversion);
  g_free (line->box);
  g_free (line->layers);
  g_free (line->tracks_by);
  g_free (line->vessel);
  g_free (line->kind);
  g_free (line->server);
  g_free (line->table);
  g_strfreev (line->vessels);
  g_free (line->columns);
}

static int
run_command (const Command  *command,
             char         ***arguments)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *usage = g_strdup_printf ("%s %s", command->name, command->words);
  PlimCommandLine line = { .name = command->name };
  Raw raw = { 0 };
  GError *error = NULL;
  int status;

  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, usage);
  add_options (context, command->options, &raw, &line);

  if (!g_option_context_parse_strv (context, arguments, &error) || !read_raw (&raw, &line, &error))
    status = fail_usage (error);
  else
    {
      /* The program's name and the command's stand first. */
      line.words = g_strdupv (*arguments + MIN (2, g_strv_length (*arguments)));
      if (*command->words == '\0' && *line.words != NULL)
        {
          g_printerr ("plimsoll: %s: “%s” is not expected here; plimsoll %s --help lists the options\n", command->name, *line.words, command->name);
          status = PLIM_COMMAND_USAGE;
        }
      else
        status = flush_results (command->run (&line));
    }

  free_line (&line);
  g_free (raw.store);
  g_free (raw.from);
  g_free (raw.to);
  g_free (raw.basis);
  g_free (raw.size);
  g_free (raw.dpi);
  g_free (raw.lang);

  return status;
}

/* The first word that is no option, nor the value of --store before it. */
static const char *
find_word (char  **arguments,
           guint  *at)
{
  for (guint i = 1; arguments[i] != NULL; i++)
    {
      if (strcmp (arguments[i], "--store") == 0 && arguments[i + 1] != NULL)
        i++;
      else if (arguments[i][0] != '-')
        {
          *at = i;
          return arguments[i];
        }
    }

  return NULL;
}

static void
print_help (void)
{
  g_print ("Usage: plimsoll [--store FILE] [REPORT…]            open the window\n"
           "       plimsoll [--store FILE] COMMAND [OPTION…]   (COMMAND --help says more)\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-8s %-16s %s\n", commands[i].name, commands[i].words, commands[i].summary);
}

/* No command: the options of the window, and files to import. */
static int
want_window (char     ***arguments,
             char      **window_store,
             char     ***window_files)
{
  gboolean help = FALSE, version = FALSE;
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, window_store, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  GError *error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, arguments, &error))
    return fail_usage (error);
  if (help)
    {
      print_help ();
      return PLIM_COMMAND_DONE;
    }
  if (version)
    {
      g_print ("Plimsoll %s\n", PLIM_VERSION);
      return PLIM_COMMAND_DONE;
    }

  for (guint i = 1; (*arguments)[i] != NULL; i++)
    if (!g_file_test ((*arguments)[i], G_FILE_TEST_EXISTS))
      {
        g_printerr ("plimsoll: “%s” is neither a command nor a file; plimsoll --help lists the commands\n", (*arguments)[i]);
        return PLIM_COMMAND_USAGE;
      }
  *window_files = g_strdupv (*arguments + 1);

  return -1;
}

int
plim_command_main (int     argc,
                   char  **argv,
                   char  **window_store,
                   char ***window_files)
{
  g_auto(GStrv) arguments = g_strdupv (argv);
  const char *word;
  guint at = 0;

  *window_store = NULL;
  *window_files = NULL;

  word = find_word (arguments, &at);
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (word, commands[i].name) == 0)
      {
        /* The command's name comes first, where the parser leaves it alone. */
        char *name = arguments[at];

        memmove (arguments + 2, arguments + 1, (at - 1) * sizeof *arguments);
        arguments[1] = name;

        return run_command (&commands[i], &arguments);
      }

  return want_window (&arguments, window_store, window_files);
}

int
plim_command_fail (const char *what,
                   GError     *error)
{
  g_autofree char *tried = plim_text_clean_line (what);
  g_autofree char *reason = plim_text_clean_line (error->message);

  g_printerr ("plimsoll: %s: %s\n", tried, reason);
  g_error_free (error);

  return PLIM_COMMAND_FAILED;
}

void
plim_command_print (const char *text)
{
  fputs (text, stdout);
}

PlimStore *
plim_command_open_store (const PlimCommandLine *line,
                         gboolean               create)
{
  GError *error = NULL;
  PlimStore *store;

  if (!create && !g_file_test (line->store_path, G_FILE_TEST_EXISTS))
    {
      g_printerr ("plimsoll: there is no store “%s”; plimsoll import makes one\n", line->store_path);
      return NULL;
    }

  store = plim_store_open (line->store_path, &error);
  if (store == NULL)
    {
      g_printerr ("plimsoll: %s\n", error->message);
      g_error_free (error);
    }
  else if (plim_store_get_backup (store) != NULL)
    g_printerr ("plimsoll: the store “%s” was of an older version and has been brought up to date; as it was it is kept as “%s”\n",
                plim_store_get_path (store), plim_store_get_backup (store));

  return store;
}
