#include "config.h"

#include "app/import/plim-track-collector.h"

#define MAX_REJECTS_TOLD  1000

/* Where @mmsi is 0, a named track has a number of its own from the first position on. */
typedef struct
{
  guint32     mmsi;
  guint32     craft;
  char       *name;
  char       *key;
} Track;

typedef struct
{
  guint64 count;
  guint32 line;
} Rest;

struct _PlimTrackCollector
{
  PlimRecordWriter *writer;
  PlimLogKind       kind;
  char             *title;
  gboolean          exercise;
  gboolean          has_head;
  guint32           next_craft;
  GHashTable       *crafts;       /* key of a track in pieces → craft */
  GHashTable       *named;        /* "mmsi name" that was told */
  Track             track;
  GArray           *untimed;      /* latitude, longitude in turn */
  guint32           untimed_line;
  GArray           *untimed_lines;
  gboolean          is_timed;     /* the line has had a time */
  guint             n_told;
  Rest              rest[PLIM_N_LOG_REASONS];
};

static void
send_head (PlimTrackCollector *self)
{
  PlimLogHead head = { .kind = self->kind, .title = self->title, .exercise = self->exercise };

  if (self->has_head)
    return;
  self->has_head = TRUE;
  plim_record_writer_log (self->writer, &head);
}

/* The number under which the positions of the present track go; told before the first of them. */
static guint32
get_craft (PlimTrackCollector *self)
{
  PlimLogCraft craft;
  gpointer known;

  if (self->track.craft != 0)
    return self->track.craft;
  send_head (self);
  if (self->track.mmsi != 0)
    {
      g_autofree char *told = g_strdup_printf ("%u %s", self->track.mmsi, self->track.name != NULL ? self->track.name : "");

      self->track.craft = self->track.mmsi;
      if (self->track.name != NULL && g_hash_table_add (self->named, g_steal_pointer (&told)))
        {
          PlimLogStatic about = {
            .craft = self->track.mmsi, .time_s = G_MININT64, .name = self->track.name,
            .length_m = -1, .width_m = -1, .draught_tenths = -1,
          };

          plim_record_writer_static (self->writer, &about);
        }

      return self->track.craft;
    }

  if (self->track.key != NULL && (known = g_hash_table_lookup (self->crafts, self->track.key)) != NULL)
    return self->track.craft = GPOINTER_TO_UINT (known);
  craft = (PlimLogCraft) { self->next_craft++, self->track.name };
  plim_record_writer_craft (self->writer, &craft);
  if (self->track.key != NULL)
    g_hash_table_insert (self->crafts, g_strdup (self->track.key), GUINT_TO_POINTER (craft.craft));

  return self->track.craft = craft.craft;
}

static void
send_place (PlimTrackCollector *self,
            const char         *name,
            gint32              lat_e6,
            gint32              lon_e6,
            gint64              time_s)
{
  PlimLogPlace place = { name, lat_e6, lon_e6, time_s };

  send_head (self);
  plim_record_writer_place (self->writer, &place);
}

/* The points so far, of a line that has no times. */
static void
send_untimed (PlimTrackCollector *self)
{
  guint n = self->untimed->len / 2;

  if (n == 1)
    send_place (self, self->track.name, g_array_index (self->untimed, gint32, 0), g_array_index (self->untimed, gint32, 1),
                G_MININT64);
  else if (n > 1)
    {
      PlimLogPath path = { self->track.name, (const gint32 *) (gpointer) self->untimed->data, n };

      send_head (self);
      plim_track_collector_reject (self, PLIM_LOG_NO_TIMES, self->untimed_line, self->track.name);
      plim_record_writer_path (self->writer, &path);
    }
  g_array_set_size (self->untimed, 0);
  g_array_set_size (self->untimed_lines, 0);
}

/* The first time in a line turns what came before into points that lack one. */
static void
reject_untimed (PlimTrackCollector *self)
{
  for (guint i = 0; i < self->untimed_lines->len; i++)
    plim_track_collector_reject (self, PLIM_LOG_NO_TIME, g_array_index (self->untimed_lines, guint32, i), NULL);
  g_array_set_size (self->untimed, 0);
  g_array_set_size (self->untimed_lines, 0);
}

static void
send_doubts (PlimTrackCollector   *self,
             const PlimTrackPoint *point)
{
  for (guint reason = PLIM_LOG_FIRST_DOUBT; reason < PLIM_N_LOG_REASONS && point->doubts >> reason != 0; reason++)
    if (point->doubts & 1u << reason)
      plim_track_collector_reject (self, (PlimLogReason) reason, point->fix.line, NULL);
}

static void
send_fix (PlimTrackCollector   *self,
          const PlimTrackPoint *point)
{
  PlimFix fix = point->fix;

  fix.craft = get_craft (self);
  if (point->doubts != 0)
    send_doubts (self, point);
  plim_record_writer_fix (self->writer, &fix);
}

static void
end_track (PlimTrackCollector *self)
{
  g_clear_pointer (&self->track.name, g_free);
  g_clear_pointer (&self->track.key, g_free);
  self->track.craft = self->track.mmsi = 0;
}

