#include "config.h"

#include "ui/plim-list-row.h"

struct _PlimListRow
{
  GObject        parent_instance;

  gpointer       value;
  GDestroyNotify free_value;
  char          *search;
};

G_DEFINE_FINAL_TYPE (PlimListRow, plim_list_row, G_TYPE_OBJECT)

static void
plim_list_row_finalize (GObject *object)
{
  PlimListRow *self = PLIM_LIST_ROW (object);

  if (self->free_value != NULL)
    self->free_value (self->value);
  g_free (self->search);

  G_OBJECT_CLASS (plim_list_row_parent_class)->finalize (object);
}

static void
plim_list_row_class_init (PlimListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plim_list_row_finalize;
}

static void
plim_list_row_init (PlimListRow *self)
{
}

PlimListRow *
plim_list_row_new (gpointer        value,
                   GDestroyNotify  free_value,
                   const char     *search)
{
  PlimListRow *self = g_object_new (PLIM_TYPE_LIST_ROW, NULL);

  self->value = value;
  self->free_value = free_value;
  self->search = search != NULL ? g_utf8_casefold (search, -1) : NULL;

  return self;
}

gpointer
plim_list_row_get_value (PlimListRow *self)
{
  g_return_val_if_fail (PLIM_IS_LIST_ROW (self), NULL);

  return self->value;
}

gboolean
plim_list_row_matches (PlimListRow *self,
                       const char  *words)
{
  g_autofree char *folded = words != NULL ? g_utf8_casefold (words, -1) : g_strdup ("");
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t", -1);

  g_return_val_if_fail (PLIM_IS_LIST_ROW (self), FALSE);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && (self->search == NULL || strstr (self->search, parts[i]) == NULL))
      return FALSE;

  return TRUE;
}

GListStore *
plim_list_row_take_all (GPtrArray      *values,
                        GDestroyNotify  free_value,
                        char         *(*search) (gconstpointer value))
{
  GListStore *list = g_list_store_new (PLIM_TYPE_LIST_ROW);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n;
  g_autofree gpointer *stolen = g_ptr_array_steal (values, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = search != NULL ? search (stolen[i]) : NULL;

      g_ptr_array_add (rows, plim_list_row_new (stolen[i], free_value, text));
    }
  g_list_store_splice (list, 0, 0, rows->pdata, rows->len);

  return list;
}
