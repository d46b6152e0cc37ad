#include "config.h"

#include "app/import/plim-gpx-reader.h"

#include "app/import/plim-sniff.h"
#include "app/import/plim-track-collector.h"
#include "app/import/plim-xml-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define KNOTS_PER_METRE_S (3600.0 / 1852.0)

/* What an element is, given where it stands. */
typedef enum
{
  OTHER,            /* nothing in it is read */
  DOCUMENT,
  GPX,
  METADATA,
  WAYPOINT,
  ROUTE,
  TRACK,
  SEGMENT,
  POINT,            /* of a track or a route */
  EXTENSIONS,       /* of what it stands in, however deep */
  /* From here on the text is read. */
  TITLE,
  NAME,             /* of a track, a route or a waypoint */
  TIME,
  SPEED,            /* metres a second */
  COURSE,
  KNOTS,
  HEADING,
  DRAUGHT,
  STATUS,
  MMSI,
  EXERCISE,
} Kind;

typedef struct
{
  const char *gpx, *metadata, *wpt, *rte, *rtept, *trk, *trkseg, *trkpt, *extensions;
  const char *name, *time, *lat, *lon, *speed, *course;
  const char *sog, *cog, *heading, *draught, *status, *mmsi, *exercise;
} Names;

typedef struct
{
  PlimXmlCursor      *cursor;
  PlimTrackCollector *collector;
  Names               names;
  const char         *ours;             /* the namespace of our extensions */
  guint8              kinds[PLIM_XML_MAX_DEPTH + 2];
  guint               depth;
  Kind                owner;            /* whose extensions these are: GPX, TRACK, POINT, WAYPOINT */
  PlimXmlText         text;
  char               *name;
  guint32             mmsi;
  gboolean            in_track;         /* the collector knows of it */
  PlimTrackPoint      point;
} Reader;

