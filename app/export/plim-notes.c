#include "config.h"

#include "app/export/plim-notes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/scene/plim-layout.h"

#define TITLE_MM 4.6
#define TEXT_MM 2.5
#define LINE_MM 3.5
#define SMALL_MM 2.2
#define NUMBER_MM 8.0
#define GUTTER_MM 9.0
#define AFTER_CLAIM_MM 2.2

/* Of one log so many tracks are each told of by themselves: all of a thousand say the same. */
#define MOST_TRACKS 8

/* A line of more than about ninety letters is hard to follow. */
#define COLUMN_MAX_MM 125.0

typedef struct
{
  const PlimScene *picture;
  GPtrArray       *pages;       /* PlimScene */
  PlimScene       *page;
  double           margin;
  double           column_w;
  guint            n_columns;
  guint            column;
  double           top, bottom;
  double           y;           /* the last baseline written, or the top of an empty column */
} Pages;

static double
get_left (const Pages *self)
{
  return self->margin + self->column * (self->column_w + GUTTER_MM);
}

static void
begin_page (Pages *self)
{
  double width = plim_scene_get_width (self->picture);
  double height = plim_scene_get_height (self->picture);
  double heading_w;

  self->page = plim_scene_new (width, height);
  g_ptr_array_add (self->pages, self->page);
  plim_scene_set_title (self->page, _("Notes and sources"));
  plim_scene_set_exercise (self->page, plim_scene_get_exercise (self->picture));

  plim_scene_add_rect (self->page, PLIM_STYLE_PAPER, 0, 0, width, height);
  self->y = self->margin + TITLE_MM;
  plim_scene_add_text (self->page, PLIM_STYLE_TEXT_TITLE, self->margin, self->y, TITLE_MM, PLIM_ALIGN_START,
                       _("Notes and sources"))->bold = TRUE;
  heading_w = plim_layout_text_width (_("Notes and sources"), TITLE_MM, TRUE);
  if (plim_scene_get_exercise (self->picture))
    plim_scene_add_text (self->page, PLIM_STYLE_TEXT_EXERCISE, self->margin + heading_w + 4, self->y, TITLE_MM,
                         PLIM_ALIGN_START, _("EXERCISE"))->bold = TRUE;

  self->y += 1.6;
  self->y = plim_layout_add_paragraph (self->page, PLIM_STYLE_TEXT_SUBTITLE, self->margin, self->y + LINE_MM, TEXT_MM,
                                       LINE_MM, width - 2 * self->margin, plim_scene_get_title (self->picture));
  self->y += 2;
  plim_scene_add_line (self->page, PLIM_STYLE_GRID, self->margin, self->y, width - self->margin, self->y);
  self->top = self->y + 1.2;
  self->y = self->top;
  self->column = 0;
}

/* Makes room for lines that belong together: in this column, the next one, or on the next page. */
static void
need_room (Pages  *self,
           double  height)
{
  if (self->y + height <= self->bottom || self->y <= self->top)
    return;

  if (self->column + 1 < self->n_columns)
    {
      self->column++;
      self->y = self->top;
    }
  else
    begin_page (self);
}

static void
add_lines (Pages      *self,
           PlimStyle   style,
           double      size_mm,
           gboolean    bold,
           const char *text)
{
  g_auto(GStrv) lines = plim_layout_wrap (text, size_mm, bold, self->column_w - NUMBER_MM);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      need_room (self, LINE_MM);
      self->y += LINE_MM;
      plim_scene_add_text (self->page, style, get_left (self) + NUMBER_MM, self->y, size_mm,
                           PLIM_ALIGN_START, lines[i])->bold = bold;
    }
}

static char *
describe_basis (const PlimClaim *claim)
{
  g_autofree char *known = plim_period_is_known (&claim->known) ? plim_period_to_words (&claim->known) : NULL;
  const char *speaker = plim_claim_get_speaker (claim);
  const char *basis = plim_basis_get_words (claim->basis);
  g_autofree char *who = NULL;

  /* "China, as notified to the Committee" has said it already. */
  who = strstr (speaker, basis) != NULL ? g_strdup (speaker) : g_strdup_printf ("%s: %s", speaker, basis);
  if (known == NULL)
    return g_steal_pointer (&who);

  /* Translators: who says so and on what basis, and when it became known. */
  return g_strdup_printf (_("%s; known as of %s"), who, known);
}

