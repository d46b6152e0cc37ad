#include "config.h"

#include "app/analysis/plim-area.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/analysis/plim-geo.h"
#include "app/plim-error.h"

/* The northern and southern edge of the map, and a hair for what was rounded on it. */
#define EDGE_LATITUDE 85.0512

typedef struct
{
  double x, y;
} Corner;

struct _PlimArea
{
  gatomicrefcount ref_count;
  guint           n;
  double          min_x, max_x, min_y, max_y;
  Corner          corners[];   /* x goes on from corner to corner, so it may leave 0…1 */
};

static double
get_x (double longitude)
{
  return longitude / 360.0 + 0.5;
}

static double
get_y (double latitude)
{
  /* The poles are infinitely far: nothing is drawn there, and nothing lies in an area. */
  return 0.5 - asinh (tan (CLAMP (latitude, -89.9999, 89.9999) * G_PI / 180.0)) / (2.0 * G_PI);
}

static double
nearest_x (double x,
           double reference)
{
  return x - floor (x - reference + 0.5);
}

/* Twice the signed area of a triangle: which side of a line a point is on. */
static double
turn (double ax,
      double ay,
      double bx,
      double by,
      double cx,
      double cy)
{
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

static gboolean
is_flat (const PlimArea *self)
{
  const Corner *first = &self->corners[0];
  double reach = hypot (self->max_x - self->min_x, self->max_y - self->min_y);

  for (guint i = 1; i + 1 < self->n; i++)
    for (guint j = i + 1; j < self->n; j++)
      if (fabs (turn (first->x, first->y, self->corners[i].x, self->corners[i].y, self->corners[j].x, self->corners[j].y))
          > reach * reach * 1e-9)
        return FALSE;

  return TRUE;
}

PlimArea *
plim_area_new (const double  *places,
               guint          n,
               GError       **error)
{
  g_autoptr(PlimArea) self = NULL;

  g_return_val_if_fail (places != NULL || n == 0, NULL);

  if (n > 1 && places[0] == places[2 * n - 2] && places[1] == places[2 * n - 1])
    n--;
  if (n < 3 || n > PLIM_AREA_MOST_CORNERS)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("An area has from 3 to %d corners; this one has %u."),
                   PLIM_AREA_MOST_CORNERS, n);
      return NULL;
    }

  self = g_malloc0 (sizeof (PlimArea) + n * sizeof (Corner));
  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  for (guint i = 0; i < n; i++)
    {
      double latitude = places[2 * i], longitude = places[2 * i + 1];

      if (!(fabs (latitude) <= EDGE_LATITUDE) || !(fabs (longitude) <= 360.0))
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("Corner %u of the area is no place on the map."), i + 1);
          return NULL;
        }
      self->corners[i].x = i == 0 ? get_x (plim_geo_wrap (longitude)) : nearest_x (get_x (longitude), self->corners[i - 1].x);
      self->corners[i].y = get_y (latitude);
      self->min_x = i == 0 ? self->corners[i].x : MIN (self->min_x, self->corners[i].x);
      self->max_x = i == 0 ? self->corners[i].x : MAX (self->max_x, self->corners[i].x);
      self->min_y = i == 0 ? self->corners[i].y : MIN (self->min_y, self->corners[i].y);
      self->max_y = i == 0 ? self->corners[i].y : MAX (self->max_y, self->corners[i].y);
    }

  if (fabs (nearest_x (self->corners[0].x, self->corners[n - 1].x) - self->corners[0].x) > 0.5)
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The area's edges go all round the world, so they enclose nothing."));
      return NULL;
    }
  if (is_flat (self))
    {
      g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT, _("The area's corners lie on one line, so they enclose nothing."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

PlimArea *
plim_area_ref (PlimArea *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_area_unref (PlimArea *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

PlimArea *
plim_area_parse (const char  *text,
                 GError     **error)
{
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (double));
  const char *at = text;

  g_return_val_if_fail (text != NULL, NULL);

  while (g_ascii_isspace (*at))
    at++;
  while (*at != '\0')
    {
      double place[2];
      char *end;

      place[0] = g_ascii_strtod (at, &end);
      if (end != at && *end == ',' && !g_ascii_isspace (end[1]))
        {
          at = end + 1;
          place[1] = g_ascii_strtod (at, &end);
        }
      else
        end = (char *) at;
      if (end == at || (*end != '\0' && !g_ascii_isspace (*end)) || places->len / 2 > PLIM_AREA_MOST_CORNERS)
        {
          g_set_error (error, PLIM_ERROR, PLIM_ERROR_FORMAT,
                       _("Corner %u of the area is not written as latitude,longitude in degrees."), places->len / 2 + 1);
          return NULL;
        }
      g_array_append_vals (places, place, 2);
      for (at = end; g_ascii_isspace (*at); at++)
        ;
    }

  return plim_area_new ((const double *) (gpointer) places->data, places->len / 2, error);
}

char *
plim_area_to_text (const PlimArea *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n; i++)
    {
      double latitude, longitude;
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      plim_area_get_corner (self, i, &latitude, &longitude);
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, g_ascii_formatd (number, sizeof number, "%.6f", latitude));
      g_string_append_c (text, ',');
      g_string_append (text, g_ascii_formatd (number, sizeof number, "%.6f", longitude));
    }

  return g_string_free (text, FALSE);
}

guint
plim_area_get_n (const PlimArea *self)
{
  return self->n;
}

static double
get_latitude (double y)
{
  return atan (sinh ((0.5 - y) * 2.0 * G_PI)) * 180.0 / G_PI;
}

void
plim_area_get_corner (const PlimArea *self,
                      guint           i,
                      double         *latitude,
                      double         *longitude)
{
  g_return_if_fail (i < self->n);

  *latitude = get_latitude (self->corners[i].y);
  *longitude = plim_geo_wrap ((self->corners[i].x - 0.5) * 360.0);
}

void
plim_area_get_box (const PlimArea *self,
                   double         *west,
                   double         *south,
                   double         *east,
                   double         *north)
{
  *west = plim_geo_wrap ((self->min_x - 0.5) * 360.0);
  *east = plim_geo_wrap ((self->max_x - 0.5) * 360.0);
  *south = get_latitude (self->max_y);
  *north = get_latitude (self->min_y);
  if (self->max_x - self->min_x >= 1.0)
    {
      *west = -180.0;
      *east = 180.0;
    }
}

static gboolean
contains_at (const PlimArea *self,
             double          x,
             double          y)
{
  gboolean inside = FALSE;

  if (x < self->min_x || x > self->max_x || y < self->min_y || y > self->max_y)
    return FALSE;
  for (guint i = 0, j = self->n - 1; i < self->n; j = i++)
    {
      const Corner *a = &self->corners[i], *b = &self->corners[j];

      if ((a->y > y) != (b->y > y) && x < (b->x - a->x) * (y - a->y) / (b->y - a->y) + a->x)
        inside = !inside;
    }

  return inside;
}

static gboolean
touches_at (const PlimArea *self,
            double          x1,
            double          y1,
            double          x2,
            double          y2)
{
  if (MAX (x1, x2) < self->min_x || MIN (x1, x2) > self->max_x || MAX (y1, y2) < self->min_y || MIN (y1, y2) > self->max_y)
    return FALSE;
  if (contains_at (self, x1, y1) || contains_at (self, x2, y2))
    return TRUE;

  for (guint i = 0, j = self->n - 1; i < self->n; j = i++)
    {
      const Corner *a = &self->corners[i], *b = &self->corners[j];

      if (turn (x1, y1, x2, y2, a->x, a->y) * turn (x1, y1, x2, y2, b->x, b->y) <= 0.0
          && turn (a->x, a->y, b->x, b->y, x1, y1) * turn (a->x, a->y, b->x, b->y, x2, y2) <= 0.0
          && MAX (x1, x2) >= MIN (a->x, b->x) && MIN (x1, x2) <= MAX (a->x, b->x)
          && MAX (y1, y2) >= MIN (a->y, b->y) && MIN (y1, y2) <= MAX (a->y, b->y))
        return TRUE;
    }

  return FALSE;
}

gboolean
plim_area_contains_xy (const PlimArea *self,
                       double          x,
                       double          y)
{
  double first;

  if (y < self->min_y || y > self->max_y)
    return FALSE;
  /* The first repetition that is not left of the area; an area may be wider than the world. */
  first = x - floor (x - self->min_x);
  for (x = first; x <= self->max_x; x += 1.0)
    if (contains_at (self, x, y))
      return TRUE;

  return FALSE;
}

gboolean
plim_area_touches_xy (const PlimArea *self,
                      double          x1,
                      double          y1,
                      double          x2,
                      double          y2)
{
  double shift;

  if (MAX (y1, y2) < self->min_y || MIN (y1, y2) > self->max_y)
    return FALSE;
  x2 = nearest_x (x2, x1);
  shift = -floor (MAX (x1, x2) - self->min_x);
  for (; MIN (x1, x2) + shift <= self->max_x; shift += 1.0)
    if (touches_at (self, x1 + shift, y1, x2 + shift, y2))
      return TRUE;

  return FALSE;
}

gboolean
plim_area_contains (const PlimArea *self,
                    double          latitude,
                    double          longitude)
{
  return plim_area_contains_xy (self, get_x (longitude), get_y (latitude));
}

gboolean
plim_area_touches (const PlimArea *self,
                   double          latitude_1,
                   double          longitude_1,
                   double          latitude_2,
                   double          longitude_2)
{
  return plim_area_touches_xy (self, get_x (longitude_1), get_y (latitude_1), get_x (longitude_2), get_y (latitude_2));
}
