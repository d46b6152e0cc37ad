#include "config.h"

#include "app/import/plim-nmea-reader.h"

#include "app/import/plim-ais-message.h"
#include "app/import/plim-line-reader.h"
#include "app/import/plim-log-check.h"
#include "app/import/plim-log-tally.h"
#include "app/import/plim-nmea-clock.h"
#include "app/import/plim-nmea-sentence.h"
#include "app/import/plim-static-cache.h"

#include <string.h>

#define PARTS_MAX   9
#define PENDING_MAX 64

/* A message whose other parts are still to come. */
typedef struct
{
  char    key[4];          /* number of the message, channel; empty: this is free */
  guint32 sender;          /* the receiver whose sentence it is, as far as that is told; 0: it is not */
  guint   n_parts, n_seen;
  char    letters[PLIM_AIS_PAYLOAD_LETTERS];
  gsize   n_letters;
  gint64  time_s;
  guint32 line;
  char    text[PLIM_LOG_ROW_BYTES];
} Pending;

typedef struct
{
  PlimRecordWriter *writer;
  PlimLineReader   *lines;
  PlimLogTally      tally;
  PlimStaticCache  *statics;
  Pending           pending[PENDING_MAX];
  guint             next_pending;
  PlimNmeaClock     clock;
  PlimAisPayload    payload;
  PlimAisMessage    message;
} Reader;

static void
tell_statics (Reader *self,
              gint64  time_s,
              guint32 line,
              const char *text)
{
  const PlimAisMessage *message = &self->message;
  PlimLogStatic statics = {
    .craft = message->mmsi, .time_s = time_s,
    .name = *message->name != '\0' ? message->name : NULL,
    .callsign = *message->callsign != '\0' ? message->callsign : NULL,
    .destination = *message->destination != '\0' ? message->destination : NULL,
    .length_m = message->length_m, .width_m = message->width_m, .draught_tenths = message->draught_tenths,
  };
  char imo[8], ship_type[4];

  if (message->imo >= 1000000 && message->imo <= 9999999)
    {
      g_snprintf (imo, sizeof imo, "%u", message->imo);
      statics.imo = imo;
    }
  else if (message->imo != 0)
    plim_log_tally_add (&self->tally, PLIM_LOG_BAD_IMO, line, text, strlen (text));
  if (message->ship_type != 0)
    {
      g_snprintf (ship_type, sizeof ship_type, "%u", message->ship_type);
      statics.ship_type = ship_type;
    }
  /* A class B set says who it is by halves. */
  plim_static_cache_add (self->statics, &statics, message->type != 5, 0);
}

static void
tell_place (Reader     *self,
            gint64      time_s,
            guint32     line,
            const char *text)
{
  const PlimAisMessage *message = &self->message;
  PlimFix fix = {
    .craft = message->mmsi, .line = line, .time_s = time_s, .lat_e6 = message->lat_e6, .lon_e6 = message->lon_e6,
    .sog_tenths = message->sog_tenths, .cog_tenths = MAX (message->cog_tenths, -1), .heading = MAX (message->heading, -1),
    .draught_tenths = PLIM_FIX_UNKNOWN, .status = message->status,
  };
  PlimLogReason reason = message->place == PLIM_AIS_PLACE_UNKNOWN ? PLIM_LOG_NO_POSITION
                         : message->place == PLIM_AIS_PLACE_BAD ? PLIM_LOG_BAD_POSITION
                         : time_s == PLIM_NMEA_NO_TIME ? PLIM_LOG_NO_TIME : PLIM_N_LOG_REASONS;

  if (reason != PLIM_N_LOG_REASONS)
    {
      plim_log_tally_add (&self->tally, reason, line, text, strlen (text));
      return;
    }
  if (message->sog_tenths < 0)
    plim_log_tally_add (&self->tally, PLIM_LOG_SPEED_UNKNOWN, line, text, strlen (text));
  if (message->cog_tenths < 0)
    plim_log_tally_add (&self->tally, PLIM_LOG_COURSE_UNKNOWN, line, text, strlen (text));
  if (message->heading < 0)
    plim_log_tally_add (&self->tally, PLIM_LOG_HEADING_UNKNOWN, line, text, strlen (text));
  plim_record_writer_fix (self->writer, &fix);
}

