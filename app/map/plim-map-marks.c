#include "config.h"

#include "app/map/plim-map-marks.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/map/plim-clip.h"
#include "app/map/plim-map-area.h"
#include "app/map/plim-coast.h"
#include "app/map/plim-map-words.h"
#include "app/scene/plim-layout.h"

/* A bend smaller than this is not seen, and a place drawn smaller is not found. */
#define TOLERANCE_MM   0.12
#define SMALLEST_MM    0.9
#define PORT_MM        0.65
#define RING_MM        0.7
/* Of a position alone; half the line's width, so that it is drawn full. */
#define DOT_MM         0.2
#define LABEL_MM       2.5
#define SMALL_LABEL_MM 2.2
#define LINE_FEED      1.25
#define WAY_GAP_MM     1.7    /* from a line to its words, which must be clear of it where it slants */
#define TRACE_MM       1.0

/* One picture in the making. */
typedef struct
{
  PlimScene            *scene;
  const PlimMapContent *content;
  const PlimMapView    *view;
  double                x;
  double                y;
  PlimClipBox           paper;
  PlimLabels           *labels;
  PlimLabels           *clear;      /* the same, and off every line */
  PlimMapUse           *use;
  guint                 group;
  GArray               *line;       /* PlimClipPoint, on paper */
  double                last_x;     /* of the line, in world units, unwrapped */
  GArray               *traces;     /* PlimClipPoint: some points of every line, that names keep clear of */
  GHashTable           *named;      /* the names of tracks that are written already */
} Drawing;

/* A label waits until all marks are drawn, so that none is written over. */
typedef struct
{
  double    x;
  double    y;
  double    gap;
  PlimStyle style;
  guint     series;
  double    size;
  char     *text;
  char     *below;
} Label;

static void
clear_label (gpointer data)
{
  Label *label = data;

  g_free (label->text);
  g_free (label->below);
}

static gboolean
is_on_paper (const Drawing *drawing,
             double         x,
             double         y)
{
  return x >= drawing->paper.left && x <= drawing->paper.right
         && y >= drawing->paper.top && y <= drawing->paper.bottom;
}

static void
place (const Drawing *drawing,
       double         latitude,
       double         longitude,
       double        *x,
       double        *y)
{
  plim_map_view_place (drawing->view, latitude, longitude, x, y);
  *x += drawing->x;
  *y += drawing->y;
}

static void
start_line (Drawing *drawing)
{
  g_array_set_size (drawing->line, 0);
}

/* Follows the shorter way round the world from the point before. */
static void
continue_line (Drawing *drawing,
               double   latitude,
               double   longitude)
{
  const PlimMapView *view = drawing->view;
  double middle = view->x + view->width / view->scale / 2.0;
  double reference = drawing->line->len > 0 ? drawing->last_x : middle;
  double x = plim_projection_nearest_x (plim_projection_x (longitude), reference);
  PlimClipPoint point = { drawing->x + (x - view->x) * view->scale,
                          drawing->y + (plim_projection_y (latitude) - view->y) * view->scale, TRUE };

  drawing->last_x = x;
  g_array_append_val (drawing->line, point);
}

/* How many turns of the world lead from a line's point to its repetition nearest the middle of the map. */
static int
find_turn (const Drawing *drawing,
           double         x)
{
  return (int) floor (((drawing->paper.left + drawing->paper.right) / 2.0 - x) / drawing->view->scale + 0.5);
}

static PlimClipPoint
bring_near (const Drawing *drawing,
            PlimClipPoint  point)
{
  return (PlimClipPoint) { point.x + find_turn (drawing, point.x) * drawing->view->scale, point.y, TRUE };
}

static void
leave_traces (Drawing       *drawing,
              PlimClipPoint  from,
              PlimClipPoint  to)
{
  guint steps = hypot (to.x - from.x, to.y - from.y) / TRACE_MM, i;

  for (i = 0; i <= steps; i++)
    {
      double part = steps > 0 ? (double) i / steps : 0.0;
      PlimClipPoint trace = { from.x + part * (to.x - from.x), from.y + part * (to.y - from.y), TRUE };

      g_array_append_val (drawing->traces, trace);
    }
}

