#include "config.h"

#include "app/scene/plim-scene-svg.h"

#include <math.h>
#include <string.h>

#include "app/model/plim-claim-ids.h"
#include "app/model/plim-text.h"
#include "app/scene/plim-hatch.h"
#include "app/scene/plim-path-thin.h"

/* A hundredth of a millimetre is finer than any screen or press. */
#define DECIMALS 3
#define PATH_DECIMALS 2
#define COLUMN_MM 0.05

typedef struct
{
  const PlimScene *scene;
  PlimTheme        theme;
  GString         *out;
  GArray          *points;    /* PlimPathPoint: a path thinned */
  gboolean         in_run;    /* a <g> is open, of shapes that look the same */
  PlimStyle        style;
  guint            series;
} Writer;

/* Whole numbers all the way: no locale, and far quicker than printf for a long path. */
static void
append_scaled (GString *out,
               gint64   scaled,
               int      decimals)
{
  char digits[24];
  guint n = 0;
  guint64 left = scaled < 0 ? -(guint64) scaled : (guint64) scaled;

  while (decimals > 0 && left % 10 == 0)
    {
      left /= 10;
      decimals--;
    }
  do
    {
      digits[n++] = '0' + left % 10;
      left /= 10;
      if (decimals > 0 && --decimals == 0)
        {
          digits[n++] = '.';
          /* ".5" is shorter than "0.5" and means the same. */
          if (left == 0)
            break;
        }
    }
  while (left > 0 || decimals > 0);

  if (scaled < 0)
    g_string_append_c (out, '-');
  while (n > 0)
    g_string_append_c (out, digits[--n]);
}

static gint64
scale_number (double value,
              int    decimals)
{
  double scaled = value * (decimals == PATH_DECIMALS ? 100 : 1000);

  return isfinite (scaled) ? (gint64) llround (CLAMP (scaled, -1e15, 1e15)) : 0;
}

static void
append_number (GString *out,
               double   value)
{
  append_scaled (out, scale_number (value, DECIMALS), DECIMALS);
}

static void
append_attribute (GString    *out,
                  const char *name,
                  double      value)
{
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  append_number (out, value);
  g_string_append_c (out, '"');
}

/* Text as XML: what a report held as text stays text, and what XML cannot hold is left out. */
static void
append_escaped (GString    *out,
                const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return;
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      switch (character)
        {
        case '&':
          g_string_append (out, "&amp;");
          break;
        case '<':
          g_string_append (out, "&lt;");
          break;
        case '>':
          g_string_append (out, "&gt;");
          break;
        case '"':
          g_string_append (out, "&quot;");
          break;
        case '\n':
        case '\t':
          g_string_append_c (out, ' ');
          break;
        default:
          if (plim_text_can_show (character))
            g_string_append_len (out, at, g_utf8_next_char (at) - at);
        }
    }
}

static void
append_text_attribute (GString    *out,
                       const char *name,
                       const char *text)
{
  g_string_append_printf (out, " %s=\"", name);
  append_escaped (out, text);
  g_string_append_c (out, '"');
}

static gboolean
can_be_reference (gunichar character)
{
  return character == '\t' || character == '\n' || character == '\r'
         || (character >= 0x20 && character != 0xfffe && character != 0xffff);
}

/* An id stands as the store has it, or nobody would find it there again: what has no picture goes by number. */
static void
append_id_attribute (GString    *out,
                     const char *id)
{
  g_autofree char *valid = g_utf8_make_valid (id, -1);

  g_string_append (out, " id=\"");
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      char one[7] = "";

      if (!plim_text_can_show (character) && can_be_reference (character))
        g_string_append_printf (out, "&#%u;", (guint) character);
      else
        {
          g_unichar_to_utf8 (character, one);
          append_escaped (out, one);
        }
    }
  g_string_append_c (out, '"');
}

static void
append_colour (GString    *out,
               const char *name,
               PlimColour  colour)
{
  if (colour.a == 0)
    {
      g_string_append_printf (out, " %s=\"none\"", name);
      return;
    }

  g_string_append_printf (out, " %s=\"#%02x%02x%02x\"", name, colour.r, colour.g, colour.b);
  if (colour.a != 0xff)
    {
      g_string_append_printf (out, " %s-opacity=\"", name);
      append_number (out, colour.a / 255.0);
      g_string_append_c (out, '"');
    }
}

