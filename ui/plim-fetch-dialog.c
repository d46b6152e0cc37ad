#include "config.h"

#include "ui/plim-fetch-dialog.h"

#include <glib/gi18n.h>

#include "app/import/plim-fetch-columns.h"
#include "app/import/plim-fetch-table.h"

struct _PlimFetchDialog
{
  AdwWindow       parent_instance;

  GtkEditable    *host;
  GtkEditable    *port;
  GtkEditable    *database;
  GtkEditable    *user;
  GtkEditable    *password;
  AdwComboRow    *sslmode;
  AdwActionRow   *connection;
  GtkSpinner     *spinner;
  GtkWidget      *connect_button;
  AdwComboRow    *table;
  AdwExpanderRow *columns;
  AdwComboRow    *fields[PLIM_N_CSV_FIELDS];
  AdwComboRow    *area;
  GtkEditable    *from;
  GtkEditable    *to;
  GtkEditable    *vessels;
  GtkSwitch      *exercise;
  GtkLabel       *problem;
  GtkWidget      *fetch_button;

  GCancellable   *connecting;
  GPtrArray      *tables;        /* PlimFetchTable: those of positions first; NULL until connected */
  GArray         *mappings;      /* PlimCsvMapping, one a table */
  gboolean        edited;        /* the columns of the table shown */
  gboolean        showing;       /* what is there is being shown, not changed */
  gboolean        has_view;
  PlimMapBox      view;
};

enum { REQUESTED, N_SIGNALS };

static guint signals[N_SIGNALS];

static const char * const sslmodes[] = { "prefer", "require", "verify-full", "disable" };

G_DEFINE_FINAL_TYPE (PlimFetchDialog, plim_fetch_dialog, ADW_TYPE_WINDOW)

/* What a worker finds out. */
typedef struct
{
  PlimFetchServer *server;
  char            *words;
  GPtrArray       *tables;
  GArray          *mappings;
} Connecting;

static void
free_connecting (gpointer data)
{
  Connecting *job = data;

  g_clear_pointer (&job->server, plim_fetch_server_free);
  g_free (job->words);
  g_clear_pointer (&job->tables, g_ptr_array_unref);
  g_clear_pointer (&job->mappings, g_array_unref);
  g_free (job);
}

static void
show_problem (PlimFetchDialog *self,
              const char      *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
}

static char *
dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static char *
dup_or_null (GtkEditable *entry)
{
  char *text = dup_text (entry);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

/* A whole address may stand where the host does. */
static PlimFetchServer *
make_server (PlimFetchDialog  *self,
             GError          **error)
{
  g_autofree char *host = dup_text (self->host);
  PlimFetchServer *server;

  if (strstr (host, "://") != NULL || strchr (host, '=') != NULL)
    server = plim_fetch_server_parse (host, error);
  else if (*host == '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("Name the server first."));
      return NULL;
    }
  else
    {
      server = g_new0 (PlimFetchServer, 1);
      server->host = g_steal_pointer (&host);
      server->port = dup_or_null (self->port);
      server->database = dup_or_null (self->database);
      server->user = dup_or_null (self->user);
      server->sslmode = g_strdup (sslmodes[adw_combo_row_get_selected (self->sslmode)]);
    }
  if (server != NULL && *gtk_editable_get_text (self->password) != '\0')
    {
      g_free (server->password);
      server->password = g_strdup (gtk_editable_get_text (self->password));
    }

  return server;
}

static void
show_server (PlimFetchDialog       *self,
             const PlimFetchServer *server)
{
  guint mode = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sslmodes); i++)
    if (g_strcmp0 (server->sslmode, sslmodes[i]) == 0)
      mode = i;
  self->showing = TRUE;
  /* What has no entry of its own stays in an address. */
  if (server->more != NULL)
    {
      g_autofree char *address = plim_fetch_server_to_address (server);

      gtk_editable_set_text (self->host, address);
    }
  else
    {
      gtk_editable_set_text (self->host, server->host);
      gtk_editable_set_text (self->port, server->port != NULL ? server->port : "");
      gtk_editable_set_text (self->database, server->database != NULL ? server->database : "");
      gtk_editable_set_text (self->user, server->user != NULL ? server->user : "");
      adw_combo_row_set_selected (self->sslmode, mode);
    }
  self->showing = FALSE;
}