/* The line as a path, clipped to the map; NULL where nothing of it is on the map. */
static PlimShape *
add_line (Drawing   *drawing,
          PlimStyle  style)
{
  const PlimClipPoint *points = (const PlimClipPoint *) (gpointer) drawing->line->data;
  PlimShape *path = NULL;
  PlimClipPoint last, end = { NAN, NAN, FALSE };
  guint i;

  if (drawing->line->len < 2)
    return NULL;

  last = points[0];
  for (i = 1; i < drawing->line->len; i++)
    {
      int nearest = find_turn (drawing, last.x), turn;
      PlimClipPoint start = last;

      if (hypot (points[i].x - last.x, points[i].y - last.y) < TOLERANCE_MM && i + 1 < drawing->line->len)
        continue;
      last = points[i];
      /* A way may have gone round the world, and a wide map shows it from either side. */
      for (turn = nearest - 1; turn <= nearest + 1; turn++)
        {
          PlimClipPoint from = start, to = last;

          from.x += turn * drawing->view->scale;
          to.x += turn * drawing->view->scale;
          if (!plim_clip_segment (&drawing->paper, &from, &to))
            continue;
          if (path == NULL)
            path = plim_scene_add_path (drawing->scene, style);
          if (from.x != end.x || from.y != end.y)
            plim_shape_move_to (path, from.x, from.y);
          plim_shape_line_to (path, to.x, to.y);
          leave_traces (drawing, from, to);
          end = to;
        }
    }

  return path;
}

static void
add_label (GArray     *waiting,
           double      x,
           double      y,
           double      gap,
           PlimStyle   style,
           double      size,
           const char *text,
           const char *below,
           guint       series)
{
  Label label = { x, y, gap, style, series, size, g_strdup (text), g_strdup (below) };

  g_array_append_val (waiting, label);
}

/* A place found in one of the two is taken in the other as well. */
static void
take_place (PlimLabels           *labels,
            const PlimLabelPlace *place,
            double                width,
            double                height)
{
  double left = place->align == PLIM_ALIGN_START ? place->x
                : place->align == PLIM_ALIGN_MIDDLE ? place->x - width / 2.0 : place->x - width;
  guint steps = place->leader ? hypot (place->x2 - place->x1, place->y2 - place->y1) / 0.5 : 0, i;

  plim_labels_take (labels, left - 0.35, place->y - height - 0.2, width + 0.7, height * 1.3 + 0.35);
  for (i = 0; i < steps; i++)
    plim_labels_take (labels, place->x1 + (place->x2 - place->x1) * i / steps - 0.1,
                      place->y1 + (place->y2 - place->y1) * i / steps - 0.1, 0.2, 0.2);
}

/* Off every line where there is room; over one rather than nowhere. */
static gboolean
find_place (Drawing        *drawing,
            const Label    *label,
            double          width,
            double          height,
            PlimLabelPlace *found)
{
  if (plim_labels_place (drawing->clear, label->x, label->y, label->gap, width, height, found))
    {
      take_place (drawing->labels, found, width, height);
      return TRUE;
    }
  if (plim_labels_place (drawing->labels, label->x, label->y, label->gap, width, height, found))
    {
      take_place (drawing->clear, found, width, height);
      return TRUE;
    }

  return FALSE;
}

static void
write_labels (Drawing *drawing,
              GArray  *waiting)
{
  guint i;

  for (i = 0; i < waiting->len; i++)
    {
      const Label *label = &g_array_index (waiting, Label, i);
      double width = plim_layout_text_width (label->text, label->size, FALSE);
      double height = label->size * 0.75, feed = 0.0;
      PlimLabelPlace found;
      PlimShape *text;

      if (label->below != NULL)
        {
          width = MAX (width, plim_layout_text_width (label->below, SMALL_LABEL_MM, FALSE));
          feed = SMALL_LABEL_MM * LINE_FEED;
        }
      if (!find_place (drawing, label, width, height + feed, &found))
        continue;

      if (found.leader)
        plim_scene_add_line (drawing->scene, PLIM_STYLE_LEADER, found.x1, found.y1, found.x2, found.y2);
      text = plim_scene_add_text (drawing->scene, label->style, found.x, found.y - feed, label->size,
                                  found.align, label->text);
      text->series = label->series;
      if (label->below != NULL)
        plim_scene_add_text (drawing->scene, PLIM_STYLE_TEXT_MUTED, found.x, found.y, SMALL_LABEL_MM,
                             found.align, label->below);
    }
}