static PlimLook
get_look (const Writer *writer,
          PlimStyle     style,
          guint         series)
{
  PlimLook look = *plim_style_get_look (style, writer->theme);

  plim_look_set_series (&look, series, writer->theme);

  return look;
}

static void
append_pattern_name (GString   *out,
                     PlimStyle  style,
                     guint      series)
{
  g_string_append_printf (out, "pattern-%s", plim_style_get_look (style, PLIM_THEME_PAPER)->name);
  if (series > 0)
    g_string_append_printf (out, "-%u", series);
}

/* The same lines and dots as plim-hatch draws, counted from the same corner. */
static void
write_pattern (Writer    *writer,
               PlimStyle  style,
               guint      series)
{
  PlimLook look = get_look (writer, style, series);
  gboolean dots = look.pattern == PLIM_PATTERN_DOTS;
  double pitch = dots ? PLIM_DOTS_PITCH_MM : PLIM_HATCH_PITCH_MM;
  GString *out = writer->out;

  g_string_append (out, "<pattern id=\"");
  append_pattern_name (out, style, series);
  g_string_append (out, "\" patternUnits=\"userSpaceOnUse\"");
  append_attribute (out, "width", pitch);
  append_attribute (out, "height", pitch);
  if (!dots)
    g_string_append_printf (out, " patternTransform=\"rotate(%s)\"", look.pattern == PLIM_PATTERN_HATCH ? "45" : "-45");
  g_string_append_c (out, '>');
  if (look.pattern_ground.a != 0)
    {
      g_string_append (out, "<rect");
      append_attribute (out, "width", pitch);
      append_attribute (out, "height", pitch);
      append_colour (out, "fill", look.pattern_ground);
      g_string_append (out, " stroke=\"none\"/>");
    }
  if (dots)
    {
      g_string_append (out, "<circle");
      append_attribute (out, "cx", pitch / 2);
      append_attribute (out, "cy", pitch / 2);
      append_attribute (out, "r", PLIM_DOTS_RADIUS_MM);
      append_colour (out, "fill", look.fill);
      g_string_append (out, " stroke=\"none\"/>");
    }
  else
    {
      g_string_append (out, "<path d=\"M0 0V");
      append_number (out, pitch);
      g_string_append (out, "M");
      append_number (out, pitch);
      g_string_append (out, " 0V");
      append_number (out, pitch);
      g_string_append_c (out, '"');
      append_colour (out, "stroke", look.fill);
      append_attribute (out, "stroke-width", PLIM_HATCH_WIDTH_MM);
      g_string_append (out, " stroke-dasharray=\"none\"/>");
    }
  g_string_append (out, "</pattern>\n");
}

static void
write_patterns (Writer *writer)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n_shapes = plim_scene_get_n_shapes (writer->scene);

  for (guint i = 0; i < n_shapes; i++)
    {
      const PlimShape *shape = plim_scene_get_shape (writer->scene, i);

      if (plim_style_get_look (shape->style, writer->theme)->pattern == PLIM_PATTERN_SOLID)
        continue;
      if (!g_hash_table_add (seen, GUINT_TO_POINTER (shape->style + shape->series * PLIM_N_STYLES + 1)))
        continue;
      if (g_hash_table_size (seen) == 1)
        g_string_append (writer->out, "<defs>\n");
      write_pattern (writer, shape->style, shape->series);
    }

  if (g_hash_table_size (seen) > 0)
    g_string_append (writer->out, "</defs>\n");
}

static void
append_day (GString *out,
            guint32  day)
{
  guint year, month, month_day;

  plim_day_to_ymd (day, &year, &month, &month_day);
  g_string_append_printf (out, "%04u-%02u-%02u", year, month, month_day);
}

