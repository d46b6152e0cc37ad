#include "config.h"

#include "ui/plim-compare-view.h"

#include <glib/gi18n.h>

#include "app/charts/plim-distance-chart.h"
#include "app/store/plim-position-query.h"
#include "ui/plim-clipboard.h"
#include "ui/plim-export-dialog.h"
#include "ui/plim-scene-view.h"

/* Half a nautical mile: nearer than this is pointed out. */
#define LIMIT_M 926.0
/* How high the chart is at least, in a low window, and where there is room. */
#define LOW_PX  150
#define HIGH_PX 300

struct _PlimCompareView
{
  AdwBin         parent_instance;

  GtkDropDown   *choices[2];
  GtkButton     *copy;
  GtkButton     *export;
  PlimSceneView *picture;
  GtkStack      *stack;
  GtkLabel      *hint;

  PlimWorkspace *workspace;
  GPtrArray     *crafts;        /* PlimCraft, as the choices list them */
  GCancellable  *reading;
  gboolean       stale;
  gboolean       filling;
  char          *chosen[2];     /* keys; kept while the lists are filled anew */
};

G_DEFINE_FINAL_TYPE (PlimCompareView, plim_compare_view, ADW_TYPE_BIN)

/* What a worker draws from. */
typedef struct
{
  PlimStore  *store;
  PlimFilter  filter;
  char       *keys[2];
} Question;

static void
free_question (Question *question)
{
  g_object_unref (question->store);
  g_free (question->keys[0]);
  g_free (question->keys[1]);
  g_free (question);
}

static Question *
new_question (PlimCompareView *self)
{
  Question *question = g_new0 (Question, 1);

  question->store = g_object_ref (plim_workspace_get_store (self->workspace));
  question->filter = *plim_workspace_get_filter (self->workspace);
  question->keys[0] = g_strdup (self->chosen[0]);
  question->keys[1] = g_strdup (self->chosen[1]);

  return question;
}

static PlimScene *
build_chart (gconstpointer   data,
             double          width_mm,
             double          height_mm,
             GError        **error)
{
  const Question *question = data;
  PlimChartOptions options = { .width_mm = width_mm, .height_mm = height_mm };
  PlimDistanceQuestion asked = { question->keys[0], question->keys[1], G_MININT64, G_MAXINT64, LIMIT_M, PLIM_TRACK_LIMITS_DEFAULT };

  return plim_distance_chart_build (question->store, &question->filter, &asked, &options, error);
}

static void
show_chart (PlimCompareView *self)
{
  gboolean both = self->chosen[0] != NULL && self->chosen[1] != NULL, same = both && g_str_equal (self->chosen[0], self->chosen[1]);

  gtk_widget_set_sensitive (GTK_WIDGET (self->copy), both && !same);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export), both && !same);
  if (both && !same)
    {
      g_autoptr(PlimSceneRequest) request = plim_scene_request_new ("distance", build_chart, new_question (self), (GDestroyNotify) free_question);

      plim_scene_view_set_request (self->picture, request);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->picture));
      return;
    }

  gtk_label_set_text (self->hint, same ? _("The two are one and the same vessel: choose another one.")
                                  : self->crafts != NULL && self->crafts->len < 2
                                    ? _("Fewer than two vessels have positions in the chosen days and bases.")
                                    : _("Choose two vessels, here or on the map, to see how far they were from each other."));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->hint));
}

/* "EXERCISE ALPHA · MMSI 799000001" */
static char *
write_choice (const PlimCraft *craft)
{
  if (craft->name == NULL || *craft->name == '\0')
    return g_strdup (craft->key);

  return g_strdup_printf ("%s · %s", craft->name, craft->key);
}

static guint
find_craft (PlimCompareView *self,
            const char      *key)
{
  for (guint i = 0; key != NULL && self->crafts != NULL && i < self->crafts->len; i++)
    if (g_str_equal (((const PlimCraft *) g_ptr_array_index (self->crafts, i))->key, key))
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
fill_choices (PlimCompareView *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
      guint chosen = find_craft (self, self->chosen[i]);

      for (guint j = 0; j < self->crafts->len; j++)
        gtk_string_list_take (names, write_choice (g_ptr_array_index (self->crafts, j)));
      gtk_drop_down_set_model (self->choices[i], G_LIST_MODEL (names));
      gtk_drop_down_set_selected (self->choices[i], chosen);
      if (chosen == GTK_INVALID_LIST_POSITION)
        g_clear_pointer (&self->chosen[i], g_free);
    }
  self->filling = FALSE;
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  GPtrArray *crafts = plim_craft_query (question->store, &question->filter, &error);

  if (crafts == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, crafts, (GDestroyNotify) g_ptr_array_unref);
}

static void
crafts_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  PlimCompareView *self = PLIM_COMPARE_VIEW (source);
  g_autoptr(GError) error = NULL;
  GPtrArray *crafts = g_task_propagate_pointer (G_TASK (result), &error);

  if (crafts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_autofree char *words = g_strdup_printf (_("The store was asked which vessels have positions and failed: %s"), error->message);

          gtk_label_set_text (self->hint, words);
          gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->hint));
        }
      return;
    }

  g_clear_pointer (&self->crafts, g_ptr_array_unref);
  self->crafts = crafts;
  fill_choices (self);
  show_chart (self);
}

