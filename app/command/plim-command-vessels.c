#include "config.h"

#include "app/command/plim-command.h"
#include "app/model/plim-text.h"
#include "app/store/plim-vessel-query.h"

/* Several values in one field, each once, in the order of the claims. */
static void
append_once (GString    *list,
             const char *value)
{
  if (value == NULL)
    return;
  if (list->len > 0)
    {
      g_auto(GStrv) parts = g_strsplit (list->str, "; ", -1);

      if (g_strv_contains ((const char * const *) parts, value))
        return;
      g_string_append (list, "; ");
    }
  g_string_append (list, value);
}

static char *
get_key (gconstpointer row)
{
  return g_strdup (((const PlimVessel *) row)->key);
}

static char *
get_imo (gconstpointer row)
{
  return g_strdup (((const PlimVessel *) row)->imo);
}

static char *
get_imo_valid (gconstpointer row)
{
  const PlimVessel *vessel = row;

  return vessel->imo != NULL ? g_strdup (plim_imo_is_valid (vessel->imo) ? "yes" : "no") : NULL;
}

static char *
get_name (gconstpointer row)
{
  return g_strdup (plim_vessel_get_name (row));
}

static char *
join_identities (const PlimVessel *vessel,
                 const char     *(*get) (const PlimIdentity *identity))
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < vessel->identities->len; i++)
    append_once (list, get (g_ptr_array_index (vessel->identities, i)));

  return g_string_free (list, FALSE);
}

static const char *
identity_name (const PlimIdentity *identity)
{
  return plim_identity_is_foreign (identity) ? NULL : identity->name;
}

static const char *
identity_borrowed (const PlimIdentity *identity)
{
  return plim_identity_is_foreign (identity) ? identity->name : NULL;
}

static const char *
identity_flag (const PlimIdentity *identity)
{
  return identity->flag;
}

static const char *
identity_mmsi (const PlimIdentity *identity)
{
  return identity->mmsi;
}

static const char *
identity_callsign (const PlimIdentity *identity)
{
  return identity->callsign;
}

static char *
get_names (gconstpointer row)
{
  return join_identities (row, identity_name);
}

static char *
get_borrowed (gconstpointer row)
{
  return join_identities (row, identity_borrowed);
}

static char *
get_flags (gconstpointer row)
{
  return join_identities (row, identity_flag);
}

static char *
get_mmsis (gconstpointer row)
{
  return join_identities (row, identity_mmsi);
}

static char *
get_callsigns (gconstpointer row)
{
  return join_identities (row, identity_callsign);
}

static char *
get_types (gconstpointer row)
{
  const PlimVessel *vessel = row;
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < vessel->particulars->len; i++)
    append_once (list, ((const PlimParticulars *) g_ptr_array_index (vessel->particulars, i))->type);

  return g_string_free (list, FALSE);
}

/* "UN port-entry-ban 2017-10-03; ROK …" */
static char *
get_measures (gconstpointer row)
{
  const PlimVessel *vessel = row;
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < vessel->measures->len; i++)
    {
      const PlimMeasure *measure = g_ptr_array_index (vessel->measures, i);
      g_autofree char *from = plim_period_format_from (&measure->when);
      g_autofree char *words = g_strdup_printf ("%s %s %s", measure->by != NULL ? measure->by : "",
                                                measure->kind != NULL ? measure->kind : "", from != NULL ? from : "");

      append_once (list, g_strstrip (words));
    }

  return g_string_free (list, FALSE);
}

/* Ids may hold blanks, never a vertical bar. */
static char *
get_claims (gconstpointer row)
{
  const PlimVessel *vessel = row;
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < vessel->identities->len; i++)
    g_ptr_array_add (ids, ((const PlimIdentity *) g_ptr_array_index (vessel->identities, i))->claim->id);
  for (guint i = 0; i < vessel->particulars->len; i++)
    g_ptr_array_add (ids, ((const PlimParticulars *) g_ptr_array_index (vessel->particulars, i))->claim->id);
  for (guint i = 0; i < vessel->measures->len; i++)
    g_ptr_array_add (ids, ((const PlimMeasure *) g_ptr_array_index (vessel->measures, i))->claim->id);
  g_ptr_array_sort (ids, plim_text_compare);
  g_ptr_array_add (ids, NULL);

  return g_strjoinv (" | ", (char **) ids->pdata);
}

static char *
get_exercise (gconstpointer row)
{
  return g_strdup (((const PlimVessel *) row)->exercise ? "yes" : "no");
}

static const PlimColumn columns[] = {
  { "vessel", PLIM_COLUMN_TEXT, get_key },
  { "imo", PLIM_COLUMN_TEXT, get_imo },
  { "imo_check", PLIM_COLUMN_YES_NO, get_imo_valid },
  { "name", PLIM_COLUMN_TEXT, get_name },
  { "names", PLIM_COLUMN_TEXT, get_names },
  { "borrowed_names", PLIM_COLUMN_TEXT, get_borrowed },
  { "flags", PLIM_COLUMN_TEXT, get_flags },
  { "mmsi", PLIM_COLUMN_TEXT, get_mmsis },
  { "callsigns", PLIM_COLUMN_TEXT, get_callsigns },
  { "type", PLIM_COLUMN_TEXT, get_types },
  { "measures", PLIM_COLUMN_TEXT, get_measures },
  { "exercise", PLIM_COLUMN_YES_NO, get_exercise },
  { "claims", PLIM_COLUMN_TEXT, get_claims },
};

int
plim_command_vessels (const PlimCommandLine *line)
{
  g_autoptr(PlimStore) store = plim_command_open_store (line, FALSE);
  g_autoptr(GPtrArray) vessels = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  if (store == NULL)
    return PLIM_COMMAND_FAILED;
  vessels = plim_vessel_query (store, &line->filter, &error);
  if (vessels == NULL)
    return plim_command_fail ("the vessels cannot be listed", error);

  text = plim_table_write (columns, G_N_ELEMENTS (columns), vessels, line->format);
  plim_command_print (text);

  return PLIM_COMMAND_DONE;
}
