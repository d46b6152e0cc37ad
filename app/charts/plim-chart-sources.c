#include "config.h"

#include "app/charts/plim-chart-sources.h"

#include "app/charts/plim-chart-frame.h"
#include "app/model/plim-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

char *
plim_chart_superscript (guint number)
{
  static const char * const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  g_autofree char *text = g_strdup_printf ("%u", number);
  GString *raised = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    g_string_append (raised, digits[*at - '0']);

  return g_string_free (raised, FALSE);
}

guint
plim_chart_add_note (GPtrArray  *notes,
                     const char *text)
{
  for (guint i = 0; i < notes->len; i++)
    if (strcmp (g_ptr_array_index (notes, i), text) == 0)
      return i + 1;

  g_ptr_array_add (notes, g_strdup (text));

  return notes->len;
}

void
plim_chart_collect (GPtrArray *claims,
                    PlimClaim *claim)
{
  if (!g_ptr_array_find (claims, claim, NULL))
    g_ptr_array_add (claims, claim);
}

static gboolean
has_word (GPtrArray  *words,
          const char *word)
{
  return g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL);
}

/* Documents that one body issued by the day, "1718-COMMITTEE/2020-10-01", stand together as
 * one word where there are several; symbols such as S/2021/211 each stay what they are. */
static char *
dup_series (const char *word)
{
  const char *slash = strchr (word, '/');

  if (slash == NULL || slash == word || strlen (slash) < 8
      || !g_ascii_isdigit (slash[1]) || !g_ascii_isdigit (slash[4]) || slash[5] != '-')
    return NULL;

  return g_strndup (word, slash - word);
}

static GPtrArray *
list_symbols (GPtrArray *claims)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  GPtrArray *symbols = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < claims->len; i++)
    {
      const char *word = plim_claim_get_source_words (g_ptr_array_index (claims, i));

      if (!has_word (words, word))
        g_ptr_array_add (words, (gpointer) word);
    }
  g_ptr_array_sort (words, plim_text_compare);

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      g_autofree char *series = dup_series (word);
      guint n = 0;

      for (guint j = i; series != NULL && j < words->len; j++)
        {
          g_autofree char *other = dup_series (g_ptr_array_index (words, j));

          if (g_strcmp0 (series, other) != 0)
            break;
          n++;
        }

      if (n > 2)
        {
          /* Translators: several documents of one body: "1718-COMMITTEE (11 documents)". */
          g_ptr_array_add (symbols, g_strdup_printf (ngettext ("%s (%u document)", "%s (%u documents)", n), series, n));
          i += n - 1;
        }
      else
        {
          g_ptr_array_add (symbols, g_strdup (word));
        }
    }

  return symbols;
}

/* Of "Korea Herald/Yonhap, 1 October 2020" the publisher. */
static GPtrArray *
list_publishers (GPtrArray *claims)
{
  GPtrArray *publishers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < claims->len; i++)
    {
      const PlimClaim *claim = g_ptr_array_index (claims, i);

      for (guint j = 0; j < claim->cites->len; j++)
        {
          const PlimCite *cite = g_ptr_array_index (claim->cites, j);
          g_autofree char *publisher = NULL;

          if (cite->via == NULL || *cite->via == '\0')
            continue;
          publisher = g_strndup (cite->via, strcspn (cite->via, ",;"));
          g_strstrip (publisher);
          if (*publisher != '\0' && !has_word (publishers, publisher))
            g_ptr_array_add (publishers, g_steal_pointer (&publisher));
        }
    }
  g_ptr_array_sort (publishers, plim_text_compare);

  return publishers;
}

char *
plim_chart_join (GPtrArray *names,
                 guint      most)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < most; i++)
    {
      if (i > 0)
        /* Translators: between the items of a list. */
        g_string_append (joined, _(", "));
      g_string_append (joined, g_ptr_array_index (names, i));
    }
  if (names->len > most)
    g_string_append_printf (joined, ngettext (" and %u more", " and %u more", names->len - most), names->len - most);

  return g_string_free (joined, FALSE);
}

static char *
write_sources (GPtrArray *symbols,
               guint      n_symbols,
               GPtrArray *publishers,
               guint      n_publishers)
{
  g_autofree char *first = plim_chart_join (symbols, n_symbols);
  g_autofree char *second = NULL;

  if (publishers->len == 0)
    return g_strdup_printf (_("Sources: %s."), first);
  if (n_publishers == 0)
    return g_strdup_printf (ngettext ("Sources: %s; as reported by %u publication.",
                                      "Sources: %s; as reported by %u publications.", publishers->len),
                            first, publishers->len);

  second = plim_chart_join (publishers, n_publishers);

  /* Translators: %1$s are the symbols of reports, %2$s the publications through which they were read. */
  return g_strdup_printf (_("Sources: %1$s; as reported by %2$s."), first, second);
}

