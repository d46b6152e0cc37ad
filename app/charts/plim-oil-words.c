#include "config.h"

#include "app/charts/plim-oil-parts.h"

#include "app/charts/plim-chart-sources.h"
#include "app/charts/plim-chart-words.h"

#include <glib/gi18n.h>

/* Whether what was stated, and not what was computed from it, is above the year's cap. */
static gboolean
exceeds_cap (const PlimCapYear *year,
             gboolean           with_notified)
{
  const PlimEstimate *highest = plim_cap_year_get_highest (year);
  double value;

  if (highest == NULL || year->cap == NULL)
    return FALSE;

  value = highest->high;
  if (with_notified && year->notified != NULL)
    value += year->notified->high;

  return value > year->cap->quantity.low;
}

/* A sum of single deliveries that happen to be listed is no estimate of a year. */
static gboolean
is_estimated (const PlimCapYear *year)
{
  for (guint i = 0; i < year->estimates->len; i++)
    if (!((PlimEstimate *) g_ptr_array_index (year->estimates, i))->listed)
      return TRUE;

  return FALSE;
}

char *
plim_oil_write_title (const PlimCapUsage *usage,
                      gboolean            with_notified)
{
  guint n_estimated = 0;
  guint n_above = 0;
  guint only = 0;
  gboolean any_cap = FALSE;
  g_autofree char *estimated = NULL;
  g_autofree char *above = NULL;

  for (guint i = 0; i < usage->years->len; i++)
    {
      const PlimCapYear *year = g_ptr_array_index (usage->years, i);

      if (year->cap == NULL)
        continue;
      any_cap = TRUE;
      if (!is_estimated (year))
        continue;
      only = year->year;
      n_estimated++;
      if (exceeds_cap (year, with_notified))
        n_above++;
    }

  /* Translators' strings below take these as they are: in words where they are small. */
  estimated = plim_chart_count_words (n_estimated);
  above = plim_chart_count_words (n_above);

  if (!any_cap)
    return g_strdup (_("Oil: what was reported year by year; no cap is in the store"));
  if (n_estimated == 0)
    return g_strdup (_("Oil: what was notified against the cap; no estimate is in the store"));

  if (n_estimated == 1 && n_above == 1)
    return g_strdup_printf (with_notified ? _("Oil: the highest estimate for %u, plus what was notified, exceeds the cap")
                                          : _("Oil: the highest estimate for %u exceeds the cap"), only);
  if (n_estimated == 1)
    return g_strdup_printf (with_notified ? _("Oil: no estimate for %u, plus what was notified, exceeds the cap")
                                          : _("Oil: no estimate for %u exceeds the cap"), only);
  if (n_above == 0)
    return g_strdup_printf (with_notified ? _("Oil: estimate plus notified stays within the cap in each of %s years with an estimate")
                                          : _("Oil: no estimate exceeds the cap in any of %s years with one"), estimated);
  if (n_above == 2 && n_estimated == 2)
    return g_strdup (with_notified ? _("Oil: the highest estimate plus what was notified exceeds the cap in both years with an estimate")
                                   : _("Oil: the highest estimate exceeds the cap in both years with an estimate"));
  if (n_above == n_estimated)
    return g_strdup_printf (with_notified ? _("Oil: the highest estimate plus what was notified exceeds the cap in all %s years with an estimate")
                                          : _("Oil: the highest estimate exceeds the cap in all %s years with an estimate"), above);

  return g_strdup_printf (with_notified ? _("Oil: the highest estimate plus what was notified exceeds the cap in %1$s of %2$s years with an estimate")
                                        : _("Oil: the highest estimate exceeds the cap in %1$s of %2$s years with an estimate"),
                          above, estimated);
}

