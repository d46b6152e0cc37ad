#include "config.h"

#include "app/analysis/plim-geo.h"
#include "app/map/plim-gazetteer.h"
#include "app/map/plim-map-scene.h"
#include "app/plim-error.h"
#include "app/scene/plim-scene-svg.h"
#include "tests/plim-test-marks.h"
#include "tests/plim-test.h"

#include <math.h>
#include <string.h>

/* Every case that has places runs where they are and so many degrees farther east, where 180° lies among them. */
static const double shifts[] = { 0.0, 56.25, 60.0, -303.75 };
static double shift;

static double
east (double longitude)
{
  return plim_geo_wrap (longitude + shift);
}

static PlimClaim *
make_claim (const char *id)
{
  PlimClaim *claim = plim_claim_new ();

  claim->id = g_strdup_printf ("EX/1/1#%s", id);
  claim->report = g_strdup ("EX/1");
  claim->local_id = g_strdup (id);
  claim->publisher = g_strdup ("Exercise Panel");
  plim_period_parse ("2031-03-04", NULL, &claim->known);

  return claim;
}

static PlimTrack *
make_track (const char *id,
            double      lat,
            double      lon,
            double      lon_step,
            guint       n)
{
  PlimTrack *track = g_new0 (PlimTrack, 1);
  guint i;

  track->claim = make_claim (id);
  track->vessel_name = g_strdup ("EXERCISE ALPHA");
  track->vessel_key = g_strdup ("EX/1#alpha");
  track->mmsi = g_strdup ("799000001");
  track->positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  track->silences = g_array_new (FALSE, FALSE, sizeof (PlimSilence));
  for (i = 0; i < n; i++)
    {
      PlimPosition fix = { 1900000000 + i * 3600, lat * 1e6, lround (east (lon + i * lon_step) * 1e6), -1, -1, -1, -1, -1 };

      g_array_append_val (track->positions, fix);
    }

  return track;
}

static PlimSighting *
make_sighting (const char *id,
               double      lat,
               double      lon,
               double      radius_km,
               PlimKnownBy known_by)
{
  PlimSighting *sighting = g_new0 (PlimSighting, 1);

  sighting->claim = make_claim (id);
  plim_period_parse ("2030-05-01", NULL, &sighting->when);
  sighting->vessel_name = g_strdup_printf ("EXERCISE %s", id);
  sighting->has_point = TRUE;
  sighting->lat = lat;
  sighting->lon = east (lon);
  sighting->radius_km = radius_km;
  sighting->known_by = known_by;

  return sighting;
}

static PlimRoute *
make_route (const char *id,
            gboolean    known_way)
{
  PlimRoute *route = g_new0 (PlimRoute, 1);
  PlimLeg *leg = g_new0 (PlimLeg, 1);
  const double via[] = { 33.0, east (123.5) };

  leg->has_ends = TRUE;
  leg->from_name = g_strdup ("A");
  leg->to_name = g_strdup ("B");
  leg->from_lat = 29.0;
  leg->from_lon = east (122.0);
  leg->to_lat = 38.6;
  leg->to_lon = east (124.5);
  leg->via = g_array_new (FALSE, FALSE, sizeof (double));
  if (known_way)
    g_array_append_vals (leg->via, via, 2);

  route->claim = make_claim (id);
  route->suspected = TRUE;
  route->legs = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_leg_free);
  g_ptr_array_add (route->legs, leg);

  return route;
}

static PlimMapContent *
make_content (void)
{
  PlimMapContent *content = g_new0 (PlimMapContent, 1);

  g_atomic_ref_count_init (&content->ref_count);
  content->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_track_free);
  content->sightings = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_sighting_free);
  content->routes = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_route_free);
  content->places = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_place_free);
  content->vessels = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (content->vessels, g_strdup ("EX/1#alpha"));

  return content;
}