static void
write_claim (GString         *out,
             const PlimClaim *claim)
{
  g_autofree char *citation = plim_claim_format_citation (claim);
  g_autofree char *known = plim_period_format_from (&claim->known);

  g_string_append (out, "<claim");
  append_id_attribute (out, claim->id);
  if (*claim->content != '\0')
    append_text_attribute (out, "content", claim->content);
  append_text_attribute (out, "basis", plim_basis_get_name (claim->basis));
  append_text_attribute (out, "known", known);
  if (claim->exercise)
    g_string_append (out, " exercise=\"yes\"");
  if (claim->handling != NULL)
    append_text_attribute (out, "handling", claim->handling);
  if (plim_claim_is_recalled (claim))
    g_string_append (out, " grade=\"recalled\"");
  g_string_append (out, ">\n<citation>");
  append_escaped (out, citation);
  g_string_append (out, "</citation>\n");
  for (guint i = 0; i < claim->wordings->len; i++)
    {
      const PlimWording *wording = g_ptr_array_index (claim->wordings, i);

      g_string_append (out, "<wording");
      if (wording->lang != NULL)
        append_text_attribute (out, "xml:lang", wording->lang);
      g_string_append_c (out, '>');
      append_escaped (out, wording->text);
      g_string_append (out, "</wording>\n");
    }
  for (guint i = 0; i < claim->disputes->len; i++)
    {
      const PlimDispute *dispute = g_ptr_array_index (claim->disputes, i);

      g_string_append (out, "<disputed");
      append_text_attribute (out, "by", dispute->by);
      if (dispute->on != NULL)
        append_text_attribute (out, "on", dispute->on);
      g_string_append_c (out, '>');
      append_escaped (out, dispute->text);
      g_string_append (out, "</disputed>\n");
    }
  g_string_append (out, "</claim>\n");
}

static void
write_metadata (Writer *writer)
{
  GPtrArray *claims = plim_scene_get_claims (writer->scene);
  guint32 as_of = plim_scene_get_as_of (writer->scene);

  g_string_append (writer->out, "<metadata>\n<claims xmlns=\"urn:plimsoll:claims:1\"");
  if (as_of != 0)
    {
      g_string_append (writer->out, " as-of=\"");
      append_day (writer->out, as_of);
      g_string_append_c (writer->out, '"');
    }
  if (plim_scene_get_exercise (writer->scene))
    g_string_append (writer->out, " exercise=\"yes\"");
  g_string_append (writer->out, ">\n");
  for (guint i = 0; i < claims->len; i++)
    write_claim (writer->out, g_ptr_array_index (claims, i));
  g_string_append (writer->out, "</claims>\n</metadata>\n");
}

static void
close_run (Writer *writer)
{
  if (writer->in_run)
    g_string_append (writer->out, "</g>\n");
  writer->in_run = FALSE;
}

/* Neighbours that look the same share one element for their look. */
static void
open_run (Writer          *writer,
          const PlimShape *shape)
{
  PlimLook look;
  GString *out = writer->out;

  if (writer->in_run && writer->style == shape->style && writer->series == shape->series)
    return;

  close_run (writer);
  look = get_look (writer, shape->style, shape->series);
  g_string_append_printf (out, "<g class=\"%s\"", look.name);
  if (look.pattern != PLIM_PATTERN_SOLID)
    {
      g_string_append (out, " fill=\"url(#");
      append_pattern_name (out, shape->style, shape->series);
      g_string_append (out, ")\"");
    }
  else
    append_colour (out, "fill", look.fill);

  if (look.halo.a != 0)
    {
      append_colour (out, "stroke", look.halo);
      g_string_append (out, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
  else if (look.stroke.a != 0)
    {
      append_colour (out, "stroke", look.stroke);
      append_attribute (out, "stroke-width", look.width_mm);
      g_string_append (out, " stroke-linejoin=\"round\"");
      if (look.dash_mm[0] > 0)
        {
          g_string_append (out, " stroke-dasharray=\"");
          append_number (out, look.dash_mm[0]);
          g_string_append_c (out, ' ');
          append_number (out, look.dash_mm[1]);
          g_string_append_c (out, '"');
          if (look.dash_mm[0] < look.width_mm * 1.2)
            g_string_append (out, " stroke-linecap=\"round\"");
        }
    }
  g_string_append (out, ">\n");
  writer->in_run = TRUE;
  writer->style = shape->style;
  writer->series = shape->series;
}

static void
append_claim_ids (GString      *out,
                  char  *const *claims)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; claims[i] != NULL; i++)
    plim_claim_ids_append (ids, claims[i]);
  append_text_attribute (out, "data-claims", ids->str);
}

