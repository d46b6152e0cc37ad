#include "config.h"

#include "app/import/plim-import-rows.h"
#include "app/store/plim-theft-query.h"
#include "app/store/plim-track-query.h"
#include "app/store/plim-trade-query.h"
#include "app/store/plim-vessel-query.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test.h"

#include <string.h>

/* A report that has every element and attribute there is. */
#define EVERYTHING "reports/everything.plimsoll-report.xml"

static void
assert_period (const PlimPeriod *period,
               const char       *from,
               const char       *to)
{
  g_autofree char *found_from = plim_period_format_from (period);
  g_autofree char *found_to = plim_period_format_to (period);

  g_assert_cmpstr (found_from, ==, from);
  g_assert_cmpstr (found_to, ==, to);
}

static void
assert_amount (const PlimAmount *amount,
               double            low,
               double            high,
               const char       *unit,
               PlimBound         bound)
{
  g_assert_true (amount->known);
  g_assert_cmpfloat (amount->low, ==, low);
  g_assert_cmpfloat (amount->high, ==, high);
  g_assert_cmpstr (amount->unit, ==, unit);
  g_assert_cmpint (amount->bound, ==, bound);
}

static PlimFilter
exercise_filter (void)
{
  PlimFilter filter = PLIM_FILTER_ALL;

  filter.exercise = TRUE;

  return filter;
}