char *
plim_oil_write_summary (const PlimCapUsage *usage,
                        gboolean            with_notified)
{
  const PlimCapYear *first = g_ptr_array_index (usage->years, 0);
  const PlimCapYear *last = g_ptr_array_index (usage->years, usage->years->len - 1);
  const PlimCapYear *peak = NULL;
  const PlimEstimate *highest = NULL;
  guint n_notified = 0;
  GString *summary = g_string_new (NULL);

  for (guint i = 0; i < usage->years->len; i++)
    {
      const PlimCapYear *year = g_ptr_array_index (usage->years, i);
      const PlimEstimate *estimate = plim_cap_year_get_highest (year);

      if (year->notified != NULL)
        n_notified++;
      if (estimate != NULL && (highest == NULL || estimate->high > highest->high))
        {
          highest = estimate;
          peak = year;
        }
    }

  g_string_append_printf (summary, _("Refined petroleum delivered to the DPRK, %1$u to %2$u. "), first->year, last->year);
  g_string_append_printf (summary, ngettext ("A notified quantity is known for %1$u of %2$u year.",
                                             "A notified quantity is known for %1$u of %2$u years.",
                                             usage->years->len), n_notified, usage->years->len);
  if (highest != NULL)
    {
      g_autofree char *quantity = plim_chart_amount_words (highest->high, highest->high, usage->unit, highest->bound);
      double multiple = plim_cap_year_get_multiple (peak, highest->high, with_notified);

      g_string_append_c (summary, ' ');
      if (multiple > 0)
        {
          g_autofree char *times = plim_chart_multiple_words (multiple);

          g_string_append_printf (summary, _("The highest estimate is %1$s for %2$u, %3$s times the cap."),
                                  quantity, peak->year, times);
        }
      else
        {
          g_string_append_printf (summary, _("The highest estimate is %1$s for %2$u."), quantity, peak->year);
        }
    }

  return g_string_free (summary, FALSE);
}

PlimOilContents
plim_oil_look_through (const PlimCapUsage *usage)
{
  PlimOilContents contents = { 0 };

  for (guint i = 0; i < usage->years->len; i++)
    {
      const PlimCapYear *year = g_ptr_array_index (usage->years, i);

      contents.notified |= year->notified != NULL && !year->notified->summed;
      contents.summed |= year->notified != NULL && year->notified->summed;
      contents.zero |= year->notified_zero->len > 0;
      contents.words |= year->notified == NULL && year->notified_words->len > 0;
      contents.not_known |= year->notified == NULL && year->notified_words->len == 0 && year->notified_zero->len == 0;
      for (guint j = 0; j < year->estimates->len; j++)
        {
          const PlimEstimate *estimate = g_ptr_array_index (year->estimates, j);
          const PlimEstimate *main = g_ptr_array_index (year->estimates, 0);

          contents.estimate |= j == 0 && !estimate->listed;
          contents.computed |= j == 0 && (estimate->scenarios->len > 1 || estimate->listed);
          contents.variant |= j > 0 && estimate->high > main->high
                              && estimate->when.first == main->when.first && estimate->when.last == main->when.last;
          contents.open |= estimate->bound == PLIM_BOUND_AT_LEAST || estimate->bound == PLIM_BOUND_MORE_THAN;
        }
    }

  return contents;
}

static void
number_note (GPtrArray  *notes,
             const char *text,
             char        number[8])
{
  g_autofree char *raised = plim_chart_superscript (plim_chart_add_note (notes, text));

  g_strlcpy (number, raised, 8);
}

