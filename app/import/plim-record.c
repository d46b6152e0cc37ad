#include "config.h"

#include "app/import/plim-record.h"

#include <stdio.h>
#include <string.h>

#define GET(node, name) plim_node_get (node, PLIM_ATTRIBUTE_##name)

static gboolean
is_yes (const char *value)
{
  return g_strcmp0 (value, "yes") == 0;
}

static double
get_number (const char *value)
{
  return value != NULL ? g_ascii_strtod (value, NULL) : 0;
}

static guint
get_count (const char *value)
{
  return value != NULL ? (guint) MIN (g_ascii_strtoull (value, NULL, 10), G_MAXUINT) : 0;
}

static void
set_text (char      **place,
          const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* Who publishes says what the document's statements rest on, where they name no source. */
static PlimBasis
basis_of_publisher (const char *kind)
{
  static const struct { const char *kind; PlimBasis basis; } bases[] = {
    { "panel", PLIM_BASIS_PANEL }, { "committee", PLIM_BASIS_NOTIFIED }, { "state", PLIM_BASIS_NATIONAL },
    { "states", PLIM_BASIS_MEMBER_STATE }, { "court", PLIM_BASIS_COURT }, { "ngo", PLIM_BASIS_NGO },
    { "company", PLIM_BASIS_PRIVATE }, { "media", PLIM_BASIS_MEDIA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    if (g_strcmp0 (kind, bases[i].kind) == 0)
      return bases[i].basis;

  return PLIM_BASIS_MEDIA;
}

static void
free_source (gpointer data)
{
  PlimCite *source = data;

  g_free (source->source);
  g_free (source);
}

PlimRecordContext *
plim_record_context_new (void)
{
  PlimRecordContext *self = g_new0 (PlimRecordContext, 1);

  self->report = g_new0 (PlimReport, 1);
  self->report->dated = self->report->covers = PLIM_PERIOD_UNKNOWN;
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_source);
  self->publisher_basis = PLIM_BASIS_MEDIA;

  return self;
}

void
plim_record_context_free (PlimRecordContext *self)
{
  plim_report_free (self->report);
  g_hash_table_unref (self->sources);
  g_free (self->lang);
  g_free (self->status_on);
  g_free (self->handling);
  g_free (self->vessel);
  g_free (self->vessel_imo);
  g_free (self);
}

void
plim_record_read_report (PlimRecordContext *self,
                         const PlimNode    *report)
{
  self->report->symbol = g_strdup (GET (report, SYMBOL));
  self->report->edition = GET (report, EDITION) != NULL ? get_count (GET (report, EDITION)) : 1;
  self->report->exercise = is_yes (GET (report, EXERCISE));
  self->lang = g_strdup (GET (report, XML_LANG));
}

void
plim_record_read_about (PlimRecordContext *self,
                        const PlimNode    *about)
{
  for (guint i = 0; i < about->children->len; i++)
    {
      const PlimNode *child = g_ptr_array_index (about->children, i);

      switch (child->kind)
        {
        case PLIM_ELEMENT_TITLE:
          set_text (&self->report->title, child->text);
          break;
        case PLIM_ELEMENT_PUBLISHER:
          set_text (&self->report->publisher, child->text);
          set_text (&self->report->publisher_kind, GET (child, KIND));
          self->publisher_basis = basis_of_publisher (GET (child, KIND));
          break;
        case PLIM_ELEMENT_DATED:
          plim_period_parse (child->text, NULL, &self->report->dated);
          break;
        case PLIM_ELEMENT_COVERS:
          plim_period_parse (GET (child, FROM), GET (child, TO), &self->report->covers);
          break;
        case PLIM_ELEMENT_STATUS:
          set_text (&self->report->status, child->text);
          set_text (&self->status_on, GET (child, ON));
          break;
        case PLIM_ELEMENT_HANDLING:
          /* "unrestricted" is what a document without a marking is. */
          set_text (&self->handling, g_strcmp0 (child->text, "unrestricted") == 0 ? NULL : child->text);
          break;
        default:
          break;
        }
    }
}

void
plim_record_read_source (PlimRecordContext *self,
                         const PlimNode    *source)
{
  PlimCite *cite = g_new0 (PlimCite, 1);

  cite->source = g_strdup (source->text);
  cite->basis = plim_basis_from_name (GET (source, BASIS));
  g_hash_table_replace (self->sources, g_strdup (GET (source, ID)), cite);
}

void
plim_record_read_vessel (PlimRecordContext *self,
                         const PlimNode    *vessel)
{
  set_text (&self->vessel, GET (vessel, ID));
  set_text (&self->vessel_imo, GET (vessel, IMO));
}

char *
plim_record_resolve (PlimRecordContext *self,
                     const char        *reference)
{
  if (reference == NULL || strchr (reference, '#') != NULL)
    return g_strdup (reference);

  return g_strdup_printf ("%s#%s", self->report->symbol, reference);
}

static void
read_cite (PlimRecordContext *self,
           const PlimNode    *node,
           PlimClaim         *claim)
{
  const char *id = GET (node, SOURCE);
  const PlimCite *source = id != NULL ? g_hash_table_lookup (self->sources, id) : NULL;
  PlimCite *cite = g_new0 (PlimCite, 1);

  cite->source = g_strdup (source != NULL ? source->source : NULL);
  cite->basis = source != NULL ? source->basis : self->publisher_basis;
  cite->para = g_strdup (GET (node, PARA));
  cite->annex = g_strdup (GET (node, ANNEX));
  cite->page = g_strdup (GET (node, PAGE));
  cite->via = g_strdup (GET (node, VIA));
  cite->recalled = g_strcmp0 (GET (node, GRADE), "recalled") == 0;
  g_ptr_array_add (claim->cites, cite);
}

static void
read_evidence (PlimRecordContext *self,
               const PlimNode    *node,
               PlimClaim         *claim)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      const PlimNode *child = g_ptr_array_index (node->children, i);

      if (child->kind == PLIM_ELEMENT_CITE)
        read_cite (self, child, claim);
      else if (child->kind == PLIM_ELEMENT_WORDING && child->text != NULL)
        {
          PlimWording *wording = g_new0 (PlimWording, 1);

          wording->lang = g_strdup (GET (child, XML_LANG) != NULL ? GET (child, XML_LANG) : self->lang);
          wording->text = g_strdup (child->text);
          g_ptr_array_add (claim->wordings, wording);
        }
      else if (child->kind == PLIM_ELEMENT_DISPUTED)
        {
          PlimDispute *dispute = g_new0 (PlimDispute, 1);

          dispute->by = g_strdup (GET (child, BY));
          dispute->on = g_strdup (GET (child, ON));
          dispute->text = g_strdup (child->text);
          g_ptr_array_add (claim->disputes, dispute);
        }
    }
}

