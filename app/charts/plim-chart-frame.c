#include "config.h"

#include "app/charts/plim-chart-frame.h"

#include "app/charts/plim-chart-sources.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Of Inter's em: what stands above the baseline and what hangs below it. */
#define ASCENT  0.76
#define DESCENT 0.22

/* From baseline to baseline. */
#define TITLE_LINE 1.22
#define TEXT_LINE  1.38

/* The drawing never gets less of the height than this: notes give way first. */
#define LEAST_DRAWING 0.6

static void
choose_sizes (PlimChartFrame *self)
{
  double width = self->options->width_mm;

  if (width >= 220)
    {
      self->margin = 10;
      self->title_mm = 5.8;
      self->subtitle_mm = 3.4;
      self->axis_mm = 3.1;
      self->label_mm = 3.0;
      self->note_mm = 2.4;
    }
  else if (width >= 150)
    {
      self->margin = 6.5;
      self->title_mm = 4.7;
      self->subtitle_mm = 2.85;
      self->axis_mm = 2.6;
      self->label_mm = 2.5;
      self->note_mm = 2.1;
    }
  else
    {
      self->margin = 4.5;
      self->title_mm = 3.9;
      self->subtitle_mm = 2.4;
      self->axis_mm = 2.25;
      self->label_mm = 2.15;
      self->note_mm = 1.9;
    }
}

static void
get_box (double     x,
         double     y,
         double     size_mm,
         PlimAlign  align,
         double     width,
         double    *left,
         double    *top,
         double    *height)
{
  *left = align == PLIM_ALIGN_START ? x : align == PLIM_ALIGN_MIDDLE ? x - width / 2 : x - width;
  *top = y - size_mm * ASCENT;
  *height = size_mm * (ASCENT + DESCENT);
}

PlimShape *
plim_chart_frame_text (PlimChartFrame *self,
                       PlimStyle       style,
                       double          x,
                       double          y,
                       double          size_mm,
                       PlimAlign       align,
                       gboolean        bold,
                       const char     *text)
{
  double width = plim_layout_text_width (text, size_mm, bold);
  double left, top, height;
  PlimShape *shape = plim_scene_add_text (self->scene, style, x, y, size_mm, align, text);

  shape->bold = bold;
  get_box (x, y, size_mm, align, width, &left, &top, &height);
  plim_labels_take (self->labels, left, top, width, height);

  return shape;
}

PlimShape *
plim_chart_frame_try_text (PlimChartFrame *self,
                           PlimStyle       style,
                           double          x,
                           double          y,
                           double          size_mm,
                           PlimAlign       align,
                           gboolean        bold,
                           const char     *text)
{
  double width = plim_layout_text_width (text, size_mm, bold);
  double left, top, height;

  get_box (x, y, size_mm, align, width, &left, &top, &height);
  if (left < self->margin - 0.01 || left + width > self->options->width_mm - self->margin + 0.01
      || !plim_labels_is_free (self->labels, left - 0.3, top, width + 0.6, height))
    return NULL;

  return plim_chart_frame_text (self, style, x, y, size_mm, align, bold, text);
}

static double
write_lines (PlimChartFrame *self,
             PlimStyle       style,
             double          y,
             double          size_mm,
             double          line_mm,
             gboolean        bold,
             char          **lines)
{
  for (guint i = 0; lines[i] != NULL; i++, y += line_mm)
    plim_chart_frame_text (self, style, self->left, y, size_mm, PLIM_ALIGN_START, bold, lines[i]);

  return y;
}

/* A title of more than two lines is set smaller, as long as it can still be read. */
static double
write_title (PlimChartFrame *self,
             const char     *title,
             double          y)
{
  double width = self->right - self->left;
  g_auto(GStrv) lines = plim_layout_wrap (title, self->title_mm, TRUE, width);

  /* One word alone in the second line is worse than somewhat smaller type. */
  if (g_strv_length (lines) == 2)
    {
      double widest = plim_layout_text_width (title, self->title_mm, TRUE);

      if (widest < width * 1.16)
        {
          self->title_mm *= width / widest * 0.995;
          g_strfreev (lines);
          lines = plim_layout_wrap (title, self->title_mm, TRUE, width);
        }
    }
  while (g_strv_length (lines) > 2 && self->title_mm > self->subtitle_mm * 1.15)
    {
      self->title_mm -= 0.2;
      g_strfreev (lines);
      lines = plim_layout_wrap (title, self->title_mm, TRUE, width);
    }

  y += self->title_mm * ASCENT;
  y = write_lines (self, PLIM_STYLE_TEXT_TITLE, y, self->title_mm, self->title_mm * TITLE_LINE, TRUE, lines);

  return y - self->title_mm * TITLE_LINE + self->title_mm * DESCENT;
}

static guint
count_lines (PlimChartFrame *self,
             const char     *text)
{
  g_auto(GStrv) lines = plim_layout_wrap (text, self->note_mm, FALSE, self->right - self->left);

  return g_strv_length (lines);
}

