#include "config.h"

#include "ui/plim-track-sheets.h"

#include "ui/plim-frame-log.h"

/* How far from the pointer a track is still meant: a window of 11 × 11 pixels. */
#define REACH_PX    5
/* A view that has rested so long is worth a fine sheet. */
#define REST_MS     200
/* Fewer positions are drawn as quickly without coarser levels. */
#define FEW         50000

struct _PlimTrackSheets
{
  GObject           parent_instance;

  PlimTrackSet     *set;
  guint8           *shown;
  PlimTrackShow     show;
  PlimMapView       view;
  gboolean          in_view;
  PlimTheme         theme;
  int               scale;
  PlimTrackLevels  *levels;
  GCancellable     *thinning;      /* the levels in the making */
  PlimTrackSheet   *sheet;
  GCancellable     *wanted;        /* the sheet in the making */
  gboolean          fine_wanted;   /* … and it is a fine one */
  gboolean          stale;         /* the sheet shows something else than is wanted now */
  guint             rest_id;
};

enum { DRAWN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimTrackSheets, plim_track_sheets, G_TYPE_OBJECT)

static void want_sheet (PlimTrackSheets *self);

static gboolean
is_enough (PlimTrackSheets *self)
{
  return self->sheet != NULL && !self->stale && self->in_view && plim_map_view_covers (&self->sheet->view, &self->view);
}

/* The levels */

static void
levels_made_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PlimTrackSheets *self = PLIM_TRACK_SHEETS (object);
  PlimTrackLevels *levels = g_task_propagate_pointer (G_TASK (result), NULL);

  if (levels == NULL)
    return;
  g_clear_object (&self->thinning);
  g_clear_pointer (&self->levels, plim_track_levels_unref);
  self->levels = levels;
}

typedef struct
{
  PlimTrackSet *set;
  guint         longest_step_s;
} Thinning;

static void
free_thinning (Thinning *thinning)
{
  plim_track_set_unref (thinning->set);
  g_free (thinning);
}

static void
make_levels_in_thread (GTask        *task,
                       gpointer      source,
                       gpointer      data,
                       GCancellable *cancellable)
{
  const Thinning *thinning = data;
  PlimTrackLevels *levels = plim_track_levels_new (thinning->set, thinning->longest_step_s, cancellable);

  if (levels == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else
    g_task_return_pointer (task, levels, (GDestroyNotify) plim_track_levels_unref);
}

/* After the first picture: what makes the next ones quick need not delay that one. */
static void
want_levels (PlimTrackSheets *self)
{
  g_autoptr(GTask) task = NULL;
  Thinning *thinning;

  if (self->set->n < FEW || self->thinning != NULL
      || (self->levels != NULL && self->levels->longest_step_s <= self->show.longest_step_s))
    return;

  self->thinning = g_cancellable_new ();
  thinning = g_new (Thinning, 1);
  *thinning = (Thinning) { plim_track_set_ref (self->set), MIN (self->show.longest_step_s, PLIM_MAP_LONGEST_STEP_S) };
  task = g_task_new (self, self->thinning, levels_made_cb, NULL);
  g_task_set_source_tag (task, want_levels);
  g_task_set_task_data (task, thinning, (GDestroyNotify) free_thinning);
  g_task_run_in_thread (task, make_levels_in_thread);
}

/* The sheets */

static void
cancel_sheet (PlimTrackSheets *self)
{
  g_cancellable_cancel (self->wanted);
  g_clear_object (&self->wanted);
}

static void
sheet_drawn_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  PlimTrackSheets *self = PLIM_TRACK_SHEETS (object);
  g_autoptr(PlimTrackSheet) sheet = plim_track_sheet_draw_finish (result, NULL);
  gint64 begun = plim_frame_log_begin ();

  if (sheet == NULL)
    return;

  g_clear_object (&self->wanted);
  /* A fine one is of the view as it was when the map rested. */
  g_clear_pointer (&self->sheet, plim_track_sheet_free);
  self->sheet = g_steal_pointer (&sheet);
  if (!self->fine_wanted)
    want_levels (self);
  g_signal_emit (self, signals[DRAWN], 0);

  want_sheet (self);
  plim_frame_log_end ("sheet", begun);
}

static void
draw_sheet (PlimTrackSheets *self,
            gboolean         fine)
{
  PlimTrackRasterOptions options = {
    .view = fine ? self->sheet->view : plim_map_view_widen (&self->view, PLIM_TRACK_MARGIN), .from_s = self->show.from_s,
    .to_s = self->show.to_s, .longest_step_s = self->show.longest_step_s, .colouring = self->show.colouring, .shown = self->shown,
  };

  self->wanted = g_cancellable_new ();
  self->fine_wanted = fine;
  self->stale = FALSE;
  plim_track_sheet_draw_async (G_OBJECT (self), self->set, self->levels, &options, self->theme, self->scale, fine, self->wanted,
                               sheet_drawn_cb);
}

static gboolean
rested_cb (gpointer user_data)
{
  PlimTrackSheets *self = user_data;

  self->rest_id = 0;
  if (self->wanted == NULL && is_enough (self) && !self->sheet->fine)
    draw_sheet (self, TRUE);

  return G_SOURCE_REMOVE;
}

/* One in the making at a time; a fine one, which takes longer, gives way to what is wanted now. */
static void
want_sheet (PlimTrackSheets *self)
{
  if (self->set == NULL || self->show.colouring == PLIM_TRACKS_NOT_SHOWN || !self->in_view)
    return;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (is_enough (self))
    {
      if (self->wanted == NULL && !self->sheet->fine)
        self->rest_id = g_timeout_add (REST_MS, rested_cb, self);
      return;
    }
  if (self->wanted != NULL && !self->fine_wanted)
    return;

  cancel_sheet (self);
  draw_sheet (self, FALSE);
}

