#include "config.h"

#include "app/import/plim-importer.h"
#include "app/import/plim-original.h"
#include "app/model/plim-text.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-import-query.h"
#include "app/store/plim-store-writer.h"
#include "app/store/plim-theft-query.h"
#include "app/store/plim-track-query.h"
#include "app/store/plim-trade-query.h"
#include "app/store/plim-vessel-query.h"
#include "tests/plim-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define EVERYTHING "reports/everything.plimsoll-report.xml"
#define SAMPLE     "reports/sample.plimsoll-report.xml"

typedef struct
{
  char      *dir;
  char      *path;
  PlimStore *store;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->dir = plim_test_make_dir ();
  fixture->path = g_build_filename (fixture->dir, "store.db", NULL);
  fixture->store = plim_test_open_store (fixture->dir);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->store != NULL)
    plim_store_close (fixture->store);
  g_clear_object (&fixture->store);
  plim_test_remove_dir (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->path);
}

/* A report with this inside, as a file of that name. Free with g_free(). */
static char *
write_report (Fixture    *fixture,
              const char *name,
              const char *attributes,
              const char *body)
{
  char *path = g_build_filename (fixture->dir, name, NULL);
  g_autofree char *text = g_strdup_printf ("<report xmlns=\"urn:plimsoll:report:1\" %s>\n"
                                           "<about><title>T</title><publisher kind=\"panel\">P</publisher>"
                                           "<dated>2034-02-11</dated><covers from=\"2032\" to=\"2033\"/></about>\n%s\n</report>\n",
                                           attributes, body);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

static PlimImportPlan *
import_report (Fixture    *fixture,
               const char *name,
               const char *attributes,
               const char *body)
{
  g_autofree char *path = write_report (fixture, name, attributes, body);

  return plim_test_import (fixture->store, path);
}

static gboolean
has_message (const PlimImportPlan *plan,
             PlimSeverity          severity,
             const char           *says)
{
  for (guint i = 0; i < plan->messages->len; i++)
    {
      const PlimImportMessage *message = g_ptr_array_index (plan->messages, i);

      if (message->severity == severity && strstr (message->text, says) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
assert_counts (const PlimImportPlan *plan,
               guint                 added,
               guint                 revised,
               guint                 known,
               guint                 withdrawn)
{
  g_assert_no_error (plan->error);
  g_assert_cmpuint (plan->added, ==, added);
  g_assert_cmpuint (plan->revised, ==, revised);
  g_assert_cmpuint (plan->known, ==, known);
  g_assert_cmpuint (plan->withdrawn, ==, withdrawn);
  g_assert_cmpuint (plan->rejected, ==, 0);
}

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
test_everything_trade (Fixture       *fixture,
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

  assert_counts (plan, 23, 0, 0, 0);
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
  g_assert_true (has_message (plan, PLIM_SEVERITY_WARNING, "“EX/OLD#t9” is referred to"));

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
test_everything_caps (Fixture       *fixture,
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
test_everything_vessels (Fixture       *fixture,
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
test_everything_movements (Fixture       *fixture,
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
test_everything_thefts (Fixture       *fixture,
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

static void
test_same_file (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = plim_test_import (fixture->store, EVERYTHING);
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autoptr(PlimImportPlan) second = plim_test_import (fixture->store, EVERYTHING);
  g_autofree char *after = plim_test_dump_store (fixture->path);

  g_assert_false (first->known_file);
  g_assert_true (second->known_file);
  assert_counts (second, 0, 0, 23, 0);
  g_assert_true (has_message (second, PLIM_SEVERITY_NOTE, "this very file is already in the store (EX/ALL, imported "));
  g_assert_cmpstr (after, ==, before);
}

#define T(id, quantity) "<total id='" id "' commodity='coal' direction='export' from='2032' quantity='" quantity "' unit='t'/>"
#define TRADE(totals)   "<trade>" totals "</trade>"

/* Other spaces, another order of attributes, a comment: other bytes, the same claims. */
static void
test_same_claims (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = import_report (fixture, "a.xml", "symbol='R/1'", TRADE (T ("t1", "5")));
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autoptr(PlimImportPlan) second = import_report (fixture, "b.xml", "symbol='R/1' edition='1'",
    "<!-- again --><trade>\n  <total unit='t' id='t1' quantity='5' from='2032'\n direction='export' commodity='coal' bound=''/></trade>");
  g_autofree char *after = plim_test_dump_store (fixture->path);

  assert_counts (first, 1, 0, 0, 0);
  assert_counts (second, 0, 0, 1, 0);
  g_assert_true (second->known_file);
  g_assert_true (has_message (second, PLIM_SEVERITY_NOTE, "with the same claims"));
  g_assert_cmpstr (after, ==, before);
}

static void
test_worlds_apart (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(PlimImportPlan) real = import_report (fixture, "real.xml", "symbol='R/1'", "");
  g_autoptr(PlimImportPlan) exercise = import_report (fixture, "exercise.xml", "symbol='R/1' edition='2' exercise='yes'", "");
  g_autoptr(PlimImportPlan) later = import_report (fixture, "later.xml", "symbol='R/1' edition='2'", "");

  g_assert_no_error (real->error);
  g_assert_error (exercise->error, PLIM_ERROR, PLIM_ERROR_CLASH);
  g_assert_nonnull (strstr (exercise->error->message, "real.xml"));
  g_assert_no_error (later->error);
}

static void
assert_clash (Fixture    *fixture,
              const char *attributes,
              const char *body)
{
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autoptr(PlimImportPlan) plan = import_report (fixture, "other.xml", attributes, body);
  g_autofree char *after = plim_test_dump_store (fixture->path);

  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_CLASH);
  g_assert_nonnull (strstr (plan->error->message, "R/1, edition 1"));
  g_assert_nonnull (strstr (plan->error->message, "first.xml"));
  g_assert_cmpuint (plan->added + plan->revised + plan->known + plan->withdrawn + plan->conflicting, ==, 0);
  g_assert_cmpstr (after, ==, before);
}

#define SOURCES(basis, name) "<sources><source id='a' basis='" basis "'>" name "</source></sources>"
#define PLACES(lat)          "<places><place id='p' name='P' lat='" lat "' lon='1'/></places>"
#define VESSELS(imo)         "<vessels><vessel id='v' imo='" imo "'/></vessels>"
#define CITED                TRADE ("<total id='t1' commodity='coal' direction='export' from='2032' quantity='5' unit='t'>" \
                                    "<cite source='a'/></total>")

static void
test_clash (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = import_report (fixture, "first.xml", "symbol='R/1'",
                                                   SOURCES ("panel", "A") PLACES ("1") VESSELS ("9514303") CITED);

  g_assert_no_error (first->error);
  /* A figure; a claim more; a claim less; the basis; the source's name; a place; a hull's number; the report's own lines. */
  assert_clash (fixture, "symbol='R/1'", SOURCES ("panel", "A") PLACES ("1") VESSELS ("9514303") TRADE (T ("t1", "6")));
  assert_clash (fixture, "symbol='R/1'", SOURCES ("panel", "A") PLACES ("1") VESSELS ("9514303")
                TRADE ("<total id='t1' commodity='coal' direction='export' from='2032' quantity='5' unit='t'><cite source='a'/></total>"
                       T ("t2", "6")));
  assert_clash (fixture, "symbol='R/1'", SOURCES ("panel", "A") PLACES ("1") VESSELS ("9514303"));
  assert_clash (fixture, "symbol='R/1'", SOURCES ("media", "A") PLACES ("1") VESSELS ("9514303") CITED);
  assert_clash (fixture, "symbol='R/1'", SOURCES ("panel", "B") PLACES ("1") VESSELS ("9514303") CITED);
  assert_clash (fixture, "symbol='R/1'", SOURCES ("panel", "A") PLACES ("2") VESSELS ("9514303") CITED);
  assert_clash (fixture, "symbol='R/1'", SOURCES ("panel", "A") PLACES ("1") VESSELS ("8514306") CITED);
  assert_clash (fixture, "symbol='R/1'", SOURCES ("panel", "A") PLACES ("1") CITED);
  assert_clash (fixture, "symbol='R/1' exercise='yes'", SOURCES ("panel", "A") PLACES ("1") VESSELS ("9514303") CITED);
}

static GPtrArray *
query_coal (Fixture *fixture)
{
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  GPtrArray *found = plim_trade_query (fixture->store, "coal", &filter, &error);

  g_assert_no_error (error);

  return found;
}

static void
test_editions (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = import_report (fixture, "1.xml", "symbol='R/1' edition='1'",
                                                   TRADE (T ("same", "1") T ("changed", "2") T ("gone", "3")));
  g_autoptr(PlimImportPlan) third = import_report (fixture, "3.xml", "symbol='R/1' edition='3'",
                                                   TRADE (T ("same", "1") T ("changed", "4") T ("new", "5") T ("newer", "6")));
  g_autoptr(PlimImportPlan) second = NULL;
  g_autoptr(GPtrArray) coal = query_coal (fixture);
  static const struct { const char *id; PlimClaimState state; } states[] = {
    { "R/1/1#same", PLIM_CLAIM_REVISED }, { "R/1/1#changed", PLIM_CLAIM_REVISED }, { "R/1/1#gone", PLIM_CLAIM_WITHDRAWN },
    { "R/1/3#same", PLIM_CLAIM_CURRENT }, { "R/1/3#new", PLIM_CLAIM_CURRENT },
  };

  assert_counts (first, 3, 0, 0, 0);
  assert_counts (third, 2, 1, 1, 1);
  g_assert_cmpuint (coal->len, ==, 4);
  for (guint i = 0; i < coal->len; i++)
    g_assert_cmpuint (((PlimTrade *) g_ptr_array_index (coal, i))->claim->edition, ==, 3);

  /* What was said before is kept, and says that it is no longer said. */
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr(PlimClaimRow) row = plim_claim_row_query (fixture->store, states[i].id, NULL);

      g_assert_nonnull (row);
      g_assert_cmpint (row->claim->state, ==, states[i].state);
    }

  /* One between them that comes late is compared with the one before it, and changes nothing of what is latest. */
  second = import_report (fixture, "2.xml", "symbol='R/1' edition='2'", TRADE (T ("same", "1") T ("changed", "9")));
  assert_counts (second, 0, 1, 1, 1);
  g_clear_pointer (&coal, g_ptr_array_unref);
  coal = query_coal (fixture);
  g_assert_cmpuint (coal->len, ==, 4);
  g_assert_cmpuint (second->conflicting, ==, 0);
}

/* The source's basis is part of what a claim says. */
static void
test_edition_of_source (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = import_report (fixture, "1.xml", "symbol='R/1'", SOURCES ("panel", "A") CITED);
  g_autoptr(PlimImportPlan) second = import_report (fixture, "2.xml", "symbol='R/1' edition='2'", SOURCES ("media", "A") CITED);

  assert_counts (first, 1, 0, 0, 0);
  assert_counts (second, 0, 1, 0, 0);
}

static void
test_references (Fixture       *fixture,
                 gconstpointer  data)
{
  /* The one that refers comes first. */
  g_autoptr(PlimImportPlan) refers = import_report (fixture, "b.xml", "symbol='R/2'",
    "<caps><cap id='c' commodity='coal' direction='export' quantity='5' unit='t' from='2032' replaced-by='R/1#c'/></caps>"
    "<trade><total id='part' commodity='coal' direction='export' from='2032-01' quantity='9' unit='t' part-of='R/1#t1'/>"
    "<shipment id='s' commodity='coal' direction='export' on='2032-05' vessel='R/1#v' origin='R/1#p' quantity='1' unit='t'/></trade>");
  g_autoptr(PlimImportPlan) referred = NULL;
  g_autoptr(GPtrArray) coal = NULL;
  guint seen = 0;

  assert_counts (refers, 3, 0, 0, 0);
  g_assert_true (has_message (refers, PLIM_SEVERITY_WARNING, "“R/1#t1” is referred to"));
  g_assert_true (has_message (refers, PLIM_SEVERITY_WARNING, "“R/1#v” is referred to"));
  g_assert_true (has_message (refers, PLIM_SEVERITY_WARNING, "“R/1#p” is referred to"));
  g_assert_true (has_message (refers, PLIM_SEVERITY_WARNING, "“R/1#c” is referred to"));

  referred = import_report (fixture, "a.xml", "symbol='R/1'",
    "<places><place id='p' name='Port P'/></places>"
    "<vessels><vessel id='v'><identity id='i' name='VESSEL V'/></vessel></vessels>"
    "<caps><cap id='c' commodity='coal' direction='export' quantity='0' unit='t' from='2033'/></caps>"
    TRADE (T ("t1", "5")));
  assert_counts (referred, 3, 0, 0, 0);
  /* Nine is more than five, but it is part of it and so no second truth. */
  g_assert_cmpuint (referred->conflicting, ==, 0);

  coal = query_coal (fixture);
  for (guint i = 0; i < coal->len; i++)
    {
      const PlimTrade *trade = g_ptr_array_index (coal, i);

      if (g_str_equal (trade->claim->id, "R/2/1#s"))
        {
          g_assert_cmpstr (trade->vessel_name, ==, "VESSEL V");
          g_assert_cmpstr (trade->origin, ==, "Port P");
          seen++;
        }
    }
  g_assert_cmpuint (seen, ==, 1);
}

static void
test_duplicate_id (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autoptr(PlimImportPlan) plan = import_report (fixture, "a.xml", "symbol='R/1'", TRADE (T ("t1", "5") "\n" T ("t1", "6")));
  g_autofree char *after = plim_test_dump_store (fixture->path);

  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_nonnull (strstr (plan->error->message, "t1"));
  g_assert_cmpstr (after, ==, before);
}

static void
test_anonymous_twice (Fixture       *fixture,
                      gconstpointer  data)
{
#define ANONYMOUS "<total commodity='coal' direction='export' from='2032' quantity='5' unit='t'/>"
#define TRACK     "<track mmsi='445000000'><fix time='2032-01-01T00:00Z' lat='1' lon='2'/></track>"
  g_autoptr(PlimImportPlan) plan = import_report (fixture, "a.xml", "symbol='R/1'",
                                                  TRADE (ANONYMOUS ANONYMOUS) "<movements>" TRACK TRACK "</movements>");
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GPtrArray) tracks = plim_track_query (fixture->store, &filter, NULL);
  g_autoptr(GPtrArray) integrity = plim_import_query_integrity (fixture->store, NULL);

  assert_counts (plan, 2, 0, 0, 0);
  g_assert_true (has_message (plan, PLIM_SEVERITY_WARNING, "stands here a second time"));
  g_assert_cmpuint (tracks->len, ==, 1);
  g_assert_cmpuint (((PlimTrack *) g_ptr_array_index (tracks, 0))->positions->len, ==, 1);
  g_assert_cmpuint (integrity->len, ==, 0);
}

static void
test_conflicts (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = import_report (fixture, "1.xml", "symbol='R/1'", TRADE (T ("t1", "2500000")));
  g_autoptr(PlimImportPlan) more = NULL;
  g_autoptr(PlimImportPlan) exercise = NULL;
  g_autoptr(PlimImportPlan) thefts = NULL;

  g_assert_cmpuint (first->conflicting, ==, 0);
  more = import_report (fixture, "2.xml", "symbol='R/2'",
    "<sources><source id='n' basis='notified'>N</source></sources>"
    TRADE (/* contradicts the first */
           T ("other", "4100000")
           /* another scenario, another basis, another destination, another year, a part, a revision, no number: none of these does */
           "<total id='a' commodity='coal' direction='export' from='2032' quantity='9' unit='t' laden='0.6'/>"
           "<total id='b' commodity='coal' direction='export' from='2032' quantity='9' unit='t'><cite source='n'/></total>"
           "<total id='c' commodity='coal' direction='export' from='2032' quantity='9' unit='t' destination-country='CN'/>"
           "<total id='d' commodity='coal' direction='export' from='2033' quantity='9' unit='t'/>"
           "<total id='e' commodity='coal' direction='export' from='2032' unit='t'/>"
           "<total id='f' commodity='coal' direction='import' from='2032' quantity='9' unit='t'/>"
           "<shipment id='g' commodity='coal' direction='export' on='2032' quantity='99000000' unit='t'/>"));
  g_assert_no_error (more->error);
  g_assert_cmpuint (more->conflicting, ==, 1);
  g_assert_cmpuint (more->conflicts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (more->conflicts, 0), ==,
                   "R/2/1#other (4.1 million t, 2032) and R/1/1#t1 (2.5 million t, 2032)");

  exercise = import_report (fixture, "3.xml", "symbol='R/3' exercise='yes'", TRADE (T ("t1", "7")));
  g_assert_cmpuint (exercise->conflicting, ==, 0);

  thefts = import_report (fixture, "4.xml", "symbol='R/4'",
    "<thefts><theft id='a' on='2032-07' target='X' amount='35' currency='USD'/>"
    "<theft id='b' on='2032-07-04' target='X' amount='100' currency='USD' bound='more-than'/>"
    "<theft id='c' on='2032-07' target='Y' amount='100' currency='USD'/></thefts>");
  g_assert_no_error (thefts->error);
  /* Both are new: one of a pair counts. */
  g_assert_cmpuint (thefts->conflicts->len, ==, 1);
}

static void
test_warnings (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct { gboolean exercise; const char *body, *says; } doubts[] = {
    { FALSE, "<vessels><vessel id='v' imo='8314881'/></vessels>", "wrong check digit" },
    { FALSE, "<vessels><vessel id='v' imo='0001236'/></vessels>", "begins with 0" },
    { TRUE, "<vessels><vessel id='v' imo='9514303'/></vessels>", "could be a real ship's" },
    { FALSE, "<vessels><vessel id='v'><identity name='N' flag='SL' mmsi='445000000'/></vessel></vessels>", "the flag given is SL" },
    { TRUE, "<vessels><vessel id='v'><identity name='N' mmsi='445000000'/></vessel></vessels>", "could be a real ship's" },
    { FALSE, "<vessels><vessel id='v'><identity name='N' owner-imo='1234567' kind='borrowed'/><identity name='O' owner-imo='1234568'"
             " kind='borrowed'/></vessel></vessels>", "wrong check digit" },
    { FALSE, TRADE ("<total id='t' commodity='coal' direction='export' from='2029' quantity='1' unit='t'/>"), "outside the days" },
    { FALSE, TRADE ("<total id='t' commodity='coal' direction='export' from='2035' quantity='1' unit='t'/>"), "after the report was dated" },
    { FALSE, TRADE ("<total id='t' commodity='coal' direction='export' from='2033' to='2032' quantity='1' unit='t'/>"), "before it begins" },
    { FALSE, TRADE ("<total id='t' commodity='coal' direction='export' from='2032' quantity='5' quantity-high='4' unit='t'/>"),
      "below its low end" },
    { FALSE, TRADE ("<total id='t' commodity='coal' direction='export' from='2032' quantity='5' unit='t'><cite source='who'/></total>"),
      "not in the report's list of sources" },
    { FALSE, "<conversions><conversion id='c' from='t' to='bbl' factor='17.9'/></conversions>", "outside anything petroleum weighs" },
    { FALSE, "<conversions><conversion id='c' from='bbl' to='t' factor='0.05'/></conversions>", "outside anything petroleum weighs" },
    { FALSE, "<movements><track mmsi='12'><fix time='2032-01-01T00:00Z' lat='1' lon='2'/></track></movements>", "nine digits" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autofree char *attributes = g_strdup_printf ("symbol='W/%u' exercise='%s'", i, doubts[i].exercise ? "yes" : "no");
      g_autoptr(PlimImportPlan) plan = import_report (fixture, "w.xml", attributes, doubts[i].body);

      /* Kept, and said with its line. */
      g_assert_no_error (plan->error);
      g_assert_false (plan->known_file);
      if (!has_message (plan, PLIM_SEVERITY_WARNING, doubts[i].says))
        g_error ("nothing said “%s” of %s", doubts[i].says, doubts[i].body);
      g_assert_cmpuint (((PlimImportMessage *) g_ptr_array_index (plan->messages, 0))->line, ==, 3);
    }
}

typedef struct
{
  GMainLoop *loop;
  GPtrArray *plans;
  gboolean   done;
  GError    *error;
  double     fraction;
} Batch;

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Batch *batch = data;

  batch->plans = plim_importer_prepare_finish (NULL, result, &batch->error);
  g_main_loop_quit (batch->loop);
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  Batch *batch = data;

  batch->done = plim_importer_end_finish (NULL, result, &batch->error);
  g_main_loop_quit (batch->loop);
}

static void
fraction_cb (GObject    *importer,
             GParamSpec *pspec,
             gpointer    data)
{
  Batch *batch = data;
  double fraction;

  g_object_get (importer, "fraction", &fraction, NULL);
  g_assert_cmpfloat (fraction, >=, batch->fraction);
  batch->fraction = fraction;
}

static GPtrArray *
make_files (const char *first,
            ...)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);
  va_list names;

  va_start (names, first);
  for (const char *name = first; name != NULL; name = va_arg (names, const char *))
    g_ptr_array_add (files, g_file_new_for_path (name));
  va_end (names);

  return files;
}

enum { COMMIT, ROLL_BACK, CANCEL, DROP };

/* Three files, the middle one is no report: the others do not care. */
static void
test_batch (Fixture       *fixture,
            gconstpointer  data)
{
  int how = GPOINTER_TO_INT (data);
  g_autofree char *everything = plim_test_file (EVERYTHING);
  g_autofree char *bad = write_report (fixture, "bad.xml", "symbol='R/1'", "<nonsense/>");
  g_autofree char *sample = plim_test_file (SAMPLE);
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autofree char *after = NULL;
  g_autoptr(GPtrArray) files = make_files (everything, bad, sample, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(PlimImporter) importer = plim_importer_new (fixture->store);
  Batch batch = { .loop = g_main_loop_new (NULL, FALSE) };

  g_signal_connect (importer, "notify::fraction", G_CALLBACK (fraction_cb), &batch);
  if (how == CANCEL)
    g_cancellable_cancel (cancellable);
  plim_importer_prepare_async (importer, files, cancellable, prepared_cb, &batch);
  g_main_loop_run (batch.loop);

  if (how == CANCEL)
    {
      g_assert_error (batch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&batch.error);
    }
  else
    {
      g_assert_no_error (batch.error);
      g_assert_cmpuint (batch.plans->len, ==, 3);
      assert_counts (g_ptr_array_index (batch.plans, 0), 23, 0, 0, 0);
      g_assert_error (((PlimImportPlan *) g_ptr_array_index (batch.plans, 1))->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
      assert_counts (g_ptr_array_index (batch.plans, 2), 13, 0, 0, 0);
      /* Nobody sees it before it is decided. */
      {
        g_autofree char *meanwhile = plim_test_dump_store (fixture->path);

        g_assert_cmpstr (meanwhile, ==, before);
      }
    }

  if (how == COMMIT || how == ROLL_BACK)
    {
      plim_importer_end_async (importer, how == COMMIT, ended_cb, &batch);
      g_main_loop_run (batch.loop);
      g_assert_no_error (batch.error);
      g_assert_true (batch.done);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_handlers_disconnect_by_data (importer, &batch);
  g_clear_object (&importer);

  after = plim_test_dump_store (fixture->path);
  if (how == COMMIT)
    {
      g_autoptr(GPtrArray) reports = plim_report_query (fixture->store, NULL);
      g_autoptr(GPtrArray) integrity = plim_import_query_integrity (fixture->store, NULL);

      g_assert_cmpuint (reports->len, ==, 2);
      g_assert_cmpuint (integrity->len, ==, 0);
      g_assert_cmpfloat (batch.fraction, >, 0);
    }
  else
    g_assert_cmpstr (after, ==, before);

  /* Whatever became of it, the lock is free. */
  {
    g_autoptr(PlimImportPlan) plan = import_report (fixture, "later.xml", "symbol='R/9'", TRADE (T ("t1", "1")));

    assert_counts (plan, 1, 0, 0, 0);
  }

  g_clear_pointer (&batch.plans, g_ptr_array_unref);
  g_main_loop_unref (batch.loop);
}

static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(PlimStore) other = plim_test_open_store (fixture->dir);
  g_autoptr(PlimStoreWriter) writer = plim_store_writer_begin (other, NULL);
  g_autofree char *path = plim_test_file (SAMPLE);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(PlimImportPlan) plan = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (writer);
  plan = plim_importer_run (fixture->store, file, TRUE, NULL, &error);
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "another program is writing"));
  g_assert_null (plan);

  g_clear_pointer (&writer, plim_store_writer_free);
  g_clear_error (&error);
  plan = plim_importer_run (fixture->store, file, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (plan->error);
  plim_store_close (other);
}

static void
test_preview (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = plim_test_file (EVERYTHING);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autofree char *after = NULL;
  g_autoptr(PlimImportPlan) preview = plim_importer_run (fixture->store, file, FALSE, NULL, NULL);
  g_autoptr(PlimImportPlan) plan = NULL;

  after = plim_test_dump_store (fixture->path);
  g_assert_cmpstr (after, ==, before);
  plan = plim_importer_run (fixture->store, file, TRUE, NULL, NULL);
  assert_counts (plan, preview->added, preview->revised, preview->known, preview->withdrawn);
  g_assert_cmpuint (plan->conflicting, ==, preview->conflicting);
  g_assert_cmpuint (plan->messages->len, ==, preview->messages->len);
  g_assert_cmpuint (plan->positions, ==, preview->positions);
}

static void
test_not_files (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.xml", NULL);
  g_autoptr(PlimImportPlan) folder = plim_test_import (fixture->store, fixture->dir);
  g_autoptr(PlimImportPlan) nothing = plim_test_import (fixture->store, missing);
  g_autoptr(PlimImportPlan) device = plim_test_import (fixture->store, "/dev/zero");

  g_assert_error (folder->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_error (nothing->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_error (device->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
}

static gpointer
append_thread (gpointer data)
{
  FILE *file = fopen (data, "a");

  for (guint i = 0; i < 200; i++)
    {
      fputs (" ", file);
      fflush (file);
      g_usleep (2000);
    }
  fclose (file);

  return NULL;
}

static void
test_changing_file (Fixture       *fixture,
                    gconstpointer  data)
{
  GString *body = g_string_new ("<trade>");
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autofree char *after = NULL;
  g_autofree char *path = NULL;
  g_autoptr(PlimImportPlan) plan = NULL;
  GThread *thread;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (body, "<total id='t%u' commodity='coal' direction='export' from='2032' quantity='%u' unit='t'"
                                  " laden='0.%u'/>\n", i, i, i + 1);
  g_string_append (body, "</trade>");
  path = write_report (fixture, "a.xml", "symbol='R/1'", body->str);
  g_string_free (body, TRUE);

  thread = g_thread_new ("append", append_thread, path);
  g_usleep (5000);
  plan = plim_test_import (fixture->store, path);
  g_thread_join (thread);
  after = plim_test_dump_store (fixture->path);

  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_nonnull (strstr (plan->error->message, "changed while it was being read"));
  g_assert_cmpstr (after, ==, before);
}

typedef struct
{
  PlimStore *store;
  gint64     import_id;
  guint      part;
} Unpacking;

static GBytes *
next_part (gpointer   data,
           GError   **error)
{
  Unpacking *unpacking = data;

  return plim_import_query_original (unpacking->store, unpacking->import_id, unpacking->part++, error);
}

/* Kept whole, whatever its size: an empty tail, one part, several that do not compress. */
static void
test_original (Fixture       *fixture,
               gconstpointer  data)
{
  static const guint sizes[] = { 0, 1000, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.xml", i);
      g_autofree char *attributes = g_strdup_printf ("symbol='R/%u'", i);
      GString *body = g_string_new ("<!--");
      g_autofree char *path = NULL;
      g_autofree char *hash = NULL;
      g_autofree char *unpacked = NULL;
      g_autoptr(PlimImportPlan) plan = NULL;
      g_autoptr(GPtrArray) imports = NULL;
      g_autoptr(GError) error = NULL;
      Unpacking unpacking = { fixture->store, 0, 0 };

      for (guint j = 0; j < sizes[i]; j++)
        g_string_append_c (body, (char) g_test_rand_int_range ('0', 'z'));
      g_string_append (body, "-->" TRADE (T ("t1", "1")));
      path = write_report (fixture, name, attributes, body->str);
      g_string_free (body, TRUE);
      plan = plim_test_import (fixture->store, path);
      g_assert_no_error (plan->error);

      imports = plim_import_query_all (fixture->store, NULL);
      unpacking.import_id = ((PlimImportRecord *) g_ptr_array_index (imports, i))->import_id;
      hash = plim_test_hash_file (path);
      unpacked = plim_original_unpack_digest (next_part, &unpacking, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (unpacked, ==, hash);
      g_assert_cmpstr (((PlimImportRecord *) g_ptr_array_index (imports, i))->sha256, ==, hash);
      g_assert_cmpuint (((PlimImportRecord *) g_ptr_array_index (imports, i))->kind != NULL, ==, TRUE);
      if (sizes[i] > 2000000)
        g_assert_cmpuint (unpacking.part, >, 2);
    }
}

static char *
join_digests (const char * const *names)
{
  g_autofree char *dir = plim_test_make_dir ();
  g_autoptr(PlimStore) store = plim_test_open_store (dir);
  g_autoptr(GPtrArray) imports = NULL;
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr(PlimImportPlan) plan = plim_test_import (store, names[i]);

      g_assert_no_error (plan->error);
    }
  imports = plim_import_query_all (store, NULL);
  for (guint i = 0; i < imports->len; i++)
    {
      const PlimImportRecord *import = g_ptr_array_index (imports, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s %s %s", import->file_name, import->sha256, import->rows_sha256));
    }
  g_ptr_array_sort (lines, plim_text_compare);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));

  plim_store_close (store);
  plim_test_remove_dir (dir);

  return g_string_free (text, FALSE);
}

/* What a report became does not depend on what came before it. */
static void
test_digests (void)
{
  static const char * const forth[] = { EVERYTHING, SAMPLE, "../data/reports/s-2020-151.plimsoll-report.xml", NULL };
  static const char * const back[] = { "../data/reports/s-2020-151.plimsoll-report.xml", SAMPLE, EVERYTHING, NULL };
  g_autofree char *one = join_digests (forth);
  g_autofree char *again = join_digests (forth);
  g_autofree char *other = join_digests (back);

  g_assert_cmpstr (again, ==, one);
  g_assert_cmpstr (other, ==, one);
  g_assert_cmpuint (strlen (one), >, 3 * 128);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); int data; } tests[] = {
    { "/importer/everything/trade", test_everything_trade },
    { "/importer/everything/caps", test_everything_caps },
    { "/importer/everything/vessels", test_everything_vessels },
    { "/importer/everything/movements", test_everything_movements },
    { "/importer/everything/thefts", test_everything_thefts },
    { "/importer/same-file", test_same_file },
    { "/importer/same-claims", test_same_claims },
    { "/importer/clash", test_clash },
    { "/importer/worlds-apart", test_worlds_apart },
    { "/importer/editions", test_editions },
    { "/importer/edition-of-source", test_edition_of_source },
    { "/importer/references", test_references },
    { "/importer/duplicate-id", test_duplicate_id },
    { "/importer/anonymous-twice", test_anonymous_twice },
    { "/importer/conflicts", test_conflicts },
    { "/importer/warnings", test_warnings },
    { "/importer/batch/commit", test_batch, COMMIT },
    { "/importer/batch/roll-back", test_batch, ROLL_BACK },
    { "/importer/batch/cancel", test_batch, CANCEL },
    { "/importer/batch/drop", test_batch, DROP },
    { "/importer/busy", test_busy },
    { "/importer/preview", test_preview },
    { "/importer/not-files", test_not_files },
    { "/importer/changing-file", test_changing_file },
    { "/importer/original", test_original },
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].data), set_up, tests[i].test, tear_down);
  g_test_add_func ("/importer/digests", test_digests);

  return g_test_run ();
}
