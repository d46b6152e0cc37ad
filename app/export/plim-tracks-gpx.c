#include "config.h"

#include "app/export/plim-tracks-writer.h"

/* GPX 1.1, valid against its schema: what it has no element for stands in extensions of ours. The order of elements is
 * the schema's. No speed in metres a second is written beside: rounded twice, it would no longer be the one that was sent. */

static void
append_element (GString    *text,
                const char *indent,
                const char *name,
                const char *words)
{
  g_string_append_printf (text, "%s<%s>", indent, name);
  plim_tracks_append_xml (text, words);
  g_string_append_printf (text, "</%s>\n", name);
}

static void
write_begin (PlimTracksOutput *out,
             gboolean          exercise)
{
  g_string_append (out->text,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<gpx version=\"1.1\" creator=\"Plimsoll\" xmlns=\"http://www.topografix.com/GPX/1/1\""
                   " xmlns:p=\"urn:plimsoll:gpx:1\">\n"
                   "<metadata>\n");
  append_element (out->text, " ", "name", exercise ? PLIM_TRACKS_TITLE_EXERCISE : PLIM_TRACKS_TITLE);
  if (exercise)
    g_string_append (out->text, " <extensions><p:exercise>yes</p:exercise></extensions>\n");
  g_string_append (out->text, "</metadata>\n");
}

static void
append_position (GString            *text,
                 const PlimPosition *position)
{
  g_string_append (text, "<trkpt lat=\"");
  plim_tracks_append_degrees (text, position->lat_e6);
  g_string_append (text, "\" lon=\"");
  plim_tracks_append_degrees (text, position->lon_e6);
  g_string_append (text, "\"><time>");
  plim_tracks_append_time (text, position->time_s);
  g_string_append (text, "</time>");

  if (position->sog_tenths >= 0 || position->cog_tenths >= 0 || position->heading >= 0 || position->draught_tenths >= 0
      || position->status >= 0)
    {
      g_string_append (text, "<extensions>");
      if (position->sog_tenths >= 0)
        {
          g_string_append (text, "<p:sog>");
          plim_tracks_append_tenths (text, position->sog_tenths);
          g_string_append (text, "</p:sog>");
        }
      if (position->cog_tenths >= 0)
        {
          g_string_append (text, "<p:cog>");
          plim_tracks_append_tenths (text, position->cog_tenths);
          g_string_append (text, "</p:cog>");
        }
      if (position->heading >= 0)
        {
          g_string_append (text, "<p:heading>");
          plim_tracks_append_integer (text, position->heading);
          g_string_append (text, "</p:heading>");
        }
      if (position->draught_tenths >= 0)
        {
          g_string_append (text, "<p:draught>");
          plim_tracks_append_tenths (text, position->draught_tenths);
          g_string_append (text, "</p:draught>");
        }
      if (position->status >= 0)
        {
          g_string_append (text, "<p:status>");
          plim_tracks_append_integer (text, position->status);
          g_string_append (text, "</p:status>");
        }
      g_string_append (text, "</extensions>");
    }
  g_string_append (text, "</trkpt>\n");
}

static void
write_craft (PlimTracksOutput      *out,
             const PlimTracksCraft *craft)
{
  GString *text = out->text;
  const PlimTracksSource *source = craft->sources;
  g_autofree char *citations = plim_tracks_dup_citations (source);
  g_autofree char *handling = plim_tracks_dup_handling (source);
  guint at = 0;

  g_string_append (text, "<trk>\n");
  if (craft->name != NULL)
    append_element (text, " ", "name", craft->name);
  if (handling != NULL)
    append_element (text, " ", "cmt", handling);
  append_element (text, " ", "src", citations);
  g_string_append (text, " <extensions>\n");
  if (craft->mmsi != NULL)
    append_element (text, "  ", "p:mmsi", craft->mmsi);
  append_element (text, "  ", "p:vessel", craft->key);
  append_element (text, "  ", "p:known-by", plim_known_by_get_name (source->known_by));
  plim_tracks_append_claims_xml (text, "  ", craft->exercise, source);
  g_string_append (text, " </extensions>\n");

  for (guint i = 0; i < craft->n_segments; i++)
    {
      g_string_append (text, "<trkseg>\n");
      for (; at < craft->ends[i]; at++)
        {
          append_position (text, &craft->positions[at]);
          if (!plim_tracks_output_flush (out))
            return;
        }
      g_string_append (text, "</trkseg>\n");
    }
  g_string_append (text, "</trk>\n");
}

static void
write_end (PlimTracksOutput *out)
{
  g_string_append (out->text, "</gpx>\n");
}

const PlimTracksWriter plim_tracks_gpx = { PLIM_TRACKS_TRACKS, write_begin, write_craft, write_end };