static void
test_everything_trade (PlimTestStore *fixture,
                       gconstpointer  data)
{
  g_autoptr(PlimImportPlan) plan = plim_test_import (fixture->store, EVERYTHING);
  PlimFilter filter = exercise_filter ();
  g_autoptr(GPtrArray) coal = plim_trade_query (fixture->store, "coal", &filter, NULL);
  g_autoptr(GPtrArray) oil = plim_trade_query (fixture->store, "refined-petroleum", &filter, NULL);
  g_autoptr(GPtrArray) caps = plim_cap_query (fixture->store, "refined-petroleum", &filter, NULL);
  g_autoptr(GPtrArray) conversions = plim_conversion_query (fixture->store, "refined-petroleum", &filter, NULL);
  g_autoptr(GPtrArray) real = NULL;
  const PlimConversion *conversion;
  const PlimTrade *trade;
  const PlimCite *cite;
  const PlimCap *cap;

  plim_test_assert_counts (plan, 23, 0, 0, 0);
  g_assert_cmpstr (plan->symbol, ==, "EX/ALL");
  g_assert_cmpstr (plan->title, ==, "연습 보고서: 모든 요소");
  g_assert_true (plan->exercise);
  g_assert_cmpuint (plan->positions, ==, 3);

  g_assert_cmpuint (coal->len, ==, 2);
  trade = g_ptr_array_index (coal, 1);
  g_assert_cmpstr (trade->claim->id, ==, "EX/ALL/1#t1");
  assert_period (&trade->when, "2032-01", "2032-09");
  assert_amount (&trade->quantity, 2500000, 2750000.5, "t", PLIM_BOUND_ABOUT);
  assert_amount (&trade->money, 330000000, 410000000, "KRW", PLIM_BOUND_MORE_THAN);
  g_assert_true (trade->is_total && trade->export);
  g_assert_cmpuint (trade->count, ==, 400);
  g_assert_cmpfloat (trade->laden, ==, 0.6);
  g_assert_cmpstr (trade->origin, ==, "연습항 A");
  g_assert_cmpstr (trade->origin_country, ==, "KP");
  g_assert_cmpstr (trade->destination, ==, "Port B");
  g_assert_cmpstr (trade->destination_country, ==, "CN");
  g_assert_cmpstr (trade->method, ==, "ship-to-ship");
  g_assert_cmpstr (trade->claim->handling, ==, "exercise only");
  g_assert_cmpint (trade->claim->basis, ==, PLIM_BASIS_MEMBER_STATE);
  assert_period (&trade->claim->known, "2034-01-31", "2034-01-31");
  g_assert_cmpuint (trade->claim->cites->len, ==, 2);
  cite = g_ptr_array_index (trade->claim->cites, 1);
  g_assert_cmpstr (cite->source, ==, "Exercise Court");
  g_assert_cmpint (cite->basis, ==, PLIM_BASIS_COURT);
  g_assert_cmpstr (cite->page, ==, "3");
  g_assert_cmpstr (cite->via, ==, "연합 연습, 2034년 2월 11일");
  g_assert_false (cite->recalled);
  g_assert_cmpuint (trade->claim->wordings->len, ==, 2);
  g_assert_cmpstr (((PlimWording *) g_ptr_array_index (trade->claim->wordings, 0))->text, ==, "석탄 <250만> 톤 & 그 이상");
  g_assert_cmpstr (((PlimWording *) g_ptr_array_index (trade->claim->wordings, 1))->lang, ==, "en");
  g_assert_cmpuint (trade->claim->disputes->len, ==, 2);
  g_assert_cmpstr (((PlimDispute *) g_ptr_array_index (trade->claim->disputes, 0))->on, ==, "2034-02");
  g_assert_cmpstr (((PlimDispute *) g_ptr_array_index (trade->claim->disputes, 1))->by, ==, "Russia");

  trade = g_ptr_array_index (coal, 0);
  g_assert_cmpstr (trade->claim->part_of, ==, "EX/ALL#t1");
  g_assert_cmpstr (trade->claim->supersedes, ==, "EX/OLD#t9");
  g_assert_true (plim_test_has_message (plan, PLIM_SEVERITY_WARNING, "“EX/OLD#t9” is referred to"));

  /* A total without a number is known to have none; one without sources rests on its publisher. */
  g_assert_cmpuint (oil->len, ==, 3);
  trade = g_ptr_array_index (oil, 2);
  g_assert_false (trade->quantity.known);
  g_assert_cmpuint (strlen (trade->claim->local_id), ==, 12);
  g_assert_cmpint (trade->claim->basis, ==, PLIM_BASIS_MEMBER_STATE);
  assert_period (&trade->claim->known, "2034-02-11", "2034-02-11");
  trade = g_ptr_array_index (oil, 1);
  g_assert_false (trade->is_total || trade->export);
  assert_amount (&trade->quantity, 31000, 32000, "bbl", PLIM_BOUND_NEARLY);
  assert_amount (&trade->money, 5, 5, "USD", PLIM_BOUND_AT_LEAST);
  g_assert_cmpfloat_with_epsilon (trade->laden, 1.0 / 3, 1e-12);
  g_assert_cmpstr (trade->vessel, ==, "EX/ALL#hull1");
  g_assert_cmpstr (trade->vessel_name, ==, "EXERCISE ALPHA");

  g_assert_cmpuint (caps->len, ==, 2);
  cap = g_ptr_array_index (caps, 0);
  assert_amount (&cap->quantity, 500000, 500000, "bbl", PLIM_BOUND_EXACT);
  assert_period (&cap->when, "2032-10-01", "2033-09-30");
  g_assert_cmpuint (cap->year_starts_month, ==, 10);
  g_assert_cmpuint (cap->year_starts_day, ==, 1);
  g_assert_cmpstr (cap->resolution, ==, "9002 (2032)");
  g_assert_cmpstr (cap->para, ==, "5");
  g_assert_cmpstr (cap->replaced_by, ==, "EX/ALL#cap2");
  cap = g_ptr_array_index (caps, 1);
  assert_amount (&cap->quantity, 0, 0, "bbl", PLIM_BOUND_EXACT);
  assert_period (&cap->when, "2033-10-01", "open");
  g_assert_cmpuint (cap->year_starts_month, ==, 1);

  g_assert_cmpuint (conversions->len, ==, 1);
  conversion = g_ptr_array_index (conversions, 0);
  g_assert_cmpstr (conversion->from_unit, ==, "t");
  g_assert_cmpstr (conversion->to_unit, ==, "bbl");
  g_assert_cmpfloat (conversion->factor, ==, 8.33);

  /* Never among what is real. */
  filter.exercise = FALSE;
  real = plim_trade_query (fixture->store, "coal", &filter, NULL);
  g_assert_cmpuint (real->len, ==, 0);
}

