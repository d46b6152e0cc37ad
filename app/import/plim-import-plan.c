#include "config.h"

#include "app/import/plim-import-plan.h"

void
plim_import_plan_free (PlimImportPlan *self)
{
  g_free (self->file_name);
  g_free (self->kind);
  g_free (self->symbol);
  g_free (self->title);
  g_free (self->mapping);
  g_free (self->columns);
  g_ptr_array_unref (self->messages);
  g_ptr_array_unref (self->conflicts);
  g_clear_error (&self->error);
  g_free (self);
}
