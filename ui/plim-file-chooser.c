#include "config.h"

#include "ui/plim-file-chooser.h"

#include <glib/gi18n.h>

typedef struct
{
  PlimFilesChosen chosen;
  gpointer        user_data;
} Asked;

/* Of files with one of these endings, in capitals or not. */
static GtkFileFilter *
make_filter (const char         *name,
             const char * const *endings)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; endings[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, endings[i]);

  return filter;
}

static GListModel *
make_filters (GtkFileFilter *first)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, first);
  g_list_store_append (filters, all);
  g_object_unref (first);

  return G_LIST_MODEL (filters);
}

static void
give_files (Asked      *asked,
            GListModel *model)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (files, g_list_model_get_item (model, i));
  if (files->len > 0)
    asked->chosen (files, asked->user_data);
}

#if GTK_CHECK_VERSION (4, 10, 0)

/* Asked for by name where it is there: the build's ceiling of GTK 4.8 would warn of it. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
several_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL)
    give_files (asked, files);
}

static void
one_chosen_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;
  g_list_store_append (files, file);
  give_files (asked, G_LIST_MODEL (files));
}

static void
target_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;
  g_list_store_append (files, file);
  give_files (asked, G_LIST_MODEL (files));
}

static void
ask (GtkWindow            *parent,
     GtkFileChooserAction  action,
     const char           *title,
     const char           *name,
     GtkFileFilter        *filter,
     Asked                *asked)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  if (filter != NULL)
    {
      g_autoptr(GListModel) filters = make_filters (filter);

      gtk_file_dialog_set_filters (dialog, filters);
    }
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    {
      gtk_file_dialog_set_initial_name (dialog, name);
      gtk_file_dialog_save (dialog, parent, NULL, target_chosen_cb, asked);
    }
  else if (name == NULL)
    gtk_file_dialog_open_multiple (dialog, parent, NULL, several_chosen_cb, asked);
  else
    gtk_file_dialog_open (dialog, parent, NULL, one_chosen_cb, asked);
}

G_GNUC_END_IGNORE_DEPRECATIONS

#else

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             Asked           *asked)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      give_files (asked, files);
    }
  g_object_unref (dialog);
}

static void
ask (GtkWindow            *parent,
     GtkFileChooserAction  action,
     const char           *title,
     const char           *name,
     GtkFileFilter        *filter,
     Asked                *asked)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);

  if (filter != NULL)
    {
      g_autoptr(GListModel) filters = make_filters (filter);

      for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
        {
          g_autoptr(GtkFileFilter) item = g_list_model_get_item (filters, i);

          gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), item);
        }
    }
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), action == GTK_FILE_CHOOSER_ACTION_OPEN && name == NULL);

  g_object_set_data_full (G_OBJECT (dialog), "asked", asked, g_free);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), asked);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

static Asked *
make_asked (PlimFilesChosen chosen,
            gpointer        user_data)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->chosen = chosen;
  asked->user_data = user_data;

  return asked;
}

void
plim_file_chooser_open_reports (GtkWindow       *parent,
                                PlimFilesChosen  chosen,
                                gpointer         user_data)
{
  static const char * const endings[] = {
    "xml", "csv", "tsv", "txt", "nmea", "nm4", "ais", "log", "gpx", "kml", "kmz", "geojson", "json", "gz", "xz", "zip", NULL
  };

  ask (parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("Import Report"), NULL,
       make_filter (_("Reports and logs of positions"), endings), make_asked (chosen, user_data));
}

void
plim_file_chooser_open_store (GtkWindow       *parent,
                              PlimFilesChosen  chosen,
                              gpointer         user_data)
{
  static const char * const endings[] = { "db", NULL };

  ask (parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("Open Store"), "",
       make_filter (_("Stores"), endings), make_asked (chosen, user_data));
}

void
plim_file_chooser_save (GtkWindow       *parent,
                        const char      *title,
                        const char      *name,
                        PlimFilesChosen  chosen,
                        gpointer         user_data)
{
  ask (parent, GTK_FILE_CHOOSER_ACTION_SAVE, title, name, NULL, make_asked (chosen, user_data));
}
