#include "config.h"

#include "app/map/plim-map-tracks.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-clip.h"
#include "app/map/plim-map-cells.h"
#include "app/map/plim-track-classes.h"
#include "app/map/plim-track-extent.h"
#include "app/map/plim-track-heat.h"
#include "app/map/plim-track-raster.h"
#include "app/plim-error.h"
#include "app/model/plim-text.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-vessel-finder.h"

#define WORLD        4294967296.0
/* More than that are no longer lines that one could follow. */
#define MOST_POINTS  5000
/* The usual frame is kept where so large a share of all positions is there. */
#define WORTH_SEEING 0.05
#define MOST_NAMES   3
/* Marks of the areas have groups from here on, so that each is a step of the keyboard. */
#define GROUP        900000

struct _PlimMapTracks
{
  gatomicrefcount  ref_count;
  PlimStore       *store;
  PlimTrackSet    *set;
  guint8          *shown;          /* a byte a track: of what may be areas or, where they are few, lines */
  guint            n_shown;
  PlimMapChosen   *chosen;
  PlimTrackColouring colouring;    /* of the areas */
  gboolean         alone;          /* one vessel was asked for: always lines */
  gint64           from_s, to_s;
  guint            longest_step_s;

  GMutex           lock;           /* around what is asked of the store, once */
  gboolean         prepared;
  PlimMapChosen   *few;            /* all of them, where lines may do */
  GPtrArray      **claims;         /* of each track that is shown: PlimClaim */
};

PlimMapTracks *
plim_map_tracks_new (PlimStore     *store,
                     PlimTrackSet  *set,
                     const guint8  *shown,
                     PlimMapChosen *chosen,
                     PlimTrackColouring colouring,
                     gint64         from_s,
                     gint64         to_s,
                     guint          longest_step_s)
{
  PlimMapTracks *self;
  guint i;

  g_return_val_if_fail (PLIM_IS_STORE (store) && set != NULL, NULL);

  self = g_new0 (PlimMapTracks, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->store = g_object_ref (store);
  self->set = plim_track_set_ref (set);
  self->shown = g_new (guint8, set->n_tracks + 1);
  if (shown != NULL)
    memcpy (self->shown, shown, set->n_tracks);
  else
    memset (self->shown, 1, set->n_tracks);
  self->chosen = chosen != NULL ? plim_map_chosen_ref (chosen) : NULL;
  self->colouring = colouring;
  self->from_s = from_s;
  self->to_s = to_s;
  self->longest_step_s = longest_step_s;

  for (i = 0; i < set->n_tracks; i++)
    self->n_shown += self->shown[i] != 0;

  return self;
}

/* Asking */

static gboolean
is_told (const PlimCraft *craft,
         GHashTable      *told)
{
  guint i;

  for (i = 0; craft->claims[i] != NULL; i++)
    if (!g_hash_table_contains (told, craft->claims[i]))
      return FALSE;

  return TRUE;
}

/* (element-type utf8): the keys of those that are drawn here */
static GPtrArray *
find_crafts (PlimStore             *store,
             const PlimFilter      *filter,
             const PlimMapContent  *content,
             const char            *vessel,
             GError               **error)
{
  g_autoptr(GPtrArray) crafts = plim_craft_query (store, filter, error), found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal), keys = NULL;
  guint i;

  if (crafts == NULL || (vessel != NULL && (keys = plim_vessel_find_keys (store, filter, crafts, vessel, error)) == NULL))
    return NULL;

  for (i = 0; i < content->tracks->len; i++)
    g_hash_table_add (told, ((const PlimTrack *) g_ptr_array_index (content->tracks, i))->claim->id);
  for (i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);

      if (!is_told (craft, told) && (keys == NULL || g_hash_table_contains (keys, craft->key)))
        g_ptr_array_add (found, g_strdup (craft->key));
    }

  return g_steal_pointer (&found);
}