/* A track without words of its own: its source is all that a note could tell. */
static gboolean
is_plain_track (const PlimClaim *claim)
{
  return claim->subject == PLIM_SUBJECT_TRACK && claim->wordings->len == 0 && claim->disputes->len == 0 && claim->handling == NULL
         && !plim_claim_is_recalled (claim);
}

/* How many tracks of the same log begin here; 1 for any other claim, and where they are few. */
static guint
count_alike (GPtrArray *claims,
             guint      first)
{
  const PlimClaim *claim = g_ptr_array_index (claims, first);
  guint n = 0;

  for (guint i = first; i < claims->len; i++, n++)
    {
      const PlimClaim *other = g_ptr_array_index (claims, i);

      if (!is_plain_track (other) || strcmp (other->report, claim->report) != 0 || other->edition != claim->edition
          || other->basis != claim->basis || strcmp (plim_claim_get_speaker (other), plim_claim_get_speaker (claim)) != 0)
        break;
    }

  return n > MOST_TRACKS ? n : 1;
}

/* Many tracks of one log as one note. */
static void
add_tracks (Pages     *self,
            guint      number,
            GPtrArray *claims,
            guint      first,
            guint      n)
{
  const PlimClaim *claim = g_ptr_array_index (claims, first);
  g_autofree char *citation = plim_claim_format_citation (claim);
  g_autofree char *basis = describe_basis (claim);
  g_autofree char *label = g_strdup_printf ("%u", number);
  g_autofree char *count = NULL;

  need_room (self, 7 * LINE_MM);
  plim_scene_add_text (self->page, PLIM_STYLE_TEXT_AXIS, get_left (self) + NUMBER_MM - 2, self->y + LINE_MM, TEXT_MM,
                       PLIM_ALIGN_END, label)->bold = TRUE;
  add_lines (self, PLIM_STYLE_TEXT_LABEL, TEXT_MM, TRUE, citation);
  add_lines (self, PLIM_STYLE_TEXT_NOTE, TEXT_MM, FALSE, basis);
  if (claim->report_title != NULL && *claim->report_title != '\0')
    add_lines (self, PLIM_STYLE_TEXT_NOTE, TEXT_MM, FALSE, claim->report_title);
  count = g_strdup_printf (ngettext ("%'u track, each of them a claim:", "%'u tracks, each of them a claim:", n), n);
  add_lines (self, PLIM_STYLE_TEXT_NOTE, TEXT_MM, FALSE, count);
  for (guint i = first; i < first + MOST_TRACKS / 2; i++)
    add_lines (self, PLIM_STYLE_TEXT_MUTED, SMALL_MM, FALSE, ((const PlimClaim *) g_ptr_array_index (claims, i))->id);
  g_free (count);
  count = g_strdup_printf (ngettext ("and %'u more, whose id is in the file’s keywords", "and %'u more, whose ids are in the file’s keywords",
                                     n - MOST_TRACKS / 2), n - MOST_TRACKS / 2);
  add_lines (self, PLIM_STYLE_TEXT_MUTED, SMALL_MM, FALSE, count);
  self->y += AFTER_CLAIM_MM;
}

