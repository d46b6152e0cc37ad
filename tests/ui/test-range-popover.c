#include "config.h"

#include <adwaita.h>

#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-range-popover.h"
#include "ui/plim-window.h"

typedef struct
{
  char           *folder;
  PlimStore      *store;
  PlimWorkspace  *workspace;
  GtkWidget      *popover;
  GPtrArray      *entries;      /* from and to */
  GPtrArray      *checks;
} Fixture;

/* In view or not. */
static void
find_widgets (GtkWidget *widget,
              GType      type,
              GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_widgets (child, type, found);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = plim_test_make_dir ();
  f->store = plim_test_open_store (f->folder);
  f->workspace = plim_workspace_new (f->store);
  f->popover = g_object_ref_sink (plim_range_popover_new (f->workspace));
  f->entries = g_ptr_array_new ();
  f->checks = g_ptr_array_new ();
  find_widgets (f->popover, GTK_TYPE_ENTRY, f->entries);
  find_widgets (f->popover, GTK_TYPE_CHECK_BUTTON, f->checks);
  g_assert_cmpuint (f->entries->len, ==, 2);
  g_assert_cmpuint (f->checks->len, ==, PLIM_N_BASES);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_ptr_array_unref (f->entries);
  g_ptr_array_unref (f->checks);
  g_object_unref (f->popover);
  g_object_unref (f->workspace);
  g_object_unref (f->store);
  plim_test_remove_dir (f->folder);
  g_free (f->folder);
}

static const char *
get_text (Fixture *f,
          guint    nth)
{
  return gtk_editable_get_text (g_ptr_array_index (f->entries, nth));
}

/* A basis that is ticked takes away nothing that is being typed; other days do. */
static void
test_typing_stays (Fixture       *f,
                   gconstpointer  data)
{
  PlimPeriod days;

  gtk_editable_set_text (g_ptr_array_index (f->entries, 0), "2020");
  gtk_check_button_set_active (g_ptr_array_index (f->checks, 0), FALSE);
  g_assert_cmpuint (plim_workspace_get_filter (f->workspace)->bases, ==, PLIM_BASES_ALL & ~1u);
  g_assert_cmpstr (get_text (f, 0), ==, "2020");

  g_assert_true (plim_period_parse ("2018-03", "2019", &days));
  plim_workspace_set_days (f->workspace, &days);
  g_assert_cmpstr (get_text (f, 0), ==, "2018-03");
  g_assert_cmpstr (get_text (f, 1), ==, "2019");
}

/* Times are taken as the hint says, and a whole one fits in. */
static void
test_times (Fixture       *f,
            gconstpointer  data)
{
  gint64 from_s, to_s;

  gtk_editable_set_text (g_ptr_array_index (f->entries, 0), "2020-09-25T14:30Z");
  g_signal_emit_by_name (g_ptr_array_index (f->entries, 0), "activate");
  plim_period_get_span (&plim_workspace_get_filter (f->workspace)->days, &from_s, &to_s);
  g_assert_cmpint (from_s, ==, G_GINT64_CONSTANT (1601044200));
  g_assert_cmpint (gtk_editable_get_width_chars (g_ptr_array_index (f->entries, 0)), >=, (int) strlen (get_text (f, 0)));

  gtk_editable_set_text (g_ptr_array_index (f->entries, 0), "last week");
  g_signal_emit_by_name (g_ptr_array_index (f->entries, 0), "activate");
  plim_period_get_span (&plim_workspace_get_filter (f->workspace)->days, &from_s, &to_s);
  g_assert_cmpint (from_s, ==, G_GINT64_CONSTANT (1601044200));
  g_assert_cmpstr (get_text (f, 0), ==, "last week");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = plim_ui_init (&argc, &argv);

  g_test_add ("/range-popover/typing-stays", Fixture, NULL, set_up, test_typing_stays, tear_down);
  g_test_add ("/range-popover/times", Fixture, NULL, set_up, test_times, tear_down);

  return plim_ui_run (folder);
}
