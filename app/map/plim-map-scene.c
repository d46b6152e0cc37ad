#include "config.h"

#include "app/map/plim-map-scene.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/map/plim-clip.h"
#include "app/map/plim-coast.h"
#include "app/map/plim-map-base.h"
#include "app/map/plim-map-legend.h"
#include "app/map/plim-map-words.h"
#include "app/model/plim-text.h"
#include "app/plim-error.h"
#include "app/scene/plim-layout.h"

#define EDGE_MM      8.0
#define TITLE_MM     5.0
#define SUBTITLE_MM  3.0
#define NOTE_MM      2.3
#define NOTE_LINE_MM 3.1
#define DEGREES_MM   9.0    /* what latitudes need left of the map */
#define LEGEND_MM    46.0
#define SCALE_BAR_MM 52.0   /* at its longest, with its words */
#define LEAST_WIDTH_MM  140.0
#define LEAST_HEIGHT_MM 90.0
#define COLUMN_GAP_MM   5.0
#define LEAST_COLUMN_MM 56.0
#define MOST_SLACK      1.5    /* a map may be so much wider than what it has to show */

static const struct
{
  const char    *name;
  PlimMapLayers  layer;
} layer_names[] = {
  { "tracks", PLIM_MAP_TRACKS },
  { "sightings", PLIM_MAP_SIGHTINGS },
  { "routes", PLIM_MAP_ROUTES },
  { "ports", PLIM_MAP_PORTS },
};

/* Once the text around the map is known, what is left is the map. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Frame;

/* Of all that may be drawn. */
static PlimPeriod
get_days (const PlimMapContent *content,
          const PlimMapOptions *options)
{
  PlimPeriod days = plim_map_content_get_days (content), logged;

  if (options->tracks != NULL)
    {
      logged = plim_map_tracks_get_days (options->tracks);
      plim_map_content_include_days (&days, &logged);
    }

  return days;
}

/* "2016–2024" */
static char *
make_years (const PlimMapContent *content,
            const PlimMapOptions *options)
{
  PlimPeriod days = get_days (content, options);
  guint first, last, month, day;

  if (!plim_period_is_known (&days) || days.first <= PLIM_DAY_FIRST || days.last >= PLIM_DAY_LAST)
    return NULL;

  plim_day_to_ymd (days.first, &first, &month, &day);
  plim_day_to_ymd (days.last, &last, &month, &day);

  return first == last ? g_strdup_printf ("%u", first) : g_strdup_printf ("%u–%u", first, last);
}

/* "2,000 vessels’ tracks as density" */
static char *
count_passing (const PlimMapUse *use)
{
  guint n = use->passing;

  /* Translators: parts of a list such as "11 sightings, 2,000 vessels’ tracks as density" */
  switch (use->key.colouring)
    {
    case PLIM_TRACKS_BY_HEAT:
      return g_strdup_printf (ngettext ("%'u vessel’s positions as heat", "%'u vessels’ positions as heat", n), n);
    case PLIM_TRACKS_BY_VESSEL:
      return g_strdup_printf (ngettext ("%'u vessel’s tracks", "%'u vessels’ tracks", n), n);
    case PLIM_TRACKS_BY_SPEED:
      return g_strdup_printf (ngettext ("%'u vessel’s tracks by speed", "%'u vessels’ tracks by speed", n), n);
    case PLIM_TRACKS_BY_TIME:
      return g_strdup_printf (ngettext ("%'u vessel’s tracks by time", "%'u vessels’ tracks by time", n), n);
    case PLIM_TRACKS_BY_BASIS:
      return g_strdup_printf (ngettext ("%'u vessel’s tracks by kind of source", "%'u vessels’ tracks by kind of source", n), n);
    default:
      return g_strdup_printf (ngettext ("%'u vessel’s tracks as density", "%'u vessels’ tracks as density", n), n);
    }
}

