/* plim-import-query.h: what an import did, and whether it is still what it was */

#pragma once

#include <gio/gio.h>

#include "app/store/plim-claim-query.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/** How a report's claims compare with those of the edition before it in the store. */
typedef struct
{
  guint added, revised, known, withdrawn;
} PlimEditionDifference;

gboolean plim_import_query_difference   (PlimStore              *store,
                                         gint64                  import_id,
                                         PlimEditionDifference  *difference,
                                         GError                **error);

/** Whether any imported file had this many bytes. %FALSE with @error set on failure. */
gboolean plim_import_query_has_size     (PlimStore              *store,
                                         guint64                 bytes,
                                         GError                **error);

/** The finished import of a file with this digest: "S/2021/211, imported 2026-01-02T…" (transfer full), or %NULL. In place of what
 * @kind was: what it is; and how many claims it has, or a log positions. */
char    *plim_import_query_by_sha256    (PlimStore              *store,
                                         const char             *sha256,
                                         char                  **kind,
                                         guint                  *n_known,
                                         GError                **error);

/** The import of this edition and how to name it (transfer full); 0 where there is none. %FALSE on failure. */
gboolean plim_import_query_by_edition   (PlimStore              *store,
                                         const char             *symbol,
                                         guint                   edition,
                                         gint64                 *import_id,
                                         char                  **name,
                                         GError                **error);

/**
 * plim_import_query_is_same:
 * @report, @lang, @status_on, @handling: what the first, whose report row is not written yet, says of itself
 *
 * Whether two imports say the same: claims by id and content, places, hulls, and the report's own lines; and how many
 * claims the first has. %FALSE on failure.
 */
gboolean plim_import_query_is_same      (PlimStore              *store,
                                         gint64                  import_id,
                                         const PlimReport       *report,
                                         const char             *lang,
                                         const char             *status_on,
                                         const char             *handling,
                                         gint64                  other_id,
                                         gboolean               *same,
                                         guint                  *n_known,
                                         GError                **error);

/** The commodities that an import's claims speak of: (element-type utf8), sorted. */
GPtrArray *plim_import_query_commodities (PlimStore             *store,
                                         gint64                  import_id,
                                         GError                **error);

/** How to name an import of this symbol that is real where @exercise, or an exercise where not (transfer full); %NULL where there is none. */
char    *plim_import_query_other_world  (PlimStore              *store,
                                         const char             *symbol,
                                         gboolean                exercise,
                                         GError                **error);

/** References of an import's claims (part-of, supersedes, vessels, places) that resolve to nothing in the store: (element-type utf8), sorted, each once. */
GPtrArray *plim_import_query_unresolved (PlimStore              *store,
                                         gint64                  import_id,
                                         GError                **error);

/** An import as kept. */
typedef struct
{
  gint64  import_id;
  char   *kind;
  char   *file_name;
  guint64 bytes;
  char   *sha256;
  char   *rows_sha256;
  char   *imported_at;
  gboolean has_original;
} PlimImportRecord;

void       plim_import_record_free      (PlimImportRecord       *self);
/** (element-type PlimImportRecord), first to last. */
GPtrArray *plim_import_query_all        (PlimStore              *store,
                                         GError                **error);

/** Part @part of the compressed original; %NULL with @error unset: there are no more. */
GBytes    *plim_import_query_original   (PlimStore              *store,
                                         gint64                  import_id,
                                         guint                   part,
                                         GError                **error);

/** SQLite's own integrity and foreign key checks, one sentence each failure: (element-type utf8). */
GPtrArray *plim_import_query_integrity  (PlimStore              *store,
                                         GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimImportRecord, plim_import_record_free)

G_END_DECLS