/* Broken at blanks alone: a symbol such as S/2021/211 stays in one piece. */
static char **
wrap_at_blanks (const char *text,
                double      size_mm,
                double      width_mm)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *longer = line->len > 0 ? g_strconcat (line->str, " ", words[i], NULL) : g_strdup (words[i]);

      if (plim_layout_text_width (words[i], size_mm, FALSE) > width_mm)
        return plim_layout_wrap (text, size_mm, FALSE, width_mm);
      if (line->len > 0 && plim_layout_text_width (longer, size_mm, FALSE) > width_mm)
        {
          g_strv_builder_add (lines, line->str);
          g_string_assign (line, words[i]);
        }
      else
        {
          g_string_assign (line, longer);
        }
    }
  if (line->len > 0)
    g_strv_builder_add (lines, line->str);

  return g_strv_builder_end (lines);
}

char **
plim_chart_wrap_sources (GPtrArray *claims,
                         double     size_mm,
                         double     width_mm,
                         guint      most)
{
  g_autoptr(GPtrArray) symbols = NULL;
  g_autoptr(GPtrArray) publishers = NULL;
  char **lines = NULL;
  guint n_symbols, n_publishers;

  if (claims->len == 0)
    return g_new0 (char *, 1);

  symbols = list_symbols (claims);
  publishers = list_publishers (claims);
  n_symbols = symbols->len;
  n_publishers = publishers->len;

  /* Publications give way before symbols do. */
  while (TRUE)
    {
      g_autofree char *text = write_sources (symbols, n_symbols, publishers, n_publishers);

      g_strfreev (lines);
      lines = wrap_at_blanks (text, size_mm, width_mm);
      if (g_strv_length (lines) <= most || n_symbols <= 1)
        return lines;
      if (n_publishers > 0)
        n_publishers--;
      else
        n_symbols--;
    }
}

char *
plim_chart_amount_words (double      low,
                         double      high,
                         const char *unit,
                         PlimBound   bound)
{
  PlimAmount amount = { .known = TRUE, .low = low, .high = high, .unit = unit, .bound = bound };

  return plim_amount_to_words (&amount);
}

static double
round_to_three (double value)
{
  double step;

  if (value <= 0)
    return value;

  step = pow (10, floor (log10 (value)) - 2);

  return round (value / step) * step;
}

char *
plim_chart_rounded_words (double      low,
                          double      high,
                          const char *unit)
{
  return plim_chart_amount_words (round_to_three (low), round_to_three (high), unit, PLIM_BOUND_EXACT);
}

char *
plim_chart_multiple_words (double multiple)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *format = "%.1f";
  char *dot;

  if (multiple < 0.095 || (multiple != 1 && fabs (multiple - 1) < 0.06))
    format = "%.2f";
  else if (multiple >= 99.5)
    format = "%.0f";
  g_ascii_formatd (text, sizeof text, format, multiple);

  dot = strchr (text, '.');
  if (dot != NULL)
    {
      char *end = text + strlen (text);

      while (end[-1] == '0')
        *--end = '\0';
      if (end[-1] == '.')
        *--end = '\0';
    }

  return g_strdup (text);
}

char *
plim_chart_disputed_by (GPtrArray *claims)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < claims->len; i++)
    {
      const PlimClaim *claim = g_ptr_array_index (claims, i);

      for (guint j = 0; j < claim->disputes->len; j++)
        {
          const PlimDispute *dispute = g_ptr_array_index (claim->disputes, j);

          if (dispute->by != NULL && !has_word (names, dispute->by))
            g_ptr_array_add (names, dispute->by);
        }
    }

  if (names->len == 0)
    return NULL;

  g_ptr_array_sort (names, plim_text_compare);

  return plim_chart_join (names, 4);
}

char *
plim_chart_recalled_note (GPtrArray *claims)
{
  guint n = 0;

  for (guint i = 0; i < claims->len; i++)
    if (plim_claim_is_recalled (g_ptr_array_index (claims, i)))
      n++;

  if (n == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%1$u of %2$u claims is recalled in part: not yet checked against its source.",
                                    "%1$u of %2$u claims are recalled in part: not yet checked against their source.", n),
                          n, claims->len);
}