/* What the record says, whatever its lines and attribute order: see plim_node_update_checksum(). Who says so
 * counts, too, but not for the id of a record that has none: a source's name may be put right. */
static void
digest_content (PlimRecordContext *self,
                const PlimNode    *node,
                const char        *extra,
                const PlimClaim   *claim,
                guint8            *bare,
                guint8            *content)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr(GChecksum) with_sources = NULL;
  gsize size = 32;

  plim_node_update_checksum (node, checksum);
  if (extra != NULL)
    g_checksum_update (checksum, (const guchar *) extra, (gssize) strlen (extra));

  with_sources = g_checksum_copy (checksum);
  for (guint i = 0; i < claim->cites->len; i++)
    {
      const PlimCite *cite = g_ptr_array_index (claim->cites, i);
      guchar basis = (guchar) cite->basis;

      if (cite->source == NULL)
        continue;
      g_checksum_update (with_sources, &basis, 1);
      g_checksum_update (with_sources, (const guchar *) cite->source, (gssize) strlen (cite->source) + 1);
    }

  g_checksum_get_digest (checksum, bare, &size);
  g_checksum_get_digest (with_sources, content, &size);
}

PlimClaim *
plim_record_read_claim (PlimRecordContext *self,
                        const PlimNode    *node,
                        PlimSubject        subject,
                        const char        *extra,
                        PlimPeriod        *when,
                        guint8            *content)
{
  PlimClaim *claim = plim_claim_new ();
  const char *on = GET (node, ON);
  guint8 bare[32];

  claim->subject = subject;
  claim->report = g_strdup (self->report->symbol);
  claim->edition = self->report->edition;
  claim->exercise = self->report->exercise;
  claim->dated = self->report->dated;
  claim->part_of = plim_record_resolve (self, GET (node, PART_OF));
  claim->supersedes = plim_record_resolve (self, GET (node, SUPERSEDES));
  if (!plim_period_parse (GET (node, KNOWN), NULL, &claim->known) || !plim_period_is_known (&claim->known))
    claim->known = self->report->dated;
  read_evidence (self, node, claim);
  claim->basis = claim->cites->len > 0 ? ((PlimCite *) g_ptr_array_index (claim->cites, 0))->basis : self->publisher_basis;

  if (on != NULL)
    plim_period_parse (on, NULL, when);
  else
    plim_period_parse (GET (node, FROM), GET (node, TO), when);

  digest_content (self, node, extra, claim, bare, content);
  if (GET (node, ID) != NULL)
    claim->local_id = g_strdup (GET (node, ID));
  else
    {
      GString *id = g_string_new (NULL);

      for (guint i = 0; i < 6; i++)
        g_string_append_printf (id, "%02x", bare[i]);
      claim->local_id = g_string_free (id, FALSE);
    }
  claim->id = g_strdup_printf ("%s/%u#%s", claim->report, claim->edition, claim->local_id);

  return claim;
}

