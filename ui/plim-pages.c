#include "config.h"

#include "ui/plim-pages.h"

#include <glib/gi18n.h>

#include "ui/plim-chart-page.h"
#include "ui/plim-evidence-pane.h"
#include "ui/plim-map-page.h"
#include "ui/plim-overview-page.h"
#include "ui/plim-reports-page.h"
#include "ui/plim-vessels-page.h"

struct _PlimPages
{
  AdwBin         parent_instance;

  PlimWorkspace *workspace;
  GtkWidget     *flap;
  AdwViewStack  *stack;
  AdwBin        *evidence;
  gboolean       evidence_wanted;
  gboolean       revealing;       /* the pane comes and goes because of what is here */
  gboolean       dismissed;       /* it was wanted until somebody closed it beside itself */
};

enum { PROP_PAGE = 1, PROP_EVIDENCE, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PlimPages, plim_pages, ADW_TYPE_BIN)

static GtkWidget *
make_coal_page (PlimWorkspace *workspace)
{
  return plim_chart_page_new (workspace, PLIM_CHART_COAL);
}

static GtkWidget *
make_oil_page (PlimWorkspace *workspace)
{
  return plim_chart_page_new (workspace, PLIM_CHART_OIL);
}

static GtkWidget *
make_crypto_page (PlimWorkspace *workspace)
{
  return plim_chart_page_new (workspace, PLIM_CHART_CRYPTO);
}

static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  GtkWidget *(*make) (PlimWorkspace *workspace);
} pages[] = {
  { "overview", N_("Overview"), "plim-overview-symbolic", plim_overview_page_new },
  { "map", N_("Map"), "plim-map-symbolic", plim_map_page_new },
  { "coal", N_("Coal"), "plim-coal-symbolic", make_coal_page },
  { "oil", N_("Oil"), "plim-oil-symbolic", make_oil_page },
  { "crypto", N_("Crypto"), "plim-crypto-symbolic", make_crypto_page },
  { "vessels", N_("Vessels"), "plim-vessels-symbolic", plim_vessels_page_new },
  { "reports", N_("Reports"), "plim-reports-symbolic", plim_reports_page_new },
};

static gboolean
has_selection (PlimPages *self)
{
  const char * const *ids = plim_workspace_get_selection (self->workspace);

  return ids != NULL && ids[0] != NULL;
}

/* Overview, and any page in a window too narrow for both, keeps its room until a mark is chosen. */
static void
reveal_evidence (PlimPages *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);
  gboolean folded, shown;

  g_object_get (self->flap, "folded", &folded, NULL);
  shown = self->evidence_wanted && (has_selection (self) || (!folded && g_strcmp0 (name, "overview") != 0));
  if (shown && adw_bin_get_child (self->evidence) == NULL)
    adw_bin_set_child (self->evidence, plim_evidence_pane_new (self->workspace));
  self->revealing = TRUE;
  g_object_set (self->flap, "reveal-flap", shown, NULL);
  self->revealing = FALSE;
}

static void
want_evidence (PlimPages *self,
               gboolean   wanted)
{
  self->dismissed = FALSE;
  if (self->evidence_wanted == wanted)
    return;
  self->evidence_wanted = wanted;
  reveal_evidence (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EVIDENCE]);
}

/* Where it lies over the page a click beside it, or a swipe, closes it: the button has to know. */
static void
revealed_cb (PlimPages *self)
{
  gboolean revealed;

  g_object_get (self->flap, "reveal-flap", &revealed, NULL);
  if (self->revealing || self->workspace == NULL)
    return;
  want_evidence (self, revealed);
  self->dismissed = !revealed;
}

/* Whoever closed it so was done with that mark; the next one has evidence too. */
static void
selection_changed_cb (PlimPages *self)
{
  if (self->dismissed && has_selection (self))
    want_evidence (self, TRUE);
  else
    reveal_evidence (self);
}

/* Who was at work in the page that goes is at work in the one that comes; whoever walks along the
 * switcher stays there. */
static void
move_focus (PlimPages *self,
            GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus;

  if (root == NULL)
    return;
  focus = gtk_root_get_focus (root);
  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
page_changed_cb (PlimPages *self)
{
  AdwBin *slot = ADW_BIN (adw_view_stack_get_visible_child (self->stack));
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  for (guint i = 0; slot != NULL && adw_bin_get_child (slot) == NULL && i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      adw_bin_set_child (slot, pages[i].make (self->workspace));

  reveal_evidence (self);
  if (slot != NULL)
    move_focus (self, GTK_WIDGET (slot));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

static void
folded_cb (PlimPages *self)
{
  if (self->workspace != NULL)
    reveal_evidence (self);
}

static void
plim_pages_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PlimPages *self = PLIM_PAGES (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_object (value, plim_pages_get_page (self));
      break;
    case PROP_EVIDENCE:
      g_value_set_boolean (value, self->evidence_wanted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plim_pages_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  PlimPages *self = PLIM_PAGES (object);

  switch (id)
    {
    case PROP_EVIDENCE:
      want_evidence (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
plim_pages_dispose (GObject *object)
{
  PlimPages *self = PLIM_PAGES (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_pages_parent_class)->dispose (object);
}

static void
plim_pages_class_init (PlimPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = plim_pages_get_property;
  object_class->set_property = plim_pages_set_property;
  object_class->dispose = plim_pages_dispose;

  props[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, PLIM_TYPE_PAGE,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_EVIDENCE] = g_param_spec_boolean ("evidence", NULL, NULL, TRUE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-pages.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimPages, flap);
  gtk_widget_class_bind_template_child (widget_class, PlimPages, stack);
  gtk_widget_class_bind_template_child (widget_class, PlimPages, evidence);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

static void
plim_pages_init (PlimPages *self)
{
  self->evidence_wanted = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
plim_pages_new (PlimWorkspace *workspace)
{
  PlimPages *self = g_object_new (PLIM_TYPE_PAGES, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_view_stack_add_titled_with_icon (self->stack, adw_bin_new (), pages[i].name, _(pages[i].title), pages[i].icon);

  return GTK_WIDGET (self);
}

AdwViewStack *
plim_pages_get_stack (PlimPages *self)
{
  g_return_val_if_fail (PLIM_IS_PAGES (self), NULL);

  return self->stack;
}

PlimPage *
plim_pages_get_page (PlimPages *self)
{
  GtkWidget *slot;

  g_return_val_if_fail (PLIM_IS_PAGES (self), NULL);

  slot = adw_view_stack_get_visible_child (self->stack);

  return slot != NULL ? PLIM_PAGE (adw_bin_get_child (ADW_BIN (slot))) : NULL;
}

void
plim_pages_show (PlimPages  *self,
                 const char *name)
{
  g_return_if_fail (PLIM_IS_PAGES (self));

  adw_view_stack_set_visible_child_name (self->stack, name);
}

const char *
plim_pages_get_name (guint nth)
{
  return nth < G_N_ELEMENTS (pages) ? pages[nth].name : NULL;
}

const char *
plim_pages_get_title (guint nth)
{
  return nth < G_N_ELEMENTS (pages) ? _(pages[nth].title) : NULL;
}
