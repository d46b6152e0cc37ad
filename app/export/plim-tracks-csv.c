#include "config.h"

#include "app/export/plim-tracks-writer.h"

#include "app/export/plim-csv.h"
#include "app/model/plim-claim-ids.h"

/* A row a position, in the columns that the importer of AIS tables knows; new ones go at the end. */

static void
write_begin (PlimTracksOutput *out,
             gboolean          exercise)
{
  g_string_append (out->text, "mmsi,time,lat,lon,sog,cog,heading,draught,status,name,track,known_by,claim,source,handling,exercise\r\n");
}

/* What stands in every row of a craft before the position: a report's number may be any text. */
static char *
dup_head (const PlimTracksCraft *craft)
{
  GString *head = g_string_new (NULL);

  plim_csv_append_field (head, craft->mmsi, FALSE);
  g_string_append_c (head, ',');

  return g_string_free (head, FALSE);
}

/* What stands in every row of a craft's source behind the position, with its comma and its end. */
static char *
dup_tail (const PlimTracksCraft  *craft,
          const PlimTracksSource *source)
{
  g_autoptr(GString) claims = g_string_new (NULL);
  g_autofree char *citations = plim_tracks_dup_citations (source);
  g_autofree char *handling = plim_tracks_dup_handling (source);
  GString *tail = g_string_new (",");

  for (guint i = 0; i < source->claims->len; i++)
    {
      g_autofree char *pinned = plim_claim_dup_pinned_id (g_ptr_array_index (source->claims, i));

      plim_claim_ids_append (claims, pinned);
    }
  /* The first field brings no comma of its own. */
  if (craft->name != NULL)
    {
      g_string_truncate (tail, 0);
      plim_csv_append_field (tail, craft->name, FALSE);
      g_string_prepend_c (tail, ',');
    }
  plim_csv_append_field (tail, craft->key, FALSE);
  plim_csv_append_field (tail, plim_known_by_get_name (source->known_by), FALSE);
  plim_csv_append_field (tail, claims->str, FALSE);
  plim_csv_append_field (tail, citations, FALSE);
  plim_csv_append_field (tail, handling, FALSE);
  plim_csv_append_field (tail, craft->exercise ? "yes" : "no", FALSE);
  plim_csv_end_row (tail);

  return g_string_free (tail, FALSE);
}

static void
append_position (GString            *text,
                 const PlimPosition *position)
{
  plim_tracks_append_time (text, position->time_s);
  g_string_append_c (text, ',');
  plim_tracks_append_degrees (text, position->lat_e6);
  g_string_append_c (text, ',');
  plim_tracks_append_degrees (text, position->lon_e6);
  g_string_append_c (text, ',');
  if (position->sog_tenths >= 0)
    plim_tracks_append_tenths (text, position->sog_tenths);
  g_string_append_c (text, ',');
  if (position->cog_tenths >= 0)
    plim_tracks_append_tenths (text, position->cog_tenths);
  g_string_append_c (text, ',');
  if (position->heading >= 0)
    plim_tracks_append_integer (text, position->heading);
  g_string_append_c (text, ',');
  if (position->draught_tenths >= 0)
    plim_tracks_append_tenths (text, position->draught_tenths);
  g_string_append_c (text, ',');
  if (position->status >= 0)
    plim_tracks_append_integer (text, position->status);
}

static void
write_craft (PlimTracksOutput      *out,
             const PlimTracksCraft *craft)
{
  g_autofree char *head = dup_head (craft);
  g_autoptr(GPtrArray) tails = g_ptr_array_new_with_free_func (g_free);
  guint n = craft->ends[craft->n_segments - 1];

  for (guint i = 0; i < craft->n_sources; i++)
    g_ptr_array_add (tails, dup_tail (craft, &craft->sources[i]));
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out->text, head);
      append_position (out->text, &craft->positions[i]);
      g_string_append (out->text, g_ptr_array_index (tails, craft->positions[i].source));
      if (!plim_tracks_output_flush (out))
        return;
    }
}

static void
write_end (PlimTracksOutput *out)
{
}

const PlimTracksWriter plim_tracks_csv = { PLIM_TRACKS_ROWS, write_begin, write_craft, write_end };
