#include "config.h"

#include "app/model/plim-claim.h"

#include <glib/gi18n.h>
#include <string.h>

static const char * const basis_names[PLIM_N_BASES] = {
  "notified", "member-state", "panel", "national", "court", "ngo", "private", "media",
};

static const char * const basis_words[PLIM_N_BASES] = {
  N_("notified to the Committee"),
  N_("estimated by Member States"),
  N_("stated by the Panel of Experts"),
  N_("stated by a national authority"),
  N_("stated in court documents"),
  N_("estimated by a non-governmental organisation"),
  N_("estimated by a private company"),
  N_("reported in the media"),
};

static const char * const subject_names[] = {
  "trade", "cap", "conversion", "particulars", "identity", "measure", "sighting", "track", "route", "theft", "theft-total",
};

static void
free_cite (gpointer data)
{
  PlimCite *cite = data;

  g_free (cite->source);
  g_free (cite->para);
  g_free (cite->annex);
  g_free (cite->page);
  g_free (cite->via);
  g_free (cite);
}

static void
free_wording (gpointer data)
{
  PlimWording *wording = data;

  g_free (wording->lang);
  g_free (wording->text);
  g_free (wording);
}

static void
free_dispute (gpointer data)
{
  PlimDispute *dispute = data;

  g_free (dispute->by);
  g_free (dispute->on);
  g_free (dispute->text);
  g_free (dispute);
}

PlimClaim *
plim_claim_new (void)
{
  PlimClaim *self = g_new0 (PlimClaim, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->dated = self->known = PLIM_PERIOD_UNKNOWN;
  self->cites = g_ptr_array_new_with_free_func (free_cite);
  self->wordings = g_ptr_array_new_with_free_func (free_wording);
  self->disputes = g_ptr_array_new_with_free_func (free_dispute);

  return self;
}

PlimClaim *
plim_claim_ref (PlimClaim *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_claim_unref (PlimClaim *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->report);
  g_free (self->local_id);
  g_free (self->report_title);
  g_free (self->publisher);
  g_free (self->part_of);
  g_free (self->supersedes);
  g_free (self->handling);
  g_ptr_array_unref (self->cites);
  g_ptr_array_unref (self->wordings);
  g_ptr_array_unref (self->disputes);
  g_free (self);
}

gboolean
plim_claim_is_recalled (const PlimClaim *self)
{
  for (guint i = 0; i < self->cites->len; i++)
    if (((const PlimCite *) g_ptr_array_index (self->cites, i))->recalled)
      return TRUE;

  return FALSE;
}

static gboolean
is_same_place (const PlimCite *a,
               const PlimCite *b)
{
  return g_strcmp0 (a->para, b->para) == 0 && g_strcmp0 (a->annex, b->annex) == 0 && g_strcmp0 (a->page, b->page) == 0;
}

static void
append_place (GString        *text,
              const PlimCite *cite)
{
  if (cite->para != NULL)
    g_string_append_printf (text, _(", para. %s"), cite->para);
  if (cite->annex != NULL)
    g_string_append_printf (text, _(", annex %s"), cite->annex);
  if (cite->page != NULL)
    g_string_append_printf (text, _(", page %s"), cite->page);
}

char *
plim_claim_format_citation (const PlimClaim *self)
{
  GString *text = g_string_new (NULL);
  gboolean via_before = FALSE;

  if (self->cites->len == 0)
    g_string_append (text, self->report);

  for (guint i = 0; i < self->cites->len; i++)
    {
      const PlimCite *cite = g_ptr_array_index (self->cites, i);

      /* The document once for each place in it, then all the publications it was read through. */
      if (i == 0 || !is_same_place (cite, g_ptr_array_index (self->cites, i - 1)))
        {
          g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", self->report);
          append_place (text, cite);
          via_before = FALSE;
        }
      if (cite->via != NULL)
        {
          /* Translators: %s names the publication through which the claim was read. */
          g_string_append_printf (text, via_before ? "; %s" : _(", as reported by %s"), cite->via);
          via_before = TRUE;
        }
      if (cite->recalled)
        g_string_append (text, _(" (recalled, not checked against the source)"));
    }

  return g_string_free (text, FALSE);
}

const char *
plim_claim_get_source_words (const PlimClaim *self)
{
  return self->report;
}

const char *
plim_claim_get_speaker (const PlimClaim *self)
{
  if (self->cites->len > 0)
    {
      const PlimCite *cite = g_ptr_array_index (self->cites, 0);

      if (cite->source != NULL)
        return cite->source;
    }

  return self->publisher != NULL ? self->publisher : self->report;
}

char *
plim_claim_dup_pinned_id (const PlimClaim *self)
{
  return *self->content != '\0' ? g_strdup_printf ("%s=%s", self->id, self->content) : g_strdup (self->id);
}

char *
plim_claim_dup_reference (const PlimClaim *self)
{
  return g_strdup_printf ("%s#%s", self->report, self->local_id);
}

gboolean
plim_claim_is_related (const PlimClaim *a,
                       const PlimClaim *b)
{
  g_autofree char *a_reference = plim_claim_dup_reference (a);
  g_autofree char *b_reference = plim_claim_dup_reference (b);

  return strcmp (a_reference, b_reference) == 0
         || g_strcmp0 (a->part_of, b_reference) == 0 || g_strcmp0 (a->supersedes, b_reference) == 0
         || g_strcmp0 (b->part_of, a_reference) == 0 || g_strcmp0 (b->supersedes, a_reference) == 0;
}

PlimBasis
plim_basis_from_name (const char *name)
{
  for (guint i = 0; name != NULL && i < PLIM_N_BASES; i++)
    if (strcmp (name, basis_names[i]) == 0)
      return (PlimBasis) i;

  return PLIM_BASIS_MEDIA;
}

const char *
plim_basis_get_name (PlimBasis basis)
{
  g_return_val_if_fail (basis < PLIM_N_BASES, NULL);

  return basis_names[basis];
}

const char *
plim_basis_get_words (PlimBasis basis)
{
  g_return_val_if_fail (basis < PLIM_N_BASES, NULL);

  return _(basis_words[basis]);
}

const char *
plim_basis_get_words_for (PlimBasis   basis,
                          PlimSubject subject)
{
  gboolean decided = (subject == PLIM_SUBJECT_CAP && (basis == PLIM_BASIS_NOTIFIED || basis == PLIM_BASIS_NATIONAL))
                     || (subject == PLIM_SUBJECT_MEASURE && basis == PLIM_BASIS_NOTIFIED);

  return decided || subject == PLIM_SUBJECT_CONVERSION ? NULL : plim_basis_get_words (basis);
}

const char *
plim_subject_get_name (PlimSubject subject)
{
  g_return_val_if_fail (subject < G_N_ELEMENTS (subject_names), NULL);

  return subject_names[subject];
}
