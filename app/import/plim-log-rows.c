#include "config.h"

#include "app/import/plim-log-rows.h"

#include "app/import/plim-log-check.h"
#include "app/import/plim-log-identities.h"
#include "app/import/plim-log-reader.h"
#include "app/import/plim-log-reason.h"
#include "app/import/plim-log-tally.h"
#include "app/store/plim-position-feed.h"

#include <glib/gi18n.h>
#include <string.h>

/* Drawn ways and named points of one file; a file of positions has few or none. */
#define DRAWN_MAX 100000
/* Of the names of tracks, ways and points, which are held until all positions are written. */
#define NAMES_MAX (32 * 1024 * 1024)

typedef struct
{
  guint64  count;
  guint32  line;
  char    *text;
} Rejection;

/* Held until the claims are written, after the positions. */
typedef struct
{
  char   *name;
  GArray *points;      /* double lat, lon */
} Path;

struct _PlimLogRows
{
  PlimStoreWriter   *writer;
  PlimImportPlan    *plan;
  PlimPositionFeed  *feed;
  PlimLogIdentities *identities;
  PlimReport        *report;
  PlimLogKind        kind;
  PlimBasis          basis;
  GPtrArray         *names;          /* of crafts without a number, in their order; elements may be NULL */
  GArray            *places;         /* PlimLogPlace, whose name is its own */
  GPtrArray         *paths;
  guint              n_points;       /* of all paths */
  guint              n_drawn;        /* ways and points left out */
  gsize              n_name_bytes;
  guint              n_rows;
  Rejection          rejections[PLIM_N_LOG_REASONS];
  const char        *sha256;         /* while finishing */
  GCancellable      *cancellable;    /* the same */
};

static void
free_path (gpointer data)
{
  Path *path = data;

  g_free (path->name);
  g_array_unref (path->points);
  g_free (path);
}

static void
clear_place (gpointer data)
{
  g_free ((char *) ((PlimLogPlace *) data)->name);
}

PlimLogRows *
plim_log_rows_new (PlimStoreWriter *writer,
                   PlimImportPlan  *plan)
{
  PlimLogRows *self = g_new0 (PlimLogRows, 1);

  self->writer = writer;
  self->plan = plan;
  self->identities = plim_log_identities_new ();
  self->report = g_new0 (PlimReport, 1);
  self->report->covers = self->report->dated = PLIM_PERIOD_UNKNOWN;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->places = g_array_new (FALSE, FALSE, sizeof (PlimLogPlace));
  g_array_set_clear_func (self->places, clear_place);
  self->paths = g_ptr_array_new_with_free_func (free_path);

  return self;
}

void
plim_log_rows_free (PlimLogRows *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->feed, plim_position_feed_free);
  plim_log_identities_free (self->identities);
  plim_report_free (self->report);
  g_ptr_array_unref (self->names);
  g_array_unref (self->places);
  g_ptr_array_unref (self->paths);
  for (guint i = 0; i < PLIM_N_LOG_REASONS; i++)
    g_free (self->rejections[i].text);
  g_free (self);
}

static void
set_publisher (PlimLogRows *self,
               const char  *publisher)
{
  static const struct { const char *name; const char *kind; PlimBasis basis; } publishers[] = {
    { "Danish Maritime Authority", "state", PLIM_BASIS_NATIONAL },
    { "MarineCadastre", "state", PLIM_BASIS_NATIONAL },
    { "Global Fishing Watch", "ngo", PLIM_BASIS_NGO },
  };

  self->basis = PLIM_BASIS_PRIVATE;
  self->report->publisher = g_strdup (publisher != NULL ? publisher : self->kind == PLIM_LOG_GPX || self->kind == PLIM_LOG_KML
                                      || self->kind == PLIM_LOG_GEOJSON ? "Track log" : "AIS log");
  for (guint i = 0; publisher != NULL && i < G_N_ELEMENTS (publishers); i++)
    if (strcmp (publishers[i].name, publisher) == 0)
      {
        self->report->publisher_kind = g_strdup (publishers[i].kind);
        self->basis = publishers[i].basis;
      }
}