PlimTrackCollector *
plim_track_collector_new (PlimRecordWriter *writer,
                          PlimLogKind       kind,
                          gboolean          exercise)
{
  PlimTrackCollector *self = g_new0 (PlimTrackCollector, 1);

  self->writer = writer;
  self->kind = kind;
  self->exercise = exercise;
  self->next_craft = PLIM_LOG_FIRST_CRAFT;
  self->crafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->untimed = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->untimed_lines = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

void
plim_track_collector_free (PlimTrackCollector *self)
{
  end_track (self);
  g_free (self->title);
  g_hash_table_unref (self->crafts);
  g_hash_table_unref (self->named);
  g_array_unref (self->untimed);
  g_array_unref (self->untimed_lines);
  g_free (self);
}

void
plim_track_collector_set_title (PlimTrackCollector *self,
                                const char         *title)
{
  g_free (self->title);
  self->title = title != NULL && *title != '\0' ? g_strdup (title) : NULL;
}

void
plim_track_collector_set_exercise (PlimTrackCollector *self)
{
  self->exercise = TRUE;
}

void
plim_track_collector_begin_track (PlimTrackCollector *self,
                                  const char         *name,
                                  guint32             mmsi,
                                  const char         *key)
{
  end_track (self);
  self->track.name = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
  self->track.key = key != NULL && *key != '\0' ? g_strdup (key) : NULL;
  self->track.mmsi = mmsi;
}

void
plim_track_collector_begin_line (PlimTrackCollector *self)
{
  self->is_timed = FALSE;
}

void
plim_track_collector_add (PlimTrackCollector   *self,
                          const PlimTrackPoint *point)
{
  if (!point->has_place)
    {
      plim_track_collector_reject (self, point->no_place, point->fix.line, NULL);
      return;
    }
  if (point->time == PLIM_TRACK_TIME_MOMENT)
    {
      if (self->untimed->len > 0)
        reject_untimed (self);
      self->is_timed = TRUE;
      send_fix (self, point);
      return;
    }
  if (self->is_timed || point->time != PLIM_TRACK_TIME_NONE)
    {
      plim_track_collector_reject (self, point->time == PLIM_TRACK_TIME_NONE ? PLIM_LOG_NO_TIME : PLIM_LOG_BAD_TIME,
                                   point->fix.line, NULL);
      return;
    }

  if (self->untimed->len == 0)
    self->untimed_line = point->fix.line;
  g_array_append_val (self->untimed, point->fix.lat_e6);
  g_array_append_val (self->untimed, point->fix.lon_e6);
  g_array_append_val (self->untimed_lines, point->fix.line);
  if (self->untimed_lines->len == PLIM_TRACK_MAX_PATH_POINTS)
    {
      send_untimed (self);
      /* The next piece goes on from where this one ends. */
      self->untimed_line = point->fix.line;
    }
}

void
plim_track_collector_end_line (PlimTrackCollector *self)
{
  send_untimed (self);
}

void
plim_track_collector_add_place (PlimTrackCollector   *self,
                                const char           *name,
                                guint32               mmsi,
                                const PlimTrackPoint *point)
{
  if (!point->has_place)
    plim_track_collector_reject (self, point->no_place, point->fix.line, name);
  else if (mmsi != 0 && point->time == PLIM_TRACK_TIME_MOMENT)
    {
      plim_track_collector_begin_track (self, name, mmsi, NULL);
      send_fix (self, point);
      end_track (self);
    }
  else
    send_place (self, name, point->fix.lat_e6, point->fix.lon_e6,
                point->time == PLIM_TRACK_TIME_MOMENT ? point->fix.time_s : G_MININT64);
}

void
plim_track_collector_reject (PlimTrackCollector *self,
                             PlimLogReason       reason,
                             guint32             line,
                             const char         *text)
{
  PlimLogReject reject = { reason, 1, line, text };

  send_head (self);
  if (self->n_told == MAX_REJECTS_TOLD)
    {
      if (self->rest[reason].count++ == 0)
        self->rest[reason].line = line;
      return;
    }
  self->n_told++;
  plim_record_writer_reject (self->writer, &reject);
}

void
plim_track_collector_take_note (PlimTrackCollector *self,
                                char               *text)
{
  g_autofree char *taken = text;
  g_autoptr(PlimImportMessage) note = plim_import_message_new (PLIM_SEVERITY_NOTE, 0, 0, "", taken);

  plim_record_writer_message (self->writer, note);
}

gboolean
plim_track_collector_finish (PlimTrackCollector       *self,
                             const char               *doubt,
                             const PlimImportMessage  *failure,
                             PlimError                 code,
                             GError                  **error)
{
  if (failure != NULL)
    {
      plim_record_writer_finish (self->writer, failure, code);
      g_set_error_literal (error, PLIM_ERROR, code, failure->text);
      return FALSE;
    }

  send_head (self);
  for (guint i = 0; i < PLIM_N_LOG_REASONS; i++)
    if (self->rest[i].count > 0)
      {
        PlimLogReject reject = { (PlimLogReason) i, self->rest[i].count, self->rest[i].line, NULL };

        plim_record_writer_reject (self->writer, &reject);
      }
  if (doubt != NULL)
    {
      g_autoptr(PlimImportMessage) message = plim_import_message_new (PLIM_SEVERITY_WARNING, 0, 0, "", doubt);

      plim_record_writer_message (self->writer, message);
    }

  return TRUE;
}
