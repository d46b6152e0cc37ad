/* plim-test.h: what tests share */

#pragma once

#include <gio/gio.h>

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

G_END_DECLS
