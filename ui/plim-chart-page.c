#include "config.h"

#include "ui/plim-chart-page.h"

#include <glib/gi18n.h>

#include "app/store/plim-claim-query.h"
#include "app/store/plim-trade-query.h"
#include "ui/plim-chart-request.h"
#include "ui/plim-claim-rows.h"
#include "ui/plim-claims-view.h"
#include "ui/plim-scene-view.h"

struct _PlimChartPage
{
  AdwBin         parent_instance;

  PlimWorkspace *workspace;
  PlimChartKind  kind;
  GtkStack      *stack;
  PlimSceneView *view;
  AdwStatusPage *empty;
  GtkWidget     *all_days;
  GtkDropDown   *years;
  GtkDropDown   *conversions;
  GtkWidget     *cumulative_button;
  GtkWidget     *logarithmic_button;
  GtkWidget     *claims;              /* the table, made when first wanted */

  GArray        *year_list;           /* guint, as in the drop-down */
  GPtrArray     *conversion_ids;      /* char *, one less than in the drop-down */
  GCancellable  *reading_rows;
  GCancellable  *reading_choices;
  gboolean       table;
  gboolean       logarithmic;
  gboolean       cumulative;
  gboolean       with_notified;
  gboolean       stale;               /* something changed while another page was in view */
  gboolean       filling;             /* the drop-downs are being filled, not chosen from */
};

enum { PROP_TABLE = 1, PROP_LOGARITHMIC, PROP_CUMULATIVE, PROP_WITH_NOTIFIED, N_PROPS };

static GParamSpec *props[N_PROPS];

static void page_iface_init (PlimPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimChartPage, plim_chart_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (PLIM_TYPE_PAGE, page_iface_init))

/* What the words in the drop-downs are about, read in a worker. */
typedef struct
{
  PlimStore  *store;
  PlimFilter  filter;
  GHashTable *years;              /* year → how many claims lie within it */
  GPtrArray  *conversion_ids;
  GPtrArray  *conversion_words;
} Choices;

static void
free_choices (Choices *choices)
{
  g_object_unref (choices->store);
  g_hash_table_unref (choices->years);
  g_ptr_array_unref (choices->conversion_ids);
  g_ptr_array_unref (choices->conversion_words);
  g_free (choices);
}

/* The id of the claim that tonnes are converted with; NULL: as stated. */
static const char *
get_conversion (PlimChartPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->conversions);

  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION || chosen > self->conversion_ids->len)
    return NULL;

  return g_ptr_array_index (self->conversion_ids, chosen - 1);
}

static void
ask (PlimChartPage *self)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;
  g_autoptr(PlimSceneRequest) request = NULL;
  guint year = gtk_drop_down_get_selected (self->years);

  options.linear = !self->logarithmic;
  options.with_notified = self->with_notified;
  if (self->cumulative && year < self->year_list->len)
    options.cumulative_year = g_array_index (self->year_list, guint, year);
  options.conversion = get_conversion (self);

  request = plim_chart_request_new (self->workspace, self->kind, &options);
  plim_scene_view_set_request (self->view, request);
}

static void
read_choices_in_thread (GTask        *task,
                        gpointer      source,
                        gpointer      data,
                        GCancellable *cancellable)
{
  Choices *choices = data;
  g_autoptr(GPtrArray) trade = NULL;
  g_autoptr(GPtrArray) conversions = NULL;
  GError *error = NULL;

  trade = plim_trade_query (choices->store, "refined-petroleum", &choices->filter, &error);
  if (trade != NULL)
    conversions = plim_conversion_query (choices->store, "refined-petroleum", &choices->filter, &error);
  if (conversions == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < trade->len; i++)
    {
      const PlimTrade *moved = g_ptr_array_index (trade, i);
      guint first, last, month, day, before;

      if (!plim_period_is_known (&moved->when) || moved->when.first <= PLIM_DAY_FIRST || moved->when.last >= PLIM_DAY_LAST)
        continue;
      plim_day_to_ymd (moved->when.first, &first, &month, &day);
      plim_day_to_ymd (moved->when.last, &last, &month, &day);
      if (first != last)
        continue;
      before = GPOINTER_TO_UINT (g_hash_table_lookup (choices->years, GUINT_TO_POINTER (first)));
      g_hash_table_insert (choices->years, GUINT_TO_POINTER (first), GUINT_TO_POINTER (before + 1));
    }
  for (guint i = 0; i < conversions->len; i++)
    {
      const PlimConversion *conversion = g_ptr_array_index (conversions, i);
      g_autofree char *factor = plim_number_format (conversion->factor);

      g_ptr_array_add (choices->conversion_ids, g_strdup (conversion->claim->id));
      /* Translators: "1 t = 8.33 bbl (S/2018/171)" */
      g_ptr_array_add (choices->conversion_words,
                       g_strdup_printf (_("1 %s = %s %s (%s)"), conversion->from_unit, factor, conversion->to_unit,
                                        plim_claim_get_source_words (conversion->claim)));
    }
  g_task_return_boolean (task, TRUE);
}

