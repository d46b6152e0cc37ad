#include "config.h"

#include "app/import/plim-nmea-reader.h"

#include "app/import/plim-ais-message.h"
#include "app/import/plim-csv-value.h"
#include "app/import/plim-line-reader.h"
#include "app/import/plim-log-check.h"
#include "app/import/plim-log-tally.h"
#include "app/import/plim-static-cache.h"

#include <string.h>

#define PARTS_MAX   9
#define PENDING_MAX 64
#define GROUPS_MAX  16
#define NO_TIME     G_MININT64
/* From 1990, when AIS was not yet, to 2200: a receiver's clock that says otherwise says nothing. */
#define FIRST_S     G_GINT64_CONSTANT (631152000)
#define LAST_S      G_GINT64_CONSTANT (7258118400)

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
  struct { guint32 id; gint64 time_s; } groups[GROUPS_MAX];
  guint             next_group;
  gint64            clock_s;         /* the own ship's */
  gint64            stated_s;        /* by a line right before */
  PlimCsvDay        day;
  PlimAisPayload    payload;
  PlimAisMessage    message;
} Reader;

/* What the line says of a sentence, beside it. */
typedef struct
{
  gint64  time_s;
  guint32 sender;
} Origin;

/* A sentence's parts, in place. */
typedef struct
{
  const char *fields[8];
  gsize       sizes[8];
  guint       n_fields;
  const char *after;         /* the checksum */
} Sentence;

static gint64
check_time (gint64 time_s)
{
  return time_s >= FIRST_S && time_s <= LAST_S ? time_s : NO_TIME;
}

static int
read_hex (char c)
{
  return g_ascii_xdigit_value (c);
}

/* From the sign that begins it (! or $) to its checksum. FALSE: there is none, or it is wrong. */
static gboolean
check_sum (const char  *sentence,
           const char  *end,
           const char **star)
{
  guint8 sum = 0;
  const char *at = sentence + 1;

  while (at < end && *at != '*')
    sum ^= (guint8) *at++;
  *star = at;

  return at + 2 < end && read_hex (at[1]) >= 0 && read_hex (at[2]) >= 0 && read_hex (at[1]) * 16 + read_hex (at[2]) == sum;
}

static void
split_sentence (Sentence   *self,
                const char *at,
                const char *end)
{
  self->n_fields = 0;
  while (self->n_fields < G_N_ELEMENTS (self->fields))
    {
      const char *comma = memchr (at, ',', end - at);
      const char *stop = comma != NULL ? comma : end;

      self->fields[self->n_fields] = at;
      self->sizes[self->n_fields++] = stop - at;
      if (comma == NULL)
        return;
      at = comma + 1;
    }
}

/* Digits alone; milliseconds too. */
static gint64
read_epoch (const char *at,
            gsize       size)
{
  gint64 time_s = NO_TIME;

  if (size < 9 || !plim_csv_read_time ((PlimCsvValue) { at, size }, PLIM_CSV_TIME_UNIX, TRUE, NULL, &time_s))
    return NO_TIME;

  return check_time (time_s);
}

/* Never 0, and never that of a group of sentences, which is even. */
static guint32
mark_sender (const char *at,
             const char *end)
{
  guint32 mark = 5381;

  while (at < end)
    mark = mark * 33 ^ (guint8) *at++;

  return mark | 1;
}

