#include "config.h"

#include "app/export/plim-claim-table.h"

#include <string.h>

#include "app/export/plim-json.h"

static char *
get_claim (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->claim->id);
}

static char *
get_content (gconstpointer data)
{
  const PlimClaimRow *row = data;

  return g_strdup (row->claim->content);
}

static char *
get_report (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->claim->report);
}

static char *
get_edition (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup_printf ("%u", row->claim->edition);
}

static char *
get_subject (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (plim_subject_get_name (row->claim->subject));
}

static char *
get_commodity (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->commodity);
}

static char *
get_direction (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->direction);
}

static char *
get_from (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return plim_period_format_from (&row->when);
}

static char *
get_to (gconstpointer data)
{
  const PlimClaimRow *row = data;
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
get_value (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return format_low (&row->value);
}

static char *
get_value_high (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return format_high (&row->value);
}

static char *
get_unit (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return row->value.known ? g_strdup (row->value.unit) : NULL;
}

static char *
get_bound (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return format_bound (&row->value);
}

static char *
get_laden (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return row->laden > 0 ? plim_laden_format (row->laden) : NULL;
}

static char *
get_count (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return row->count > 0 ? g_strdup_printf ("%u", row->count) : NULL;
}

static char *
get_origin (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->origin);
}

static char *
get_destination (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->destination);
}

static char *
get_vessel (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->vessel);
}

static char *
get_basis (gconstpointer data)
{
  const PlimClaimRow *row = data;
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
get_source (gconstpointer data)
{
  const PlimClaimRow *row = data;
  char *sources = join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, source));

  return sources != NULL ? sources : g_strdup (row->claim->publisher);
}

static char *
get_via (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, via));
}

static char *
get_grade (gconstpointer data)
{
  const PlimClaimRow *row = data;
  if (row->claim->cites->len == 0)
    return NULL;

  return g_strdup (plim_claim_is_recalled (row->claim) ? "recalled" : "seen");
}

static char *
get_para (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, para));
}

static char *
get_annex (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, annex));
}

static char *
get_page (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return join_cites (row->claim, G_STRUCT_OFFSET (PlimCite, page));
}

static char *
get_known (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return plim_period_format_from (&row->claim->known);
}

static char *
get_part_of (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->claim->part_of);
}

static char *
get_supersedes (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->claim->supersedes);
}

static char *
get_disputed_by (gconstpointer data)
{
  const PlimClaimRow *row = data;
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
get_handling (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->claim->handling != NULL ? row->claim->handling : "unrestricted");
}

static char *
get_exercise (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->claim->exercise ? "yes" : "no");
}

static char *
get_wording (gconstpointer data)
{
  const PlimClaimRow *row = data;
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
get_money (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return format_low (&row->money);
}

static char *
get_money_high (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return format_high (&row->money);
}

static char *
get_money_bound (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return format_bound (&row->money);
}

static char *
get_currency (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return row->money.known ? g_strdup (row->money.unit) : NULL;
}

static char *
get_state (gconstpointer data)
{
  const PlimClaimRow *row = data;
  static const char *const states[] = { "current", "revised", "withdrawn" };

  return g_strdup (states[row->claim->state]);
}

static char *
get_publisher (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->claim->publisher);
}

static char *
get_title (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->claim->report_title);
}

static char *
get_statement (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return g_strdup (row->statement);
}

static char *
get_citation (gconstpointer data)
{
  const PlimClaimRow *row = data;
  return plim_claim_format_citation (row->claim);
}

/* Others' scripts know these names: they stay, and new ones go to the end. */
static void
append_wordings (gconstpointer  row,
                 GString       *json)
{
  const PlimClaim *claim = ((const PlimClaimRow *) row)->claim;

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

static const PlimColumn columns[] = {
  { "claim", PLIM_COLUMN_TEXT, get_claim },
  { "report", PLIM_COLUMN_TEXT, get_report },
  { "edition", PLIM_COLUMN_NUMBER, get_edition },
  { "subject", PLIM_COLUMN_TEXT, get_subject },
  { "commodity", PLIM_COLUMN_TEXT, get_commodity },
  { "direction", PLIM_COLUMN_TEXT, get_direction },
  { "from", PLIM_COLUMN_TEXT, get_from },
  { "to", PLIM_COLUMN_TEXT, get_to },
  { "value", PLIM_COLUMN_NUMBER, get_value },
  { "value_high", PLIM_COLUMN_NUMBER, get_value_high },
  { "unit", PLIM_COLUMN_TEXT, get_unit },
  { "bound", PLIM_COLUMN_TEXT, get_bound },
  { "laden", PLIM_COLUMN_TEXT, get_laden },
  { "count", PLIM_COLUMN_NUMBER, get_count },
  { "origin", PLIM_COLUMN_TEXT, get_origin },
  { "destination", PLIM_COLUMN_TEXT, get_destination },
  { "vessel", PLIM_COLUMN_TEXT, get_vessel },
  { "basis", PLIM_COLUMN_TEXT, get_basis },
  { "source", PLIM_COLUMN_TEXT, get_source },
  { "via", PLIM_COLUMN_TEXT, get_via },
  { "grade", PLIM_COLUMN_TEXT, get_grade },
  { "para", PLIM_COLUMN_TEXT, get_para },
  { "annex", PLIM_COLUMN_TEXT, get_annex },
  { "page", PLIM_COLUMN_TEXT, get_page },
  { "known", PLIM_COLUMN_TEXT, get_known },
  { "part_of", PLIM_COLUMN_TEXT, get_part_of },
  { "supersedes", PLIM_COLUMN_TEXT, get_supersedes },
  { "disputed_by", PLIM_COLUMN_TEXT, get_disputed_by },
  { "handling", PLIM_COLUMN_TEXT, get_handling },
  { "exercise", PLIM_COLUMN_YES_NO, get_exercise },
  { "wording", PLIM_COLUMN_TEXT, get_wording, append_wordings },
  { "value_money", PLIM_COLUMN_NUMBER, get_money },
  { "money_high", PLIM_COLUMN_NUMBER, get_money_high },
  { "money_bound", PLIM_COLUMN_TEXT, get_money_bound },
  { "currency", PLIM_COLUMN_TEXT, get_currency },
  { "state", PLIM_COLUMN_TEXT, get_state },
  { "publisher", PLIM_COLUMN_TEXT, get_publisher },
  { "title", PLIM_COLUMN_TEXT, get_title },
  { "statement", PLIM_COLUMN_TEXT, get_statement },
  { "citation", PLIM_COLUMN_TEXT, get_citation },
  { "content", PLIM_COLUMN_TEXT, get_content },
};

char *
plim_claim_table_write (GPtrArray       *rows,
                        PlimTableFormat  format)
{
  static const PlimColumn plain[] = {
    { "claim", PLIM_COLUMN_TEXT, get_claim },
    { "statement", PLIM_COLUMN_TEXT, get_statement },
    { "citation", PLIM_COLUMN_TEXT, get_citation },
  };

  return format == PLIM_TABLE_PLAIN ? plim_table_write (plain, G_N_ELEMENTS (plain), rows, format)
                                    : plim_table_write (columns, G_N_ELEMENTS (columns), rows, format);
}
