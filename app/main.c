/* main.c: sets the locale; hands over to a command or to the application */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/command/plim-command.h"
#include "app/import/plim-parse-worker.h"
#include "app/plim-application.h"

int
main (int    argc,
      char **argv)
{
  g_autofree char *store = NULL;
  g_auto(GStrv) files = NULL;
  int status;

  /* First of all, before anything of the person's is loaded: this process may be the jailed reader of a foreign file. */
  if (plim_parse_worker_wanted (argc, argv))
    return plim_parse_worker_main (argc, argv);

  setlocale (LC_ALL, "");
  /* A program run from its build folder speaks what was built with it. */
  bindtextdomain (GETTEXT_PACKAGE, g_file_test (PLIM_BUILD_DIR "/po", G_FILE_TEST_IS_DIR) ? PLIM_BUILD_DIR "/po" : PLIM_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  status = plim_command_main (argc, argv, &store, &files);
  if (status >= 0)
    return status;

  return plim_application_main (argc, argv, store, (const char * const *) files);
}
