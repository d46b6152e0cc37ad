#include "config.h"

#include "ui/plim-found-rows.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/analysis/plim-geo.h"

static const char *
get_name (const char *name,
          const char *key)
{
  return name != NULL && *name != '\0' ? name : key;
}

static char *
format_decimal (double      value,
                const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

/* For files: ISO 8601 in UTC. */
static char *
format_iso (double time_s)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc ((gint64) floor (time_s + 0.5));

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static char *
format_time (PlimZone zone,
             double   time_s)
{
  return plim_zone_format (zone, (gint64) floor (time_s + 0.5));
}

const PlimFoundColumn *
plim_found_near_columns (guint *n)
{
  static PlimFoundColumn columns[] = {
    { NULL, "name", FALSE }, { NULL, "mmsi", FALSE }, { NULL, "closest_nm", TRUE }, { NULL, "closest_km", TRUE },
    { NULL, "time", FALSE }, { NULL, "known", FALSE }, { NULL, "positions", TRUE },
  };

  columns[0].title = _("Vessel");
  columns[1].title = _("MMSI");
  columns[2].title = _("Closest, nm");
  columns[3].title = _("Closest, km");
  columns[4].title = _("When");
  columns[5].title = _("How known");
  columns[6].title = _("Positions within");
  *n = G_N_ELEMENTS (columns);

  return columns;
}

const PlimFoundColumn *
plim_found_area_columns (guint *n)
{
  static PlimFoundColumn columns[] = {
    { NULL, "name", FALSE }, { NULL, "mmsi", FALSE }, { NULL, "positions", TRUE }, { NULL, "first", FALSE }, { NULL, "last", FALSE },
    { NULL, "known", FALSE },
  };

  columns[0].title = _("Vessel");
  columns[1].title = _("MMSI");
  columns[2].title = _("Positions within");
  columns[3].title = _("First");
  columns[4].title = _("Last");
  columns[5].title = _("How known");
  *n = G_N_ELEMENTS (columns);

  return columns;
}

PlimFoundRow *
plim_found_near_row (const PlimNearVessel *vessel,
                     PlimZone              zone)
{
  const PlimApproach *approach = &vessel->approach;
  PlimFoundRow *row = g_new0 (PlimFoundRow, 1);
  /* The longer ago the positions were, the less the digits would mean. */
  const char *format = approach->step_s > 3600.0 ? "≈ %.0f" : approach->step_s > 0.0 ? "≈ %.1f"
                       : approach->distance_m < 18520.0 ? "%.2f" : "%.1f";
  g_autofree char *step = approach->step_s > 0.0 ? plim_zone_format_length ((gint64) approach->step_s) : NULL;
  guint i = 0;

  row->key = g_strdup (vessel->key);
  row->claims = g_strdupv (vessel->claims);
  row->cells = g_new0 (char *, 8);
  row->cells[i++] = g_strdup (get_name (vessel->name, vessel->key));
  row->cells[i++] = g_strdup (vessel->mmsi != NULL ? vessel->mmsi : "");
  row->cells[i++] = g_strdup_printf (format, approach->distance_m / PLIM_GEO_NAUTICAL_MILE_M);
  row->cells[i++] = g_strdup_printf (format, approach->distance_m / 1000.0);
  row->cells[i++] = format_time (zone, approach->time_s);
  /* Translators: worked out; %s is the time between two positions, "20 min" */
  row->cells[i++] = step != NULL ? g_strdup_printf (_("between two positions %s apart"), step) : g_strdup (_("position stated"));
  row->cells[i++] = g_strdup_printf ("%'u", approach->n_positions);

  i = 0;
  row->fields = g_new0 (char *, 8);
  row->fields[i++] = g_strdup (vessel->name != NULL ? vessel->name : "");
  row->fields[i++] = g_strdup (vessel->mmsi != NULL ? vessel->mmsi : "");
  row->fields[i++] = format_decimal (approach->distance_m / PLIM_GEO_NAUTICAL_MILE_M, "%.3f");
  row->fields[i++] = format_decimal (approach->distance_m / 1000.0, "%.3f");
  row->fields[i++] = format_iso (approach->time_s);
  row->fields[i++] = g_strdup (step != NULL ? "interpolated" : "stated");
  row->fields[i++] = g_strdup_printf ("%u", approach->n_positions);

  return row;
}

PlimFoundRow *
plim_found_area_row (const PlimAreaVessel *vessel,
                     PlimZone              zone)
{
  const PlimAreaStay *stay = &vessel->stay;
  PlimFoundRow *row = g_new0 (PlimFoundRow, 1);
  guint i = 0;

  row->key = g_strdup (vessel->key);
  row->claims = g_strdupv (vessel->claims);
  row->cells = g_new0 (char *, 7);
  row->cells[i++] = g_strdup (get_name (vessel->name, vessel->key));
  row->cells[i++] = g_strdup (vessel->mmsi != NULL ? vessel->mmsi : "");
  row->cells[i++] = g_strdup_printf ("%'u", stay->n_positions);
  row->cells[i++] = format_time (zone, stay->first_s);
  row->cells[i++] = format_time (zone, stay->last_s);
  row->cells[i++] = g_strdup (stay->n_positions > 0 ? _("position stated") : _("passed between two positions"));

  i = 0;
  row->fields = g_new0 (char *, 7);
  row->fields[i++] = g_strdup (vessel->name != NULL ? vessel->name : "");
  row->fields[i++] = g_strdup (vessel->mmsi != NULL ? vessel->mmsi : "");
  row->fields[i++] = g_strdup_printf ("%u", stay->n_positions);
  row->fields[i++] = format_iso (stay->first_s);
  row->fields[i++] = format_iso (stay->last_s);
  row->fields[i++] = g_strdup (stay->n_positions > 0 ? "stated" : "interpolated");

  return row;
}
