#include "config.h"

#include <adwaita.h>
#include <stdlib.h>

#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-window.h"

/* Takes a picture of every page of the window on a store: what a person sees who has no display now.
 *
 * take-pictures STORE FOLDER [WIDTH HEIGHT [STYLE [MARK]]]
 *
 * MARK, from 1 on, is the chart's mark that is chosen first, so that the evidence behind it shows. */

static PlimWindow *window;

static gboolean
pages_are_there (gpointer data)
{
  return plim_window_get_pages (window) != NULL
         && gtk_widget_get_mapped (GTK_WIDGET (plim_window_get_pages (window)));
}

static void
take_pages (const char *folder,
            int         mark)
{
  for (guint i = 0; plim_pages_get_name (i) != NULL; i++)
    {
      const char *page = plim_pages_get_name (i);
      g_autofree char *name = g_strconcat (page, ".png", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", page);
      plim_ui_wait_for_pictures (GTK_WIDGET (window));
      if (mark > 0 && !g_str_equal (page, "overview") && plim_ui_find (GTK_WIDGET (window), "PlimSceneView", NULL) != NULL)
        {
          plim_ui_press_mark (PLIM_SCENE_VIEW (plim_ui_get (GTK_WIDGET (window), "PlimSceneView", NULL)), (guint) mark - 1);
          plim_ui_wait_for_pictures (GTK_WIDGET (window));
        }
      plim_ui_save_picture (GTK_WIDGET (window), path);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = plim_ui_init (&argc, &argv);
  g_autoptr(AdwApplication) application = NULL;

  if (argc < 3)
    return 2;

  plim_window_register ();
  application = adw_application_new (PLIM_APPLICATION_ID ".Pictures", G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/plimsoll/Plimsoll");
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  window = plim_window_new (application);
  if (argc > 4)
    gtk_window_set_default_size (GTK_WINDOW (window), atoi (argv[3]), atoi (argv[4]));
  if (argc > 5)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.style", "s", argv[5]);
  plim_window_open_store (window, argv[1], NULL);
  gtk_window_present (GTK_WINDOW (window));

  plim_ui_wait (pages_are_there, NULL, "the pages");
  take_pages (argv[2], argc > 6 ? atoi (argv[6]) : 0);

  gtk_window_destroy (GTK_WINDOW (window));
  plim_ui_rest (100);
  plim_test_remove_dir (home);

  return 0;
}