/* The notes run on as one paragraph; of those that have no room the number is said. */
static void
fit_notes (PlimChartFrame *self,
           GPtrArray      *notes,
           double          room)
{
  guint most = room > 0 ? (guint) (room / (self->note_mm * TEXT_LINE)) : 0;

  for (guint n = notes->len; n > 0 && most > 0; n--)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *number = plim_chart_superscript (i + 1);

          g_string_append_printf (text, "%s%s %s", i > 0 ? " " : "", number, (const char *) g_ptr_array_index (notes, i));
        }
      if (n < notes->len)
        {
          g_string_append_c (text, ' ');
          g_string_append_printf (text, ngettext ("%u more note in a larger picture.",
                                                  "%u more notes in a larger picture.", notes->len - n),
                                  notes->len - n);
        }

      if (count_lines (self, text->str) <= most)
        {
          self->notes = g_string_free (g_steal_pointer (&text), FALSE);
          return;
        }
    }
}

static double
get_footer_height (PlimChartFrame *self,
                   GPtrArray      *claims)
{
  double line = self->note_mm * TEXT_LINE;
  guint n_lines = 1;
  g_auto(GStrv) sources = plim_chart_wrap_sources (claims, self->note_mm, self->right - self->left,
                                                   self->options->brief ? 1 : 2);

  n_lines += g_strv_length (sources);
  if (self->notes != NULL)
    n_lines += count_lines (self, self->notes);

  return n_lines * line + self->note_mm * 0.9;
}

PlimLabels *
plim_chart_frame_new_labels (PlimChartFrame *self)
{
  return plim_labels_new (self->margin, 0, self->options->width_mm - 2 * self->margin, self->options->height_mm);
}

static PlimChartFrame *
begin_frame (const PlimChartOptions *options,
             gboolean                exercise,
             const char             *title)
{
  PlimChartFrame *self = g_new0 (PlimChartFrame, 1);

  self->options = options;
  self->scene = plim_scene_new (options->width_mm, options->height_mm);
  choose_sizes (self);
  self->labels = plim_chart_frame_new_labels (self);
  self->left = self->margin;
  self->right = options->width_mm - self->margin;
  self->bottom = options->height_mm - self->margin * 0.7;

  plim_scene_set_title (self->scene, title);
  plim_scene_set_exercise (self->scene, exercise);
  plim_scene_add_rect (self->scene, PLIM_STYLE_PAPER, 0, 0, options->width_mm, options->height_mm);

  return self;
}

static void
write_head (PlimChartFrame *self,
            gboolean        exercise,
            const char     *title,
            const char     *subtitle)
{
  double y = self->margin * 0.8;

  if (exercise)
    {
      y += self->label_mm * ASCENT;
      plim_chart_frame_text (self, PLIM_STYLE_TEXT_EXERCISE, self->left, y, self->label_mm, PLIM_ALIGN_START, TRUE,
                             /* Translators: over everything drawn from fictitious reports. */
                             _("EXERCISE – fictitious figures"));
      y += self->label_mm * 0.6;
    }

  y = write_title (self, title, y);

  if (subtitle != NULL && *subtitle != '\0')
    {
      g_auto(GStrv) lines = plim_layout_wrap (subtitle, self->subtitle_mm, FALSE, self->right - self->left);

      y += self->subtitle_mm * (ASCENT + 0.45);
      y = write_lines (self, PLIM_STYLE_TEXT_SUBTITLE, y, self->subtitle_mm, self->subtitle_mm * TEXT_LINE, FALSE, lines);
      y += self->subtitle_mm * (DESCENT - TEXT_LINE);
    }

  self->top = y + self->subtitle_mm * 0.8;
}

const char *
plim_chart_frame_choose (const PlimChartOptions *options,
                         const char             *long_subtitle,
                         const char             *short_subtitle)
{
  PlimChartFrame sizes = { .options = options };

  choose_sizes (&sizes);

  return !options->brief
         && plim_layout_text_width (long_subtitle, sizes.subtitle_mm, FALSE) <= options->width_mm - 2 * sizes.margin
         ? long_subtitle : short_subtitle;
}

PlimChartFrame *
plim_chart_frame_new (const PlimChartOptions *options,
                      gboolean                exercise,
                      const char             *title,
                      const char             *subtitle,
                      GPtrArray              *notes,
                      GPtrArray              *claims)
{
  PlimChartFrame *self = begin_frame (options, exercise, title);
  double least = self->bottom - get_footer_height (self, claims);

  write_head (self, exercise, title, subtitle);
  if (notes != NULL && !options->brief)
    fit_notes (self, notes, least - self->top - options->height_mm * LEAST_DRAWING);

  self->bottom -= get_footer_height (self, claims);

  return self;
}