/* "11 sightings, 2 suspected routes, 2,000 vessels’ tracks as density"; NULL for nothing. */
static char *
count_use (const PlimMapUse *use)
{
  g_autofree char *told = plim_map_words_for_counts (use->seen + use->told, use->routes, use->reported, use->tracks), *logged = NULL;

  if (use->passing == 0)
    return g_steal_pointer (&told);
  logged = count_passing (use);

  /* Translators: between the parts of a list such as "11 sightings, 2 suspected routes" */
  return told != NULL ? g_strjoin (_(", "), told, logged, NULL) : g_steal_pointer (&logged);
}

static char *
make_title (const PlimMapContent *content,
            const PlimMapUse     *use,
            const PlimMapOptions *options)
{
  g_autofree char *counts = count_use (use);
  g_autofree char *anywhere = plim_map_content_to_words (content);
  g_autofree char *years = NULL;

  if (anywhere == NULL && options->tracks == NULL)
    return g_strdup (_("No sighting, route or track with a place is reported for these days"));
  if (counts == NULL)
    return g_strdup (_("No sighting, route or track is reported within this map"));
  if (options->vessel != NULL)
    /* Translators: the map's title: a vessel, then what is reported of it: "11 sightings, 2 suspected routes" */
    return g_strdup_printf (_("%s: %s, as reported"), options->vessel, counts);

  years = make_years (content, options);
  if (years == NULL)
    /* Translators: the map's title; %s is a list such as "11 sightings, 2 suspected routes" */
    return g_strdup_printf (_("Where vessels were reported: %s"), counts);

  /* Translators: the map's title: one year or from which to which, then a list such as "11 sightings, 2 suspected routes" */
  return g_strdup_printf (_("Where vessels were reported, %1$s: %2$s"), years, counts);
}

static char *
make_subtitle (const PlimMapContent *content,
               const PlimMapOptions *options)
{
  PlimPeriod days = get_days (content, options);
  g_autofree char *when = plim_period_is_known (&days) ? plim_period_to_words (&days) : NULL;

  if (when == NULL)
    return g_strdup (_("A position is known as exactly as its source states it"));

  return g_strdup_printf (_("%s. A position is known as exactly as its source states it; times are UTC"), when);
}

static char *
make_source_line (const PlimScene *scene)
{
  GPtrArray *claims = plim_scene_get_claims (scene);
  g_autoptr(GPtrArray) sources = g_ptr_array_new ();
  GString *line = g_string_new (_("Sources: "));
  const char *last = NULL;
  guint i;

  for (i = 0; i < claims->len; i++)
    g_ptr_array_add (sources, (gpointer) plim_claim_get_source_words (g_ptr_array_index (claims, i)));
  g_ptr_array_sort (sources, plim_text_compare);
  for (i = 0; i < sources->len; i++)
    {
      const char *source = g_ptr_array_index (sources, i);

      if (g_strcmp0 (source, last) != 0)
        g_string_append_printf (line, "%s%s", last != NULL ? "; " : "", source);
      last = source;
    }
  g_string_append_c (line, '.');
  if (claims->len == 0)
    g_string_assign (line, _("No claim in the store has a place in this map."));

  return g_string_free (line, FALSE);
}

/* What the map cannot show is said under it. */
static void
append_left_out (GString          *notes,
                 const PlimMapUse *use)
{
  if (use->outside > 0)
    g_string_append_printf (notes, ngettext (" %u sighting lies outside this map.", " %u sightings lie outside this map.",
                                             use->outside), use->outside);
  if (use->placeless > 0)
    g_string_append_printf (notes, ngettext (" %u statement names no place that can be drawn.",
                                             " %u statements name no place that can be drawn.", use->placeless),
                            use->placeless);
}

/* That something was left out must be said wherever the area itself lies. */
static void
append_area (GString              *notes,
             const PlimMapContent *content)
{
  if (content->area == NULL)
    return;
  if (content->area_name != NULL && *content->area_name != '\0')
    g_string_append_printf (notes, _(" Of tracks only those that touch the area “%s”, drawn by hand."), content->area_name);
  else
    g_string_append (notes, _(" Of tracks only those that touch an area drawn by hand."));
}

