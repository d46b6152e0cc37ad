#include "config.h"

#include "app/import/plim-fetch-query.h"
#include "app/import/plim-fetch-server.h"
#include "app/plim-error.h"
#include "tests/plim-test.h"

static void
assert_server (const char *address,
               const char *host,
               const char *port,
               const char *database,
               const char *user,
               const char *password)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimFetchServer) server = plim_fetch_server_parse (address, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (server->host, ==, host);
  g_assert_cmpstr (server->port, ==, port);
  g_assert_cmpstr (server->database, ==, database);
  g_assert_cmpstr (server->user, ==, user);
  g_assert_cmpstr (server->password, ==, password);
}

static void
test_addresses (void)
{
  assert_server ("postgresql://ana@db.invalid:5433/ais", "db.invalid", "5433", "ais", "ana", NULL);
  assert_server ("postgres://db.invalid/ais?sslmode=require", "db.invalid", NULL, "ais", NULL, NULL);
  assert_server ("host=/run/postgresql dbname='my ais' user=ana", "/run/postgresql", NULL, "my ais", "ana", NULL);
  assert_server ("postgresql://%2Frun%2Fpostgresql/ais", "/run/postgresql", NULL, "ais", NULL, NULL);
  assert_server ("postgresql://ana:s%40cret@db.invalid/ais", "db.invalid", NULL, "ais", "ana", "s@cret");
  assert_server ("host=db.invalid password=s@cret", "db.invalid", NULL, NULL, NULL, "s@cret");
}

/* A bad address may be a password with a slip of the finger in it. */
static void
test_bad_addresses (void)
{
  const char * const bad[] = { "", "dbname=ais", "postgresql:///ais", "ftp://ana:s@cret@db.invalid", "host=db.invalid secret='s@cret",
                               "postgresql://ana:s@cret@db.invalid:port/x?nonsense=s@cret", "\xff\xfe" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (plim_fetch_server_parse (bad[i], &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_USAGE);
      g_assert_null (strstr (error->message, "cret"));
    }
}

static void
test_address_without_password (void)
{
  g_autoptr(PlimFetchServer) server = plim_fetch_server_parse ("host='/tmp/it\\'s \\\\ here' dbname=\"q\" user=ana password=s@cret "
                                                               "sslmode=verify-full sslrootcert='/etc/a b.crt' sslpassword=s@cret", NULL);
  g_autofree char *address = plim_fetch_server_to_address (server);
  g_autofree char *words = plim_fetch_server_to_words (server);
  g_autofree char *conninfo = plim_fetch_server_to_conninfo (server);
  g_autoptr(PlimFetchServer) again = plim_fetch_server_parse (address, NULL);

  g_assert_nonnull (again);
  g_assert_cmpstr (again->host, ==, "/tmp/it's \\ here");
  g_assert_cmpstr (again->database, ==, "\"q\"");
  g_assert_cmpstr (again->sslmode, ==, "verify-full");
  g_assert_cmpstr (again->more, ==, "sslrootcert='/etc/a b.crt'");
  g_assert_null (again->password);
  g_assert_null (strstr (address, "cret"));
  g_assert_null (strstr (words, "cret"));
  g_assert_null (strstr (conninfo, "cret"));
}

static void
test_memory (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "plimsoll", "fetch.conf", NULL);
  g_autofree char *stored = NULL;

  {
    g_autoptr(PlimFetchMemory) nothing = plim_fetch_memory_load ();

    g_assert_null (nothing->server);
    g_assert_null (nothing->table);

    nothing->server = plim_fetch_server_parse ("postgresql://ana:s%40cret@db.invalid/ais", NULL);
    nothing->schema = g_strdup ("odd\nschema=");
    nothing->table = g_strdup ("[a \"table\"]");
    g_assert_true (plim_fetch_memory_save (nothing, &error));
    g_assert_no_error (error);
  }
  {
    g_autoptr(PlimFetchMemory) memory = plim_fetch_memory_load ();

    g_assert_cmpstr (memory->server->host, ==, "db.invalid");
    g_assert_cmpstr (memory->server->user, ==, "ana");
    g_assert_null (memory->server->password);
    g_assert_cmpstr (memory->schema, ==, "odd\nschema=");
    g_assert_cmpstr (memory->table, ==, "[a \"table\"]");
  }
  g_assert_true (g_file_get_contents (path, &stored, NULL, NULL));
  g_assert_null (strstr (stored, "cret"));

  g_assert_true (g_file_set_contents (path, "[server\naddress", -1, NULL));
  {
    g_autoptr(PlimFetchMemory) broken = plim_fetch_memory_load ();

    g_assert_null (broken->server);
  }
}

