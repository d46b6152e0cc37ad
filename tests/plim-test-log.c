#include "config.h"

#include "tests/plim-test-log.h"

#include "app/store/plim-track-query.h"

void
plim_test_log_add_craft (PlimStoreWriter    *writer,
                         const char         *symbol,
                         const PlimFedCraft *craft)
{
  g_autoptr(PlimClaim) claim = plim_claim_new ();
  gboolean named = craft->craft >= PLIM_FEED_FIRST_NAMED;
  g_autofree char *mmsi = named ? NULL : g_strdup_printf ("%09u", craft->craft);
  g_autofree char *local_id = named ? g_strdup_printf ("track-%u", craft->craft - PLIM_FEED_FIRST_NAMED) : g_strdup (mmsi);
  g_autofree char *vessel = g_strdup_printf ("%s#%s", symbol, local_id);
  PlimTrack track = { .vessel = vessel, .mmsi = mmsi, .known_by = PLIM_KNOWN_BY_BROADCAST };
  PlimPeriod when = PLIM_PERIOD_UNKNOWN;
  const guint8 content[32] = { 1 };
  g_autoptr(GError) error = NULL;

  when.first = plim_day_from_unix (craft->first_s);
  when.last = plim_day_from_unix (craft->last_s);
  claim->local_id = g_strdup_printf ("track-%s", local_id);
  claim->subject = PLIM_SUBJECT_TRACK;
  claim->basis = PLIM_BASIS_PRIVATE;
  plim_store_writer_add_vessel (writer, local_id, NULL, mmsi, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plim_store_writer_add_claim (writer, craft->claim_key, claim, &when, "2031-01-01", "2031-01-02", NULL, content, &error),
                   ==, craft->claim_key);
  g_assert_no_error (error);
  plim_store_writer_add_track (writer, craft->claim_key, &track, &error);
  g_assert_no_error (error);
}

GArray *
plim_test_log_import (PlimStore  *store,
                      const char *symbol,
                      gboolean    exercise,
                      const PlimTestFed  *fed,
                      guint       n_fed)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (store, &error);
  g_autoptr(PlimPositionFeed) feed = NULL;
  g_autofree char *sha256 = g_strnfill (64, '0'), *rows = NULL;
  PlimReport report = { .symbol = (char *) symbol, .edition = 1, .title = "log", .publisher = "AIS log", .exercise = exercise };
  GArray *crafts = g_array_new (FALSE, FALSE, sizeof (PlimFedCraft));

  g_assert_no_error (error);
  g_assert_cmpint (plim_store_writer_begin_import (writer, "ais-csv", "log.csv", &error), >, 0);
  feed = plim_position_feed_new (writer, exercise);
  for (guint i = 0; i < n_fed; i++)
    if (!plim_position_feed_add (feed, fed[i].craft, &fed[i].position, &error))
      g_assert_no_error (error);
  plim_position_feed_finish (feed, &error);
  g_assert_no_error (error);

  plim_store_writer_set_report (writer, &report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < plim_position_feed_get_n_crafts (feed); i++)
    {
      PlimFedCraft found = plim_position_feed_get_craft (feed, i);

      g_assert_true (i == 0 || g_array_index (crafts, PlimFedCraft, i - 1).craft < found.craft);
      plim_test_log_add_craft (writer, symbol, &found);
      g_array_append_val (crafts, found);
    }
  plim_store_writer_end_import (writer, 1, sha256, &rows, &error);
  g_assert_no_error (error);
  plim_store_writer_commit (writer, &error);
  g_assert_no_error (error);

  return crafts;
}

PlimPosition
plim_test_log_position (gint64 time_s,
                        gint32 lat_e6,
                        gint32 lon_e6)
{
  return (PlimPosition) {
    .time_s = time_s, .lat_e6 = lat_e6, .lon_e6 = lon_e6, .sog_tenths = 98, .cog_tenths = 710, .heading = 71,
    .draught_tenths = -1, .status = 0,
  };
}

int
plim_test_log_compare (gconstpointer a,
                       gconstpointer b)
{
  const PlimTestFed *first = a, *second = b;

  if (first->craft != second->craft)
    return first->craft < second->craft ? -1 : 1;
  if (first->position.time_s != second->position.time_s)
    return first->position.time_s < second->position.time_s ? -1 : 1;
  if (first->position.lat_e6 != second->position.lat_e6)
    return first->position.lat_e6 < second->position.lat_e6 ? -1 : 1;

  return (first->position.lon_e6 > second->position.lon_e6) - (first->position.lon_e6 < second->position.lon_e6);
}

GArray *
plim_test_log_settle (GArray *fed)
{
  GArray *settled = g_array_new (FALSE, FALSE, sizeof (PlimTestFed));

  g_array_append_vals (settled, fed->data, fed->len);
  g_array_sort (settled, plim_test_log_compare);
  for (guint i = 1; i < settled->len;)
    if (plim_test_log_compare (&g_array_index (settled, PlimTestFed, i - 1), &g_array_index (settled, PlimTestFed, i)) == 0)
      g_array_remove_index (settled, i);
    else
      i++;

  return settled;
}
