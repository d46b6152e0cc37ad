#include "config.h"

#include "app/import/plim-import-rows.h"

#include <string.h>

#include "app/import/plim-record.h"
#include "app/import/plim-record-check.h"
#include "app/store/plim-import-query.h"
#include "app/store/plim-position-block.h"

/* What one file may say of itself: a hostile one could doubt without end. */
#define MESSAGES_MAX 1000

struct _PlimImportRows
{
  PlimStoreWriter   *writer;
  PlimImportPlan    *plan;
  PlimRecordContext *context;
  guint              n_suppressed;

  /* The open track. */
  gint64             track_key;
  char              *track_mmsi;
  GChecksum         *track_digest;
  PlimPosition       block[PLIM_POSITION_BLOCK_MAX];
  guint              n_block;
};

static void
add_warning (PlimImportRows *self,
             const PlimNode *node,
             char           *text)
{
  g_autofree char *owned = text;

  if (text == NULL)
    return;
  if (self->plan->messages->len >= MESSAGES_MAX)
    self->n_suppressed++;
  else
    g_ptr_array_add (self->plan->messages,
                     plim_import_message_new (PLIM_SEVERITY_WARNING, node->line, node->column,
                                              plim_grammar_get_element (node->kind)->name, text));
}

/* A local source that is not in the report's list is a slip of the writer's. */
static void
check_sources (PlimImportRows *self,
               const PlimNode *node)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      const PlimNode *child = g_ptr_array_index (node->children, i);
      const char *source = child->kind == PLIM_ELEMENT_CITE ? plim_node_get (child, PLIM_ATTRIBUTE_SOURCE) : NULL;

      if (source != NULL && !g_hash_table_contains (self->context->sources, source))
        add_warning (self, child, g_strdup_printf ("the source “%s” is not in the report's list of sources", source));
    }
}

typedef struct
{
  PlimClaim *claim;
  PlimPeriod when;
  gint64     key;
} Added;

static gboolean
happened (PlimSubject subject)
{
  return subject == PLIM_SUBJECT_TRADE || subject == PLIM_SUBJECT_SIGHTING || subject == PLIM_SUBJECT_THEFT
         || subject == PLIM_SUBJECT_TRACK || subject == PLIM_SUBJECT_ROUTE;
}

/* The part that all claims have in common. The same words without an id may stand twice: that is said once.
 * Returns: FALSE with no error for that case. */
