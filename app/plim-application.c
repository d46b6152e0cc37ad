#include "config.h"

#include "app/plim-application.h"

#include <adwaita.h>

#include "app/store/plim-store.h"
#include "ui/plim-window.h"

typedef struct
{
  char               *store_path;
  const char * const *files;
} Wanted;

/* The toolkit draws a fading caret thirty times a second for ten seconds after the last key. Here it stands still, and stays in
 * sight, after one: a window that is left alone draws nothing. */
static void
rest_caret (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink-timeout", 1, NULL);
}

static void
activate_cb (AdwApplication *application,
             Wanted         *wanted)
{
  PlimWindow *window;

  rest_caret ();
  window = plim_window_new (application);
  plim_window_open_store (window, wanted->store_path, wanted->files);
  gtk_window_present (GTK_WINDOW (window));
}

int
plim_application_main (int                 argc,
                       char              **argv,
                       const char         *store_path,
                       const char * const *files)
{
  g_autoptr(AdwApplication) application = NULL;
  g_autofree char *path = store_path != NULL ? g_strdup (store_path) : plim_store_default_path ();
  Wanted wanted = { path, files };
  char *name[] = { argc > 0 ? argv[0] : (char *) "plimsoll", NULL };

  g_set_application_name ("Plimsoll");
  gtk_window_set_default_icon_name (PLIM_APPLICATION_ID);

  /* Every start is a program of its own: it may be about another store than the one that is open.
   * The arguments were read before; the toolkit gets none. */
  plim_window_register ();
  application = adw_application_new (PLIM_APPLICATION_ID, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/plimsoll/Plimsoll");
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &wanted);

  return g_application_run (G_APPLICATION (application), 1, name);
}
