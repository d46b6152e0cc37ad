#include "config.h"

#include "app/model/plim-period.h"

#include <glib/gi18n.h>
#include <string.h>

/* Reads exactly @digits digits. */
static gboolean
read_digits (const char **text,
             guint        digits,
             guint       *value)
{
  *value = 0;
  for (guint i = 0; i < digits; i++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (guint) (**text - '0');
      (*text)++;
    }

  return TRUE;
}

static guint
days_in_month (guint year,
               guint month)
{
  return g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

/* "T03:30Z", "T03:30:15+09:00" after the date: the seconds of the instant in UTC. */
static gboolean
read_time (const char *text,
           guint32     day,
           gint64     *seconds)
{
  guint hour, minute, second = 0, offset_hour = 0, offset_minute = 0;
  int sign = 1;

  if (*text++ != 'T' || !read_digits (&text, 2, &hour) || *text++ != ':' || !read_digits (&text, 2, &minute))
    return FALSE;
  if (*text == ':')
    {
      text++;
      if (!read_digits (&text, 2, &second))
        return FALSE;
      if (*text == '.')
        {
          guint ignored;

          text++;
          if (!read_digits (&text, 1, &ignored))
            return FALSE;
          while (g_ascii_isdigit (*text))
            text++;
        }
    }

  if (*text == 'Z')
    text++;
  else if (*text == '+' || *text == '-')
    {
      sign = *text++ == '-' ? -1 : 1;
      if (!read_digits (&text, 2, &offset_hour) || *text++ != ':' || !read_digits (&text, 2, &offset_minute))
        return FALSE;
    }
  else
    return FALSE;

  if (*text != '\0' || hour > 23 || minute > 59 || second > 59 || offset_minute > 59
      || offset_hour * 60 + offset_minute > 14 * 60)
    return FALSE;

  *seconds = plim_day_to_unix (day) + hour * 3600 + minute * 60 + second
             - sign * (gint64) (offset_hour * 3600 + offset_minute * 60);

  /* The offset may lead out of the days that can be told. */
  return *seconds >= plim_day_to_unix (PLIM_DAY_FIRST) && *seconds < plim_day_to_unix (PLIM_DAY_LAST + 1);
}

/* One date: its first and last day and how exactly it was stated. */
static gboolean
parse_date (const char    *text,
            guint32       *first,
            guint32       *last,
            PlimPrecision *precision,
            gint64        *seconds)
{
  guint year, month, month_day, part;

  *seconds = G_MININT64;

  if (strcmp (text, "open") == 0)
    {
      *first = PLIM_DAY_FIRST;
      *last = PLIM_DAY_LAST;
      *precision = PLIM_PRECISION_OPEN;
      return TRUE;
    }

  if (!read_digits (&text, 4, &year) || year == 0)
    return FALSE;

  if (*text == '\0')
    {
      *first = plim_day_from_ymd (year, 1, 1);
      *last = plim_day_from_ymd (year, 12, 31);
      *precision = PLIM_PRECISION_YEAR;
      return TRUE;
    }
  if (*text++ != '-')
    return FALSE;

  if (*text == 'Q' || *text == 'H')
    {
      gboolean quarter = *text++ == 'Q';
      guint months = quarter ? 3 : 6;

      if (!read_digits (&text, 1, &part) || *text != '\0' || part < 1 || part > 12 / months)
        return FALSE;
      *first = plim_day_from_ymd (year, (part - 1) * months + 1, 1);
      *last = plim_day_from_ymd (year, part * months, days_in_month (year, part * months));
      *precision = quarter ? PLIM_PRECISION_QUARTER : PLIM_PRECISION_HALF_YEAR;
      return TRUE;
    }

  if (!read_digits (&text, 2, &month) || month < 1 || month > 12)
    return FALSE;
  if (*text == '\0')
    {
      *first = plim_day_from_ymd (year, month, 1);
      *last = plim_day_from_ymd (year, month, days_in_month (year, month));
      *precision = PLIM_PRECISION_MONTH;
      return TRUE;
    }

  if (*text++ != '-' || !read_digits (&text, 2, &month_day) || month_day < 1 || month_day > days_in_month (year, month))
    return FALSE;
  *first = *last = plim_day_from_ymd (year, month, month_day);
  *precision = PLIM_PRECISION_DAY;
  if (*text == '\0')
    return TRUE;

  if (!read_time (text, *first, seconds))
    return FALSE;
  *precision = PLIM_PRECISION_INSTANT;
  *first = *last = plim_day_from_unix (*seconds);

  return TRUE;
}

static const char *
month_name (guint month)
{
  /* Translators: short month names as they stand in "Jan–Sep 2020". */
  static const char * const names[] = {
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
  };

  return _(names[month - 1]);
}

static char *
month_to_words (guint month,
                guint year)
{
  /* Translators: a month name and a year: "Sep 2020". In Korean: "%2$u년 %1$s". */
  return g_strdup_printf (_("%s %u"), month_name (month), year);
}

static char *
format_day (guint32       day,
            PlimPrecision precision,
            gint64        seconds)
{
  guint year, month, month_day;

  if (precision == PLIM_PRECISION_UNKNOWN)
    return NULL;
  if (precision == PLIM_PRECISION_OPEN)
    return g_strdup ("open");

  plim_day_to_ymd (day, &year, &month, &month_day);
  switch (precision)
    {
    case PLIM_PRECISION_YEAR:
      return g_strdup_printf ("%04u", year);
    case PLIM_PRECISION_HALF_YEAR:
      return g_strdup_printf ("%04u-H%u", year, (month - 1) / 6 + 1);
    case PLIM_PRECISION_QUARTER:
      return g_strdup_printf ("%04u-Q%u", year, (month - 1) / 3 + 1);
    case PLIM_PRECISION_MONTH:
      return g_strdup_printf ("%04u-%02u", year, month);
    case PLIM_PRECISION_INSTANT:
      {
        gint64 of_day = seconds - plim_day_to_unix (day);

        return g_strdup_printf ("%04u-%02u-%02uT%02d:%02d:%02dZ", year, month, month_day,
                                (int) (of_day / 3600), (int) (of_day / 60 % 60), (int) (of_day % 60));
      }
    default:
      return g_strdup_printf ("%04u-%02u-%02u", year, month, month_day);
    }
}

gboolean
plim_period_parse (const char *from,
                   const char *to,
                   PlimPeriod *period)
{
  guint32 ignored;

  *period = PLIM_PERIOD_UNKNOWN;
  from = from != NULL && *from != '\0' ? from : NULL;
  to = to != NULL && *to != '\0' ? to : NULL;

  if (from != NULL)
    {
      if (!parse_date (from, &period->first, to == NULL ? &period->last : &ignored, &period->first_precision, &period->first_s))
        goto invalid;
      if (to == NULL)
        {
          /* A lone "open" beginning says nothing of the end. */
          if (period->first_precision == PLIM_PRECISION_OPEN)
            period->last = PLIM_DAY_UNKNOWN;
          else
            {
              period->last_precision = period->first_precision;
              period->last_s = period->first_s;
            }
        }
    }
  if (to != NULL && !parse_date (to, &ignored, &period->last, &period->last_precision, &period->last_s))
    goto invalid;

  /* Known at one end only: nothing bounds the other. */
  if (from == NULL && to != NULL)
    period->first = PLIM_DAY_FIRST;
  if (from != NULL && period->last == PLIM_DAY_UNKNOWN)
    period->last = PLIM_DAY_LAST;

  if (period->first > period->last
      || (period->first_s != G_MININT64 && period->last_s != G_MININT64 && period->first_s > period->last_s))
    goto invalid;

  return TRUE;

invalid:
  *period = PLIM_PERIOD_UNKNOWN;
  return FALSE;
}

gboolean
plim_period_is_known (const PlimPeriod *self)
{
  return self->first != PLIM_DAY_UNKNOWN;
}

gboolean
plim_period_overlaps (const PlimPeriod *a,
                      const PlimPeriod *b)
{
  return plim_period_is_known (a) && plim_period_is_known (b) && a->first <= b->last && b->first <= a->last;
}

gboolean
plim_period_contains (const PlimPeriod *outer,
                      const PlimPeriod *inner)
{
  return plim_period_is_known (outer) && plim_period_is_known (inner)
         && outer->first <= inner->first && inner->last <= outer->last;
}

void
plim_period_get_span (const PlimPeriod *self,
                      gint64           *from_s,
                      gint64           *to_s)
{
  gboolean known = plim_period_is_known (self);

  *from_s = !known || self->first <= PLIM_DAY_FIRST ? G_MININT64 : plim_day_to_unix (self->first);
  *to_s = !known || self->last >= PLIM_DAY_LAST ? G_MAXINT64 : plim_day_to_unix (self->last + 1) - 1;
  if (known && self->first_precision == PLIM_PRECISION_INSTANT)
    *from_s = self->first_s;
  if (known && self->last_precision == PLIM_PRECISION_INSTANT)
    *to_s = self->last_s;
}

PlimPeriod
plim_period_from_span (gint64 from_s,
                       gint64 to_s)
{
  PlimPeriod period = PLIM_PERIOD_UNKNOWN;

  period.first = plim_day_from_unix (from_s);
  period.last = plim_day_from_unix (to_s);
  period.first_precision = period.last_precision = PLIM_PRECISION_DAY;
  if (from_s != plim_day_to_unix (period.first))
    {
      period.first_precision = PLIM_PRECISION_INSTANT;
      period.first_s = from_s;
    }
  if (to_s != plim_day_to_unix (period.last + 1) - 1)
    {
      period.last_precision = PLIM_PRECISION_INSTANT;
      period.last_s = to_s;
    }

  return period;
}

gboolean
plim_period_equal (const PlimPeriod *a,
                   const PlimPeriod *b)
{
  return a->first == b->first && a->last == b->last && a->first_s == b->first_s && a->last_s == b->last_s;
}

char *
plim_period_format_from (const PlimPeriod *self)
{
  return format_day (self->first, self->first_precision, self->first_s);
}

char *
plim_period_format_to (const PlimPeriod *self)
{
  return format_day (self->last, self->last_precision, self->last_s);
}

static gboolean
is_bounded (PlimPrecision precision)
{
  return precision != PLIM_PRECISION_OPEN && precision != PLIM_PRECISION_UNKNOWN;
}

/* Whether the days are whole months, so that month names say it all. */
static gboolean
is_whole_months (const PlimPeriod *self)
{
  guint year, month, month_day, last_year, last_month, last_day;

  plim_day_to_ymd (self->first, &year, &month, &month_day);
  plim_day_to_ymd (self->last, &last_year, &last_month, &last_day);

  return month_day == 1 && last_day == days_in_month (last_year, last_month);
}

static char *
months_to_words (const PlimPeriod *self,
                 gboolean          with_year)
{
  guint year, month, month_day, last_year, last_month, last_day;

  plim_day_to_ymd (self->first, &year, &month, &month_day);
  plim_day_to_ymd (self->last, &last_year, &last_month, &last_day);

  if (year == last_year && month == 1 && last_month == 12)
    return with_year ? g_strdup_printf ("%u", year) : g_strdup (_("full year"));
  if (month == 1 && last_month == 12)
    return g_strdup_printf ("%u–%u", year, last_year);
  if (year == last_year && month == last_month)
    return with_year ? month_to_words (month, year) : g_strdup (month_name (month));
  if (year == last_year && !with_year)
    return g_strdup_printf ("%s–%s", month_name (month), month_name (last_month));
  if (year == last_year)
    /* Translators: two months of one year: "Jan–Sep 2020". In Korean: "%3$u년 %1$s–%2$s". */
    return g_strdup_printf (_("%s–%s %u"), month_name (month), month_name (last_month), year);
  else
    {
      g_autofree char *first = month_to_words (month, year);
      g_autofree char *last = month_to_words (last_month, last_year);

      return g_strdup_printf ("%s–%s", first, last);
    }
}

char *
plim_period_to_words (const PlimPeriod *self)
{
  if (!plim_period_is_known (self))
    return g_strdup (_("date not stated"));

  if (!is_bounded (self->first_precision) || !is_bounded (self->last_precision))
    {
      g_autofree char *bound = NULL;
      gboolean has_end = is_bounded (self->last_precision);

      if (!is_bounded (self->first_precision) && !has_end)
        return g_strdup (_("at any time"));

      bound = plim_day_to_words (has_end ? self->last : self->first);
      /* Translators: %s is a date. */
      return g_strdup_printf (has_end ? _("until %s") : _("since %s"), bound);
    }

  if (self->first == self->last)
    return plim_day_to_words (self->first);
  if (is_whole_months (self))
    return months_to_words (self, TRUE);

  {
    g_autofree char *first = plim_day_to_words (self->first);
    g_autofree char *last = plim_day_to_words (self->last);

    return g_strdup_printf ("%s – %s", first, last);
  }
}

char *
plim_period_to_words_in_year (const PlimPeriod *self,
                              guint             year)
{
  guint first_year, first_month, first_day, last_year, last_month, last_day;

  if (!plim_period_is_known (self))
    return plim_period_to_words (self);

  plim_day_to_ymd (self->first, &first_year, &first_month, &first_day);
  plim_day_to_ymd (self->last, &last_year, &last_month, &last_day);

  if (first_year != year || last_year != year)
    return plim_period_to_words (self);
  if (is_whole_months (self))
    return months_to_words (self, FALSE);
  if (first_month == 1 && first_day == 1)
    /* Translators: from 1 January to a day of the same year: "to 4 Dec". */
    return g_strdup_printf (_("to %u %s"), last_day, month_name (last_month));
  if (self->first == self->last)
    /* Translators: day and month: "4 Dec". */
    return g_strdup_printf (_("%u %s"), last_day, month_name (last_month));

  /* Translators: "7 Mar – 5 Nov". */
  return g_strdup_printf (_("%u %s – %u %s"), first_day, month_name (first_month), last_day, month_name (last_month));
}

guint32
plim_day_from_ymd (guint year,
                   guint month,
                   guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_get_julian (&date);
}

void
plim_day_to_ymd (guint32  day,
                 guint   *year,
                 guint   *month,
                 guint   *month_day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, CLAMP (day, PLIM_DAY_FIRST, PLIM_DAY_LAST));
  *year = g_date_get_year (&date);
  *month = g_date_get_month (&date);
  *month_day = g_date_get_day (&date);
}

char *
plim_day_to_words (guint32 day)
{
  guint year, month, month_day;

  plim_day_to_ymd (day, &year, &month, &month_day);

  /* Translators: day, month, year: "4 Dec 2024". In Korean: "%3$u년 %2$s %1$u일". */
  return g_strdup_printf (_("%u %s %u"), month_day, month_name (month), year);
}

/* 1 January 1970 as GDate counts: the offset between its days and Unix days. */
#define UNIX_DAY 719163

guint32
plim_day_from_unix (gint64 seconds)
{
  gint64 day = seconds / 86400 - (seconds % 86400 < 0);

  return (guint32) CLAMP (day + UNIX_DAY, PLIM_DAY_FIRST, PLIM_DAY_LAST);
}

gint64
plim_day_to_unix (guint32 day)
{
  return ((gint64) day - UNIX_DAY) * 86400;
}