/* "\g:1-2-73874,s:r003669945,c:1428621738*5F\": the time, who received it, and which group of sentences it belongs to. */
static void
read_tag_block (Reader     *self,
                const char *at,
                const char *end,
                Origin     *origin)
{
  const char *star = memchr (at, '*', end - at);
  gint64 time_s = NO_TIME;
  guint32 group = 0, sender = 0;
  guint8 sum = 0;

  if (star != NULL)
    {
      for (const char *c = at; c < star; c++)
        sum ^= (guint8) *c;
      /* A damaged block says nothing; the sentence has a checksum of its own. */
      if (star + 2 >= end + 1 || read_hex (star[1]) < 0 || read_hex (star[2]) < 0 || read_hex (star[1]) * 16 + read_hex (star[2]) != sum)
        return;
      end = star;
    }
  while (at < end)
    {
      const char *comma = memchr (at, ',', end - at);
      const char *stop = comma != NULL ? comma : end;

      if (stop - at > 2 && at[0] == 'c' && at[1] == ':')
        time_s = read_epoch (at + 2, stop - at - 2);
      else if (stop - at > 2 && at[0] == 's' && at[1] == ':')
        sender = mark_sender (at + 2, stop);
      else if (stop - at > 2 && at[0] == 'g' && at[1] == ':')
        {
          const char *dash = stop;

          /* Its last number is the group's. */
          while (dash > at && dash[-1] != '-')
            dash--;
          for (; dash < stop && g_ascii_isdigit (*dash); dash++)
            group = group * 10 + (guint32) (*dash - '0');
        }
      at = stop + 1;
    }
  /* The sentences of a group are one receiver's, which only the first of them may name. */
  if (time_s != NO_TIME)
    origin->time_s = time_s;
  if (group != 0 || sender != 0)
    origin->sender = group != 0 ? group * 2 : sender;
  if (group == 0)
    return;

  for (guint i = 0; i < GROUPS_MAX; i++)
    if (self->groups[i].id == group)
      {
        if (time_s == NO_TIME)
          origin->time_s = self->groups[i].time_s;
        else
          self->groups[i].time_s = time_s;
        return;
      }
  if (time_s != NO_TIME)
    {
      self->groups[self->next_group].id = group;
      self->groups[self->next_group].time_s = time_s;
      self->next_group = (self->next_group + 1) % GROUPS_MAX;
    }
}

/* What a receiver wrote before the sentence: a time, in brackets or not, with a blank or a comma after it. */
static gint64
read_prefix (Reader     *self,
             const char *at,
             const char *end)
{
  gint64 time_s;

  while (at < end && (*at == '[' || *at == '(' || *at == ' ' || *at == '\t'))
    at++;
  while (end > at && strchr (" \t,;:|])", end[-1]) != NULL)
    end--;
  if (at == end)
    return NO_TIME;
  if (plim_csv_read_time ((PlimCsvValue) { at, end - at }, PLIM_CSV_TIME_YMD, TRUE, &self->day, &time_s))
    return check_time (time_s);

  return read_epoch (at, end - at);
}

/* "…*28,d-109,S2105,t050056.00,r003669946,1325394060": the first field of seconds, and who received it. */
static void
read_suffix (const char *at,
             const char *end,
             Origin     *origin)
{
  while (at < end && (at = memchr (at, ',', end - at)) != NULL)
    {
      const char *stop;

      at++;
      stop = memchr (at, ',', end - at);
      if (stop == NULL)
        stop = end;
      if (stop - at > 1 && (*at == 'r' || *at == 'b') && origin->sender == 0)
        origin->sender = mark_sender (at, stop);
      else if (stop > at && g_ascii_isdigit (*at) && origin->time_s == NO_TIME)
        origin->time_s = read_epoch (at, stop - at);
    }
}

static int
read_int (const Sentence *sentence,
          guint           field)
{
  int value = 0;

  if (field >= sentence->n_fields || sentence->sizes[field] == 0 || sentence->sizes[field] > 4)
    return -1;
  for (gsize i = 0; i < sentence->sizes[field]; i++)
    {
      if (!g_ascii_isdigit (sentence->fields[field][i]))
        return -1;
      value = value * 10 + (sentence->fields[field][i] - '0');
    }

  return value;
}

static int
two (const char *at)
{
  return g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) ? (at[0] - '0') * 10 + at[1] - '0' : -1;
}

static gint64
make_time (int         year,
           int         month,
           int         day,
           const char *clock,
           gsize       size)
{
  gint64 days;

  if (size < 6 || !plim_fix_count_days (year, month, day, &days) || two (clock) < 0 || two (clock) > 23 || two (clock + 2) < 0
      || two (clock + 2) > 59 || two (clock + 4) < 0 || two (clock + 4) > 59)
    return NO_TIME;

  return check_time (days * 86400 + two (clock) * 3600 + two (clock + 2) * 60 + two (clock + 4));
}

