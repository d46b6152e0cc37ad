/* plim-record-stream.h: how records travel from the process that parses to the one that stores */

#pragma once

#include "app/import/plim-fix.h"
#include "app/import/plim-grammar-walk.h"
#include "app/import/plim-import-log.h"
#include "app/import/plim-log.h"
#include "app/import/plim-node.h"
#include "app/plim-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLIM_FIX_BATCH 512

/**
 * PlimRecordSink:
 * @node: a complete element: report (its attributes alone), about (with its children), source, place, vessel (its attributes alone;
 *   its particulars, identities and measures follow as nodes of their own), particulars, identity, measure, cap,
 *   conversion, total, shipment, sighting, route (with its legs), theft (with all it holds); and track: its attributes
 *   alone, before its fixes
 * @fixes: positions of the open track, in the order of the file, up to %PLIM_FIX_BATCH at once
 * @track_end: the track again, with its silences, cites, wordings and disputes
 * @message: what the reader warns of, and the one error that ends it
 * @progress: how much of the file has been read
 * @log_head: the file is a log; its first record. @fixes, @statics and so on follow in the order of the file, and no nodes
 * @craft: a track that goes by a name; before its first position
 * @reject: rows kept apart, or doubted; of a reason there may be several, whose counts add up
 *
 * A file is a report or a log, never both: a sink that leaves out @node refuses reports, one without @log_head logs; so with
 * @craft, @path and @place, which a table of numbered vessels has not.
 * Nodes and texts live as long as the call. What one of these refuses ends the reading.
 */
typedef struct
{
  gboolean (*node)      (PlimNode                 *node,
                         gpointer                  data,
                         GError                  **error);
  gboolean (*fixes)     (const PlimFix            *fixes,
                         gsize                     n_fixes,
                         gpointer                  data,
                         GError                  **error);
  gboolean (*track_end) (PlimNode                 *track,
                         gpointer                  data,
                         GError                  **error);
  void     (*message)   (const PlimImportMessage  *message,
                         gpointer                  data);
  void     (*progress)  (guint64                   bytes_read,
                         gpointer                  data);
  gboolean (*log_head)  (const PlimLogHead        *head,
                         gpointer                  data,
                         GError                  **error);
  gboolean (*craft)     (const PlimLogCraft       *craft,
                         gpointer                  data,
                         GError                  **error);
  gboolean (*statics)   (const PlimLogStatic      *statics,
                         gpointer                  data,
                         GError                  **error);
  gboolean (*path)      (const PlimLogPath        *path,
                         gpointer                  data,
                         GError                  **error);
  gboolean (*place)     (const PlimLogPlace       *place,
                         gpointer                  data,
                         GError                  **error);
  gboolean (*reject)    (const PlimLogReject      *reject,
                         gpointer                  data,
                         GError                  **error);
} PlimRecordSink;

/**
 * PlimRecordWriter:
 *
 * The child's side. What it is given has been checked; it only packs. When the descriptor takes no
 * more, the process ends: nobody is listening.
 */
typedef struct _PlimRecordWriter PlimRecordWriter;

PlimRecordWriter *plim_record_writer_new      (int                       fd);
void              plim_record_writer_free     (PlimRecordWriter         *self);
void              plim_record_writer_start    (PlimRecordWriter         *self,
                                               PlimElementKind           kind,
                                               guint                     line,
                                               guint                     column,
                                               const PlimNodeValue      *values,
                                               guint                     n_values);
void              plim_record_writer_text     (PlimRecordWriter         *self,
                                               const char               *text);
void              plim_record_writer_end      (PlimRecordWriter         *self);
void              plim_record_writer_fix      (PlimRecordWriter         *self,
                                               const PlimFix            *fix);
void              plim_record_writer_message  (PlimRecordWriter         *self,
                                               const PlimImportMessage  *message);
void              plim_record_writer_progress (PlimRecordWriter         *self,
                                               guint64                   bytes_read);

/* A log begins with its head. Texts are cut to what a log's text may have and cleaned: what is no UTF-8 or steers a
 * terminal becomes U+FFFD or a blank. */
void              plim_record_writer_log      (PlimRecordWriter         *self,
                                               const PlimLogHead        *head);
void              plim_record_writer_craft    (PlimRecordWriter         *self,
                                               const PlimLogCraft       *craft);
void              plim_record_writer_static   (PlimRecordWriter         *self,
                                               const PlimLogStatic      *statics);
void              plim_record_writer_path     (PlimRecordWriter         *self,
                                               const PlimLogPath        *path);
void              plim_record_writer_place    (PlimRecordWriter         *self,
                                               const PlimLogPlace       *place);
void              plim_record_writer_reject   (PlimRecordWriter         *self,
                                               const PlimLogReject      *reject);

/** Ends the stream: all is well (@failure is %NULL), or why it is not. The first end counts. */
void              plim_record_writer_finish   (PlimRecordWriter         *self,
                                               const PlimImportMessage  *failure,
                                               PlimError                 code);

/**
 * PlimRecordReader:
 *
 * The parent's side. It believes nothing: every value, every place of every element, every length and number
 * is checked again by the grammar. A stream that breaks it comes from a parser that was taken over, and is refused
 * with %PLIM_ERROR_WORKER.
 */
typedef struct _PlimRecordReader PlimRecordReader;

PlimRecordReader *plim_record_reader_new      (const char               *display_name,
                                               const PlimRecordSink     *sink,
                                               gpointer                  data);
void              plim_record_reader_free     (PlimRecordReader         *self);

/** Takes the next bytes of the stream, cut anywhere. */
gboolean          plim_record_reader_feed     (PlimRecordReader         *self,
                                               const guint8             *bytes,
                                               gsize                     size,
                                               GError                  **error);

/** Whether the stream has come to its own end. */
gboolean          plim_record_reader_is_done  (PlimRecordReader         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimRecordWriter, plim_record_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimRecordReader, plim_record_reader_free)

G_END_DECLS
