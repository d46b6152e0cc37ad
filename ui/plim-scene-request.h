/* plim-scene-request.h: how a picture is asked for, again and again, at whatever size */

#pragma once

#include "app/export/plim-tracks-export.h"
#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * PlimSceneBuild:
 * @data: what was given to plim_scene_request_new(); read only
 *
 * Builds the picture in the size asked for. Called in worker threads, several at once maybe.
 */
typedef PlimScene *(*PlimSceneBuild) (gconstpointer   data,
                                      double          width_mm,
                                      double          height_mm,
                                      GError        **error);

/**
 * PlimSceneRequest:
 *
 * A question with everything needed to answer it (a store, a filter, options):
 * a copy, so that a worker can hold it while the page already asks another one.
 * The screen, the clipboard and the export dialog ask the same request.
 * Reference counted, immutable, any thread.
 */
typedef struct _PlimSceneRequest PlimSceneRequest;

/** @subject: a word for file names, such as "oil". Takes @data. */
PlimSceneRequest *plim_scene_request_new         (const char             *subject,
                                                  PlimSceneBuild          build,
                                                  gpointer                data,
                                                  GDestroyNotify          free_data);
/** The positions behind the picture, which can be exported too; to be said before anybody else holds the request. @tracks names no vessel. */
void              plim_scene_request_set_tracks  (PlimSceneRequest       *self,
                                                  const PlimTracksRequest *tracks);
/** %NULL where the picture is of something else. */
const PlimTracksRequest *
                  plim_scene_request_get_tracks  (const PlimSceneRequest *self);
PlimSceneRequest *plim_scene_request_ref         (PlimSceneRequest       *self);
void              plim_scene_request_unref       (PlimSceneRequest       *self);
const char       *plim_scene_request_get_subject (const PlimSceneRequest *self);
PlimScene        *plim_scene_request_build       (const PlimSceneRequest *self,
                                                  double                  width_mm,
                                                  double                  height_mm,
                                                  GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimSceneRequest, plim_scene_request_unref)

G_END_DECLS