/* @text: the message's first sentence. */
static void
read_message (Reader     *self,
              const char *letters,
              gsize       n_letters,
              guint       fill,
              gint64      time_s,
              guint32     line,
              const char *text)
{
  PlimAisMessage *message = &self->message;
  PlimLogReason reason;

  if (!plim_ais_payload_unpack (&self->payload, letters, n_letters, fill) || !plim_ais_message_decode (message, &self->payload))
    {
      plim_log_tally_add (&self->tally, PLIM_LOG_MALFORMED, line, text, strlen (text));
      return;
    }
  if (message->place == PLIM_AIS_NO_PLACE && !message->has_statics)
    {
      plim_log_tally_add (&self->tally, PLIM_LOG_OTHER_MESSAGE, line, text, strlen (text));
      return;
    }
  reason = message->type == 4 ? PLIM_LOG_BASE_STATION : message->type == 21 ? PLIM_LOG_AID_TO_NAVIGATION
           : message->type == 9 ? PLIM_LOG_AIRCRAFT : plim_log_judge_mmsi (message->mmsi);
  if (reason != PLIM_N_LOG_REASONS)
    {
      plim_log_tally_add (&self->tally, reason, line, text, strlen (text));
      return;
    }
  if (message->has_statics)
    tell_statics (self, time_s, line, text);
  if (message->place != PLIM_AIS_NO_PLACE)
    tell_place (self, time_s, line, text);
}

static void
drop_pending (Reader  *self,
              Pending *pending)
{
  plim_log_tally_add (&self->tally, PLIM_LOG_INCOMPLETE, pending->line, pending->text, strlen (pending->text));
  pending->key[0] = '\0';
}

/* Receivers number their messages each for itself: two that hear at once use the same number. Where one of two parts does not say
 * whose it is, number and channel decide. */
static Pending *
find_pending (Reader     *self,
              const char *key,
              guint32     sender)
{
  Pending *found = NULL;

  for (guint i = 0; i < PENDING_MAX; i++)
    {
      Pending *pending = &self->pending[i];

      if (pending->key[0] == '\0' || memcmp (pending->key, key, sizeof pending->key) != 0)
        continue;
      if (pending->sender == sender)
        return pending;
      if (pending->sender == 0 || sender == 0)
        found = pending;
    }

  return found;
}

/* Parts come in order; a message of the same number and channel that begins anew ends the one before. */
static void
take_part (Reader         *self,
           const PlimNmeaSentence *sentence,
           guint           n_parts,
           guint           part,
           guint           fill,
           PlimNmeaOrigin          origin,
           guint32         line,
           const char     *text)
{
  const char key[4] = {
    'k', sentence->sizes[3] > 0 ? *sentence->fields[3] : ' ', sentence->sizes[4] > 0 ? *sentence->fields[4] : ' ', '\0',
  };
  Pending *pending = find_pending (self, key, origin.sender);
  gsize size = sentence->sizes[5];

  if (part == 1)
    {
      if (pending != NULL)
        drop_pending (self, pending);
      pending = &self->pending[self->next_pending];
      self->next_pending = (self->next_pending + 1) % PENDING_MAX;
      if (pending->key[0] != '\0')
        drop_pending (self, pending);
      memcpy (pending->key, key, sizeof pending->key);
      pending->n_parts = n_parts;
      pending->n_seen = 0;
      pending->n_letters = 0;
      pending->sender = origin.sender;
      pending->time_s = origin.time_s;
      pending->line = line;
      g_strlcpy (pending->text, text, sizeof pending->text);
    }
  else if (pending == NULL || pending->n_parts != n_parts || pending->n_seen + 1 != part)
    {
      plim_log_tally_add (&self->tally, PLIM_LOG_INCOMPLETE, line, text, strlen (text));
      return;
    }
  if (pending->n_letters + size > sizeof pending->letters)
    {
      drop_pending (self, pending);
      return;
    }
  memcpy (pending->letters + pending->n_letters, sentence->fields[5], size);
  pending->n_letters += size;
  pending->n_seen = part;
  if (pending->time_s == PLIM_NMEA_NO_TIME)
    pending->time_s = origin.time_s;
  if (part < n_parts)
    return;
  pending->key[0] = '\0';
  read_message (self, pending->letters, pending->n_letters, fill, pending->time_s, pending->line, pending->text);
}