gboolean
plim_map_tracks_query (PlimStore             *store,
                       const PlimFilter      *filter,
                       const PlimMapContent  *content,
                       const char            *vessel,
                       PlimTrackColouring     colouring,
                       PlimMapTracks        **tracks,
                       GError               **error)
{
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(PlimTrackSet) set = NULL;
  g_autofree guint8 *shown = NULL;
  guint i;

  g_return_val_if_fail (filter != NULL && content != NULL && tracks != NULL, FALSE);

  *tracks = NULL;
  keys = find_crafts (store, filter, content, vessel, error);
  if (keys == NULL)
    return FALSE;
  if (keys->len == 0)
    return TRUE;

  /* One vessel's positions are there at once, those of all of them are not. */
  set = plim_track_set_load (store, filter, keys->len == 1 ? g_ptr_array_index (keys, 0) : NULL, NULL, error);
  if (set == NULL)
    return FALSE;

  shown = g_new0 (guint8, set->n_tracks + 1);
  for (i = 0; i < keys->len; i++)
    {
      int track = plim_track_set_find (set, g_ptr_array_index (keys, i));

      if (track >= 0)
        shown[track] = 1;
    }
  *tracks = plim_map_tracks_new (store, set, shown, NULL, colouring, G_MININT64, G_MAXINT64, PLIM_MAP_LONGEST_STEP_S);
  (*tracks)->alone = vessel != NULL;

  return TRUE;
}

