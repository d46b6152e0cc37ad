/* plim-error.h: the one error domain, and what its codes ask of the person */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLIM_ERROR (plim_error_quark ())

/**
 * PlimError:
 * @PLIM_ERROR_FORMAT: a file is not what it should be; the message names the place
 * @PLIM_ERROR_LIMIT: a file passes one of our named limits (depth, start tag, text)
 * @PLIM_ERROR_CLASH: the store already holds something that contradicts this import
 * @PLIM_ERROR_KNOWN: the store already holds exactly this; nothing was changed
 * @PLIM_ERROR_STORE: SQLite refused or failed; the message says at what and why
 * @PLIM_ERROR_NEWER: the store was written by a newer version; it was not touched
 * @PLIM_ERROR_FOREIGN: the file is a database, but not one of ours
 * @PLIM_ERROR_DAMAGED: the store fails its checks; it was not changed
 * @PLIM_ERROR_BUSY: another program is writing to the store
 * @PLIM_ERROR_WORKER: the parsing process died or was killed
 * @PLIM_ERROR_SERVER: a database server cannot be reached, refused or failed
 * @PLIM_ERROR_EXPORT: a file could not be written; an older one is as it was
 * @PLIM_ERROR_USAGE: the request cannot be carried out as asked
 */
typedef enum
{
  PLIM_ERROR_FORMAT,
  PLIM_ERROR_LIMIT,
  PLIM_ERROR_CLASH,
  PLIM_ERROR_KNOWN,
  PLIM_ERROR_STORE,
  PLIM_ERROR_NEWER,
  PLIM_ERROR_FOREIGN,
  PLIM_ERROR_DAMAGED,
  PLIM_ERROR_BUSY,
  PLIM_ERROR_WORKER,
  PLIM_ERROR_EXPORT,
  PLIM_ERROR_USAGE,
  PLIM_ERROR_SERVER,
} PlimError;

GQuark plim_error_quark (void);

G_END_DECLS