static gboolean
add_claim (PlimImportRows  *self,
           const PlimNode  *node,
           PlimSubject      subject,
           const char      *extra,
           gint64           reserved_key,
           Added           *added,
           GError         **error)
{
  gboolean dates = subject != PLIM_SUBJECT_CONVERSION;
  const char *on = plim_node_get (node, PLIM_ATTRIBUTE_ON);
  GError *failure = NULL;
  guint8 content[32];

  added->claim = plim_record_read_claim (self->context, node, subject, extra, &added->when, content);

  /* The reader has seen to it that no id stands twice. */
  if (plim_node_get (node, PLIM_ATTRIBUTE_ID) == NULL
      && plim_store_writer_has_claim (self->writer, added->claim->local_id, &failure))
    {
      add_warning (self, node, g_strdup ("the same statement stands here a second time; it is kept once"));
      return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  check_sources (self, node);
  add_warning (self, node, plim_record_check_order (node, dates && on == NULL));
  if (happened (subject))
    add_warning (self, node, plim_record_check_period (self->context, &added->when));

  added->key = plim_store_writer_add_claim (self->writer, reserved_key, added->claim, &added->when,
                                            !dates ? NULL : on != NULL ? on : plim_node_get (node, PLIM_ATTRIBUTE_FROM),
                                            !dates || on != NULL ? NULL : plim_node_get (node, PLIM_ATTRIBUTE_TO),
                                            plim_node_get (node, PLIM_ATTRIBUTE_KNOWN), content, error);

  return added->key != 0;
}

static gboolean
add_place (PlimImportRows  *self,
           const PlimNode  *node,
           GError         **error)
{
  const char *id = plim_node_get (node, PLIM_ATTRIBUTE_ID);
  PlimPlace *place = plim_record_read_place (node);
  gboolean added = plim_store_writer_add_place (self->writer, id, place, error);
  plim_place_free (place);

  return added;
}

static gboolean
add_vessel (PlimImportRows  *self,
            const PlimNode  *node,
            GError         **error)
{
  const char *id = plim_node_get (node, PLIM_ATTRIBUTE_ID);
  const char *imo = plim_node_get (node, PLIM_ATTRIBUTE_IMO);

  plim_record_read_vessel (self->context, node);
  add_warning (self, node, plim_record_check_imo (imo, self->context->report->exercise));

  return plim_store_writer_add_vessel (self->writer, id, imo, NULL, error);
}

static gboolean
write_identity (PlimImportRows  *self,
                const PlimNode  *node,
                const Added     *added,
                const char      *vessel,
                GError         **error)
{
  gboolean exercise = self->context->report->exercise;
  PlimIdentity *identity = plim_record_read_identity (node, added->claim);
  gboolean written = plim_store_writer_add_identity (self->writer, added->key, vessel, identity, error);

  add_warning (self, node, plim_record_check_mmsi (identity->mmsi, identity->flag, exercise));
  add_warning (self, node, plim_record_check_imo (identity->owner_imo, exercise));
  plim_identity_free (identity);

  return written;
}

static gboolean
write_sighting (PlimImportRows  *self,
                const PlimNode  *node,
                const Added     *added,
                GError         **error)
{
  g_autoptr(PlimSighting) sighting = plim_record_read_sighting (self->context, node, added->claim);
  g_autofree char *place = plim_record_resolve (self->context, plim_node_get (node, PLIM_ATTRIBUTE_PLACE));

  return plim_store_writer_add_sighting (self->writer, added->key, sighting, place, error);
}

static gboolean
write_route (PlimImportRows  *self,
             const PlimNode  *node,
             const Added     *added,
             GError         **error)
{
  g_autoptr(GPtrArray) from_places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) to_places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(PlimRoute) route = plim_record_read_route (self->context, node, added->claim, from_places, to_places);

  return plim_store_writer_add_route (self->writer, added->key, route, from_places, to_places, error);
}

/* The columns that one subject alone has. */
static gboolean
write_subject (PlimImportRows  *self,
               const PlimNode  *node,
               const Added     *added,
               GError         **error)
{
  g_autofree char *vessel = self->context->vessel != NULL ? plim_record_resolve (self->context, self->context->vessel) : NULL;
  gboolean written;

  switch (added->claim->subject)
    {
    case PLIM_SUBJECT_TRADE:
      {
        g_autoptr(PlimTrade) trade = plim_record_read_trade (self->context, node, added->claim);

        return plim_store_writer_add_trade (self->writer, added->key, trade, error);
      }
    case PLIM_SUBJECT_CAP:
      {
        g_autoptr(PlimCap) cap = plim_record_read_cap (self->context, node, added->claim);

        return plim_store_writer_add_cap (self->writer, added->key, cap, error);
      }
    case PLIM_SUBJECT_CONVERSION:
      {
        g_autoptr(PlimConversion) conversion = plim_record_read_conversion (node, added->claim);

        add_warning (self, node, plim_record_check_conversion (conversion));
        return plim_store_writer_add_conversion (self->writer, added->key, conversion, error);
      }
    case PLIM_SUBJECT_PARTICULARS:
      {
        PlimParticulars *particulars = plim_record_read_particulars (node, added->claim);

        written = plim_store_writer_add_particulars (self->writer, added->key, vessel, particulars, error);
        plim_particulars_free (particulars);
        return written;
      }
    case PLIM_SUBJECT_IDENTITY:
      return write_identity (self, node, added, vessel, error);
    case PLIM_SUBJECT_MEASURE:
      {
        PlimMeasure *measure = plim_record_read_measure (node, added->claim);

        written = plim_store_writer_add_measure (self->writer, added->key, vessel, measure, error);
        plim_measure_free (measure);
        return written;
      }
    case PLIM_SUBJECT_SIGHTING:
      return write_sighting (self, node, added, error);
    case PLIM_SUBJECT_ROUTE:
      return write_route (self, node, added, error);
    case PLIM_SUBJECT_THEFT:
    case PLIM_SUBJECT_THEFT_TOTAL:
      {
        g_autoptr(PlimTheft) theft = plim_record_read_theft (node, added->claim);

        return plim_store_writer_add_theft (self->writer, added->key, theft, error);
      }
    case PLIM_SUBJECT_TRACK:
      break;
    }

  g_return_val_if_reached (FALSE);
}