PlimMapTracks *
plim_map_tracks_ref (PlimMapTracks *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
free_claims (PlimMapTracks *self)
{
  guint i;

  for (i = 0; self->claims != NULL && i < self->set->n_tracks; i++)
    g_clear_pointer (&self->claims[i], g_ptr_array_unref);
  g_clear_pointer (&self->claims, g_free);
}

void
plim_map_tracks_unref (PlimMapTracks *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  free_claims (self);
  g_clear_pointer (&self->few, plim_map_chosen_unref);
  g_clear_pointer (&self->chosen, plim_map_chosen_unref);
  g_free (self->shown);
  plim_track_set_unref (self->set);
  g_object_unref (self->store);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Preparing */

static PlimMapChosen *
take_few (PlimMapTracks  *self,
          GError        **error)
{
  g_autoptr(PlimTrackLevels) levels = plim_track_levels_new (self->set, self->longest_step_s, NULL);
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();
  guint i;

  for (i = 0; i < self->set->n_tracks; i++)
    if (self->shown[i])
      g_ptr_array_add (keys, self->set->tracks[i].key);
  g_ptr_array_add (keys, NULL);

  return plim_map_chosen_new (self->store, self->set, levels, (const char * const *) keys->pdata, self->from_s, self->to_s,
                              self->longest_step_s, error);
}

/* By id. One question for all of them: a thousand questions take seconds. */
static GHashTable *
ask_claims (PlimMapTracks  *self,
            GError        **error)
{
  PlimFilter filter = PLIM_FILTER_ALL;
  g_autoptr(GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) plim_claim_unref);
  g_autoptr(GPtrArray) claims = NULL;
  guint i;

  filter.exercise = self->set->exercise;
  claims = plim_claim_query_tracks (self->store, &filter, error);
  if (claims == NULL)
    return NULL;
  for (i = 0; i < claims->len; i++)
    {
      PlimClaim *claim = g_ptr_array_index (claims, i);

      g_hash_table_replace (by_id, claim->id, plim_claim_ref (claim));
    }

  return g_steal_pointer (&by_id);
}

static gboolean
prepare (PlimMapTracks  *self,
         GError        **error)
{
  g_autoptr(GHashTable) by_id = NULL;
  guint i, j;

  if (self->colouring == PLIM_TRACKS_NOT_SHOWN)
    return TRUE;
  if ((self->n_shown <= PLIM_MAP_MOST_LINES || self->alone) && self->few == NULL && (self->few = take_few (self, error)) == NULL)
    return FALSE;
  by_id = ask_claims (self, error);
  if (by_id == NULL)
    return FALSE;

  free_claims (self);
  self->claims = g_new0 (GPtrArray *, self->set->n_tracks + 1);
  for (i = 0; i < self->set->n_tracks; i++)
    {
      char **ids = self->set->tracks[i].claims;

      self->claims[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);
      for (j = 0; ids[j] != NULL && self->shown[i]; j++)
        {
          PlimClaim *claim = g_hash_table_lookup (by_id, ids[j]);

          if (claim == NULL)
            {
              g_set_error (error, PLIM_ERROR, PLIM_ERROR_STORE, _("The store no longer knows the claim %s"), ids[j]);
              return FALSE;
            }
          g_ptr_array_add (self->claims[i], plim_claim_ref (claim));
        }
    }

  return TRUE;
}

gboolean
plim_map_tracks_prepare (PlimMapTracks  *self,
                         GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  self->prepared = self->prepared || prepare (self, error);
  g_mutex_unlock (&self->lock);

  return self->prepared;
}

/* All of a single vessel's track is wanted in view; places from which it jumped, and to which, are none that it was at. */
static void
frame_all (const PlimMapTracks *self,
           PlimMapBox          *box)
{
  const PlimTrackSet *set = self->set;
  double west = 0.0, east = 0.0, north = 1.0, south = 0.0, pad;
  guint32 start = 0;
  gboolean any = FALSE;
  guint i;

  for (i = 0; i < set->n_chunks; i++)
    {
      const PlimTrackChunk *chunk = &set->chunks[i];
      double left;

      if (!self->shown[chunk->track] || (chunk->n < 2 && set->n_chunks > 1))
        continue;
      if (!any)
        start = chunk->left;
      any = TRUE;
      left = (gint32) (chunk->left - start) / WORLD;
      west = MIN (west, left);
      east = MAX (east, left + chunk->width / WORLD);
      north = MIN (north, chunk->top / WORLD);
      south = MAX (south, chunk->bottom / WORLD);
    }
  if (!any)
    return;

  pad = MAX (MAX (east - west, south - north) * 0.06, 0.0005);
  if (east - west + 2.0 * pad >= 1.0)
    return;
  box->west = plim_projection_longitude (start / WORLD + west - pad);
  box->east = plim_projection_longitude (start / WORLD + east + pad);
  box->north = plim_projection_latitude (MAX (north - pad, 0.0));
  box->south = plim_projection_latitude (MIN (south + pad, 1.0));
  box->west = plim_geo_wrap (box->west);
  box->east = plim_geo_wrap (box->east);
}

void
plim_map_tracks_frame (const PlimMapTracks  *self,
                       const PlimMapContent *content,
                       PlimMapBox           *box)
{
  g_autofree char *told = plim_map_content_to_words (content);

  if (told == NULL && self->alone)
    frame_all (self, box);
  else if (told == NULL && plim_track_extent_share (self->set, self->shown, box) < WORTH_SEEING)
    plim_track_extent (self->set, self->shown, box);
}

char *
plim_map_tracks_name_publishers (const PlimMapTracks *self,
                                 const PlimScene     *scene)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal), cited = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *claims = plim_scene_get_claims (scene);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  GString *words = g_string_new (NULL);
  guint i, j;

  for (i = 0; i < claims->len; i++)
    g_hash_table_add (cited, ((PlimClaim *) g_ptr_array_index (claims, i))->id);
  for (i = 0; self->claims != NULL && i < self->set->n_tracks; i++)
    for (j = 0; j < self->claims[i]->len; j++)
      {
        const PlimClaim *claim = g_ptr_array_index (self->claims[i], j);
        const char *name = plim_claim_get_speaker (claim);

        if (g_hash_table_contains (cited, claim->id) && g_hash_table_add (seen, (gpointer) name))
          g_ptr_array_add (names, (gpointer) name);
      }
  g_ptr_array_sort (names, plim_text_compare);
  for (i = 0; i < MIN (names->len, MOST_NAMES); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (names, i));
  if (names->len > MOST_NAMES)
    /* Translators: after a list of names */
    g_string_append_printf (words, _(" and %u more in the file"), names->len - MOST_NAMES);

  return g_string_free (words, FALSE);
}