static void
draw_ports (Drawing *drawing,
            GArray  *waiting)
{
  guint i;

  for (i = 0; i < drawing->content->places->len; i++)
    {
      const PlimPlace *port = g_ptr_array_index (drawing->content->places, i);
      gboolean harbour = g_strcmp0 (port->kind, "port") == 0 || g_strcmp0 (port->kind, "terminal") == 0;
      double x, y;

      if (!port->has_point)
        continue;
      place (drawing, port->lat, port->lon, &x, &y);
      if (!is_on_paper (drawing, x, y))
        continue;

      if (harbour)
        {
          plim_scene_add_circle (drawing->scene, PLIM_STYLE_PORT, x, y, PORT_MM);
          plim_labels_take (drawing->labels, x - PORT_MM, y - PORT_MM, 2.0 * PORT_MM, 2.0 * PORT_MM);
          drawing->use->ports++;
        }
      add_label (waiting, x, y, PORT_MM + 0.4, harbour ? PLIM_STYLE_TEXT_LABEL : PLIM_STYLE_TEXT_MUTED,
                 SMALL_LABEL_MM, port->name, NULL, 0);
    }
}

/* Sightings of one place, one after the other in the list, make one mark. */
static gboolean
is_same_place (const PlimSighting *a,
               const PlimSighting *b)
{
  return a->lat == b->lat && a->lon == b->lon && a->radius_km == b->radius_km && a->known_by == b->known_by;
}

static PlimShape *
add_circle (Drawing   *drawing,
            PlimStyle  style,
            double     x,
            double     y,
            double     radius)
{
  const PlimClipBox *paper = &drawing->paper;
  guint i;

  if (x - radius >= paper->left && x + radius <= paper->right && y - radius >= paper->top && y + radius <= paper->bottom)
    {
      for (i = 0; radius > 2.0 && i < 120; i++)
        {
          PlimClipPoint trace = { x + radius * sin (i * G_PI / 60.0), y - radius * cos (i * G_PI / 60.0), TRUE };

          g_array_append_val (drawing->traces, trace);
        }
      return plim_scene_add_circle (drawing->scene, style, x, y, radius);
    }

  start_line (drawing);
  for (i = 0; i <= 120; i++)
    {
      PlimClipPoint point = { x + radius * sin (i * G_PI / 60.0), y - radius * cos (i * G_PI / 60.0), TRUE };

      g_array_append_val (drawing->line, point);
    }
  if (style != PLIM_STYLE_SIGHTING)
    return add_line (drawing, style);

  /* What is filled is cut as a surface, so that it stays closed at the map's edge. */
  {
    g_autoptr(GArray) spare = g_array_new (FALSE, FALSE, sizeof (PlimClipPoint));
    PlimShape *path = NULL;

    plim_clip_ring (paper, drawing->line, spare);
    for (i = 0; i < drawing->line->len; i++)
      {
        const PlimClipPoint *point = &g_array_index (drawing->line, PlimClipPoint, i);

        if (path == NULL)
          path = plim_scene_add_path (drawing->scene, style);
        if (i == 0)
          plim_shape_move_to (path, point->x, point->y);
        else
          plim_shape_line_to (path, point->x, point->y);
      }
    if (path != NULL)
      plim_shape_close (path);

    return path;
  }
}