gboolean
plim_log_rows_head (PlimLogRows        *self,
                    const PlimLogHead  *head,
                    GError            **error)
{
  self->kind = head->kind;
  self->report->exercise = head->exercise;
  self->report->title = g_strdup (head->title != NULL ? head->title : self->plan->file_name);
  set_publisher (self, head->publisher);
  self->feed = plim_position_feed_new (self->writer, head->exercise);

  g_free (self->plan->kind);
  self->plan->kind = g_strdup (plim_log_kind_get_name (head->kind));
  self->plan->exercise = head->exercise;
  self->plan->mapping = g_strdup (head->mapping);
  self->plan->columns = g_strdup (head->columns);

  return plim_store_writer_set_kind (self->writer, self->plan->kind, error);
}

gboolean
plim_log_rows_fixes (PlimLogRows    *self,
                     const PlimFix  *fixes,
                     gsize           n_fixes,
                     GError        **error)
{
  for (gsize i = 0; i < n_fixes; i++)
    {
      const PlimFix *fix = &fixes[i];
      /* One meridian has two numbers, of which GPX allows this one: a place does not become two by going out and coming back. */
      const gint32 lon_e6 = fix->lon_e6 == 180000000 ? -180000000 : fix->lon_e6;
      const PlimPosition position = {
        .time_s = fix->time_s, .lat_e6 = fix->lat_e6, .lon_e6 = lon_e6, .sog_tenths = fix->sog_tenths,
        .cog_tenths = fix->cog_tenths, .heading = fix->heading, .draught_tenths = fix->draught_tenths, .status = fix->status,
      };

      if (!plim_position_feed_add (self->feed, fix->craft, &position, error))
        return FALSE;
    }

  return TRUE;
}

/* %FALSE: with it there would be more than is held. */
static gboolean
hold_name (PlimLogRows *self,
           const char  *name)
{
  gsize size = name != NULL ? strlen (name) : 0;

  if (size > NAMES_MAX - self->n_name_bytes)
    return FALSE;
  self->n_name_bytes += size;

  return TRUE;
}

gboolean
plim_log_rows_craft (PlimLogRows         *self,
                     const PlimLogCraft  *craft,
                     GError             **error)
{
  if (!hold_name (self, craft->name))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_LIMIT, _("the names of the tracks in this file are longer than can be held"));
      return FALSE;
    }
  g_ptr_array_add (self->names, g_strdup (craft->name));

  return TRUE;
}

gboolean
plim_log_rows_static (PlimLogRows          *self,
                      const PlimLogStatic  *statics,
                      GError              **error)
{
  plim_log_identities_add (self->identities, statics);

  return TRUE;
}

gboolean
plim_log_rows_path (PlimLogRows        *self,
                    const PlimLogPath  *path,
                    GError            **error)
{
  Path *held;

  if (self->n_points + path->n_points > 4 * DRAWN_MAX || self->paths->len == DRAWN_MAX || !hold_name (self, path->name))
    {
      self->n_drawn++;
      return TRUE;
    }
  self->n_points += path->n_points;
  held = g_new0 (Path, 1);
  held->name = g_strdup (path->name);
  held->points = g_array_sized_new (FALSE, FALSE, sizeof (double), 2 * path->n_points);
  for (guint i = 0; i < 2 * path->n_points; i++)
    {
      double degrees = path->points[i] / 1e6;

      g_array_append_val (held->points, degrees);
    }
  g_ptr_array_add (self->paths, held);

  return TRUE;
}

