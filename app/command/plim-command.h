/* plim-command.h: the command line: which command, and what all commands share */

#pragma once

#include "app/export/plim-table.h"
#include "app/import/plim-import-plan.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/* Exit status. */
#define PLIM_COMMAND_DONE   0
#define PLIM_COMMAND_FAILED 1
#define PLIM_COMMAND_USAGE  2

/**
 * PlimCommandLine: what was asked
 * @store_path: --store, or the default
 * @words: what is left: files
 * @filter, @format, @output …: from the options that the command has
 */
typedef struct
{
  const char      *name;
  char            *store_path;
  char           **words;
  PlimFilter       filter;
  PlimTableFormat  format;

  char            *output;
  double           width_mm, height_mm;
  double           dpi;
  char            *theme;
  gboolean         linear;
  gboolean         with_notified;
  int              year;
  char            *conversion;
  char            *box;
  char            *layers;
  char            *tracks_by;
  char            *vessel;
  gboolean         dry_run;
  gboolean         no_original;
  gboolean         keep_original;
  char            *columns;
  char            *kind;
  char            *server;
  char            *table;
  char           **vessels;
} PlimCommandLine;

/**
 * plim_command_main:
 * @window_store, @window_files: (out) (transfer full): where no command is given, what the window is to open
 *
 * Runs the command that the arguments name. Results go to standard output, messages to standard error.
 * Returns: its exit status, or -1 where the window is wanted.
 */
int  plim_command_main         (int               argc,
                                char            **argv,
                                char            **window_store,
                                char           ***window_files);

/** Says what was being tried and what went wrong: "plimsoll: WHAT: MESSAGE". Returns: %PLIM_COMMAND_FAILED. Takes @error. */
int  plim_command_fail         (const char       *what,
                                GError           *error);

/** Results, as they are: UTF-8 in every locale. */
void plim_command_print        (const char       *text);

/** Opens the store, and makes it where @create and it is not there; says why not and returns %NULL. */
PlimStore *plim_command_open_store (const PlimCommandLine *line,
                                    gboolean               create);

/** Says what an import of @name came to: its messages, then one line. Returns: the exit status. */
int  plim_command_tell_plan    (const PlimCommandLine *line,
                                const char            *name,
                                PlimImportPlan        *plan);

/* One file each. */
int  plim_command_import       (const PlimCommandLine *line);
int  plim_command_fetch        (const PlimCommandLine *line);
int  plim_command_reports      (const PlimCommandLine *line);
int  plim_command_claims       (const PlimCommandLine *line);
int  plim_command_vessels      (const PlimCommandLine *line);
int  plim_command_tracks       (const PlimCommandLine *line);
int  plim_command_chart        (const PlimCommandLine *line);
int  plim_command_map          (const PlimCommandLine *line);
int  plim_command_verify       (const PlimCommandLine *line);

G_END_DECLS