static void
draw_sighting (Drawing   *drawing,
               GPtrArray *together,
               GArray    *waiting)
{
  const PlimSighting *sighting = g_ptr_array_index (together, 0);
  gboolean told = sighting->known_by == PLIM_KNOWN_BY_TOLD;
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  g_autofree char *head = NULL, *below = NULL;
  double x, y, radius;
  PlimShape *circle;
  guint i;

  place (drawing, sighting->lat, sighting->lon, &x, &y);
  radius = sighting->radius_km * 1000.0 / plim_map_view_metres (drawing->view, sighting->lat);
  circle = add_circle (drawing, told ? PLIM_STYLE_SIGHTING_TOLD : PLIM_STYLE_SIGHTING, x, y, MAX (radius, SMALLEST_MM));
  if (circle == NULL || (!is_on_paper (drawing, x, y) && circle->kind == PLIM_SHAPE_CIRCLE))
    {
      drawing->use->outside += together->len;
      return;
    }

  for (i = 0; i < together->len; i++)
    g_ptr_array_add (claims, ((const PlimSighting *) g_ptr_array_index (together, i))->claim);
  circle->group = ++drawing->group;
  plim_scene_mark_many (drawing->scene, circle, plim_map_words_for_sightings (together), claims);
  if (told)
    drawing->use->told += together->len;
  else
    drawing->use->seen += together->len;

  if (!is_on_paper (drawing, x, y))
    return;
  /* Within a large circle the name stands at its middle, beside a dot. */
  if (radius > 8.0)
    plim_scene_add_circle (drawing->scene, PLIM_STYLE_LEADER, x, y, 0.35);
  plim_map_words_label_sightings (together, &head, &below);
  plim_labels_take (drawing->labels, x - SMALLEST_MM, y - SMALLEST_MM, 2.0 * SMALLEST_MM, 2.0 * SMALLEST_MM);
  add_label (waiting, x, y, radius > 8.0 ? 0.9 : MAX (radius, SMALLEST_MM) + 0.3, PLIM_STYLE_TEXT_LABEL, LABEL_MM,
             head, below, 0);
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  const PlimSighting *first = *(const PlimSighting * const *) a, *second = *(const PlimSighting * const *) b;

  /* Large circles lie under small ones; what is at one place comes together. */
  if (first->radius_km != second->radius_km)
    return first->radius_km > second->radius_km ? -1 : 1;
  if (first->lat != second->lat)
    return first->lat > second->lat ? -1 : 1;
  if (first->lon != second->lon)
    return first->lon < second->lon ? -1 : 1;
  if (first->known_by != second->known_by)
    return first->known_by < second->known_by ? -1 : 1;
  if (first->when.first != second->when.first)
    return first->when.first < second->when.first ? -1 : 1;

  return g_strcmp0 (first->claim->id, second->claim->id);
}

static void
draw_sightings (Drawing *drawing,
                GArray  *waiting)
{
  g_autoptr(GPtrArray) placed = g_ptr_array_new (), together = g_ptr_array_new ();
  guint i;

  for (i = 0; i < drawing->content->sightings->len; i++)
    {
      PlimSighting *sighting = g_ptr_array_index (drawing->content->sightings, i);

      if (sighting->has_point)
        g_ptr_array_add (placed, sighting);
      else
        drawing->use->placeless++;
    }
  g_ptr_array_sort (placed, compare_sizes);

  for (i = 0; i < placed->len; i++)
    {
      g_ptr_array_add (together, g_ptr_array_index (placed, i));
      if (i + 1 == placed->len || !is_same_place (g_ptr_array_index (placed, i), g_ptr_array_index (placed, i + 1)))
        {
          draw_sighting (drawing, together, waiting);
          g_ptr_array_set_size (together, 0);
        }
    }
}

/* An open ring where a vessel was last heard, or heard again; %FALSE where that is off the map. */
static gboolean
draw_ring (Drawing            *drawing,
           const PlimTrack    *track,
           const PlimPosition *fix,
           guint               group,
           const char         *words)
{
  PlimShape *ring;
  double x, y;

  place (drawing, fix->lat_e6 / 1e6, fix->lon_e6 / 1e6, &x, &y);
  if (!is_on_paper (drawing, x, y))
    return FALSE;

  ring = plim_scene_add_circle (drawing->scene, PLIM_STYLE_SILENCE, x, y, RING_MM);
  ring->series = plim_map_content_get_series (drawing->content, track->vessel_key);
  ring->group = group;
  plim_scene_mark (drawing->scene, ring, g_strdup (words), track->claim, NULL);

  return TRUE;
}

