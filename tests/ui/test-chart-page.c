#include "config.h"

#include <adwaita.h>

#include "tests/plim-test.h"
#include "tests/ui/plim-ui-test.h"
#include "ui/plim-chart-page.h"
#include "ui/plim-window.h"

typedef struct
{
  char           *folder;
  PlimStore      *store;
  PlimWorkspace  *workspace;
  GtkWidget      *window;
  GtkWidget      *page;
  GtkDropDown    *conversions;
  guint           n_filled;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = plim_test_make_dir ();
  f->store = plim_test_fill_store (f->folder, "../data/reports/exercise.plimsoll-report.xml", NULL);
  f->workspace = plim_workspace_new (f->store);
  plim_workspace_set_exercise (f->workspace, TRUE);
  f->window = gtk_window_new ();
  f->page = plim_chart_page_new (f->workspace, PLIM_CHART_OIL);
  gtk_window_set_child (GTK_WINDOW (f->window), f->page);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 700);
  gtk_widget_show (f->window);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  plim_ui_rest (100);
  g_object_unref (f->workspace);
  g_object_unref (f->store);
  plim_test_remove_dir (f->folder);
  g_free (f->folder);
}

static gboolean
has_conversions (gpointer data)
{
  return plim_ui_find (data, "GtkDropDown", NULL) != NULL;
}

static void
filled_cb (Fixture *f)
{
  f->n_filled++;
}

static gboolean
is_filled (gpointer data)
{
  return ((Fixture *) data)->n_filled > 0;
}

/* What the drop-down says is what is drawn, though it is filled anew. */
static void
test_conversion_stays (Fixture       *f,
                       gconstpointer  data)
{
  PlimPeriod days;

  plim_ui_wait (has_conversions, f->page, "the conversions");
  plim_ui_wait_for_pictures (f->window);
  f->conversions = GTK_DROP_DOWN (plim_ui_get (f->page, "GtkDropDown", NULL));
  gtk_drop_down_set_selected (f->conversions, 1);
  plim_ui_wait_for_pictures (f->window);
  g_signal_connect_swapped (f->conversions, "notify::model", G_CALLBACK (filled_cb), f);

  g_assert_true (plim_period_parse ("2029", "2032", &days));
  plim_workspace_set_days (f->workspace, &days);
  plim_ui_wait (is_filled, f, "the choices of these days");
  plim_ui_wait_for_pictures (f->window);
  g_assert_cmpuint (gtk_drop_down_get_selected (f->conversions), ==, 1);

  /* Where there is none to be chosen, none is. */
  f->n_filled = 0;
  plim_workspace_set_exercise (f->workspace, FALSE);
  plim_ui_wait (is_filled, f, "the choices of what is real");
  plim_ui_wait_for_pictures (f->window);
  g_assert_cmpuint (gtk_drop_down_get_selected (f->conversions), ==, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->conversions)));
}

static GtkStack *
find_stack (GtkWidget *widget)
{
  GtkStack *found = GTK_IS_STACK (widget) ? GTK_STACK (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_stack (child);

  return found;
}

static gboolean
is_table (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (data), "table") == 0;
}

/* Whoever wants the table before there is a picture is not told that something failed, and gets it. */
static void
test_table_at_once (Fixture       *f,
                    gconstpointer  data)
{
  GtkStack *stack = find_stack (f->page);

  g_object_set (f->page, "table", TRUE, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "picture");
  plim_ui_wait (is_table, stack, "the table");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = plim_ui_init (&argc, &argv);

  g_test_add ("/chart-page/conversion-stays", Fixture, NULL, set_up, test_conversion_stays, tear_down);
  g_test_add ("/chart-page/table-at-once", Fixture, NULL, set_up, test_table_at_once, tear_down);

  return plim_ui_run (folder);
}