PlimPlace *
plim_record_read_place (const PlimNode *node)
{
  PlimPlace *place = g_new0 (PlimPlace, 1);

  place->name = g_strdup (GET (node, NAME));
  place->country = g_strdup (GET (node, COUNTRY));
  place->kind = g_strdup (GET (node, KIND));
  place->has_point = GET (node, LAT) != NULL && GET (node, LON) != NULL;
  place->lat = get_number (GET (node, LAT));
  place->lon = get_number (GET (node, LON));
  place->radius_km = get_number (GET (node, RADIUS_KM));

  return place;
}

PlimTrade *
plim_record_read_trade (PlimRecordContext *self,
                        const PlimNode    *node,
                        PlimClaim         *claim)
{
  PlimTrade *trade = g_new0 (PlimTrade, 1);

  trade->claim = plim_claim_ref (claim);
  trade->is_total = node->kind == PLIM_ELEMENT_TRADE_TOTAL;
  trade->commodity = g_intern_string (GET (node, COMMODITY));
  trade->export = g_strcmp0 (GET (node, DIRECTION), "export") == 0;
  plim_amount_parse (GET (node, QUANTITY), GET (node, QUANTITY_HIGH), GET (node, UNIT), GET (node, BOUND), &trade->quantity);
  plim_amount_parse (GET (node, VALUE), GET (node, VALUE_HIGH), GET (node, CURRENCY), GET (node, VALUE_BOUND), &trade->money);
  trade->laden = plim_laden_parse (GET (node, LADEN));
  trade->count = get_count (GET (node, COUNT));
  trade->origin = plim_record_resolve (self, GET (node, ORIGIN));
  trade->origin_country = g_strdup (GET (node, ORIGIN_COUNTRY));
  trade->destination = plim_record_resolve (self, GET (node, DESTINATION));
  trade->destination_country = g_strdup (GET (node, DESTINATION_COUNTRY));
  trade->vessel = plim_record_resolve (self, GET (node, VESSEL));
  trade->method = g_strdup (GET (node, METHOD));

  return trade;
}

PlimCap *
plim_record_read_cap (PlimRecordContext *self,
                      const PlimNode    *node,
                      PlimClaim         *claim)
{
  PlimCap *cap = g_new0 (PlimCap, 1);
  const char *year_starts = GET (node, YEAR_STARTS);

  cap->claim = plim_claim_ref (claim);
  cap->commodity = g_intern_string (GET (node, COMMODITY));
  cap->export = g_strcmp0 (GET (node, DIRECTION), "export") == 0;
  plim_amount_parse (GET (node, QUANTITY), NULL, GET (node, UNIT), NULL, &cap->quantity);
  if (year_starts != NULL)
    sscanf (year_starts, "%2u-%2u", &cap->year_starts_month, &cap->year_starts_day);
  cap->resolution = g_strdup (GET (node, RESOLUTION));
  cap->para = g_strdup (GET (node, PARA));
  cap->limb_of = g_strdup (GET (node, LIMB_OF));
  cap->alternative_of = g_strdup (GET (node, ALTERNATIVE_OF));
  cap->replaced_by = plim_record_resolve (self, GET (node, REPLACED_BY));

  return cap;
}