static int
compare_latest_first (gconstpointer a,
                      gconstpointer b)
{
  guint left = GPOINTER_TO_UINT (a), right = GPOINTER_TO_UINT (b);

  return (left < right) - (left > right);
}

/* Latest first; the one about which most is said is chosen until the person chooses another. */
static void
fill_years (PlimChartPage *self,
            GHashTable    *counts)
{
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr(GList) years = g_list_sort (g_hash_table_get_keys (counts), compare_latest_first);
  guint chosen = gtk_drop_down_get_selected (self->years);
  guint wanted = chosen < self->year_list->len ? g_array_index (self->year_list, guint, chosen) : 0;
  guint best = 0, most = 0;

  g_array_set_size (self->year_list, 0);
  for (GList *node = years; node != NULL; node = node->next)
    {
      guint year = GPOINTER_TO_UINT (node->data);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, node->data));
      g_autofree char *text = g_strdup_printf ("%u", year);

      if (year == wanted || (best != wanted && count > most) || best == 0)
        {
          best = year;
          most = count;
          chosen = self->year_list->len;
        }
      g_array_append_val (self->year_list, year);
      gtk_string_list_append (words, text);
    }
  gtk_drop_down_set_model (self->years, G_LIST_MODEL (words));
  if (self->year_list->len > 0)
    gtk_drop_down_set_selected (self->years, chosen);
}

/* The one that was chosen stays chosen. Returns: whether it is there no more. */
static gboolean
fill_conversions (PlimChartPage *self,
                  Choices       *choices)
{
  g_autofree char *chosen = g_strdup (get_conversion (self));
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);
  guint position = 0;

  g_ptr_array_unref (self->conversion_ids);
  self->conversion_ids = g_ptr_array_ref (choices->conversion_ids);
  gtk_string_list_append (words, _("Tonnes as stated"));
  for (guint i = 0; i < choices->conversion_words->len; i++)
    {
      gtk_string_list_append (words, g_ptr_array_index (choices->conversion_words, i));
      if (g_strcmp0 (g_ptr_array_index (choices->conversion_ids, i), chosen) == 0)
        position = i + 1;
    }
  gtk_drop_down_set_model (self->conversions, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->conversions, position);
  gtk_widget_set_visible (GTK_WIDGET (self->conversions), choices->conversion_words->len > 0);

  return chosen != NULL && position == 0;
}

static void
choices_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PlimChartPage *self = PLIM_CHART_PAGE (source);
  Choices *choices = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  gboolean gone;

  /* Where it fails the picture, which asks the same of the store, says so. */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    return;

  self->filling = TRUE;
  fill_years (self, choices->years);
  gone = fill_conversions (self, choices);
  self->filling = FALSE;

  if (self->cumulative || gone)
    ask (self);
}

static void
read_choices (PlimChartPage *self)
{
  g_autoptr(GTask) task = NULL;
  Choices *choices;

  if (self->kind != PLIM_CHART_OIL)
    return;

  g_cancellable_cancel (self->reading_choices);
  g_clear_object (&self->reading_choices);
  self->reading_choices = g_cancellable_new ();

  choices = g_new0 (Choices, 1);
  choices->store = g_object_ref (plim_workspace_get_store (self->workspace));
  choices->filter = *plim_workspace_get_filter (self->workspace);
  choices->years = g_hash_table_new (NULL, NULL);
  choices->conversion_ids = g_ptr_array_new_with_free_func (g_free);
  choices->conversion_words = g_ptr_array_new_with_free_func (g_free);
  task = g_task_new (self, self->reading_choices, choices_read_cb, NULL);
  g_task_set_task_data (task, choices, (GDestroyNotify) free_choices);
  g_task_run_in_thread (task, read_choices_in_thread);
}

static void
refresh (PlimChartPage *self)
{
  self->stale = FALSE;
  read_choices (self);
  ask (self);
}

