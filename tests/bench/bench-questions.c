/* bench-questions.c: who was near here, who was in this area, over a whole year, beside reading all positions once
 *
 *   bench-questions STORE [real]
 *
 * The store is one that bench-questions.py fills with an exercise. Each question's time is given as a ratio to a full scan of the same run.
 */

#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "app/analysis/plim-area-find.h"
#include "app/analysis/plim-near.h"
#include "app/store/plim-position-query.h"

#define ROUNDS 3

typedef struct
{
  const char *name;
  double      latitude, longitude;
  double      radius_m;
} Place;

static const Place places[] = {
  { "2 km of a point at sea", 36.2, 124.4, 2000.0 },
  { "a harbour, 15 km", 35.0, 125.0, 15000.0 },
  { "the whole sea", 35.0, 125.0, 1000000.0 },
};

static double
seconds_since (gint64 begun_us)
{
  return (g_get_monotonic_time () - begun_us) / 1e6;
}

static void
check (const GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("bench-questions: %s\n", error->message);
  exit (1);
}

static gboolean
count_visit (guint               craft,
             const PlimPosition *positions,
             guint               count,
             gpointer            data)
{
  *(guint64 *) data += count;

  return TRUE;
}

static double
scan (PlimStore        *store,
      const PlimFilter *filter,
      guint64          *n_positions)
{
  g_autoptr(GError) error = NULL;
  gint64 begun_us = g_get_monotonic_time ();
  g_autoptr(GPtrArray) crafts = plim_craft_query (store, filter, &error);

  check (error);
  *n_positions = 0;
  plim_position_query_all (store, filter, crafts, count_visit, n_positions, NULL, &error);
  check (error);

  return seconds_since (begun_us);
}

static double
ask_near (PlimStore        *store,
          const PlimFilter *filter,
          const Place      *place,
          guint            *n_found)
{
  const PlimNearQuestion question = { place->latitude, place->longitude, place->radius_m, G_MININT64, G_MAXINT64, PLIM_TRACK_LIMITS_DEFAULT };
  g_autoptr(GError) error = NULL;
  gint64 begun_us = g_get_monotonic_time ();
  g_autoptr(GPtrArray) found = plim_near_find (store, filter, &question, NULL, &error);

  check (error);
  *n_found = found->len;

  return seconds_since (begun_us);
}

/* A square of the same width. */
static double
ask_area (PlimStore        *store,
          const PlimFilter *filter,
          const Place      *place,
          guint            *n_found)
{
  const PlimTrackLimits limits = PLIM_TRACK_LIMITS_DEFAULT;
  double half = place->radius_m / 111000.0;
  const double corners[] = {
    place->latitude - half, place->longitude - half, place->latitude - half, place->longitude + half,
    place->latitude + half, place->longitude + half, place->latitude + half, place->longitude - half,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(PlimArea) area = plim_area_new (corners, 4, &error);
  gint64 begun_us = g_get_monotonic_time ();
  g_autoptr(GPtrArray) found = NULL;

  check (error);
  found = plim_area_find (store, filter, area, &limits, NULL, &error);
  check (error);
  *n_found = found->len;

  return seconds_since (begun_us);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

typedef double (*Ask) (PlimStore        *store,
                       const PlimFilter *filter,
                       const Place      *place,
                       guint            *n_found);

/* Question and scan in turns; the median of the pairs. */
static void
report (PlimStore        *store,
        const PlimFilter *filter,
        const char       *question,
        const Place      *place,
        Ask               ask)
{
  double ratios[ROUNDS], took[ROUNDS];
  guint64 n_positions;
  guint n_found = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double whole_s = scan (store, filter, &n_positions);

      took[i] = ask (store, filter, place, &n_found);
      ratios[i] = took[i] / whole_s;
    }
  qsort (ratios, ROUNDS, sizeof *ratios, compare_doubles);
  qsort (took, ROUNDS, sizeof *took, compare_doubles);
  g_print ("%s, %s: %.2f × a full scan; %.0f ms; %u vessels\n", question, place->name, ratios[ROUNDS / 2], took[ROUNDS / 2] * 1e3, n_found);
}

/* What the map asks first, and what it asks when a vessel is chosen. */
static void
report_tracks (PlimStore        *store,
               const PlimFilter *filter)
{
  g_autoptr(GError) error = NULL;
  gint64 begun_us = g_get_monotonic_time ();
  g_autoptr(GPtrArray) crafts = plim_craft_query (store, filter, &error);
  double crafts_s = seconds_since (begun_us);
  g_autofree double *took = NULL;
  guint64 n_positions = 0;

  check (error);
  took = g_new0 (double, crafts->len + 1);
  for (guint i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);
      g_autoptr(GArray) positions = NULL;

      begun_us = g_get_monotonic_time ();
      positions = plim_position_query_vessel (store, filter, craft->key, G_MININT64, G_MAXINT64, &error);
      took[i] = seconds_since (begun_us);
      check (error);
      n_positions += positions->len;
    }
  qsort (took, crafts->len, sizeof *took, compare_doubles);
  g_print ("who has positions: %.0f ms, %u vessels; a vessel's year: %.1f ms, %.0f positions\n", crafts_s * 1e3, crafts->len,
           took[crafts->len / 2] * 1e3, crafts->len > 0 ? (double) n_positions / crafts->len : 0.0);
}

int
main (int    argc,
      char **argv)
{
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(PlimStore) store = NULL;
  g_autoptr(GError) error = NULL;
  guint64 n_positions;

  setlocale (LC_CTYPE, "C.UTF-8");
  if (argc < 2)
    {
      g_printerr ("bench-questions STORE [real]\n");
      return 2;
    }
  filter.exercise = argc < 3;
  store = plim_store_open (argv[1], &error);
  check (error);
  scan (store, &filter, &n_positions);
  g_print ("a full scan of %" G_GUINT64_FORMAT " positions: %.0f ms\n", n_positions, scan (store, &filter, &n_positions) * 1e3);
  report_tracks (store, &filter);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    report (store, &filter, "who was near", &places[i], ask_near);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    report (store, &filter, "who was in the square", &places[i], ask_area);
  plim_store_close (store);

  return 0;
}