static PlimScene *
draw (PlimMapContent *content,
      const char     *box)
{
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;
  g_autoptr(GError) error = NULL;
  PlimScene *scene;

  /* The usual frame stays where it is: elsewhere the same one is asked for. */
  if (box == NULL && shift != 0.0)
    box = "117,24.5,132,41.5";
  if (box != NULL)
    {
      plim_map_box_parse (box, &options.box, &error);
      g_assert_no_error (error);
      options.box.west = east (options.box.west);
      options.box.east = east (options.box.east);
      options.has_box = TRUE;
    }
  scene = plim_map_scene_draw (content, &options, &error);
  g_assert_no_error (error);

  return scene;
}

static guint
count_style (PlimScene *scene,
             PlimStyle  style,
             gboolean   marks)
{
  guint i, n = 0;

  for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      n += shape->style == style && plim_shape_is_mark (shape) == marks;
    }

  return n;
}

static gboolean
has_text (PlimScene  *scene,
          const char *text)
{
  guint i;

  for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
    if (g_strcmp0 (plim_scene_get_shape (scene, i)->text, text) == 0)
      return TRUE;

  return FALSE;
}

/* The longest edge of any track drawn, in mm. */
static double
longest_edge (PlimScene *scene)
{
  double longest = 0.0;
  guint i, j;

  for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (shape->style != PLIM_STYLE_TRACK || !plim_shape_is_mark (shape))
        continue;
      for (j = 1; j < shape->points->len; j++)
        {
          const PlimPathPoint *to = &g_array_index (shape->points, PlimPathPoint, j), *from = to - 1;

          if (to->verb == PLIM_PATH_LINE)
            longest = MAX (longest, hypot (to->x - from->x, to->y - from->y));
        }
    }

  return longest;
}

static void
test_silence_is_a_gap (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) whole = NULL, stated = NULL, unstated = NULL;
  PlimTrack *track = make_track ("t", 34.0, 122.0, 0.1, 40);
  const PlimSilence silence = { 1900000000 + 10 * 3600 + 60, 1900000000 + 11 * 3600 - 60 };
  guint i;

  g_ptr_array_add (content->tracks, track);
  whole = draw (content, NULL);
  g_assert_cmpuint (count_style (whole, PLIM_STYLE_TRACK, TRUE), ==, 1);
  g_assert_cmpuint (count_style (whole, PLIM_STYLE_SILENCE, TRUE), ==, 0);

  g_array_append_val (track->silences, silence);
  stated = draw (content, NULL);
  g_assert_cmpuint (count_style (stated, PLIM_STYLE_TRACK, TRUE), ==, 2);
  g_assert_cmpuint (count_style (stated, PLIM_STYLE_SILENCE, TRUE), ==, 2);

  /* Nobody said "silence", but there is no position for a day: no line either. */
  g_array_set_size (track->silences, 0);
  for (i = 20; i < 40; i++)
    {
      g_array_index (track->positions, PlimPosition, i).time_s += 86400;
      g_array_index (track->positions, PlimPosition, i).lon_e6 = lround (east (124.0 + i * 0.1) * 1e6);
    }
  unstated = draw (content, NULL);
  g_assert_cmpuint (count_style (unstated, PLIM_STYLE_TRACK, TRUE), ==, 2);
  g_assert_cmpuint (count_style (unstated, PLIM_STYLE_SILENCE, TRUE), ==, 2);
  g_assert_cmpfloat (longest_edge (unstated), <, 2.0 * longest_edge (whole));
  g_assert_true (has_text (unstated, "no position 1 d 1 h"));
}

