/* floor-window.c: the least a window with this program's first page can cost: header bar, icon, a title, a sentence.
 * What bench-window.py compares the program's start with. With --busy its title changes ten times a second: a window that
 * is never at rest, to show that wake-ups and draws are counted. */

#include <adwaita.h>

static gboolean
change_title_cb (gpointer user_data)
{
  AdwStatusPage *page = user_data;

  adw_status_page_set_title (page, g_str_equal (adw_status_page_get_title (page), "Tick") ? "Tock" : "Tick");

  return G_SOURCE_CONTINUE;
}

static void
activate_cb (GtkApplication *application,
             gboolean       *busy)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), "Nothing Here");
  adw_status_page_set_description (ADW_STATUS_PAGE (page), "This window shows what a first frame costs at the least.");
  gtk_widget_set_vexpand (page, TRUE);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  if (*busy)
    g_timeout_add (100, change_title_cb, page);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AdwApplication) application = adw_application_new ("io.github.plimsoll.FloorWindow", G_APPLICATION_NON_UNIQUE);
  gboolean busy = argc > 1 && g_str_equal (argv[1], "--busy");

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &busy);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
