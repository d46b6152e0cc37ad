/* plim-byte-source.h: the bytes of a foreign file, unpacked while they are read */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimByteSource:
 *
 * For the jailed child: a descriptor's bytes as they are, or out of gzip, xz or a ZIP archive (a KMZ is one), told by their first
 * bytes and never by a name. Nothing is sought, nothing is written, a member's name opens nothing.
 *
 * Of a ZIP archive one member is read: the first whose name ends as that of a log or a drawing may
 * (.csv .txt .log .nmea .ais .gpx .kml .json .geojson …); plim_byte_source_next_member() goes on to the next one that
 * ends like it. Members inside members are not unpacked.
 *
 * More than 64 GiB, or after the first 64 MiB more than a thousand bytes out of one, is %PLIM_ERROR_LIMIT; damage is %PLIM_ERROR_FORMAT.
 */
typedef struct _PlimByteSource PlimByteSource;

/**
 * plim_byte_source_prepare:
 *
 * Loads what unpacking needs of the system. To be called before the process is locked up.
 */
void            plim_byte_source_prepare         (void);

/** @fd stays the caller's; it is read from where it stands. */
PlimByteSource *plim_byte_source_new             (int              fd);
void            plim_byte_source_free            (PlimByteSource  *self);

/** The first bytes, unpacked, up to 64 KiB; to be asked before anything is read. They are read again later. %NULL on failure. */
const guint8   *plim_byte_source_peek            (PlimByteSource  *self,
                                                  gsize           *size,
                                                  GError         **error);

/** Returns: how many bytes were given; 0 at the end (of the member), -1 on failure. */
gssize          plim_byte_source_read            (PlimByteSource  *self,
                                                  gpointer         buffer,
                                                  gsize            size,
                                                  GError         **error);

/** Goes on to the archive's next member of the same ending. %FALSE: there is none, or (with @error set) a failure. */
gboolean        plim_byte_source_next_member     (PlimByteSource  *self,
                                                  GError         **error);

/**
 * plim_byte_source_finish:
 *
 * After the last member that is wanted: reads on to the end of the file. %FALSE where a sum of it is wrong, or where it is an archive whose
 * own directory is missing or lists what is not there: then what was read is not to be trusted either. Nothing can be read after this.
 */
gboolean        plim_byte_source_finish          (PlimByteSource  *self,
                                                  GError         **error);

/** Returns: how many members were passed over that end as a log or a drawing may, and not as the first of them. */
guint           plim_byte_source_count_passed    (PlimByteSource  *self);

/** "a gzip archive" and so on, translated, to follow "this is"; %NULL where the bytes are as they are in the file. Free with g_free(). */
char           *plim_byte_source_dup_packing     (PlimByteSource  *self);

/** How much of the file itself has been read. */
guint64         plim_byte_source_get_position    (PlimByteSource  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimByteSource, plim_byte_source_free)

G_END_DECLS