/* One position is a place too; and a silence is told where it is stated, though no position follows it. */
static void
test_single_positions (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) alone = NULL, silent = NULL, open = NULL, twice = NULL, off = NULL;
  PlimTrack *track = make_track ("t", 34.0, 122.0, 0.1, 1);
  PlimSilence silence = { 1900000000 + 60, 1900000000 + 60 + 390 * 60 };

  g_ptr_array_add (content->tracks, track);
  alone = draw (content, NULL);
  g_assert_cmpuint (count_style (alone, PLIM_STYLE_TRACK, TRUE), ==, 1);
  g_assert_cmpuint (count_style (alone, PLIM_STYLE_SILENCE, TRUE), ==, 0);
  g_assert_true (has_text (alone, "EXERCISE ALPHA"));
  g_assert_nonnull (strstr (plim_scene_get_title (alone), "1 track"));

  g_array_append_val (track->silences, silence);
  silent = draw (content, NULL);
  g_assert_cmpuint (count_style (silent, PLIM_STYLE_TRACK, TRUE), ==, 0);
  g_assert_cmpuint (count_style (silent, PLIM_STYLE_SILENCE, TRUE), ==, 1);
  /* Cut, not rounded up. */
  g_assert_true (has_text (silent, "silent 6 h 30 min"));
  g_assert_true (has_text (silent, "EXERCISE ALPHA"));
  g_assert_true (plim_test_has_text (silent, "Where a silence begins"));

  /* It began, and its end is not stated. */
  g_array_index (track->silences, PlimSilence, 0).to_s = plim_day_to_unix (PLIM_DAY_LAST + 1);
  open = draw (content, NULL);
  g_assert_cmpuint (count_style (open, PLIM_STYLE_SILENCE, TRUE), ==, 1);
  g_assert_true (has_text (open, "silent, until when is not known"));
  g_clear_pointer (&open, plim_scene_unref);
  g_array_index (track->silences, PlimSilence, 0).to_s = g_array_index (track->silences, PlimSilence, 0).from_s;
  open = draw (content, NULL);
  g_assert_true (has_text (open, "silent, until when is not known"));

  /* One before and one after all positions: a ring each, where the line begins and where it ends. */
  g_ptr_array_set_size (content->tracks, 0);
  track = make_track ("t", 34.0, 122.0, 0.1, 5);
  silence = (PlimSilence) { 1900000000 - 7200, 1900000000 };
  g_array_append_val (track->silences, silence);
  silence = (PlimSilence) { 1900000000 + 4 * 3600, 1900000000 + 9 * 3600 };
  g_array_append_val (track->silences, silence);
  g_ptr_array_add (content->tracks, track);
  twice = draw (content, NULL);
  g_assert_cmpuint (count_style (twice, PLIM_STYLE_TRACK, TRUE), ==, 1);
  g_assert_cmpuint (count_style (twice, PLIM_STYLE_SILENCE, TRUE), ==, 2);

  /* A silence between places that are not on the map needs no sign explained. */
  g_ptr_array_set_size (content->tracks, 0);
  track = make_track ("t", 34.0, 100.0, 1.0, 30);
  silence = (PlimSilence) { 1900000000 + 10, 1900000000 + 20 };
  g_array_append_val (track->silences, silence);
  g_ptr_array_add (content->tracks, track);
  off = draw (content, NULL);
  g_assert_cmpuint (count_style (off, PLIM_STYLE_SILENCE, TRUE), ==, 0);
  g_assert_cmpuint (count_style (off, PLIM_STYLE_TRACK, TRUE), ==, 1);
  g_assert_false (plim_test_has_text (off, "Where a silence begins"));
}

/* A way that went round the world is drawn where it arrives. */
static void
test_round_the_world (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) scene = NULL;

  g_ptr_array_add (content->tracks, make_track ("t", 34.0, -58.0, 1.0, 184));
  scene = draw (content, NULL);
  g_assert_cmpuint (count_style (scene, PLIM_STYLE_TRACK, TRUE), ==, 1);
  g_assert_true (has_text (scene, "EXERCISE ALPHA"));
}

static void
test_routes (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) scene = NULL;

  g_ptr_array_add (content->routes, make_route ("known", TRUE));
  g_ptr_array_add (content->routes, make_route ("unknown", FALSE));
  scene = draw (content, NULL);

  /* The line and its two barbs. */
  g_assert_cmpuint (count_style (scene, PLIM_STYLE_ROUTE_SUSPECTED, TRUE), ==, 3);
  g_assert_cmpuint (count_style (scene, PLIM_STYLE_ROUTE_UNKNOWN_WAY, TRUE), ==, 1);
  g_assert_cmpuint (count_style (scene, PLIM_STYLE_TRACK, TRUE), ==, 0);
  g_assert_true (has_text (scene, "way not known"));
}

