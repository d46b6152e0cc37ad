#include "config.h"

#include "app/export/plim-tracks-writer.h"

/* KML 2.2 with Google's gx:Track: a placemark a craft, a gx:Track a segment, its arrays as a Schema tells. The MMSI stands
 * before the tracks, so that a reader need not keep them. */

typedef enum
{
  SOG,
  COG,
  HEADING,
  DRAUGHT,
  STATUS,
  N_ARRAYS,
} Array;

static const struct { const char *name; const char *type; const char *words; } arrays[N_ARRAYS] = {
  { "sog", "float", "Speed over ground (kn)" },
  { "cog", "float", "Course over ground (°)" },
  { "heading", "int", "Heading (°)" },
  { "draught", "float", "Draught (m)" },
  { "status", "int", "Navigational status (ITU-R M.1371)" },
};

static void
append_data (GString    *text,
             const char *name,
             const char *value)
{
  g_string_append_printf (text, "<Data name=\"%s\"><value>", name);
  plim_tracks_append_xml (text, value);
  g_string_append (text, "</value></Data>\n");
}

static void
write_begin (PlimTracksOutput *out,
             gboolean          exercise)
{
  g_string_append (out->text,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<kml xmlns=\"http://www.opengis.net/kml/2.2\" xmlns:gx=\"http://www.google.com/kml/ext/2.2\">\n"
                   "<Document>\n"
                   "<name>");
  plim_tracks_append_xml (out->text, exercise ? PLIM_TRACKS_TITLE_EXERCISE : PLIM_TRACKS_TITLE);
  g_string_append (out->text, "</name>\n");
  if (exercise)
    {
      g_string_append (out->text, "<ExtendedData>\n");
      append_data (out->text, "exercise", "yes");
      g_string_append (out->text, "</ExtendedData>\n");
    }
  g_string_append (out->text, "<Schema id=\"positions\">\n");
  for (guint i = 0; i < N_ARRAYS; i++)
    g_string_append_printf (out->text,
                            "<gx:SimpleArrayField name=\"%s\" type=\"%s\"><displayName>%s</displayName></gx:SimpleArrayField>\n",
                            arrays[i].name, arrays[i].type, arrays[i].words);
  g_string_append (out->text, "</Schema>\n");
}

static gboolean
has_value (const PlimPosition *position,
           Array               array)
{
  switch (array)
    {
    case SOG:
      return position->sog_tenths >= 0;
    case COG:
      return position->cog_tenths >= 0;
    case HEADING:
      return position->heading >= 0;
    case DRAUGHT:
      return position->draught_tenths >= 0;
    default:
      return position->status >= 0;
    }
}

static void
append_value (GString            *text,
              const PlimPosition *position,
              Array               array)
{
  switch (array)
    {
    case SOG:
      plim_tracks_append_tenths (text, position->sog_tenths);
      break;
    case COG:
      plim_tracks_append_tenths (text, position->cog_tenths);
      break;
    case HEADING:
      plim_tracks_append_integer (text, position->heading);
      break;
    case DRAUGHT:
      plim_tracks_append_tenths (text, position->draught_tenths);
      break;
    default:
      plim_tracks_append_integer (text, position->status);
      break;
    }
}

/* An array has a value for each position, empty where none is known; one without any is left out. */
static gboolean
write_array (PlimTracksOutput   *out,
             Array               array,
             const PlimPosition *positions,
             guint               n)
{
  guint first;

  for (first = 0; first < n && !has_value (&positions[first], array); first++)
    ;
  if (first == n)
    return TRUE;

  g_string_append_printf (out->text, "<gx:SimpleArrayData name=\"%s\">\n", arrays[array].name);
  for (guint i = 0; i < n; i++)
    {
      if (!has_value (&positions[i], array))
        g_string_append (out->text, "<gx:value/>");
      else
        {
          g_string_append (out->text, "<gx:value>");
          append_value (out->text, &positions[i], array);
          g_string_append (out->text, "</gx:value>");
        }
      g_string_append_c (out->text, '\n');
      if (!plim_tracks_output_flush (out))
        return FALSE;
    }
  g_string_append (out->text, "</gx:SimpleArrayData>\n");

  return TRUE;
}

static gboolean
write_segment (PlimTracksOutput   *out,
               const PlimPosition *positions,
               guint               n)
{
  GString *text = out->text;

  g_string_append (text, "<gx:Track>\n");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, "<when>");
      plim_tracks_append_time (text, positions[i].time_s);
      g_string_append (text, "</when>\n");
      if (!plim_tracks_output_flush (out))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, "<gx:coord>");
      plim_tracks_append_degrees (text, positions[i].lon_e6);
      g_string_append_c (text, ' ');
      plim_tracks_append_degrees (text, positions[i].lat_e6);
      g_string_append (text, " 0</gx:coord>\n");
      if (!plim_tracks_output_flush (out))
        return FALSE;
    }
  g_string_append (text, "<ExtendedData><SchemaData schemaUrl=\"#positions\">\n");
  for (guint i = 0; i < N_ARRAYS; i++)
    if (!write_array (out, (Array) i, positions, n))
      return FALSE;
  g_string_append (text, "</SchemaData></ExtendedData>\n</gx:Track>\n");

  return TRUE;
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

  g_string_append (text, "<Placemark>\n");
  if (craft->name != NULL)
    {
      g_string_append (text, "<name>");
      plim_tracks_append_xml (text, craft->name);
      g_string_append (text, "</name>\n");
    }
  g_string_append (text, "<description>");
  if (handling != NULL)
    {
      plim_tracks_append_xml (text, handling);
      g_string_append (text, ": ");
    }
  plim_tracks_append_xml (text, citations);
  g_string_append (text, "</description>\n<ExtendedData>\n");
  if (craft->mmsi != NULL)
    append_data (text, "mmsi", craft->mmsi);
  append_data (text, "vessel", craft->key);
  append_data (text, "known-by", plim_known_by_get_name (source->known_by));
  plim_tracks_append_claims_xml (text, "", craft->exercise, source);
  g_string_append (text, "</ExtendedData>\n<gx:MultiTrack>\n<gx:interpolate>0</gx:interpolate>\n");
  for (guint i = 0; i < craft->n_segments; i++)
    {
      if (!write_segment (out, craft->positions + at, craft->ends[i] - at))
        return;
      at = craft->ends[i];
    }
  g_string_append (text, "</gx:MultiTrack>\n</Placemark>\n");
}

static void
write_end (PlimTracksOutput *out)
{
  g_string_append (out->text, "</Document>\n</kml>\n");
}

const PlimTracksWriter plim_tracks_kml = { PLIM_TRACKS_TRACKS, write_begin, write_craft, write_end };