PlimConversion *
plim_record_read_conversion (const PlimNode *node,
                             PlimClaim      *claim)
{
  PlimConversion *conversion = g_new0 (PlimConversion, 1);

  conversion->claim = plim_claim_ref (claim);
  conversion->commodity = g_intern_string (GET (node, COMMODITY));
  conversion->from_unit = g_intern_string (GET (node, FROM));
  conversion->to_unit = g_intern_string (GET (node, TO));
  conversion->factor = get_number (GET (node, FACTOR));

  return conversion;
}

PlimParticulars *
plim_record_read_particulars (const PlimNode *node,
                              PlimClaim      *claim)
{
  PlimParticulars *particulars = g_new0 (PlimParticulars, 1);

  particulars->claim = plim_claim_ref (claim);
  particulars->type = g_strdup (GET (node, TYPE));
  particulars->built = g_strdup (GET (node, BUILT));
  particulars->gt = g_strdup (GET (node, GT));
  particulars->dwt = g_strdup (GET (node, DWT));
  particulars->capacity_bbl = g_strdup (GET (node, CAPACITY_BBL));

  return particulars;
}

PlimIdentity *
plim_record_read_identity (const PlimNode *node,
                           PlimClaim      *claim)
{
  PlimIdentity *identity = g_new0 (PlimIdentity, 1);

  identity->claim = plim_claim_ref (claim);
  identity->name = g_strdup (GET (node, NAME));
  identity->flag = g_strdup (GET (node, FLAG));
  identity->mmsi = g_strdup (GET (node, MMSI));
  identity->callsign = g_strdup (GET (node, CALLSIGN));
  identity->kind = g_strdup (GET (node, KIND));
  identity->owner_imo = g_strdup (GET (node, OWNER_IMO));

  return identity;
}

PlimMeasure *
plim_record_read_measure (const PlimNode *node,
                          PlimClaim      *claim)
{
  PlimMeasure *measure = g_new0 (PlimMeasure, 1);

  measure->claim = plim_claim_ref (claim);
  measure->by = g_strdup (GET (node, BY));
  measure->kind = g_strdup (GET (node, KIND));
  measure->instrument = g_strdup (GET (node, INSTRUMENT));
  measure->para = g_strdup (GET (node, PARA));

  return measure;
}

PlimSighting *
plim_record_read_sighting (PlimRecordContext *self,
                           const PlimNode    *node,
                           PlimClaim         *claim)
{
  PlimSighting *sighting = g_new0 (PlimSighting, 1);

  sighting->claim = plim_claim_ref (claim);
  sighting->vessel = plim_record_resolve (self, GET (node, VESSEL));
  sighting->with = plim_record_resolve (self, GET (node, WITH));
  sighting->where = g_strdup (GET (node, WHERE));
  sighting->activity = g_strdup (GET (node, ACTIVITY));
  sighting->known_by = plim_known_by_from_name (GET (node, KNOWN_BY));
  sighting->has_point = GET (node, LAT) != NULL && GET (node, LON) != NULL;
  sighting->lat = get_number (GET (node, LAT));
  sighting->lon = get_number (GET (node, LON));
  sighting->radius_km = get_number (GET (node, RADIUS_KM));

  return sighting;
}

PlimRoute *
plim_record_read_route (PlimRecordContext *self,
                        const PlimNode    *node,
                        PlimClaim         *claim,
                        GPtrArray         *from_places,
                        GPtrArray         *to_places)
{
  PlimRoute *route = g_new0 (PlimRoute, 1);

  route->claim = plim_claim_ref (claim);
  route->suspected = is_yes (GET (node, SUSPECTED));
  route->vessel = plim_record_resolve (self, GET (node, VESSEL));
  route->legs = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_leg_free);

  for (guint i = 0; i < node->children->len; i++)
    {
      const PlimNode *child = g_ptr_array_index (node->children, i);
      PlimLeg *leg;

      if (child->kind != PLIM_ELEMENT_LEG)
        continue;

      leg = g_new0 (PlimLeg, 1);
      leg->via = g_array_new (FALSE, FALSE, sizeof (double));
      for (guint j = 0; j < child->children->len; j++)
        {
          const PlimNode *via = g_ptr_array_index (child->children, j);
          double point[2] = { get_number (GET (via, LAT)), get_number (GET (via, LON)) };

          g_array_append_vals (leg->via, point, 2);
        }
      g_ptr_array_add (route->legs, leg);
      g_ptr_array_add (from_places, plim_record_resolve (self, GET (child, FROM)));
      g_ptr_array_add (to_places, plim_record_resolve (self, GET (child, TO)));
    }

  return route;
}

