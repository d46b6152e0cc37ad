#include "config.h"

#include "app/model/plim-amount.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* "About", "nearly": how far a number may be off. */
#define VAGUE 0.05

static const char * const bound_names[] = { "exact", "at-least", "more-than", "about", "nearly", "up-to" };

/* Sources give several laden shares as rounded fractions; they are recognised within this. */
#define LADEN_TOLERANCE 0.0005

/* The smallest double has its first digit at the 324th decimal; the greatest has 309 digits before the point. */
#define DECIMALS_MAX 345
#define SMALLEST_DECIMALS 30

static gboolean
parse_number (const char *text,
              double     *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*value) && *value >= 0;
}

gboolean
plim_amount_parse (const char *low,
                   const char *high,
                   const char *unit,
                   const char *bound,
                   PlimAmount *amount)
{
  *amount = (PlimAmount) { .unit = g_intern_string (unit), .bound = plim_bound_from_name (bound) };

  if (low == NULL || *low == '\0')
    return high == NULL || *high == '\0';
  if (!parse_number (low, &amount->low))
    return FALSE;

  amount->high = amount->low;
  if (high != NULL && *high != '\0' && (!parse_number (high, &amount->high) || amount->high < amount->low))
    return FALSE;
  amount->known = TRUE;

  return TRUE;
}

gboolean
plim_amount_is_range (const PlimAmount *self)
{
  return self->known && self->high > self->low;
}

void
plim_bound_widen (PlimBound  bound,
                  double    *low,
                  double    *high)
{
  switch (bound)
    {
    case PLIM_BOUND_AT_LEAST:
    case PLIM_BOUND_MORE_THAN:
      *high = INFINITY;
      break;
    case PLIM_BOUND_ABOUT:
      *low *= 1 - VAGUE;
      *high *= 1 + VAGUE;
      break;
    case PLIM_BOUND_NEARLY:
      *low *= 1 - VAGUE;
      break;
    case PLIM_BOUND_UP_TO:
      *low = 0;
      break;
    case PLIM_BOUND_EXACT:
      break;
    }
}

static void
get_allowed_values (const PlimAmount *self,
                    double           *low,
                    double           *high)
{
  *low = self->low;
  *high = self->high;
  plim_bound_widen (self->bound, low, high);
}

gboolean
plim_amount_may_agree (const PlimAmount *a,
                       const PlimAmount *b)
{
  double a_low, a_high, b_low, b_high;

  if (!a->known || !b->known || a->unit != b->unit)
    return TRUE;

  get_allowed_values (a, &a_low, &a_high);
  get_allowed_values (b, &b_low, &b_high);

  return a_low <= b_high && b_low <= a_high;
}

gboolean
plim_amount_contradicts (const PlimAmount *a,
                         const PlimPeriod *a_when,
                         const PlimAmount *b,
                         const PlimPeriod *b_when)
{
  double a_low, a_high, b_low, b_high;

  if (!a->known || !b->known || a->unit != b->unit)
    return FALSE;
  if (plim_period_contains (a_when, b_when) && plim_period_contains (b_when, a_when))
    return !plim_amount_may_agree (a, b);

  get_allowed_values (a, &a_low, &a_high);
  get_allowed_values (b, &b_low, &b_high);

  return (plim_period_contains (a_when, b_when) && b_low > a_high)
         || (plim_period_contains (b_when, a_when) && a_low > b_high);
}

/* "1,234.5": groups of three, at most @decimals, no trailing zeros. */
static char *
group_digits (double value,
              int    decimals)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE + 64];
  char format[8];
  GString *grouped = g_string_new (NULL);
  char *point;
  gsize whole;

  /* However little it is, it is not nothing. */
  while (value != 0 && decimals < SMALLEST_DECIMALS && fabs (value) * pow (10, decimals) < 0.5)
    decimals++;

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (digits, sizeof digits, format, value);

  point = strchr (digits, '.');
  if (point != NULL)
    {
      char *end = digits + strlen (digits);

      while (end[-1] == '0')
        *--end = '\0';
      if (end[-1] == '.')
        *--end = '\0';
    }
  point = strchr (digits, '.');
  whole = point != NULL ? (gsize) (point - digits) : strlen (digits);

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (grouped, ',');
      g_string_append_c (grouped, digits[i]);
    }
  if (point != NULL)
    g_string_append (grouped, point);

  return g_string_free (grouped, FALSE);
}

typedef struct
{
  double      unit;
  const char *words;   /* a format for one number */
} Magnitude;

/* Translators: %s is a number: "2.5 million". */
static const Magnitude magnitudes[] = {
  { 1e9, N_("%s billion") },
  { 1e6, N_("%s million") },
};