/* How many positions of how many vessels the colours stand for, and whose logs say so. */
static void
append_logs (GString              *notes,
             const PlimScene      *scene,
             const PlimMapOptions *options,
             const PlimMapUse     *use)
{
  g_autofree char *number = NULL, *positions = NULL, *vessels = NULL;
  g_autofree char *publishers = options->tracks != NULL ? plim_map_tracks_name_publishers (options->tracks, scene) : g_strdup ("");

  if (use->passing == 0 && use->chosen > 0 && *publishers != '\0')
    /* Translators: whose logs they are from */
    g_string_append_printf (notes, _(" Lines: positions from logs of %s."), publishers);
  if (use->passing == 0)
    return;
  number = g_strdup_printf ("%'" G_GUINT64_FORMAT, use->positions);
  /* Translators: %s is a number, such as "10,000" */
  positions = g_strdup_printf (ngettext ("%s position", "%s positions", use->positions), number);
  vessels = g_strdup_printf (ngettext ("%'u vessel", "%'u vessels", use->passing), use->passing);
  /* Translators: "10,000 positions", "20 vessels", then whose logs they are from */
  g_string_append_printf (notes, _(" Colours: %s of %s, from logs of %s; no way is drawn across a silence."), positions, vessels,
                          publishers);
  if (use->covered > 0)
    g_string_append_printf (notes, ngettext (" %'u more vessel’s track lies wholly under those of others.",
                                             " %'u more vessels’ tracks lie wholly under those of others.", use->covered), use->covered);
}

static char *
make_notes (const PlimScene      *scene,
            const PlimMapContent *content,
            const PlimMapOptions *options,
            const PlimMapUse     *use)
{
  GString *notes = g_string_new (NULL);
  guint32 as_of = plim_scene_get_as_of (scene);
  GPtrArray *claims = plim_scene_get_claims (scene);
  guint recalled = 0, i;

  if (as_of != PLIM_DAY_UNKNOWN)
    {
      g_autofree char *day = plim_day_to_words (as_of);

      g_string_append_printf (notes, _("As of %s."), day);
    }
  append_logs (notes, scene, options, use);
  append_area (notes, content);
  append_left_out (notes, use);
  for (i = 0; i < claims->len; i++)
    recalled += plim_claim_is_recalled (g_ptr_array_index (claims, i));
  if (recalled > 0)
    g_string_append_printf (notes, ngettext (" %u statement is recalled: nobody has checked it against its source yet.",
                                             " %u statements are recalled: nobody has checked them against their source yet.",
                                             recalled), recalled);
  if (content->exercise)
    g_string_append (notes, _(" EXERCISE: every vessel, place and position of it is fictitious."));
  g_string_append (notes, _(" Web Mercator projection, WGS 84."
                            " Coast: Natural Earth; GSHHG (LGPL). Borders as Natural Earth draws them, without any opinion on their status."));

  return g_strstrip (g_string_free (notes, FALSE));
}

static double
count_lines (const char *text,
             double      size,
             gboolean    bold,
             double      width)
{
  g_auto(GStrv) lines = plim_layout_wrap (text, size, bold, width);

  return g_strv_length (lines);
}

/* How often tracks pass lies under all marks, single tracks over them. */
static void
add_marks (PlimScene            *scene,
           const PlimMapContent *content,
           const PlimMapOptions *options,
           PlimCoast            *coast,
           const PlimMapView    *view,
           const Frame          *frame,
           PlimLabels           *labels,
           PlimMapUse           *use)
{
  gboolean logged = options->tracks != NULL;
  g_autoptr(GArray) covered = g_array_new (FALSE, FALSE, sizeof (PlimClipBox));
  PlimMapUse under = { 0 };
  guint i;

  if (logged)
    plim_map_tracks_add_areas (options->tracks, scene, view, frame->x, frame->y, covered, &under);
  if (coast != NULL && under.passing > 0)
    plim_map_base_add_coast (scene, coast, view, frame->x, frame->y);
  plim_map_marks_add (scene, content, view, frame->x, frame->y, options->layers, labels, use);
  use->passing = under.passing;
  use->covered = under.covered;
  use->positions = under.positions;
  use->key = under.key;
  if (logged)
    plim_map_tracks_add_lines (options->tracks, scene, view, frame->x, frame->y, labels, use);
  /* For the names of seas and countries, which come last. */
  for (i = 0; i < covered->len; i++)
    {
      const PlimClipBox *box = &g_array_index (covered, PlimClipBox, i);

      plim_labels_take (labels, box->left, box->top, box->right - box->left, box->bottom - box->top);
    }
}

