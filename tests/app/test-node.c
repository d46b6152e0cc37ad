#include "config.h"

#include "app/import/plim-fix.h"
#include "app/import/plim-id-set.h"
#include "app/import/plim-node.h"
#include "tests/plim-test.h"

static PlimNode *
make_total (PlimNodeArena *arena,
            const char    *quantity,
            guint          line,
            guint          n_cites)
{
  PlimNode *total = plim_node_arena_new_node (arena, PLIM_ELEMENT_TRADE_TOTAL);

  total->line = line;
  total->n_values = 2;
  total->values = plim_node_arena_alloc (arena, 2 * sizeof (PlimNodeValue));
  total->values[0] = (PlimNodeValue) { PLIM_ATTRIBUTE_COMMODITY, "coal" };
  total->values[1] = (PlimNodeValue) { PLIM_ATTRIBUTE_QUANTITY, quantity };
  for (guint i = 0; i < n_cites; i++)
    {
      PlimNode *cite = plim_node_arena_new_node (arena, PLIM_ELEMENT_CITE);

      cite->line = i + 1;
      plim_node_append (total, cite);
    }
  plim_node_close (total, arena);

  return total;
}

static char *
digest (const PlimNode *node)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  plim_node_update_checksum (node, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
test_checksum (void)
{
  g_autoptr(PlimNodeArena) arena = plim_node_arena_new ();
  g_autofree char *first = digest (make_total (arena, "1", 1, 2));
  g_autofree char *elsewhere = digest (make_total (arena, "1", 99, 2));
  g_autofree char *other = digest (make_total (arena, "2", 1, 2));
  g_autofree char *fewer = digest (make_total (arena, "1", 1, 1));

  g_assert_cmpstr (first, ==, elsewhere);
  g_assert_cmpstr (first, !=, other);
  g_assert_cmpstr (first, !=, fewer);
  /* Ids of claims are made from it: it must never change. */
  g_assert_cmpstr (first, ==, "524dc54406d0523d35412770ab5d62961e70e4f7be076bc01000eea57be64939");
}

static void
test_children (void)
{
  g_autoptr(PlimNodeArena) arena = plim_node_arena_new ();

  for (guint round = 0; round < 3; round++)
    {
      PlimNode *total = make_total (arena, "1", 1, 20000);

      g_assert_cmpuint (total->children->len, ==, 20000);
      for (guint i = 0; i < 20000; i++)
        g_assert_cmpuint (((PlimNode *) g_ptr_array_index (total->children, i))->line, ==, i + 1);
      g_assert_cmpstr (plim_node_get (total, PLIM_ATTRIBUTE_QUANTITY), ==, "1");
      g_assert_null (plim_node_get (total, PLIM_ATTRIBUTE_UNIT));
      g_assert_cmpuint (((PlimNode *) g_ptr_array_index (total->children, 0))->children->len, ==, 0);
      plim_node_arena_clear (arena);
    }
}

static void
test_fix (void)
{
  PlimFix fix = { .time_s = 0, .sog_tenths = PLIM_FIX_UNKNOWN };

  g_assert_cmpint (plim_fix_parse_time ("1970-01-01T00:00Z"), ==, 0);
  g_assert_cmpint (plim_fix_parse_time ("2030-05-10T04:00:00Z"), ==, 1904616000);
  g_assert_cmpint (plim_fix_parse_time ("2030-05-10T13:00:00.999+09:00"), ==, 1904616000);
  g_assert_cmpint (plim_fix_parse_time ("2000-02-29T23:59:59-00:30"), ==, 951870599);
  g_assert_cmpint (plim_fix_parse_time ("1969-12-31T23:59Z"), ==, -60);
  g_assert_cmpint (plim_fix_parse_decimal ("38.1", 6), ==, 38100000);
  g_assert_cmpint (plim_fix_parse_decimal ("-0.0000005", 6), ==, -1);
  g_assert_cmpint (plim_fix_parse_decimal ("179.99999949", 6), ==, 179999999);
  g_assert_cmpint (plim_fix_parse_decimal ("12", 1), ==, 120);
  g_assert_cmpint (plim_fix_parse_decimal ("9.85", 1), ==, 99);
  g_assert_true (plim_fix_is_valid (&fix));
  fix.heading = 360;
  g_assert_false (plim_fix_is_valid (&fix));
}

static void
test_ids (void)
{
  g_autoptr(PlimIdSet) ids = plim_id_set_new ();

  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);

      g_assert_true (plim_id_set_add (ids, id));
    }
  for (guint i = 0; i < 50000; i += 7)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);

      g_assert_false (plim_id_set_add (ids, id));
    }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/node/checksum", test_checksum);
  g_test_add_func ("/node/children", test_children);
  g_test_add_func ("/node/fix", test_fix);
  g_test_add_func ("/node/ids", test_ids);

  return g_test_run ();
}
