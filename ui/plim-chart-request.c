#include "config.h"

#include "ui/plim-chart-request.h"

typedef struct
{
  PlimChartKind    kind;
  PlimStore       *store;
  PlimFilter       filter;
  PlimChartOptions options;
} ChartQuestion;

static void
free_question (ChartQuestion *question)
{
  g_object_unref (question->store);
  g_free ((char *) question->options.conversion);
  g_free (question);
}

static PlimScene *
build_chart (gconstpointer   data,
             double          width_mm,
             double          height_mm,
             GError        **error)
{
  const ChartQuestion *question = data;
  PlimChartOptions options = question->options;

  options.width_mm = width_mm;
  options.height_mm = height_mm;

  return plim_chart_build (question->kind, question->store, &question->filter, &options, error);
}

PlimSceneRequest *
plim_chart_request_new (PlimWorkspace          *workspace,
                        PlimChartKind           kind,
                        const PlimChartOptions *options)
{
  ChartQuestion *question = g_new0 (ChartQuestion, 1);

  question->kind = kind;
  question->store = g_object_ref (plim_workspace_get_store (workspace));
  question->filter = *plim_workspace_get_filter (workspace);
  question->options = *options;
  question->options.conversion = g_strdup (options->conversion);

  return plim_scene_request_new (plim_chart_kind_get_name (kind), build_chart, question, (GDestroyNotify) free_question);
}