gboolean
plim_log_rows_place (PlimLogRows         *self,
                     const PlimLogPlace  *place,
                     GError             **error)
{
  PlimLogPlace held = *place;

  if (self->places->len == DRAWN_MAX || !hold_name (self, place->name))
    {
      self->n_drawn++;
      return TRUE;
    }
  held.name = g_strdup (place->name);
  g_array_append_val (self->places, held);

  return TRUE;
}

gboolean
plim_log_rows_reject (PlimLogRows          *self,
                      const PlimLogReject  *reject,
                      GError              **error)
{
  Rejection *rejection = &self->rejections[reject->reason];

  if (rejection->count == 0)
    {
      rejection->line = reject->line;
      rejection->text = g_strdup (reject->text);
    }
  rejection->count += reject->count;
  if (reject->reason >= PLIM_LOG_FIRST_DOUBT || reject->text == NULL || self->n_rows >= PLIM_LOG_ROWS_MAX)
    return TRUE;
  self->n_rows++;

  return plim_store_writer_add_rejected_row (self->writer, reject->line, plim_log_reason_get_name (reject->reason), reject->text, error);
}

static PlimPeriod
make_period (gint64 first_s,
             gint64 last_s)
{
  return first_s == G_MININT64 ? PLIM_PERIOD_UNKNOWN : plim_period_from_span (first_s, last_s);
}

/* What a claim says is pinned by the file's digest, and by what within it. */
static void
digest_claim (PlimLogRows *self,
              const char  *subject,
              const char  *local_id,
              guint8      *content)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = 32;

  g_checksum_update (checksum, (const guchar *) subject, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) self->sha256, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) local_id, -1);
  g_checksum_get_digest (checksum, content, &size);
}

/* Returns: the claim's key, or 0. @claim: (out): to be unreffed. */
static gint64
add_claim (PlimLogRows       *self,
           gint64             reserved_key,
           PlimSubject        subject,
           const char        *local_id,
           const PlimPeriod  *when,
           const char        *wording,
           PlimClaim        **claim_out,
           GError           **error)
{
  g_autoptr(PlimClaim) claim = plim_claim_new ();
  g_autofree char *from = plim_period_is_known (when) ? plim_period_format_from (when) : NULL;
  g_autofree char *to = plim_period_is_known (when) ? plim_period_format_to (when) : NULL;
  PlimCite *cite = g_new0 (PlimCite, 1);
  guint8 content[32];
  gint64 key;

  claim->local_id = g_strdup (local_id);
  claim->subject = subject;
  claim->basis = self->basis;
  claim->exercise = self->report->exercise;
  cite->source = g_strdup (self->report->publisher);
  cite->basis = self->basis;
  g_ptr_array_add (claim->cites, cite);
  if (wording != NULL)
    {
      PlimWording *words = g_new0 (PlimWording, 1);

      words->text = g_strdup (wording);
      g_ptr_array_add (claim->wordings, words);
    }
  digest_claim (self, plim_subject_get_name (subject), local_id, content);
  key = plim_store_writer_add_claim (self->writer, reserved_key, claim, when, from, to, NULL, content, error);
  if (key != 0 && claim_out != NULL)
    *claim_out = g_steal_pointer (&claim);

  return key;
}

static char *
dup_craft_name (guint32 craft)
{
  return craft < PLIM_LOG_FIRST_CRAFT ? g_strdup_printf ("%09u", craft) : g_strdup_printf ("track-%u", craft - PLIM_LOG_FIRST_CRAFT + 1);
}

static gboolean
write_vessel (PlimLogRows  *self,
              guint32       craft,
              GError      **error)
{
  g_autofree char *id = dup_craft_name (craft);

  return plim_store_writer_add_vessel (self->writer, id, NULL, craft < PLIM_LOG_FIRST_CRAFT ? id : NULL, error);
}