static void
add_claim (Pages           *self,
           guint            number,
           const PlimClaim *claim)
{
  g_autofree char *citation = plim_claim_format_citation (claim);
  g_autofree char *basis = describe_basis (claim);
  g_autofree char *label = g_strdup_printf ("%u", number);

  /* Most claims are this long; a wording that goes on may run over. */
  need_room (self, 7 * LINE_MM);
  plim_scene_add_text (self->page, PLIM_STYLE_TEXT_AXIS, get_left (self) + NUMBER_MM - 2, self->y + LINE_MM, TEXT_MM,
                       PLIM_ALIGN_END, label)->bold = TRUE;
  add_lines (self, PLIM_STYLE_TEXT_LABEL, TEXT_MM, TRUE, citation);
  add_lines (self, PLIM_STYLE_TEXT_NOTE, TEXT_MM, FALSE, basis);
  if (claim->report_title != NULL && *claim->report_title != '\0')
    add_lines (self, PLIM_STYLE_TEXT_NOTE, TEXT_MM, FALSE, claim->report_title);

  if (claim->wordings->len == 0)
    add_lines (self, PLIM_STYLE_TEXT_NOTE, TEXT_MM, FALSE, _("The source’s own words are not in the store."));
  for (guint i = 0; i < claim->wordings->len; i++)
    {
      const PlimWording *wording = g_ptr_array_index (claim->wordings, i);
      /* Translators: the quotation marks around a source's own words. */
      g_autofree char *quoted = g_strdup_printf (_("“%s”"), wording->text != NULL ? wording->text : "");

      add_lines (self, PLIM_STYLE_TEXT_LABEL, TEXT_MM, FALSE, quoted);
    }

  for (guint i = 0; i < claim->disputes->len; i++)
    {
      const PlimDispute *dispute = g_ptr_array_index (claim->disputes, i);
      g_autofree char *disputed = NULL;

      if (dispute->text != NULL && *dispute->text != '\0')
        /* Translators: who disputes a claim, and what they said. */
        disputed = g_strdup_printf (_("Disputed by %s: %s"), dispute->by != NULL ? dispute->by : "", dispute->text);
      else
        disputed = g_strdup_printf (_("Disputed by %s"), dispute->by != NULL ? dispute->by : "");
      add_lines (self, PLIM_STYLE_TEXT_NOTE, TEXT_MM, FALSE, disputed);
    }
  if (claim->handling != NULL)
    {
      /* Translators: a marking such as "confidential" that restricts who may see a claim. */
      g_autofree char *handling = g_strdup_printf (_("Handling: %s"), claim->handling);

      add_lines (self, PLIM_STYLE_TEXT_NOTE, TEXT_MM, FALSE, handling);
    }
  add_lines (self, PLIM_STYLE_TEXT_MUTED, SMALL_MM, FALSE, claim->id);
  self->y += AFTER_CLAIM_MM;
}

static void
add_page_numbers (Pages *self)
{
  double width = plim_scene_get_width (self->picture);
  double height = plim_scene_get_height (self->picture);

  for (guint i = 0; i < self->pages->len; i++)
    {
      /* Translators: a page's number and how many there are; the picture is page 1. */
      g_autofree char *number = g_strdup_printf (_("Page %u of %u"), i + 2, self->pages->len + 1);

      plim_scene_add_text (g_ptr_array_index (self->pages, i), PLIM_STYLE_TEXT_MUTED, width - self->margin,
                           height - self->margin / 2, SMALL_MM, PLIM_ALIGN_END, number);
    }
}

GPtrArray *
plim_notes_build (const PlimScene *scene)
{
  Pages pages = { .picture = scene };
  GPtrArray *claims;
  double inner;

  g_return_val_if_fail (scene != NULL, NULL);

  claims = plim_scene_get_claims (scene);
  pages.pages = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_scene_unref);
  if (claims->len == 0)
    return pages.pages;

  pages.margin = CLAMP (plim_scene_get_width (scene) * 0.045, 3, 14);
  inner = MAX (plim_scene_get_width (scene) - 2 * pages.margin, NUMBER_MM + 10);
  pages.n_columns = MAX (1, (guint) (inner / COLUMN_MAX_MM + 0.999));
  pages.column_w = (inner - (pages.n_columns - 1) * GUTTER_MM) / pages.n_columns;
  pages.bottom = plim_scene_get_height (scene) - pages.margin - SMALL_MM;

  begin_page (&pages);
  for (guint i = 0, number = 1, n; i < claims->len; i += n, number++)
    {
      n = count_alike (claims, i);
      if (n > 1)
        add_tracks (&pages, number, claims, i, n);
      else
        add_claim (&pages, number, g_ptr_array_index (claims, i));
    }
  add_page_numbers (&pages);

  return pages.pages;
}
