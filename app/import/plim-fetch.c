#include "config.h"

#include "app/import/plim-fetch.h"

#include <glib/gi18n.h>

#include "app/import/plim-fetch-columns.h"
#include "app/import/plim-fetch-stream.h"
#include "app/import/plim-log-rows.h"
#include "app/import/plim-parse-worker.h"
#include "app/model/plim-text.h"
#include "app/store/plim-import-query.h"

/* One fetch on its way in. */
typedef struct
{
  const PlimFetchRequest *request;
  PlimImportPlan         *plan;
  PlimFetchStream        *stream;
  PlimLogRows            *rows;
  char                   *title;
  char                   *mapping;       /* in the table's own names */
  double                  expected;      /* rows */
  PlimImportProgress      progress;
  gpointer                progress_data;
  PlimFix                 kept[PLIM_FIX_BATCH];
} Fetching;

/* What is said of the log: where it came from and what was asked for. The reader took it for a table from a file. */
static gboolean
log_head_cb (const PlimLogHead  *head,
             gpointer            data,
             GError            **error)
{
  Fetching *fetching = data;
  PlimLogHead told = *head;

  told.kind = PLIM_LOG_DATABASE;
  told.title = fetching->title;
  told.publisher = NULL;
  told.mapping = fetching->mapping;

  return plim_log_rows_head (fetching->rows, &told, error);
}

/* What the server could not sort out is sorted out here. */
static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  Fetching *fetching = data;
  gsize n = 0;

  for (gsize i = 0; i < n_fixes && n < G_N_ELEMENTS (fetching->kept); i++)
    if (plim_fetch_filter_has (&fetching->request->filter, fixes[i].craft, fixes[i].time_s, fixes[i].lat_e6, fixes[i].lon_e6))
      fetching->kept[n++] = fixes[i];

  return n == 0 || plim_log_rows_fixes (fetching->rows, fetching->kept, n, error);
}

static gboolean
statics_cb (const PlimLogStatic  *statics,
            gpointer              data,
            GError              **error)
{
  Fetching *fetching = data;
  PlimFetchFilter filter = fetching->request->filter;

  filter.has_box = FALSE;
  if (!plim_fetch_filter_has (&filter, statics->craft, statics->time_s, 0, 0))
    return TRUE;

  return plim_log_rows_static (fetching->rows, statics, error);
}

static gboolean
reject_cb (const PlimLogReject  *reject,
           gpointer              data,
           GError              **error)
{
  Fetching *fetching = data;

  return plim_log_rows_reject (fetching->rows, reject, error);
}

static void
message_cb (const PlimImportMessage *message,
            gpointer                 data)
{
  Fetching *fetching = data;

  if (message->severity != PLIM_SEVERITY_ERROR)
    g_ptr_array_add (fetching->plan->messages, plim_import_message_copy (message));
}

static void
progress_cb (guint64  bytes_read,
             gpointer data)
{
  Fetching *fetching = data;
  double rows = (double) plim_fetch_stream_count_rows (fetching->stream);

  /* The server's guess may be far too low: the end is never promised. */
  if (fetching->progress != NULL && fetching->expected > 0)
    fetching->progress (MIN (rows / fetching->expected, 0.99), fetching->progress_data);
}

static char *
make_title (const PlimFetchRequest *request,
            const PlimFetchTable   *table)
{
  g_autofree char *server = plim_fetch_server_to_words (request->server);
  g_autofree char *asked = plim_fetch_filter_to_words (&request->filter);
  g_autofree char *title = g_strdup_printf ("%s.%s, %s%s%s", table->schema, table->name, server, *asked != '\0' ? "; " : "", asked);

  return plim_text_clean_line (title);
}

