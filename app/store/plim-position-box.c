#include "config.h"

#include "app/store/plim-position-box.h"

#include "app/store/plim-position-pile.h"
#include "app/store/plim-store-private.h"

#define HALF_TURN_E6 180000000

static const char all_blocks[] = "SELECT block_key, count, positions FROM position_block ORDER BY block_key";

static const char box_of_block[] =
  "SELECT min_lon, max_lon, min_lat, max_lat, min_s, max_s FROM position_box WHERE block_key = :block_key";

static const char count_boxes[] = "SELECT count (*) FROM position_box";

gint32
plim_position_box_clamp_time (gint64 time_s)
{
  return (gint32) CLAMP (time_s, G_MININT32, G_MAXINT32);
}

void
plim_position_box_measure (PlimPositionBox    *self,
                           const PlimPosition *positions,
                           guint               count)
{
  self->min_lat = self->max_lat = positions[0].lat_e6;
  self->min_lon = self->max_lon = positions[0].lon_e6;
  self->min_s = plim_position_box_clamp_time (positions[0].time_s);
  self->max_s = plim_position_box_clamp_time (positions[count - 1].time_s);

  for (guint i = 1; i < count; i++)
    {
      self->min_lat = MIN (self->min_lat, positions[i].lat_e6);
      self->max_lat = MAX (self->max_lat, positions[i].lat_e6);
      self->min_lon = MIN (self->min_lon, positions[i].lon_e6);
      self->max_lon = MAX (self->max_lon, positions[i].lon_e6);
    }

  /* Half a world apart: the way between leads across 180°, or nobody can tell. */
  if (self->max_lon - (gint64) self->min_lon > HALF_TURN_E6)
    {
      self->min_lon = -HALF_TURN_E6;
      self->max_lon = HALF_TURN_E6;
    }
}

void
plim_position_box_bind (const PlimPositionBox *self,
                        PlimStatement         *row,
                        gint64                 block_key)
{
  plim_statement_bind_int (row, ":block_key", block_key);
  plim_statement_bind_int (row, ":min_lon", self->min_lon);
  plim_statement_bind_int (row, ":max_lon", self->max_lon);
  plim_statement_bind_int (row, ":min_lat", self->min_lat);
  plim_statement_bind_int (row, ":max_lat", self->max_lat);
  plim_statement_bind_int (row, ":min_s", self->min_s);
  plim_statement_bind_int (row, ":max_s", self->max_s);
}

typedef gboolean (*VisitBox) (gint64                  block_key,
                              const PlimPositionBox  *box,
                              gpointer                data,
                              GError                **error);

static gboolean
visit_boxes (sqlite3   *db,
             VisitBox   visit,
             gpointer   data,
             GError   **error)
{
  g_autoptr(PlimStatement) block = plim_statement_new (db, all_blocks, error);
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  GError *failure = NULL;

  if (block == NULL)
    return FALSE;
  while (failure == NULL && plim_statement_next (block, &failure))
    {
      PlimPositionBox box;

      g_array_set_size (positions, 0);
      if (!plim_position_pile_add (positions, block, 1, PLIM_TIME_SPAN_ALL, &failure))
        break;
      plim_position_box_measure (&box, &g_array_index (positions, PlimPosition, 0), positions->len);
      visit (plim_statement_get_int (block, 0), &box, data, &failure);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

static gboolean
insert_box (gint64                  block_key,
            const PlimPositionBox  *box,
            gpointer                insert,
            GError                **error)
{
  plim_position_box_bind (box, insert, block_key);

  return plim_statement_run (insert, error);
}

gboolean
plim_position_box_rebuild (sqlite3  *db,
                           GError  **error)
{
  g_autoptr(PlimStatement) clear = plim_statement_new (db, "DELETE FROM position_box", error);
  g_autoptr(PlimStatement) insert = clear != NULL ? plim_statement_new (db, PLIM_POSITION_BOX_INSERT, error) : NULL;

  return insert != NULL && plim_statement_run (clear, error) && visit_boxes (db, insert_box, insert, error);
}

typedef struct
{
  PlimStatement *find;
  gint64         n_blocks;
  gint64         n_wrong;
} Comparison;

static gboolean
compare_box (gint64                  block_key,
             const PlimPositionBox  *box,
             gpointer                data,
             GError                **error)
{
  Comparison *comparison = data;
  PlimStatement *find = comparison->find;
  GError *failure = NULL;

  plim_statement_bind_int (find, ":block_key", block_key);
  comparison->n_blocks++;
  if (!plim_statement_next (find, &failure)
      || plim_statement_get_int (find, 0) != box->min_lon || plim_statement_get_int (find, 1) != box->max_lon
      || plim_statement_get_int (find, 2) != box->min_lat || plim_statement_get_int (find, 3) != box->max_lat
      || plim_statement_get_int (find, 4) != box->min_s || plim_statement_get_int (find, 5) != box->max_s)
    comparison->n_wrong++;
  plim_statement_reset (find);
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

gint64
plim_position_box_count_wrong (sqlite3  *db,
                               GError  **error)
{
  g_autoptr(PlimStatement) find = plim_statement_new (db, box_of_block, error);
  g_autoptr(PlimStatement) count = find != NULL ? plim_statement_new (db, count_boxes, error) : NULL;
  Comparison comparison = { .find = find };

  if (count == NULL || !visit_boxes (db, compare_box, &comparison, error) || !plim_statement_next (count, error))
    return -1;

  return comparison.n_wrong + ABS (plim_statement_get_int (count, 0) - comparison.n_blocks);
}
