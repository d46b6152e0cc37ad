#include "config.h"

#include "ui/plim-map-request.h"

#include <math.h>

#include "app/map/plim-map-scene.h"

typedef struct
{
  PlimMapContent *content;
  PlimMapTracks  *tracks;
  PlimMapBox      box;
  guint           layers;
} MapQuestion;

static void
free_question (MapQuestion *question)
{
  plim_map_content_unref (question->content);
  g_clear_pointer (&question->tracks, plim_map_tracks_unref);
  g_free (question);
}

static PlimScene *
build_map (gconstpointer   data,
           double          width_mm,
           double          height_mm,
           GError        **error)
{
  const MapQuestion *question = data;
  PlimMapOptions options = PLIM_MAP_OPTIONS_DEFAULT;

  options.width_mm = width_mm;
  options.height_mm = height_mm;
  options.has_box = TRUE;
  options.box = question->box;
  options.layers = question->layers;
  options.tracks = question->tracks;

  return plim_map_scene_draw (question->content, &options, error);
}

PlimSceneRequest *
plim_map_request_new (PlimMapContent   *content,
                      PlimMapTracks    *tracks,
                      const PlimMapBox *box,
                      guint             layers,
                      const PlimFilter *filter)
{
  const PlimTracksRequest positions = {
    .filter = *filter, .keys = content->keys, .has_area = TRUE,
    .area = {
      .south_e6 = (gint32) lround (box->south * 1e6), .west_e6 = (gint32) lround (box->west * 1e6),
      .north_e6 = (gint32) lround (box->north * 1e6), .east_e6 = (gint32) lround (box->east * 1e6),
    },
  };
  MapQuestion *question = g_new0 (MapQuestion, 1);
  PlimSceneRequest *request;

  question->content = plim_map_content_ref (content);
  question->tracks = tracks != NULL ? plim_map_tracks_ref (tracks) : NULL;
  question->box = *box;
  question->layers = layers;

  request = plim_scene_request_new ("map", build_map, question, (GDestroyNotify) free_question);
  plim_scene_request_set_tracks (request, &positions);

  return request;
}
