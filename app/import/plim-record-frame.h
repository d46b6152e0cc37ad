/* plim-record-frame.h: the bytes of plim-record-stream.h, which both its ends share
 *
 * A frame is its size (of what follows, 4 bytes), its kind (1 byte) and its content, numbers in the order of
 * the machine, since both ends are one program on one machine.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLIM_FRAME_START = 1, /* kind, line, column, number of values (4 bytes each); each value: attribute, size, bytes, NUL */
  PLIM_FRAME_TEXT,      /* bytes, NUL */
  PLIM_FRAME_END,       /* nothing */
  PLIM_FRAME_FIXES,     /* PlimFix, up to PLIM_FIX_BATCH */
  PLIM_FRAME_MESSAGE,   /* severity, line, column, size of the element, bytes, NUL, bytes of the text, NUL */
  PLIM_FRAME_FAILURE,   /* code, then as MESSAGE */
  PLIM_FRAME_PROGRESS,  /* bytes read, 8 bytes */
  PLIM_FRAME_DONE,      /* nothing */

  /* A log. A text is its size (4 bytes), its bytes, NUL; the size PLIM_FRAME_NO_TEXT alone stands for none. */
  PLIM_FRAME_LOG,       /* kind, exercise (4 bytes each); title, publisher, mapping, columns */
  PLIM_FRAME_CRAFT,     /* craft (4 bytes); name */
  PLIM_FRAME_STATIC,    /* craft, length, width, draught (4 bytes each), time (8 bytes); IMO, name, call sign, destination, type */
  PLIM_FRAME_PATH,      /* number of points (4 bytes), as many pairs of 4 bytes; name */
  PLIM_FRAME_PLACE,     /* latitude, longitude (4 bytes each), time (8 bytes); name */
  PLIM_FRAME_REJECT,    /* reason, line (4 bytes each), count (8 bytes); text */
} PlimFrameKind;

#define PLIM_FRAME_HEADER_BYTES 5
#define PLIM_FRAME_NO_TEXT      G_MAXUINT32

/* The largest text in UTF-8, and some room; a start tag is never so long. */
#define PLIM_FRAME_MAX_BYTES    (12 * 1024 * 1024)

G_END_DECLS