/* The stated silence between two positions, if there is one. */
static const PlimSilence *
find_silence (const PlimTrack *track,
              gint64           from_s,
              gint64           to_s)
{
  guint i;

  for (i = 0; i < track->silences->len; i++)
    {
      const PlimSilence *silence = &g_array_index (track->silences, PlimSilence, i);

      if (silence->from_s < to_s && silence->to_s > from_s)
        return silence;
    }

  return NULL;
}

/* @before and @after: (nullable), but not both: a silence may be stated of the time before the first position or after the last. */
static gboolean
draw_silence (Drawing            *drawing,
              const PlimTrack    *track,
              const PlimPosition *before,
              const PlimPosition *after,
              const PlimSilence  *silence,
              gboolean            stated,
              GArray             *waiting)
{
  const PlimPosition *first = before != NULL ? before : after;
  g_autofree char *words = plim_map_words_for_silence (track, silence, stated);
  g_autofree char *label = plim_map_words_label_silence (silence, stated);
  guint group = ++drawing->group;
  gboolean drawn = FALSE;
  double x, y;

  if (before != NULL)
    drawn |= draw_ring (drawing, track, before, group, words);
  if (after != NULL)
    drawn |= draw_ring (drawing, track, after, group, words);
  drawing->use->silences += drawn;

  place (drawing, first->lat_e6 / 1e6, first->lon_e6 / 1e6, &x, &y);
  if (is_on_paper (drawing, x, y))
    add_label (waiting, x, y, RING_MM + 0.4, PLIM_STYLE_TEXT_MUTED, SMALL_LABEL_MM, label, NULL, 0);

  return drawn;
}

/* A position that no line leads to is a dot; @ringed: a ring shows it already. */
static gboolean
finish_run (Drawing         *drawing,
            const PlimTrack *track,
            guint            group,
            gboolean         ringed)
{
  PlimShape *shape = add_line (drawing, PLIM_STYLE_TRACK);

  if (shape == NULL && drawing->line->len == 1 && !ringed)
    {
      PlimClipPoint at = bring_near (drawing, g_array_index (drawing->line, PlimClipPoint, 0));

      if (is_on_paper (drawing, at.x, at.y))
        shape = plim_scene_add_circle (drawing->scene, PLIM_STYLE_TRACK, at.x, at.y, DOT_MM);
    }
  if (shape == NULL)
    return FALSE;

  shape->series = plim_map_content_get_series (drawing->content, track->vessel_key);
  shape->group = group;
  plim_scene_mark (drawing->scene, shape, plim_map_words_for_track (track), track->claim, NULL);

  return TRUE;
}

/* The vessel's name, with the number where it sent more than one. */
static char *
label_track (const Drawing   *drawing,
             const PlimTrack *track)
{
  guint i;

  if (track->vessel_name == NULL)
    return g_strdup_printf ("MMSI %s", track->mmsi != NULL ? track->mmsi : "?");

  for (i = 0; i < drawing->content->tracks->len; i++)
    {
      const PlimTrack *other = g_ptr_array_index (drawing->content->tracks, i);

      if (other->positions->len > 0 && g_strcmp0 (other->vessel_key, track->vessel_key) == 0
          && track->mmsi != NULL && g_strcmp0 (other->mmsi, track->mmsi) != 0)
        return g_strdup_printf ("%s (MMSI %s)", track->vessel_name, track->mmsi);
    }

  return g_strdup (track->vessel_name);
}

/* Silences stated of the time after all positions, or before them: whether any ring was drawn. */
static gboolean
draw_silences_outside (Drawing         *drawing,
                       const PlimTrack *track,
                       gboolean         after,
                       GArray          *waiting)
{
  const PlimPosition *first = &g_array_index (track->positions, PlimPosition, 0);
  const PlimPosition *last = &g_array_index (track->positions, PlimPosition, track->positions->len - 1);
  gboolean drawn = FALSE;

  for (guint i = 0; i < track->silences->len; i++)
    {
      const PlimSilence *silence = &g_array_index (track->silences, PlimSilence, i);

      if (after && (silence->from_s >= last->time_s || (track->positions->len == 1 && silence->to_s > last->time_s)))
        drawn |= draw_silence (drawing, track, last, NULL, silence, TRUE, waiting);
      else if (!after && silence->from_s < first->time_s && silence->to_s <= first->time_s)
        drawn |= draw_silence (drawing, track, NULL, first, silence, TRUE, waiting);
    }

  return drawn;
}

