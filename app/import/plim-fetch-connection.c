#include "config.h"

#include "app/import/plim-fetch-connection.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/model/plim-text.h"
#include "app/plim-error.h"

#define CONNECT_S 20
/* A query over years may well think for minutes before its first row. That the server is still there, the connection's own
 * probes tell. */
#define SILENCE_S 600

struct _PlimFetchConnection
{
  PGconn *pg;
  char   *words;      /* of the server, for messages */
};

/* A message of the server or the library as one line that steers no terminal. */
static char *
clean_message (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  char *line = plim_text_clean_line (trimmed);

  if (*line != '\0')
    return line;
  g_free (line);

  return g_strdup (_("no reason was given"));
}

/* @kind: G_IO_IN or G_IO_OUT. */
static gboolean
wait_for_socket (PlimFetchConnection  *self,
                 GIOCondition          kind,
                 gint64                deadline_us,
                 GCancellable         *cancellable,
                 GError              **error)
{
  GPollFD fds[2] = { { .fd = PQsocket (self->pg), .events = kind } };
  gboolean can_cancel = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &fds[1]);
  gint64 left_us = deadline_us - g_get_monotonic_time ();
  int n = 0;

  if (fds[0].fd >= 0 && left_us > 0)
    do
      n = g_poll (fds, can_cancel ? 2 : 1, (int) (left_us / 1000 + 1));
    while (n < 0 && errno == EINTR);
  if (can_cancel)
    g_cancellable_release_fd (cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (fds[0].fd >= 0 && n > 0)
    return TRUE;

  g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER, fds[0].fd < 0 ? _("%s: the connection is gone") : _("%s: no answer came in time"),
               self->words);

  return FALSE;
}

static gboolean
connect_in_steps (PlimFetchConnection  *self,
                  GCancellable         *cancellable,
                  GError              **error)
{
  gint64 deadline_us = g_get_monotonic_time () + (gint64) CONNECT_S * G_USEC_PER_SEC;
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;
  g_autofree char *reason = NULL;

  while (PQstatus (self->pg) != CONNECTION_BAD && state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED)
    {
      if (!wait_for_socket (self, state == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT, deadline_us, cancellable, error))
        return FALSE;
      state = PQconnectPoll (self->pg);
    }
  if (state == PGRES_POLLING_OK)
    return TRUE;

  reason = clean_message (PQerrorMessage (self->pg));
  if (PQconnectionNeedsPassword (self->pg))
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER,
                 _("%s: the server asks for a password, and none was given, nor does PGPASSFILE or ~/.pgpass have one"), self->words);
  else
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER, _("%s: the connection was not made: %s"), self->words, reason);

  return FALSE;
}

static void
ignore_notice_cb (gpointer        data,
                  const PGresult *result)
{
}

/* What the server said went wrong. Its details are left out: they may quote rows. */
static void
set_server_error (PlimFetchConnection  *self,
                  const PGresult       *result,
                  GError              **error)
{
  const char *primary = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  g_autofree char *reason = clean_message (primary != NULL ? primary : PQerrorMessage (self->pg));

  if (PQstatus (self->pg) == CONNECTION_BAD)
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER, _("%s: the connection broke: %s"), self->words, reason);
  else
    g_set_error (error, PLIM_ERROR, PLIM_ERROR_SERVER, _("%s: the server said: %s"), self->words, reason);
}

/* Tells the server to stop, so that it does not work on for nobody. */
static void
stop_query (PlimFetchConnection *self)
{
  char ignored[256];
  PGcancel *cancel = PQstatus (self->pg) == CONNECTION_OK ? PQgetCancel (self->pg) : NULL;

  if (cancel == NULL)
    return;
  PQcancel (cancel, ignored, sizeof ignored);
  PQfreeCancel (cancel);
}

static gboolean
send_query (PlimFetchConnection  *self,
            const char           *sql,
            GPtrArray            *parameters,
            GError              **error)
{
  int n = parameters != NULL ? (int) parameters->len : 0;

  if (PQsendQueryParams (self->pg, sql, n, NULL, n > 0 ? (const char * const *) parameters->pdata : NULL, NULL, NULL, 0) == 1)
    return TRUE;
  set_server_error (self, NULL, error);

  return FALSE;
}

/* The next part of the answer; %NULL without an error: there is no more. */
static PGresult *
next_result (PlimFetchConnection  *self,
             GCancellable         *cancellable,
             GError              **error)
{
  gint64 deadline_us = 0;

  while (PQisBusy (self->pg))
    {
      if (deadline_us == 0)
        deadline_us = g_get_monotonic_time () + (gint64) SILENCE_S * G_USEC_PER_SEC;
      if (!wait_for_socket (self, G_IO_IN, deadline_us, cancellable, error))
        return NULL;
      if (PQconsumeInput (self->pg) != 1)
        {
          set_server_error (self, NULL, error);
          return NULL;
        }
    }

  return PQgetResult (self->pg);
}

/* Names are looked up in PostgreSQL's own schema alone: nobody who may write elsewhere puts a function of their own in the
 * place of one that is meant. */
static gboolean
begin_reading (PlimFetchConnection  *self,
               GCancellable         *cancellable,
               GError              **error)
{
  static const char * const statements[] = {
    "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL search_path = pg_catalog",
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL lock_timeout = '20s'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr(PGresult) done = plim_fetch_connection_query (self, statements[i], NULL, cancellable, error);

      if (done == NULL)
        return FALSE;
    }

  return TRUE;
}

