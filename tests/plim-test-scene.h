/* plim-test-scene.h: a drawing with a bit of everything, for the tests of what paints and writes scenes */

#pragma once

#include "app/scene/plim-scene.h"

G_BEGIN_DECLS

/** A claim of a fictitious report; @symbol and @local_id make its id. */
PlimClaim *plim_test_claim_new    (const char *symbol,
                                   const char *local_id,
                                   const char *wording);

/** Every style in its place, Latin and Korean, marks with one claim and with several: 254 × 143 mm. */
PlimScene *plim_test_scene_new    (void);

/** The strings that break programs which take text for something else. */
extern const char *const plim_test_hostile_strings[];

G_END_DECLS