static void
draw_track (Drawing         *drawing,
            const PlimTrack *track,
            GArray          *waiting,
            GArray          *names)
{
  const PlimPosition *fixes = (const PlimPosition *) (gpointer) track->positions->data;
  guint series = plim_map_content_get_series (drawing->content, track->vessel_key);
  guint group = ++drawing->group, i;
  g_autofree char *name = NULL;
  gboolean drawn = FALSE, ringed;
  double x, y;

  if (track->positions->len == 0)
    {
      drawing->use->placeless++;
      return;
    }

  drawn = ringed = draw_silences_outside (drawing, track, FALSE, waiting);
  start_line (drawing);
  for (i = 0; i < track->positions->len; i++)
    {
      const PlimSilence *silence = i > 0 ? find_silence (track, fixes[i - 1].time_s, fixes[i].time_s) : NULL;

      if (i > 0 && (silence != NULL || fixes[i].time_s - fixes[i - 1].time_s > PLIM_MAP_LONGEST_STEP_S))
        {
          const PlimSilence gap = { fixes[i - 1].time_s, fixes[i].time_s };

          drawn |= finish_run (drawing, track, group, TRUE);
          drawn |= draw_silence (drawing, track, &fixes[i - 1], &fixes[i], silence != NULL ? silence : &gap, silence != NULL, waiting);
          start_line (drawing);
          ringed = TRUE;
        }
      continue_line (drawing, fixes[i].lat_e6 / 1e6, fixes[i].lon_e6 / 1e6);
    }
  if (draw_silences_outside (drawing, track, TRUE, waiting))
    drawn = ringed = TRUE;
  drawn |= finish_run (drawing, track, group, ringed);
  if (!drawn)
    return;

  drawing->use->tracks++;
  drawing->use->others += track->known_by != PLIM_KNOWN_BY_BROADCAST;
  /* The name stands where it was last heard on the map, once for each number it sent. */
  name = label_track (drawing, track);
  if (!g_hash_table_add (drawing->named, g_strdup (name)))
    return;
  for (i = track->positions->len; i > 0; i--)
    {
      place (drawing, fixes[i - 1].lat_e6 / 1e6, fixes[i - 1].lon_e6 / 1e6, &x, &y);
      if (is_on_paper (drawing, x, y))
        {
          add_label (names, x, y, 0.9, PLIM_STYLE_TEXT_LABEL, LABEL_MM, name, NULL, series);
          break;
        }
    }
}

static void
add_arrow (Drawing             *drawing,
           const PlimRoute     *route,
           const PlimLeg       *leg,
           PlimStyle            style,
           guint                group,
           const PlimClipPoint *end,
           double               angle,
           double               tip)
{
  int side;

  for (side = -1; side <= 1; side += 2)
    {
      PlimShape *barb = plim_scene_add_line (drawing->scene, style, end->x, end->y,
                                             end->x - tip * cos (angle + side * 0.45),
                                             end->y - tip * sin (angle + side * 0.45));

      barb->group = group;
      plim_scene_mark (drawing->scene, barb, plim_map_words_for_leg (route, leg), route->claim, NULL);
    }
}

static gboolean
mark_leg (Drawing         *drawing,
          const PlimRoute *route,
          const PlimLeg   *leg,
          PlimStyle        style,
          guint            group,
          double           tip)
{
  PlimShape *path = add_line (drawing, style);
  const PlimClipPoint *points = (const PlimClipPoint *) (gpointer) drawing->line->data;
  const PlimClipPoint *last = &points[drawing->line->len - 1], *before = last - 1;
  PlimClipPoint end = bring_near (drawing, *last);
  double angle = atan2 (last->y - before->y, last->x - before->x);

  if (path == NULL)
    return FALSE;

  path->group = group;
  plim_scene_mark (drawing->scene, path, plim_map_words_for_leg (route, leg), route->claim, NULL);
  if (tip == 0.0 || !is_on_paper (drawing, end.x, end.y))
    return TRUE;

  /* So that a leg there and a leg back differ. */
  add_arrow (drawing, route, leg, style, group, &end, angle, tip);

  return TRUE;
}