/* The table */

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PlimChartPage *self = PLIM_CHART_PAGE (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = plim_claim_rows_read_finish (result, NULL, &error);

  if (rows != NULL && self->claims != NULL)
    plim_claims_view_take (PLIM_CLAIMS_VIEW (self->claims), rows);
  else if (rows == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_title (self->empty, _("The Table Could Not Be Read"));
      adw_status_page_set_description (self->empty, markup);
      gtk_widget_set_visible (self->all_days, FALSE);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
}

static void
fill_table (PlimChartPage *self)
{
  PlimScene *scene = plim_scene_view_get_scene (self->view);
  GPtrArray *claims = scene != NULL ? plim_scene_get_claims (scene) : NULL;
  g_autofree const char **ids = NULL;

  if (claims == NULL)
    return;
  if (self->claims == NULL)
    {
      self->claims = plim_claims_view_new (self->workspace);
      gtk_stack_add_named (self->stack, self->claims, "table");
    }

  g_cancellable_cancel (self->reading_rows);
  g_clear_object (&self->reading_rows);
  self->reading_rows = g_cancellable_new ();

  ids = g_new0 (const char *, claims->len + 1);
  for (guint i = 0; i < claims->len; i++)
    ids[i] = ((const PlimClaim *) g_ptr_array_index (claims, i))->id;
  plim_claim_rows_read_async (G_OBJECT (self), plim_workspace_get_store (self->workspace), ids, G_MAXUINT, self->reading_rows, rows_read_cb);
}

/* What is in view: the picture, its table, or the words that say what is missing. */
static void
show_state (PlimChartPage *self)
{
  PlimScene *scene = plim_scene_view_get_scene (self->view);
  static const char * const missing[PLIM_N_CHARTS] = {
    N_("No Coal Figures Here"), N_("No Oil Figures Here"), N_("No Thefts of Virtual Assets Here"),
  };

  if (scene != NULL && plim_scene_view_get_n_marks (self->view) > 0)
    {
      if (self->table)
        fill_table (self);
      gtk_stack_set_visible_child_name (self->stack, self->table && self->claims != NULL ? "table" : "picture");
    }
  else
    {
      const PlimFilter *filter = plim_workspace_get_filter (self->workspace);
      gboolean narrowed = plim_period_is_known (&filter->days) || filter->bases != PLIM_BASES_ALL;
      g_autofree char *summary = NULL;
      g_autofree char *markup = NULL;

      g_object_get (self->view, "summary", &summary, NULL);
      /* Neither drawn nor failed yet. */
      if (scene == NULL && *summary == '\0')
        return;

      markup = g_markup_escape_text (scene == NULL || self->cumulative ? summary
                                     : narrowed ? _("No claim in the store falls into the chosen days and bases.")
                                     : filter->exercise ? _("The exercise says nothing about this.")
                                     : _("No report in the store says anything about this. Importing one that does fills this page."), -1);
      adw_status_page_set_title (self->empty, scene == NULL ? _("The Chart Could Not Be Drawn")
                                              : self->cumulative ? _("No Curve of This Year") : _(missing[self->kind]));
      adw_status_page_set_description (self->empty, markup);
      gtk_widget_set_visible (self->all_days, narrowed);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
}

/* Callbacks */

static void
scene_changed_cb (PlimChartPage *self)
{
  if (plim_scene_view_get_request (self->view) != NULL)
    show_state (self);
}

static void
mark_activated_cb (PlimChartPage      *self,
                   const char * const *claim_ids)
{
  plim_workspace_select (self->workspace, claim_ids, NULL);
}

static void
all_days_cb (PlimChartPage *self)
{
  PlimPeriod all = PLIM_PERIOD_UNKNOWN;

  plim_workspace_set_days (self->workspace, &all);
  plim_workspace_set_bases (self->workspace, PLIM_BASES_ALL);
}

static void
choice_changed_cb (PlimChartPage *self)
{
  if (self->workspace != NULL && !self->filling)
    ask (self);
}

static void
workspace_changed_cb (PlimChartPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
  else
    self->stale = TRUE;
}

static void
selection_changed_cb (PlimChartPage *self)
{
  plim_scene_view_set_selection (self->view, plim_workspace_get_selection (self->workspace));
}

static void
plim_chart_page_map (GtkWidget *widget)
{
  PlimChartPage *self = PLIM_CHART_PAGE (widget);

  GTK_WIDGET_CLASS (plim_chart_page_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
}

static gboolean
plim_chart_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PLIM_CHART_PAGE (widget)->view));
}

static PlimSceneRequest *
plim_chart_page_dup_request (PlimPage *page)
{
  PlimSceneRequest *request = plim_scene_view_get_request (PLIM_CHART_PAGE (page)->view);

  return request != NULL ? plim_scene_request_ref (request) : NULL;
}

