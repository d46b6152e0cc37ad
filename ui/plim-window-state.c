#include "config.h"

#include "ui/plim-window-state.h"

#include <glib/gstdio.h>

#define GROUP "window"

/* Nobody has a larger screen; a smaller window shows nothing. */
#define LEAST_WIDTH 360
#define LEAST_HEIGHT 300
#define MOST_PIXELS 16384

static char *
find_file (void)
{
  return g_build_filename (g_get_user_state_dir (), "plimsoll", "window.ini", NULL);
}

static gboolean
is_one_of (const char         *word,
           const char * const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

static gboolean
is_page (const char *name)
{
  for (guint i = 0; plim_pages_get_name (i) != NULL; i++)
    if (g_strcmp0 (plim_pages_get_name (i), name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_true (GVariant *state)
{
  return state != NULL && g_variant_get_boolean (state);
}

char *
plim_window_state_restore (PlimWindow *window)
{
  static const char * const styles[] = { "light", "dark", NULL };
  g_autofree char *file = find_file ();
  g_autoptr(GKeyFile) keys = g_key_file_new ();
  g_autofree char *style = NULL;
  g_autofree char *page = NULL;
  int width, height;

  g_return_val_if_fail (PLIM_IS_WINDOW (window), NULL);

  if (!g_key_file_load_from_file (keys, file, G_KEY_FILE_NONE, NULL))
    return NULL;

  width = g_key_file_get_integer (keys, GROUP, "width", NULL);
  height = g_key_file_get_integer (keys, GROUP, "height", NULL);
  if (width >= LEAST_WIDTH && width <= MOST_PIXELS && height >= LEAST_HEIGHT && height <= MOST_PIXELS)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (g_key_file_get_boolean (keys, GROUP, "maximized", NULL))
    gtk_window_maximize (GTK_WINDOW (window));

  if (g_key_file_has_key (keys, GROUP, "menu-bar", NULL))
    {
      g_autoptr(GError) error = NULL;
      gboolean shown = g_key_file_get_boolean (keys, GROUP, "menu-bar", &error);

      if (error == NULL)
        g_action_group_change_action_state (G_ACTION_GROUP (window), "menu-bar", g_variant_new_boolean (shown));
    }
  style = g_key_file_get_string (keys, GROUP, "style", NULL);
  if (is_one_of (style, styles))
    g_action_group_change_action_state (G_ACTION_GROUP (window), "style", g_variant_new_string (style));

  page = g_key_file_get_string (keys, GROUP, "page", NULL);

  return is_page (page) ? g_steal_pointer (&page) : NULL;
}

void
plim_window_state_save (PlimWindow *window)
{
  g_autofree char *file = find_file ();
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr(GKeyFile) keys = g_key_file_new ();
  g_autoptr(GVariant) menu_bar = NULL;
  g_autoptr(GVariant) style = NULL;
  g_autoptr(GError) error = NULL;
  PlimPages *pages;
  int width, height;

  g_return_if_fail (PLIM_IS_WINDOW (window));

  menu_bar = g_action_group_get_action_state (G_ACTION_GROUP (window), "menu-bar");
  style = g_action_group_get_action_state (G_ACTION_GROUP (window), "style");
  pages = plim_window_get_pages (window);
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);

  g_key_file_set_integer (keys, GROUP, "width", width);
  g_key_file_set_integer (keys, GROUP, "height", height);
  g_key_file_set_boolean (keys, GROUP, "maximized", gtk_window_is_maximized (GTK_WINDOW (window)));
  g_key_file_set_boolean (keys, GROUP, "menu-bar", is_true (menu_bar));
  g_key_file_set_string (keys, GROUP, "style", g_variant_get_string (style, NULL));
  if (pages != NULL)
    g_key_file_set_string (keys, GROUP, "page", adw_view_stack_get_visible_child_name (plim_pages_get_stack (pages)));

  /* A person whose window opens at its usual size again has lost nothing. */
  if (g_mkdir_with_parents (folder, 0700) != 0 || !g_key_file_save_to_file (keys, file, &error))
    g_debug ("How the window was left is not kept in %s", file);
}
