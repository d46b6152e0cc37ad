#include "config.h"

#include "app/import/plim-record-stream.h"

#include "app/import/plim-log-check.h"
#include "app/import/plim-record-frame.h"

#include <glib/gi18n.h>
#include <string.h>

/* They are kept until the end, and a reader of files has one or two. */
#define MESSAGES_MAX 1000

struct _PlimRecordReader
{
  const char           *display_name;
  const PlimRecordSink *sink;
  gpointer              data;
  GByteArray           *pending;    /* a frame of which the rest has not come */
  PlimGrammarWalk       walk;
  PlimNodeArena        *arena;
  PlimNode             *stack[PLIM_GRAMMAR_WALK_DEPTH];
  guint                 depth;      /* of the record that is being put together */
  guint64               bytes_read;
  gboolean              is_log;
  guint32               n_crafts;   /* of a log: those that go by a name */
  guint64               n_rejected; /* by all that was said of it */
  guint                 n_messages;
  gboolean              is_done;
};

/* What remains of a frame's content. */
typedef struct
{
  const guint8 *at;
  gsize         left;
} Content;

static gboolean
refuse (const char  *what,
        GError     **error)
{
  g_set_error (error, PLIM_ERROR, PLIM_ERROR_WORKER,
               _("The process that reads the file sent what no file of its kind can contain (%s); nothing from it was kept."), what);
  return FALSE;
}

static gboolean
take (Content *content,
      gpointer out,
      gsize    size)
{
  if (content->left < size)
    return FALSE;
  memcpy (out, content->at, size);
  content->at += size;
  content->left -= size;
  return TRUE;
}

/* A string of @size bytes with its NUL, in place; NULL where it is not one of valid UTF-8. */
static const char *
take_string (Content *content,
             gsize    size)
{
  const char *string = (const char *) content->at;

  if (content->left < size + 1 || string[size] != '\0' || !g_utf8_validate (string, size, NULL))
    return NULL;
  content->at += size + 1;
  content->left -= size + 1;
  return string;
}

static gboolean
is_trimmed (const char *string,
            gsize       size)
{
  return size > 0 && strchr (" \t\r\n", string[0]) == NULL && strchr (" \t\r\n", string[size - 1]) == NULL;
}

static const char *
keep_string (PlimRecordReader *self,
             const char       *string,
             gsize             size)
{
  char *kept = plim_node_arena_alloc (self->arena, size + 1);

  memcpy (kept, string, size + 1);
  return kept;
}

