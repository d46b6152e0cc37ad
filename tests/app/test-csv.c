#include "config.h"

#include <string.h>

#include "app/export/plim-claim-table.h"
#include "app/export/plim-csv.h"
#include "app/export/plim-json.h"
#include "tests/plim-test-scene.h"
#include "tests/plim-test.h"

static void
assert_field (const char *value,
              gboolean    is_number,
              const char *expected)
{
  g_autoptr(GString) csv = g_string_new ("x");

  plim_csv_append_field (csv, value, is_number);
  g_assert_cmpstr (csv->str + 2, ==, expected);
}

static void
test_fields (void)
{
  assert_field ("plain", FALSE, "plain");
  assert_field (NULL, FALSE, "");
  assert_field ("a,b", FALSE, "\"a,b\"");
  assert_field ("say \"no\"", FALSE, "\"say \"\"no\"\"\"");
  assert_field ("a\nb", FALSE, "\"a\nb\"");
  assert_field ("=1+1", FALSE, "\"'=1+1\"");
  assert_field ("+82 2", FALSE, "\"'+82 2\"");
  assert_field ("-1", FALSE, "\"'-1\"");
  assert_field ("@SUM(A1)", FALSE, "\"'@SUM(A1)\"");
  assert_field ("\t=1", FALSE, "\"'\t=1\"");
  assert_field ("'=1", FALSE, "\"''=1\"");
  assert_field ("'tis", FALSE, "'tis");
  /* A negative number is no formula. */
  assert_field ("-1", TRUE, "-1");
  assert_field ("4400000", TRUE, "4400000");
}

/* Whatever is written is read again, and no cell starts a formula. */
static void
test_round_trip (void)
{
  g_autoptr(GString) csv = g_string_new (NULL);
  const char *at;
  guint n_rows = 0;

  for (guint i = 0; plim_test_hostile_strings[i] != NULL; i++)
    {
      plim_csv_append_field (csv, plim_test_hostile_strings[i], FALSE);
      plim_csv_append_field (csv, "", FALSE);
      plim_csv_append_field (csv, plim_test_hostile_strings[i], FALSE);
      plim_csv_end_row (csv);
    }

  at = csv->str;
  while (*at != '\0')
    {
      const char *start = at + (*at == '"');
      g_autoptr(GPtrArray) row = plim_csv_read_row (&at);

      g_assert_null (strchr ("=+-@\t", *start));
      g_assert_cmpint (row->len, ==, 3);
      g_assert_cmpstr (g_ptr_array_index (row, 0), ==, plim_test_hostile_strings[n_rows]);
      g_assert_cmpstr (g_ptr_array_index (row, 1), ==, "");
      g_assert_cmpstr (g_ptr_array_index (row, 2), ==, plim_test_hostile_strings[n_rows]);
      n_rows++;
    }
  g_assert_cmpint (n_rows, ==, g_strv_length ((char **) plim_test_hostile_strings));
}

static void
test_broken (void)
{
  const char *open = "a,\"never closed";
  const char *bare = "a,b\nc";
  g_autoptr(GPtrArray) row = plim_csv_read_row (&open);
  g_autoptr(GPtrArray) first = plim_csv_read_row (&bare);
  g_autoptr(GPtrArray) second = plim_csv_read_row (&bare);

  g_assert_null (row);
  g_assert_cmpint (first->len, ==, 2);
  g_assert_cmpint (second->len, ==, 1);
  g_assert_null (plim_csv_read_row (&bare));
}

static GPtrArray *
make_rows (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_row_free);
  PlimClaimRow *row = g_new0 (PlimClaimRow, 1);

  row->claim = plim_test_claim_new ("EX/1", "t1", "at least 2.5 million \"t\", in words");
  row->commodity = "coal";
  row->direction = "export";
  plim_period_parse ("2030-01", "2030-09", &row->when);
  plim_amount_parse ("2500000.5", NULL, "t", "at-least", &row->value);
  plim_amount_parse ("330000000", "410000000", "USD", NULL, &row->money);
  row->laden = 1.0 / 3;
  row->count = 400;
  row->statement = g_strdup ("=not a formula");
  g_ptr_array_add (rows, row);

  row = g_new0 (PlimClaimRow, 1);
  row->claim = plim_test_claim_new ("EX/1", "t2", NULL);
  row->when = PLIM_PERIOD_UNKNOWN;
  g_ptr_array_add (rows, row);

  return rows;
}