static gboolean
add_record (PlimImportRows  *self,
            const PlimNode  *node,
            PlimSubject      subject,
            const char      *extra,
            GError         **error)
{
  Added added = { 0 };
  GError *failure = NULL;
  gboolean done = add_claim (self, node, subject, extra, 0, &added, &failure)
                  ? write_subject (self, node, &added, &failure) : failure == NULL;

  g_clear_pointer (&added.claim, plim_claim_unref);
  if (failure != NULL)
    g_propagate_error (error, failure);

  return done;
}

static void
open_track (PlimImportRows *self,
            const PlimNode *node)
{
  self->track_key = plim_store_writer_reserve_claim (self->writer);
  g_free (self->track_mmsi);
  self->track_mmsi = g_strdup (plim_node_get (node, PLIM_ATTRIBUTE_MMSI));
  g_checksum_reset (self->track_digest);
  self->n_block = 0;
  add_warning (self, node, plim_record_check_mmsi (self->track_mmsi, NULL, self->context->report->exercise));
}

static gboolean
flush_block (PlimImportRows  *self,
             GError         **error)
{
  if (self->n_block == 0)
    return TRUE;
  if (!plim_store_writer_add_positions (self->writer, self->track_key, self->track_mmsi, self->block, self->n_block,
                                        self->track_digest, error))
    return FALSE;

  self->plan->positions += self->n_block;
  self->n_block = 0;

  return TRUE;
}

static gboolean
node_cb (PlimNode  *node,
         gpointer   data,
         GError   **error)
{
  PlimImportRows *self = data;

  switch (node->kind)
    {
    case PLIM_ELEMENT_REPORT:
      plim_record_read_report (self->context, node);
      self->plan->symbol = g_strdup (self->context->report->symbol);
      self->plan->edition = self->context->report->edition;
      self->plan->exercise = self->context->report->exercise;
      return TRUE;
    case PLIM_ELEMENT_ABOUT:
      plim_record_read_about (self->context, node);
      self->plan->title = g_strdup (self->context->report->title);
      return TRUE;
    case PLIM_ELEMENT_SOURCE:
      plim_record_read_source (self->context, node);
      return TRUE;
    case PLIM_ELEMENT_PLACE:
      return add_place (self, node, error);
    case PLIM_ELEMENT_VESSEL:
      return add_vessel (self, node, error);
    case PLIM_ELEMENT_PARTICULARS:
      return add_record (self, node, PLIM_SUBJECT_PARTICULARS, self->context->vessel, error);
    case PLIM_ELEMENT_IDENTITY:
      return add_record (self, node, PLIM_SUBJECT_IDENTITY, self->context->vessel, error);
    case PLIM_ELEMENT_MEASURE:
      return add_record (self, node, PLIM_SUBJECT_MEASURE, self->context->vessel, error);
    case PLIM_ELEMENT_CAP:
      return add_record (self, node, PLIM_SUBJECT_CAP, NULL, error);
    case PLIM_ELEMENT_CONVERSION:
      return add_record (self, node, PLIM_SUBJECT_CONVERSION, NULL, error);
    case PLIM_ELEMENT_TRADE_TOTAL:
    case PLIM_ELEMENT_SHIPMENT:
      return add_record (self, node, PLIM_SUBJECT_TRADE, NULL, error);
    case PLIM_ELEMENT_SIGHTING:
      return add_record (self, node, PLIM_SUBJECT_SIGHTING, NULL, error);
    case PLIM_ELEMENT_ROUTE:
      return add_record (self, node, PLIM_SUBJECT_ROUTE, NULL, error);
    case PLIM_ELEMENT_THEFT:
      return add_record (self, node, PLIM_SUBJECT_THEFT, NULL, error);
    case PLIM_ELEMENT_THEFT_TOTAL:
      return add_record (self, node, PLIM_SUBJECT_THEFT_TOTAL, NULL, error);
    case PLIM_ELEMENT_TRACK:
      open_track (self, node);
      return TRUE;
    default:
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER, "the parsing process handed over an element that is no record");
      return FALSE;
    }
}

