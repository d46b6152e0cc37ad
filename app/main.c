/* main.c: sets the locale; hands over to a command or to the application */

#include "config.h"

#include <locale.h>

#include "app/import/plim-parse-worker.h"
#include "app/plim-application.h"

int
main (int    argc,
      char **argv)
{
  if (plim_parse_worker_wanted (argc, argv))
    return plim_parse_worker_main (argc, argv);

  setlocale (LC_ALL, "");
  return plim_application_main (argc, argv);
}