/* @from: the sentence within the line. */
static void
read_sentence (Reader     *self,
               const char *line,
               const char *from,
               const char *end,
               PlimNmeaOrigin      origin)
{
  guint32 number = plim_line_reader_get_line (self->lines);
  PlimNmeaSentence sentence;
  const char *star;
  int n_parts, part, fill;

  if (!plim_nmea_check_sum (from + 1, end, &star))
    {
      plim_log_tally_add (&self->tally, PLIM_LOG_CHECKSUM, number, line, end - line);
      return;
    }
  plim_nmea_sentence_split (&sentence, from, star);
  n_parts = plim_nmea_sentence_get_int (&sentence, 1);
  part = plim_nmea_sentence_get_int (&sentence, 2);
  fill = plim_nmea_sentence_get_int (&sentence, 6);
  if (sentence.n_fields != 7 || n_parts < 1 || n_parts > PARTS_MAX || part < 1 || part > n_parts || fill < 0 || fill > 5
      || sentence.sizes[5] == 0)
    {
      plim_log_tally_add (&self->tally, PLIM_LOG_MALFORMED, number, line, end - line);
      return;
    }
  plim_nmea_clock_settle (&self->clock, star, end, &origin);
  if (n_parts == 1)
    read_message (self, sentence.fields[5], sentence.sizes[5], fill, origin.time_s, number, line);
  else
    take_part (self, &sentence, n_parts, part, fill, origin, number, line);
}

static void
read_line (Reader     *self,
           const char *line,
           gsize       size)
{
  const char *end = line + size, *at = line;
  PlimNmeaOrigin origin = PLIM_NMEA_ORIGIN_UNKNOWN;

  if (size == 0 || *line == '#')
    return;
  if (plim_nmea_is_ais (line, end))
    {
      read_sentence (self, line, line, end, origin);
      return;
    }
  if (*line == '$')
    {
      plim_nmea_clock_take_sentence (&self->clock, line, end);
      return;
    }
  while (at < end && *at != '!')
    {
      /* A tag block, also behind a receiver's time. */
      if (*at == '\\')
        {
          const char *close = memchr (at + 1, '\\', end - at - 1);

          if (close == NULL)
            break;
          plim_nmea_clock_read_tag_block (&self->clock, at + 1, close, &origin);
          if (at > line)
            plim_nmea_clock_read_prefix (&self->clock, line, at, &origin);
          at = close + 1;
          line = at;
          continue;
        }
      at++;
    }
  if (plim_nmea_is_ais (at, end))
    {
      plim_nmea_clock_read_prefix (&self->clock, line, at, &origin);
      read_sentence (self, line, at, end, origin);
      return;
    }
  /* Sentences of other equipment are as they should be; what is none is counted. */
  if (at < end && *at == '!' && end - at > 6 && g_ascii_isupper (at[1]))
    return;
  while (line < end && g_ascii_isspace (*line))
    line++;
  if (line < end && memchr (line, '$', end - line) == NULL)
    plim_log_tally_add (&self->tally, PLIM_LOG_MALFORMED, plim_line_reader_get_line (self->lines), line, end - line);
}

gboolean
plim_nmea_reader_sniff (const guint8 *head,
                        gsize         size)
{
  const char *at = (const char *) head, *end = at + size;

  while (at < end)
    {
      const char *stop = memchr (at, '\n', end - at);

      if (stop == NULL)
        stop = end;
      if (*at != '#')
        for (const char *c = at; (c = memchr (c, '!', stop - c)) != NULL; c++)
          if (plim_nmea_is_ais (c, stop))
            return TRUE;
      at = stop + 1;
    }

  return FALSE;
}

gboolean
plim_nmea_reader_run (PlimByteSource        *source,
                      PlimRecordWriter      *writer,
                      const PlimLogOptions  *options,
                      GError               **error)
{
  const PlimLogHead head = { .kind = PLIM_LOG_NMEA, .exercise = options->exercise };
  g_autofree Reader *self = g_new0 (Reader, 1);
  GError *failure = NULL;
  gboolean is_cut;
  char *line;
  gsize size;

  self->writer = writer;
  self->tally.writer = writer;
  self->lines = plim_line_reader_new (source, writer);
  self->statics = plim_static_cache_new (writer);
  plim_nmea_clock_init (&self->clock);
  plim_record_writer_log (writer, &head);

  while (plim_line_reader_next (self->lines, &line, &size, &is_cut, &failure))
    if (is_cut)
      plim_log_tally_add (&self->tally, PLIM_LOG_MALFORMED, plim_line_reader_get_line (self->lines), line, size);
    else
      read_line (self, line, size);
  if (failure == NULL)
    {
      for (guint i = 0; i < PENDING_MAX; i++)
        if (self->pending[i].key[0] != '\0')
          drop_pending (self, &self->pending[i]);
      plim_static_cache_finish (self->statics);
      plim_log_tally_finish (&self->tally);
    }
  plim_line_reader_free (self->lines);
  plim_static_cache_free (self->statics);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  return TRUE;
}