static void
test_everything_caps (PlimTestStore *fixture,
                      gconstpointer  data)
{
  g_autoptr(PlimImportPlan) plan = plim_test_import (fixture->store, EVERYTHING);
  PlimFilter filter = exercise_filter ();
  g_autoptr(GPtrArray) coal = plim_cap_query (fixture->store, "coal", &filter, NULL);
  g_autoptr(GPtrArray) crude = plim_cap_query (fixture->store, "crude", &filter, NULL);

  g_assert_cmpuint (coal->len, ==, 2);
  g_assert_cmpuint (crude->len, ==, 2);
  g_assert_cmpstr (((PlimCap *) g_ptr_array_index (coal, 0))->limb_of, ==, ((PlimCap *) g_ptr_array_index (coal, 1))->limb_of);
  g_assert_nonnull (((PlimCap *) g_ptr_array_index (coal, 0))->limb_of);
  assert_amount (&((PlimCap *) g_ptr_array_index (coal, 1))->quantity, 400870018, 400870018, "USD", PLIM_BOUND_EXACT);
  g_assert_cmpstr (((PlimCap *) g_ptr_array_index (crude, 0))->alternative_of, ==,
                   ((PlimCap *) g_ptr_array_index (crude, 1))->alternative_of);
}

static const PlimVessel *
find_vessel (GPtrArray  *vessels,
             const char *key)
{
  for (guint i = 0; i < vessels->len; i++)
    if (g_str_equal (((const PlimVessel *) g_ptr_array_index (vessels, i))->key, key))
      return g_ptr_array_index (vessels, i);

  g_assert_not_reached ();
}

static const PlimIdentity *
find_identity (const PlimVessel *hull,
               const char       *name)
{
  for (guint i = 0; i < hull->identities->len; i++)
    if (g_strcmp0 (((const PlimIdentity *) g_ptr_array_index (hull->identities, i))->name, name) == 0)
      return g_ptr_array_index (hull->identities, i);

  g_assert_not_reached ();
}

static void
test_everything_vessels (PlimTestStore *fixture,
                         gconstpointer  data)
{
  g_autoptr(PlimImportPlan) plan = plim_test_import (fixture->store, EVERYTHING);
  PlimFilter filter = exercise_filter ();
  g_autoptr(GPtrArray) vessels = plim_vessel_query (fixture->store, &filter, NULL);
  const PlimVessel *hull = find_vessel (vessels, "IMO 0001236");
  const PlimParticulars *particulars;
  const PlimIdentity *identity;
  const PlimMeasure *measure;

  g_assert_cmpuint (vessels->len, ==, 2);
  g_assert_cmpstr (hull->imo, ==, "0001236");
  g_assert_cmpuint (hull->identities->len, ==, 2);
  identity = find_identity (hull, "EXERCISE ALPHA");
  g_assert_cmpstr (identity->flag, ==, "KP");
  g_assert_cmpstr (identity->mmsi, ==, "799000001");
  g_assert_cmpstr (identity->callsign, ==, "EX1A");
  g_assert_false (plim_identity_is_foreign (identity));
  assert_period (&identity->when, "2029", "2032-06");
  identity = find_identity (hull, "EXERCISE BRAVO");
  g_assert_true (plim_identity_is_foreign (identity));
  g_assert_cmpstr (identity->kind, ==, "borrowed");
  g_assert_cmpstr (identity->owner_imo, ==, "0002345");
  assert_period (&identity->when, "2032-07", "2032-Q4");
  particulars = g_ptr_array_index (hull->particulars, 0);
  g_assert_cmpstr (particulars->type, ==, "products tanker");
  g_assert_cmpstr (particulars->built, ==, "1995");
  g_assert_cmpstr (particulars->gt, ==, "5738");
  g_assert_cmpstr (particulars->dwt, ==, "9273.5");
  g_assert_cmpstr (particulars->capacity_bbl, ==, "61000");
  g_assert_true (plim_claim_is_recalled (particulars->claim));
  measure = g_ptr_array_index (hull->measures, 0);
  g_assert_cmpstr (measure->by, ==, "UN");
  g_assert_cmpstr (measure->kind, ==, "port-entry-ban");
  g_assert_cmpstr (measure->instrument, ==, "9001 (2033)");
  g_assert_cmpstr (measure->para, ==, "6");
  assert_period (&measure->when, "2033-10-16", "open");

  /* A hull without a number is known by its report alone. */
  hull = find_vessel (vessels, "EX/ALL#hull2");
  g_assert_null (hull->imo);
  g_assert_cmpstr (plim_vessel_get_name (hull), ==, "연습호 2");
}

