#include "config.h"

#include "ui/plim-scene-request.h"

struct _PlimSceneRequest
{
  gatomicrefcount ref_count;
  char           *subject;
  PlimSceneBuild  build;
  gpointer        data;
  GDestroyNotify  free_data;
  gboolean          has_tracks;
  PlimTracksRequest tracks;
};

PlimSceneRequest *
plim_scene_request_new (const char     *subject,
                        PlimSceneBuild  build,
                        gpointer        data,
                        GDestroyNotify  free_data)
{
  PlimSceneRequest *self;

  g_return_val_if_fail (subject != NULL, NULL);
  g_return_val_if_fail (build != NULL, NULL);

  self = g_new0 (PlimSceneRequest, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->subject = g_strdup (subject);
  self->build = build;
  self->data = data;
  self->free_data = free_data;

  return self;
}

PlimSceneRequest *
plim_scene_request_ref (PlimSceneRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
plim_scene_request_unref (PlimSceneRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_clear_pointer (&self->tracks.keys, g_hash_table_unref);
  g_free (self->subject);
  g_free (self);
}

void
plim_scene_request_set_tracks (PlimSceneRequest        *self,
                               const PlimTracksRequest *tracks)
{
  g_return_if_fail (tracks != NULL && tracks->vessel == NULL);

  self->has_tracks = TRUE;
  g_clear_pointer (&self->tracks.keys, g_hash_table_unref);
  self->tracks = *tracks;
  if (tracks->keys != NULL)
    g_hash_table_ref (tracks->keys);
}

const PlimTracksRequest *
plim_scene_request_get_tracks (const PlimSceneRequest *self)
{
  return self->has_tracks ? &self->tracks : NULL;
}

const char *
plim_scene_request_get_subject (const PlimSceneRequest *self)
{
  return self->subject;
}

PlimScene *
plim_scene_request_build (const PlimSceneRequest  *self,
                          double                   width_mm,
                          double                   height_mm,
                          GError                 **error)
{
  return self->build (self->data, width_mm, height_mm, error);
}