static void
assert_column (GPtrArray  *header,
               GPtrArray  *row,
               const char *name,
               const char *expected)
{
  guint i;

  g_assert_true (g_ptr_array_find_with_equal_func (header, name, g_str_equal, &i));
  g_assert_cmpstr (g_ptr_array_index (row, i), ==, expected);
}

static void
test_claim_table (void)
{
  static const char start[] =
    "claim,report,edition,subject,commodity,direction,from,to,value,value_high,unit,bound,laden,count,origin,destination,"
    "vessel,basis,source,via,grade,para,annex,page,known,part_of,supersedes,disputed_by,handling,exercise,wording,value_money,";
  g_autoptr(GPtrArray) rows = make_rows ();
  g_autofree char *csv = plim_claim_table_write (rows, PLIM_TABLE_CSV);
  const char *at = csv;
  g_autoptr(GPtrArray) header = plim_csv_read_row (&at);
  g_autoptr(GPtrArray) first = plim_csv_read_row (&at);
  g_autoptr(GPtrArray) second = plim_csv_read_row (&at);

  g_assert_true (g_str_has_prefix (csv, start));
  g_assert_cmpint (first->len, ==, header->len);
  g_assert_cmpint (second->len, ==, header->len);
  assert_column (header, first, "claim", "EX/1/1#t1");
  assert_column (header, first, "value", "2500000.5");
  assert_column (header, first, "value_high", "");
  assert_column (header, first, "bound", "at-least");
  assert_column (header, first, "laden", "1/3");
  assert_column (header, first, "from", "2030-01");
  assert_column (header, first, "to", "2030-09");
  assert_column (header, first, "money_high", "410000000");
  assert_column (header, first, "currency", "USD");
  assert_column (header, first, "source", "a Member State");
  assert_column (header, first, "known", "2031-03-04");
  assert_column (header, first, "exercise", "yes");
  assert_column (header, first, "statement", "=not a formula");
  assert_column (header, first, "wording", "at least 2.5 million \"t\", in words");
  /* Unknown is empty, never zero. */
  assert_column (header, second, "value", "");
  assert_column (header, second, "count", "");
  assert_column (header, second, "laden", "");
  assert_column (header, second, "unit", "");
  g_assert_cmpint (*at, ==, '\0');
}

static void
test_json (void)
{
  g_autoptr(GPtrArray) rows = make_rows ();
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autofree char *json = plim_claim_table_write (rows, PLIM_TABLE_JSON);
  g_autofree char *empty = plim_claim_table_write (none, PLIM_TABLE_JSON);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_cmpstr (empty, ==, "[]\n");
  g_assert_nonnull (strstr (json, "{\"claim\": \"EX/1/1#t1\", \"report\": \"EX/1\", \"edition\": 1, "));
  g_assert_nonnull (strstr (json, "\"value\": 2500000.5, \"value_high\": null, "));
  g_assert_nonnull (strstr (json, "\"exercise\": true, \"wording\": [{\"lang\": \"en\", \"text\": "
                            "\"at least 2.5 million \\\"t\\\", in words\"}]"));
  g_assert_nonnull (strstr (json, "\"wording\": []"));

  plim_json_append_string (text, "a\"\\\n\x01\xff");
  g_assert_cmpstr (text->str, ==, "\"a\\\"\\\\\\n\\u0001\xef\xbf\xbd\"");
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/csv/fields", test_fields);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/broken", test_broken);
  g_test_add_func ("/csv/claim-table", test_claim_table);
  g_test_add_func ("/csv/json", test_json);

  return g_test_run ();
}
