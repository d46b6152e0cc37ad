#include "config.h"

#include "app/import/plim-nmea-clock.h"

#include "app/import/plim-fix.h"
#include "app/import/plim-nmea-sentence.h"

#include <string.h>

#define NO_TIME PLIM_NMEA_NO_TIME
/* From 1990, when AIS was not yet, to 2200: a receiver's clock that says otherwise says nothing. */
#define FIRST_S     G_GINT64_CONSTANT (631152000)
#define LAST_S      G_GINT64_CONSTANT (7258118400)

static gint64
check_time (gint64 time_s)
{
  return time_s >= FIRST_S && time_s <= LAST_S ? time_s : NO_TIME;
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

/* Sentences of one group were received together, and one of them says when. */
static void
take_group (PlimNmeaClock  *self,
            guint32         group,
            gint64          time_s,
            PlimNmeaOrigin *origin)
{
  for (guint i = 0; i < PLIM_NMEA_CLOCK_GROUPS; i++)
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
      self->next_group = (self->next_group + 1) % PLIM_NMEA_CLOCK_GROUPS;
    }
}

/* "…*28,d-109,S2105,t050056.00,r003669946,1325394060": the first field of seconds, and who received it. */
static void
read_suffix (const char     *at,
             const char     *end,
             PlimNmeaOrigin *origin)
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

void
plim_nmea_clock_init (PlimNmeaClock *self)
{
  memset (self, 0, sizeof *self);
  self->own_s = self->stated_s = NO_TIME;
}

/* "\g:1-2-73874,s:r003669945,c:1428621738*5F\": the time, who received it, and which group of sentences it belongs to. */
void
plim_nmea_clock_read_tag_block (PlimNmeaClock  *self,
                                const char     *at,
                                const char     *end,
                                PlimNmeaOrigin *origin)
{
  gint64 time_s = NO_TIME;
  guint32 group = 0, sender = 0;
  const char *star;

  /* A damaged block says nothing; the sentence has a checksum of its own. */
  if (!plim_nmea_check_sum (at, end, &star) && star < end)
    return;
  end = star;
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
  if (group != 0)
    take_group (self, group, time_s, origin);
}

void
plim_nmea_clock_read_prefix (PlimNmeaClock  *self,
                             const char     *at,
                             const char     *end,
                             PlimNmeaOrigin *origin)
{
  if (origin->time_s != NO_TIME)
    return;
  while (at < end && (*at == '[' || *at == '(' || *at == ' ' || *at == '\t'))
    at++;
  while (end > at && strchr (" \t,;:|])", end[-1]) != NULL)
    end--;
  if (at == end)
    return;
  if (plim_csv_read_time ((PlimCsvValue) { at, end - at }, PLIM_CSV_TIME_YMD, TRUE, &self->day, &origin->time_s))
    origin->time_s = check_time (origin->time_s);
  else
    origin->time_s = read_epoch (at, end - at);
}

/* $PGHP is about the sentence that follows. */
static void
take_pghp (PlimNmeaClock *self,
           const char    *at,
           const char    *end)
{
  PlimNmeaSentence sentence;
  int hour, minute, second;
  char clock[16];

  plim_nmea_sentence_split (&sentence, at, end);
  hour = plim_nmea_sentence_get_int (&sentence, 3);
  minute = plim_nmea_sentence_get_int (&sentence, 4);
  second = plim_nmea_sentence_get_int (&sentence, 5);
  if (hour < 0 || minute < 0 || second < 0 || hour > 99 || minute > 99 || second > 99)
    return;
  g_snprintf (clock, sizeof clock, "%02d%02d%02d", hour, minute, second);
  self->stated_s = make_time (plim_nmea_sentence_get_int (&sentence, 0), plim_nmea_sentence_get_int (&sentence, 1),
                              plim_nmea_sentence_get_int (&sentence, 2), clock, 6);
}

static gint64
read_zda (const char *at,
          const char *end)
{
  PlimNmeaSentence sentence;

  plim_nmea_sentence_split (&sentence, at, end);
  if (sentence.n_fields < 4)
    return NO_TIME;

  return make_time (plim_nmea_sentence_get_int (&sentence, 3), plim_nmea_sentence_get_int (&sentence, 2),
                    plim_nmea_sentence_get_int (&sentence, 1), sentence.fields[0], sentence.sizes[0]);
}

static gint64
read_rmc (const char *at,
          const char *end)
{
  PlimNmeaSentence sentence;
  const char *date;

  /* Its ninth field is the date; the sentence is cut again behind the eighth. */
  plim_nmea_sentence_split (&sentence, at, end);
  if (sentence.n_fields < 8)
    return NO_TIME;
  date = sentence.fields[7] + sentence.sizes[7] + 1;
  if (date + 6 > end || sentence.sizes[1] != 1 || *sentence.fields[1] != 'A' || two (date + 4) < 0)
    return NO_TIME;

  return make_time (two (date + 4) + (two (date + 4) < 80 ? 2000 : 1900), two (date + 2), two (date), sentence.fields[0], sentence.sizes[0]);
}

void
plim_nmea_clock_take_sentence (PlimNmeaClock *self,
                               const char    *at,
                               const char    *end)
{
  gint64 time_s = NO_TIME;
  const char *star;

  if (end - at < 10 || !plim_nmea_check_sum (at + 1, end, &star))
    return;
  if (memcmp (at, "$PGHP,1,", 8) == 0)
    take_pghp (self, at + 8, star);
  else if (memcmp (at + 3, "ZDA,", 4) == 0)
    time_s = read_zda (at + 7, star);
  else if (memcmp (at + 3, "RMC,", 4) == 0)
    time_s = read_rmc (at + 7, star);
  if (time_s != NO_TIME)
    self->own_s = time_s;
}

void
plim_nmea_clock_settle (PlimNmeaClock  *self,
                        const char     *rest,
                        const char     *end,
                        PlimNmeaOrigin *origin)
{
  read_suffix (rest, end, origin);
  if (origin->time_s == NO_TIME)
    origin->time_s = self->stated_s != NO_TIME ? self->stated_s : self->own_s;
  self->stated_s = NO_TIME;
}