static void
read_crafts (PlimCompareView *self)
{
  g_autoptr(GTask) task = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  self->stale = FALSE;

  task = g_task_new (self, self->reading, crafts_read_cb, NULL);
  g_task_set_task_data (task, new_question (self), (GDestroyNotify) free_question);
  g_task_run_in_thread (task, read_in_thread);
}

static void
chosen_cb (PlimCompareView *self)
{
  if (self->filling || self->crafts == NULL)
    return;

  for (guint i = 0; i < 2; i++)
    {
      guint position = gtk_drop_down_get_selected (self->choices[i]);

      g_free (self->chosen[i]);
      self->chosen[i] = position < self->crafts->len ? g_strdup (((PlimCraft *) g_ptr_array_index (self->crafts, position))->key) : NULL;
    }
  show_chart (self);
}

static void
copy_cb (PlimCompareView *self)
{
  PlimScene *scene = plim_scene_view_get_scene (self->picture);

  if (scene != NULL)
    plim_clipboard_set_scene (gtk_widget_get_clipboard (GTK_WIDGET (self)), scene);
}

static void
export_cb (PlimCompareView *self)
{
  PlimSceneRequest *request = plim_scene_view_get_request (self->picture);

  if (request != NULL)
    plim_export_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), plim_workspace_get_store (self->workspace), request);
}

static void
mark_activated_cb (PlimCompareView    *self,
                   const char * const *claim_ids)
{
  static const char * const none[] = { NULL };

  plim_workspace_select (self->workspace, claim_ids != NULL ? claim_ids : none, plim_workspace_get_vessel (self->workspace));
}

static void
workspace_changed_cb (PlimCompareView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_crafts (self);
  else
    self->stale = TRUE;
}

static void
selection_changed_cb (PlimCompareView *self)
{
  const char *key = plim_workspace_get_vessel (self->workspace);

  if (key == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || g_strcmp0 (key, self->chosen[0]) == 0
      || g_strcmp0 (key, self->chosen[1]) == 0)
    return;

  if (self->chosen[0] == NULL)
    plim_compare_view_choose (self, key, self->chosen[1]);
  else
    plim_compare_view_choose (self, self->chosen[0], key);
}

static void
plim_compare_view_map (GtkWidget *widget)
{
  PlimCompareView *self = PLIM_COMPARE_VIEW (widget);

  GTK_WIDGET_CLASS (plim_compare_view_parent_class)->map (widget);
  if (self->stale)
    read_crafts (self);
  selection_changed_cb (self);
}

static void
plim_compare_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GTK_WIDGET_CLASS (plim_compare_view_parent_class)->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = MAX (*natural, HIGH_PX);
}

static void
plim_compare_view_dispose (GObject *object)
{
  PlimCompareView *self = PLIM_COMPARE_VIEW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->crafts, g_ptr_array_unref);
  g_clear_pointer (&self->chosen[0], g_free);
  g_clear_pointer (&self->chosen[1], g_free);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_compare_view_parent_class)->dispose (object);
}

static void
plim_compare_view_class_init (PlimCompareViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plim_compare_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = plim_compare_view_map;
  GTK_WIDGET_CLASS (klass)->measure = plim_compare_view_measure;
}

static GtkButton *
add_button (PlimCompareView *self,
            GtkBox          *box,
            const char      *label,
            GCallback        clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (box, button);

  return GTK_BUTTON (button);
}

static void
plim_compare_view_init (PlimCompareView *self)
{
  const char *labels[] = { _("First vessel"), _("Second vessel") };
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < 2; i++)
    {
      self->choices[i] = GTK_DROP_DOWN (gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
      gtk_drop_down_set_enable_search (self->choices[i], TRUE);
      gtk_widget_set_hexpand (GTK_WIDGET (self->choices[i]), TRUE);
      gtk_widget_set_size_request (GTK_WIDGET (self->choices[i]), 120, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, labels[i], -1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->choices[i]), labels[i]);
      g_signal_connect_object (self->choices[i], "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->choices[i]));
    }
  self->copy = add_button (self, GTK_BOX (row), _("_Copy"), G_CALLBACK (copy_cb));
  self->export = add_button (self, GTK_BOX (row), _("E_xport…"), G_CALLBACK (export_cb));
  /* In a narrow window they are scrolled. */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), row);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_box_append (GTK_BOX (all), scrolled);

  self->picture = PLIM_SCENE_VIEW (plim_scene_view_new ());
  g_signal_connect_object (self->picture, "mark-activated", G_CALLBACK (mark_activated_cb), self, G_CONNECT_SWAPPED);
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->hint));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->picture));
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->stack), -1, LOW_PX);
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), all);
  self->stale = TRUE;
}

void
plim_compare_view_set_workspace (PlimCompareView *self,
                                 PlimWorkspace   *workspace)
{
  g_return_if_fail (PLIM_IS_COMPARE_VIEW (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}

void
plim_compare_view_choose (PlimCompareView *self,
                          const char      *first,
                          const char      *second)
{
  char *kept[] = { g_strdup (first), g_strdup (second) };

  g_return_if_fail (PLIM_IS_COMPARE_VIEW (self));

  for (guint i = 0; i < 2; i++)
    {
      g_free (self->chosen[i]);
      self->chosen[i] = kept[i];
    }
  if (self->crafts == NULL)
    return;

  fill_choices (self);
  show_chart (self);
}
