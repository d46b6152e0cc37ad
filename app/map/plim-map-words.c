#include "config.h"

#include "app/map/plim-map-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const char *
name_or_unnamed (const char *name)
{
  return name != NULL && *name != '\0' ? name : _("unnamed vessel");
}

static char *
format_time (gint64 seconds)
{
  g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *clock = NULL, *day = NULL;

  if (when == NULL)
    return g_strdup ("?");

  clock = g_date_time_format (when, "%H:%M");
  day = plim_day_to_words (plim_day_from_unix (seconds));

  return g_strdup_printf ("%s %s", day, clock);
}

/* "Rye Song Gang 1 + Yuk Tung" */
static char *
join_names (const PlimSighting *sighting)
{
  /* It may be several: many reports tell of ships without naming one. */
  const char *name = sighting->vessel_name != NULL ? sighting->vessel_name : _("not named");

  if (sighting->with_name != NULL && *sighting->with_name != '\0')
    return g_strdup_printf ("%s + %s", name, sighting->with_name);

  return g_strdup (name);
}

static void
append_place (GString            *words,
              const PlimSighting *sighting)
{
  if (sighting->where != NULL && *sighting->where != '\0')
    {
      g_string_append (words, "; ");
      /* Translators: where a vessel was seen, in the source's own words */
      g_string_append_printf (words, _("“%s”"), sighting->where);
    }
  if (sighting->radius_km > 0.0)
    {
      g_string_append (words, "; ");
      g_string_append_printf (words, _("within %.0f km of the point drawn"), MAX (sighting->radius_km, 1.0));
    }
}

static PlimPeriod
span_days (GPtrArray *sightings)
{
  PlimPeriod span = ((const PlimSighting *) g_ptr_array_index (sightings, 0))->when;
  guint i;

  for (i = 1; i < sightings->len; i++)
    {
      const PlimPeriod *when = &((const PlimSighting *) g_ptr_array_index (sightings, i))->when;

      if (!plim_period_is_known (when))
        continue;
      if (!plim_period_is_known (&span) || when->first < span.first)
        {
          span.first = when->first;
          span.first_precision = when->first_precision;
          span.first_s = when->first_s;
        }
      if (when->last > span.last)
        {
          span.last = when->last;
          span.last_precision = when->last_precision;
          span.last_s = when->last_s;
        }
    }

  return span;
}

char *
plim_map_words_name_track (const char *name,
                           const char *mmsi,
                           const char *key)
{
  if (name != NULL && mmsi != NULL)
    return g_strdup_printf ("%s, MMSI %s", name, mmsi);
  if (mmsi != NULL)
    return g_strdup_printf ("MMSI %s", mmsi);

  return g_strdup (name != NULL ? name : key);
}

char *
plim_map_words_for_track (const PlimTrack *track)
{
  const PlimPosition *fixes = (const PlimPosition *) (gpointer) track->positions->data;
  g_autofree char *from = NULL, *to = NULL;

  if (track->positions->len == 0)
    return g_strdup (name_or_unnamed (track->vessel_name));

  from = format_time (fixes[0].time_s);
  to = format_time (fixes[track->positions->len - 1].time_s);

  if (track->mmsi != NULL && *track->mmsi != '\0')
    /* Translators: a vessel's name, its MMSI number, how its positions are known, first and last time */
    return g_strdup_printf (_("%s, MMSI %s: positions %s from %s to %s UTC"), name_or_unnamed (track->vessel_name),
                            track->mmsi, plim_known_by_get_words (track->known_by), from, to);

  return g_strdup_printf (_("%s: positions %s from %s to %s UTC"), name_or_unnamed (track->vessel_name),
                          plim_known_by_get_words (track->known_by), from, to);
}

/* A source may say when a silence began and not when it ended. */
static gboolean
is_open (const PlimSilence *silence)
{
  return silence->to_s <= silence->from_s || silence->to_s >= plim_day_to_unix (PLIM_DAY_LAST);
}

char *
plim_map_words_for_silence (const PlimTrack   *track,
                            const PlimSilence *silence,
                            gboolean           stated)
{
  g_autofree char *duration = plim_zone_format_length (silence->to_s - silence->from_s);
  g_autofree char *from = format_time (silence->from_s), *to = format_time (silence->to_s);

  if (is_open (silence))
    /* Translators: a vessel's name; since when, as its source states: until when is not known */
    return g_strdup_printf (_("%s: silent from %s UTC, until when is not known; where it went is not known"),
                            name_or_unnamed (track->vessel_name), from);
  if (stated)
    return g_strdup_printf (_("%s: silent for %s, from %s to %s UTC; where it went is not known"),
                            name_or_unnamed (track->vessel_name), duration, from, to);

  return g_strdup_printf (_("%s: no position for %s, from %s to %s UTC; where it went is not known"),
                          name_or_unnamed (track->vessel_name), duration, from, to);
}

char *
plim_map_words_label_silence (const PlimSilence *silence,
                              gboolean           stated)
{
  g_autofree char *duration = plim_zone_format_length (silence->to_s - silence->from_s);

  if (is_open (silence))
    return g_strdup (_("silent, until when is not known"));

  return g_strdup_printf (stated ? _("silent %s") : _("no position %s"), duration);
}

