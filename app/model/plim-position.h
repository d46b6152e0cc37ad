/* plim-position.h: a place and a time, and how it is known: broadcast, seen, told */

#pragma once

#include "app/model/plim-claim.h"

G_BEGIN_DECLS

typedef enum
{
  PLIM_KNOWN_BY_BROADCAST,
  PLIM_KNOWN_BY_SEEN,
  PLIM_KNOWN_BY_TOLD,
} PlimKnownBy;

/** One position of a vessel, as broadcast. Small, because they come by the million. */
typedef struct
{
  gint64 time_s;           /* Unix seconds, UTC */
  gint32 lat_e6;           /* 1e-6 degree */
  gint32 lon_e6;
  gint16 sog_tenths;       /* 0.1 knot; -1 unknown */
  gint16 cog_tenths;       /* 0.1 degree; -1 unknown */
  gint16 heading;          /* degree; -1 unknown */
  gint16 draught_tenths;   /* 0.1 m; -1 unknown */
  gint8  status;           /* navigational status, 0 to 15 as in ITU-R M.1371; -1 unknown */
  guint32 source;          /* who states it, as of PlimPositionSources; nothing where that was not asked for */
} PlimPosition;

/* The last one lies where there was room left. */
G_STATIC_ASSERT (sizeof (PlimPosition) == 32);

/** A place as a report names it. */
typedef struct
{
  char    *ref;            /* SYMBOL#id */
  char    *name;
  char    *country;
  char    *kind;           /* port, terminal, anchorage, area; or NULL */
  gboolean has_point;
  double   lat;
  double   lon;
  double   radius_km;      /* 0 where none is stated */
  gboolean exercise;
} PlimPlace;

/** A vessel that somebody saw or was told of. */
typedef struct
{
  PlimClaim  *claim;
  PlimPeriod  when;
  char       *vessel;      /* SYMBOL#id, or NULL */
  char       *vessel_name;
  char       *vessel_key;  /* PlimVessel.key */
  char       *with;        /* SYMBOL#id of the other vessel, or NULL */
  char       *with_name;
  char       *where;       /* the place in the source's words, or NULL */
  char       *activity;
  PlimKnownBy known_by;
  gboolean    has_point;   /* the sighting's own, or its place's */
  double      lat;
  double      lon;
  double      radius_km;
} PlimSighting;

/** A leg of a suspected route; a leg without points between is not known in its way. */
typedef struct
{
  char   *from_name;
  char   *to_name;
  gboolean has_ends;
  double  from_lat, from_lon, to_lat, to_lon;
  GArray *via;             /* double lat, lon pairs */
} PlimLeg;

typedef struct
{
  PlimClaim *claim;
  gboolean   suspected;
  PlimPeriod when;
  char      *vessel;
  char      *vessel_name;
  char      *vessel_key;
  GPtrArray *legs;         /* PlimLeg */
} PlimRoute;

/** A span in which the source says nothing was broadcast. */
typedef struct
{
  gint64 from_s;
  gint64 to_s;
} PlimSilence;

/** What one report says of one vessel's way, broadcast by broadcast. */
typedef struct
{
  PlimClaim  *claim;
  char       *vessel;
  char       *vessel_name;
  char       *vessel_key;
  char       *mmsi;
  PlimKnownBy known_by;
  GArray     *positions;   /* PlimPosition, in time order */
  GArray     *silences;    /* PlimSilence */
} PlimTrack;

void        plim_place_free         (PlimPlace    *self);
void        plim_sighting_free      (PlimSighting *self);
void        plim_leg_free           (PlimLeg      *self);
void        plim_route_free         (PlimRoute    *self);
void        plim_track_free         (PlimTrack    *self);

PlimKnownBy plim_known_by_from_name (const char   *name);
const char *plim_known_by_get_name  (PlimKnownBy   known_by);
const char *plim_known_by_get_words (PlimKnownBy   known_by);   /* translated: "broadcast", "seen", "told" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimSighting, plim_sighting_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimRoute, plim_route_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimTrack, plim_track_free)

G_END_DECLS