static int
compare_suitable (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  return (int) plim_fetch_columns_suit (*(PlimFetchTable **) b) - (int) plim_fetch_columns_suit (*(PlimFetchTable **) a);
}

/* What is remembered goes before what is guessed. Nothing but a table that could be one of positions is looked into. */
static gboolean
choose_mapping (const PlimFetchTable  *table,
                PlimFetchConnection   *connection,
                PlimCsvMapping        *mapping,
                GCancellable          *cancellable,
                GError               **error)
{
  g_autofree const char **names = plim_fetch_columns_get_names (table);
  g_autofree char *remembered = plim_fetch_columns_recall (table);

  if (remembered != NULL && plim_csv_mapping_parse (mapping, remembered, names, table->columns->len, NULL))
    return TRUE;

  return plim_fetch_columns_guess (table, plim_fetch_columns_suit (table) ? connection : NULL, mapping, cancellable, error);
}

static void
connect_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Connecting *job = data;
  GError *error = NULL;
  g_autoptr(PlimFetchConnection) connection = plim_fetch_connection_open (job->server, cancellable, &error);

  if (connection != NULL)
    {
      job->words = plim_fetch_connection_to_words (connection);
      job->tables = plim_fetch_table_list (connection, cancellable, &error);
    }
  if (job->tables != NULL)
    {
      g_ptr_array_sort_with_data (job->tables, compare_suitable, NULL);
      job->mappings = g_array_new (FALSE, FALSE, sizeof (PlimCsvMapping));
    }
  for (guint i = 0; error == NULL && i < job->tables->len; i++)
    {
      PlimCsvMapping mapping;

      if (choose_mapping (g_ptr_array_index (job->tables, i), connection, &mapping, cancellable, &error))
        g_array_append_val (job->mappings, mapping);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static PlimFetchTable *
get_table (PlimFetchDialog *self)
{
  guint selected = self->tables != NULL ? adw_combo_row_get_selected (self->table) : GTK_INVALID_LIST_POSITION;

  return selected != GTK_INVALID_LIST_POSITION && selected < self->tables->len ? g_ptr_array_index (self->tables, selected) : NULL;
}

static PlimCsvMapping *
get_mapping (PlimFetchDialog *self)
{
  return &g_array_index (self->mappings, PlimCsvMapping, adw_combo_row_get_selected (self->table));
}

static void
update (PlimFetchDialog *self)
{
  PlimFetchTable *table = get_table (self);
  g_autofree char *missing = table != NULL ? plim_csv_mapping_find_missing (get_mapping (self)) : NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->table), self->tables != NULL && self->tables->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns), table != NULL);
  gtk_widget_set_sensitive (self->fetch_button, table != NULL && missing == NULL);
  if (table == NULL)
    words = g_strdup (_("Known once a server is connected"));
  else if (missing != NULL)
    words = g_strdup_printf (_("Say which column is: %s"), missing);
  else
    {
      g_autofree const char **names = plim_fetch_columns_get_names (table);

      words = plim_csv_mapping_format (get_mapping (self), names, table->columns->len);
    }
  /* Names of columns are texts: no markup. */
  {
    g_autofree char *escaped = g_markup_escape_text (words, -1);

    adw_expander_row_set_subtitle (self->columns, escaped);
  }
}

/* The first choice is none, then the columns. */
static void
show_columns (PlimFetchDialog *self)
{
  PlimFetchTable *table = get_table (self);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("none"));
  for (guint i = 0; table != NULL && i < table->columns->len; i++)
    {
      const PlimFetchColumn *column = g_ptr_array_index (table->columns, i);

      gtk_string_list_append (names, column->name);
    }

  self->showing = TRUE;
  for (guint i = 0; i < PLIM_N_CSV_FIELDS; i++)
    {
      adw_combo_row_set_model (self->fields[i], G_LIST_MODEL (names));
      adw_combo_row_set_selected (self->fields[i], table != NULL ? (guint) (get_mapping (self)->column[i] + 1) : 0);
    }
  self->showing = FALSE;
  self->edited = FALSE;
  update (self);
}

static void
field_changed_cb (PlimFetchDialog *self,
                  GParamSpec      *pspec,
                  AdwComboRow     *row)
{
  if (self->showing || get_table (self) == NULL)
    return;

  for (guint i = 0; i < PLIM_N_CSV_FIELDS; i++)
    if (self->fields[i] == row)
      get_mapping (self)->column[i] = (int) adw_combo_row_get_selected (row) - 1;
  self->edited = TRUE;
  update (self);
}

