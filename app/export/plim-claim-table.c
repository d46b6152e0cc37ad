#include "config.h"

#include "app/export/plim-claim-table.h"

#include <string.h>

#include "app/export/plim-csv.h"
#include "app/export/plim-json.h"

typedef enum
{
  COLUMN_TEXT,
  COLUMN_NUMBER,
  COLUMN_YES_NO,
} ColumnKind;

typedef struct
{
  const char *name;
  ColumnKind  kind;
  char     *(*get) (const PlimClaimRow *row);
} Column;

static char *
get_claim (const PlimClaimRow *row)
{
  return g_strdup (row->claim->id);
}

static char *
get_report (const PlimClaimRow *row)
{
  return g_strdup (row->claim->report);
}

static char *
get_edition (const PlimClaimRow *row)
{
  return g_strdup_printf ("%u", row->claim->edition);
}

static char *
get_subject (const PlimClaimRow *row)
{
  return g_strdup (plim_subject_get_name (row->claim->subject));
}

static char *
get_commodity (const PlimClaimRow *row)
{
  return g_strdup (row->commodity);
}

static char *
get_direction (const PlimClaimRow *row)
{
  return g_strdup (row->direction);
}

static char *
get_from (const PlimClaimRow *row)
{
  return plim_period_format_from (&row->when);
}

static char *
get_to (const PlimClaimRow *row)
{
  return plim_period_format_to (&row->when);
}

static char *
format_low (const PlimAmount *amount)
{
  return amount->known ? plim_number_format (amount->low) : NULL;
}

static char *
format_high (const PlimAmount *amount)
{
  return amount->known && plim_amount_is_range (amount) ? plim_number_format (amount->high) : NULL;
}

static char *
format_bound (const PlimAmount *amount)
{
  return amount->known ? g_strdup (plim_bound_get_name (amount->bound)) : NULL;
}

static char *
get_value (const PlimClaimRow *row)
{
  return format_low (&row->value);
}

static char *
get_value_high (const PlimClaimRow *row)
{
  return format_high (&row->value);
}

static char *
get_unit (const PlimClaimRow *row)
{
  return row->value.known ? g_strdup (row->value.unit) : NULL;
}

static char *
get_bound (const PlimClaimRow *row)
{
  return format_bound (&row->value);
}

static char *
get_laden (const PlimClaimRow *row)
{
  return row->laden > 0 ? plim_laden_format (row->laden) : NULL;
}

static char *
get_count (const PlimClaimRow *row)
{
  return row->count > 0 ? g_strdup_printf ("%u", row->count) : NULL;
}

static char *
get_origin (const PlimClaimRow *row)
{
  return g_strdup (row->origin);
}

static char *
get_destination (const PlimClaimRow *row)
{
  return g_strdup (row->destination);
}

static char *
get_vessel (const PlimClaimRow *row)
{
  return g_strdup (row->vessel);
}

static char *
get_basis (const PlimClaimRow *row)
{
  return g_strdup (plim_basis_get_name (row->claim->basis));
}

/* One field of every place where the statement stands, in their order; places that lack it stay as a gap. */
static char *
join_cites (const PlimClaim *claim,
            gsize            offset)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < claim->cites->len; i++)
    {
      const char *field = G_STRUCT_MEMBER (char *, g_ptr_array_index (claim->cites, i), offset);

      if (i > 0)
        g_string_append (text, "; ");
      if (field != NULL && *field != '\0')
        {
          g_string_append (text, field);
          any = TRUE;
        }
    }

  return any ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
get_source (const PlimClaimRow *row)
{
  char *sources = join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, source));

  return sources != NULL ? sources : g_strdup (row->claim->publisher);
}

static char *
get_via (const PlimClaimRow *row)
{
  return join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, via));
}

static char *
get_grade (const PlimClaimRow *row)
{
  if (row->claim->cites->len == 0)
    return NULL;

  return g_strdup (plim_claim_is_recalled (row->claim) ? "recalled" : "seen");
}

static char *
get_para (const PlimClaimRow *row)
{
  return join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, para));
}

static char *
get_annex (const PlimClaimRow *row)
{
  return join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, annex));
}

static char *
get_page (const PlimClaimRow *row)
{
  return join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, page));
}

static char *
get_known (const PlimClaimRow *row)
{
  return plim_period_format_from (&row->claim->known);
}

static char *
get_part_of (const PlimClaimRow *row)
{
  return g_strdup (row->claim->part_of);
}

static char *
get_supersedes (const PlimClaimRow *row)
{
  return g_strdup (row->claim->supersedes);
}

