#include "config.h"

#include "ui/plim-basemap.h"

#include <adwaita.h>

#include "ui/plim-basemap-source.h"

/* The old one stays under the new one until that has had time to be painted. */
#define OLD_MS 700

struct _PlimBasemap
{
  GObject          parent_instance;

  ShumateMap      *map;
  ShumateLayer    *above;
  ShumateMapLayer *layer;
  ShumateMapLayer *old;
  guint            old_id;
  gboolean         hidden;
};

G_DEFINE_FINAL_TYPE (PlimBasemap, plim_basemap, G_TYPE_OBJECT)

static void
remove_old (PlimBasemap *self)
{
  g_clear_handle_id (&self->old_id, g_source_remove);
  if (self->old != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->old));
  self->old = NULL;
}

static gboolean
old_done_cb (gpointer user_data)
{
  PlimBasemap *self = user_data;

  self->old_id = 0;
  remove_old (self);

  return G_SOURCE_REMOVE;
}

static void
show (PlimBasemap *self)
{
  gtk_widget_set_opacity (GTK_WIDGET (self->layer), self->hidden ? 0.0 : 1.0);
  if (self->old != NULL)
    gtk_widget_set_opacity (GTK_WIDGET (self->old), self->hidden ? 0.0 : 1.0);
}

/* libshumate keeps tiles by their source: other colours are another layer. */
static void
paint (PlimBasemap *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  g_autoptr(PlimBasemapSource) source = plim_basemap_source_new (adw_style_manager_get_dark (adw_style_manager_get_default ()),
                                                                 gtk_widget_get_scale_factor (GTK_WIDGET (self->map)));

  remove_old (self);
  self->old = self->layer;
  self->layer = shumate_map_layer_new (SHUMATE_MAP_SOURCE (source), viewport);
  if (shumate_viewport_get_reference_map_source (viewport) == NULL)
    {
      shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (source));
      shumate_viewport_set_min_zoom_level (viewport, shumate_map_source_get_min_zoom_level (SHUMATE_MAP_SOURCE (source)));
      shumate_viewport_set_max_zoom_level (viewport, shumate_map_source_get_max_zoom_level (SHUMATE_MAP_SOURCE (source)));
    }
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->layer), self->above);
  show (self);
  if (self->old != NULL)
    self->old_id = g_timeout_add (OLD_MS, old_done_cb, self);
}

static void
plim_basemap_dispose (GObject *object)
{
  g_clear_handle_id (&PLIM_BASEMAP (object)->old_id, g_source_remove);

  G_OBJECT_CLASS (plim_basemap_parent_class)->dispose (object);
}

static void
plim_basemap_class_init (PlimBasemapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plim_basemap_dispose;
}

static void
plim_basemap_init (PlimBasemap *self)
{
}

PlimBasemap *
plim_basemap_new (ShumateMap   *map,
                  ShumateLayer *above)
{
  PlimBasemap *self = g_object_new (PLIM_TYPE_BASEMAP, NULL);

  self->map = map;
  self->above = above;
  paint (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (paint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (map, "notify::scale-factor", G_CALLBACK (paint), self, G_CONNECT_SWAPPED);

  return self;
}

void
plim_basemap_set_hidden (PlimBasemap *self,
                         gboolean     hidden)
{
  g_return_if_fail (PLIM_IS_BASEMAP (self));

  self->hidden = hidden;
  show (self);
}
