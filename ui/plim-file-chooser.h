/* plim-file-chooser.h: asks for files, with whichever chooser this GTK has */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** @files: (element-type GFile), at least one. Not called where the person cancels or @parent is gone. */
typedef void (*PlimFilesChosen) (GPtrArray *files,
                                 gpointer   user_data);

void plim_file_chooser_open_reports (GtkWindow       *parent,
                                     PlimFilesChosen  chosen,
                                     gpointer         user_data);
void plim_file_chooser_open_store   (GtkWindow       *parent,
                                     PlimFilesChosen  chosen,
                                     gpointer         user_data);

/** Asks where to write; @name is proposed. The person is asked before an existing file is chosen. */
void plim_file_chooser_save         (GtkWindow       *parent,
                                     const char      *title,
                                     const char      *name,
                                     PlimFilesChosen  chosen,
                                     gpointer         user_data);

G_END_DECLS
