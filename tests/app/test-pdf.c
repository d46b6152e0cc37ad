#include "config.h"

#include <string.h>

#include "app/export/plim-notes.h"
#include "app/export/plim-pdf.h"
#include "app/plim-error.h"
#include "tests/plim-test-scene.h"
#include "tests/plim-test.h"

static GBytes *
write_pdf (const PlimScene *scene)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = plim_pdf_write (scene, PLIM_THEME_PAPER, &error);

  g_assert_no_error (error);

  return bytes;
}

/* What one of poppler's tools says of the file, or NULL where it is not installed. */
static char *
ask_tool (GBytes     *bytes,
          const char *tool)
{
  g_autofree char *found = g_find_program_in_path (tool);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  char *said = NULL;
  char *argv[] = { found, NULL, NULL, NULL };
  /* The tools tell times in the zone where they run. */
  g_auto(GStrv) environment = g_environ_setenv (g_get_environ (), "TZ", "UTC", TRUE);

  if (found == NULL)
    return NULL;

  folder = plim_test_make_dir ();
  path = g_build_filename (folder, "picture.pdf", NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  argv[1] = path;
  if (strcmp (tool, "pdftotext") == 0)
    argv[2] = (char *) "-";
  g_spawn_sync (NULL, argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, &error);
  g_assert_no_error (error);
  plim_test_remove_dir (folder);

  return said;
}

static void
test_text (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  g_autoptr(GBytes) bytes = write_pdf (scene);
  g_autofree char *text = ask_tool (bytes, "pdftotext");

  if (text == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_assert_nonnull (strstr (text, "Exercise: every look in its place & nothing real"));
  g_assert_nonnull (strstr (text, "통보된 양과 추정된 양"));
  g_assert_nonnull (strstr (text, "Notes and sources"));
  g_assert_nonnull (strstr (text, "EX/1, para. 23"));
  g_assert_nonnull (strstr (text, "“연간 상한선을 초과한 것으로 추정된다.”"));
  g_assert_nonnull (strstr (text, "own words are not in the store"));
}

static void
test_fonts (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  g_autoptr(GBytes) bytes = write_pdf (scene);
  g_autofree char *said = ask_tool (bytes, "pdffonts");
  g_auto(GStrv) lines = NULL;
  guint n_fonts = 0;

  if (said == NULL)
    {
      g_test_skip ("pdffonts is not installed");
      return;
    }
  lines = g_strsplit (said, "\n", -1);
  for (guint i = 2; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_assert_true (strstr (lines[i], "+Inter-") != NULL || strstr (lines[i], "+NotoSansCJKkr-") != NULL);
      /* Embedded, a subset, and with the letters it stands for. */
      g_assert_nonnull (strstr (lines[i], "yes yes yes"));
      n_fonts++;
    }
  g_assert_cmpint (n_fonts, ==, 4);
}

static void
test_information (void)
{
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  g_autoptr(PlimScene) empty = plim_scene_new (100, 60);
  g_autoptr(GBytes) bytes = write_pdf (scene);
  g_autoptr(GBytes) undated = write_pdf (empty);
  g_autofree char *said = ask_tool (bytes, "pdfinfo");
  g_autofree char *said_undated = ask_tool (undated, "pdfinfo");

  if (said == NULL)
    {
      g_test_skip ("pdfinfo is not installed");
      return;
    }
  g_assert_nonnull (strstr (said, "Exercise: every look in its place & nothing real"));
  g_assert_nonnull (strstr (said, "Mar  4"));
  g_assert_nonnull (strstr (said, "2031"));
  /* Vectors: no picture inside. */
  g_assert_null (strstr (g_bytes_get_data (bytes, NULL), "/Subtype /Image"));
  /* Without claims there is no date, today's least of all, and no notes. */
  g_assert_null (strstr (said_undated, "CreationDate"));
  g_assert_null (strstr (said_undated, "ModDate"));
  g_assert_nonnull (strstr (said_undated, "Pages:           1"));
}

static void
test_same_bytes (void)
{
  g_autoptr(PlimScene) first = plim_test_scene_new ();
  g_autoptr(PlimScene) second = plim_test_scene_new ();
  g_autoptr(GBytes) a = write_pdf (first);
  g_autoptr(GBytes) b = write_pdf (first);
  g_autoptr(GBytes) c = write_pdf (second);

  g_assert_true (g_bytes_equal (a, b));
  g_assert_true (g_bytes_equal (a, c));
}

static void
test_read_ids (void)
{
  for (guint i = 0; plim_test_hostile_strings[i] != NULL; i++)
    {
      const char *text = plim_test_hostile_strings[i];
      g_autoptr(PlimScene) scene = plim_scene_new (60, 40);
      g_autoptr(PlimClaim) claim = NULL;
      g_autoptr(PlimClaim) other = plim_test_claim_new ("ZZ (x\\) ((", "b", NULL);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GPtrArray) ids = NULL;
      g_autoptr(GError) error = NULL;

      if (!g_utf8_validate (text, -1, NULL))
        continue;
      claim = plim_test_claim_new (text, "a", text);
      plim_scene_mark (scene, plim_scene_add_circle (scene, PLIM_STYLE_PORT, 5, 5, 1), g_strdup ("mark"), claim, other, NULL);
      bytes = write_pdf (scene);
      ids = plim_pdf_read_pinned_ids (bytes, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ids->len, ==, 2);
      g_assert_true (g_ptr_array_find_with_equal_func (ids, claim->id, g_str_equal, NULL));
      g_assert_true (g_ptr_array_find_with_equal_func (ids, other->id, g_str_equal, NULL));
    }
}

static void
test_damaged (void)
{
  static const char foreign[] = "%PDF-1.4\n1 0 obj\n<< /Creator (Another) /Keywords (a b) >>\nendobj\ntrailer << /Info 1 0 R >>\n";
  static const char open[] = "%PDF-1.4\n1 0 obj\n<< /Creator (Plimsoll\nendobj\ntrailer << /Info 1 0 R";
  g_autoptr(PlimScene) scene = plim_test_scene_new ();
  g_autoptr(GBytes) bytes = write_pdf (scene);
  g_autoptr(GBytes) other = g_bytes_new_static (foreign, sizeof foreign - 1);
  g_autoptr(GBytes) unclosed = g_bytes_new_static (open, sizeof open - 1);
  g_autoptr(GError) error = NULL;
  gsize size = g_bytes_get_size (bytes);

  g_assert_null (plim_pdf_read_pinned_ids (other, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (plim_pdf_read_pinned_ids (unclosed, &error));
  g_assert_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT);

  for (gsize cut = 0; cut < 400; cut++)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (bytes, 0, size - cut);
      g_autoptr(GError) failure = NULL;
      g_autoptr(GPtrArray) ids = plim_pdf_read_pinned_ids (part, &failure);

      g_assert_true ((ids == NULL) == (failure != NULL));
    }
}

/* However many claims, and however long their wording: every line on a page, none outside. */
static void
test_notes (void)
{
  static const double sizes[][2] = { { 254, 143 }, { 120, 90 }, { 60, 40 }, { 210, 297 } };

  for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
    {
      g_autoptr(PlimScene) scene = plim_scene_new (sizes[size][0], sizes[size][1]);
      g_autoptr(GPtrArray) pages = NULL;
      guint n_numbers = 0;

      plim_scene_set_title (scene, "A title");
      for (guint i = 0; i < 40; i++)
        {
          g_autofree char *id = g_strdup_printf ("t%u", i);
          g_autofree char *words = g_strnfill (i * 13, 'w');
          g_autofree char *wording = g_strdup_printf ("In the words of the source, 정제유 수입은 %s and so on. %s", words,
                                                      i % 7 == 0 ? "It goes on. It goes on. It goes on. It goes on. It goes on. " : "");
          g_autoptr(PlimClaim) claim = plim_test_claim_new ("EX/1", id, wording);

          plim_scene_mark (scene, plim_scene_add_circle (scene, PLIM_STYLE_PORT, 5, 5, 1), g_strdup ("mark"), claim, NULL);
        }

      pages = plim_notes_build (scene);
      g_assert_cmpint (pages->len, >=, 1);
      for (guint page = 0; page < pages->len; page++)
        for (guint i = 0; i < plim_scene_get_n_shapes (g_ptr_array_index (pages, page)); i++)
          {
            const PlimShape *shape = plim_scene_get_shape (g_ptr_array_index (pages, page), i);
            double x, y, w, h;

            plim_shape_get_bounds (shape, &x, &y, &w, &h);
            g_assert_cmpfloat (x, >=, 0);
            g_assert_cmpfloat (y, >=, 0);
            g_assert_cmpfloat (x + w, <=, sizes[size][0] + 0.001);
            g_assert_cmpfloat (y + h, <=, sizes[size][1] + 0.001);
            n_numbers += shape->kind == PLIM_SHAPE_TEXT && shape->align == PLIM_ALIGN_END && shape->bold;
          }
      g_assert_cmpint (n_numbers, ==, 40);
    }
}

int
main (int   argc,
      char *argv[])
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/pdf/text", test_text);
  g_test_add_func ("/pdf/fonts", test_fonts);
  g_test_add_func ("/pdf/information", test_information);
  g_test_add_func ("/pdf/same-bytes", test_same_bytes);
  g_test_add_func ("/pdf/read-ids", test_read_ids);
  g_test_add_func ("/pdf/damaged", test_damaged);
  g_test_add_func ("/pdf/notes", test_notes);

  return g_test_run ();
}