static gboolean
write_track (PlimLogRows         *self,
             const PlimFedCraft  *fed,
             GError             **error)
{
  gboolean is_numbered = fed->craft < PLIM_LOG_FIRST_CRAFT;
  g_autofree char *id = dup_craft_name (fed->craft);
  g_autofree char *local_id = is_numbered ? g_strconcat ("track-", id, NULL) : g_strdup (id);
  g_autoptr(PlimTrack) track = g_new0 (PlimTrack, 1);
  const PlimPeriod when = make_period (fed->first_s, fed->last_s);

  if (add_claim (self, fed->claim_key, PLIM_SUBJECT_TRACK, local_id, &when, NULL, &track->claim, error) == 0)
    return FALSE;
  track->vessel = g_strdup_printf ("%s#%s", self->report->symbol, id);
  track->mmsi = is_numbered ? g_strdup (id) : NULL;
  track->known_by = is_numbered ? PLIM_KNOWN_BY_BROADCAST : PLIM_KNOWN_BY_TOLD;
  track->positions = g_array_new (FALSE, FALSE, sizeof (PlimPosition));
  track->silences = g_array_new (FALSE, FALSE, sizeof (PlimSilence));

  return plim_store_writer_add_track (self->writer, fed->claim_key, track, error);
}

static gboolean
write_identity (PlimLogRows            *self,
                const PlimLogIdentity  *identity,
                guint                   number,
                GError                **error)
{
  g_autofree char *id = dup_craft_name (identity->craft);
  g_autofree char *local_id = g_strdup_printf ("identity-%s-%u", id, number);
  g_autofree char *vessel = g_strdup_printf ("%s#%s", self->report->symbol, id);
  const PlimPeriod when = make_period (identity->first_s, identity->last_s);
  PlimClaim *claim = NULL;
  PlimIdentity *made;
  gboolean written;
  gint64 key = add_claim (self, 0, PLIM_SUBJECT_IDENTITY, local_id, &when, NULL, &claim, error);

  if (key == 0)
    return FALSE;
  made = plim_log_identity_make (identity, claim);
  written = plim_store_writer_add_identity (self->writer, key, vessel, made, error);
  plim_identity_free (made);

  return written;
}

/* A vessel whose name alone the file gives, and no number. */
static gboolean
write_named (PlimLogRows         *self,
             const PlimFedCraft  *fed,
             GError             **error)
{
  guint index = fed->craft - PLIM_LOG_FIRST_CRAFT;
  PlimLogIdentity identity = { .craft = fed->craft, .first_s = fed->first_s, .last_s = fed->last_s };

  if (index >= self->names->len || g_ptr_array_index (self->names, index) == NULL)
    return TRUE;
  identity.statics = (PlimLogStatic) { .craft = fed->craft, .length_m = -1, .width_m = -1, .draught_tenths = -1 };
  identity.statics.name = g_ptr_array_index (self->names, index);

  return write_identity (self, &identity, 1, error);
}

