#include "config.h"

#include "app/store/plim-claim-query.h"
#include "app/store/plim-import-query.h"
#include "app/store/plim-track-query.h"
#include "app/store/plim-trade-query.h"
#include "tests/plim-test-store.h"
#include "tests/plim-test.h"

#include <string.h>

#define EVERYTHING "reports/everything.plimsoll-report.xml"

#define T(id, quantity) "<total id='" id "' commodity='coal' direction='export' from='2032' quantity='" quantity "' unit='t'/>"
#define TRADE(totals)   "<trade>" totals "</trade>"

#define SOURCES(basis, name) "<sources><source id='a' basis='" basis "'>" name "</source></sources>"
#define PLACES(lat)          "<places><place id='p' name='P' lat='" lat "' lon='1'/></places>"
#define VESSELS(imo)         "<vessels><vessel id='v' imo='" imo "'/></vessels>"
#define CITED                TRADE ("<total id='t1' commodity='coal' direction='export' from='2032' quantity='5' unit='t'>" \
                                    "<cite source='a'/></total>")

static void
test_same_file (PlimTestStore *fixture,
                gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = plim_test_import (fixture->store, EVERYTHING);
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autoptr(PlimImportPlan) second = plim_test_import (fixture->store, EVERYTHING);
  g_autofree char *after = plim_test_dump_store (fixture->path);

  g_assert_false (first->known_file);
  g_assert_true (second->known_file);
  plim_test_assert_counts (second, 0, 0, 23, 0);
  g_assert_true (plim_test_has_message (second, PLIM_SEVERITY_NOTE, "this very file is already in the store (EX/ALL, imported "));
  g_assert_cmpstr (after, ==, before);
}

/* Other spaces, another order of attributes, a comment: other bytes, the same claims. */
static void
test_same_claims (PlimTestStore *fixture,
                  gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = plim_test_import_report (fixture, "a.xml", "symbol='R/1'", TRADE (T ("t1", "5")));
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autoptr(PlimImportPlan) second = plim_test_import_report (fixture, "b.xml", "symbol='R/1' edition='1'",
    "<!-- again --><trade>\n  <total unit='t' id='t1' quantity='5' from='2032'\n direction='export' commodity='coal' bound=''/></trade>");
  g_autofree char *after = plim_test_dump_store (fixture->path);

  plim_test_assert_counts (first, 1, 0, 0, 0);
  plim_test_assert_counts (second, 0, 0, 1, 0);
  g_assert_true (second->known_file);
  g_assert_true (plim_test_has_message (second, PLIM_SEVERITY_NOTE, "with the same claims"));
  g_assert_cmpstr (after, ==, before);
}

static void
test_worlds_apart (PlimTestStore *fixture,
                   gconstpointer  data)
{
  g_autoptr(PlimImportPlan) real = plim_test_import_report (fixture, "real.xml", "symbol='R/1'", "");
  g_autoptr(PlimImportPlan) exercise = plim_test_import_report (fixture, "exercise.xml", "symbol='R/1' edition='2' exercise='yes'", "");
  g_autoptr(PlimImportPlan) later = plim_test_import_report (fixture, "later.xml", "symbol='R/1' edition='2'", "");

  g_assert_no_error (real->error);
  g_assert_error (exercise->error, PLIM_ERROR, PLIM_ERROR_CLASH);
  g_assert_nonnull (strstr (exercise->error->message, "real.xml"));
  g_assert_no_error (later->error);
}

static void
assert_clash (PlimTestStore *fixture,
              const char    *attributes,
              const char    *body)
{
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autoptr(PlimImportPlan) plan = plim_test_import_report (fixture, "other.xml", attributes, body);
  g_autofree char *after = plim_test_dump_store (fixture->path);

  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_CLASH);
  g_assert_nonnull (strstr (plan->error->message, "R/1, edition 1"));
  g_assert_nonnull (strstr (plan->error->message, "first.xml"));
  g_assert_cmpuint (plan->added + plan->revised + plan->known + plan->withdrawn + plan->conflicting, ==, 0);
  g_assert_cmpstr (after, ==, before);
}

