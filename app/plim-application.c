#include "config.h"

#include "app/plim-application.h"

int
plim_application_main (int    argc,
                       char **argv)
{
  g_autoptr(AdwApplication) application = adw_application_new (PLIM_APPLICATION_ID, G_APPLICATION_HANDLES_OPEN);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