static void
write_footer (PlimChartFrame *self)
{
  GPtrArray *claims = plim_scene_get_claims (self->scene);
  double line = self->note_mm * TEXT_LINE;
  double right = self->options->width_mm - self->margin;
  g_autoptr(GString) last = g_string_new (NULL);
  g_auto(GStrv) sources = NULL;
  double y;
  guint n_lines = 1;
  guint32 as_of = plim_scene_get_as_of (self->scene);

  self->left = self->margin;
  self->right = right;
  sources = plim_chart_wrap_sources (claims, self->note_mm, right - self->left, self->options->brief ? 1 : 2);
  n_lines += g_strv_length (sources);
  if (self->notes != NULL)
    n_lines += count_lines (self, self->notes);

  /* Anchored to the lower edge, since fewer sources than foreseen may be left. */
  y = self->options->height_mm - self->margin * 0.7 - self->note_mm * DESCENT - (n_lines - 1) * line;
  if (self->notes != NULL)
    {
      g_auto(GStrv) lines = plim_layout_wrap (self->notes, self->note_mm, FALSE, right - self->left);

      y = write_lines (self, PLIM_STYLE_TEXT_NOTE, y, self->note_mm, line, FALSE, lines);
    }
  y = write_lines (self, PLIM_STYLE_TEXT_NOTE, y, self->note_mm, line, FALSE, sources);

  if (as_of != 0)
    {
      g_autofree char *day = plim_day_to_words (as_of);

      /* Translators: the day until which what is drawn was known: "As of 4 Dec 2024". */
      g_string_append_printf (last, _("As of %s"), day);
      g_string_append (last, " · ");
    }
  g_string_append_printf (last, ngettext ("%'u claim", "%'u claims", claims->len), claims->len);
  g_string_append (last, " · Plimsoll");
  plim_chart_frame_text (self, PLIM_STYLE_TEXT_MUTED, self->left, y, self->note_mm, PLIM_ALIGN_START, FALSE, last->str);
}

static PlimScene *
end_frame (PlimChartFrame *self)
{
  PlimScene *scene = self->scene;

  plim_labels_free (self->labels);
  g_free (self->notes);
  g_free (self);

  return scene;
}

PlimScene *
plim_chart_frame_finish (PlimChartFrame *self)
{
  write_footer (self);

  return end_frame (self);
}

PlimScene *
plim_chart_frame_new_empty (const PlimChartOptions *options,
                            gboolean                exercise,
                            const char             *title,
                            const char             *hint)
{
  PlimChartFrame *self = begin_frame (options, exercise, title);

  write_head (self, exercise, title, hint);
  plim_scene_set_summary (self->scene, hint);

  return end_frame (self);
}

static void
add_swatch (PlimChartFrame       *self,
            const PlimLegendItem *item,
            double                x,
            double                baseline,
            double                size)
{
  double middle = baseline - size * 0.36;

  switch (item->swatch)
    {
    case PLIM_STYLE_CAP:
    case PLIM_STYLE_CAP_SECOND:
    case PLIM_STYLE_ESTIMATE_LINE:
      plim_scene_add_line (self->scene, item->swatch, x, middle, x + size, middle);
      break;
    case PLIM_STYLE_ESTIMATE_OPEN:
      plim_chart_frame_arrow (self, item->swatch, x + size / 2, middle + size * 0.5, size);
      break;
    default:
      if (item->circle)
        plim_scene_add_circle (self->scene, item->swatch, x + size / 2, middle, size * 0.42);
      else
        plim_scene_add_rect (self->scene, item->swatch, x, middle - size * 0.4, size, size * 0.8);
      break;
    }
}

void
plim_chart_frame_legend (PlimChartFrame       *self,
                         const PlimLegendItem *items,
                         guint                 n_items)
{
  double size = self->note_mm * 1.08;
  double x = self->left;
  double y = self->top + size;
  double line = size * 1.6;

  for (guint i = 0; i < n_items; i++)
    {
      double width = size * 1.5 + plim_layout_text_width (items[i].words, size, FALSE);

      if (x > self->left && x + width > self->right)
        {
          x = self->left;
          y += line;
        }
      add_swatch (self, &items[i], x, y, size);
      plim_chart_frame_text (self, PLIM_STYLE_TEXT_AXIS, x + size * 1.4, y, size, PLIM_ALIGN_START, FALSE, items[i].words);
      x += width + size * 1.6;
    }

  if (n_items > 0)
    self->top = y + size * 0.9;
}

PlimShape *
plim_chart_frame_arrow (PlimChartFrame *self,
                        PlimStyle       style,
                        double          x,
                        double          y,
                        double          length)
{
  PlimShape *shape = plim_scene_add_path (self->scene, style);
  double head = MIN (0.9, length * 0.4);

  plim_shape_move_to (shape, x, y);
  plim_shape_line_to (shape, x, y - length);
  plim_shape_move_to (shape, x - head, y - length + head);
  plim_shape_line_to (shape, x, y - length);
  plim_shape_line_to (shape, x + head, y - length + head);

  return shape;
}
