#include "config.h"

#include "app/map/plim-coast.h"

#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/map/plim-coast-file.h"
#include "app/plim-data.h"

/* From the coarsest to the finest: the last one that serves a view is taken. */
static const char * const file_names[] = { "world-50m.coast", "world-10m.coast", "east-asia.coast" };

#define N_FILES G_N_ELEMENTS (file_names)

struct _PlimCoast
{
  gatomicrefcount  ref_count;
  PlimCoastFile   *files[N_FILES];
};

/* One cut: what is kept, in output units, and how to get there from the grid. */
typedef struct
{
  PlimClipBox      kept;
  double           per_grid;
  double           shift_x;
  double           shift_y;
  double           tolerance;
  GArray          *ring;      /* of PlimClipPoint: the ring before it is clipped */
  GArray          *spare;
  PlimCoastPieces *pieces;
} Cut;

static const PlimCoastFile *
choose_file (PlimCoast         *self,
             const PlimMapView *view,
             double             zoom)
{
  guint i;

  for (i = N_FILES - 1; i > 0; i--)
    {
      const PlimCoastFile *file = self->files[i];
      double left = view->x - floor (view->x), right = left + view->width / view->scale;
      double bottom = view->y + view->height / view->scale;
      gboolean whole = file->bounds.left == 0 && file->bounds.right == file->grid;

      if (zoom >= file->min_zoom
          && (whole || (left * file->grid >= file->bounds.left && right * file->grid <= file->bounds.right
                        && view->y * file->grid >= file->bounds.top && bottom * file->grid <= file->bounds.bottom)))
        return file;
    }

  return self->files[0];
}

static gboolean
is_on_bounds (const PlimCoastBox *bounds,
              const gint32       *from,
              const gint32       *to)
{
  return (from[0] == to[0] && (to[0] == bounds->left || to[0] == bounds->right))
         || (from[1] == to[1] && (to[1] == bounds->top || to[1] == bounds->bottom));
}

/* Whether everything in a grid box lies beyond one and the same side of what is kept. */
static gboolean
is_beyond (const Cut          *cut,
           const PlimCoastBox *box)
{
  return box->right * cut->per_grid + cut->shift_x < cut->kept.left
         || box->left * cut->per_grid + cut->shift_x > cut->kept.right
         || box->bottom * cut->per_grid + cut->shift_y < cut->kept.top
         || box->top * cut->per_grid + cut->shift_y > cut->kept.bottom;
}

/* The ring's points in output units, but for those that make no difference to what is
 * seen: runs that lie beyond one side, and points within the tolerance of the last. */
static void
gather_ring (const PlimCoastFile  *file,
             const PlimCoastShape *shape,
             Cut                  *cut)
{
  guint run, n_runs = (shape->n_points + PLIM_COAST_RUN - 1) / PLIM_COAST_RUN;
  double nearest = cut->tolerance * cut->tolerance;
  PlimClipPoint point, last = { 0.0, 0.0, FALSE };

  g_array_set_size (cut->ring, 0);
  for (run = 0; run < n_runs; run++)
    {
      guint i = run * PLIM_COAST_RUN;
      guint end = is_beyond (cut, &shape->runs[run]) ? i + 1 : MIN (i + PLIM_COAST_RUN, shape->n_points);

      for (; i < end; i++)
        {
          const gint32 *at = &shape->xy[2 * i];
          const gint32 *before = &shape->xy[2 * (i > 0 ? i - 1 : shape->n_points - 1)];

          point.x = at[0] * cut->per_grid + cut->shift_x;
          point.y = at[1] * cut->per_grid + cut->shift_y;
          if (cut->ring->len > 0
              && (point.x - last.x) * (point.x - last.x) + (point.y - last.y) * (point.y - last.y) < nearest)
            continue;
          point.drawn = !is_on_bounds (&file->bounds, before, at);
          g_array_append_val (cut->ring, point);
          last = point;
        }
    }
}

static void
add_piece (Cut    *cut,
           GArray *points)
{
  g_array_append_vals (cut->pieces->points, points->data, points->len);
  g_array_append_val (cut->pieces->ends, cut->pieces->points->len);
}

static void
cut_ring (const PlimCoastFile  *file,
          const PlimCoastShape *shape,
          Cut                  *cut)
{
  gather_ring (file, shape, cut);
  plim_clip_ring (&cut->kept, cut->ring, cut->spare);
  if (cut->ring->len >= 3)
    add_piece (cut, cut->ring);
}

static void
cut_line (const PlimCoastShape *shape,
          Cut                  *cut)
{
  double nearest = cut->tolerance * cut->tolerance;
  PlimClipPoint last = { shape->xy[0] * cut->per_grid + cut->shift_x,
                          shape->xy[1] * cut->per_grid + cut->shift_y, FALSE };
  guint i;

  g_array_set_size (cut->ring, 0);
  for (i = 1; i < shape->n_points; i++)
    {
      PlimClipPoint point = { shape->xy[2 * i] * cut->per_grid + cut->shift_x,
                               shape->xy[2 * i + 1] * cut->per_grid + cut->shift_y, TRUE };
      PlimClipPoint from = last, to = point;
      gboolean is_last = i + 1 == shape->n_points;
      const PlimClipPoint *end;

      if (!is_last
          && (point.x - last.x) * (point.x - last.x) + (point.y - last.y) * (point.y - last.y) < nearest)
        continue;
      last = point;
      if (!plim_clip_segment (&cut->kept, &from, &to))
        continue;

      end = cut->ring->len > 0 ? &g_array_index (cut->ring, PlimClipPoint, cut->ring->len - 1) : NULL;
      if (end == NULL || end->x != from.x || end->y != from.y)
        {
          if (cut->ring->len > 1)
            add_piece (cut, cut->ring);
          g_array_set_size (cut->ring, 0);
          from.drawn = FALSE;
          g_array_append_val (cut->ring, from);
        }
      g_array_append_val (cut->ring, to);
    }
  if (cut->ring->len > 1)
    add_piece (cut, cut->ring);
}