/* Ends a start tag; a mark is given its claims and its words. */
static void
finish_shape (Writer          *writer,
              const PlimShape *shape,
              const char      *element)
{
  GString *out = writer->out;

  if (!plim_shape_is_mark (shape))
    {
      g_string_append (out, "/>\n");
      return;
    }

  append_claim_ids (out, shape->claims);
  g_string_append (out, "><title>");
  append_escaped (out, shape->label);
  g_string_append_printf (out, "</title></%s>\n", element);
}

/* Relative to the last point, in whole hundredths, so that rounding does not add up. */
static void
append_path_data (Writer          *writer,
                  const PlimShape *shape)
{
  GString *out = writer->out;
  const PlimPathPoint *points;
  guint n_points = plim_path_thin (shape->points, COLUMN_MM, writer->points, &points);
  gint64 at_x = 0, at_y = 0;
  gint64 start_x = 0, start_y = 0;
  char letter = '\0';

  for (guint i = 0; i < n_points; i++)
    {
      static const char letters[] = { [PLIM_PATH_MOVE] = 'M', [PLIM_PATH_LINE] = 'l', [PLIM_PATH_CURVE] = 'c' };
      guint n = points[i].verb == PLIM_PATH_CURVE ? 3 : 1;
      gint64 x = at_x;
      gint64 y = at_y;

      if (points[i].verb == PLIM_PATH_CLOSE)
        {
          g_string_append_c (out, 'z');
          letter = 'z';
          at_x = start_x;
          at_y = start_y;
          continue;
        }
      if (i + n > n_points)
        break;

      if (letter != letters[points[i].verb] || letter == 'M')
        {
          letter = letters[points[i].verb];
          g_string_append_c (out, letter);
        }
      for (guint j = 0; j < n; j++)
        {
          gint64 from_x = letter == 'M' ? 0 : at_x;
          gint64 from_y = letter == 'M' ? 0 : at_y;

          x = scale_number (points[i + j].x, PATH_DECIMALS);
          y = scale_number (points[i + j].y, PATH_DECIMALS);
          if (g_ascii_isdigit (out->str[out->len - 1]) && x - from_x >= 0)
            g_string_append_c (out, ' ');
          append_scaled (out, x - from_x, PATH_DECIMALS);
          if (y - from_y >= 0)
            g_string_append_c (out, ' ');
          append_scaled (out, y - from_y, PATH_DECIMALS);
        }
      i += n - 1;
      at_x = x;
      at_y = y;
      if (letter == 'M')
        {
          start_x = x;
          start_y = y;
        }
    }
}

static gboolean
is_line (const PlimShape *shape)
{
  const PlimPathPoint *points = (const PlimPathPoint *) shape->points->data;

  return shape->points->len == 2 && points[0].verb == PLIM_PATH_MOVE && points[1].verb == PLIM_PATH_LINE;
}

static gboolean
has_hangul (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HANGUL)
      return TRUE;

  return FALSE;
}

static void
write_text (Writer          *writer,
            const PlimShape *shape)
{
  static const char *const anchors[] = { "", " text-anchor=\"middle\"", " text-anchor=\"end\"" };
  GString *out = writer->out;

  if (*shape->text == '\0')
    return;

  g_string_append (out, "<text");
  append_attribute (out, "x", shape->x);
  append_attribute (out, "y", shape->y);
  append_attribute (out, "font-size", shape->size_mm);
  if (shape->bold)
    g_string_append (out, " font-weight=\"600\"");
  g_string_append (out, anchors[shape->align]);
  if (get_look (writer, shape->style, 0).halo.a != 0)
    append_attribute (out, "stroke-width", plim_look_get_halo_mm (shape->size_mm));
  if (shape->angle != 0)
    {
      g_string_append (out, " transform=\"rotate(");
      append_number (out, shape->angle);
      g_string_append_c (out, ' ');
      append_number (out, shape->x);
      g_string_append_c (out, ' ');
      append_number (out, shape->y);
      g_string_append (out, ")\"");
    }
  if (has_hangul (shape->text))
    g_string_append (out, " xml:lang=\"ko\"");
  if (plim_shape_is_mark (shape))
    {
      append_claim_ids (out, shape->claims);
      g_string_append (out, "><title>");
      append_escaped (out, shape->label);
      g_string_append (out, "</title>");
    }
  else
    g_string_append_c (out, '>');
  append_escaped (out, shape->text);
  g_string_append (out, "</text>\n");
}

