#include "config.h"

#include "app/map/plim-map-chosen.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/map/plim-clip.h"
#include "app/map/plim-map-base.h"
#include "app/map/plim-map-words.h"
#include "app/plim-error.h"
#include "app/scene/plim-layout.h"
#include "app/store/plim-claim-query.h"

#define WORLD          4294967296.0
#define TOLERANCE_MM   0.12
#define RING_MM        0.7
/* Of a position alone; half the line's width, so that it is drawn full. */
#define DOT_MM         0.2
#define LABEL_MM       2.5
#define SMALL_LABEL_MM 2.2
#define ARROW_MM       1.3
#define BETWEEN_ARROWS_MM 24.0
/* Cairo's time grows faster than a path does. */
#define MOST_POINTS    256
/* Of so many silences at most, the longest, their length is written; the others say it where they are asked. */
#define MOST_LENGTHS 12

/* One track in the making. */
typedef struct
{
  const PlimMapChosen *chosen;
  const PlimTrackInfo *info;
  GPtrArray           *claims;
  PlimScene           *scene;
  const PlimMapView   *view;
  double               x, y;
  PlimClipBox          paper;
  PlimMapUse          *use;
  guint                series;
  guint                group;
  guint                silence_group;
  PlimTrack            track;       /* as the words want it: who, and from when to when */
  double               tolerance;
  gboolean             halo;        /* first of all the ground that the line lies on */
  PlimShape           *path;        /* that goes on, or NULL */
  PlimClipPoint        path_end;
  double               since_arrow;
  GArray              *silences;    /* Label */
  gboolean             seen;        /* whether anything of it but silences is on the map, and where the last of that is */
  gboolean             seen_position;
  PlimClipPoint        last_seen;
} Drawing;

/* Labels are written when all tracks are drawn. */
typedef struct
{
  double  x, y;
  char   *words;
  guint   series;
  gint64  length_s;
} Label;

static void
clear_label (gpointer data)
{
  g_free (((Label *) data)->words);
}

PlimMapChosen *
plim_map_chosen_new (PlimStore          *store,
                     PlimTrackSet       *set,
                     PlimTrackLevels    *levels,
                     const char * const *keys,
                     gint64              from_s,
                     gint64              to_s,
                     guint               longest_step_s,
                     GError            **error)
{
  g_autoptr(PlimMapChosen) self = g_new0 (PlimMapChosen, 1);
  guint i, j;

  g_atomic_ref_count_init (&self->ref_count);
  self->set = plim_track_set_ref (set);
  self->levels = levels != NULL ? plim_track_levels_ref (levels) : NULL;
  self->tracks = g_array_new (FALSE, FALSE, sizeof (guint));
  self->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->from_s = from_s;
  self->to_s = to_s;
  self->longest_step_s = longest_step_s;

  for (i = 0; keys[i] != NULL; i++)
    {
      int index = plim_track_set_find (set, keys[i]);
      guint track = index;

      if (index < 0)
        continue;
      g_array_append_val (self->tracks, track);
      g_ptr_array_add (self->claims, g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref));
      for (j = 0; set->tracks[track].claims[j] != NULL; j++)
        {
          GError *failure = NULL;
          PlimClaim *claim = plim_claim_query_by_id (store, set->tracks[track].claims[j], &failure);

          if (claim == NULL)
            {
              if (failure == NULL)
                g_set_error (&failure, PLIM_ERROR, PLIM_ERROR_STORE, _("The store no longer knows the claim %s"),
                             set->tracks[track].claims[j]);
              g_propagate_error (error, failure);
              return NULL;
            }
          g_ptr_array_add (g_ptr_array_index (self->claims, self->claims->len - 1), claim);
        }
    }

  return g_steal_pointer (&self);
}

