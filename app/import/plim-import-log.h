/* plim-import-log.h: what was skipped or doubted, with file, line, column */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLIM_SEVERITY_NOTE,
  PLIM_SEVERITY_WARNING,
  PLIM_SEVERITY_ERROR,
} PlimSeverity;

/**
 * PlimImportMessage:
 * @line: from 1; 0 where the whole file is meant
 * @column: from 1, in characters; 0 where the whole line is meant
 * @element: the path, such as "/report/trade/total[3]"; empty where the whole file is meant
 * @text: a plain sentence: what was expected, what was found
 */
typedef struct
{
  PlimSeverity  severity;
  guint         line;
  guint         column;
  char         *element;
  char         *text;
} PlimImportMessage;

PlimImportMessage *plim_import_message_new    (PlimSeverity             severity,
                                               guint                    line,
                                               guint                    column,
                                               const char              *element,
                                               const char              *text);
PlimImportMessage *plim_import_message_copy   (const PlimImportMessage *self);
void               plim_import_message_free   (PlimImportMessage       *self);

/**
 * plim_import_message_format:
 *
 * "file:line:column: element: text", leaving out what is not known. Control characters,
 * and those that turn the direction of writing, stand as \u001b: what a file says must not
 * steer a terminal.
 */
char              *plim_import_message_format (const PlimImportMessage *self,
                                               const char              *file_name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimImportMessage, plim_import_message_free)

G_END_DECLS
