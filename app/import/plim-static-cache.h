/* plim-static-cache.h: what vessels say of themselves again and again, told once; in the child */

#pragma once

#include "app/import/plim-record-stream.h"

G_BEGIN_DECLS

/**
 * PlimStaticCache:
 *
 * Holds what each craft last said of itself. Something else takes its place and it is told: with the time at which it was first said
 * and, where that is another, the last.
 */
typedef struct _PlimStaticCache PlimStaticCache;

PlimStaticCache *plim_static_cache_new    (PlimRecordWriter     *writer);
void             plim_static_cache_free   (PlimStaticCache      *self);

/** Whether the craft's last words had this mark, which is then said at @time_s too. */
gboolean         plim_static_cache_touch  (PlimStaticCache      *self,
                                           guint32               craft,
                                           guint64               mark,
                                           gint64                time_s);
/** @merge: what is not said stays as it was last said; else it is a whole. @mark: for plim_static_cache_touch(). */
void             plim_static_cache_add    (PlimStaticCache      *self,
                                           const PlimLogStatic  *statics,
                                           gboolean              merge,
                                           guint64               mark);
/** Tells all that is held. */
void             plim_static_cache_finish (PlimStaticCache      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimStaticCache, plim_static_cache_free)

G_END_DECLS