/* A small sheet has no legend: what the colours mean is said in words. */
static char *
make_brief_notes (const char       *sources,
                  const PlimMapUse *use)
{
  g_autofree char *cell = NULL, *what = NULL;

  if (use->passing == 0)
    return g_strdup (sources);
  if (use->key.colouring != PLIM_TRACKS_BY_DENSITY)
    {
      what = plim_track_key_to_words (&use->key);
      /* Translators: what the colours of the tracks mean, then the sources */
      return g_strdup_printf (_("Colours: %1$s. %2$s"), what, sources);
    }
  cell = plim_track_key_words_for_cell (&use->key);

  /* Translators: a number, how wide a place is, such as "8.5 km", then the sources */
  return g_strdup_printf (_("Darker where more tracks pass: 1 to %1$'.0f times and more in a square of about %2$s. %3$s"), use->key.top,
                          cell, sources);
}

/* The same marks on a sheet that is thrown away: what they need said decides how much room the map has. */
static char *
foresee_notes (const PlimMapContent *content,
               const PlimMapOptions *options,
               const Frame          *frame,
               PlimMapUse           *use)
{
  g_autoptr(PlimScene) scratch = plim_scene_new (options->width_mm, options->height_mm);
  g_autoptr(PlimLabels) labels = plim_labels_new (0.0, 0.0, 0.0, 0.0);
  g_autofree char *sources = NULL, *notes = NULL;
  PlimMapView view = plim_map_view_fit (&options->box, frame->width, frame->height);

  add_marks (scratch, content, options, NULL, &view, frame, labels, use);
  sources = make_source_line (scratch);
  if (options->brief)
    return make_brief_notes (sources, use);
  notes = make_notes (scratch, content, options, use);

  return g_strdup_printf ("%s %s", sources, notes);
}

static void
draw_map (PlimScene            *scene,
          const PlimMapContent *content,
          const PlimMapOptions *options,
          PlimCoast            *coast,
          const Frame          *frame,
          PlimMapUse           *use)
{
  g_autoptr(PlimLabels) labels = plim_labels_new (frame->x, frame->y, frame->width, frame->height);
  PlimMapView view = plim_map_view_fit (&options->box, frame->width, frame->height);
  /* At the right, where there is sea more often than not. */
  double bar_x = MAX (frame->x + 4.0, frame->x + frame->width - SCALE_BAR_MM);
  PlimShape *edge;

  plim_map_base_add (scene, coast, &view, frame->x, frame->y);
  plim_map_legend_reserve_scale_bar (&view, bar_x, frame->y + frame->height - 7.0, labels);
  if (content->exercise)
    plim_labels_take (labels, frame->x + frame->width / 2.0 - 18.0, frame->y + 1.5, 36.0, 7.0);
  add_marks (scene, content, options, coast, &view, frame, labels, use);
  plim_map_base_add_names (scene, &view, frame->x, frame->y, labels);

  plim_map_legend_add_scale_bar (scene, &view, bar_x, frame->y + frame->height - 7.0);
  if (content->exercise)
    plim_scene_add_text (scene, PLIM_STYLE_TEXT_EXERCISE, frame->x + frame->width / 2.0, frame->y + 6.5, 5.0,
                         PLIM_ALIGN_MIDDLE, _("EXERCISE"))->bold = TRUE;

  edge = plim_scene_add_path (scene, PLIM_STYLE_COAST);
  plim_shape_move_to (edge, frame->x, frame->y);
  plim_shape_line_to (edge, frame->x + frame->width, frame->y);
  plim_shape_line_to (edge, frame->x + frame->width, frame->y + frame->height);
  plim_shape_line_to (edge, frame->x, frame->y + frame->height);
  plim_shape_close (edge);
  if (!options->brief)
    plim_map_base_add_degrees (scene, &view, frame->x, frame->y);
}