/* Even and odd crossings of a ray to the east. */
static gboolean
ring_contains (const PlimCoastShape *shape,
               double                x,
               double                y)
{
  gboolean inside = FALSE;
  guint i, j;

  if (x < shape->box.left || x > shape->box.right || y < shape->box.top || y > shape->box.bottom)
    return FALSE;

  for (i = 0, j = shape->n_points - 1; i < shape->n_points; j = i++)
    {
      const gint32 *a = &shape->xy[2 * i], *b = &shape->xy[2 * j];

      if ((a[1] > y) != (b[1] > y) && x < (double) (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
        inside = !inside;
    }

  return inside;
}

PlimCoast *
plim_coast_load (const char  *folder,
                 GError     **error)
{
  g_autoptr(PlimCoast) self = g_new0 (PlimCoast, 1);
  guint i;

  g_return_val_if_fail (folder != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  for (i = 0; i < N_FILES; i++)
    {
      g_autofree char *path = g_build_filename (folder, file_names[i], NULL);

      self->files[i] = plim_coast_file_load (path, error);
      if (self->files[i] == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

PlimCoast *
plim_coast_get_bundled (GError **error)
{
  static GMutex lock;
  static PlimCoast *bundled;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (bundled == NULL)
    {
      g_autofree char *folder = plim_data_find ("coast");

      bundled = plim_coast_load (folder, error);
    }

  return bundled;
}

PlimCoast *
plim_coast_ref (PlimCoast *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_coast_unref (PlimCoast *self)
{
  guint i;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (i = 0; i < N_FILES; i++)
    g_clear_pointer (&self->files[i], plim_coast_file_free);
  g_free (self);
}

void
plim_coast_cut (PlimCoast         *self,
                const PlimMapView *view,
                PlimCoastKind      kind,
                double             zoom,
                double             tolerance,
                double             margin,
                PlimCoastPieces   *pieces)
{
  g_autoptr(GArray) ring = g_array_sized_new (FALSE, FALSE, sizeof (PlimClipPoint), 4096);
  g_autoptr(GArray) spare = g_array_sized_new (FALSE, FALSE, sizeof (PlimClipPoint), 4096);
  const PlimCoastFile *file;
  Cut cut;
  int turn, last_turn;
  guint i;

  g_return_if_fail (self != NULL && view != NULL && pieces != NULL);

  g_array_set_size (pieces->points, 0);
  g_array_set_size (pieces->ends, 0);

  file = choose_file (self, view, zoom);
  /* Finer files may have no borders of their own. */
  if (kind == PLIM_COAST_BORDER && file == self->files[N_FILES - 1])
    file = self->files[N_FILES - 2];

  cut = (Cut) { { -margin, -margin, view->width + margin, view->height + margin },
                view->scale / file->grid, 0.0, -view->y * view->scale, tolerance, ring, spare, pieces };
  last_turn = floor (view->x + (view->width + margin) / view->scale);
  for (turn = floor (view->x - margin / view->scale); turn <= last_turn; turn++)
    {
      cut.shift_x = (turn - view->x) * view->scale;
      for (i = 0; i < file->n_shapes; i++)
        {
          const PlimCoastShape *shape = &file->shapes[i];
          double size = MAX (shape->box.right - shape->box.left, shape->box.bottom - shape->box.top);

          if (shape->kind != (guint) kind || is_beyond (&cut, &shape->box) || size * cut.per_grid < tolerance)
            continue;
          if (kind == PLIM_COAST_BORDER)
            cut_line (shape, &cut);
          else
            cut_ring (file, shape, &cut);
        }
    }
}

gboolean
plim_coast_is_land (PlimCoast *self,
                    double     latitude,
                    double     longitude)
{
  PlimMapView point = { plim_projection_x (plim_geo_wrap (longitude)),
                        plim_projection_y (latitude), 1.0, 0.0, 0.0 };
  const PlimCoastFile *file;
  gboolean land = FALSE;
  guint i;

  g_return_val_if_fail (self != NULL, FALSE);

  file = choose_file (self, &point, G_MAXDOUBLE);
  /* Shapes come in the order in which they are painted: what is on top decides. */
  for (i = 0; i < file->n_shapes; i++)
    if (file->shapes[i].kind != PLIM_COAST_BORDER
        && ring_contains (&file->shapes[i], point.x * file->grid, point.y * file->grid))
      land = file->shapes[i].kind != PLIM_COAST_WATER;

  return land;
}

void
plim_coast_pieces_init (PlimCoastPieces *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (PlimClipPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
plim_coast_pieces_clear (PlimCoastPieces *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
}