static gboolean
choose_columns (const PlimFetchRequest  *request,
                const PlimFetchTable    *table,
                PlimFetchConnection     *connection,
                PlimCsvMapping          *mapping,
                GCancellable            *cancellable,
                GError                 **error)
{
  g_autofree const char **names = plim_fetch_columns_get_names (table);
  g_autofree char *remembered = NULL;

  if (request->columns != NULL)
    return plim_csv_mapping_parse (mapping, request->columns, names, table->columns->len, error);

  remembered = plim_fetch_columns_recall (table);
  if (remembered != NULL && plim_csv_mapping_parse (mapping, remembered, names, table->columns->len, NULL))
    return TRUE;

  return plim_fetch_columns_guess (table, connection, mapping, cancellable, error);
}

/* Everything up to the first row. Returns how the answer is to be read. */
static char *
ask (Fetching             *fetching,
     PlimFetchConnection  *connection,
     GCancellable         *cancellable,
     GError              **error)
{
  const PlimFetchRequest *request = fetching->request;
  g_autoptr(PlimFetchTable) table = plim_fetch_table_find (connection, request->schema, request->table, cancellable, error);
  g_autofree const char **names = NULL;
  g_autoptr(GArray) expressions = NULL;
  g_autofree char *sql = NULL;
  PlimCsvMapping mapping;

  if (table == NULL || !choose_columns (request, table, connection, &mapping, cancellable, error))
    return NULL;
  expressions = plim_fetch_columns_ask (table, &mapping, error);
  if (expressions == NULL)
    return NULL;
  names = plim_fetch_columns_get_names (table);
  fetching->mapping = plim_csv_mapping_format (&mapping, names, table->columns->len);
  fetching->title = make_title (request, table);

  sql = plim_fetch_query_make (connection, table, (const PlimFetchExpression *) expressions->data, expressions->len,
                               &request->filter, error);
  if (sql == NULL || !plim_fetch_query_estimate (connection, sql, &fetching->expected, cancellable, error))
    return NULL;
  fetching->stream = plim_fetch_stream_start (connection, sql, error);

  return fetching->stream != NULL ? plim_fetch_columns_describe (expressions, &mapping) : NULL;
}

/* Rows through the jailed reader into the transaction. What failed first is told: a reader that finds an answer cut off says less
 * than the server that cut it. */
