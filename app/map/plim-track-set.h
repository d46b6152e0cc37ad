/* plim-track-set.h: every position there is, packed for drawing */

#pragma once

#include "app/model/plim-position.h"
#include "app/store/plim-filter.h"
#include "app/store/plim-store.h"

G_BEGIN_DECLS

#define PLIM_TRACK_NO_POSITION     G_MAXUINT32
#define PLIM_TRACK_SPEED_UNKNOWN   255
#define PLIM_TRACK_SPEED_STEP_KN   0.2     /* and anything from 50.8 knots on is that */
#define PLIM_TRACK_COURSE_UNKNOWN  255
#define PLIM_TRACK_COURSES         250     /* a full turn has so many steps */

/* No ship is faster, and no receiver is that wrong: such a step is no way that anything went. */
#define PLIM_TRACK_JUMP_KNOTS      65.0
#define PLIM_TRACK_JUMP_M          2000.0

/**
 * PlimTrackInfo: one craft's positions, @first to @first + @count - 1, in time order
 * @key: PlimVessel.key
 * @name, @mmsi: (nullable)
 * @claims: ids of the claims behind it
 */
typedef struct
{
  char       *key;
  char       *name;
  char       *mmsi;
  char      **claims;
  guint       first;
  guint       count;
  gint64      first_s;
  gint64      last_s;
  PlimBasis   basis;
  PlimKnownBy known_by;
} PlimTrackInfo;

/**
 * PlimTrackChunk: up to 64 steps of one track
 * @first: its first point; the last is @first + @n - 1 and, where the track goes on, the next chunk's first too
 * @continues: its first point is the last of the chunk before, which draws it
 * @left, @width, @top, @bottom: of all of its points, in the set's units; @left + @width may wrap
 * @longest_s: its longest step, in seconds
 * @track: whose it is
 * @length: of its line, the longer of across and down for each step, in the set's units
 *
 * No jump is within a chunk.
 */
typedef struct
{
  guint32 first;
  guint16 n;
  guint16 continues;
  guint32 left, width;
  guint32 top, bottom;
  guint32 first_s, last_s;
  guint32 longest_s;
  guint32 track;
  float   length;
} PlimTrackChunk;

/**
 * PlimTrackSet:
 * @tracks: by key
 * @x, @y: the mercator world in 1/2³². At 180° x wraps by itself: a difference, taken as gint32, is the shorter way
 * @time_s: Unix seconds
 * @speed, @course: in the steps above
 * @n_left_out: positions whose time does not fit into 32 bits (before 1970 or after 2105), or that are too many for 32 bits
 *
 * Reference counted, immutable once made, any thread. 14 bytes a position.
 */
typedef struct
{
  gatomicrefcount  ref_count;
  gboolean         exercise;
  guint            n_tracks;
  PlimTrackInfo   *tracks;
  guint            n;
  guint32         *x;
  guint32         *y;
  guint32         *time_s;
  guint8          *speed;
  guint8          *course;
  guint            n_chunks;
  PlimTrackChunk  *chunks;
  guint32         *track_of_block;   /* see plim_track_set_get_track() */
  guint64          n_left_out;
} PlimTrackSet;

/**
 * plim_track_set_load:
 * @vessel: (nullable): the key of the only one that is wanted
 *
 * Reads all positions of logs and of reports' tracks that the filter lets through.
 */
PlimTrackSet *plim_track_set_load               (PlimStore           *store,
                                                 const PlimFilter    *filter,
                                                 const char          *vessel,
                                                 GCancellable        *cancellable,
                                                 GError             **error);

/**
 * plim_track_set_new_from_positions:
 * @tracks: by key; their first and count say which of @positions are theirs. Everything is copied
 */
PlimTrackSet *plim_track_set_new_from_positions (gboolean             exercise,
                                                 const PlimTrackInfo *tracks,
                                                 guint                n_tracks,
                                                 const PlimPosition  *positions);
PlimTrackSet *plim_track_set_ref                (PlimTrackSet        *self);
void          plim_track_set_unref              (PlimTrackSet        *self);

/** The index of the track of that key, or -1. */
int           plim_track_set_find               (const PlimTrackSet  *self,
                                                 const char          *key);
/** The track that a position belongs to. */
guint         plim_track_set_get_track          (const PlimTrackSet  *self,
                                                 guint                position);
void          plim_track_set_get_place          (const PlimTrackSet  *self,
                                                 guint                position,
                                                 double              *latitude,
                                                 double              *longitude);
/** In knots, or -1 where it is not known. */
double        plim_track_set_get_speed          (const PlimTrackSet  *self,
                                                 guint                position);
/** In degrees, or -1 where it is not known. */
double        plim_track_set_get_course         (const PlimTrackSet  *self,
                                                 guint                position);

/** Whether a line may lead to a position from the one before: same track, no longer silence than that, no jump. */
gboolean      plim_track_set_joins              (const PlimTrackSet  *self,
                                                 guint                position,
                                                 guint                longest_step_s);

/** Whether nothing can have gone that fast from the position before, which is of the same track. */
gboolean      plim_track_set_is_jump            (const PlimTrackSet  *self,
                                                 guint                position);

/** The first position of a track at or after that time; the end of the track where there is none. */
guint         plim_track_set_find_time          (const PlimTrackSet  *self,
                                                 guint                track,
                                                 gint64               time_s);

/**
 * plim_track_set_refine:
 * @position: the end of a step, as a raster's picks tell it: a coarser level's steps are long
 *
 * The position nearest to a place among those that step stands for, of that time.
 */
guint         plim_track_set_refine             (const PlimTrackSet  *self,
                                                 guint                position,
                                                 double               latitude,
                                                 double               longitude,
                                                 guint                longest_step_s,
                                                 gint64               from_s,
                                                 gint64               to_s);

/** Bytes that it holds. */
gsize         plim_track_set_get_size           (const PlimTrackSet  *self);

/* The same places as plim_projection_x() and _y(), in 1/2³² of the world and quicker. */
guint32       plim_track_set_x                  (gint32               lon_e6);
guint32       plim_track_set_y                  (gint32               lat_e6);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrackSet, plim_track_set_unref)

G_END_DECLS
