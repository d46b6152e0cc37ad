#include "config.h"

#include "app/scene/plim-layout.h"

#include <math.h>
#include <string.h>

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "app/plim-data.h"

/* Widths asked for again and again while a picture is laid out; dropped when there are too many. */
#define WIDTHS_MAX 8192

/* What one thread needs to set type. */
typedef struct
{
  PangoFontMap  *font_map;
  PangoLayout   *layouts[2];   /* regular and bold */
  GHashTable    *widths[2];    /* text → width of one line in em, as a double */
} Typesetter;

static void
free_typesetter (gpointer data)
{
  Typesetter *self = data;

  for (guint bold = 0; bold < 2; bold++)
    {
      g_clear_object (&self->layouts[bold]);
      g_clear_pointer (&self->widths[bold], g_hash_table_unref);
    }
  g_clear_object (&self->font_map);
  g_free (self);
}

static GPrivate typesetter = G_PRIVATE_INIT (free_typesetter);

/* Built once and shared: a configuration does not change. */
static FcConfig *
get_font_config (void)
{
  static gsize once = 0;
  static FcConfig *config = NULL;

  if (g_once_init_enter (&once))
    {
      g_autofree char *path = plim_data_find ("fonts.conf");

      config = FcConfigCreate ();
      if (!FcConfigParseAndLoad (config, (const FcChar8 *) path, FcTrue) || !FcConfigBuildFonts (config))
        {
          /* Text in other letters is better than none. */
          g_warning ("The program's fonts could not be set up from %s; the system's are used", path);
          g_clear_pointer (&config, FcConfigDestroy);
        }
      g_once_init_leave (&once, 1);
    }

  return config;
}

/* Type is set once, at an em of PLIM_LAYOUT_EM, and scaled: nothing is rounded to
 * pixels, so a line is as wide on screen as in print. */
static PangoLayout *
create_layout (PangoFontMap *font_map,
               gboolean      bold)
{
  PangoContext *context = pango_font_map_create_context (font_map);
  PangoFontDescription *font = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoLayout *layout;

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  cairo_font_options_destroy (options);

  pango_context_set_round_glyph_positions (context, FALSE);
  /* Else the user's language would choose among the fonts. */
  pango_context_set_language (context, pango_language_from_string ("en"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_WEAK_LTR);

  pango_font_description_set_family_static (font, "Inter,Noto Sans CJK KR,sans-serif");
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, PLIM_LAYOUT_EM * PANGO_SCALE);

  /* Figures under each other; and "1x2" stays as it was written. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1, calt=0"));

  layout = pango_layout_new (context);
  g_object_unref (context);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, -1);
  pango_font_description_free (font);
  pango_attr_list_unref (attributes);

  return layout;
}

static Typesetter *
get_typesetter (void)
{
  Typesetter *self = g_private_get (&typesetter);

  if (self == NULL)
    {
      self = g_new0 (Typesetter, 1);
      self->font_map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
      pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (self->font_map), get_font_config ());
      for (guint bold = 0; bold < 2; bold++)
        {
          self->layouts[bold] = create_layout (self->font_map, bold);
          self->widths[bold] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
        }
      g_private_set (&typesetter, self);
    }

  return self;
}

PangoLayout *
plim_layout_set_line (const char *text,
                      gboolean    bold)
{
  PangoLayout *layout = get_typesetter ()->layouts[bold ? 1 : 0];

  pango_layout_set_text (layout, text, -1);

  return layout;
}

double
plim_layout_text_width (const char *text,
                        double      size_mm,
                        gboolean    bold)
{
  GHashTable *widths = get_typesetter ()->widths[bold ? 1 : 0];
  double *known;
  int width;

  if (text == NULL || *text == '\0')
    return 0;

  known = g_hash_table_lookup (widths, text);
  if (known == NULL)
    {
      pango_layout_get_size (plim_layout_set_line (text, bold), &width, NULL);
      known = g_new (double, 1);
      *known = (double) width / (PLIM_LAYOUT_EM * PANGO_SCALE);
      if (g_hash_table_size (widths) >= WIDTHS_MAX)
        g_hash_table_remove_all (widths);
      g_hash_table_insert (widths, g_strdup (text), known);
    }

  return *known * size_mm;
}

static gboolean
is_hangul (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HANGUL;
}

/* How welcome a break before the character is. */
typedef enum
{
  BREAK_NEVER,
  BREAK_ANYWHERE,    /* between any two letters: only where a word is wider than the line */
  BREAK_IN_WORD,     /* between syllables of a Korean word, which are better kept together */
  BREAK_GOOD,
} BreakKind;

static BreakKind
judge_break (const PangoLogAttr *attribute,
             gunichar            before,
             gunichar            after)
{
  if (attribute->is_line_break)
    {
      if (!g_unichar_isspace (before) && (is_hangul (before) || is_hangul (after)))
        return BREAK_IN_WORD;
      return BREAK_GOOD;
    }

  return attribute->is_cursor_position ? BREAK_ANYWHERE : BREAK_NEVER;
}

/* The text from character @from to @to without the blanks at its end. */
static char *
dup_line (const char *text,
          glong       from,
          glong       to)
{
  return g_strchomp (g_utf8_substring (text, from, to));
}

static gboolean
line_fits (const char *text,
           glong       from,
           glong       to,
           double      size_mm,
           gboolean    bold,
           double      width_mm)
{
  g_autofree char *line = dup_line (text, from, to);

  return plim_layout_text_width (line, size_mm, bold) <= width_mm;
}

/* The last break of @kind or better at which the line from @from still fits, or -1.
 * A longer line is taken to be wider, so the search can halve what is left. */
static glong
find_break (const char      *text,
            const BreakKind *breaks,
            glong            from,
            glong            n_characters,
            BreakKind        kind,
            double           size_mm,
            gboolean         bold,
            double           width_mm)
{
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (glong));
  /* Even a row of narrow letters does not need more than this. */
  glong most = from + 64 + (glong) (8 * width_mm / MAX (size_mm, 0.01));
  guint low = 0;
  guint high;

  for (glong i = from + 1; i <= MIN (n_characters, most); i++)
    if (breaks[i] >= kind)
      g_array_append_val (places, i);

  high = places->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (line_fits (text, from, g_array_index (places, glong, middle), size_mm, bold, width_mm))
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? g_array_index (places, glong, low - 1) : -1;
}