PlimMapChosen *
plim_map_chosen_ref (PlimMapChosen *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_map_chosen_unref (PlimMapChosen *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->set, plim_track_set_unref);
  g_clear_pointer (&self->levels, plim_track_levels_unref);
  g_clear_pointer (&self->tracks, g_array_unref);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_on_paper (const Drawing *drawing,
             double         x,
             double         y)
{
  return x >= drawing->paper.left && x <= drawing->paper.right && y >= drawing->paper.top && y <= drawing->paper.bottom;
}

static PlimShape *
mark (const Drawing *drawing,
      PlimShape     *shape,
      guint          group,
      char          *words)
{
  shape->series = drawing->series;
  shape->group = group;
  plim_scene_mark_many (drawing->scene, shape, words, drawing->claims);

  return shape;
}

/* The first of three turns of the world in which a line that begins there may be on the map: its way may have gone round the
 * world, and a wide map shows it from either side. */
static int
find_first_turn (const Drawing *drawing,
                 double         x)
{
  return (int) floor (((drawing->paper.left + drawing->paper.right) / 2.0 - x) / drawing->view->scale + 0.5) - 1;
}

static PlimClipPoint
turn_point (const Drawing *drawing,
            PlimClipPoint  point,
            int            turn)
{
  return (PlimClipPoint) { point.x + turn * drawing->view->scale, point.y, TRUE };
}

/* The track's next point, @last being the one before: on paper, the shorter way round. */
static PlimClipPoint
locate (const Drawing *drawing,
        guint          position,
        double        *last_x)
{
  const PlimTrackSet *set = drawing->chosen->set;
  const PlimMapView *view = drawing->view;
  double x = plim_projection_nearest_x (set->x[position] / WORLD, *last_x);

  *last_x = x;

  return (PlimClipPoint) { drawing->x + (x - view->x) * view->scale,
                           drawing->y + (set->y[position] / WORLD - view->y) * view->scale, TRUE };
}

static void
add_arrow (Drawing             *drawing,
           const PlimClipPoint *from,
           const PlimClipPoint *to)
{
  double angle = atan2 (to->y - from->y, to->x - from->x), x = (from->x + to->x) / 2.0, y = (from->y + to->y) / 2.0;
  PlimShape *arrow = plim_scene_add_path (drawing->scene, PLIM_STYLE_TRACK);
  int side;

  for (side = -1; side <= 1; side++)
    {
      double tip_x = side == 0 ? x + ARROW_MM / 2.0 * cos (angle) : x - ARROW_MM * cos (angle + side * 0.5);
      double tip_y = side == 0 ? y + ARROW_MM / 2.0 * sin (angle) : y - ARROW_MM * sin (angle + side * 0.5);

      if (side < 0)
        plim_shape_move_to (arrow, tip_x, tip_y);
      else
        plim_shape_line_to (arrow, tip_x, tip_y);
    }
  mark (drawing, arrow, drawing->group, plim_map_words_for_track (&drawing->track));
}

/* A position is a better place for a name than where a line leaves the map. */
static void
see (Drawing             *drawing,
     const PlimClipPoint *at,
     gboolean             position)
{
  if (drawing->seen_position && !position)
    return;

  drawing->seen = TRUE;
  drawing->seen_position = position;
  drawing->last_seen = *at;
}

static gboolean
draw_line_once (Drawing       *drawing,
                PlimClipPoint  from,
                PlimClipPoint  to)
{
  PlimClipPoint start = from, end = to;
  double length;

  if (!plim_clip_segment (&drawing->paper, &from, &to))
    return FALSE;

  if (drawing->path == NULL || drawing->path->points->len >= MOST_POINTS
      || from.x != drawing->path_end.x || from.y != drawing->path_end.y)
    {
      drawing->path = plim_scene_add_path (drawing->scene, drawing->halo ? PLIM_STYLE_TRACK_HALO : PLIM_STYLE_TRACK);
      plim_shape_move_to (drawing->path, from.x, from.y);
      if (!drawing->halo)
        mark (drawing, drawing->path, drawing->group, plim_map_words_for_track (&drawing->track));
    }
  plim_shape_line_to (drawing->path, to.x, to.y);
  drawing->path_end = to;
  if (is_on_paper (drawing, start.x, start.y))
    see (drawing, &start, TRUE);
  see (drawing, &to, is_on_paper (drawing, end.x, end.y));

  length = hypot (to.x - from.x, to.y - from.y);
  drawing->since_arrow += length;
  if (drawing->since_arrow > BETWEEN_ARROWS_MM && length > ARROW_MM && !drawing->halo)
    {
      add_arrow (drawing, &from, &to);
      drawing->since_arrow = 0.0;
      /* What was lent by the scene is gone with the next shape. */
      drawing->path = NULL;
    }

  return TRUE;
}

static void
draw_line (Drawing       *drawing,
           PlimClipPoint  from,
           PlimClipPoint  to)
{
  int first = find_first_turn (drawing, from.x), i;
  gboolean drawn = FALSE;

  for (i = first; i < first + 3; i++)
    drawn |= draw_line_once (drawing, turn_point (drawing, from, i), turn_point (drawing, to, i));
  if (!drawn)
    drawing->path = NULL;
}

/* A position that no line and no ring shows. */
static void
draw_dot (Drawing       *drawing,
          PlimClipPoint  at)
{
  int first = find_first_turn (drawing, at.x), i;

  drawing->path = NULL;
  for (i = first; i < first + 3; i++)
    {
      PlimClipPoint point = turn_point (drawing, at, i);
      PlimShape *dot;

      if (!is_on_paper (drawing, point.x, point.y))
        continue;
      dot = plim_scene_add_circle (drawing->scene, drawing->halo ? PLIM_STYLE_TRACK_HALO : PLIM_STYLE_TRACK, point.x, point.y, DOT_MM);
      if (!drawing->halo)
        mark (drawing, dot, drawing->group, plim_map_words_for_track (&drawing->track));
      see (drawing, &point, TRUE);
    }
}

static void
add_ring (Drawing             *drawing,
          const PlimClipPoint *at,
          const char          *words)
{
  if (!is_on_paper (drawing, at->x, at->y))
    return;

  mark (drawing, plim_scene_add_circle (drawing->scene, PLIM_STYLE_SILENCE, at->x, at->y, RING_MM), drawing->silence_group,
        g_strdup (words));
  see (drawing, at, TRUE);
}

static gboolean
draw_silence_once (Drawing       *drawing,
                   const char    *words,
                   PlimClipPoint  from,
                   PlimClipPoint  to,
                   PlimClipPoint *middle)
{
  PlimClipPoint start = from, end = to;

  if (!plim_clip_segment (&drawing->paper, &start, &end))
    return FALSE;

  /* A ship that lies still and says nothing has its two rings in one place. */
  if (hypot (end.x - start.x, end.y - start.y) > 2.0 * RING_MM)
    mark (drawing, plim_scene_add_line (drawing->scene, PLIM_STYLE_SILENCE_SPAN, start.x, start.y, end.x, end.y),
          drawing->silence_group, g_strdup (words));
  add_ring (drawing, &from, words);
  add_ring (drawing, &to, words);
  *middle = (PlimClipPoint) { (start.x + end.x) / 2.0, (start.y + end.y) / 2.0, TRUE };

  return TRUE;
}

static void
draw_silence (Drawing       *drawing,
              guint          before,
              guint          after,
              PlimClipPoint  from,
              PlimClipPoint  to)
{
  const PlimTrackSet *set = drawing->chosen->set;
  const PlimSilence silence = { set->time_s[before], set->time_s[after] };
  g_autofree char *words = plim_map_words_for_silence (&drawing->track, &silence, FALSE);
  int first = find_first_turn (drawing, from.x), i;
  gboolean drawn = FALSE;
  PlimClipPoint middle = { 0 };
  Label label;

  drawing->path = NULL;
  if (drawing->halo)
    return;
  drawing->silence_group++;
  for (i = first; i < first + 3; i++)
    drawn |= draw_silence_once (drawing, words, turn_point (drawing, from, i), turn_point (drawing, to, i), &middle);
  if (!drawn)
    return;
  drawing->use->spans++;

  label = (Label) { middle.x, middle.y, plim_map_words_label_silence (&silence, FALSE), 0, silence.to_s - silence.from_s };
  g_array_append_val (drawing->silences, label);
}

static const PlimTrackLevel *
choose_level (const PlimMapChosen *chosen,
              const PlimMapView   *view)
{
  double zoom = plim_map_base_zoom (view);
  guint i;

  if (chosen->levels == NULL || chosen->longest_step_s < chosen->levels->longest_step_s)
    return NULL;
  for (i = 0; i < PLIM_TRACK_N_LEVELS; i++)
    if (zoom <= chosen->levels->levels[i].zoom)
      return &chosen->levels->levels[i];

  return NULL;
}

/* The first of a level's points at or after a position. */
static guint
find_point (const PlimTrackLevel *level,
            guint                 position)
{
  guint low = 0, high = level->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (level->index[middle] < position)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static guint
find_end (const PlimMapChosen *chosen,
          guint                track)
{
  const PlimTrackInfo *info = &chosen->set->tracks[track];

  return chosen->to_s == G_MAXINT64 ? info->first + info->count : plim_track_set_find_time (chosen->set, track, chosen->to_s + 1);
}

static void
draw_points (Drawing              *drawing,
             const PlimTrackLevel *level,
             guint                 first,
             guint                 end)
{
  const PlimTrackSet *set = drawing->chosen->set;
  double last_x = drawing->view->x + drawing->view->width / drawing->view->scale / 2.0;
  PlimClipPoint from = { 0 };
  gboolean any = FALSE, alone = FALSE;    /* whether nothing shows @from yet */
  guint before = 0, point = level != NULL ? find_point (level, first) : first, last = level != NULL ? level->n : end;

  for (; point < last; point++)
    {
      guint position = level != NULL ? level->index[point] : point;
      PlimClipPoint to;

      if (position >= end)
        break;
      to = locate (drawing, position, &last_x);
      if (any && position == before + 1 && set->time_s[position] - set->time_s[before] > drawing->chosen->longest_step_s)
        {
          draw_silence (drawing, before, position, from, to);
          alone = FALSE;
        }
      else if (any && position == before + 1 && plim_track_set_is_jump (set, position))
        {
          if (alone)
            draw_dot (drawing, from);
          drawing->path = NULL;
          alone = TRUE;
        }
      else if (any)
        {
          /* What is too short to be seen goes into the next line. */
          if (hypot (to.x - from.x, to.y - from.y) < drawing->tolerance && point + 1 < last)
            {
              before = position;
              continue;
            }
          draw_line (drawing, from, to);
          alone = FALSE;
        }
      else
        alone = TRUE;
      any = TRUE;
      from = to;
      before = position;
    }
  if (alone)
    draw_dot (drawing, from);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  const Label *first = a, *second = b;

  return (second->length_s > first->length_s) - (second->length_s < first->length_s);
}

static void
write_label (PlimScene   *scene,
             PlimLabels  *labels,
             const Label *label,
             PlimStyle    style,
             double       size)
{
  PlimLabelPlace found;

  if (!plim_labels_place (labels, label->x, label->y, RING_MM + 0.4, plim_layout_text_width (label->words, size, FALSE), size * 0.75, &found))
    return;

  if (found.leader)
    plim_scene_add_line (scene, PLIM_STYLE_LEADER, found.x1, found.y1, found.x2, found.y2);
  plim_scene_add_text (scene, style, found.x, found.y, size, found.align, label->words)->series = label->series;
}

static char *
name_track (const PlimTrackInfo *info)
{
  return info->name != NULL ? g_strdup (info->name)
         : info->mmsi != NULL ? g_strdup_printf ("MMSI %s", info->mmsi) : g_strdup (info->key);
}

static void
draw_track (Drawing *drawing,
            GArray  *names)
{
  const PlimMapChosen *chosen = drawing->chosen;
  const PlimTrackSet *set = chosen->set;
  guint track = drawing->info - set->tracks, first, end;
  g_autoptr(GArray) ends = g_array_new (FALSE, TRUE, sizeof (PlimPosition));
  g_autofree char *name = name_track (drawing->info);
  Label label;

  first = plim_track_set_find_time (set, track, chosen->from_s);
  end = find_end (chosen, track);
  if (first >= end)
    return;

  g_array_set_size (ends, 2);
  g_array_index (ends, PlimPosition, 0).time_s = set->time_s[first];
  g_array_index (ends, PlimPosition, 1).time_s = set->time_s[end - 1];
  drawing->track = (PlimTrack) { .vessel_name = name, .mmsi = drawing->info->mmsi, .known_by = drawing->info->known_by, .positions = ends };

  drawing->halo = TRUE;
  draw_points (drawing, choose_level (chosen, drawing->view), first, end);
  drawing->halo = FALSE;
  drawing->path = NULL;
  drawing->since_arrow = 0.0;
  drawing->seen = drawing->seen_position = FALSE;
  draw_points (drawing, choose_level (chosen, drawing->view), first, end);
  if (!drawing->seen)
    return;
  drawing->use->tracks++;
  drawing->use->others += drawing->info->known_by != PLIM_KNOWN_BY_BROADCAST;
  drawing->use->chosen++;

  label = (Label) { drawing->last_seen.x, drawing->last_seen.y, g_steal_pointer (&name), drawing->series, 0 };
  g_array_append_val (names, label);
}

guint
plim_map_chosen_count (const PlimMapChosen *self,
                       const PlimMapView   *view)
{
  const PlimTrackLevel *level = choose_level (self, view);
  const PlimTrackSet *set = self->set;
  double middle = view->x + view->width / view->scale / 2.0;
  guint i, n = 0;

  for (i = 0; i < self->tracks->len; i++)
    {
      guint track = g_array_index (self->tracks, guint, i), end = find_end (self, track);
      guint first = plim_track_set_find_time (set, track, self->from_s);
      guint point = level != NULL ? find_point (level, first) : first, last = level != NULL ? level->n : end;

      for (; point < last; point++)
        {
          guint position = level != NULL ? level->index[point] : point;
          double x, y;

          if (position >= end)
            break;
          x = (plim_projection_nearest_x (set->x[position] / WORLD, middle) - view->x) * view->scale;
          y = (set->y[position] / WORLD - view->y) * view->scale;
          n += x >= 0.0 && x <= view->width && y >= 0.0 && y <= view->height;
        }
    }

  return n;
}

void
plim_map_chosen_add (const PlimMapChosen *self,
                     PlimScene           *scene,
                     const PlimMapView   *view,
                     double               x,
                     double               y,
                     PlimLabels          *labels,
                     PlimMapUse          *use)
{
  g_autoptr(GArray) names = g_array_new (FALSE, FALSE, sizeof (Label)), silences = g_array_new (FALSE, FALSE, sizeof (Label));
  guint i, silence_group;

  g_return_if_fail (self != NULL && scene != NULL && view != NULL && labels != NULL && use != NULL);

  silence_group = PLIM_MAP_CHOSEN_GROUP + self->tracks->len;
  g_array_set_clear_func (names, clear_label);
  g_array_set_clear_func (silences, clear_label);

  for (i = 0; i < self->tracks->len; i++)
    {
      Drawing drawing = {
        .chosen = self, .info = &self->set->tracks[g_array_index (self->tracks, guint, i)],
        .claims = g_ptr_array_index (self->claims, i), .scene = scene, .view = view, .x = x, .y = y,
        .paper = { x, y, x + view->width, y + view->height }, .use = use, .series = i + 1,
        .group = PLIM_MAP_CHOSEN_GROUP + i, .silence_group = silence_group,
        /* The more are chosen the less of each can be seen. */
        .tolerance = TOLERANCE_MM * (1 + self->tracks->len / 8), .silences = silences,
      };

      if (drawing.claims->len > 0)
        draw_track (&drawing, names);
      silence_group = drawing.silence_group;
    }

  g_array_sort (silences, compare_lengths);
  for (i = 0; i < names->len; i++)
    write_label (scene, labels, &g_array_index (names, Label, i), PLIM_STYLE_TEXT_LABEL, LABEL_MM);
  for (i = 0; i < MIN (silences->len, MOST_LENGTHS); i++)
    write_label (scene, labels, &g_array_index (silences, Label, i), PLIM_STYLE_TEXT_MUTED, SMALL_LABEL_MM);
}
