#include "config.h"

#include "app/import/plim-fetch-server.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <string.h>

#include "app/plim-error.h"

#define GROUP "server"

/* The library's words for what has a place of its own. */
static char **
find_field (PlimFetchServer *self,
            const char      *keyword)
{
  const struct { const char *keyword; char **field; } fields[] = {
    { "host", &self->host },
    { "port", &self->port },
    { "dbname", &self->database },
    { "user", &self->user },
    { "sslmode", &self->sslmode },
    { "password", &self->password },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].keyword, keyword) == 0)
      return fields[i].field;

  return NULL;
}

static void
append_option (GString    *conninfo,
               const char *keyword,
               const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (conninfo, "%s%s='", conninfo->len > 0 ? " " : "", keyword);
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == '\'' || *at == '\\')
        g_string_append_c (conninfo, '\\');
      g_string_append_c (conninfo, *at);
    }
  g_string_append_c (conninfo, '\'');
}

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

PlimFetchServer *
plim_fetch_server_parse (const char  *address,
                         GError     **error)
{
  g_autoptr(PlimFetchServer) self = g_new0 (PlimFetchServer, 1);
  g_autoptr(GString) more = g_string_new (NULL);
  char *ignored = NULL;
  PQconninfoOption *options = g_utf8_validate (address, -1, NULL) ? PQconninfoParse (address, &ignored) : NULL;

  /* The library's own message repeats parts of what it could not read. */
  if (ignored != NULL)
    PQfreemem (ignored);
  if (options == NULL)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                   _("this is no address of a database; expected postgresql://USER@HOST:PORT/DATABASE or "
                     "host=HOST port=PORT dbname=DATABASE user=USER"));
      return NULL;
    }

  for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
    {
      char **field = find_field (self, option->keyword);

      if (option->val == NULL || *option->val == '\0')
        continue;
      if (field != NULL)
        *field = g_strdup (option->val);
      /* Shown as stars where it is typed: as secret as a password. */
      else if (option->dispchar[0] != '*')
        append_option (more, option->keyword, option->val);
    }
  PQconninfoFree (options);
  self->more = more->len > 0 ? g_strdup (more->str) : NULL;

  /* Without a name the library would take what the environment names. */
  if (self->host == NULL)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_USAGE,
                   _("the address names no server; expected postgresql://USER@HOST:PORT/DATABASE, where HOST may also be "
                     "the folder of a local socket"));
      return NULL;
    }

  return g_steal_pointer (&self);
}

PlimFetchServer *
plim_fetch_server_copy (const PlimFetchServer *self)
{
  PlimFetchServer *copy = g_new0 (PlimFetchServer, 1);

  copy->host = g_strdup (self->host);
  copy->port = g_strdup (self->port);
  copy->database = g_strdup (self->database);
  copy->user = g_strdup (self->user);
  copy->sslmode = g_strdup (self->sslmode);
  copy->more = g_strdup (self->more);
  copy->password = g_strdup (self->password);

  return copy;
}

void
plim_fetch_server_free (PlimFetchServer *self)
{
  if (self == NULL)
    return;
  g_free (self->host);
  g_free (self->port);
  g_free (self->database);
  g_free (self->user);
  g_free (self->sslmode);
  g_free (self->more);
  wipe (self->password);
  g_free (self);
}

char *
plim_fetch_server_to_address (const PlimFetchServer *self)
{
  GString *address = g_string_new (NULL);

  append_option (address, "host", self->host);
  append_option (address, "port", self->port);
  append_option (address, "dbname", self->database);
  append_option (address, "user", self->user);
  append_option (address, "sslmode", self->sslmode);
  if (self->more != NULL)
    g_string_append_printf (address, " %s", self->more);

  return g_string_free (address, FALSE);
}

char *
plim_fetch_server_to_words (const PlimFetchServer *self)
{
  g_autofree char *port = self->port != NULL ? g_strdup_printf (", port %s", self->port) : g_strdup ("");

  if (self->database == NULL)
    return g_strdup_printf ("%s%s", self->host, port);

  return g_strdup_printf ("database %s on %s%s", self->database, self->host, port);
}

char *
plim_fetch_server_to_conninfo (const PlimFetchServer *self)
{
  g_autofree char *address = plim_fetch_server_to_address (self);

  /* What is said last counts, so what the person said stands last. An empty address keeps PGHOSTADDR from turning a named
   * server into another one. A dead server is noticed within half a minute. */
  return g_strdup_printf ("hostaddr='' gssencmode='disable' keepalives_idle='10' keepalives_interval='5' keepalives_count='3' "
                          "tcp_user_timeout='30000' fallback_application_name='plimsoll' %s client_encoding='UTF8'", address);
}

static char *
make_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "plimsoll", "fetch.conf", NULL);
}

PlimFetchMemory *
plim_fetch_memory_load (void)
{
  PlimFetchMemory *self = g_new0 (PlimFetchMemory, 1);
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = make_path ();
  g_autofree char *address = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return self;

  address = g_key_file_get_string (file, GROUP, "address", NULL);
  if (address != NULL)
    self->server = plim_fetch_server_parse (address, NULL);
  self->schema = g_key_file_get_string (file, GROUP, "schema", NULL);
  self->table = g_key_file_get_string (file, GROUP, "table", NULL);

  return self;
}

gboolean
plim_fetch_memory_save (const PlimFetchMemory  *self,
                        GError                **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = make_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *data = NULL;
  gsize size;

  if (self->server != NULL)
    {
      g_autofree char *address = plim_fetch_server_to_address (self->server);

      g_key_file_set_string (file, GROUP, "address", address);
    }
  if (self->schema != NULL)
    g_key_file_set_string (file, GROUP, "schema", self->schema);
  if (self->table != NULL)
    g_key_file_set_string (file, GROUP, "table", self->table);

  /* A folder that cannot be made shows when the file is written. */
  g_mkdir_with_parents (folder, 0700);
  data = g_key_file_to_data (file, &size, NULL);

  return g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

void
plim_fetch_memory_free (PlimFetchMemory *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->server, plim_fetch_server_free);
  g_free (self->schema);
  g_free (self->table);
  g_free (self);
}