/* Tracks and identities, each vessel's together, by number. */
static gboolean
write_crafts (PlimLogRows  *self,
              GError      **error)
{
  guint n_identities = plim_log_identities_sort (self->identities);
  guint n_crafts = plim_position_feed_get_n_crafts (self->feed);
  guint next = 0, number = 0;

  for (guint i = 0; i < n_crafts || next < n_identities;)
    {
      PlimFedCraft fed = i < n_crafts ? plim_position_feed_get_craft (self->feed, i) : (PlimFedCraft) { .craft = G_MAXUINT32 };
      guint32 craft = next < n_identities ? MIN (fed.craft, plim_log_identities_get (self->identities, next).craft) : fed.craft;

      /* Of very many vessels these take longer than a person waits for Cancel. */
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !write_vessel (self, craft, error))
        return FALSE;
      if (i < n_crafts && fed.craft == craft)
        {
          if (!write_track (self, &fed, error) || (craft >= PLIM_LOG_FIRST_CRAFT && !write_named (self, &fed, error)))
            return FALSE;
          i++;
        }
      for (number = craft >= PLIM_LOG_FIRST_CRAFT ? 1 : 0; next < n_identities; next++)
        {
          const PlimLogIdentity identity = plim_log_identities_get (self->identities, next);

          if (identity.craft != craft)
            break;
          if (!write_identity (self, &identity, ++number, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* A line without times is drawn as a way that somebody drew, not as a track, and not as suspected. */
static gboolean
write_paths (PlimLogRows  *self,
             GError      **error)
{
  const PlimPeriod never = PLIM_PERIOD_UNKNOWN;

  for (guint i = 0; i < self->paths->len; i++)
    {
      const Path *path = g_ptr_array_index (self->paths, i);
      g_autofree char *local_id = g_strdup_printf ("path-%u", i + 1);
      g_autoptr(PlimRoute) route = g_new0 (PlimRoute, 1);
      g_autoptr(GPtrArray) nowhere = g_ptr_array_new ();
      PlimLeg *leg = g_new0 (PlimLeg, 1);
      gint64 key = add_claim (self, 0, PLIM_SUBJECT_ROUTE, local_id, &never, path->name, &route->claim, error);

      route->when = never;
      route->legs = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_leg_free);
      leg->via = g_array_ref (path->points);
      g_ptr_array_add (route->legs, leg);
      g_ptr_array_add (nowhere, NULL);
      if (key == 0 || !plim_store_writer_add_route (self->writer, key, route, nowhere, nowhere, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_sighting (PlimLogRows         *self,
                const PlimLogPlace  *place,
                guint                number,
                GError             **error)
{
  g_autofree char *local_id = g_strdup_printf ("point-%u", number);
  g_autoptr(PlimSighting) sighting = g_new0 (PlimSighting, 1);
  gint64 key;

  sighting->when = make_period (place->time_s, place->time_s);
  key = add_claim (self, 0, PLIM_SUBJECT_SIGHTING, local_id, &sighting->when, NULL, &sighting->claim, error);
  if (key == 0)
    return FALSE;
  sighting->where = g_strdup (place->name);
  sighting->known_by = PLIM_KNOWN_BY_TOLD;
  sighting->has_point = TRUE;
  sighting->lat = place->lat_e6 / 1e6;
  sighting->lon = place->lon_e6 / 1e6;

  return plim_store_writer_add_sighting (self->writer, key, sighting, NULL, error);
}

static gboolean
write_places (PlimLogRows  *self,
              GError      **error)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const PlimLogPlace *place = &g_array_index (self->places, PlimLogPlace, i);
      PlimPlace stored = { .has_point = TRUE, .lat = place->lat_e6 / 1e6, .lon = place->lon_e6 / 1e6, .name = (char *) place->name };
      g_autofree char *local_id = g_strdup_printf ("place-%u", i + 1);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (place->time_s != G_MININT64 ? !write_sighting (self, place, i + 1, error)
                                      : !plim_store_writer_add_place (self->writer, local_id, &stored, error))
        return FALSE;
    }

  return TRUE;
}

static void
add_note (PlimLogRows  *self,
          PlimSeverity  severity,
          guint         line,
          char         *text)
{
  g_ptr_array_add (self->plan->messages, plim_import_message_new (severity, line, 0, "", text));
  g_free (text);
}

static gboolean
write_rejections (PlimLogRows  *self,
                  GError      **error)
{
  guint64 rejected = 0;

  for (guint i = 0; i < PLIM_N_LOG_REASONS; i++)
    {
      const Rejection *rejection = &self->rejections[i];

      if (rejection->count == 0)
        continue;
      if (i < PLIM_LOG_FIRST_DOUBT)
        rejected += rejection->count;
      add_note (self, i < PLIM_LOG_FIRST_DOUBT ? PLIM_SEVERITY_WARNING : PLIM_SEVERITY_NOTE, rejection->line,
                plim_log_reason_format (i, rejection->count));
      if (!plim_store_writer_add_rejection (self->writer, plim_log_reason_get_name (i), i >= PLIM_LOG_FIRST_DOUBT,
                                            rejection->count, rejection->line, rejection->text, error))
        return FALSE;
    }
  self->plan->rejected = (guint) MIN (rejected, G_MAXUINT);

  return TRUE;
}

/* The log as a report: named by its kind, the day of its last position and its digest. */
static void
name_report (PlimLogRows *self)
{
  static const char * const families[PLIM_N_LOG_KINDS] = {
    [PLIM_LOG_AIS_CSV] = "AIS", [PLIM_LOG_NMEA] = "AIS", [PLIM_LOG_DATABASE] = "AIS",
    [PLIM_LOG_GPX] = "GPX", [PLIM_LOG_KML] = "KML", [PLIM_LOG_GEOJSON] = "GEOJSON",
  };
  guint n_crafts = plim_position_feed_get_n_crafts (self->feed);
  gint64 first_s = G_MAXINT64, last_s = G_MININT64;
  g_autofree char *day = NULL;

  for (guint i = 0; i < n_crafts; i++)
    {
      PlimFedCraft craft = plim_position_feed_get_craft (self->feed, i);

      first_s = MIN (first_s, craft.first_s);
      last_s = MAX (last_s, craft.last_s);
    }
  if (n_crafts > 0)
    {
      self->report->covers = plim_period_from_span (first_s, last_s);
      self->report->dated = plim_period_from_span (plim_day_to_unix (plim_day_from_unix (last_s)),
                                                   plim_day_to_unix (plim_day_from_unix (last_s) + 1) - 1);
      day = plim_period_format_from (&self->report->dated);
    }
  self->report->symbol = g_strdup_printf ("%s/%s/%.8s", families[self->kind], day != NULL ? day : "undated", self->sha256);
  self->report->edition = 1;
  self->plan->symbol = g_strdup (self->report->symbol);
  self->plan->edition = 1;
  self->plan->title = g_strdup (self->report->title);
}

static void
count_crafts (PlimLogRows *self)
{
  guint n_crafts = plim_position_feed_get_n_crafts (self->feed);
  guint64 added = 0, known = 0;

  for (guint i = 0; i < n_crafts; i++)
    {
      PlimFedCraft craft = plim_position_feed_get_craft (self->feed, i);

      added += craft.n_added;
      known += craft.n_known;
    }
  self->plan->positions = added;
  self->plan->added = (guint) MIN (added + self->paths->len + self->places->len, G_MAXUINT);
  self->plan->known = (guint) MIN (known, G_MAXUINT);
}

gboolean
plim_log_rows_finish (PlimLogRows   *self,
                      const char    *sha256,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (self->feed != NULL, FALSE);

  self->sha256 = sha256;
  self->cancellable = cancellable;
  if (!plim_position_feed_finish (self->feed, error))
    return FALSE;
  name_report (self);
  if (!plim_store_writer_set_report (self->writer, self->report, NULL, NULL, NULL, error)
      || !write_crafts (self, error)
      || !write_paths (self, error)
      || !write_places (self, error)
      || !write_rejections (self, error))
    return FALSE;
  count_crafts (self);
  if (plim_log_identities_get_dropped (self->identities) > 0)
    add_note (self, PLIM_SEVERITY_NOTE, 0,
              g_strdup_printf (_("of what vessels broadcast of themselves, %lu statements are not kept: a vessel said more than %d "
                                 "different things, or all together more than can be held"),
                               (gulong) plim_log_identities_get_dropped (self->identities), PLIM_LOG_IDENTITIES_MAX));
  if (self->n_drawn > 0)
    add_note (self, PLIM_SEVERITY_WARNING, 0,
              g_strdup_printf (_("%u drawn ways or points are not kept: there are more than can be shown"), self->n_drawn));

  return TRUE;
}