static void
test_clash (PlimTestStore *fixture,
            gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = plim_test_import_report (fixture, "first.xml", "symbol='R/1'",
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
query_coal (PlimTestStore *fixture)
{
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GError) error = NULL;
  GPtrArray *found = plim_trade_query (fixture->store, "coal", &filter, &error);

  g_assert_no_error (error);

  return found;
}

static void
test_editions (PlimTestStore *fixture,
               gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = plim_test_import_report (fixture, "1.xml", "symbol='R/1' edition='1'",
                                                             TRADE (T ("same", "1") T ("changed", "2") T ("gone", "3")));
  g_autoptr(PlimImportPlan) third = plim_test_import_report (fixture, "3.xml", "symbol='R/1' edition='3'",
                                                             TRADE (T ("same", "1") T ("changed", "4") T ("new", "5") T ("newer", "6")));
  g_autoptr(PlimImportPlan) second = NULL;
  g_autoptr(GPtrArray) coal = query_coal (fixture);
  static const struct { const char *id; PlimClaimState state; } states[] = {
    { "R/1/1#same", PLIM_CLAIM_REVISED }, { "R/1/1#changed", PLIM_CLAIM_REVISED }, { "R/1/1#gone", PLIM_CLAIM_WITHDRAWN },
    { "R/1/3#same", PLIM_CLAIM_CURRENT }, { "R/1/3#new", PLIM_CLAIM_CURRENT },
  };

  plim_test_assert_counts (first, 3, 0, 0, 0);
  plim_test_assert_counts (third, 2, 1, 1, 1);
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
  second = plim_test_import_report (fixture, "2.xml", "symbol='R/1' edition='2'", TRADE (T ("same", "1") T ("changed", "9")));
  plim_test_assert_counts (second, 0, 1, 1, 1);
  g_clear_pointer (&coal, g_ptr_array_unref);
  coal = query_coal (fixture);
  g_assert_cmpuint (coal->len, ==, 4);
  g_assert_cmpuint (second->conflicting, ==, 0);
}

/* The source's basis is part of what a claim says. */
static void
test_edition_of_source (PlimTestStore *fixture,
                        gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = plim_test_import_report (fixture, "1.xml", "symbol='R/1'", SOURCES ("panel", "A") CITED);
  g_autoptr(PlimImportPlan) second = plim_test_import_report (fixture, "2.xml", "symbol='R/1' edition='2'", SOURCES ("media", "A") CITED);

  plim_test_assert_counts (first, 1, 0, 0, 0);
  plim_test_assert_counts (second, 0, 1, 0, 0);
}

static void
test_references (PlimTestStore *fixture,
                 gconstpointer  data)
{
  /* The one that refers comes first. */
  g_autoptr(PlimImportPlan) refers = plim_test_import_report (fixture, "b.xml", "symbol='R/2'",
    "<caps><cap id='c' commodity='coal' direction='export' quantity='5' unit='t' from='2032' replaced-by='R/1#c'/></caps>"
    "<trade><total id='part' commodity='coal' direction='export' from='2032-01' quantity='9' unit='t' part-of='R/1#t1'/>"
    "<shipment id='s' commodity='coal' direction='export' on='2032-05' vessel='R/1#v' origin='R/1#p' quantity='1' unit='t'/></trade>");
  g_autoptr(PlimImportPlan) referred = NULL;
  g_autoptr(GPtrArray) coal = NULL;
  guint seen = 0;

  plim_test_assert_counts (refers, 3, 0, 0, 0);
  g_assert_true (plim_test_has_message (refers, PLIM_SEVERITY_WARNING, "“R/1#t1” is referred to"));
  g_assert_true (plim_test_has_message (refers, PLIM_SEVERITY_WARNING, "“R/1#v” is referred to"));
  g_assert_true (plim_test_has_message (refers, PLIM_SEVERITY_WARNING, "“R/1#p” is referred to"));
  g_assert_true (plim_test_has_message (refers, PLIM_SEVERITY_WARNING, "“R/1#c” is referred to"));

  referred = plim_test_import_report (fixture, "a.xml", "symbol='R/1'",
    "<places><place id='p' name='Port P'/></places>"
    "<vessels><vessel id='v'><identity id='i' name='VESSEL V'/></vessel></vessels>"
    "<caps><cap id='c' commodity='coal' direction='export' quantity='0' unit='t' from='2033'/></caps>"
    TRADE (T ("t1", "5")));
  plim_test_assert_counts (referred, 3, 0, 0, 0);
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
test_duplicate_id (PlimTestStore *fixture,
                   gconstpointer  data)
{
  g_autofree char *before = plim_test_dump_store (fixture->path);
  g_autoptr(PlimImportPlan) plan = plim_test_import_report (fixture, "a.xml", "symbol='R/1'", TRADE (T ("t1", "5") "\n" T ("t1", "6")));
  g_autofree char *after = plim_test_dump_store (fixture->path);

  g_assert_error (plan->error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_assert_nonnull (strstr (plan->error->message, "t1"));
  g_assert_cmpstr (after, ==, before);
}

static void
test_anonymous_twice (PlimTestStore *fixture,
                      gconstpointer  data)
{
#define ANONYMOUS "<total commodity='coal' direction='export' from='2032' quantity='5' unit='t'/>"
#define TRACK     "<track mmsi='445000000'><fix time='2032-01-01T00:00Z' lat='1' lon='2'/></track>"
  g_autoptr(PlimImportPlan) plan = plim_test_import_report (fixture, "a.xml", "symbol='R/1'",
                                                            TRADE (ANONYMOUS ANONYMOUS) "<movements>" TRACK TRACK "</movements>");
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GPtrArray) tracks = plim_track_query (fixture->store, &filter, NULL);
  g_autoptr(GPtrArray) integrity = plim_import_query_integrity (fixture->store, NULL);

  plim_test_assert_counts (plan, 2, 0, 0, 0);
  g_assert_true (plim_test_has_message (plan, PLIM_SEVERITY_WARNING, "stands here a second time"));
  g_assert_cmpuint (tracks->len, ==, 1);
  g_assert_cmpuint (((PlimTrack *) g_ptr_array_index (tracks, 0))->positions->len, ==, 1);
  g_assert_cmpuint (integrity->len, ==, 0);
}

static void
test_conflicts (PlimTestStore *fixture,
                gconstpointer  data)
{
  g_autoptr(PlimImportPlan) first = plim_test_import_report (fixture, "1.xml", "symbol='R/1'", TRADE (T ("t1", "2500000")));
  g_autoptr(PlimImportPlan) more = NULL;
  g_autoptr(PlimImportPlan) exercise = NULL;
  g_autoptr(PlimImportPlan) thefts = NULL;

  g_assert_cmpuint (first->conflicting, ==, 0);
  more = plim_test_import_report (fixture, "2.xml", "symbol='R/2'",
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

  exercise = plim_test_import_report (fixture, "3.xml", "symbol='R/3' exercise='yes'", TRADE (T ("t1", "7")));
  g_assert_cmpuint (exercise->conflicting, ==, 0);

  thefts = plim_test_import_report (fixture, "4.xml", "symbol='R/4'",
    "<thefts><theft id='a' on='2032-07' target='X' amount='35' currency='USD'/>"
    "<theft id='b' on='2032-07-04' target='X' amount='100' currency='USD' bound='more-than'/>"
    "<theft id='c' on='2032-07' target='Y' amount='100' currency='USD'/></thefts>");
  g_assert_no_error (thefts->error);
  /* Both are new: one of a pair counts. */
  g_assert_cmpuint (thefts->conflicts->len, ==, 1);
}

static void
test_warnings (PlimTestStore *fixture,
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
      g_autoptr(PlimImportPlan) plan = plim_test_import_report (fixture, "w.xml", attributes, doubts[i].body);

      /* Kept, and said with its line. */
      g_assert_no_error (plan->error);
      g_assert_false (plan->known_file);
      if (!plim_test_has_message (plan, PLIM_SEVERITY_WARNING, doubts[i].says))
        g_error ("nothing said “%s” of %s", doubts[i].says, doubts[i].body);
      g_assert_cmpuint (((PlimImportMessage *) g_ptr_array_index (plan->messages, 0))->line, ==, 3);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (PlimTestStore *, gconstpointer); } tests[] = {
    { "/import-plan/same-file", test_same_file },
    { "/import-plan/same-claims", test_same_claims },
    { "/import-plan/clash", test_clash },
    { "/import-plan/worlds-apart", test_worlds_apart },
    { "/import-plan/editions", test_editions },
    { "/import-plan/edition-of-source", test_edition_of_source },
    { "/import-plan/references", test_references },
    { "/import-plan/duplicate-id", test_duplicate_id },
    { "/import-plan/anonymous-twice", test_anonymous_twice },
    { "/import-plan/conflicts", test_conflicts },
    { "/import-plan/warnings", test_warnings },
  };

  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PlimTestStore, NULL, plim_test_store_set_up, tests[i].test, plim_test_store_tear_down);

  return g_test_run ();
}
