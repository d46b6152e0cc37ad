#include "config.h"

#include "app/plim-data.h"

char *
plim_data_find (const char *relative)
{
  g_autofree char *beside = NULL;

  g_return_val_if_fail (relative != NULL, NULL);
  g_return_val_if_fail (!g_path_is_absolute (relative), NULL);

  beside = g_build_filename (PLIM_SOURCE_DATA_DIR, relative, NULL);
  if (g_file_test (beside, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&beside);

  return g_build_filename (PLIM_DATA_DIR, relative, NULL);
}