/* The own ship's clock: $--RMC with a date, $--ZDA; and $PGHP, which is about the sentence that follows. */
static void
read_clock (Reader     *self,
            const char *line,
            const char *end)
{
  Sentence sentence;
  const char *star;
  gint64 time_s = NO_TIME;

  if (end - line < 10 || !check_sum (line, end, &star))
    return;
  if (memcmp (line, "$PGHP,1,", 8) == 0)
    {
      char clock[16];
      int hour, minute, second;

      split_sentence (&sentence, line + 8, star);
      hour = read_int (&sentence, 3);
      minute = read_int (&sentence, 4);
      second = read_int (&sentence, 5);
      if (hour < 0 || minute < 0 || second < 0 || hour > 99 || minute > 99 || second > 99)
        return;
      g_snprintf (clock, sizeof clock, "%02d%02d%02d", hour, minute, second);
      self->stated_s = make_time (read_int (&sentence, 0), read_int (&sentence, 1), read_int (&sentence, 2), clock, 6);
      return;
    }
  if (memcmp (line + 3, "ZDA,", 4) == 0)
    {
      split_sentence (&sentence, line + 7, star);
      if (sentence.n_fields >= 4)
        time_s = make_time (read_int (&sentence, 3), read_int (&sentence, 2), read_int (&sentence, 1), sentence.fields[0], sentence.sizes[0]);
    }
  else if (memcmp (line + 3, "RMC,", 4) == 0)
    {
      const char *date;

      /* Its ninth field is the date; the sentence is cut again behind the eighth. */
      split_sentence (&sentence, line + 7, star);
      if (sentence.n_fields < 8)
        return;
      date = sentence.fields[7] + sentence.sizes[7] + 1;
      if (date + 6 <= star && sentence.sizes[1] == 1 && *sentence.fields[1] == 'A' && two (date + 4) >= 0)
        time_s = make_time (two (date + 4) + (two (date + 4) < 80 ? 2000 : 1900), two (date + 2), two (date), sentence.fields[0], sentence.sizes[0]);
    }
  if (time_s != NO_TIME)
    self->clock_s = time_s;
}

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
                         : time_s == NO_TIME ? PLIM_LOG_NO_TIME : PLIM_N_LOG_REASONS;

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
           const Sentence *sentence,
           guint           n_parts,
           guint           part,
           guint           fill,
           Origin          origin,
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
  if (pending->time_s == NO_TIME)
    pending->time_s = origin.time_s;
  if (part < n_parts)
    return;
  pending->key[0] = '\0';
  read_message (self, pending->letters, pending->n_letters, fill, pending->time_s, pending->line, pending->text);
}

static gboolean
is_sentence (const char *at,
             const char *end)
{
  return end - at > 7 && *at == '!' && at[3] == 'V' && at[4] == 'D' && (at[5] == 'M' || at[5] == 'O') && at[6] == ',';
}

/* @from: the sentence within the line. */
static void
read_sentence (Reader     *self,
               const char *line,
               const char *from,
               const char *end,
               Origin      origin)
{
  guint32 number = plim_line_reader_get_line (self->lines);
  Sentence sentence;
  const char *star;
  int n_parts, part, fill;

  if (!check_sum (from, end, &star))
    {
      plim_log_tally_add (&self->tally, PLIM_LOG_CHECKSUM, number, line, end - line);
      return;
    }
  split_sentence (&sentence, from, star);
  n_parts = read_int (&sentence, 1);
  part = read_int (&sentence, 2);
  fill = read_int (&sentence, 6);
  if (sentence.n_fields != 7 || n_parts < 1 || n_parts > PARTS_MAX || part < 1 || part > n_parts || fill < 0 || fill > 5
      || sentence.sizes[5] == 0)
    {
      plim_log_tally_add (&self->tally, PLIM_LOG_MALFORMED, number, line, end - line);
      return;
    }
  read_suffix (star, end, &origin);
  if (origin.time_s == NO_TIME)
    origin.time_s = self->stated_s != NO_TIME ? self->stated_s : self->clock_s;
  self->stated_s = NO_TIME;
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
  Origin origin = { NO_TIME, 0 };

  if (size == 0 || *line == '#')
    return;
  if (is_sentence (line, end))
    {
      read_sentence (self, line, line, end, origin);
      return;
    }
  if (*line == '$')
    {
      read_clock (self, line, end);
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
          read_tag_block (self, at + 1, close, &origin);
          if (at > line && origin.time_s == NO_TIME)
            origin.time_s = read_prefix (self, line, at);
          at = close + 1;
          line = at;
          continue;
        }
      at++;
    }
  if (is_sentence (at, end))
    {
      if (origin.time_s == NO_TIME)
        origin.time_s = read_prefix (self, line, at);
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
          if (is_sentence (c, stop))
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
  self->clock_s = self->stated_s = NO_TIME;
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