/* A leg that ends off the map points to where it goes; of the legs of one route one alone says that the way is not known. */
static void
test_leaving_route (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) scene = NULL;
  PlimRoute *route = make_route ("far", FALSE);
  PlimLeg *leg = g_ptr_array_index (route->legs, 0);

  leg->to_lat = -1.3;
  leg->to_lon = east (116.8);
  g_free (leg->to_name);
  leg->to_name = g_strdup ("Port Far");
  g_ptr_array_add (content->routes, route);
  scene = draw (content, NULL);

  g_assert_true (has_text (scene, "to Port Far, way not known"));
  /* The two barbs stand on the same claim. */
  g_assert_cmpuint (count_style (scene, PLIM_STYLE_LEADER, TRUE), ==, 2);
}

/* What is in one place is one mark that carries all its claims. */
static void
test_sightings (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) scene = NULL;
  PlimSighting *nowhere = make_sighting ("nowhere", 0.0, 0.0, 0.0, PLIM_KNOWN_BY_TOLD);
  guint i, claims = 0;

  nowhere->has_point = FALSE;
  g_ptr_array_add (content->sightings, make_sighting ("a", 30.0, 124.0, 200.0, PLIM_KNOWN_BY_SEEN));
  g_ptr_array_add (content->sightings, make_sighting ("b", 30.0, 124.0, 200.0, PLIM_KNOWN_BY_SEEN));
  g_ptr_array_add (content->sightings, make_sighting ("c", 38.6, 125.1, 15.0, PLIM_KNOWN_BY_TOLD));
  g_ptr_array_add (content->sightings, make_sighting ("far", -10.0, 10.0, 15.0, PLIM_KNOWN_BY_TOLD));
  g_ptr_array_add (content->sightings, nowhere);
  scene = draw (content, NULL);

  g_assert_cmpuint (count_style (scene, PLIM_STYLE_SIGHTING, TRUE), ==, 1);
  g_assert_cmpuint (count_style (scene, PLIM_STYLE_SIGHTING_TOLD, TRUE), ==, 1);
  for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (shape->style == PLIM_STYLE_SIGHTING && plim_shape_is_mark (shape))
        claims = g_strv_length (shape->claims);
    }
  g_assert_cmpuint (claims, ==, 2);
  g_assert_nonnull (strstr (plim_scene_get_summary (scene), "1 sighting lies outside this map."));
  g_assert_nonnull (strstr (plim_scene_get_summary (scene), "1 statement names no place that can be drawn."));
  /* The title counts what the map shows. */
  g_assert_nonnull (strstr (plim_scene_get_title (scene), "3 sightings"));
}

static void
test_across_180 (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) scene = NULL;

  g_ptr_array_add (content->tracks, make_track ("t", 10.0, 178.0, 0.1, 40));
  scene = draw (content, "170,0,-170,20");
  g_assert_cmpuint (count_style (scene, PLIM_STYLE_TRACK, TRUE), ==, 1);
  g_assert_cmpfloat (longest_edge (scene), <, 5.0);
}

static void
test_marks_and_furniture (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) scene = NULL, again = NULL;
  g_autofree char *svg = NULL, *same = NULL;
  guint i, marks = 0;

  content->exercise = TRUE;
  g_ptr_array_add (content->tracks, make_track ("t", 34.0, 100.0, 1.0, 60));
  g_ptr_array_add (content->sightings, make_sighting ("wide", 30.0, 117.5, 400.0, PLIM_KNOWN_BY_SEEN));
  g_ptr_array_add (content->sightings, make_sighting ("told", 41.0, 124.0, 300.0, PLIM_KNOWN_BY_TOLD));
  g_ptr_array_add (content->routes, make_route ("r", FALSE));
  scene = draw (content, "117,24,132,42");
  again = draw (content, "117,24,132,42");

  for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);
      double x, y, w, h;

      switch (shape->style)
        {
        case PLIM_STYLE_SEA:
        case PLIM_STYLE_LAND:
        case PLIM_STYLE_COAST:
        case PLIM_STYLE_BORDER:
        case PLIM_STYLE_GRATICULE:
          g_assert_false (plim_shape_is_mark (shape));
          break;
        default:
          break;
        }
      if (!plim_shape_is_mark (shape))
        continue;

      marks++;
      g_assert_nonnull (shape->claims);
      g_assert_nonnull (shape->claims[0]);
      plim_shape_get_bounds (shape, &x, &y, &w, &h);
      /* Not into the title, the legend or the notes. */
      g_assert_cmpfloat (x, >=, 16.0);
      g_assert_cmpfloat (x + w, <=, 197.0);
      g_assert_cmpfloat (y, >=, 18.0);
      g_assert_cmpfloat (y + h, <=, 131.0);
    }
  g_assert_cmpuint (marks, >=, 4);
  g_assert_true (has_text (scene, "EXERCISE"));
  g_assert_true (plim_scene_get_exercise (scene));

  svg = plim_scene_svg_write (scene, PLIM_THEME_PAPER);
  same = plim_scene_svg_write (again, PLIM_THEME_PAPER);
  g_assert_cmpstr (svg, ==, same);
}

