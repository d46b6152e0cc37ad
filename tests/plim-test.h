/* plim-test.h: what tests share */

#pragma once

#include <gio/gio.h>

#include "app/import/plim-import-plan.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

/**
 * plim_test_init:
 *
 * To be called first in every test's main(): pins what a test must not depend
 * on. A test program can also be its own parsing process, as the program is:
 * with --parse-worker in @argv this function does not return.
 */
void  plim_test_init     (int    *argc,
                          char ***argv);

/** A file below tests/ in the source tree. */
char *plim_test_file     (const char *relative);

/** A fresh folder for this test alone; removed by plim_test_remove_dir(). */
char *plim_test_make_dir (void);
void  plim_test_remove_dir (const char *path);

/**
 * plim_test_compare_expected:
 *
 * Compares @bytes with tests/expected/@name; PLIM_TEST_UPDATE=1 writes it instead.
 */
void  plim_test_compare_expected (const char *name,
                                  const char *bytes,
                                  gsize       size);

/** A new store in @dir, or the one that is there: "store.db". */
PlimStore      *plim_test_open_store (const char *dir);

/**
 * plim_test_import:
 * @relative: below tests/, such as "reports/sample.plimsoll-report.xml" or "../data/reports/…"; or an absolute path
 *
 * Imports one file and keeps it; whether it was refused, the plan says.
 */
PlimImportPlan *plim_test_import     (PlimStore  *store,
                                      const char *relative);

/** A store in @dir with the named files, %NULL after the last; each of them must be good. */
PlimStore      *plim_test_fill_store (const char *dir,
                                      const char *first,
                                      ...) G_GNUC_NULL_TERMINATED;

/**
 * plim_test_shift_report:
 * @relative: as for plim_test_import()
 *
 * Writes a report to @dir with every place so many degrees farther east: what is said of it may not depend on where 180°
 * lies. Returns its path; free with g_free().
 */
char           *plim_test_shift_report (const char *relative,
                                        const char *dir,
                                        double      degrees);

/**
 * plim_test_dump_store:
 *
 * All rows of all tables as text, in a fixed order, without the times of the imports: two stores with
 * the same dump say the same. Free with g_free().
 */
char           *plim_test_dump_store (const char *path);

/** The names of a folder's files, sorted and joined by blanks; free with g_free(). */
char           *plim_test_list_dir   (const char *path);

/** The SHA-256 of a file; free with g_free(). */
char           *plim_test_hash_file  (const char *path);

/**
 * plim_test_drop_rights:
 *
 * Root may write everywhere, which a test of write protection cannot bear: from here on the process is nobody in
 * particular and owns @dir and @path. For a subprocess of a test, since there is no way back.
 */
void  plim_test_drop_rights (const char *dir,
                             const char *path);

G_END_DECLS
