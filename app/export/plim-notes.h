/* plim-notes.h: the pages "Notes and sources" that follow a picture */

#pragma once

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/**
 * plim_notes_build:
 *
 * Every claim of @scene with its number, full citation, wording, basis, day of knowledge, and who disputes it, wrapped and
 * paginated on pages of the picture's own size: (element-type PlimScene), none where there are no claims.
 */
GPtrArray *plim_notes_build (const PlimScene *scene);

G_END_DECLS