static gboolean
read_answer (Fetching      *fetching,
             const char    *columns,
             guint64       *n_bytes,
             char         **sha256,
             GCancellable  *cancellable,
             GError       **error)
{
  const PlimRecordSink sink = {
    .log_head = log_head_cb, .fixes = fixes_cb, .statics = statics_cb, .reject = reject_cb, .message = message_cb, .progress = progress_cb,
  };
  const PlimLogOptions options = { .as = "ais-csv", .exercise = fetching->request->exercise, .columns = columns };
  GError *reading = NULL, *asking = NULL;

  plim_parse_file (plim_fetch_stream_get_fd (fetching->stream), fetching->plan->file_name, &options, &sink, fetching, cancellable, &reading);
  plim_fetch_stream_stop (fetching->stream);
  if (!plim_fetch_stream_finish (fetching->stream, n_bytes, sha256, &asking)
      && (reading == NULL || !g_error_matches (asking, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_clear_error (&reading);
      g_propagate_error (error, asking);
      return FALSE;
    }
  g_clear_error (&asking);
  if (reading == NULL)
    return TRUE;
  g_propagate_error (error, reading);

  return FALSE;
}

/* Nothing of it is new: it came in by the same question before, or there is nothing. */
static void
note (PlimImportPlan *plan,
      const char     *text)
{
  plan->known_file = TRUE;
  g_ptr_array_add (plan->messages, plim_import_message_new (PLIM_SEVERITY_NOTE, 0, 0, "", text));
}

static gboolean
is_new (Fetching    *fetching,
        PlimStore   *store,
        const char  *sha256,
        GError     **error)
{
  GError *failure = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (plim_fetch_stream_count_rows (fetching->stream) == 0)
    {
      note (fetching->plan, _("no row of the table answers to what was asked for; nothing changes"));
      return FALSE;
    }

  name = plim_import_query_by_sha256 (store, sha256, &fetching->plan->kind, &fetching->plan->known, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (name == NULL)
    return TRUE;

  text = g_strdup_printf (_("these very rows are already in the store (%s); nothing changes"), name);
  note (fetching->plan, text);

  return FALSE;
}

static gboolean
write_messages (PlimStoreWriter  *writer,
                PlimImportPlan   *plan,
                GError          **error)
{
  for (guint i = 0; i < plan->messages->len; i++)
    {
      const PlimImportMessage *message = g_ptr_array_index (plan->messages, i);

      if (!plim_store_writer_add_message (writer, message->severity == PLIM_SEVERITY_NOTE ? "note" : "warning", message->line,
                                          message->column, message->element, message->text, error))
        return FALSE;
    }

  return TRUE;
}

/* %FALSE without an error: nothing of it is new. */
static gboolean
read_into (Fetching         *fetching,
           PlimStore        *store,
           PlimStoreWriter  *writer,
           const char       *columns,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *rows_sha256 = NULL;
  guint64 n_bytes;

  return read_answer (fetching, columns, &n_bytes, &sha256, cancellable, error)
         && is_new (fetching, store, sha256, error)
         && plim_log_rows_finish (fetching->rows, sha256, cancellable, error)
         && write_messages (writer, fetching->plan, error)
         && plim_store_writer_end_import (writer, n_bytes, sha256, &rows_sha256, error);
}

static void
fetch (Fetching         *fetching,
       PlimStore        *store,
       PlimStoreWriter  *writer,
       GCancellable     *cancellable,
       GError          **error)
{
  g_autoptr(PlimFetchConnection) connection = plim_fetch_connection_open (fetching->request->server, cancellable, error);
  g_autofree char *columns = connection != NULL ? ask (fetching, connection, cancellable, error) : NULL;

  if (columns == NULL || plim_store_writer_begin_import (writer, fetching->plan->kind, fetching->title, error) == 0)
    return;

  fetching->rows = plim_log_rows_new (writer, fetching->plan);
  if (!read_into (fetching, store, writer, columns, cancellable, error))
    plim_store_writer_undo_import (writer, NULL);
  g_clear_pointer (&fetching->rows, plim_log_rows_free);
  /* Before the connection goes: a thread of its own may still be at it. */
  g_clear_pointer (&fetching->stream, plim_fetch_stream_free);
}

static PlimImportPlan *
new_plan (const PlimFetchRequest *request)
{
  PlimImportPlan *plan = g_new0 (PlimImportPlan, 1);
  g_autofree char *name = g_strconcat (request->schema != NULL ? request->schema : "", request->schema != NULL ? "." : "", request->table, NULL);

  plan->file_name = plim_text_clean_line (name);
  plan->kind = g_strdup ("postgis");
  plan->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_import_message_free);
  plan->conflicts = g_ptr_array_new_with_free_func (g_free);

  return plan;
}

PlimImportPlan *
plim_fetch_read (PlimStore              *store,
                 PlimStoreWriter        *writer,
                 const PlimFetchRequest *request,
                 GCancellable           *cancellable,
                 PlimImportProgress      progress,
                 gpointer                progress_data)
{
  PlimImportPlan *plan = new_plan (request);
  g_autofree Fetching *fetching = g_new0 (Fetching, 1);
  GError *failure = NULL;

  fetching->request = request;
  fetching->plan = plan;
  fetching->progress = progress;
  fetching->progress_data = progress_data;

  fetch (fetching, store, writer, cancellable, &failure);
  if (plan->known_file || failure != NULL)
    {
      plan->added = plan->rejected = 0;
      plan->positions = 0;
    }
  if (failure != NULL)
    {
      plan->known = 0;
      plan->error = failure;
    }
  g_free (fetching->title);
  g_free (fetching->mapping);

  return plan;
}