/* Of those that @found has one of the bits for. */
static PlimPeriod
find_days (const PlimMapTracks *self,
           const guint16       *found,
           guint16              bits)
{
  PlimPeriod days = PLIM_PERIOD_UNKNOWN;
  guint i;

  for (i = 0; i < self->set->n_tracks; i++)
    {
      const PlimTrackInfo *info = &self->set->tracks[i];
      PlimPeriod when = PLIM_PERIOD_UNKNOWN;
      gint64 from_s = MAX (info->first_s, self->from_s), to_s = MIN (info->last_s, self->to_s);

      if (!self->shown[i] || (found != NULL && (found[i] & bits) == 0) || info->count == 0 || from_s > to_s)
        continue;
      when.first = plim_day_from_unix (from_s);
      when.last = plim_day_from_unix (to_s);
      when.first_precision = when.last_precision = PLIM_PRECISION_DAY;
      plim_map_content_include_days (&days, &when);
    }

  return days;
}

PlimPeriod
plim_map_tracks_get_days (const PlimMapTracks *self)
{
  return find_days (self, NULL, 0);
}

/* Drawing */

static gboolean
are_lines (const PlimMapTracks *self,
           const PlimMapView   *view)
{
  /* A line has its vessel's colour: it says neither how fast nor when. */
  return self->few != NULL && (self->colouring == PLIM_TRACKS_BY_DENSITY || self->colouring == PLIM_TRACKS_BY_VESSEL)
         && (self->alone || plim_map_chosen_count (self->few, view) <= MOST_POINTS);
}

/* Those that are lines of their own are not counted as well. */
static guint8 *
leave_out_chosen (const PlimMapTracks *self)
{
  guint8 *shown = g_memdup2 (self->shown, self->set->n_tracks + 1);
  guint i;

  for (i = 0; self->chosen != NULL && i < self->chosen->tracks->len; i++)
    shown[g_array_index (self->chosen->tracks, guint, i)] = 0;

  return shown;
}

static char *
make_words (const PlimMapTracks *self,
            const PlimTrackKey  *key,
            const guint16       *found,
            guint                class,
            guint                n_tracks)
{
  PlimPeriod days = find_days (self, found, 1u << class);
  g_autofree char *what = plim_track_classes_to_words (key, class), *cell = plim_track_key_words_for_cell (key);
  g_autofree char *when = plim_period_to_words (&days);
  g_autofree char *whose = g_strdup_printf (ngettext ("%'u vessel", "%'u vessels", n_tracks), n_tracks);

  if (key->colouring == PLIM_TRACKS_BY_HEAT)
    /* Translators: "At least 30 positions around"; a length such as "1.2 km"; "2,000 vessels"; from when to when */
    return g_strdup_printf (_("%1$s, within about %2$s: tracks of %3$s, %4$s UTC"), what, cell, whose, when);

  /* Translators: such as "Passed at least 3 times"; how wide a square is on paper and, such as "1.2 km", on the ground;
     "2,000 vessels"; from when to when */
  return g_strdup_printf (_("%1$s, each square of %2$.1f mm (about %3$s): tracks of %4$s, %5$s UTC"), what, key->cell_mm, cell, whose,
                          when);
}

static void
add_class (const PlimMapTracks *self,
           PlimScene           *scene,
           const PlimTrackKey  *key,
           const PlimMapCells  *cells,
           const guint16       *found,
           guint                class,
           guint8              *cited)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  PlimShape *path;
  guint i, j, n_tracks = 0;

  for (i = 0; i < self->set->n_tracks; i++)
    {
      if (!(found[i] & 1u << class) || !plim_track_classes_has (key, class, i) || self->claims[i]->len == 0)
        continue;
      n_tracks++;
      cited[i] = 1;
      for (j = 0; j < self->claims[i]->len; j++)
        g_ptr_array_add (claims, g_ptr_array_index (self->claims[i], j));
    }
  if (claims->len == 0)
    return;

  path = plim_scene_add_path (scene, PLIM_STYLE_DENSITY);
  plim_map_cells_fill (cells, class, path);
  path->series = plim_track_key_get_series (key, class);
  path->group = GROUP + class;
  plim_scene_mark_many (scene, path, make_words (self, key, found, class, n_tracks), claims);
}

static guint64
count_positions (const PlimMapTracks    *self,
                 PlimTrackRasterOptions  options)
{
  g_autoptr(PlimTrackRaster) raster = NULL;
  guint64 sum = 0;
  gsize i;

  options.colouring = PLIM_TRACKS_BY_HEAT;
  raster = plim_track_raster_new (self->set, NULL, &options, NULL);
  for (i = 0; i < (gsize) raster->width * raster->height; i++)
    sum += raster->values[i];

  return sum;
}