static char *
get_disputed_by (const PlimClaimRow *row)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->claim->disputes->len; i++)
    {
      const PlimDispute *dispute = g_ptr_array_index (row->claim->disputes, i);

      if (dispute->by != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", dispute->by);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_handling (const PlimClaimRow *row)
{
  return g_strdup (row->claim->handling != NULL ? row->claim->handling : "unrestricted");
}

static char *
get_exercise (const PlimClaimRow *row)
{
  return g_strdup (row->claim->exercise ? "yes" : "no");
}

static char *
get_wording (const PlimClaimRow *row)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < row->claim->wordings->len; i++)
    {
      const PlimWording *wording = g_ptr_array_index (row->claim->wordings, i);

      if (wording->text != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", wording->text);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_money (const PlimClaimRow *row)
{
  return format_low (&row->money);
}

static char *
get_money_high (const PlimClaimRow *row)
{
  return format_high (&row->money);
}

static char *
get_money_bound (const PlimClaimRow *row)
{
  return format_bound (&row->money);
}

static char *
get_currency (const PlimClaimRow *row)
{
  return row->money.known ? g_strdup (row->money.unit) : NULL;
}

static char *
get_state (const PlimClaimRow *row)
{
  static const char *const states[] = { "current", "revised", "withdrawn" };

  return g_strdup (states[row->claim->state]);
}

static char *
get_publisher (const PlimClaimRow *row)
{
  return g_strdup (row->claim->publisher);
}

static char *
get_title (const PlimClaimRow *row)
{
  return g_strdup (row->claim->report_title);
}

static char *
get_statement (const PlimClaimRow *row)
{
  return g_strdup (row->statement);
}

static char *
get_citation (const PlimClaimRow *row)
{
  return plim_claim_format_citation (row->claim);
}

/* Others' scripts know these names: they stay, and new ones go to the end. */
static const Column columns[] = {
  { "claim", COLUMN_TEXT, get_claim },
  { "report", COLUMN_TEXT, get_report },
  { "edition", COLUMN_NUMBER, get_edition },
  { "subject", COLUMN_TEXT, get_subject },
  { "commodity", COLUMN_TEXT, get_commodity },
  { "direction", COLUMN_TEXT, get_direction },
  { "from", COLUMN_TEXT, get_from },
  { "to", COLUMN_TEXT, get_to },
  { "value", COLUMN_NUMBER, get_value },
  { "value_high", COLUMN_NUMBER, get_value_high },
  { "unit", COLUMN_TEXT, get_unit },
  { "bound", COLUMN_TEXT, get_bound },
  { "laden", COLUMN_TEXT, get_laden },
  { "count", COLUMN_NUMBER, get_count },
  { "origin", COLUMN_TEXT, get_origin },
  { "destination", COLUMN_TEXT, get_destination },
  { "vessel", COLUMN_TEXT, get_vessel },
  { "basis", COLUMN_TEXT, get_basis },
  { "source", COLUMN_TEXT, get_source },
  { "via", COLUMN_TEXT, get_via },
  { "grade", COLUMN_TEXT, get_grade },
  { "para", COLUMN_TEXT, get_para },
  { "annex", COLUMN_TEXT, get_annex },
  { "page", COLUMN_TEXT, get_page },
  { "known", COLUMN_TEXT, get_known },
  { "part_of", COLUMN_TEXT, get_part_of },
  { "supersedes", COLUMN_TEXT, get_supersedes },
  { "disputed_by", COLUMN_TEXT, get_disputed_by },
  { "handling", COLUMN_TEXT, get_handling },
  { "exercise", COLUMN_YES_NO, get_exercise },
  { "wording", COLUMN_TEXT, get_wording },
  { "value_money", COLUMN_NUMBER, get_money },
  { "money_high", COLUMN_NUMBER, get_money_high },
  { "money_bound", COLUMN_TEXT, get_money_bound },
  { "currency", COLUMN_TEXT, get_currency },
  { "state", COLUMN_TEXT, get_state },
  { "publisher", COLUMN_TEXT, get_publisher },
  { "title", COLUMN_TEXT, get_title },
  { "statement", COLUMN_TEXT, get_statement },
  { "citation", COLUMN_TEXT, get_citation },
};

char *
plim_claim_table_write_csv (GPtrArray *rows)
{
  GString *csv = g_string_new (NULL);

  g_return_val_if_fail (rows != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    plim_csv_append_field (csv, columns[i].name, FALSE);
  plim_csv_end_row (csv);

  for (guint n = 0; n < rows->len; n++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        {
          g_autofree char *value = columns[i].get (g_ptr_array_index (rows, n));

          plim_csv_append_field (csv, value, columns[i].kind == COLUMN_NUMBER);
        }
      plim_csv_end_row (csv);
    }

  return g_string_free (csv, FALSE);
}

static void
append_wordings (GString         *json,
                 const PlimClaim *claim)
{
  g_string_append (json, "[");
  for (guint i = 0; i < claim->wordings->len; i++)
    {
      const PlimWording *wording = g_ptr_array_index (claim->wordings, i);

      g_string_append (json, i > 0 ? ", {\"lang\": " : "{\"lang\": ");
      plim_json_append_string (json, wording->lang);
      g_string_append (json, ", \"text\": ");
      plim_json_append_string (json, wording->text);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]");
}

static void
append_json_value (GString      *json,
                   const Column *column,
                   const char   *value)
{
  if (value == NULL || *value == '\0')
    g_string_append (json, "null");
  else if (column->kind == COLUMN_NUMBER)
    g_string_append (json, value);
  else if (column->kind == COLUMN_YES_NO)
    g_string_append (json, strcmp (value, "yes") == 0 ? "true" : "false");
  else
    plim_json_append_string (json, value);
}

char *
plim_claim_table_write_json (GPtrArray *rows)
{
  GString *json = g_string_new ("[");

  g_return_val_if_fail (rows != NULL, NULL);

  for (guint n = 0; n < rows->len; n++)
    {
      const PlimClaimRow *row = g_ptr_array_index (rows, n);

      g_string_append (json, n > 0 ? ",\n  {" : "\n  {");
      for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
        {
          g_autofree char *value = columns[i].get (row);

          g_string_append_printf (json, "%s\"%s\": ", i > 0 ? ", " : "", columns[i].name);
          if (columns[i].get == get_wording)
            append_wordings (json, row->claim);
          else
            append_json_value (json, &columns[i], value);
        }
      g_string_append_c (json, '}');
    }
  g_string_append (json, rows->len > 0 ? "\n]\n" : "]\n");

  return g_string_free (json, FALSE);
}