static void
intern_names (Reader *self)
{
  Names *names = &self->names;
  const struct { const char **name; const char *text; } all[] = {
    { &names->gpx, "gpx" }, { &names->metadata, "metadata" }, { &names->wpt, "wpt" }, { &names->rte, "rte" },
    { &names->rtept, "rtept" }, { &names->trk, "trk" }, { &names->trkseg, "trkseg" }, { &names->trkpt, "trkpt" },
    { &names->extensions, "extensions" }, { &names->name, "name" }, { &names->time, "time" }, { &names->lat, "lat" },
    { &names->lon, "lon" }, { &names->speed, "speed" }, { &names->course, "course" }, { &names->sog, "sog" },
    { &names->cog, "cog" }, { &names->heading, "heading" }, { &names->draught, "draught" },
    { &names->status, "status" }, { &names->mmsi, "mmsi" }, { &names->exercise, "exercise" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    *all[i].name = plim_xml_cursor_intern (self->cursor, all[i].text);
  self->ours = plim_xml_cursor_intern (self->cursor, PLIM_GPX_NAMESPACE);
}

/* Our own words, or speed and course as many programs put them into extensions of theirs. */
static Kind
find_extension (Reader     *self,
                const char *name,
                const char *namespace)
{
  const Names *names = &self->names;

  if (self->owner == POINT || self->owner == WAYPOINT)
    {
      if (name == names->speed)
        return SPEED;
      if (name == names->course)
        return COURSE;
    }
  if (namespace != self->ours)
    return EXTENSIONS;
  if (name == names->mmsi && self->owner != GPX)
    return MMSI;
  if (name == names->exercise && self->owner == GPX)
    return EXERCISE;
  if (self->owner == POINT)
    return name == names->sog ? KNOTS : name == names->cog ? COURSE : name == names->heading ? HEADING
           : name == names->draught ? DRAUGHT : name == names->status ? STATUS : EXTENSIONS;

  return EXTENSIONS;
}

static Kind
find_kind (Reader     *self,
           const char *name,
           const char *namespace)
{
  const Names *names = &self->names;

  switch (self->kinds[self->depth])
    {
    case SEGMENT:
      return name == names->trkpt ? POINT : OTHER;
    case POINT:
      return name == names->time ? TIME : name == names->speed ? SPEED : name == names->course ? COURSE
             : name == names->extensions ? EXTENSIONS : OTHER;
    case TRACK:
      return name == names->trkseg ? SEGMENT : name == names->name ? NAME : name == names->extensions ? EXTENSIONS : OTHER;
    case ROUTE:
      return name == names->rtept ? POINT : name == names->name ? NAME : OTHER;
    case WAYPOINT:
      return name == names->time ? TIME : name == names->name ? NAME : name == names->speed ? SPEED
             : name == names->course ? COURSE : name == names->extensions ? EXTENSIONS : OTHER;
    case GPX:
      return name == names->trk ? TRACK : name == names->wpt ? WAYPOINT : name == names->rte ? ROUTE
             : name == names->metadata ? METADATA : name == names->name ? TITLE
             : name == names->extensions ? EXTENSIONS : OTHER;
    case METADATA:
      return name == names->name ? TITLE : name == names->extensions ? EXTENSIONS : OTHER;
    case EXTENSIONS:
      return find_extension (self, name, namespace);
    case DOCUMENT:
      return name == names->gpx ? GPX : OTHER;
    default:
      return OTHER;
    }
}

static void
begin_point (Reader                 *self,
             const PlimXmlAttribute *attributes,
             guint                   n_attributes)
{
  const PlimXmlAttribute *lat = NULL;
  const PlimXmlAttribute *lon = NULL;

  plim_track_point_init (&self->point, plim_xml_cursor_get_line (self->cursor));
  for (guint i = 0; i < n_attributes; i++)
    if (attributes[i].name == self->names.lat)
      lat = &attributes[i];
    else if (attributes[i].name == self->names.lon)
      lon = &attributes[i];
  plim_track_point_set_place (&self->point, lat != NULL ? lat->value : "", lat != NULL ? lat->size : 0,
                              lon != NULL ? lon->value : "", lon != NULL ? lon->size : 0);
}

/* The name stands before the first point; one that comes later is not waited for. */
static void
begin_line (Reader *self)
{
  if (!self->in_track)
    plim_track_collector_begin_track (self->collector, self->name, self->mmsi, NULL);
  self->in_track = TRUE;
  plim_track_collector_begin_line (self->collector);
}

static void
begin_track (Reader *self)
{
  g_clear_pointer (&self->name, g_free);
  self->mmsi = 0;
  self->in_track = FALSE;
}

static void
start_cb (PlimXmlCursor          *cursor,
          const char             *name,
          const char             *namespace,
          const PlimXmlAttribute *attributes,
          guint                   n_attributes,
          gpointer                data)
{
  Reader *self = data;
  Kind parent = self->kinds[self->depth];
  Kind kind = find_kind (self, name, namespace);

  self->kinds[++self->depth] = kind;
  plim_xml_text_clear (&self->text);
  switch (kind)
    {
    case POINT:
      if (parent == ROUTE && !self->in_track)
        begin_line (self);
      begin_point (self, attributes, n_attributes);
      break;
    case WAYPOINT:
      begin_track (self);
      begin_point (self, attributes, n_attributes);
      break;
    case TRACK:
    case ROUTE:
      begin_track (self);
      break;
    case SEGMENT:
      begin_line (self);
      break;
    case EXTENSIONS:
      if (parent != EXTENSIONS)
        self->owner = parent == METADATA ? GPX : parent;
      break;
    case OTHER:
      if (parent == DOCUMENT)
        {
          g_autofree char *what = plim_sniff_root (name, namespace);
          g_autofree char *text = g_strdup_printf (_("expected a GPX file (“gpx”); this is %s"), what);

          plim_xml_cursor_fail (cursor, PLIM_ERROR_FORMAT, text);
        }
      break;
    default:
      break;
    }
}

static void
text_cb (PlimXmlCursor *cursor,
         const char    *text,
         gsize          size,
         gpointer       data)
{
  Reader *self = data;

  plim_xml_text_add (&self->text, cursor, text, size, self->kinds[self->depth] >= TITLE);
}

/* A text that says something of a point: its number, or nothing where it is none. */
static void
take_number (Reader *self,
             Kind    kind)
{
  PlimTrackPoint *point = &self->point;
  double value;

  if (self->text.size == 0)
    return;
  /* What is no number is no speed and no course either. */
  if (!plim_track_text_number (self->text.bytes, self->text.size, &value))
    value = -1.0;
  switch (kind)
    {
    case SPEED:
      /* What we wrote ourselves is exact and wins over metres a second. */
      if (point->fix.sog_tenths == PLIM_FIX_UNKNOWN)
        plim_track_point_set_value (point, PLIM_TRACK_SPEED, value * KNOTS_PER_METRE_S);
      break;
    case KNOTS:
      plim_track_point_set_value (point, PLIM_TRACK_SPEED, value);
      break;
    case COURSE:
      plim_track_point_set_value (point, PLIM_TRACK_COURSE, value);
      break;
    case HEADING:
      plim_track_point_set_value (point, PLIM_TRACK_HEADING, value);
      break;
    case DRAUGHT:
      plim_track_point_set_value (point, PLIM_TRACK_DRAUGHT, value);
      break;
    default:
      plim_track_point_set_value (point, PLIM_TRACK_STATUS, value);
      break;
    }
}

static void
take_text (Reader *self,
           Kind    kind)
{
  g_autofree char *text = NULL;

  switch (kind)
    {
    case TIME:
      self->point.time = plim_track_text_time (self->text.bytes, self->text.size, &self->point.fix.time_s);
      break;
    case TITLE:
      text = plim_xml_text_dup (&self->text);
      plim_track_collector_set_title (self->collector, text);
      break;
    case NAME:
      g_free (self->name);
      self->name = plim_xml_text_dup (&self->text);
      break;
    case MMSI:
      self->mmsi = plim_track_text_mmsi (self->text.bytes, self->text.size);
      break;
    case EXERCISE:
      text = plim_xml_text_dup (&self->text);
      if (strcmp (text, "yes") == 0)
        plim_track_collector_set_exercise (self->collector);
      break;
    default:
      take_number (self, kind);
      break;
    }
}

static void
end_cb (PlimXmlCursor *cursor,
        gpointer       data)
{
  Reader *self = data;
  Kind kind = self->kinds[self->depth--];
  Kind parent = self->kinds[self->depth];

  switch (kind)
    {
    case POINT:
      /* A planned time is no time at which anybody was there. */
      if (parent == ROUTE)
        self->point.time = PLIM_TRACK_TIME_NONE;
      plim_track_collector_add (self->collector, &self->point);
      break;
    case SEGMENT:
    case ROUTE:
      plim_track_collector_end_line (self->collector);
      break;
    case WAYPOINT:
      plim_track_collector_add_place (self->collector, self->name, self->mmsi, &self->point);
      break;
    default:
      if (kind >= TITLE)
        take_text (self, kind);
      break;
    }
  plim_xml_text_clear (&self->text);
}

gboolean
plim_gpx_reader_sniff (const guint8 *head,
                       gsize         size)
{
  g_autofree char *root = plim_log_reader_dup_root (head, size);

  return g_strcmp0 (root, "gpx") == 0;
}

gboolean
plim_gpx_reader_run (PlimByteSource        *source,
                     PlimRecordWriter      *writer,
                     const PlimLogOptions  *options,
                     GError               **error)
{
  static const PlimXmlHandler handler = { start_cb, text_cb, end_cb };
  Reader self = { NULL };
  const PlimImportMessage *failure;
  g_autofree char *doubt = NULL;
  PlimError code = PLIM_ERROR_FORMAT;
  gboolean done;

  self.kinds[0] = DOCUMENT;
  self.collector = plim_track_collector_new (writer, PLIM_LOG_GPX, options->exercise);
  self.cursor = plim_xml_cursor_new (source, writer, &handler, &self);
  intern_names (&self);

  plim_xml_cursor_run (self.cursor);
  doubt = plim_xml_cursor_dup_doubt (self.cursor);
  failure = plim_xml_cursor_get_failure (self.cursor, &code);
  done = plim_track_collector_finish (self.collector, doubt, failure, code, error);

  plim_track_collector_free (self.collector);
  plim_xml_cursor_free (self.cursor);
  g_free (self.name);

  return done;
}