/* The last baseline of the heading. */
static double
measure_heading (const PlimMapOptions *options,
                 const char           *title,
                 const char           *subtitle,
                 double                width)
{
  double size = options->brief ? 3.8 : TITLE_MM;
  double y = EDGE_MM + size * 0.75 + (count_lines (title, size, TRUE, width) - 1.0) * size * 1.2;

  if (options->brief)
    return y;

  return y + SUBTITLE_MM * 1.7 + (count_lines (subtitle, SUBTITLE_MM, FALSE, width) - 1.0) * SUBTITLE_MM * 1.3;
}

static void
draw_heading (PlimScene            *scene,
              const PlimMapOptions *options,
              const char           *title,
              const char           *subtitle,
              double                width)
{
  double size = options->brief ? 3.8 : TITLE_MM, y = EDGE_MM + size * 0.75;
  g_auto(GStrv) lines = plim_layout_wrap (title, size, TRUE, width);
  guint i;

  for (i = 0; lines[i] != NULL; i++)
    plim_scene_add_text (scene, PLIM_STYLE_TEXT_TITLE, EDGE_MM, y + i * size * 1.2, size, PLIM_ALIGN_START,
                         lines[i])->bold = TRUE;
  if (!options->brief)
    plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_SUBTITLE, EDGE_MM, y + (i - 1) * size * 1.2 + SUBTITLE_MM * 1.7,
                               SUBTITLE_MM, SUBTITLE_MM * 1.3, width, subtitle);
}

/* More sources than there is paper: what is left out here is still in the file's citations. */
static char *
shorten_notes (char   *notes,
               double  width,
               double  lines)
{
  glong kept = g_utf8_strlen (notes, -1);
  char *shown = g_strdup (notes);

  /* Always of the whole: the words at the end would otherwise be cut and said again for ever. */
  while (count_lines (shown, NOTE_MM, FALSE, width) > lines && kept > 40)
    {
      g_autofree char *beginning = g_utf8_substring (notes, 0, kept = kept * 4 / 5);

      g_free (shown);
      shown = g_strdup_printf (_("%s … (all in the file’s citations)"), beginning);
    }
  g_free (notes);

  return shown;
}

/* How much wider than high the part of the world is that the map has to show. */
static double
get_aspect (const PlimMapBox *box)
{
  double west = plim_projection_x (box->west), east = plim_projection_x (box->east);

  if (east <= west)
    east += 1.0;

  return (east - west) / (plim_projection_y (box->south) - plim_projection_y (box->north));
}

/* On a wide sheet a map not much wider than its content leaves a column for the legend and, where they have room there, the notes. */
static gboolean
fit_column (const PlimMapOptions *options,
            const PlimMapUse     *use,
            const char           *notes,
            Frame                *frame)
{
  double inner = options->width_mm - 2.0 * EDGE_MM, aspect = get_aspect (&options->box);
  double height = options->height_mm - frame->y - 5.5 - EDGE_MM * 0.7, slack;

  for (slack = MOST_SLACK; slack >= 1.0; slack -= 0.05)
    {
      double width = height * aspect * slack;
      double column = inner - (frame->x - EDGE_MM) - width - COLUMN_GAP_MM;

      if (column < LEAST_COLUMN_MM
          || plim_map_legend_measure (use, column) + NOTE_MM + count_lines (notes, NOTE_MM, FALSE, column) * NOTE_LINE_MM > height)
        continue;

      frame->width = width;
      frame->height = height;
      return TRUE;
    }

  return FALSE;
}

