#include "config.h"

#include "ui/plim-time-picture.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/map/plim-time-ticks.h"

#define LABEL_PX   84         /* room for a tick's label */

static GdkRGBA
get_colour (GtkWidget  *widget,
            const char *name)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1.0f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour);

  return colour;
}

/* By the square root: a day with few positions is still seen beside one with many. */
static GdkTexture *
draw_bars (PlimTimePicture *self,
           GtkWidget       *widget)
{
  int scale = gtk_widget_get_scale_factor (widget), width = (int) self->axis.width * scale, height = PLIM_TIME_BARS_PX * scale;
  g_autofree double *columns = g_new (double, width);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr(GBytes) bytes = NULL;
  GdkRGBA colour;
  int i;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  self->most = plim_time_histogram_get_columns (self->histogram, self->axis.from_s, self->axis.to_s, columns, width);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.55);
  for (i = 0; i < width; i++)
    if (columns[i] > 0.0)
      {
        double tall = MAX (sqrt (columns[i] / self->most) * height, scale);

        cairo_rectangle (cr, i, height - tall, 1.0, tall);
      }
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) * height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, cairo_image_surface_get_stride (surface));
}

static void
snapshot_text (GtkWidget   *widget,
               GtkSnapshot *snapshot,
               const char  *text,
               double       x,
               double       y,
               double       align,
               gboolean     dim)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  GdkRGBA colour;
  int width;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  colour.alpha *= dim ? 0.7f : 1.0f;
  pango_layout_get_pixel_size (layout, &width, NULL);
  x = CLAMP (x - align * width, 0.0, MAX (gtk_widget_get_width (widget) - width, 0));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/* On the left the range; on the right what there is to say, where there is room. */
static void
snapshot_head (PlimTimePicture *self,
               GtkWidget       *widget,
               GtkSnapshot     *snapshot)
{
  g_autofree char *range = plim_zone_format_span (self->axis.zone, self->from_s, self->to_s);
  g_autofree char *length = plim_zone_format_length ((gint64) ((self->axis.to_s - self->axis.from_s) / self->axis.width));
  g_autofree char *scale = NULL;
  const char *words = self->note;
  g_autoptr(PangoLayout) layout = NULL;
  int width, used, whole = gtk_widget_get_width (widget);
  gboolean has_note = words != NULL && *words != '\0';
  guint most;

  most = (guint) ceil (self->most);
  /* Translators: how high the bars are: the highest number of positions in one bar, and how long a time a bar stands for. */
  scale = g_strdup_printf (ngettext ("up to %'u position in %s, √ scale", "up to %'u positions in %s, √ scale", most), most, length);
  if (!has_note)
    words = scale;
  layout = gtk_widget_create_pango_layout (widget, range);
  pango_layout_get_pixel_size (layout, &used, NULL);
  pango_layout_set_text (layout, words, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);

  if (used + width + 3 * PLIM_TIME_EDGE_PX < whole)
    {
      snapshot_text (widget, snapshot, range, PLIM_TIME_EDGE_PX, 0.0, 0.0, FALSE);
      snapshot_text (widget, snapshot, words, whole - PLIM_TIME_EDGE_PX, 0.0, 1.0, !has_note);
    }
  else
    snapshot_text (widget, snapshot, has_note ? words : range, PLIM_TIME_EDGE_PX, 0.0, 0.0, FALSE);
}

static void
snapshot_ticks (PlimTimePicture *self,
                GtkWidget       *widget,
                GtkSnapshot     *snapshot)
{
  guint most = (guint) (self->axis.width / LABEL_PX), i;
  g_autoptr(GArray) ticks = plim_time_ticks_make ((gint64) ceil (self->axis.from_s), (gint64) self->axis.to_s, most, self->axis.zone);
  GdkRGBA colour = get_colour (widget, "borders");
  double clear = -1e9;

  for (i = 0; i < ticks->len; i++)
    {
      const PlimTimeTick *tick = &g_array_index (ticks, PlimTimeTick, i);
      double x = plim_time_axis_place (&self->axis, tick->time_s);

      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (floor (x), PLIM_TIME_HEAD_PX + PLIM_TIME_BARS_PX, 1.0f, 5.0f));
      if (x - LABEL_PX / 2.0 >= clear)
        {
          snapshot_text (widget, snapshot, tick->label, x, PLIM_TIME_HEAD_PX + PLIM_TIME_BARS_PX + 4.0, 0.5, !tick->strong);
          clear = x + 24.0;
        }
    }
}

void
plim_time_picture_forget_bars (PlimTimePicture *self)
{
  g_clear_object (&self->bars);
}

void
plim_time_picture_snapshot (PlimTimePicture *self,
                            GtkWidget       *widget,
                            GtkSnapshot     *snapshot)
{
  GdkRGBA ground = get_colour (widget, "view_bg_color"), accent = get_colour (widget, "accent_color"), colour, veil;
  double left = self->axis.left, right = left + self->axis.width, from, to;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  from = CLAMP (plim_time_axis_place (&self->axis, self->from_s), left, right);
  to = CLAMP (plim_time_axis_place (&self->axis, self->to_s), left, right);
  if (self->bars == NULL)
    self->bars = draw_bars (self, widget);

  gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (left, PLIM_TIME_HEAD_PX, right - left, PLIM_TIME_BARS_PX));
  accent.alpha = 0.16f;
  gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (from, PLIM_TIME_HEAD_PX, MAX (to - from, 1.0), PLIM_TIME_BARS_PX));
  gtk_snapshot_append_texture (snapshot, self->bars, &GRAPHENE_RECT_INIT (left, PLIM_TIME_HEAD_PX, floor (right - left), PLIM_TIME_BARS_PX));
  /* Outside the range the bars are faint. */
  veil = ground;
  veil.alpha = 0.62f;
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (left, PLIM_TIME_HEAD_PX, from - left, PLIM_TIME_BARS_PX));
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (to, PLIM_TIME_HEAD_PX, right - to, PLIM_TIME_BARS_PX));
  colour.alpha = 0.35f;
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (left, PLIM_TIME_HEAD_PX + PLIM_TIME_BARS_PX, right - left, 1.0f));

  snapshot_ticks (self, widget, snapshot);
  snapshot_head (self, widget, snapshot);
}

void
plim_time_picture_snapshot_moment (PlimTimePicture *self,
                                   GtkWidget       *widget,
                                   GtkSnapshot     *snapshot)
{
  double x = plim_time_axis_place (&self->axis, self->moment_s);
  GdkRGBA colour = get_colour (widget, "error_color");

  if (isfinite (x) && x >= self->axis.left && x <= self->axis.left + self->axis.width)
    gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x - 1.0, PLIM_TIME_HEAD_PX - 3.0f, 2.0f, PLIM_TIME_BARS_PX + 6.0f));
}