static void
table_changed_cb (PlimFetchDialog *self)
{
  if (!self->showing)
    show_columns (self);
}

static void
show_tables (PlimFetchDialog *self)
{
  g_autoptr(PlimFetchMemory) memory = plim_fetch_memory_load ();
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < self->tables->len; i++)
    {
      const PlimFetchTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *name = g_strdup_printf ("%s.%s", table->schema, table->name);

      gtk_string_list_append (names, name);
      if (g_strcmp0 (memory->schema, table->schema) == 0 && g_strcmp0 (memory->table, table->name) == 0)
        chosen = i;
    }

  self->showing = TRUE;
  adw_combo_row_set_model (self->table, G_LIST_MODEL (names));
  if (self->tables->len > 0)
    adw_combo_row_set_selected (self->table, chosen);
  self->showing = FALSE;
  show_columns (self);
}

static void
set_connecting (PlimFetchDialog *self,
                gboolean         connecting)
{
  gtk_spinner_set_spinning (self->spinner, connecting);
  gtk_widget_set_sensitive (self->connect_button, !connecting);
}

static void
say_connection (PlimFetchDialog *self,
                const char      *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->connection), escaped);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PlimFetchDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  Connecting *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          /* Translators: what follows says what was tried and what the server said */
          g_autofree char *words = g_strdup_printf (_("Not connected: %s\nThe store is as it was."), error->message);

          set_connecting (self, FALSE);
          say_connection (self, _("Not connected"));
          show_problem (self, words);
        }
      return;
    }

  set_connecting (self, FALSE);
  show_problem (self, job->tables->len == 0 ? _("Connected, but there is no table in this database that you may read.") : NULL);
  say_connection (self, job->words);
  self->tables = g_steal_pointer (&job->tables);
  self->mappings = g_steal_pointer (&job->mappings);
  show_tables (self);
}

static void
forget_tables (PlimFetchDialog *self)
{
  g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->mappings, g_array_unref);
}

static void
connect_clicked_cb (PlimFetchDialog *self)
{
  g_autoptr(GError) error = NULL;
  PlimFetchServer *server = make_server (self, &error);
  g_autoptr(GTask) task = NULL;
  Connecting *job;

  if (server == NULL)
    {
      show_problem (self, error->message);
      return;
    }

  forget_tables (self);
  show_columns (self);
  show_problem (self, NULL);
  say_connection (self, _("Connecting…"));
  set_connecting (self, TRUE);

  job = g_new0 (Connecting, 1);
  job->server = server;
  self->connecting = g_cancellable_new ();
  task = g_task_new (NULL, self->connecting, connected_cb, g_object_ref (self));
  g_task_set_task_data (task, job, free_connecting);
  g_task_run_in_thread (task, connect_in_thread);
}

static void
server_changed_cb (PlimFetchDialog *self)
{
  if (self->showing)
    return;

  forget_tables (self);
  set_connecting (self, FALSE);
  say_connection (self, _("Not connected"));
  show_columns (self);
}

static void
wanted_changed_cb (PlimFetchDialog *self)
{
  show_problem (self, NULL);
}

static gboolean
read_days (PlimFetchDialog  *self,
           PlimFetchFilter  *filter,
           GError          **error)
{
  g_autofree char *from = dup_text (self->from);
  g_autofree char *to = dup_text (self->to);
  PlimPeriod days = PLIM_PERIOD_UNKNOWN;

  if ((*from != '\0' || *to != '\0') && !plim_period_parse (*from != '\0' ? from : "open", *to != '\0' ? to : "open", &days))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("From and To take 2026, 2026-04, 2026-04-26 or a time with its offset such as 2026-04-26T12:00Z, the first not "
                             "after the second."));
      return FALSE;
    }
  plim_fetch_filter_set_days (filter, &days);

  return TRUE;
}

