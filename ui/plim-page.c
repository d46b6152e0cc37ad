#include "config.h"

#include "ui/plim-page.h"

G_DEFINE_INTERFACE (PlimPage, plim_page, GTK_TYPE_WIDGET)

static void
plim_page_default_init (PlimPageInterface *iface)
{
}

PlimSceneRequest *
plim_page_dup_request (PlimPage *self)
{
  PlimPageInterface *iface = PLIM_PAGE_GET_IFACE (self);

  return iface->dup_request != NULL ? iface->dup_request (self) : NULL;
}

gboolean
plim_page_draws (PlimPage *self)
{
  return PLIM_PAGE_GET_IFACE (self)->dup_request != NULL;
}

gboolean
plim_page_offers (PlimPage   *self,
                  const char *property)
{
  PlimPageInterface *iface = PLIM_PAGE_GET_IFACE (self);

  return iface->offers != NULL && iface->offers (self, property);
}

gboolean
plim_page_find (PlimPage *self)
{
  PlimPageInterface *iface = PLIM_PAGE_GET_IFACE (self);

  return iface->find != NULL && iface->find (self);
}
