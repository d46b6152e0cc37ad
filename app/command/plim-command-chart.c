#include "config.h"

#include "app/charts/plim-chart.h"
#include "app/command/plim-command-picture.h"

int
plim_command_chart (const PlimCommandLine *line)
{
  PlimChartOptions options = {
    .width_mm = line->width_mm, .height_mm = line->height_mm, .linear = line->linear,
    .with_notified = line->with_notified, .cumulative_year = (guint) MAX (line->year, 0), .conversion = line->conversion,
  };
  g_autoptr(PlimStore) store = NULL;
  g_autoptr(PlimScene) scene = NULL;
  PlimChartKind kind;
  GError *error = NULL;

  if (line->words[0] == NULL || line->words[1] != NULL || !plim_chart_kind_from_name (line->words[0], &kind))
    {
      g_printerr ("plimsoll: chart: name one chart: coal, oil or crypto\n");
      return PLIM_COMMAND_USAGE;
    }
  if (!plim_command_check_output (line))
    return PLIM_COMMAND_USAGE;

  store = plim_command_open_store (line, FALSE);
  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  scene = plim_chart_build (kind, store, &line->filter, &options, &error);
  if (scene == NULL)
    return plim_command_fail ("the chart cannot be drawn", error);

  return plim_command_write_picture (line, scene, store);
}