static void
test_labels_do_not_collide (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) scene = NULL;
  guint i, j, labels = 0;

  for (i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      g_ptr_array_add (content->sightings, make_sighting (id, 34.0 + (i % 7) * 0.3, 122.0 + (i / 7) * 0.4, 5.0,
                                                          PLIM_KNOWN_BY_SEEN));
    }
  scene = draw (content, NULL);
  for (i = 0; i < plim_scene_get_n_shapes (scene); i++)
    {
      const PlimShape *a = plim_scene_get_shape (scene, i);
      double ax, ay, aw, ah, bx, by, bw, bh;

      if (a->style != PLIM_STYLE_TEXT_LABEL)
        continue;
      labels++;
      plim_shape_get_bounds (a, &ax, &ay, &aw, &ah);
      for (j = i + 1; j < plim_scene_get_n_shapes (scene); j++)
        {
          const PlimShape *b = plim_scene_get_shape (scene, j);

          if (b->style != PLIM_STYLE_TEXT_LABEL)
            continue;
          plim_shape_get_bounds (b, &bx, &by, &bw, &bh);
          /* Ascenders and descenders may touch, words may not. */
          g_assert_true (ax + aw <= bx + 0.2 || bx + bw <= ax + 0.2 || ay + ah <= by + 0.8 || by + bh <= ay + 0.8);
        }
    }
  g_assert_cmpuint (labels, >=, 8);
}

/* Latitudes and longitudes in turn. */
static PlimArea *
make_area (const double *places,
           guint         n)
{
  g_autofree double *moved = g_memdup2 (places, 2 * n * sizeof (double));
  g_autoptr(GError) error = NULL;
  PlimArea *area;
  guint i;

  for (i = 0; i < n; i++)
    moved[2 * i + 1] = east (moved[2 * i + 1]);
  area = plim_area_new (moved, n, &error);
  g_assert_no_error (error);

  return area;
}