static PlimFetchRequest *
make_request (PlimFetchDialog  *self,
              GError          **error)
{
  g_autoptr(PlimFetchRequest) request = g_new0 (PlimFetchRequest, 1);
  PlimFetchTable *table = get_table (self);
  g_autofree const char **names = plim_fetch_columns_get_names (table);

  request->filter = PLIM_FETCH_FILTER_ALL;
  request->server = make_server (self, error);
  if (request->server == NULL || !read_days (self, &request->filter, error)
      || !plim_fetch_filter_set_vessels (&request->filter, gtk_editable_get_text (self->vessels), error))
    return NULL;

  request->schema = g_strdup (table->schema);
  request->table = g_strdup (table->name);
  request->columns = plim_csv_mapping_format (get_mapping (self), names, table->columns->len);
  request->exercise = gtk_switch_get_active (self->exercise);
  if (self->has_view && adw_combo_row_get_selected (self->area) == 1)
    {
      request->filter.has_box = TRUE;
      request->filter.west = self->view.west;
      request->filter.south = self->view.south;
      request->filter.east = self->view.east;
      request->filter.north = self->view.north;
    }

  return g_steal_pointer (&request);
}

/* What cannot be remembered has to be typed again, no more. */
static void
remember (PlimFetchDialog        *self,
          const PlimFetchRequest *request)
{
  PlimFetchMemory memory = { request->server, request->schema, request->table };
  g_autoptr(GError) error = NULL;

  if (!plim_fetch_memory_save (&memory, &error))
    g_warning ("The server cannot be remembered: %s", error->message);
  if (self->edited)
    plim_fetch_columns_remember (get_table (self), request->columns, NULL);
}

static void
fetch_clicked_cb (PlimFetchDialog *self)
{
  g_autoptr(PlimFetchRequest) request = NULL;
  g_autoptr(GError) error = NULL;

  if (!gtk_widget_get_sensitive (self->fetch_button))
    return;

  request = make_request (self, &error);
  if (request == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  remember (self, request);
  g_object_ref (self);
  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[REQUESTED], 0, request);
  g_object_unref (self);
}

static void
add_fields (PlimFetchDialog *self)
{
  for (guint i = 0; i < PLIM_N_CSV_FIELDS; i++)
    {
      g_autofree char *title = g_markup_escape_text (plim_csv_field_get_words ((PlimCsvField) i), -1);

      self->fields[i] = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fields[i]), title);
      g_signal_connect_swapped (self->fields[i], "notify::selected", G_CALLBACK (field_changed_cb), self);
      adw_expander_row_add_row (self->columns, GTK_WIDGET (self->fields[i]));
    }
}

static void
plim_fetch_dialog_dispose (GObject *object)
{
  PlimFetchDialog *self = PLIM_FETCH_DIALOG (object);

  forget_tables (self);

  G_OBJECT_CLASS (plim_fetch_dialog_parent_class)->dispose (object);
}

static void
plim_fetch_dialog_class_init (PlimFetchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_fetch_dialog_dispose;

  signals[REQUESTED] = g_signal_new ("requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-fetch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, host);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, port);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, database);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, user);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, password);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, sslmode);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, connection);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, connect_button);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, table);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, area);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, from);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, to);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, vessels);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, exercise);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, PlimFetchDialog, fetch_button);
  gtk_widget_class_bind_template_callback (widget_class, connect_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wanted_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, fetch_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
plim_fetch_dialog_init (PlimFetchDialog *self)
{
  /* The template's own settings are no changes. */
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
  add_fields (self);
  say_connection (self, _("Not connected"));
  show_columns (self);
}

PlimFetchDialog *
plim_fetch_dialog_new (GtkWindow        *parent,
                       const PlimMapBox *view,
                       const PlimPeriod *days,
                       gboolean          exercise)
{
  PlimFetchDialog *self = g_object_new (PLIM_TYPE_FETCH_DIALOG, "transient-for", parent, NULL);
  g_autoptr(PlimFetchMemory) memory = plim_fetch_memory_load ();
  gboolean known = plim_period_is_known (days);
  g_autofree char *from = known && days->first > PLIM_DAY_FIRST ? plim_period_format_from (days) : NULL;
  g_autofree char *to = known && days->last < PLIM_DAY_LAST ? plim_period_format_to (days) : NULL;

  if (memory->server != NULL)
    show_server (self, memory->server);
  self->has_view = view != NULL;
  if (view != NULL)
    self->view = *view;
  adw_combo_row_set_selected (self->area, view != NULL ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->area), view != NULL);
  gtk_editable_set_text (self->from, from != NULL ? from : "");
  gtk_editable_set_text (self->to, to != NULL ? to : "");
  gtk_switch_set_active (self->exercise, exercise);

  return self;
}
