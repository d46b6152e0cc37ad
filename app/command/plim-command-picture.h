/* plim-command-picture.h: what chart and map have in common: a scene into the file that was named */

#pragma once

#include "app/command/plim-command.h"
#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/** Whether --output names a file that can be written; says why not. */
gboolean plim_command_check_output  (const PlimCommandLine *line);

/** Writes @scene there. Returns: an exit status. */
int      plim_command_write_picture (const PlimCommandLine *line,
                                     const PlimScene       *scene,
                                     PlimStore             *store);

G_END_DECLS