static void
test_table_names (void)
{
  const struct { const char *text, *schema, *name; } good[] = {
    { "ais.positions", "ais", "positions" },
    { "Positions", NULL, "Positions" },
    { "\"my.schema\".\"a \"\"b\"\"\"", "my.schema", "a \"b\"" },
    { "s.x; DROP TABLE y", "s", "x; DROP TABLE y" },
  };
  const char * const bad[] = { "", ".", "a.", ".a", "a.b.c", "\"a", "\"a\"b", "\"\"", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *schema = NULL;
      g_autofree char *name = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (plim_fetch_table_parse_name (good[i].text, &schema, &name, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (schema, ==, good[i].schema);
      g_assert_cmpstr (name, ==, good[i].name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      char *schema = NULL, *name = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (plim_fetch_table_parse_name (bad[i], &schema, &name, &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_USAGE);
      g_assert_null (schema);
      g_assert_null (name);
    }
}

static void
test_filter (void)
{
  PlimFetchFilter filter = PLIM_FETCH_FILTER_ALL;
  const guint32 mmsi = 799000001;

  g_assert_true (plim_fetch_filter_has (&filter, mmsi, -5, 90000000, 180000000));

  filter.has_box = TRUE;
  filter.west = 120;
  filter.south = 30;
  filter.east = 130.5;
  filter.north = 40;
  g_assert_true (plim_fetch_filter_has (&filter, mmsi, 0, 30000000, 120000000));
  g_assert_true (plim_fetch_filter_has (&filter, mmsi, 0, 40000000, 130500000));
  g_assert_false (plim_fetch_filter_has (&filter, mmsi, 0, 29999999, 120000000));
  g_assert_false (plim_fetch_filter_has (&filter, mmsi, 0, 30000000, 130500001));

  filter.west = 170;
  filter.east = -170;
  g_assert_true (plim_fetch_filter_has (&filter, mmsi, 0, 35000000, 175000000));
  g_assert_true (plim_fetch_filter_has (&filter, mmsi, 0, 35000000, -175000000));
  g_assert_false (plim_fetch_filter_has (&filter, mmsi, 0, 35000000, 0));

  filter.has_box = FALSE;
  filter.from_s = 100;
  filter.to_s = 200;
  g_assert_true (plim_fetch_filter_has (&filter, mmsi, 100, 0, 0));
  g_assert_true (plim_fetch_filter_has (&filter, mmsi, 200, 0, 0));
  g_assert_false (plim_fetch_filter_has (&filter, mmsi, 99, 0, 0));
  g_assert_false (plim_fetch_filter_has (&filter, mmsi, 201, 0, 0));

  filter.mmsis = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_assert_false (plim_fetch_filter_has (&filter, mmsi, 150, 0, 0));
  g_array_append_val (filter.mmsis, mmsi);
  g_assert_true (plim_fetch_filter_has (&filter, mmsi, 150, 0, 0));
  {
    g_autofree char *words = plim_fetch_filter_to_words (&filter);

    g_assert_cmpstr (words, ==, "from 1970-01-01T00:01:40Z; to 1970-01-01T00:03:20Z; vessel 799000001");
  }
  g_array_unref (filter.mmsis);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/fetch-server/addresses", test_addresses);
  g_test_add_func ("/fetch-server/bad-addresses", test_bad_addresses);
  g_test_add_func ("/fetch-server/address-without-password", test_address_without_password);
  g_test_add_func ("/fetch-server/memory", test_memory);
  g_test_add_func ("/fetch-server/table-names", test_table_names);
  g_test_add_func ("/fetch-server/filter", test_filter);

  return g_test_run ();
}
