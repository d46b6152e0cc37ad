/* main.c: sets the locale; hands over to a command or to the application */

#include "config.h"

#include <locale.h>

#include "app/plim-application.h"

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  return plim_application_main (argc, argv);
}
