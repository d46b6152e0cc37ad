#include "config.h"

#include "app/map/plim-map-tracks.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-clip.h"
#include "app/map/plim-track-extent.h"
#include "app/map/plim-track-palette.h"
#include "app/map/plim-track-raster.h"
#include "app/store/plim-claim-query.h"
#include "app/store/plim-position-query.h"

#define WORLD        4294967296.0
/* More than that are no longer lines that one could follow. */
#define MOST_POINTS  5000
/* The usual frame is kept where so large a share of all positions is there. */
#define WORTH_SEEING 0.05
#define MOST_NAMES   3
/* So many cells either way are covered or not, as to names. */
#define BLOCK        4
/* Marks of the density have groups from here on, so that each is a step of the keyboard. */
#define GROUP        900000

struct _PlimMapTracks
{
  gatomicrefcount  ref_count;
  PlimStore       *store;
  PlimTrackSet    *set;
  guint8          *shown;          /* a byte a track: of what may be density or, where they are few, lines */
  guint            n_shown;
  PlimMapChosen   *chosen;
  gboolean         density;
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
                     gboolean       density,
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
  self->density = density;
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

static gboolean
is_wanted (const PlimCraft *craft,
           GHashTable      *keys,
           const char      *vessel)
{
  return vessel == NULL || g_hash_table_contains (keys, craft->key) || g_strcmp0 (craft->mmsi, vessel) == 0
         || (craft->name != NULL && g_ascii_strcasecmp (craft->name, vessel) == 0);
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

  if (crafts == NULL || (vessel != NULL && (keys = plim_map_content_find_keys (store, filter, vessel, error)) == NULL))
    return NULL;

  for (i = 0; i < content->tracks->len; i++)
    g_hash_table_add (told, ((const PlimTrack *) g_ptr_array_index (content->tracks, i))->claim->id);
  for (i = 0; i < crafts->len; i++)
    {
      const PlimCraft *craft = g_ptr_array_index (crafts, i);

      if (!is_told (craft, told) && is_wanted (craft, keys, vessel))
        g_ptr_array_add (found, g_strdup (craft->key));
    }

  return g_steal_pointer (&found);
}

gboolean
plim_map_tracks_query (PlimStore             *store,
                       const PlimFilter      *filter,
                       const PlimMapContent  *content,
                       const char            *vessel,
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
  *tracks = plim_map_tracks_new (store, set, shown, NULL, TRUE, G_MININT64, G_MAXINT64, PLIM_MAP_LONGEST_STEP_S);
  (*tracks)->alone = vessel != NULL;

  return TRUE;
}

PlimMapTracks *
plim_map_tracks_ref (PlimMapTracks *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_map_tracks_unref (PlimMapTracks *self)
{
  guint i;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->claims != NULL)
    for (i = 0; i < self->set->n_tracks; i++)
      g_clear_pointer (&self->claims[i], g_ptr_array_unref);
  g_free (self->claims);
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

  if (!self->density)
    return TRUE;
  if ((self->n_shown <= PLIM_MAP_MOST_LINES || self->alone) && self->few == NULL && (self->few = take_few (self, error)) == NULL)
    return FALSE;
  by_id = ask_claims (self, error);
  if (by_id == NULL)
    return FALSE;

  self->claims = g_new0 (GPtrArray *, self->set->n_tracks + 1);
  for (i = 0; i < self->set->n_tracks; i++)
    {
      char **ids = self->set->tracks[i].claims;

      self->claims[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);
      for (j = 0; ids[j] != NULL && self->shown[i]; j++)
        {
          PlimClaim *claim = g_hash_table_lookup (by_id, ids[j]);

          if (claim != NULL)
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

static int
compare_text (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

char *
plim_map_tracks_name_publishers (const PlimMapTracks *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  GString *words = g_string_new (NULL);
  guint i, j;

  for (i = 0; self->claims != NULL && i < self->set->n_tracks; i++)
    for (j = 0; j < self->claims[i]->len; j++)
      {
        const PlimClaim *claim = g_ptr_array_index (self->claims[i], j);
        const char *name = plim_claim_get_speaker (claim);

        if (g_hash_table_add (seen, (gpointer) name))
          g_ptr_array_add (names, (gpointer) name);
      }
  g_ptr_array_sort (names, compare_text);
  for (i = 0; i < MIN (names->len, MOST_NAMES); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (names, i));
  if (names->len > MOST_NAMES)
    /* Translators: after a list of names */
    g_string_append_printf (words, _(" and %u more in the file"), names->len - MOST_NAMES);

  return g_string_free (words, FALSE);
}

PlimPeriod
plim_map_tracks_get_days (const PlimMapTracks *self)
{
  PlimPeriod days = PLIM_PERIOD_UNKNOWN;
  guint i;

  for (i = 0; i < self->set->n_tracks; i++)
    {
      const PlimTrackInfo *info = &self->set->tracks[i];
      PlimPeriod when = PLIM_PERIOD_UNKNOWN;
      gint64 from_s = MAX (info->first_s, self->from_s), to_s = MIN (info->last_s, self->to_s);

      if (!self->shown[i] || info->count == 0 || from_s > to_s)
        continue;
      when.first = plim_day_from_unix (from_s);
      when.last = plim_day_from_unix (to_s);
      when.first_precision = when.last_precision = PLIM_PRECISION_DAY;
      plim_map_content_include_days (&days, &when);
    }

  return days;
}

/* Drawing */

static gboolean
are_lines (const PlimMapTracks *self,
           const PlimMapView   *view)
{
  return self->few != NULL && (self->alone || plim_map_chosen_count (self->few, view) <= MOST_POINTS);
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

/* For each cell the classes that it is part of: those from its own down, since the rarer ones lie under the others. */
static guint8 *
classify (const PlimTrackRaster *raster,
          const PlimTrackKey    *key)
{
  gsize n = (gsize) raster->width * raster->height, i;
  guint8 *bits = g_new0 (guint8, n);
  guint class;

  for (i = 0; i < n; i++)
    for (class = 0; class < key->n_classes && raster->values[i] >= key->classes[class]; class++)
      bits[i] |= 1u << class;

  return bits;
}

/* A run of cells in a row, and the row in which it began; below each other, equal ones are one rectangle. */
typedef struct
{
  guint from, to;
  guint row;
} Run;

typedef struct
{
  PlimShape *path;
  double     x, y, right, bottom;
} Area;

static void
add_rectangle (const Area *area,
               const Run  *run,
               guint       row)
{
  double left = area->x + run->from * PLIM_MAP_CELL_MM, right = MIN (area->x + run->to * PLIM_MAP_CELL_MM, area->right);
  double top = area->y + run->row * PLIM_MAP_CELL_MM, bottom = MIN (area->y + row * PLIM_MAP_CELL_MM, area->bottom);

  plim_shape_move_to (area->path, left, top);
  plim_shape_line_to (area->path, right, top);
  plim_shape_line_to (area->path, right, bottom);
  plim_shape_line_to (area->path, left, bottom);
  plim_shape_close (area->path);
}

static void
find_runs (const guint8 *bits,
           guint         width,
           guint         row,
           guint         class,
           GArray       *runs)
{
  guint i;

  for (i = 0; i < width; i++)
    {
      Run run = { i, i, row };

      for (; i < width && bits[i] & 1u << class; i++)
        run.to = i + 1;
      if (run.to > run.from)
        g_array_append_val (runs, run);
    }
}

/* The runs of a row that go on from the one above keep its beginning; those above that do not go on are drawn. */
static void
join_runs (const Area *area,
           GArray     *above,
           GArray     *runs,
           guint       row)
{
  guint i, j = 0;

  for (i = 0; i < above->len; i++)
    {
      const Run *old = &g_array_index (above, Run, i);
      Run *run;

      while (j < runs->len && g_array_index (runs, Run, j).from < old->from)
        j++;
      run = j < runs->len ? &g_array_index (runs, Run, j) : NULL;
      if (run != NULL && run->from == old->from && run->to == old->to)
        run->row = old->row;
      else
        add_rectangle (area, old, row);
    }
}

static void
fill_path (const Area   *area,
           const guint8 *bits,
           guint         width,
           guint         height,
           guint         class)
{
  g_autoptr(GArray) above = g_array_new (FALSE, FALSE, sizeof (Run)), runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint row;

  for (row = 0; row <= height; row++)
    {
      g_array_set_size (runs, 0);
      if (row < height)
        find_runs (bits + (gsize) row * width, width, row, class, runs);
      join_runs (area, above, runs, row);
      g_array_set_size (above, 0);
      g_array_append_vals (above, runs->data, runs->len);
    }
}

/* Blocks of which an eighth or more is coloured. */
static void
cover (const PlimTrackRaster *raster,
       const Area            *area,
       GArray                *covered)
{
  guint row, column, i, j;

  for (row = 0; row < raster->height; row += BLOCK)
    for (column = 0; column < raster->width; column += BLOCK)
      {
        double left = area->x + column * PLIM_MAP_CELL_MM, top = area->y + row * PLIM_MAP_CELL_MM;
        PlimClipBox block = { left, top, left + BLOCK * PLIM_MAP_CELL_MM, top + BLOCK * PLIM_MAP_CELL_MM };
        guint coloured = 0;

        for (j = row; j < MIN (row + BLOCK, raster->height); j++)
          for (i = column; i < MIN (column + BLOCK, raster->width); i++)
            coloured += raster->values[(gsize) j * raster->width + i] > 0;
        if (coloured * 8 >= BLOCK * BLOCK)
          g_array_append_val (covered, block);
      }
}

static char *
make_words (const PlimMapTracks *self,
            const PlimTrackKey  *key,
            guint                class,
            guint                n_tracks)
{
  PlimPeriod days = plim_map_tracks_get_days (self);
  g_autofree char *cell = plim_track_palette_words_for_cell (key), *when = plim_period_to_words (&days);
  g_autofree char *whose = g_strdup_printf (ngettext ("%'u vessel", "%'u vessels", n_tracks), n_tracks);

  /* Translators: how often; how wide a square is on paper and, such as "1.2 km", on the ground; "2,000 vessels"; from when to when */
  return g_strdup_printf (ngettext ("Passed at least %1$'u time, each square of %2$.1f mm (about %3$s): tracks of %4$s, %5$s UTC",
                                    "Passed at least %1$'u times, each square of %2$.1f mm (about %3$s): tracks of %4$s, %5$s UTC",
                                    key->classes[class]), key->classes[class], key->cell_mm, cell, whose, when);
}

static void
add_class (const PlimMapTracks   *self,
           PlimScene             *scene,
           const PlimTrackRaster *raster,
           const PlimTrackKey    *key,
           const guint8          *bits,
           const guint8          *found,
           guint                  class,
           Area                  *area)
{
  g_autoptr(GPtrArray) claims = g_ptr_array_new ();
  guint i, j, n_tracks = 0;

  for (i = 0; i < self->set->n_tracks; i++)
    {
      if (!(found[i] & 1u << class) || self->claims[i]->len == 0)
        continue;
      n_tracks++;
      for (j = 0; j < self->claims[i]->len; j++)
        g_ptr_array_add (claims, g_ptr_array_index (self->claims[i], j));
    }
  if (claims->len == 0)
    return;

  area->path = plim_scene_add_path (scene, PLIM_STYLE_DENSITY);
  fill_path (area, bits, raster->width, raster->height, class);
  area->path->series = plim_track_palette_get_series (key, class);
  area->path->group = GROUP + class;
  plim_scene_mark_many (scene, area->path, make_words (self, key, class, n_tracks), claims);
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

void
plim_map_tracks_add_density (const PlimMapTracks *self,
                             PlimScene           *scene,
                             const PlimMapView   *view,
                             double               x,
                             double               y,
                             GArray              *covered,
                             PlimMapUse          *use)
{
  g_autofree guint8 *shown = leave_out_chosen (self), *bits = NULL, *found = NULL;
  g_autoptr(PlimTrackRaster) raster = NULL;
  PlimTrackRasterOptions options = {
    .view = *view, .from_s = self->from_s, .to_s = self->to_s, .longest_step_s = self->longest_step_s,
    .colouring = PLIM_TRACKS_BY_DENSITY, .shown = shown,
  };
  Area area = { NULL, x, y, x + view->width, y + view->height };
  guint class, i;

  g_return_if_fail (self->prepared && scene != NULL && use != NULL);

  if (!self->density || are_lines (self, view))
    return;

  options.view.width /= PLIM_MAP_CELL_MM;
  options.view.height /= PLIM_MAP_CELL_MM;
  options.view.scale /= PLIM_MAP_CELL_MM;
  raster = plim_track_raster_new (self->set, NULL, &options, NULL);
  use->key = plim_track_palette_get_paper_key (raster, &options, PLIM_MAP_CELL_MM);
  if (use->key.n_classes == 0)
    return;

  bits = classify (raster, &use->key);
  found = plim_track_raster_find_tracks (self->set, NULL, &options, bits);
  for (i = 0; i < self->set->n_tracks; i++)
    use->passing += found[i] != 0;
  use->positions = count_positions (self, options);
  cover (raster, &area, covered);
  for (class = 0; class < use->key.n_classes; class++)
    add_class (self, scene, raster, &use->key, bits, found, class, &area);
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