static gboolean
plim_chart_page_offers (PlimPage   *page,
                        const char *property)
{
  PlimChartPage *self = PLIM_CHART_PAGE (page);

  return g_str_equal (property, "table")
         || (g_str_equal (property, "logarithmic") && self->kind == PLIM_CHART_CRYPTO)
         || (g_str_equal (property, "cumulative") && self->kind == PLIM_CHART_OIL)
         || (g_str_equal (property, "with-notified") && self->kind == PLIM_CHART_OIL);
}

static void
page_iface_init (PlimPageInterface *iface)
{
  iface->dup_request = plim_chart_page_dup_request;
  iface->offers = plim_chart_page_offers;
}

static gboolean *
get_switch (PlimChartPage *self,
            guint          id)
{
  switch (id)
    {
    case PROP_TABLE: return &self->table;
    case PROP_LOGARITHMIC: return &self->logarithmic;
    case PROP_CUMULATIVE: return &self->cumulative;
    case PROP_WITH_NOTIFIED: return &self->with_notified;
    default: g_return_val_if_reached (NULL);
    }
}

static void
plim_chart_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  g_value_set_boolean (value, *get_switch (PLIM_CHART_PAGE (object), id));
}

static void
plim_chart_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PlimChartPage *self = PLIM_CHART_PAGE (object);
  gboolean *changed = get_switch (self, id);

  if (*changed == g_value_get_boolean (value))
    return;
  *changed = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);

  gtk_widget_set_visible (GTK_WIDGET (self->years), self->cumulative);
  if (self->workspace == NULL)
    return;
  if (id == PROP_TABLE)
    show_state (self);
  else
    ask (self);
}

static void
plim_chart_page_dispose (GObject *object)
{
  PlimChartPage *self = PLIM_CHART_PAGE (object);

  g_cancellable_cancel (self->reading_rows);
  g_clear_object (&self->reading_rows);
  g_cancellable_cancel (self->reading_choices);
  g_clear_object (&self->reading_choices);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->year_list, g_array_unref);
  g_clear_pointer (&self->conversion_ids, g_ptr_array_unref);

  G_OBJECT_CLASS (plim_chart_page_parent_class)->dispose (object);
}

static void
plim_chart_page_class_init (PlimChartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char * const names[N_PROPS] = { NULL, "table", "logarithmic", "cumulative", "with-notified" };

  object_class->get_property = plim_chart_page_get_property;
  object_class->set_property = plim_chart_page_set_property;
  object_class->dispose = plim_chart_page_dispose;
  widget_class->map = plim_chart_page_map;
  widget_class->grab_focus = plim_chart_page_grab_focus;

  for (guint i = PROP_TABLE; i < N_PROPS; i++)
    props[i] = g_param_spec_boolean (names[i], NULL, NULL, i == PROP_LOGARITHMIC,
                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PLIM_TYPE_SCENE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-chart-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimChartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlimChartPage, view);
  gtk_widget_class_bind_template_child (widget_class, PlimChartPage, empty);
  gtk_widget_class_bind_template_child (widget_class, PlimChartPage, all_days);
  gtk_widget_class_bind_template_child (widget_class, PlimChartPage, years);
  gtk_widget_class_bind_template_child (widget_class, PlimChartPage, conversions);
  gtk_widget_class_bind_template_child (widget_class, PlimChartPage, cumulative_button);
  gtk_widget_class_bind_template_child (widget_class, PlimChartPage, logarithmic_button);
  gtk_widget_class_bind_template_callback (widget_class, scene_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_days_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
}

static void
plim_chart_page_init (PlimChartPage *self)
{
  self->logarithmic = TRUE;
  self->year_list = g_array_new (FALSE, FALSE, sizeof (guint));
  self->conversion_ids = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
plim_chart_page_new (PlimWorkspace *workspace,
                     PlimChartKind  kind)
{
  PlimChartPage *self = g_object_new (PLIM_TYPE_CHART_PAGE, NULL);
  static const char * const icons[PLIM_N_CHARTS] = { "plim-coal-symbolic", "plim-oil-symbolic", "plim-crypto-symbolic" };

  self->workspace = g_object_ref (workspace);
  self->kind = kind;
  adw_status_page_set_icon_name (self->empty, icons[kind]);
  gtk_widget_set_visible (self->logarithmic_button, kind == PLIM_CHART_CRYPTO);
  gtk_widget_set_visible (self->cumulative_button, kind == PLIM_CHART_OIL);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
  selection_changed_cb (self);

  return GTK_WIDGET (self);
}