GPtrArray *
plim_oil_write_notes (const PlimCapUsage   *usage,
                      GPtrArray            *claims,
                      PlimOilContents      *contents,
                      const PlimConversion *conversion)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *disputed = plim_chart_disputed_by (claims);
  g_autofree char *recalled = plim_chart_recalled_note (claims);
  guint n_words = usage->outside->len;

  for (guint i = 0; i < usage->years->len; i++)
    n_words += ((PlimCapYear *) g_ptr_array_index (usage->years, i))->estimated_words->len;

  if (contents->estimate)
    {
      g_autoptr(GString) text = g_string_new (_("Estimates are deliveries counted × capacity × share laden."));

      if (disputed != NULL)
        {
          g_string_append_c (text, ' ');
          g_string_append_printf (text, _("Disputed by %s."), disputed);
        }
      g_string_append_c (text, ' ');
      g_string_append (text, _("That an estimate exceeds the cap is arithmetic, not a finding of the Committee."));
      number_note (notes, text->str, contents->estimate_note);
    }
  if (contents->computed)
    number_note (notes, _("Hollow: computed in proportion to the share that is stated. Multiples use one estimate alone."),
                 contents->computed_note);
  if (contents->words)
    number_note (notes, _("A diamond on the axis is a figure in tonnes only; no conversion to barrels is chosen."),
                 contents->words_note);
  if (conversion != NULL)
    {
      char factor[G_ASCII_DTOSTR_BUF_SIZE];

      g_autofree char *text = NULL;

      g_ascii_formatd (factor, sizeof factor, "%.4g", conversion->factor);
      text = g_strdup_printf (_("Converted with %1$s %2$s for each %3$s (%4$s)."), factor, conversion->to_unit,
                              conversion->from_unit, plim_claim_get_source_words (conversion->claim));
      plim_chart_add_note (notes, text);
    }
  if (contents->summed)
    plim_chart_add_note (notes, _("A hollow bar of what was notified is the sum of separate months of one reporter."));
  if (usage->unplaced->len > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u figure for a period of more than one year belongs to none of the bars and is not drawn.",
                                   "%u figures for periods of more than one year belong to none of the bars and are not drawn.",
                                   usage->unplaced->len), usage->unplaced->len);

      plim_chart_add_note (notes, text);
    }
  if (n_words > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u estimate without a quantity in barrels is not drawn.",
                                   "%u estimates without a quantity in barrels are not drawn.", n_words), n_words);

      plim_chart_add_note (notes, text);
    }
  if (recalled != NULL)
    plim_chart_add_note (notes, recalled);

  return notes;
}

/* Small pictures say it shorter, and have no notes to point to. */
void
plim_oil_draw_legend (PlimChartFrame        *frame,
                      const PlimCapUsage    *usage,
                      const PlimOilContents *contents)
{
  const PlimCap *cap = ((PlimCapYear *) g_ptr_array_index (usage->years, usage->years->len - 1))->cap;
  g_autofree char *cap_words = NULL;
  PlimLegendItem items[8];
  g_autofree char *estimate = NULL;
  g_autofree char *computed = NULL;
  gboolean small = frame->options->width_mm < 150;
  gboolean noted = frame->notes != NULL;
  guint n = 0;

  estimate = g_strconcat (small ? _("estimated") : _("estimated, as stated"), noted ? contents->estimate_note : "", NULL);
  computed = g_strconcat (small ? _("computed") : _("computed for other shares"), noted ? contents->computed_note : "", NULL);

  if (contents->notified || contents->summed)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_NOTIFIED, FALSE, small ? _("notified") : _("notified to the Committee") };
  if (contents->estimate)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE, FALSE, estimate };
  if (contents->variant)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE_OTHER, FALSE, _("a higher estimate") };
  if (contents->computed)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_COMPUTED, FALSE, computed };
  if (contents->open && !small)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ESTIMATE_OPEN, FALSE, _("or more") };
  if (contents->zero && !small)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_ZERO, TRUE, _("zero notified") };
  if (contents->not_known)
    items[n++] = (PlimLegendItem) { PLIM_STYLE_NOT_REPORTED, FALSE, _("none known") };

  /* Wider pictures say it beside the line. */
  if (cap != NULL && small)
    {
      g_autofree char *words = plim_oil_cap_words (cap);
      g_autofree char *law = plim_oil_cap_law (cap);

      cap_words = g_strconcat (words, ", ", law, NULL);
      items[n++] = (PlimLegendItem) { PLIM_STYLE_CAP, FALSE, cap_words };
    }

  plim_chart_frame_legend (frame, items, n);
}
