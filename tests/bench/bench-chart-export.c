/* How long the export of 100,000 points takes, beside gnuplot on the same data: each a whole process, in turns. */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/export/plim-export.h"
#include "app/scene/plim-layout.h"
#include "app/scene/plim-scale.h"

#define N_POINTS 100000
#define N_CLAIMS 100
#define ROUNDS 5
#define WIDTH_MM 254.0
#define HEIGHT_MM 142.875
#define DPI 160   /* 1600 × 900 pixels */

static const char *const formats[] = { "svg", "pdf", "png" };

static void
write_points (const char *path)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autoptr(GError) error = NULL;
  double value = 500;

  for (guint i = 0; i < N_POINTS; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      value = CLAMP (value + g_rand_double_range (random, -9, 9), 0, 1000);
      g_ascii_formatd (number, sizeof number, "%.3f", value);
      g_string_append_printf (text, "%u %s\n", i, number);
    }
  if (!g_file_set_contents (path, text->str, text->len, &error))
    g_error ("%s", error->message);
}

static PlimClaim *
make_claim (guint number)
{
  PlimClaim *claim = plim_claim_new ();

  claim->id = g_strdup_printf ("EX/1/1#t%u", number);
  claim->report = g_strdup ("EX/1");
  claim->local_id = g_strdup_printf ("t%u", number);
  plim_period_parse ("2031-03-04", NULL, &claim->known);

  return claim;
}

/* One line through all points, or each point a mark; a report of a hundred claims stands behind them. */
static PlimScene *
draw_points (const char *data,
             gboolean    marks)
{
  PlimScene *scene = plim_scene_new (WIDTH_MM, HEIGHT_MM);
  PlimScale x = { 0, N_POINTS, 20, WIDTH_MM - 10, FALSE };
  PlimScale y = { 0, 1000, HEIGHT_MM - 20, 20, FALSE };
  g_autoptr(GArray) ticks = plim_scale_ticks (&y, 5);
  g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_claim_unref);
  PlimShape *line = NULL;
  const char *at = data;

  plim_scene_set_title (scene, "Refined petroleum delivered against the cap");
  plim_scene_add_text (scene, PLIM_STYLE_TEXT_TITLE, 10, 14, 5.9, PLIM_ALIGN_START, plim_scene_get_title (scene));
  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, double, i);
      g_autofree char *label = g_strdup_printf ("%.0f", value);

      plim_scene_add_line (scene, PLIM_STYLE_GRID, x.from_mm, plim_scale_map (&y, value), x.to_mm, plim_scale_map (&y, value));
      plim_scene_add_text (scene, PLIM_STYLE_TEXT_AXIS, 18, plim_scale_map (&y, value) + 1, 3, PLIM_ALIGN_END, label);
    }

  for (guint i = 0; i < N_CLAIMS; i++)
    g_ptr_array_add (claims, make_claim (i));

  if (!marks)
    line = plim_scene_add_path (scene, PLIM_STYLE_ESTIMATE_LINE);
  for (guint i = 0; *at != '\0'; i++)
    {
      char *end;
      double day = g_ascii_strtod (at, &end);
      double value = g_ascii_strtod (end, &end);

      at = *end == '\n' ? end + 1 : end;
      if (marks)
        plim_scene_mark (scene, plim_scene_add_circle (scene, PLIM_STYLE_NOTIFIED, plim_scale_map (&x, day),
                                                       plim_scale_map (&y, value), 0.6),
                         g_strdup ("a delivery"), g_ptr_array_index (claims, i % N_CLAIMS), NULL);
      else if (i == 0)
        plim_shape_move_to (line, plim_scale_map (&x, day), plim_scale_map (&y, value));
      else
        plim_shape_line_to (line, plim_scale_map (&x, day), plim_scale_map (&y, value));
    }
  if (!marks)
    plim_scene_mark_many (scene, line, g_strdup ("deliveries"), claims);

  return scene;
}

static int
export_once (const char *data_path,
             const char *path,
             gboolean    marks)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = NULL;
  g_autoptr(PlimScene) scene = NULL;
  g_autoptr(GBytes) bytes = NULL;
  PlimExportFormat format;

  if (g_file_get_contents (data_path, &data, NULL, &error)
      && plim_export_format_from_path (path, &format, &error))
    {
      scene = draw_points (data, marks);
      bytes = plim_export_scene_to_bytes (scene, NULL, format, PLIM_THEME_PAPER, DPI, &error);
    }
  if (bytes == NULL || !plim_export_write_file (path, bytes, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  return 0;
}

static double
run_timed (char **argv)
{
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  int status;

  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", argv[0], error->message);

  return (g_get_monotonic_time () - start) / 1000.0;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static double
get_median (double *values)
{
  qsort (values, ROUNDS, sizeof (double), compare_doubles);

  return values[ROUNDS / 2];
}

static char *
make_plot_script (const char *format,
                  const char *data_path,
                  const char *folder)
{
  const char *terminal = strcmp (format, "svg") == 0 ? "svg size 1600,900"
                         : strcmp (format, "pdf") == 0 ? "pdfcairo size 16cm,9cm" : "pngcairo size 1600,900";

  return g_strdup_printf ("set terminal %s; set output '%s/gnuplot.%s'; set title 'Refined petroleum delivered against the cap';"
                          "plot '%s' using 1:2 with lines lw 1.5 title 'barrels'", terminal, folder, format, data_path);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *data_path = NULL;
  g_autofree char *gnuplot = g_find_program_in_path ("gnuplot");

  if (argc == 5)
    return export_once (argv[2], argv[3], strcmp (argv[4], "marks") == 0);

  folder = g_dir_make_tmp ("plimsoll-bench-XXXXXX", NULL);
  data_path = g_build_filename (folder, "points.dat", NULL);
  write_points (data_path);
  g_print ("100,000 points, whole process, median of %d in turns\n", ROUNDS);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *line_path = g_strdup_printf ("%s/line.%s", folder, formats[i]);
      g_autofree char *marks_path = g_strdup_printf ("%s/marks.%s", folder, formats[i]);
      g_autofree char *script = make_plot_script (formats[i], data_path, folder);
      char *line[] = { argv[0], (char *) "--once", data_path, line_path, (char *) "line", NULL };
      char *marks[] = { argv[0], (char *) "--once", data_path, marks_path, (char *) "marks", NULL };
      char *plot[] = { gnuplot, (char *) "-e", script, NULL };
      double ours[ROUNDS], theirs[ROUNDS] = { 0 }, many[ROUNDS];
      g_autofree char *written = NULL;
      double our_ms, their_ms;
      gsize size = 0;

      for (guint n = 0; n < ROUNDS; n++)
        {
          ours[n] = run_timed (line);
          if (gnuplot != NULL)
            theirs[n] = run_timed (plot);
          many[n] = run_timed (marks);
        }
      g_file_get_contents (line_path, &written, &size, NULL);
      our_ms = get_median (ours);
      their_ms = get_median (theirs);
      g_print ("%s: line %.0f ms (%" G_GSIZE_FORMAT " kB)", formats[i], our_ms, size / 1000);
      if (gnuplot != NULL)
        g_print (", gnuplot %.0f ms, ratio %.2f (goal 0.50)", their_ms, our_ms / their_ms);
      g_print ("; as 100,000 marks %.0f ms\n", get_median (many));
    }

  return 0;
}
