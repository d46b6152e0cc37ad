#include "config.h"

#include "ui/plim-overview-page.h"

#include <glib/gi18n.h>

#include "app/map/plim-map-scene.h"
#include "ui/plim-chart-request.h"
#include "ui/plim-scene-view.h"

#define N_FIGURES 4
#define MAP_FIGURE (N_FIGURES - 1)

struct _PlimOverviewPage
{
  AdwBin         parent_instance;

  PlimWorkspace *workspace;
  PlimSceneView *views[N_FIGURES];
  gboolean       stale;
  guint          waiting;     /* the tick callback after which the map is asked for */
  guint          ticks;
};

static void page_iface_init (PlimPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimOverviewPage, plim_overview_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (PLIM_TYPE_PAGE, page_iface_init))

static PlimSceneRequest *
make_chart_request (PlimWorkspace *workspace,
                    PlimChartKind  kind)
{
  PlimChartOptions options = PLIM_CHART_OPTIONS_DEFAULT;

  options.brief = TRUE;

  return plim_chart_request_new (workspace, kind, &options);
}

static PlimSceneRequest *
make_oil_request (PlimWorkspace *workspace)
{
  return make_chart_request (workspace, PLIM_CHART_OIL);
}

static PlimSceneRequest *
make_coal_request (PlimWorkspace *workspace)
{
  return make_chart_request (workspace, PLIM_CHART_COAL);
}

static PlimSceneRequest *
make_crypto_request (PlimWorkspace *workspace)
{
  return make_chart_request (workspace, PLIM_CHART_CRYPTO);
}

/* What the map is asked with. */
typedef struct
{
  PlimStore *store;
  PlimFilter filter;
} MapQuestion;

static void
free_map_question (MapQuestion *question)
{
  g_object_unref (question->store);
  g_free (question);
}

static PlimScene *
build_map (gconstpointer   data,
           double          width_mm,
           double          height_mm,
           GError        **error)
{
  const MapQuestion *question = data;
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;

  options.width_mm = width_mm;
  options.height_mm = height_mm;
  options.brief = TRUE;

  return plim_map_scene_build (question->store, &question->filter, &options, error);
}

static PlimSceneRequest *
make_map_request (PlimWorkspace *workspace)
{
  MapQuestion *question = g_new0 (MapQuestion, 1);

  question->store = g_object_ref (plim_workspace_get_store (workspace));
  question->filter = *plim_workspace_get_filter (workspace);

  return plim_scene_request_new ("map", build_map, question, (GDestroyNotify) free_map_question);
}

static const struct
{
  const char *page;
  const char *go_there;
  PlimSceneRequest *(*ask) (PlimWorkspace *workspace);
} figures[N_FIGURES] = {
  { "oil", N_("Open the Oil page"), make_oil_request },
  { "coal", N_("Open the Coal page"), make_coal_request },
  { "crypto", N_("Open the Crypto page"), make_crypto_request },
  { "map", N_("Open the Map page"), make_map_request },
};

static void
ask_for (PlimOverviewPage *self,
         guint             i)
{
  g_autoptr(PlimSceneRequest) request = figures[i].ask (self->workspace);

  plim_scene_view_set_request (self->views[i], request);
}

/* Ten million positions keep a processor busy for a second: the window is seen first. */
static gboolean
ask_for_map_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  PlimOverviewPage *self = PLIM_OVERVIEW_PAGE (widget);

  if (++self->ticks < 2)
    return G_SOURCE_CONTINUE;
  self->waiting = 0;
  ask_for (self, MAP_FIGURE);

  return G_SOURCE_REMOVE;
}

static void
refresh (PlimOverviewPage *self)
{
  self->stale = FALSE;
  for (guint i = 0; i < MAP_FIGURE; i++)
    ask_for (self, i);
  self->ticks = 0;
  if (self->waiting == 0)
    self->waiting = gtk_widget_add_tick_callback (GTK_WIDGET (self), ask_for_map_cb, NULL, NULL);
}

static void
mark_activated_cb (PlimOverviewPage   *self,
                   const char * const *claim_ids)
{
  plim_workspace_select (self->workspace, claim_ids, NULL);
}

static void
workspace_changed_cb (PlimOverviewPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
  else
    self->stale = TRUE;
}

static void
selection_changed_cb (PlimOverviewPage *self)
{
  for (guint i = 0; i < N_FIGURES; i++)
    plim_scene_view_set_selection (self->views[i], plim_workspace_get_selection (self->workspace));
}

static void
plim_overview_page_map (GtkWidget *widget)
{
  PlimOverviewPage *self = PLIM_OVERVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (plim_overview_page_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
}

static void
plim_overview_page_dispose (GObject *object)
{
  g_clear_object (&PLIM_OVERVIEW_PAGE (object)->workspace);

  G_OBJECT_CLASS (plim_overview_page_parent_class)->dispose (object);
}

/* The figure that the keyboard is on, so that it can be copied or exported; none where it is on none. */
static PlimSceneRequest *
plim_overview_page_dup_request (PlimPage *page)
{
  PlimOverviewPage *self = PLIM_OVERVIEW_PAGE (page);
  PlimSceneRequest *request;
  guint wanted = 0;

  for (guint i = 0; i < N_FIGURES; i++)
    if (gtk_widget_has_focus (GTK_WIDGET (self->views[i])))
      wanted = i;

  request = plim_scene_view_get_request (self->views[wanted]);

  return request != NULL ? plim_scene_request_ref (request) : figures[wanted].ask (self->workspace);
}

static void
page_iface_init (PlimPageInterface *iface)
{
  iface->dup_request = plim_overview_page_dup_request;
}

static void
plim_overview_page_class_init (PlimOverviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plim_overview_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = plim_overview_page_map;
}

static GtkWidget *
make_figure (PlimOverviewPage *self,
             guint             i)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *view = plim_scene_view_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");

  self->views[i] = PLIM_SCENE_VIEW (view);
  gtk_widget_set_hexpand (view, TRUE);
  gtk_widget_set_vexpand (view, TRUE);
  g_signal_connect_swapped (view, "mark-activated", G_CALLBACK (mark_activated_cb), self);

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, _(figures[i].go_there));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", figures[i].page);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), button);
  gtk_widget_add_css_class (overlay, "card");
  gtk_widget_add_css_class (overlay, "figure");

  return overlay;
}

static void
plim_overview_page_init (PlimOverviewPage *self)
{
}

GtkWidget *
plim_overview_page_new (PlimWorkspace *workspace)
{
  PlimOverviewPage *self = g_object_new (PLIM_TYPE_OVERVIEW_PAGE, NULL);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->workspace = g_object_ref (workspace);
  gtk_grid_set_row_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_add_css_class (grid, "figures");
  for (guint i = 0; i < N_FIGURES; i++)
    gtk_grid_attach (GTK_GRID (grid), make_figure (self, i), i % 2, i / 2, 1, 1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  adw_bin_set_child (ADW_BIN (self), scrolled);

  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
