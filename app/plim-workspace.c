#include "config.h"

#include "app/plim-workspace.h"

struct _PlimWorkspace
{
  GObject    parent_instance;
  PlimStore *store;
  guint      serial;
  PlimFilter filter;
  char     **selection;
  char      *vessel;
  PlimZone   zone;
};

enum
{
  CHANGED,
  SELECTION_CHANGED,
  ZONE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimWorkspace, plim_workspace, G_TYPE_OBJECT)

static void
plim_workspace_finalize (GObject *object)
{
  PlimWorkspace *self = PLIM_WORKSPACE (object);

  g_clear_object (&self->store);
  g_strfreev (self->selection);
  g_free (self->vessel);

  G_OBJECT_CLASS (plim_workspace_parent_class)->finalize (object);
}

static void
plim_workspace_class_init (PlimWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plim_workspace_finalize;

  signals[CHANGED] = g_signal_new ("changed", PLIM_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", PLIM_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ZONE_CHANGED] = g_signal_new ("zone-changed", PLIM_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plim_workspace_init (PlimWorkspace *self)
{
  self->filter = PLIM_FILTER_ALL;
  self->selection = g_new0 (char *, 1);
}

PlimWorkspace *
plim_workspace_new (PlimStore *store)
{
  PlimWorkspace *self = g_object_new (PLIM_TYPE_WORKSPACE, NULL);

  self->store = g_object_ref (store);

  return self;
}

PlimStore *
plim_workspace_get_store (PlimWorkspace *self)
{
  return self->store;
}

void
plim_workspace_store_changed (PlimWorkspace *self)
{
  self->serial++;
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
plim_workspace_get_serial (PlimWorkspace *self)
{
  return self->serial;
}

const PlimFilter *
plim_workspace_get_filter (PlimWorkspace *self)
{
  return &self->filter;
}

void
plim_workspace_set_days (PlimWorkspace    *self,
                         const PlimPeriod *days)
{
  if (plim_period_equal (&self->filter.days, days))
    return;

  self->filter.days = *days;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
plim_workspace_set_bases (PlimWorkspace *self,
                          guint          bases)
{
  if (self->filter.bases == bases)
    return;

  self->filter.bases = bases;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
plim_workspace_set_exercise (PlimWorkspace *self,
                             gboolean       exercise)
{
  if (self->filter.exercise == exercise)
    return;

  /* What was selected belongs to the other world. */
  self->filter.exercise = exercise;
  plim_workspace_select (self, NULL, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

const char * const *
plim_workspace_get_selection (PlimWorkspace *self)
{
  return (const char * const *) self->selection;
}

const char *
plim_workspace_get_vessel (PlimWorkspace *self)
{
  return self->vessel;
}

void
plim_workspace_select (PlimWorkspace      *self,
                       const char * const *claim_ids,
                       const char         *vessel_key)
{
  static const char * const nothing[] = { NULL };

  if (claim_ids == NULL)
    claim_ids = nothing;
  if (g_strv_equal ((const char * const *) self->selection, claim_ids) && g_strcmp0 (self->vessel, vessel_key) == 0)
    return;

  g_strfreev (self->selection);
  self->selection = g_strdupv ((char **) claim_ids);
  g_free (self->vessel);
  self->vessel = g_strdup (vessel_key);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

PlimZone
plim_workspace_get_zone (PlimWorkspace *self)
{
  return self->zone;
}

void
plim_workspace_set_zone (PlimWorkspace *self,
                         PlimZone       zone)
{
  if (self->zone == zone)
    return;

  self->zone = zone;
  g_signal_emit (self, signals[ZONE_CHANGED], 0);
}