static void
draw_sheet (PlimScene            *scene,
            const PlimMapContent *content,
            const PlimMapOptions *options,
            PlimCoast            *coast)
{
  g_autofree char *title = NULL, *subtitle = make_subtitle (content, options), *notes = NULL, *summary = NULL;
  /* On a narrow sheet the legend stands under the map. */
  gboolean beside = !options->brief && options->width_mm >= 170.0, in_column = FALSE;
  double inner = options->width_mm - 2.0 * EDGE_MM, heading, below, y;
  PlimMapUse use = { 0 };
  Frame frame;

  /* What is in view decides what must be said, and that how much room is left for the view: the
   * first guess of the frame is corrected once. */
  heading = EDGE_MM + (options->brief ? 10.0 : 14.0);
  frame.x = EDGE_MM + (options->brief ? 0.0 : DEGREES_MM);
  frame.width = inner - (frame.x - EDGE_MM) - (beside ? LEGEND_MM + 5.0 : 0.0);
  frame.y = heading;
  frame.height = MAX (options->height_mm * 0.85 - frame.y, 20.0);
  notes = foresee_notes (content, options, &frame, &use);
  title = make_title (content, &use, options);

  plim_scene_add_rect (scene, PLIM_STYLE_PAPER, 0.0, 0.0, options->width_mm, options->height_mm);
  frame.y = measure_heading (options, title, subtitle, inner) + 3.5;
  notes = shorten_notes (g_steal_pointer (&notes), inner, options->brief ? 2.0 : MAX (3.0, options->height_mm / 25.0));
  below = (options->brief ? 1.5 : 5.5) + NOTE_MM + (count_lines (notes, NOTE_MM, FALSE, inner) - 1.0) * NOTE_LINE_MM + EDGE_MM * 0.7;
  if (!beside && !options->brief)
    below += plim_map_legend_measure (&use, inner) + 2.0;
  frame.height = MAX (options->height_mm - frame.y - below, 20.0);
  if (beside)
    in_column = fit_column (options, &use, notes, &frame);

  draw_map (scene, content, options, coast, &frame, &use);
  g_free (title);
  title = make_title (content, &use, options);
  draw_heading (scene, options, title, subtitle, inner);

  g_free (notes);
  notes = make_source_line (scene);
  if (options->brief)
    {
      g_autofree char *sources = g_steal_pointer (&notes);

      notes = make_brief_notes (sources, &use);
    }
  else
    {
      g_autofree char *rest = make_notes (scene, content, options, &use), *sources = g_steal_pointer (&notes);

      notes = g_strdup_printf ("%s %s", sources, rest);
    }
  summary = g_strdup_printf ("%s. %s", subtitle, notes);
  if (in_column)
    {
      double x = frame.x + frame.width + COLUMN_GAP_MM, column = EDGE_MM + inner - x, legend = plim_map_legend_measure (&use, column);

      notes = shorten_notes (g_steal_pointer (&notes), column, floor ((frame.height - legend - NOTE_MM) / NOTE_LINE_MM));
      plim_map_legend_add (scene, &use, x, frame.y + 2.5, column);
      /* The last line is level with the map's lower edge. */
      y = frame.y + frame.height - 0.5 - (count_lines (notes, NOTE_MM, FALSE, column) - 1.0) * NOTE_LINE_MM;
      plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_NOTE, x, y, NOTE_MM, NOTE_LINE_MM, column, notes);
      plim_scene_set_title (scene, title);
      plim_scene_set_summary (scene, summary);
      return;
    }

  notes = shorten_notes (g_steal_pointer (&notes), inner, options->brief ? 2.0 : MAX (3.0, options->height_mm / 25.0));
  y = frame.y + frame.height + (options->brief ? 1.5 : 5.5) + NOTE_MM;
  if (beside)
    plim_map_legend_add (scene, &use, frame.x + frame.width + 5.0, frame.y + 2.5, LEGEND_MM);
  else if (!options->brief)
    y = plim_map_legend_add (scene, &use, EDGE_MM, y, inner) + 2.0;
  plim_layout_add_paragraph (scene, PLIM_STYLE_TEXT_NOTE, EDGE_MM, y, NOTE_MM, NOTE_LINE_MM, inner, notes);

  plim_scene_set_title (scene, title);
  plim_scene_set_summary (scene, summary);
}