char *
plim_map_words_for_leg (const PlimRoute *route,
                        const PlimLeg   *leg)
{
  g_autofree char *when = plim_period_is_known (&route->when) ? plim_period_to_words (&route->when) : NULL;
  const char *from = leg->from_name != NULL ? leg->from_name : "?", *to = leg->to_name != NULL ? leg->to_name : "?";
  const char *name = name_or_unnamed (route->vessel_name);
  GString *words = g_string_new (NULL);

  if (route->suspected)
    g_string_append_printf (words, _("%s: suspected route from %s to %s"), name, from, to);
  else
    g_string_append_printf (words, _("%s: reported route from %s to %s"), name, from, to);
  if (when != NULL)
    g_string_append_printf (words, ", %s", when);
  if (leg->via->len == 0)
    g_string_append_printf (words, "; %s", _("way not known"));

  return g_string_free (words, FALSE);
}

char *
plim_map_words_for_sightings (GPtrArray *sightings)
{
  GString *words = g_string_new (NULL);
  guint i;

  for (i = 0; i < sightings->len; i++)
    {
      const PlimSighting *sighting = g_ptr_array_index (sightings, i);
      g_autofree char *names = join_names (sighting);

      if (i > 0)
        g_string_append (words, " · ");
      g_string_append (words, names);
      if (plim_period_is_known (&sighting->when))
        {
          g_autofree char *when = plim_period_to_words (&sighting->when);

          g_string_append_printf (words, ", %s", when);
        }
      g_string_append_printf (words, ", %s", plim_known_by_get_words (sighting->known_by));
      append_place (words, sighting);
    }

  return g_string_free (words, FALSE);
}

void
plim_map_words_label_sightings (GPtrArray  *sightings,
                                char      **head,
                                char      **below)
{
  const PlimSighting *first = g_ptr_array_index (sightings, 0);
  PlimPeriod span = span_days (sightings);
  gboolean same = TRUE;
  guint i;

  for (i = 1; i < sightings->len; i++)
    same &= g_strcmp0 (first->vessel_name, ((const PlimSighting *) g_ptr_array_index (sightings, i))->vessel_name) == 0;

  if (sightings->len == 1)
    *head = join_names (first);
  else if (same && first->vessel_name != NULL)
    /* Translators: a vessel's name and how often it was seen at this place */
    *head = g_strdup_printf (ngettext ("%s, %'u sighting", "%s, %'u sightings", sightings->len),
                             first->vessel_name, sightings->len);
  else
    *head = g_strdup_printf (ngettext ("%'u sighting", "%'u sightings", sightings->len), sightings->len);

  *below = plim_period_is_known (&span) ? plim_period_to_words (&span) : NULL;
}

char *
plim_map_words_for_counts (guint sightings,
                           guint routes,
                           guint reported,
                           guint tracks)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (sightings > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u sighting", "%'u sightings", sightings), sightings));
  if (routes > reported)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u suspected route", "%'u suspected routes", routes - reported), routes - reported));
  if (reported > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u reported route", "%'u reported routes", reported), reported));
  if (tracks > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u track", "%'u tracks", tracks), tracks));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);

  /* Translators: between the parts of a list such as "11 sightings, 2 suspected routes" */
  return g_strjoinv (_(", "), (char **) parts->pdata);
}

char *
plim_map_words_for_position (const PlimTrackSet *set,
                             guint               position,
                             PlimZone            zone)
{
  const PlimTrackInfo *info = &set->tracks[plim_track_set_get_track (set, position)];
  g_autofree char *when = plim_zone_format (zone, set->time_s[position]);
  g_autofree char *name = plim_map_words_name_track (info->name, info->mmsi, info->key);
  double speed = plim_track_set_get_speed (set, position);

  if (speed < 0.0)
    /* Translators: a vessel; a time; how its position is known: broadcast, seen, told */
    return g_strdup_printf (_("%s: %s, %s"), name, when, plim_known_by_get_words (info->known_by));

  /* A set of tracks keeps speeds in coarse steps, up to a greatest: no digit is told that it has not. */
  if (set->speed[position] >= PLIM_TRACK_SPEED_UNKNOWN - 1)
    /* Translators: a vessel; a time; its speed in knots; how its position is known: broadcast, seen, told */
    return g_strdup_printf (_("%s: %s, %.0f kn or more, %s"), name, when, floor (speed), plim_known_by_get_words (info->known_by));

  /* Translators: a vessel; a time; its speed in knots; how its position is known: broadcast, seen, told */
  return g_strdup_printf (_("%s: %s, about %.0f kn, %s"), name, when, speed, plim_known_by_get_words (info->known_by));
}

static char *
format_angle (double      degrees,
              const char *positive,
              const char *negative)
{
  long tenths = lround (fabs (degrees) * 600.0);

  return g_strdup_printf ("%ld° %02ld.%ld′ %s", tenths / 600, tenths % 600 / 10, tenths % 10,
                          degrees < 0.0 ? negative : positive);
}

char *
plim_map_words_for_place (double latitude,
                          double longitude)
{
  g_autofree char *north = format_angle (latitude, "N", "S"), *east = format_angle (longitude, "E", "W");

  return g_strdup_printf ("%s  %s", north, east);
}