static PlimClipPoint
bend_arc (PlimClipPoint from,
          PlimClipPoint to,
          double        part,
          int           side)
{
  double bend = 0.5 * side * part * (1.0 - part);

  return (PlimClipPoint) { from.x + part * (to.x - from.x) - bend * (to.y - from.y),
                           from.y + part * (to.y - from.y) + bend * (to.x - from.x), TRUE };
}

/* How much of an arc that bends to one side (1 or -1) would lie on land. */
static guint
count_land (const Drawing *drawing,
            PlimCoast     *coast,
            PlimClipPoint  from,
            PlimClipPoint  to,
            int            side)
{
  guint i, land = 0;

  for (i = 1; i < 6; i++)
    {
      PlimClipPoint point = bend_arc (from, to, i / 6.0, side);
      double latitude, longitude;

      plim_map_view_locate (drawing->view, point.x - drawing->x, point.y - drawing->y, &latitude, &longitude);
      land += plim_coast_is_land (coast, latitude, longitude);
    }

  return land;
}

/* Where the arc leaves the map for good, an arrow and the name say where to. */
static gboolean
leave_map (Drawing         *drawing,
           const PlimRoute *route,
           const PlimLeg   *leg,
           guint            group,
           GArray          *waiting)
{
  const PlimClipPoint *points = (const PlimClipPoint *) (gpointer) drawing->line->data;
  guint i = drawing->line->len - 1, j;
  g_autofree char *words = NULL;
  PlimClipPoint from, to;

  to = bring_near (drawing, points[i]);
  if (leg->to_name == NULL || is_on_paper (drawing, to.x, to.y))
    return FALSE;
  while (i > 0 && !is_on_paper (drawing, points[i - 1].x, points[i - 1].y))
    i--;
  if (i == 0)
    return FALSE;

  from = points[i - 1];
  to = points[i];
  if (!plim_clip_segment (&drawing->paper, &from, &to))
    return FALSE;
  add_arrow (drawing, route, leg, PLIM_STYLE_LEADER, group, &to, atan2 (points[i].y - from.y, points[i].x - from.x), 2.0);
  /* Translators: %s is a place off the map, to which a route leads. */
  words = g_strdup_printf (_("to %s, way not known"), leg->to_name);
  /* Some way inside, where there is more room. */
  for (j = i - 1; j > 0 && hypot (points[j].x - to.x, points[j].y - to.y) < 8.0 && is_on_paper (drawing, points[j - 1].x, points[j - 1].y); )
    j--;
  add_label (waiting, points[j].x, points[j].y, WAY_GAP_MM, PLIM_STYLE_TEXT_MUTED, SMALL_LABEL_MM, words, NULL, 0);

  return TRUE;
}

static gboolean
draw_leg (Drawing         *drawing,
          const PlimRoute *route,
          const PlimLeg   *leg,
          guint            group,
          gboolean         first,
          GArray          *waiting)
{
  PlimCoast *coast = plim_coast_get_bundled (NULL);
  PlimClipPoint from, to, middle = { NAN, NAN, FALSE };
  int side = 1;
  guint i;

  start_line (drawing);
  continue_line (drawing, leg->from_lat, leg->from_lon);
  for (i = 0; i + 1 < leg->via->len; i += 2)
    continue_line (drawing, g_array_index (leg->via, double, i), g_array_index (leg->via, double, i + 1));
  continue_line (drawing, leg->to_lat, leg->to_lon);

  if (leg->via->len >= 2)
    {
      if (!mark_leg (drawing, route, leg, PLIM_STYLE_ROUTE_SUSPECTED, group, 1.7))
        return FALSE;
      drawing->use->ways++;
      return TRUE;
    }

  /* No one knows the way: an arc that bends to one side is plainly none. It takes the side with more sea. */
  from = g_array_index (drawing->line, PlimClipPoint, 0);
  to = g_array_index (drawing->line, PlimClipPoint, 1);
  if (coast != NULL && count_land (drawing, coast, from, to, -1) < count_land (drawing, coast, from, to, 1))
    side = -1;
  start_line (drawing);
  for (i = 0; i <= 32; i++)
    {
      PlimClipPoint point = bend_arc (from, to, i / 32.0, side);

      g_array_append_val (drawing->line, point);
      /* The words stand as near its middle as the map shows it. */
      point = bring_near (drawing, point);
      if (is_on_paper (drawing, point.x, point.y) && (i <= 16 || isnan (middle.x)))
        middle = point;
    }
  if (!mark_leg (drawing, route, leg, PLIM_STYLE_ROUTE_UNKNOWN_WAY, group, 0.0))
    return FALSE;
  drawing->use->unknown_ways++;
  if (leave_map (drawing, route, leg, group, waiting))
    return TRUE;
  if (!isnan (middle.x) && first)
    add_label (waiting, middle.x, middle.y, WAY_GAP_MM, PLIM_STYLE_TEXT_MUTED, SMALL_LABEL_MM, _("way not known"), NULL, 0);

  return TRUE;
}