static gboolean
fixes_cb (const PlimFix  *fixes,
          gsize           n_fixes,
          gpointer        data,
          GError        **error)
{
  PlimImportRows *self = data;

  for (gsize i = 0; i < n_fixes; i++)
    {
      PlimPosition position = {
        .time_s = fixes[i].time_s, .lat_e6 = fixes[i].lat_e6, .lon_e6 = fixes[i].lon_e6,
        .sog_tenths = fixes[i].sog_tenths, .cog_tenths = fixes[i].cog_tenths,
        .heading = fixes[i].heading, .draught_tenths = fixes[i].draught_tenths,
        .status = fixes[i].status,
      };

      /* A block is in time order within itself; one that jumps back begins a new one. */
      if ((self->n_block == PLIM_POSITION_BLOCK_MAX
           || (self->n_block > 0 && position.time_s < self->block[self->n_block - 1].time_s))
          && !flush_block (self, error))
        return FALSE;

      self->block[self->n_block++] = position;
    }

  return TRUE;
}

static gboolean
track_end_cb (PlimNode  *node,
              gpointer   data,
              GError   **error)
{
  PlimImportRows *self = data;
  Added added = { 0 };
  GError *failure = NULL;
  gboolean done;

  if (!flush_block (self, error))
    return FALSE;

  done = add_claim (self, node, PLIM_SUBJECT_TRACK, g_checksum_get_string (self->track_digest), self->track_key, &added, &failure);
  if (done)
    {
      g_autoptr(PlimTrack) track = plim_record_read_track (self->context, node, added.claim);

      done = plim_store_writer_add_track (self->writer, added.key, track, &failure);
    }
  else if (failure == NULL)
    /* The same track a second time: its positions belong to nothing. */
    done = plim_store_writer_drop_positions (self->writer, self->track_key, &failure);

  g_clear_pointer (&added.claim, plim_claim_unref);
  if (failure != NULL)
    g_propagate_error (error, failure);

  return done;
}

const PlimRecordSink plim_import_rows_sink = {
  .node = node_cb,
  .fixes = fixes_cb,
  .track_end = track_end_cb,
};

PlimImportRows *
plim_import_rows_new (PlimStoreWriter *writer,
                      PlimImportPlan  *plan)
{
  PlimImportRows *self = g_new0 (PlimImportRows, 1);

  self->writer = writer;
  self->plan = plan;
  self->context = plim_record_context_new ();
  self->track_digest = g_checksum_new (G_CHECKSUM_SHA256);

  return self;
}

void
plim_import_rows_free (PlimImportRows *self)
{
  plim_record_context_free (self->context);
  g_checksum_free (self->track_digest);
  g_free (self->track_mmsi);
  g_free (self);
}

gboolean
plim_import_rows_is_same (PlimImportRows  *self,
                          PlimStore       *store,
                          gint64           import_id,
                          gint64           other_id,
                          gboolean        *same,
                          guint           *n_claims,
                          GError         **error)
{
  return plim_import_query_is_same (store, import_id, self->context->report, self->context->lang, self->context->status_on,
                                    self->context->handling, other_id, same, n_claims, error);
}

gboolean
plim_import_rows_finish (PlimImportRows  *self,
                         GError         **error)
{
  if (self->n_suppressed > 0)
    {
      g_autofree char *text = g_strdup_printf ("%u more warnings are not listed", self->n_suppressed);

      g_ptr_array_add (self->plan->messages, plim_import_message_new (PLIM_SEVERITY_NOTE, 0, 0, "", text));
    }

  return plim_store_writer_set_report (self->writer, self->context->report, self->context->lang,
                                       self->context->status_on, self->context->handling, error);
}