/* The same view in cells instead of millimetres, with so many more around it. */
static PlimMapView
view_cells (const PlimMapView *view,
            double             cell_mm,
            guint              margin)
{
  PlimMapView cells = *view;

  cells.scale /= cell_mm;
  cells.width = view->width / cell_mm + 2.0 * margin;
  cells.height = view->height / cell_mm + 2.0 * margin;
  cells.x -= margin / cells.scale;
  cells.y -= margin / cells.scale;

  return cells;
}

static void
clear_margin (guint16               *bits,
              const PlimTrackRaster *raster,
              guint                  margin)
{
  guint row, column;

  for (row = 0; row < raster->height; row++)
    for (column = 0; column < raster->width; column++)
      if (row < margin || column < margin || row + margin >= raster->height || column + margin >= raster->width)
        bits[(gsize) row * raster->width + column] = 0;
}

void
plim_map_tracks_add_areas (const PlimMapTracks *self,
                           PlimScene           *scene,
                           const PlimMapView   *view,
                           double               x,
                           double               y,
                           GArray              *covered,
                           PlimMapUse          *use)
{
  g_autofree guint8 *shown = leave_out_chosen (self);
  g_autofree guint16 *bits = NULL, *spread = NULL, *found = NULL;
  g_autofree guint8 *cited = g_new0 (guint8, self->set->n_tracks + 1);
  g_autoptr(PlimTrackRaster) raster = NULL;
  /* One thread: which of too many passages count must not depend on the machine. */
  PlimTrackRasterOptions options = {
    .from_s = self->from_s, .to_s = self->to_s, .longest_step_s = self->longest_step_s,
    .colouring = self->colouring, .shown = shown, .n_threads = self->colouring == PLIM_TRACKS_BY_SPEED,
  };
  /* Heat goes around each position: its edge need not show the cells, and positions beyond the frame are felt within. */
  gboolean heat = self->colouring == PLIM_TRACKS_BY_HEAT;
  double cell_mm = heat ? PLIM_MAP_CELL_MM / 2.0 : PLIM_MAP_CELL_MM;
  guint margin = heat ? PLIM_TRACK_HEAT_REACH : 0;
  PlimMapCells cells;
  guint class, i;

  g_return_if_fail (self->prepared && scene != NULL && use != NULL);

  if (self->colouring == PLIM_TRACKS_NOT_SHOWN || are_lines (self, view))
    return;

  options.view = view_cells (view, cell_mm, margin);
  raster = plim_track_raster_new (self->set, NULL, &options, NULL);
  use->key = plim_track_classes_get_key (raster, self->set, &options, cell_mm);
  if (use->key.n_classes == 0)
    return;

  bits = plim_track_classes_assign (raster, self->set, &use->key);
  clear_margin (bits, raster, margin);
  /* A position heats the cells around it too, and is behind each of them. */
  spread = heat ? plim_track_heat_spread (raster, bits) : NULL;
  found = plim_track_raster_find_tracks (self->set, NULL, &options, heat ? spread : bits);
  options.view = view_cells (view, cell_mm, 0);
  use->positions = count_positions (self, options);
  cells = (PlimMapCells) { bits, raster->width, raster->height, cell_mm,
                           { x - margin * cell_mm, y - margin * cell_mm, x + view->width, y + view->height } };
  plim_map_cells_cover (&cells, covered);
  for (class = 0; class < use->key.n_classes; class++)
    add_class (self, scene, &use->key, &cells, found, class, cited);
  for (i = 0; i < self->set->n_tracks; i++)
    {
      use->passing += cited[i];
      use->covered += found[i] != 0 && !cited[i];
    }
}

void
plim_map_tracks_add_lines (const PlimMapTracks *self,
                           PlimScene           *scene,
                           const PlimMapView   *view,
                           double               x,
                           double               y,
                           PlimLabels          *labels,
                           PlimMapUse          *use)
{
  const PlimMapChosen *lines = are_lines (self, view) ? self->few : self->chosen;

  if (lines != NULL)
    plim_map_chosen_add (lines, scene, view, x, y, labels, use);
}
