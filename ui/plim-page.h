/* plim-page.h: what the window asks of whichever page is in view */

#pragma once

#include <gtk/gtk.h>

#include "ui/plim-scene-request.h"

G_BEGIN_DECLS

#define PLIM_TYPE_PAGE (plim_page_get_type ())
G_DECLARE_INTERFACE (PlimPage, plim_page, PLIM, PAGE, GtkWidget)

/**
 * PlimPageInterface:
 * @dup_request: the picture in view, for Export… and Copy; %NULL while there is none yet
 * @offers: whether the property of that name means anything on this page
 * @find: puts the cursor where one types what to look for; %FALSE where nothing can be found
 *
 * A page is a widget that is made when first shown. It leaves out what it cannot do. Where it offers
 * one of these boolean properties the window's action of that name sets it: "table" (the rows behind
 * the picture instead of it), "logarithmic", "cumulative", "with-notified", "measuring", "near", "comparing", "drawing-area".
 */
struct _PlimPageInterface
{
  GTypeInterface parent;

  PlimSceneRequest *(*dup_request) (PlimPage   *self);
  gboolean          (*offers)      (PlimPage   *self,
                                    const char *property);
  gboolean          (*find)        (PlimPage   *self);
};

PlimSceneRequest *plim_page_dup_request (PlimPage   *self);
/** Whether it is a page that draws at all. */
gboolean          plim_page_draws       (PlimPage   *self);
gboolean          plim_page_offers      (PlimPage   *self,
                                         const char *property);
gboolean          plim_page_find        (PlimPage   *self);

G_END_DECLS
