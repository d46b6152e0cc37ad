/* plim-gunzip.h: what a gzip archive holds, with its sums checked */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimGunzip:
 *
 * One or several archives, end to end. libarchive reads these too, but passes
 * over the sum at the end of each, by which a damaged one is told from a whole
 * one: letters that were changed on the way would become positions.
 */
typedef struct _PlimGunzip PlimGunzip;

/**
 * PlimGunzipFill:
 *
 * Gives the next packed bytes, which stay until it is called again. Returns:
 * how many; 0 at the end, -1 where they cannot be read.
 */
typedef gssize (*PlimGunzipFill) (const guint8 **bytes,
                                  gpointer       data);

PlimGunzip *plim_gunzip_new  (PlimGunzipFill   fill,
                              gpointer         data);
void        plim_gunzip_free (PlimGunzip      *self);

/**
 * plim_gunzip_read:
 * @problem: (out): where it fails, why; NULL where the bytes cannot be read
 *
 * Returns: how many bytes were unpacked, 0 at the end, -1 on failure.
 */
gssize      plim_gunzip_read (PlimGunzip      *self,
                              gpointer         buffer,
                              gsize            size,
                              const char     **problem);

G_END_DECLS
