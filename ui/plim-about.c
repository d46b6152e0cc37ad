#include "config.h"

#include "ui/plim-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/import/plim-parse-jail.h"

void
plim_about_present (GtkWindow *parent)
{
  const char *sources =
    _("Land and borders: Natural Earth, public domain. Finer coast of East Asia: GSHHG, GNU LGPL 3 or later. "
      "The figures come from the reports that are cited with each of them.");
  g_autofree char *about = g_strconcat (sources, "\n\n", plim_parse_jail_describe (), NULL);
  GtkAboutDialog *dialog = g_object_new (GTK_TYPE_ABOUT_DIALOG,
                                         "transient-for", parent,
                                         "modal", TRUE,
                                         "program-name", "Plimsoll",
                                         "version", PLIM_VERSION,
                                         "logo-icon-name", PLIM_APPLICATION_ID,
                                         "comments", _("Reads reports on how sanctions on the DPRK are kept or evaded, and draws them so that every figure still says who claimed it."),
                                         "license-type", GTK_LICENSE_GPL_3_0,
                                         "system-information", about,
                                         NULL);

  gtk_window_present (GTK_WINDOW (dialog));
}

void
plim_about_present_shortcuts (GtkWindow *parent)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/plimsoll/Plimsoll/plim-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