PlimTrack *
plim_record_read_track (PlimRecordContext *self,
                        const PlimNode    *node,
                        PlimClaim         *claim)
{
  PlimTrack *track = g_new0 (PlimTrack, 1);

  track->claim = plim_claim_ref (claim);
  track->vessel = plim_record_resolve (self, GET (node, VESSEL));
  track->mmsi = g_strdup (GET (node, MMSI));
  track->known_by = plim_known_by_from_name (GET (node, KNOWN_BY));
  track->silences = g_array_new (FALSE, FALSE, sizeof (PlimSilence));

  for (guint i = 0; i < node->children->len; i++)
    {
      const PlimNode *child = g_ptr_array_index (node->children, i);
      PlimPeriod span;

      if (child->kind == PLIM_ELEMENT_SILENCE && plim_period_parse (GET (child, FROM), GET (child, TO), &span))
        {
          PlimSilence silence = {
            span.first_s != G_MININT64 ? span.first_s : plim_day_to_unix (span.first),
            span.last_s != G_MININT64 ? span.last_s : plim_day_to_unix (span.last + 1),
          };

          g_array_append_val (track->silences, silence);
        }
    }

  return track;
}

static void
read_theft_child (PlimTheft      *theft,
                  const PlimNode *child)
{
  if (child->kind == PLIM_ELEMENT_ASSET || child->kind == PLIM_ELEMENT_ADDRESS)
    {
      PlimAsset *asset = g_new0 (PlimAsset, 1);

      asset->code = g_strdup (child->kind == PLIM_ELEMENT_ASSET ? GET (child, CODE) : GET (child, ASSET));
      asset->amount = g_strdup (GET (child, AMOUNT));
      asset->address = g_strdup (child->kind == PLIM_ELEMENT_ADDRESS ? child->text : NULL);
      g_ptr_array_add (theft->assets, asset);
    }
  else if (child->kind == PLIM_ELEMENT_ATTRIBUTION)
    {
      PlimAttribution *attribution = g_new0 (PlimAttribution, 1);

      attribution->to = g_strdup (GET (child, TO));
      attribution->by = g_strdup (GET (child, BY));
      attribution->on = g_strdup (GET (child, ON));
      attribution->strength = plim_strength_from_name (GET (child, STRENGTH));
      g_ptr_array_add (theft->attributions, attribution);
    }
  else if (child->kind == PLIM_ELEMENT_RECOVERED)
    {
      plim_amount_parse (GET (child, AMOUNT), NULL, theft->amount.unit, GET (child, BOUND), &theft->recovered);
      theft->recovered_fraction = get_number (GET (child, FRACTION));
    }
  else if (child->kind == PLIM_ELEMENT_STEP)
    {
      PlimStep *step = g_new0 (PlimStep, 1);

      step->on = g_strdup (GET (child, ON));
      step->how = g_strdup (GET (child, HOW));
      step->through = g_strdup (GET (child, THROUGH));
      step->amount = g_strdup (GET (child, AMOUNT));
      g_ptr_array_add (theft->steps, step);
    }
}

PlimTheft *
plim_record_read_theft (const PlimNode *node,
                        PlimClaim      *claim)
{
  PlimTheft *theft = plim_theft_new ();

  theft->claim = plim_claim_ref (claim);
  theft->is_total = node->kind == PLIM_ELEMENT_THEFT_TOTAL;
  theft->target = g_strdup (GET (node, TARGET));
  theft->target_kind = g_strdup (GET (node, TARGET_KIND));
  theft->country = g_strdup (GET (node, COUNTRY));
  plim_amount_parse (GET (node, AMOUNT), GET (node, AMOUNT_HIGH), GET (node, CURRENCY), GET (node, BOUND), &theft->amount);
  theft->count = get_count (GET (node, COUNT));
  for (guint i = 0; i < node->children->len; i++)
    read_theft_child (theft, g_ptr_array_index (node->children, i));

  return theft;
}