static void
write_shape (Writer          *writer,
             const PlimShape *shape)
{
  GString *out = writer->out;

  switch (shape->kind)
    {
    case PLIM_SHAPE_RECT:
      g_string_append (out, "<rect");
      append_attribute (out, "x", shape->x);
      append_attribute (out, "y", shape->y);
      append_attribute (out, "width", shape->w);
      append_attribute (out, "height", shape->h);
      finish_shape (writer, shape, "rect");
      break;

    case PLIM_SHAPE_CIRCLE:
      g_string_append (out, "<circle");
      append_attribute (out, "cx", shape->x);
      append_attribute (out, "cy", shape->y);
      append_attribute (out, "r", shape->w);
      finish_shape (writer, shape, "circle");
      break;

    case PLIM_SHAPE_PATH:
      if (is_line (shape))
        {
          const PlimPathPoint *points = (const PlimPathPoint *) shape->points->data;

          g_string_append (out, "<line");
          append_attribute (out, "x1", points[0].x);
          append_attribute (out, "y1", points[0].y);
          append_attribute (out, "x2", points[1].x);
          append_attribute (out, "y2", points[1].y);
          finish_shape (writer, shape, "line");
        }
      else
        {
          g_string_append (out, "<path d=\"");
          append_path_data (writer, shape);
          g_string_append_c (out, '"');
          finish_shape (writer, shape, "path");
        }
      break;

    case PLIM_SHAPE_TEXT:
      write_text (writer, shape);
      break;
    }
}

static void
write_ground (Writer *writer)
{
  g_string_append (writer->out, "<rect class=\"paper\" width=\"100%\" height=\"100%\"");
  append_colour (writer->out, "fill", plim_style_get_look (PLIM_STYLE_PAPER, writer->theme)->fill);
  g_string_append (writer->out, "/>\n");
}

static void
write_start (Writer *writer)
{
  GString *out = writer->out;
  double width = plim_scene_get_width (writer->scene);
  double height = plim_scene_get_height (writer->scene);

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"");
  append_number (out, width);
  g_string_append (out, "mm\" height=\"");
  append_number (out, height);
  g_string_append (out, "mm\" viewBox=\"0 0 ");
  append_number (out, width);
  g_string_append_c (out, ' ');
  append_number (out, height);
  g_string_append (out, "\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"Inter, 'Noto Sans CJK KR', sans-serif\""
                   " style=\"font-variant-numeric:tabular-nums;font-feature-settings:'tnum','calt' 0\">\n"
                   "<title id=\"title\">");
  append_escaped (out, plim_scene_get_title (writer->scene));
  g_string_append (out, "</title>\n<desc id=\"desc\">");
  append_escaped (out, plim_scene_get_summary (writer->scene));
  g_string_append (out, "</desc>\n");
}

char *
plim_scene_svg_write (const PlimScene *scene,
                      PlimTheme        theme)
{
  Writer writer = { .scene = scene, .theme = theme };
  guint n_shapes;

  g_return_val_if_fail (scene != NULL, NULL);

  n_shapes = plim_scene_get_n_shapes (scene);
  writer.out = g_string_sized_new (4096 + 64 * n_shapes);
  writer.points = g_array_new (FALSE, FALSE, sizeof (PlimPathPoint));

  write_start (&writer);
  write_metadata (&writer);
  write_patterns (&writer);
  write_ground (&writer);
  for (guint i = 0; i < n_shapes; i++)
    {
      const PlimShape *shape = plim_scene_get_shape (scene, i);

      if (shape->style == PLIM_STYLE_NONE)
        continue;
      open_run (&writer, shape);
      write_shape (&writer, shape);
    }
  close_run (&writer);
  g_string_append (writer.out, "</svg>\n");
  g_array_unref (writer.points);

  return g_string_free (writer.out, FALSE);
}
