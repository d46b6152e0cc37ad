#include "config.h"

#include "app/command/plim-command.h"
#include "app/store/plim-vessel-finder.h"

static char *
format_time (gint64 time_s)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (time_s);
  g_autofree char *rest = time != NULL ? g_date_time_format (time, "-%m-%dT%H:%M:%SZ") : NULL;

  /* GLib writes early years without their zeros, which no other program reads. */
  return time != NULL ? g_strdup_printf ("%04d%s", g_date_time_get_year (time), rest) : NULL;
}

static char *
get_mmsi (gconstpointer row)
{
  return g_strdup (((const PlimCraft *) row)->mmsi);
}

static char *
get_name (gconstpointer row)
{
  return g_strdup (((const PlimCraft *) row)->name);
}

static char *
get_positions (gconstpointer row)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, ((const PlimCraft *) row)->n_positions);
}

static char *
get_first (gconstpointer row)
{
  return format_time (((const PlimCraft *) row)->first_s);
}

static char *
get_last (gconstpointer row)
{
  return format_time (((const PlimCraft *) row)->last_s);
}

static char *
get_rejected (gconstpointer row)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, ((const PlimCraft *) row)->n_rejected);
}

static char *
get_basis (gconstpointer row)
{
  return g_strdup (plim_basis_get_name (((const PlimCraft *) row)->basis));
}

static char *
get_known_by (gconstpointer row)
{
  return g_strdup (plim_known_by_get_name (((const PlimCraft *) row)->known_by));
}

static char *
get_key (gconstpointer row)
{
  return g_strdup (((const PlimCraft *) row)->key);
}

/* Ids may hold blanks, never a vertical bar. */
static char *
get_claims (gconstpointer row)
{
  return g_strjoinv (" | ", ((const PlimCraft *) row)->claims);
}

static const PlimColumn columns[] = {
  { "mmsi", PLIM_COLUMN_TEXT, get_mmsi },
  { "name", PLIM_COLUMN_TEXT, get_name },
  { "positions", PLIM_COLUMN_NUMBER, get_positions },
  { "first", PLIM_COLUMN_TEXT, get_first },
  { "last", PLIM_COLUMN_TEXT, get_last },
  { "rejected", PLIM_COLUMN_NUMBER, get_rejected },
  { "basis", PLIM_COLUMN_TEXT, get_basis },
  { "known_by", PLIM_COLUMN_TEXT, get_known_by },
  { "vessel", PLIM_COLUMN_TEXT, get_key },
  { "claims", PLIM_COLUMN_TEXT, get_claims },
};

int
plim_command_tracks (const PlimCommandLine *line)
{
  g_autoptr(PlimStore) store = plim_command_open_store (line, FALSE);
  g_autoptr(GPtrArray) crafts = NULL;
  g_autoptr(GHashTable) keys = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  crafts = plim_craft_query (store, &line->filter, &error);
  if (crafts == NULL)
    return plim_command_fail ("the tracks cannot be listed", error);

  if (line->vessel != NULL && (keys = plim_vessel_find_keys (store, &line->filter, crafts, line->vessel, &error)) == NULL)
    return plim_command_fail ("the tracks cannot be listed", error);
  for (guint i = crafts->len; keys != NULL && i > 0; i--)
    if (!g_hash_table_contains (keys, ((const PlimCraft *) g_ptr_array_index (crafts, i - 1))->key))
      g_ptr_array_remove_index (crafts, i - 1);

  text = plim_table_write (columns, G_N_ELEMENTS (columns), crafts, line->format);
  plim_command_print (text);

  return PLIM_COMMAND_DONE;
}