static void
test_everything_movements (PlimTestStore *fixture,
                           gconstpointer  data)
{
  g_autoptr(PlimImportPlan) plan = plim_test_import (fixture->store, EVERYTHING);
  PlimFilter filter = exercise_filter ();
  g_autoptr(GPtrArray) sightings = plim_sighting_query (fixture->store, &filter, NULL);
  g_autoptr(GPtrArray) tracks = plim_track_query (fixture->store, &filter, NULL);
  g_autoptr(GPtrArray) routes = plim_route_query (fixture->store, &filter, NULL);
  g_autoptr(GPtrArray) places = plim_place_query (fixture->store, &filter, NULL);
  g_autoptr(GPtrArray) narrow = NULL;
  const PlimSighting *sighting;
  const PlimPosition *position;
  const PlimTrack *track;
  const PlimRoute *route;
  const PlimLeg *leg;

  g_assert_cmpuint (sightings->len, ==, 2);
  sighting = g_ptr_array_index (sightings, 1);
  g_assert_cmpstr (sighting->claim->local_id, ==, "m1");
  g_assert_cmpint (sighting->when.first_s, ==, 1967859000);
  g_assert_cmpfloat (sighting->lat, ==, 37.5);
  g_assert_cmpfloat (sighting->lon, ==, 123.9);
  g_assert_cmpfloat (sighting->radius_km, ==, 20);
  g_assert_cmpstr (sighting->where, ==, "A항에서 약 100km");
  g_assert_cmpstr (sighting->activity, ==, "ship-to-ship");
  g_assert_cmpstr (sighting->with_name, ==, "연습호 2");
  g_assert_cmpint (sighting->known_by, ==, PLIM_KNOWN_BY_SEEN);
  sighting = g_ptr_array_index (sightings, 0);
  g_assert_true (sighting->has_point);
  g_assert_cmpfloat (sighting->lat, ==, 38.72);
  g_assert_cmpfloat (sighting->radius_km, ==, 5);
  g_assert_cmpint (sighting->known_by, ==, PLIM_KNOWN_BY_TOLD);

  g_assert_cmpuint (tracks->len, ==, 1);
  track = g_ptr_array_index (tracks, 0);
  g_assert_cmpstr (track->mmsi, ==, "799000001");
  g_assert_cmpstr (track->vessel_name, ==, "EXERCISE ALPHA");
  g_assert_cmpstr (track->vessel_key, ==, "IMO 0001236");
  g_assert_cmpuint (track->positions->len, ==, 3);
  position = &g_array_index (track->positions, PlimPosition, 0);
  g_assert_cmpint (position->time_s, ==, 1967774400);
  g_assert_cmpint (position->lat_e6, ==, 38100000);
  g_assert_cmpint (position->sog_tenths, ==, 98);
  g_assert_cmpint (position->cog_tenths, ==, 710);
  g_assert_cmpint (position->heading, ==, 70);
  g_assert_cmpint (position->draught_tenths, ==, 52);
  position = &g_array_index (track->positions, PlimPosition, 1);
  g_assert_cmpint (position->lon_e6, ==, -179999999);
  g_assert_cmpint (position->sog_tenths, ==, -1);
  g_assert_cmpint (position->heading, ==, -1);
  g_assert_cmpint (position->draught_tenths, ==, -1);
  position = &g_array_index (track->positions, PlimPosition, 2);
  g_assert_cmpint (position->lat_e6, ==, -38200000);
  g_assert_cmpint (position->sog_tenths, ==, 0);
  g_assert_cmpint (position->heading, ==, 0);
  g_assert_cmpuint (track->silences->len, ==, 1);
  g_assert_cmpint (g_array_index (track->silences, PlimSilence, 0).to_s
                   - g_array_index (track->silences, PlimSilence, 0).from_s, ==, 57 * 3600);

  g_assert_cmpuint (routes->len, ==, 1);
  route = g_ptr_array_index (routes, 0);
  g_assert_true (route->suspected);
  g_assert_cmpstr (route->vessel_name, ==, "연습호 2");
  assert_period (&route->when, "2032-05-10", "2032-05-14");
  g_assert_cmpint (route->claim->basis, ==, PLIM_BASIS_COURT);
  g_assert_cmpuint (route->legs->len, ==, 2);
  leg = g_ptr_array_index (route->legs, 0);
  g_assert_cmpstr (leg->from_name, ==, "Port B");
  g_assert_cmpstr (leg->to_name, ==, "연습항 A");
  g_assert_true (leg->has_ends);
  g_assert_cmpfloat (leg->from_lon, ==, -179.75);
  g_assert_cmpuint (leg->via->len, ==, 4);
  g_assert_cmpfloat (g_array_index (leg->via, double, 3), ==, 125.0);
  leg = g_ptr_array_index (route->legs, 1);
  g_assert_false (leg->has_ends);
  g_assert_cmpuint (leg->via->len, ==, 0);

  g_assert_cmpuint (places->len, ==, 3);

  /* Its claim states no days; what is asked for is looked for in its positions. */
  g_assert_true (plim_period_parse ("2032-05-10", NULL, &filter.days));
  narrow = plim_track_query (fixture->store, &filter, NULL);
  g_assert_cmpuint (narrow->len, ==, 1);
  track = g_ptr_array_index (narrow, 0);
  g_assert_cmpuint (track->positions->len, <, 3);
  g_assert_cmpint (g_array_index (track->positions, PlimPosition, 0).time_s, ==, 1967774400);
  g_clear_pointer (&narrow, g_ptr_array_unref);
  g_assert_true (plim_period_parse ("2001-01-01", NULL, &filter.days));
  narrow = plim_track_query (fixture->store, &filter, NULL);
  g_assert_cmpuint (narrow->len, ==, 0);
}

