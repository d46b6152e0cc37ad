#include "config.h"

#include "app/model/plim-claim-ids.h"
#include "app/model/plim-claim.h"
#include "tests/plim-test.h"

static PlimClaim *
make (const char *report,
      const char *local_id)
{
  PlimClaim *claim = plim_claim_new ();

  claim->report = g_strdup (report);
  claim->edition = 1;
  claim->local_id = g_strdup (local_id);
  claim->id = g_strdup_printf ("%s/1#%s", report, local_id);
  claim->publisher = g_strdup ("Exercise Panel");

  return claim;
}

static PlimCite *
add_cite (PlimClaim  *claim,
          const char *source,
          const char *para,
          const char *via,
          gboolean    recalled)
{
  PlimCite *cite = g_new0 (PlimCite, 1);

  cite->source = g_strdup (source);
  cite->para = g_strdup (para);
  cite->via = g_strdup (via);
  cite->recalled = recalled;
  g_ptr_array_add (claim->cites, cite);

  return cite;
}

static void
test_citation (void)
{
  g_autoptr(PlimClaim) bare = make ("EX/1", "t1");
  g_autoptr(PlimClaim) claim = make ("EX/1", "t1");
  g_autofree char *bare_words = plim_claim_format_citation (bare);
  g_autofree char *words = NULL;
  PlimCite *cite;

  /* Nothing is made up for a place that is not known. */
  g_assert_cmpstr (bare_words, ==, "EX/1");
  g_assert_false (plim_claim_is_recalled (bare));
  g_assert_cmpstr (plim_claim_get_speaker (bare), ==, "Exercise Panel");

  cite = add_cite (claim, "A Member State", "23", NULL, FALSE);
  cite->annex = g_strdup ("7");
  cite->page = g_strdup ("12");
  add_cite (claim, NULL, NULL, "AFP, 7 March 2021", TRUE);
  words = plim_claim_format_citation (claim);
  g_assert_cmpstr (words, ==, "EX/1, para. 23, annex 7, page 12; EX/1, as reported by AFP, 7 March 2021"
                              " (recalled, not checked against the source)");
  g_assert_true (plim_claim_is_recalled (claim));
  g_assert_cmpstr (plim_claim_get_speaker (claim), ==, "A Member State");
  g_assert_cmpstr (plim_claim_get_source_words (claim), ==, "EX/1");
}

static void
test_pinned (void)
{
  g_autoptr(PlimClaim) claim = make ("EX/1", "t1");
  g_autofree char *without = plim_claim_dup_pinned_id (claim);
  g_autofree char *with = NULL;

  g_assert_cmpstr (without, ==, "EX/1/1#t1");
  g_strlcpy (claim->content, "0123456789ab", sizeof claim->content);
  with = plim_claim_dup_pinned_id (claim);
  g_assert_cmpstr (with, ==, "EX/1/1#t1=0123456789ab");
}

static void
test_related (void)
{
  g_autoptr(PlimClaim) whole = make ("EX/1", "t1");
  g_autoptr(PlimClaim) part = make ("EX/2", "t1");
  g_autoptr(PlimClaim) other = make ("EX/3", "t1");
  g_autoptr(PlimClaim) later = make ("EX/1", "t1");

  g_assert_false (plim_claim_is_related (whole, part));
  part->part_of = g_strdup ("EX/1#t1");
  g_assert_true (plim_claim_is_related (whole, part));
  g_assert_true (plim_claim_is_related (part, whole));
  other->supersedes = g_strdup ("EX/1#t1");
  g_assert_true (plim_claim_is_related (whole, other));
  g_assert_true (plim_claim_is_related (other, whole));
  /* The same statement in a later edition is no second truth. */
  later->edition = 2;
  g_assert_true (plim_claim_is_related (whole, later));
}

static void
test_names (void)
{
  for (int basis = 0; basis < PLIM_N_BASES; basis++)
    {
      g_assert_cmpint (plim_basis_from_name (plim_basis_get_name ((PlimBasis) basis)), ==, basis);
      g_assert_nonnull (plim_basis_get_words ((PlimBasis) basis));
    }
  /* A resolution is law, whoever keeps the notifications; what was notified, and what a panel tells of a cap, stays that. */
  g_assert_null (plim_basis_get_words_for (PLIM_BASIS_NOTIFIED, PLIM_SUBJECT_CAP));
  g_assert_null (plim_basis_get_words_for (PLIM_BASIS_NATIONAL, PLIM_SUBJECT_CAP));
  g_assert_null (plim_basis_get_words_for (PLIM_BASIS_NOTIFIED, PLIM_SUBJECT_MEASURE));
  g_assert_null (plim_basis_get_words_for (PLIM_BASIS_PANEL, PLIM_SUBJECT_CONVERSION));
  g_assert_nonnull (plim_basis_get_words_for (PLIM_BASIS_PANEL, PLIM_SUBJECT_CAP));
  g_assert_nonnull (plim_basis_get_words_for (PLIM_BASIS_NOTIFIED, PLIM_SUBJECT_TRADE));
  g_assert_cmpint (plim_basis_from_name (NULL), ==, PLIM_BASIS_MEDIA);
  g_assert_cmpint (plim_basis_from_name ("rumour"), ==, PLIM_BASIS_MEDIA);
  for (int subject = 0; subject <= PLIM_SUBJECT_THEFT_TOTAL; subject++)
    g_assert_nonnull (plim_subject_get_name ((PlimSubject) subject));
}

/* Ids may hold whatever a symbol holds, and come back from a line of text unchanged. */
static void
test_ids (void)
{
  static const char * const ids[] = { "100 % 한국어/1#a", "B C/2#x=0123456789ab", "S/2021/211/1#t1", "tab\there/1#é" };
  GString *list = g_string_new (NULL);
  g_autoptr(GPtrArray) found = NULL;

  for (guint i = G_N_ELEMENTS (ids); i > 0; i--)
    plim_claim_ids_append (list, ids[i - 1]);
  plim_claim_ids_append (list, ids[0]);

  found = plim_claim_ids_split (list->str);
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpstr (g_ptr_array_index (found, i), ==, ids[i]);
  g_string_free (list, TRUE);

  g_clear_pointer (&found, g_ptr_array_unref);
  found = plim_claim_ids_split ("  %FF good/1#a %zz %");
  for (guint i = 0; i < found->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (found, i), -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/claim/citation", test_citation);
  g_test_add_func ("/claim/pinned", test_pinned);
  g_test_add_func ("/claim/related", test_related);
  g_test_add_func ("/claim/names", test_names);
  g_test_add_func ("/claim/ids", test_ids);

  return g_test_run ();
}