/* An area narrows the tracks, and the map says so; wherever 180° is, its edge is where it was drawn. */
static void
test_area (void)
{
  static const struct { double west; const char *box; double area[8]; } cases[] = {
    { 124.0, "120,27,132,35", { 29.0, 123.5, 31.0, 123.5, 31.0, 125.0, 29.0, 125.0 } },
    { 179.5, "176,27,-172,35", { 29.0, 179.0, 31.0, 179.0, 31.0, -179.5, 29.0, -179.5 } },
  };
  static const char * const alpha[] = { "EX/1#alpha", NULL };
  static const char * const nobody[] = { NULL };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PlimMapContent) content = make_content (), narrowed = NULL, empty = NULL;
      g_autoptr(PlimArea) area = make_area (cases[i].area, 4);
      g_autoptr(PlimScene) all = NULL, some = NULL, none = NULL;
      double x, y, w, h, height, x_all, y_all, w_all, h_all;
      guint j;

      g_ptr_array_add (content->tracks, make_track ("a", 30.0, cases[i].west, 0.1, 10));
      narrowed = plim_map_content_narrow (content, area, "Exercise area", alpha);
      empty = plim_map_content_narrow (content, area, NULL, nobody);
      g_assert_true (plim_map_content_shows (content, "MMSI 799000009"));
      g_assert_true (plim_map_content_shows (narrowed, "EX/1#alpha"));
      g_assert_false (plim_map_content_shows (narrowed, "MMSI 799000009"));
      g_assert_false (plim_map_content_shows (empty, "EX/1#alpha"));
      all = draw (content, cases[i].box);
      some = draw (narrowed, cases[i].box);
      none = draw (empty, cases[i].box);
      g_assert_cmpuint (count_style (all, PLIM_STYLE_TRACK, TRUE), ==, 1);
      g_assert_cmpuint (count_style (some, PLIM_STYLE_TRACK, TRUE), ==, 1);
      g_assert_cmpuint (count_style (none, PLIM_STYLE_TRACK, TRUE), ==, 0);
      /* The edge and its sample in the legend. */
      g_assert_cmpuint (count_style (all, PLIM_STYLE_AREA, FALSE), ==, 0);
      g_assert_cmpuint (count_style (some, PLIM_STYLE_AREA, FALSE), ==, 2);
      g_assert_nonnull (strstr (plim_scene_get_summary (some), "the area “Exercise area”, drawn by hand"));
      g_assert_nonnull (strstr (plim_scene_get_summary (none), "an area drawn by hand"));

      for (j = 0; plim_scene_get_shape (some, j)->style != PLIM_STYLE_AREA; j++)
        ;
      plim_shape_get_bounds (plim_scene_get_shape (some, j), &x, &y, &w, &h);
      for (j = 0; plim_scene_get_shape (some, j)->style != PLIM_STYLE_TRACK; j++)
        ;
      plim_shape_get_bounds (plim_scene_get_shape (some, j), &x_all, &y_all, &w_all, &h_all);
      height = asinh (tan (31.0 * G_PI / 180.0)) - asinh (tan (29.0 * G_PI / 180.0));
      g_assert_cmpfloat_with_epsilon (w / h, 1.5 * G_PI / 180.0 / height, 0.01);
      /* The track begins half a degree inside. */
      g_assert_cmpfloat_with_epsilon (x_all - x, w / 3.0, w * 0.05);
    }
}

static PlimScene *
draw_all_kinds (double by)
{
  g_autoptr(PlimMapContent) content = make_content ();
  const PlimSilence silence = { 1900000000 + 10 * 3600 + 60, 1900000000 + 11 * 3600 - 60 };
  PlimTrack *track;
  PlimScene *scene;

  shift = by;
  track = make_track ("t", 34.0, 121.0, 0.2, 40);
  g_array_append_val (track->silences, silence);
  g_ptr_array_add (content->tracks, track);
  g_ptr_array_add (content->sightings, make_sighting ("a", 30.0, 124.0, 200.0, PLIM_KNOWN_BY_SEEN));
  g_ptr_array_add (content->sightings, make_sighting ("edge", 36.0, 131.5, 200.0, PLIM_KNOWN_BY_SEEN));
  g_ptr_array_add (content->sightings, make_sighting ("told", 38.6, 125.1, 15.0, PLIM_KNOWN_BY_TOLD));
  g_ptr_array_add (content->routes, make_route ("r", TRUE));
  scene = draw (content, "117,24.5,132,41.5");
  shift = 0.0;

  return scene;
}

/* Wherever in the world it is, the map shows the same marks in the same places. */
static void
test_shifted_marks (void)
{
  g_autoptr(PlimScene) here = draw_all_kinds (0.0);
  guint i;

  g_assert_cmpuint (plim_test_count_marks (here), >=, 8);
  for (i = 1; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autoptr(PlimScene) there = draw_all_kinds (shifts[i]);

      plim_test_compare_marks (here, there);
    }
}

static void
test_empty (void)
{
  g_autoptr(PlimMapContent) content = make_content ();
  g_autoptr(PlimScene) scene = draw (content, NULL);

  g_assert_nonnull (strstr (plim_scene_get_title (scene), "No sighting"));
  g_assert_cmpuint (plim_scene_get_claims (scene)->len, ==, 0);
}