static void
test_everything_thefts (PlimTestStore *fixture,
                        gconstpointer  data)
{
  g_autoptr(PlimImportPlan) plan = plim_test_import (fixture->store, EVERYTHING);
  PlimFilter filter = exercise_filter ();
  g_autoptr(GPtrArray) thefts = plim_theft_query (fixture->store, &filter, NULL);
  const PlimTheft *total = g_ptr_array_index (thefts, 0);
  const PlimTheft *theft = g_ptr_array_index (thefts, 1);
  const PlimAttribution *attribution;
  const PlimStep *step;

  g_assert_cmpuint (thefts->len, ==, 2);
  g_assert_true (total->is_total);
  g_assert_cmpuint (total->count, ==, 7);
  assert_amount (&total->amount, 316400000, 316400000, "USD", PLIM_BOUND_EXACT);
  assert_period (&total->when, "2032", "2033-11");

  assert_amount (&theft->amount, 58e9, 59e9, "KRW", PLIM_BOUND_ABOUT);
  g_assert_cmpstr (theft->target, ==, "Exercise Exchange");
  g_assert_cmpstr (theft->target_kind, ==, "exchange");
  g_assert_cmpstr (theft->country, ==, "SC");
  g_assert_cmpstr (theft->claim->part_of, ==, "EX/ALL#c0");
  g_assert_cmpstr (((PlimWording *) g_ptr_array_index (theft->claim->wordings, 0))->lang, ==, "ko");
  g_assert_cmpuint (theft->assets->len, ==, 2);
  g_assert_cmpstr (((PlimAsset *) g_ptr_array_index (theft->assets, 0))->amount, ==, "12.5");
  g_assert_cmpstr (((PlimAsset *) g_ptr_array_index (theft->assets, 1))->address, ==, "0x1111");
  g_assert_cmpuint (theft->attributions->len, ==, 2);
  attribution = g_ptr_array_index (theft->attributions, 0);
  g_assert_cmpstr (attribution->to, ==, "Group X");
  g_assert_cmpstr (attribution->by, ==, "panel");
  g_assert_cmpstr (attribution->on, ==, "2034-02-11");
  g_assert_cmpint (plim_theft_get_strength (theft), ==, PLIM_STRENGTH_CONFIRMED);
  assert_amount (&theft->recovered, 1000, 1000, "KRW", PLIM_BOUND_MORE_THAN);
  g_assert_cmpfloat (theft->recovered_fraction, ==, 0.8);
  step = g_ptr_array_index (theft->steps, 0);
  g_assert_cmpstr (step->on, ==, "2032-10");
  g_assert_cmpstr (step->how, ==, "mixer");
  g_assert_cmpstr (step->through, ==, "Exercise Mixer");
  g_assert_cmpstr (step->amount, ==, "3");
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (PlimTestStore *, gconstpointer); } tests[] = {
    { "/import-rows/trade", test_everything_trade },
    { "/import-rows/caps", test_everything_caps },
    { "/import-rows/vessels", test_everything_vessels },
    { "/import-rows/movements", test_everything_movements },
    { "/import-rows/thefts", test_everything_thefts },
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PlimTestStore, NULL, plim_test_store_set_up, tests[i].test, plim_test_store_tear_down);

  return g_test_run ();
}