static void
wrap_paragraph (GPtrArray  *lines,
                const char *text,
                double      size_mm,
                gboolean    bold,
                double      width_mm)
{
  glong n_characters = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attributes = g_new0 (PangoLogAttr, n_characters + 1);
  g_autofree BreakKind *breaks = g_new0 (BreakKind, n_characters + 1);
  const char *at = text;
  gunichar before = ' ';
  glong from = 0;

  pango_get_log_attrs (text, strlen (text), -1, pango_language_from_string ("en"), attributes, n_characters + 1);
  for (glong i = 0; i < n_characters; i++)
    {
      gunichar after = g_utf8_get_char (at);

      breaks[i] = judge_break (&attributes[i], before, after);
      before = after;
      at = g_utf8_next_char (at);
    }
  breaks[n_characters] = BREAK_GOOD;

  while (from < n_characters)
    {
      glong to = -1;

      for (BreakKind kind = BREAK_GOOD; to < 0 && kind > BREAK_NEVER; kind--)
        to = find_break (text, breaks, from, n_characters, kind, size_mm, bold, width_mm);
      if (to < 0)
        to = from + 1;   /* not even one letter fits */

      g_ptr_array_add (lines, dup_line (text, from, to));
      from = to;
      for (at = g_utf8_offset_to_pointer (text, from); from < n_characters && *at == ' '; at++)
        from++;
    }
}

char **
plim_layout_wrap (const char *text,
                  double      size_mm,
                  gboolean    bold,
                  double      width_mm)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_auto(GStrv) paragraphs = g_strsplit (valid, "\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      if (*paragraphs[i] != '\0')
        wrap_paragraph (lines, paragraphs[i], size_mm, bold, width_mm);
      else if (paragraphs[i + 1] != NULL)
        g_ptr_array_add (lines, g_strdup (""));
    }
  g_ptr_array_add (lines, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

double
plim_layout_add_paragraph (PlimScene  *scene,
                           PlimStyle   style,
                           double      x,
                           double      y,
                           double      size_mm,
                           double      line_mm,
                           double      width_mm,
                           const char *text)
{
  g_auto(GStrv) lines = plim_layout_wrap (text, size_mm, FALSE, width_mm);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        y += line_mm;
      if (*lines[i] != '\0')
        plim_scene_add_text (scene, style, x, y, size_mm, PLIM_ALIGN_START, lines[i]);
    }

  return y;
}