static void
test_box (void)
{
  static const char * const bad[] = { "", "1,2,3", "1,2,3,4,5", "a,2,3,4", "1,5,3,4", "1,2,1,4", "nan,2,3,4",
                                      "200,2,3,4", "1,-91,3,4", "1,2,3,4x" };
  g_autoptr(GError) error = NULL;
  PlimMapBox box;
  guint i, layers;

  g_assert_true (plim_map_box_parse ("170, -10.5,-170,20", &box, &error));
  g_assert_cmpfloat (box.west, ==, 170.0);
  g_assert_cmpfloat (box.south, ==, -10.5);
  g_assert_cmpfloat (box.east, ==, -170.0);
  for (i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (plim_map_box_parse (bad[i], &box, &error));
      g_assert_error (error, PLIM_ERROR, PLIM_ERROR_USAGE);
      g_clear_error (&error);
    }

  g_assert_true (plim_map_layers_parse ("ports,tracks", &layers, &error));
  g_assert_cmpuint (layers, ==, PLIM_MAP_PORTS | PLIM_MAP_TRACKS);
  g_assert_false (plim_map_layers_parse ("ports,clouds", &layers, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_USAGE);
}

static void
test_gazetteer (void)
{
  g_autoptr(GPtrArray) names = plim_gazetteer_parse ("# a comment\nsea\t36.3\t123.2\t5\t9\tA Sea\t바다\n"
                                                     "sea\t136.3\t123.2\t5\t9\tToo far\tx\nbroken\n");

  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpstr (plim_name_get_words (g_ptr_array_index (names, 0)), ==, "A Sea");
  g_assert_true (plim_name_is_water (g_ptr_array_index (names, 0)));
  g_assert_cmpuint (plim_gazetteer_get ()->len, >, 25);
}

/* Only what a source calls suspected is, and only what was broadcast. */
static void
test_words (void)
{
  static const struct { gboolean suspected[2]; const char *title; const char *legend; } cases[] = {
    { { TRUE, TRUE }, "2 suspected routes", "Suspected route" },
    { { FALSE, FALSE }, "2 reported routes", "Reported route" },
    { { TRUE, FALSE }, "1 suspected route, 1 reported route", "Route, suspected or reported" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PlimMapContent) content = make_content ();
      g_autoptr(PlimScene) scene = NULL;
      PlimTrack *track = make_track ("t", 34.0, 122.0, 0.1, 40);

      track->known_by = i == 0 ? PLIM_KNOWN_BY_BROADCAST : PLIM_KNOWN_BY_TOLD;
      g_ptr_array_add (content->tracks, track);
      for (guint j = 0; j < 2; j++)
        {
          PlimRoute *route = make_route (j == 0 ? "one" : "other", TRUE);

          route->suspected = cases[i].suspected[j];
          g_ptr_array_add (content->routes, route);
        }
      scene = draw (content, NULL);
      g_assert_nonnull (strstr (plim_scene_get_title (scene), cases[i].title));
      g_assert_true (has_text (scene, cases[i].legend));
      g_assert_true (has_text (scene, i == 0 ? "Track as broadcast, one colour a vessel" : "Track as seen or told of, one colour a vessel"));
    }
}

static const struct
{
  const char *name;
  void      (*run) (void);
} cases[] = {
  { "silence-is-a-gap", test_silence_is_a_gap },
  { "single-positions", test_single_positions },
  { "round-the-world", test_round_the_world },
  { "routes", test_routes },
  { "words", test_words },
  { "leaving-route", test_leaving_route },
  { "sightings", test_sightings },
  { "across-180", test_across_180 },
  { "marks-and-furniture", test_marks_and_furniture },
  { "labels-do-not-collide", test_labels_do_not_collide },
  { "area", test_area },
};

static void
run_shifted (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);

  shift = shifts[number % G_N_ELEMENTS (shifts)];
  cases[number / G_N_ELEMENTS (shifts)].run ();
  shift = 0.0;
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (shifts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/map-scene/%s/%u", cases[i / G_N_ELEMENTS (shifts)].name,
                                               i % (guint) G_N_ELEMENTS (shifts));

      g_test_add_data_func (path, GUINT_TO_POINTER (i), run_shifted);
    }
  g_test_add_func ("/map-scene/shifted-marks", test_shifted_marks);
  g_test_add_func ("/map-scene/empty", test_empty);
  g_test_add_func ("/map-scene/box", test_box);
  g_test_add_func ("/map-scene/gazetteer", test_gazetteer);

  return g_test_run ();
}