PlimFetchConnection *
plim_fetch_connection_open (const PlimFetchServer  *server,
                            GCancellable           *cancellable,
                            GError                **error)
{
  g_autoptr(PlimFetchConnection) self = g_new0 (PlimFetchConnection, 1);
  g_autofree char *conninfo = plim_fetch_server_to_conninfo (server);
  const char * const keywords[] = { "dbname", "password", NULL };
  const char * const values[] = { conninfo, server->password, NULL };

  self->words = plim_fetch_server_to_words (server);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  self->pg = PQconnectStartParams (keywords, values, 1);
  if (self->pg == NULL)
    g_error ("out of memory");
  PQsetNoticeReceiver (self->pg, ignore_notice_cb, NULL);

  if (!connect_in_steps (self, cancellable, error) || !begin_reading (self, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
plim_fetch_connection_free (PlimFetchConnection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->pg, PQfinish);
  g_free (self->words);
  g_free (self);
}

char *
plim_fetch_connection_to_words (PlimFetchConnection *self)
{
  g_autofree char *user = plim_text_clean_line (PQuser (self->pg));
  g_autofree char *version = clean_message (PQparameterStatus (self->pg, "server_version"));
  const char *host = PQhost (self->pg);
  g_autofree char *privacy = NULL;

  if (PQsslInUse (self->pg))
    privacy = g_strdup_printf (_("encrypted (%s)"), PQsslAttribute (self->pg, "protocol"));
  else if (host != NULL && *host == G_DIR_SEPARATOR)
    privacy = g_strdup (_("a socket of this computer"));
  else
    privacy = g_strdup (_("NOT encrypted"));

  /* Translators: "database ais on db.example.org: PostgreSQL 15.18, as analyst, encrypted (TLSv1.3)" */
  return g_strdup_printf (_("%s: PostgreSQL %s, as %s, %s"), self->words, version, user, privacy);
}

char *
plim_fetch_connection_quote (PlimFetchConnection  *self,
                             const char           *name,
                             GError              **error)
{
  char *quoted = PQescapeIdentifier (self->pg, name, strlen (name));
  char *copy;

  if (quoted == NULL)
    {
      set_server_error (self, NULL, error);
      return NULL;
    }
  copy = g_strdup (quoted);
  PQfreemem (quoted);

  return copy;
}

PGresult *
plim_fetch_connection_query (PlimFetchConnection  *self,
                             const char           *sql,
                             GPtrArray            *parameters,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_autoptr(PGresult) answer = NULL;
  GError *failure = NULL;
  PGresult *part;

  if (!send_query (self, sql, parameters, error))
    return NULL;
  while (failure == NULL && (part = next_result (self, cancellable, &failure)) != NULL)
    {
      ExecStatusType status = PQresultStatus (part);

      g_clear_pointer (&answer, PQclear);
      answer = part;
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        set_server_error (self, part, &failure);
    }
  if (failure == NULL && answer == NULL)
    set_server_error (self, NULL, &failure);
  if (failure == NULL)
    return g_steal_pointer (&answer);

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    stop_query (self);
  g_propagate_error (error, failure);

  return NULL;
}

/* Hands on what has come and waits for more until there is no more. */
static gboolean
copy_lines (PlimFetchConnection  *self,
            PlimFetchLine         take_line,
            gpointer              data,
            GCancellable         *cancellable,
            GError              **error)
{
  gint64 heard_us = g_get_monotonic_time ();

  for (;;)
    {
      char *line = NULL;
      int size = PQgetCopyData (self->pg, &line, TRUE);

      if (size > 0)
        {
          gboolean taken = take_line (line, (gsize) size, data, error);

          PQfreemem (line);
          if (!taken)
            return FALSE;
          heard_us = 0;
          continue;
        }
      if (size == -1)
        return TRUE;
      if (heard_us == 0)
        heard_us = g_get_monotonic_time ();
      if (size == 0 && !wait_for_socket (self, G_IO_IN, heard_us + (gint64) SILENCE_S * G_USEC_PER_SEC, cancellable, error))
        return FALSE;
      if (size == -2 || PQconsumeInput (self->pg) != 1)
        {
          set_server_error (self, NULL, error);
          return FALSE;
        }
    }
}

gboolean
plim_fetch_connection_copy (PlimFetchConnection  *self,
                            const char           *sql,
                            PlimFetchLine         take_line,
                            gpointer              data,
                            GCancellable         *cancellable,
                            GError              **error)
{
  g_autofree char *copy = g_strdup_printf ("COPY (%s) TO STDOUT (FORMAT csv, HEADER true)", sql);
  g_autoptr(PGresult) answer = NULL;
  GError *failure = NULL;

  if (!send_query (self, copy, NULL, error))
    return FALSE;
  answer = next_result (self, cancellable, &failure);
  if (failure == NULL && PQresultStatus (answer) != PGRES_COPY_OUT)
    set_server_error (self, answer, &failure);
  if (failure == NULL && copy_lines (self, take_line, data, cancellable, &failure))
    {
      /* Only now it is known whether the last row was the last. */
      g_autoptr(PGresult) end = next_result (self, cancellable, &failure);

      if (failure == NULL && PQresultStatus (end) == PGRES_COMMAND_OK)
        return TRUE;
      if (failure == NULL)
        set_server_error (self, end, &failure);
    }

  stop_query (self);
  g_propagate_error (error, failure);

  return FALSE;
}