/* A magnitude is used only where it loses no digit that the source stated. */
static const Magnitude *
find_magnitude (double low,
                double high)
{
  for (guint i = 0; i < G_N_ELEMENTS (magnitudes); i++)
    {
      double shown = low / magnitudes[i].unit * 1000;

      if (low >= magnitudes[i].unit && fabs (shown - round (shown)) < 1e-6
          && fabs (high / magnitudes[i].unit * 1000 - round (high / magnitudes[i].unit * 1000)) < 1e-6)
        return &magnitudes[i];
    }

  return NULL;
}

char *
plim_amount_number_words (double low,
                          double high)
{
  const Magnitude *magnitude = find_magnitude (low, high);
  double unit = magnitude != NULL ? magnitude->unit : 1;
  g_autofree char *low_words = group_digits (low / unit, 3);
  g_autofree char *numbers = NULL;

  if (high > low)
    {
      g_autofree char *high_words = group_digits (high / unit, 3);

      numbers = g_strdup_printf ("%s–%s", low_words, high_words);
    }
  else
    numbers = g_steal_pointer (&low_words);

  return magnitude != NULL ? g_strdup_printf (_(magnitude->words), numbers) : g_steal_pointer (&numbers);
}

/* Translators: each %s is an amount with its unit. */
static const char * const bound_words[] = {
  "%s", N_("at least %s"), N_("more than %s"), N_("about %s"), N_("nearly %s"), N_("up to %s"),
};

char *
plim_amount_to_words (const PlimAmount *self)
{
  g_autofree char *number = NULL;
  g_autofree char *with_unit = NULL;

  if (!self->known)
    return g_strdup (_("amount not stated"));

  number = plim_amount_number_words (self->low, self->high);
  if (g_strcmp0 (self->unit, "USD") == 0)
    with_unit = g_strdup_printf ("US$%s", number);
  else if (g_strcmp0 (self->unit, "KRW") == 0)
    with_unit = g_strdup_printf ("₩%s", number);
  else if (self->unit != NULL && *self->unit != '\0')
    with_unit = g_strdup_printf ("%s %s", number, self->unit);
  else
    with_unit = g_steal_pointer (&number);

  return self->bound == PLIM_BOUND_EXACT ? g_steal_pointer (&with_unit)
                                         : g_strdup_printf (_(bound_words[self->bound]), with_unit);
}

char *
plim_number_format (double value)
{
  char text[2 * DECIMALS_MAX];

  /* The fewest decimals that read back as the same double. */
  for (int decimals = 0; decimals <= DECIMALS_MAX; decimals++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%df", decimals);
      g_ascii_formatd (text, sizeof text, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }

  return g_strdup (text);
}

PlimBound
plim_bound_from_name (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (bound_names); i++)
    if (strcmp (name, bound_names[i]) == 0)
      return (PlimBound) i;

  return PLIM_BOUND_EXACT;
}

const char *
plim_bound_get_name (PlimBound bound)
{
  g_return_val_if_fail (bound < G_N_ELEMENTS (bound_names), NULL);

  return bound_names[bound];
}

double
plim_laden_parse (const char *text)
{
  double share, divisor;
  char *end;

  if (text == NULL || *text == '\0')
    return 0;

  share = g_ascii_strtod (text, &end);
  if (*end == '/')
    {
      const char *under = end + 1;

      divisor = g_ascii_strtod (under, &end);
      if (end == under || divisor <= 0)
        return 0;
      share /= divisor;
    }

  return *end == '\0' && share > 0 && share <= 1 ? share : 0;
}

char *
plim_laden_format (double laden)
{
  if (fabs (laden - 1.0 / 3) < LADEN_TOLERANCE)
    return g_strdup ("1/3");
  if (fabs (laden - 0.5) < LADEN_TOLERANCE)
    return g_strdup ("1/2");
  if (fabs (laden - 2.0 / 3) < LADEN_TOLERANCE)
    return g_strdup ("2/3");

  return plim_number_format (laden);
}

char *
plim_laden_to_words (double laden)
{
  g_autofree char *percent = NULL;

  if (fabs (laden - 1.0 / 3) < LADEN_TOLERANCE)
    return g_strdup (_("one third laden"));
  if (fabs (laden - 0.5) < LADEN_TOLERANCE)
    return g_strdup (_("half laden"));
  if (fabs (laden - 2.0 / 3) < LADEN_TOLERANCE)
    return g_strdup (_("two thirds laden"));
  if (laden > 1 - LADEN_TOLERANCE)
    return g_strdup (_("fully laden"));

  percent = group_digits (laden * 100, 1);
  /* Translators: a share of a tanker's capacity: "90 % laden". */
  return g_strdup_printf (_("%s %% laden"), percent);
}