PlimScene *
plim_map_scene_build (PlimStore             *store,
                      const PlimFilter      *filter,
                      const PlimMapOptions  *options,
                      GError               **error)
{
  g_autoptr(PlimMapContent) content = NULL;
  g_autoptr(PlimMapTracks) tracks = NULL;
  PlimMapOptions found;

  g_return_val_if_fail (options != NULL, NULL);

  content = plim_map_content_query (store, filter, options->vessel, error);
  if (content == NULL
      || (options->layers & PLIM_MAP_TRACKS && !plim_map_tracks_query (store, filter, content, options->vessel, options->tracks_by, &tracks,
                                                                            error)))
    return NULL;
  found = *options;
  found.tracks = tracks;

  return plim_map_scene_draw (content, &found, error);
}

PlimScene *
plim_map_scene_draw (const PlimMapContent  *content,
                     const PlimMapOptions  *options,
                     GError               **error)
{
  PlimCoast *coast = plim_coast_get_bundled (error);
  PlimMapOptions fitting;
  PlimScene *scene;

  g_return_val_if_fail (content != NULL && options != NULL, NULL);

  /* With legend and notes a small sheet would have no room for the map. */
  fitting = *options;
  fitting.brief |= options->width_mm < LEAST_WIDTH_MM || options->height_mm < LEAST_HEIGHT_MM;

  if (!(options->layers & PLIM_MAP_TRACKS))
    fitting.tracks = NULL;

  if (coast == NULL || (fitting.tracks != NULL && !plim_map_tracks_prepare (fitting.tracks, error)))
    return NULL;
  if (!options->has_box)
    {
      plim_map_content_get_sheet (content, &fitting.box);
      if (fitting.tracks != NULL)
        plim_map_tracks_frame (fitting.tracks, content, &fitting.box);
    }

  scene = plim_scene_new (options->width_mm, options->height_mm);
  plim_scene_set_exercise (scene, content->exercise);
  draw_sheet (scene, content, &fitting, coast);

  return scene;
}

gboolean
plim_map_box_parse (const char  *text,
                    PlimMapBox  *box,
                    GError     **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);
  double degrees[4];
  guint i;

  for (i = 0; i < 4 && parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      double limit = i % 2 == 0 ? 180.0 : 90.0;
      char *end;

      degrees[i] = g_ascii_strtod (part, &end);
      /* Written this way round so that a NaN fails. */
      if (end == part || *end != '\0' || !(fabs (degrees[i]) <= limit))
        break;
    }
  if (i < 4 || parts[4] != NULL || degrees[1] >= degrees[3] || degrees[0] == degrees[2])
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                   _("“%s” is no part of the world: west,south,east,north in degrees are expected, such as 117,24,132,42"), text);
      return FALSE;
    }

  *box = (PlimMapBox) { degrees[0], degrees[1], degrees[2], degrees[3] };

  return TRUE;
}

gboolean
plim_map_layers_parse (const char  *text,
                       guint       *layers,
                       GError     **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);
  guint i, j;

  *layers = 0;
  for (i = 0; parts[i] != NULL; i++)
    {
      for (j = 0; j < G_N_ELEMENTS (layer_names); j++)
        if (g_str_equal (g_strstrip (parts[i]), layer_names[j].name))
          break;
      if (j == G_N_ELEMENTS (layer_names))
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                       _("The map has no layer “%s”: there are tracks, sightings, routes and ports"), parts[i]);
          return FALSE;
        }
      *layers |= layer_names[j].layer;
    }

  return TRUE;
}
