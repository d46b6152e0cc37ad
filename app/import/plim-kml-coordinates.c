#include "config.h"

#include "app/import/plim-kml-coordinates.h"

#define MAX_NUMBERS 5          /* one more than a tuple may have */

static gboolean
is_separator (char     c,
              gboolean by_commas)
{
  return by_commas ? c == ',' : g_ascii_isspace (c);
}

void
plim_kml_coordinates_read (const char     *text,
                           gsize           size,
                           gboolean        by_commas,
                           guint32         line,
                           PlimTrackPoint *point)
{
  const char *numbers[MAX_NUMBERS];
  gsize sizes[MAX_NUMBERS];
  const char *end = text + size;
  guint n = 0;

  plim_track_point_init (point, line);
  while (n < MAX_NUMBERS)
    {
      while (text < end && g_ascii_isspace (*text))
        text++;
      if (text == end)
        break;
      numbers[n] = text;
      while (text < end && !is_separator (*text, by_commas))
        text++;
      sizes[n] = (gsize) (text - numbers[n]);
      n++;
      if (text < end)
        text++;
    }

  if (n == MAX_NUMBERS)
    point->no_place = PLIM_LOG_MALFORMED;
  else if (n == 0)
    point->no_place = PLIM_LOG_NO_POSITION;
  else if (n == 1)
    point->no_place = PLIM_LOG_BAD_POSITION;
  else
    plim_track_point_set_place (point, numbers[1], sizes[1], numbers[0], sizes[0]);
}

gboolean
plim_kml_coordinates_next (PlimKmlCoordinates  *self,
                           const char         **text,
                           const char          *end,
                           guint32              line,
                           PlimTrackPoint      *point)
{
  while (*text < end)
    {
      char c = *(*text)++;

      if (!g_ascii_isspace (c))
        {
          self->after_comma = c == ',';
          if (self->size < PLIM_KML_TUPLE_BYTES)
            self->tuple[self->size++] = c;
          else
            self->is_long = TRUE;
        }
      /* Blanks part the tuples, but not behind a comma, where many programs put one. */
      else if (!self->after_comma && plim_kml_coordinates_end (self, line, point))
        return TRUE;
    }

  return FALSE;
}

gboolean
plim_kml_coordinates_end (PlimKmlCoordinates *self,
                          guint32             line,
                          PlimTrackPoint     *point)
{
  gboolean is_tuple = self->size > 0;

  if (is_tuple)
    plim_kml_coordinates_read (self->tuple, self->size, TRUE, line, point);
  if (self->is_long)
    {
      point->has_place = FALSE;
      point->no_place = PLIM_LOG_MALFORMED;
    }
  self->size = 0;
  self->is_long = self->after_comma = FALSE;

  return is_tuple;
}