/* Sections are not handed over: what stands in them is. */
static gboolean
is_section (PlimElementKind kind)
{
  switch (kind)
    {
    case PLIM_ELEMENT_SOURCES:
    case PLIM_ELEMENT_PLACES:
    case PLIM_ELEMENT_VESSELS:
    case PLIM_ELEMENT_CAPS:
    case PLIM_ELEMENT_CONVERSIONS:
    case PLIM_ELEMENT_TRADE:
    case PLIM_ELEMENT_MOVEMENTS:
    case PLIM_ELEMENT_THEFTS:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
take_start (PlimRecordReader  *self,
            Content           *content,
            GError           **error)
{
  guint32 kind, line, column, n_values;
  g_autofree char *problem = NULL;
  PlimNodeValue values[PLIM_N_ATTRIBUTES];
  gsize sizes[PLIM_N_ATTRIBUTES];
  PlimNode *node;

  if (self->is_log || self->sink->node == NULL)
    return refuse ("report", error);
  if (!take (content, &kind, sizeof kind) || !take (content, &line, sizeof line)
      || !take (content, &column, sizeof column) || !take (content, &n_values, sizeof n_values)
      || kind <= PLIM_ELEMENT_NONE || kind >= PLIM_N_ELEMENTS || kind == PLIM_ELEMENT_FIX
      || n_values > PLIM_N_ATTRIBUTES)
    return refuse ("start", error);
  for (guint i = 0; i < n_values; i++)
    {
      guint32 attribute, size;

      if (!take (content, &attribute, sizeof attribute) || !take (content, &size, sizeof size)
          || attribute >= PLIM_N_ATTRIBUTES || (i > 0 && attribute <= values[i - 1].attribute))
        return refuse ("attribute", error);
      values[i].attribute = attribute;
      values[i].value = take_string (content, size);
      sizes[i] = size;
      if (values[i].value == NULL || !is_trimmed (values[i].value, size) || strlen (values[i].value) != size)
        return refuse ("value", error);
    }
  if (content->left > 0)
    return refuse ("start", error);
  if (!plim_grammar_walk_enter (&self->walk, kind, values, n_values, &problem))
    return refuse (problem, error);
  if (is_section (kind))
    return TRUE;

  if (self->depth == 0)
    plim_node_arena_clear (self->arena);
  node = plim_node_arena_new_node (self->arena, kind);
  node->line = line;
  node->column = column;
  node->n_values = n_values;
  node->values = plim_node_arena_alloc (self->arena, MAX (n_values, 1) * sizeof (PlimNodeValue));
  for (guint i = 0; i < n_values; i++)
    {
      node->values[i].attribute = values[i].attribute;
      node->values[i].value = keep_string (self, values[i].value, sizes[i]);
    }

  /* These two are handed over at once, and what follows in them on its own. */
  if (kind == PLIM_ELEMENT_REPORT || kind == PLIM_ELEMENT_VESSEL)
    return self->sink->node (node, self->data, error);

  if (self->depth > 0)
    plim_node_append (self->stack[self->depth - 1], node);
  self->stack[self->depth++] = node;
  if (kind == PLIM_ELEMENT_TRACK)
    return self->sink->node (node, self->data, error);

  return TRUE;
}

static gboolean
take_text (PlimRecordReader  *self,
           Content           *content,
           GError           **error)
{
  gsize size = content->left - 1;
  const char *text = content->left > 0 ? take_string (content, size) : NULL;
  g_autofree char *problem = NULL;

  if (text == NULL || self->depth == 0 || !is_trimmed (text, size) || strlen (text) != size)
    return refuse ("text", error);
  if (!plim_grammar_walk_text (&self->walk, text, &problem))
    return refuse (problem, error);
  self->stack[self->depth - 1]->text = keep_string (self, text, size);

  return TRUE;
}

static gboolean
take_end (PlimRecordReader  *self,
          GError           **error)
{
  PlimElementKind kind = plim_grammar_walk_get_kind (&self->walk);
  g_autofree char *problem = NULL;
  PlimNode *node;

  if (kind == PLIM_ELEMENT_NONE)
    return refuse ("end", error);
  if (!plim_grammar_walk_leave (&self->walk, &problem))
    return refuse (problem, error);
  if (is_section (kind) || kind == PLIM_ELEMENT_REPORT || kind == PLIM_ELEMENT_VESSEL)
    return TRUE;

  node = self->stack[--self->depth];
  plim_node_close (node, self->arena);
  if (self->depth > 0)
    return TRUE;
  if (kind == PLIM_ELEMENT_TRACK)
    return self->sink->track_end (node, self->data, error);

  return self->sink->node (node, self->data, error);
}

static gboolean
take_fixes (PlimRecordReader  *self,
            Content           *content,
            GError           **error)
{
  PlimFix fixes[PLIM_FIX_BATCH];
  gsize n = content->left / sizeof (PlimFix);

  if (n == 0 || n > PLIM_FIX_BATCH || content->left % sizeof (PlimFix) != 0
      || (!self->is_log && plim_grammar_walk_get_kind (&self->walk) != PLIM_ELEMENT_TRACK))
    return refuse ("fixes", error);
  take (content, fixes, content->left);
  for (gsize i = 0; i < n; i++)
    if (!plim_fix_is_valid (&fixes[i])
        || (self->is_log ? !plim_log_is_craft (fixes[i].craft, self->n_crafts) || !plim_log_is_moment (fixes[i].time_s)
                         : fixes[i].craft != 0))
      return refuse ("fix", error);

  return self->sink->fixes (fixes, n, self->data, error);
}

static PlimImportMessage *
take_message (Content *content)
{
  guint32 severity, line, column, size;
  const char *element, *text;

  if (!take (content, &severity, sizeof severity) || !take (content, &line, sizeof line)
      || !take (content, &column, sizeof column) || !take (content, &size, sizeof size)
      || severity > PLIM_SEVERITY_ERROR)
    return NULL;
  element = take_string (content, size);
  text = element != NULL && content->left > 0 ? take_string (content, content->left - 1) : NULL;
  if (text == NULL)
    return NULL;

  return plim_import_message_new (severity, line, column, element, text);
}

static gboolean
take_failure (PlimRecordReader  *self,
              Content           *content,
              GError           **error)
{
  g_autoptr(PlimImportMessage) message = NULL;
  g_autofree char *sentence = NULL;
  guint32 code;

  if (!take (content, &code, sizeof code) || (code != PLIM_ERROR_FORMAT && code != PLIM_ERROR_LIMIT)
      || (message = take_message (content)) == NULL)
    return refuse ("failure", error);

  self->is_done = TRUE;
  if (self->sink->message != NULL)
    self->sink->message (message, self->data);
  sentence = plim_import_message_format (message, self->display_name);
  g_set_error_literal (error, PLIM_ERROR, code, sentence);

  return FALSE;
}

/* A text of a log, or NULL for none. FALSE: it is no such text. */
static gboolean
take_log_text (Content     *content,
               gsize        max,
               gboolean     lines,
               const char **text)
{
  guint32 size;

  *text = NULL;
  if (!take (content, &size, sizeof size))
    return FALSE;
  if (size == PLIM_FRAME_NO_TEXT)
    return TRUE;
  *text = size <= max ? take_string (content, size) : NULL;

  return *text != NULL && plim_log_is_text (*text, size, lines);
}

static gboolean
take_log_texts (Content     *content,
                const char **texts,
                guint        n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    if (!take_log_text (content, PLIM_LOG_TEXT_MAX, FALSE, &texts[i]))
      return FALSE;

  return content->left == 0;
}

static gboolean
take_log_head (PlimRecordReader  *self,
               Content           *content,
               GError           **error)
{
  PlimLogHead head = { 0 };
  guint32 kind, exercise;

  if (self->is_log || self->depth > 0 || self->walk.is_over || plim_grammar_walk_get_kind (&self->walk) != PLIM_ELEMENT_NONE
      || self->sink->log_head == NULL
      || !take (content, &kind, sizeof kind) || !take (content, &exercise, sizeof exercise)
      || kind >= PLIM_N_LOG_KINDS || exercise > TRUE
      || !take_log_text (content, PLIM_LOG_TEXT_MAX, FALSE, &head.title)
      || !take_log_text (content, PLIM_LOG_TEXT_MAX, FALSE, &head.publisher)
      || !take_log_text (content, PLIM_LOG_COLUMNS_MAX, TRUE, &head.mapping)
      || !take_log_text (content, PLIM_LOG_COLUMNS_MAX, TRUE, &head.columns)
      || content->left > 0)
    return refuse ("head of a log", error);
  head.kind = kind;
  head.exercise = exercise;
  self->is_log = TRUE;

  return self->sink->log_head (&head, self->data, error);
}

static gboolean
take_craft (PlimRecordReader  *self,
            Content           *content,
            GError           **error)
{
  PlimLogCraft craft = { 0 };

  if (!take (content, &craft.craft, sizeof craft.craft) || craft.craft != PLIM_LOG_FIRST_CRAFT + self->n_crafts
      || self->n_crafts >= PLIM_LOG_CRAFTS_MAX || !take_log_texts (content, &craft.name, 1))
    return refuse ("craft", error);
  self->n_crafts++;

  return self->sink->craft (&craft, self->data, error);
}

static gboolean
take_static (PlimRecordReader  *self,
             Content           *content,
             GError           **error)
{
  PlimLogStatic statics = { 0 };
  const char *texts[5];
  gint32 numbers[4];

  if (!take (content, numbers, sizeof numbers) || !take (content, &statics.time_s, sizeof statics.time_s)
      || !take_log_texts (content, texts, G_N_ELEMENTS (texts)))
    return refuse ("static", error);
  statics.craft = (guint32) numbers[0];
  statics.imo = texts[0];
  statics.name = texts[1];
  statics.callsign = texts[2];
  statics.destination = texts[3];
  statics.ship_type = texts[4];
  for (guint i = 1; i < 4; i++)
    if (numbers[i] < -1 || numbers[i] > G_MAXINT16)
      return refuse ("static", error);
  statics.length_m = numbers[1];
  statics.width_m = numbers[2];
  statics.draught_tenths = numbers[3];
  if (!plim_log_is_craft (statics.craft, self->n_crafts) || !plim_log_is_time (statics.time_s))
    return refuse ("static", error);

  return self->sink->statics (&statics, self->data, error);
}

static gboolean
take_path (PlimRecordReader  *self,
           Content           *content,
           GError           **error)
{
  g_autofree gint32 *points = NULL;
  PlimLogPath path = { 0 };
  guint32 n;

  if (!take (content, &n, sizeof n) || n == 0 || n > PLIM_LOG_PATH_MAX || content->left < n * 2 * sizeof (gint32))
    return refuse ("path", error);
  points = g_new (gint32, 2 * n);
  take (content, points, n * 2 * sizeof (gint32));
  for (guint i = 0; i < n; i++)
    if (!plim_log_is_point (points[2 * i], points[2 * i + 1]))
      return refuse ("path", error);
  if (!take_log_texts (content, &path.name, 1))
    return refuse ("path", error);
  path.points = points;
  path.n_points = n;

  return self->sink->path (&path, self->data, error);
}

static gboolean
take_place (PlimRecordReader  *self,
            Content           *content,
            GError           **error)
{
  PlimLogPlace place = { 0 };

  if (!take (content, &place.lat_e6, sizeof place.lat_e6) || !take (content, &place.lon_e6, sizeof place.lon_e6)
      || !take (content, &place.time_s, sizeof place.time_s) || !take_log_texts (content, &place.name, 1)
      || !plim_log_is_point (place.lat_e6, place.lon_e6) || !plim_log_is_time (place.time_s))
    return refuse ("place", error);

  return self->sink->place (&place, self->data, error);
}

static gboolean
take_reject (PlimRecordReader  *self,
             Content           *content,
             GError           **error)
{
  PlimLogReject reject = { 0 };
  guint32 reason;

  if (!take (content, &reason, sizeof reason) || !take (content, &reject.line, sizeof reject.line)
      || !take (content, &reject.count, sizeof reject.count) || !take_log_texts (content, &reject.text, 1)
      || reason >= PLIM_N_LOG_REASONS || reject.count == 0 || reject.count > G_MAXINT64 - self->n_rejected)
    return refuse ("reject", error);
  reject.reason = reason;
  self->n_rejected += reject.count;

  return self->sink->reject (&reject, self->data, error);
}

static gboolean
take_log_frame (PlimRecordReader  *self,
                PlimFrameKind      kind,
                Content           *content,
                GError           **error)
{
  if (kind == PLIM_FRAME_LOG)
    return take_log_head (self, content, error);
  if (!self->is_log)
    return refuse ("log", error);
  switch (kind)
    {
    case PLIM_FRAME_CRAFT:
      return self->sink->craft != NULL ? take_craft (self, content, error) : refuse ("craft", error);
    case PLIM_FRAME_STATIC:
      return take_static (self, content, error);
    case PLIM_FRAME_PATH:
      return self->sink->path != NULL ? take_path (self, content, error) : refuse ("path", error);
    case PLIM_FRAME_PLACE:
      return self->sink->place != NULL ? take_place (self, content, error) : refuse ("place", error);
    default:
      return take_reject (self, content, error);
    }
}

static gboolean
take_frame (PlimRecordReader  *self,
            PlimFrameKind      kind,
            Content            content,
            GError           **error)
{
  g_autoptr(PlimImportMessage) message = NULL;
  guint64 bytes_read;

  if (self->is_done)
    return refuse ("after the end", error);
  switch (kind)
    {
    case PLIM_FRAME_START:
      return take_start (self, &content, error);
    case PLIM_FRAME_TEXT:
      return take_text (self, &content, error);
    case PLIM_FRAME_END:
      return content.left == 0 ? take_end (self, error) : refuse ("end", error);
    case PLIM_FRAME_FIXES:
      return take_fixes (self, &content, error);
    case PLIM_FRAME_MESSAGE:
      message = take_message (&content);
      if (message == NULL)
        return refuse ("message", error);
      if (self->n_messages++ == MESSAGES_MAX)
        return refuse ("messages", error);
      if (self->sink->message != NULL)
        self->sink->message (message, self->data);
      return TRUE;
    case PLIM_FRAME_FAILURE:
      return take_failure (self, &content, error);
    case PLIM_FRAME_PROGRESS:
      if (!take (&content, &bytes_read, sizeof bytes_read) || content.left > 0 || bytes_read < self->bytes_read)
        return refuse ("progress", error);
      self->bytes_read = bytes_read;
      if (self->sink->progress != NULL)
        self->sink->progress (bytes_read, self->data);
      return TRUE;
    case PLIM_FRAME_DONE:
      if (content.left > 0 || !(self->is_log || self->walk.is_over))
        return refuse ("done", error);
      self->is_done = TRUE;
      return TRUE;
    case PLIM_FRAME_LOG:
    case PLIM_FRAME_CRAFT:
    case PLIM_FRAME_STATIC:
    case PLIM_FRAME_PATH:
    case PLIM_FRAME_PLACE:
    case PLIM_FRAME_REJECT:
      return take_log_frame (self, kind, &content, error);
    default:
      return refuse ("kind", error);
    }
}

PlimRecordReader *
plim_record_reader_new (const char           *display_name,
                        const PlimRecordSink *sink,
                        gpointer              data)
{
  PlimRecordReader *self = g_new0 (PlimRecordReader, 1);

  self->display_name = display_name;
  self->sink = sink;
  self->data = data;
  self->pending = g_byte_array_new ();
  self->arena = plim_node_arena_new ();

  return self;
}

void
plim_record_reader_free (PlimRecordReader *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->pending);
  plim_node_arena_free (self->arena);
  g_free (self);
}

gboolean
plim_record_reader_feed (PlimRecordReader  *self,
                         const guint8      *bytes,
                         gsize              size,
                         GError           **error)
{
  const guint8 *at = bytes;
  gsize left = size;
  gboolean from_pending = self->pending->len > 0;

  if (from_pending)
    {
      g_byte_array_append (self->pending, bytes, size);
      at = self->pending->data;
      left = self->pending->len;
    }
  while (left >= PLIM_FRAME_HEADER_BYTES)
    {
      guint32 frame_size;
      Content content;

      memcpy (&frame_size, at, sizeof frame_size);
      if (frame_size > PLIM_FRAME_MAX_BYTES)
        return refuse ("size", error);
      if (left < PLIM_FRAME_HEADER_BYTES + (gsize) frame_size)
        break;
      content.at = at + PLIM_FRAME_HEADER_BYTES;
      content.left = frame_size;
      if (!take_frame (self, at[4], content, error))
        return FALSE;
      at += PLIM_FRAME_HEADER_BYTES + frame_size;
      left -= PLIM_FRAME_HEADER_BYTES + frame_size;
    }
  if (from_pending)
    g_byte_array_remove_range (self->pending, 0, self->pending->len - left);
  else
    g_byte_array_append (self->pending, at, left);

  return TRUE;
}

gboolean
plim_record_reader_is_done (PlimRecordReader *self)
{
  return self->is_done;
}