static void
draw_routes (Drawing *drawing,
             GArray  *waiting)
{
  guint i, j;

  for (i = 0; i < drawing->content->routes->len; i++)
    {
      const PlimRoute *route = g_ptr_array_index (drawing->content->routes, i);
      gboolean drawn = FALSE;

      for (j = 0; j < route->legs->len; j++)
        {
          const PlimLeg *leg = g_ptr_array_index (route->legs, j);

          if (leg->has_ends)
            drawn |= draw_leg (drawing, route, leg, ++drawing->group, !drawn, waiting);
          else
            drawing->use->placeless++;
        }
      drawing->use->routes += drawn;
      drawing->use->reported += drawn && !route->suspected;
    }
}

static void
take_traces (PlimLabels *labels,
             GArray     *traces)
{
  guint i;

  for (i = 0; i < traces->len; i++)
    {
      const PlimClipPoint *trace = &g_array_index (traces, PlimClipPoint, i);

      plim_labels_take (labels, trace->x - 0.3, trace->y - 0.3, 0.6, 0.6);
    }
}

void
plim_map_marks_add (PlimScene            *scene,
                    const PlimMapContent *content,
                    const PlimMapView    *view,
                    double                x,
                    double                y,
                    guint                 layers,
                    PlimLabels           *labels,
                    PlimMapUse           *use)
{
  g_autoptr(GArray) line = g_array_new (FALSE, FALSE, sizeof (PlimClipPoint));
  g_autoptr(GArray) traces = g_array_new (FALSE, FALSE, sizeof (PlimClipPoint));
  g_autoptr(GArray) names = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr(GArray) ports = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr(GArray) ways = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr(GArray) silences = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr(GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(PlimLabels) clear = NULL;
  Drawing drawing;
  guint i;

  g_return_if_fail (scene != NULL && content != NULL && view != NULL && labels != NULL && use != NULL);

  drawing = (Drawing) { scene, content, view, x, y, { x, y, x + view->width, y + view->height }, labels, NULL, use, 0, line, 0.0, traces, named };
  *use = (PlimMapUse) { 0 };
  g_array_set_clear_func (names, clear_label);
  g_array_set_clear_func (ports, clear_label);
  g_array_set_clear_func (ways, clear_label);
  g_array_set_clear_func (silences, clear_label);

  if (content->area != NULL)
    use->areas = plim_map_area_add (scene, content->area, content->area_name, view, x, y, labels);
  if (layers & PLIM_MAP_SIGHTINGS)
    draw_sightings (&drawing, names);
  if (layers & PLIM_MAP_ROUTES)
    draw_routes (&drawing, ways);
  if (layers & PLIM_MAP_TRACKS)
    for (i = 0; i < content->tracks->len; i++)
      draw_track (&drawing, g_ptr_array_index (content->tracks, i), silences, names);
  if (layers & PLIM_MAP_PORTS)
    draw_ports (&drawing, ports);

  drawing.clear = clear = plim_labels_copy (labels);
  take_traces (clear, traces);
  write_labels (&drawing, names);
  write_labels (&drawing, ways);
  write_labels (&drawing, silences);
  write_labels (&drawing, ports);

  /* Labels of marks may touch a line rather than be left out; names of seas and countries, which come later, may not. */
  take_traces (labels, traces);
}
