/* plim-statement.h: bind by name, step, read, let go */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PlimStatement PlimStatement;

/* Binding: a bind that fails is reported by the next step. A NULL text binds NULL. */
void          plim_statement_bind_text    (PlimStatement  *self,
                                           const char     *name,
                                           const char     *value);
void          plim_statement_bind_int     (PlimStatement  *self,
                                           const char     *name,
                                           gint64          value);
void          plim_statement_bind_double  (PlimStatement  *self,
                                           const char     *name,
                                           double          value);
/** @bytes are copied. */
void          plim_statement_bind_blob    (PlimStatement  *self,
                                           const char     *name,
                                           gconstpointer   bytes,
                                           gsize           size);

/** %TRUE: there is a row. %FALSE with @error unset: the end. */
gboolean      plim_statement_next         (PlimStatement  *self,
                                           GError        **error);
/** Runs to the end and makes it ready to be bound again. */
gboolean      plim_statement_run          (PlimStatement  *self,
                                           GError        **error);
void          plim_statement_reset        (PlimStatement  *self);

/* Reading the row, columns counted from 0. Texts and blobs are lent until the next step. */
gboolean      plim_statement_is_null      (PlimStatement  *self,
                                           int             column);
const char   *plim_statement_get_text     (PlimStatement  *self,
                                           int             column);
char         *plim_statement_dup_text     (PlimStatement  *self,
                                           int             column);
gint64        plim_statement_get_int      (PlimStatement  *self,
                                           int             column);
double        plim_statement_get_double   (PlimStatement  *self,
                                           int             column);
gconstpointer plim_statement_get_blob     (PlimStatement  *self,
                                           int             column,
                                           gsize          *size);
void          plim_statement_free         (PlimStatement  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimStatement, plim_statement_free)

G_END_DECLS
