/* plim-application.h: program-wide actions; opens workspaces and their windows */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

int plim_application_main (int    argc,
                           char **argv);

G_END_DECLS
