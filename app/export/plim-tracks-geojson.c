#include "config.h"

#include "app/export/plim-tracks-writer.h"

#include "app/export/plim-json.h"

/* GeoJSON (RFC 7946): a feature a segment, so that none crosses 180° and none has a line of one position: such a segment is
 * a Point. Times and what else is known stand in arrays as long as the coordinates, null where nothing is. */

typedef enum
{
  TIME,
  SOG,
  COG,
  HEADING,
  DRAUGHT,
  STATUS,
  N_FIELDS,
} Field;

static const struct { const char *of_line; const char *of_point; } names[N_FIELDS] = {
  { "coordTimes", "time" }, { "sog", "sog" }, { "cog", "cog" }, { "heading", "heading" },
  { "draught", "draught" }, { "status", "status" },
};

static gint
get_value (const PlimPosition *position,
           Field               field)
{
  switch (field)
    {
    case SOG:
      return position->sog_tenths;
    case COG:
      return position->cog_tenths;
    case HEADING:
      return position->heading;
    case DRAUGHT:
      return position->draught_tenths;
    case STATUS:
      return position->status;
    default:
      return 0;
    }
}

static void
append_value (GString            *text,
              const PlimPosition *position,
              Field               field)
{
  gint value = get_value (position, field);

  if (field == TIME)
    {
      g_string_append_c (text, '"');
      plim_tracks_append_time (text, position->time_s);
      g_string_append_c (text, '"');
    }
  else if (value < 0)
    g_string_append (text, "null");
  else if (field == HEADING || field == STATUS)
    plim_tracks_append_integer (text, value);
  else
    plim_tracks_append_tenths (text, value);
}

static void
append_place (GString            *text,
              const PlimPosition *position)
{
  g_string_append_c (text, '[');
  plim_tracks_append_degrees (text, position->lon_e6);
  g_string_append_c (text, ',');
  plim_tracks_append_degrees (text, position->lat_e6);
  g_string_append_c (text, ']');
}

static void
append_member (GString    *text,
               const char *name,
               const char *value)
{
  g_string_append_printf (text, ",\"%s\":", name);
  plim_json_append_string (text, value);
}

static void
write_begin (PlimTracksOutput *out,
             gboolean          exercise)
{
  g_string_append (out->text, "{\"type\":\"FeatureCollection\",\"name\":");
  plim_json_append_string (out->text, exercise ? PLIM_TRACKS_TITLE_EXERCISE : PLIM_TRACKS_TITLE);
  g_string_append_printf (out->text, ",\n\"plimsoll\":{\"tracks\":1,\"exercise\":%s},\n\"features\":[", exercise ? "true" : "false");
}

/* What every feature of a craft says of it. */
static char *
dup_properties (const PlimTracksCraft *craft)
{
  GString *text = g_string_new (NULL);
  const PlimTracksSource *source = craft->sources;
  g_autofree char *citations = plim_tracks_dup_citations (source);
  g_autofree char *handling = plim_tracks_dup_handling (source);

  append_member (text, "mmsi", craft->mmsi);
  append_member (text, "name", craft->name);
  append_member (text, "track", craft->key);
  append_member (text, "known_by", plim_known_by_get_name (source->known_by));
  g_string_append (text, ",\"claims\":[");
  for (guint i = 0; i < source->claims->len; i++)
    {
      g_autofree char *pinned = plim_claim_dup_pinned_id (g_ptr_array_index (source->claims, i));

      if (i > 0)
        g_string_append_c (text, ',');
      plim_json_append_string (text, pinned);
    }
  g_string_append_c (text, ']');
  append_member (text, "source", citations);
  append_member (text, "handling", handling);
  g_string_append_printf (text, ",\"exercise\":%s", craft->exercise ? "true" : "false");

  return g_string_free (text, FALSE);
}

static gboolean
write_line (PlimTracksOutput   *out,
            const PlimPosition *positions,
            guint               n,
            const char         *properties)
{
  GString *text = out->text;

  g_string_append (text, "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? ",\n" : "\n");
      append_place (text, &positions[i]);
      if (!plim_tracks_output_flush (out))
        return FALSE;
    }
  g_string_append_printf (text, "]},\n\"properties\":{%s", properties + 1);
  for (guint field = 0; field < N_FIELDS; field++)
    {
      gboolean has_any = field == TIME;

      for (guint i = 0; i < n && !has_any; i++)
        has_any = get_value (&positions[i], (Field) field) >= 0;
      if (!has_any)
        continue;
      g_string_append_printf (text, ",\n\"%s\":[", names[field].of_line);
      for (guint i = 0; i < n; i++)
        {
          if (i > 0)
            g_string_append (text, i % 8 == 0 ? ",\n" : ",");
          append_value (text, &positions[i], (Field) field);
          if (!plim_tracks_output_flush (out))
            return FALSE;
        }
      g_string_append_c (text, ']');
    }
  g_string_append (text, "}}");

  return TRUE;
}

static void
write_point (PlimTracksOutput   *out,
             const PlimPosition *position,
             const char         *properties)
{
  g_string_append (out->text, "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":");
  append_place (out->text, position);
  g_string_append_printf (out->text, "},\n\"properties\":{%s", properties + 1);
  for (guint field = 0; field < N_FIELDS; field++)
    if (get_value (position, (Field) field) >= 0)
      {
        g_string_append_printf (out->text, ",\"%s\":", names[field].of_point);
        append_value (out->text, position, (Field) field);
      }
  g_string_append (out->text, "}}");
}

static void
write_craft (PlimTracksOutput      *out,
             const PlimTracksCraft *craft)
{
  g_autofree char *properties = dup_properties (craft);
  guint at = 0;

  for (guint i = 0; i < craft->n_segments; i++)
    {
      guint n = craft->ends[i] - at;

      g_string_append (out->text, out->n_written++ > 0 ? ",\n" : "\n");
      if (n == 1)
        write_point (out, &craft->positions[at], properties);
      else if (!write_line (out, craft->positions + at, n, properties))
        return;
      at = craft->ends[i];
      if (!plim_tracks_output_flush (out))
        return;
    }
}

static void
write_end (PlimTracksOutput *out)
{
  g_string_append (out->text, "\n]}\n");
}

const PlimTracksWriter plim_tracks_geojson = { PLIM_TRACKS_SEGMENTS, write_begin, write_craft, write_end };
