#include "config.h"

#include <string.h>

#include "app/charts/plim-chart.h"
#include "app/command/plim-command.h"
#include "app/export/plim-export.h"
#include "app/import/plim-original.h"
#include "app/map/plim-map-scene.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-import-query.h"
#include "app/store/plim-store-digest.h"

/* Every failure is a line of its own; the count is the verdict. */
static guint
report_failure (const char *what,
                const char *why)
{
  g_printerr ("plimsoll: verify: %s: %s\n", what, why);

  return 1;
}

static guint
report_error (const char *what,
              GError     *error)
{
  guint failures = report_failure (what, error->message);

  g_error_free (error);

  return failures;
}

/* The rows are what they were when they were written, the original is the file that came. */
static guint
verify_import (PlimStore              *store,
               const PlimImportRecord *import)
{
  g_autofree char *rows_sha256 = NULL;
  g_autofree char *sha256 = NULL;
  GError *error = NULL;
  guint failures = 0;

  rows_sha256 = plim_store_digest_import (store, import->import_id, &error);
  if (rows_sha256 == NULL)
    failures += report_error (import->file_name, g_steal_pointer (&error));
  else if (strcmp (rows_sha256, import->rows_sha256) != 0)
    failures += report_failure (import->file_name, "rows of this import are not what they were when it was imported");

  if (!import->has_original)
    {
      g_printerr ("plimsoll: verify: %s: the original was left out of the store and cannot be checked\n", import->file_name);
      return failures;
    }
  sha256 = plim_original_query_digest (store, import->import_id, &error);
  if (sha256 == NULL)
    failures += report_error (import->file_name, error);
  else if (strcmp (sha256, import->sha256) != 0)
    failures += report_failure (import->file_name, "the original kept in the store is not the file that was imported");

  return failures;
}

/* (element-type PlimClaimRow) by id: real and exercise alike, every edition. */
static GHashTable *
load_claims (PlimStore  *store,
             GPtrArray  *keep,
             GError    **error)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (int exercise = 0; exercise <= 1; exercise++)
    {
      PlimFilter filter = PLIM_FILTER_ALL;
      GPtrArray *rows;

      filter.exercise = exercise != 0;
      rows = plim_claim_query (store, &filter, error);
      if (rows == NULL)
        return NULL;
      for (guint i = 0; i < rows->len; i++)
        {
          PlimClaimRow *row = g_ptr_array_index (rows, i);

          g_hash_table_insert (by_id, row->claim->id, row);
        }
      g_ptr_array_add (keep, rows);
    }

  return g_steal_pointer (&by_id);
}

static guint
verify_scene (const char      *what,
              const PlimScene *scene,
              GHashTable      *claims)
{
  guint failures = 0;

  for (guint i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (!plim_shape_is_mark (shape))
        continue;
      if (shape->claims[0] == NULL || shape->label == NULL || *shape->label == '\0')
        failures += report_failure (what, "a mark says nothing or has no claim");
      for (guint j = 0; shape->claims[j] != NULL; j++)
        if (!g_hash_table_contains (claims, shape->claims[j]))
          failures += report_failure (what, "a mark names a claim that the store does not know");
    }

  return failures;
}

static guint
verify_pictures (PlimStore  *store,
                 GHashTable *claims)
{
  guint failures = 0;

  for (int exercise = 0; exercise <= 1; exercise++)
    {
      PlimChartOptions chart_options = PLIM_CHART_OPTIONS_DEFAULT;
      PlimMapOptions map_options = PLIM_MAP_OPTIONS_DEFAULT;
      PlimFilter filter = PLIM_FILTER_ALL;
      g_autoptr(PlimScene) map = NULL;
      GError *error = NULL;

      filter.exercise = exercise != 0;
      for (int kind = 0; kind < PLIM_N_CHARTS; kind++)
        {
          const char *name = plim_chart_kind_get_name ((PlimChartKind) kind);
          g_autoptr(PlimScene) scene = plim_chart_build ((PlimChartKind) kind, store, &filter, &chart_options, &error);

          failures += scene != NULL ? verify_scene (name, scene, claims) : report_error (name, g_steal_pointer (&error));
        }

      map = plim_map_scene_build (store, &filter, &map_options, &error);
      failures += map != NULL ? verify_scene ("map", map, claims) : report_error ("map", error);
    }

  return failures;
}

static guint
verify_store (PlimStore  *store,
              GHashTable *claims)
{
  g_autoptr(GPtrArray) imports = NULL;
  g_autoptr(GPtrArray) integrity = NULL;
  GError *error = NULL;
  guint failures = 0;

  integrity = plim_import_query_integrity (store, &error);
  if (integrity == NULL)
    return report_error ("the store", error);
  for (guint i = 0; i < integrity->len; i++)
    failures += report_failure ("the store", g_ptr_array_index (integrity, i));

  imports = plim_import_query_all (store, &error);
  if (imports == NULL)
    return failures + report_error ("the store", error);
  for (guint i = 0; i < imports->len; i++)
    failures += verify_import (store, g_ptr_array_index (imports, i));

  failures += verify_pictures (store, claims);
  if (failures == 0)
    g_printerr ("plimsoll: verify: imports: %u, claims: %u; all are whole\n", imports->len, g_hash_table_size (claims));

  return failures;
}

static guint
verify_file (const char *path,
             GHashTable *claims)
{
  g_autofree char *contents = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GError *error = NULL;
  guint failures = 0;
  gsize size;

  if (!g_file_get_contents (path, &contents, &size, &error))
    return report_error (path, error);
  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);

  found = plim_export_read_claims (bytes, &error);
  if (found == NULL)
    return report_error (path, error);

  for (guint i = 0; i < found->len; i++)
    {
      const PlimCarriedClaim *carried = g_ptr_array_index (found, i);
      const PlimClaimRow *row = g_hash_table_lookup (claims, carried->id);
      g_autofree char *why = NULL;

      if (row == NULL)
        why = g_strdup_printf ("the store does not know the claim %s", carried->id);
      else if (carried->content != NULL && strcmp (row->claim->content, carried->content) != 0)
        why = g_strdup_printf ("the claim %s says something else in the store", carried->id);
      if (why != NULL)
        failures += report_failure (path, why);
    }
  if (failures == 0)
    g_printerr ("plimsoll: verify: %s: claims in it: %u; all are known and say the same\n", path, found->len);

  return failures;
}

int
plim_command_verify (const PlimCommandLine *line)
{
  g_autoptr(PlimStore) store = plim_command_open_store (line, FALSE);
  g_autoptr(GPtrArray) keep = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GHashTable) claims = NULL;
  GError *error = NULL;
  guint failures = 0;

  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  claims = load_claims (store, keep, &error);
  if (claims == NULL)
    return plim_command_fail ("the claims cannot be read", error);

  if (line->words[0] == NULL)
    failures = verify_store (store, claims);
  for (guint i = 0; line->words[i] != NULL; i++)
    failures += verify_file (line->words[i], claims);

  return failures == 0 ? PLIM_COMMAND_DONE : PLIM_COMMAND_FAILED;
}
