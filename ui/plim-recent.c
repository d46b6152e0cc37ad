#include "config.h"

#include "ui/plim-recent.h"

#define MIME_TYPE "application/vnd.sqlite3"
#define MOST 8

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static gboolean
fill_cb (gpointer user_data)
{
  GMenu *menu = user_data;
  GList *all = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_newest_first);
  guint n = 0;

  g_menu_remove_all (menu);
  for (GList *node = all; node != NULL && n < MOST; node = node->next)
    {
      GtkRecentInfo *info = node->data;
      g_autoptr(GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
      const char *path = g_file_peek_path (file);

      if (path != NULL && gtk_recent_info_has_application (info, "Plimsoll") && gtk_recent_info_exists (info))
        {
          g_autofree char *label = g_filename_display_name (path);
          g_autoptr(GMenuItem) item = g_menu_item_new (NULL, NULL);
          g_auto(GStrv) parts = g_strsplit (label, "_", -1);
          g_autofree char *literal = g_strjoinv ("__", parts);   /* one alone would be a mnemonic */

          g_menu_item_set_label (item, literal);
          g_menu_item_set_action_and_target (item, "win.open-recent", "s", path);
          g_menu_append_item (menu, item);
          n++;
        }
    }
  g_list_free_full (all, (GDestroyNotify) gtk_recent_info_unref);

  return G_SOURCE_REMOVE;
}

void
plim_recent_add (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  static char *groups[] = { NULL };
  GtkRecentData data = { NULL, NULL, (char *) MIME_TYPE, (char *) "Plimsoll", (char *) "plimsoll --store %f", groups, TRUE };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
plim_recent_fill (GMenu *menu)
{
  g_idle_add_full (G_PRIORITY_LOW, fill_cb, g_object_ref (menu), g_object_unref);
}