static gboolean
is_shown (PlimTrackSheets *self)
{
  return self->sheet != NULL && self->set != NULL && self->show.colouring != PLIM_TRACKS_NOT_SHOWN;
}

/* The class */

static void
plim_track_sheets_dispose (GObject *object)
{
  PlimTrackSheets *self = PLIM_TRACK_SHEETS (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  cancel_sheet (self);
  g_cancellable_cancel (self->thinning);
  g_clear_object (&self->thinning);
  g_clear_pointer (&self->sheet, plim_track_sheet_free);
  g_clear_pointer (&self->levels, plim_track_levels_unref);
  g_clear_pointer (&self->set, plim_track_set_unref);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (plim_track_sheets_parent_class)->dispose (object);
}

static void
plim_track_sheets_class_init (PlimTrackSheetsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plim_track_sheets_dispose;

  signals[DRAWN] = g_signal_new ("drawn", PLIM_TYPE_TRACK_SHEETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
plim_track_sheets_init (PlimTrackSheets *self)
{
  self->show = PLIM_TRACK_SHOW_DEFAULT;
}

PlimTrackSheets *
plim_track_sheets_new (void)
{
  return g_object_new (PLIM_TYPE_TRACK_SHEETS, NULL);
}

void
plim_track_sheets_set_tracks (PlimTrackSheets *self,
                              PlimTrackSet    *set,
                              const guint8    *shown)
{
  g_return_if_fail (PLIM_IS_TRACK_SHEETS (self));

  if (set != NULL)
    plim_track_set_ref (set);
  if (set != self->set)
    {
      g_cancellable_cancel (self->thinning);
      g_clear_object (&self->thinning);
      g_clear_pointer (&self->levels, plim_track_levels_unref);
    }
  g_clear_pointer (&self->set, plim_track_set_unref);
  self->set = set;
  g_free (self->shown);
  self->shown = g_memdup2 (shown, shown != NULL && set != NULL ? set->n_tracks : 0);

  /* Who was drawn before may be gone. */
  cancel_sheet (self);
  if (set == NULL)
    g_clear_pointer (&self->sheet, plim_track_sheet_free);
  self->stale = TRUE;
  want_sheet (self);
}

PlimTrackSet *
plim_track_sheets_get_tracks (PlimTrackSheets *self)
{
  return self->set;
}

gboolean
plim_track_sheets_set_show (PlimTrackSheets     *self,
                            const PlimTrackShow *show)
{
  g_return_val_if_fail (PLIM_IS_TRACK_SHEETS (self) && show != NULL, FALSE);

  if (self->show.colouring == show->colouring && self->show.from_s == show->from_s && self->show.to_s == show->to_s
      && self->show.longest_step_s == show->longest_step_s)
    return FALSE;

  self->show = *show;
  self->stale = TRUE;
  want_sheet (self);

  return TRUE;
}

const PlimTrackShow *
plim_track_sheets_get_show (PlimTrackSheets *self)
{
  return &self->show;
}

PlimTrackLevels *
plim_track_sheets_get_levels (PlimTrackSheets *self)
{
  return self->levels;
}

void
plim_track_sheets_set_view (PlimTrackSheets   *self,
                            const PlimMapView *view,
                            PlimTheme          theme,
                            int                scale)
{
  g_return_if_fail (PLIM_IS_TRACK_SHEETS (self));

  self->in_view = view != NULL;
  if (view == NULL)
    return;

  /* Colours and the size of a pixel are another matter than before. */
  self->stale = self->stale || theme != self->theme || scale != self->scale;
  self->view = *view;
  self->theme = theme;
  self->scale = scale;
  want_sheet (self);
}

gboolean
plim_track_sheets_is_enough (PlimTrackSheets *self,
                             gboolean        *settled)
{
  gboolean enough = is_enough (self);

  if (settled != NULL)
    *settled = enough && self->sheet->fine && self->wanted == NULL && self->thinning == NULL;

  return enough;
}

PlimTrackKey
plim_track_sheets_get_key (PlimTrackSheets *self)
{
  return is_shown (self) ? self->sheet->key : (PlimTrackKey) { 0 };
}

guint
plim_track_sheets_pick (PlimTrackSheets *self,
                        double           x,
                        double           y)
{
  double left, top, stretch, latitude, longitude;
  guint position;

  /* What was drawn of another set has other numbers. */
  if (!is_shown (self) || self->sheet->set != self->set)
    return PLIM_TRACK_NO_POSITION;

  stretch = plim_map_view_lay (&self->view, &self->sheet->view, &left, &top);
  position = plim_track_sheet_pick (self->sheet, (x - left) / stretch, (y - top) / stretch, REACH_PX);
  if (position == PLIM_TRACK_NO_POSITION)
    return position;

  plim_map_view_locate (&self->view, x, y, &latitude, &longitude);

  return plim_track_set_refine (self->set, position, latitude, longitude, self->show.longest_step_s, self->show.from_s, self->show.to_s);
}

void
plim_track_sheets_snapshot (PlimTrackSheets *self,
                            GtkSnapshot     *snapshot)
{
  double x, y, cell;
  const PlimTrackRaster *raster;

  if (!is_shown (self))
    return;

  raster = self->sheet->raster;
  cell = plim_map_view_lay (&self->view, &self->sheet->view, &x, &y) * raster->cell / self->sheet->scale;
  gtk_snapshot_append_texture (snapshot, self->sheet->texture, &GRAPHENE_RECT_INIT (x, y, raster->width * cell, raster->height * cell));
}
