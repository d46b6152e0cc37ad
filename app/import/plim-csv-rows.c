#include "config.h"

#include "app/import/plim-csv-rows.h"

#include <string.h>

/* A quote that is never closed must not swallow the rows after it: so many lines may one row have. */
#define ROW_LINES_MAX 20
/* Who, when, and where in two numbers. */
#define COLUMNS_NEEDED 4

struct _PlimCsvRows
{
  PlimLineReader *lines;
  GString        *joined;      /* a row with line ends in its quotes */
  gsize           again;       /* where in it lines begin that are read once more, each for itself; 0: none are */
  guint32         again_line;
  char            delimiter;   /* 0 until the first line */
};

PlimCsvRows *
plim_csv_rows_new (PlimByteSource   *source,
                   PlimRecordWriter *writer)
{
  PlimCsvRows *self = g_new0 (PlimCsvRows, 1);

  self->lines = plim_line_reader_new (source, writer);
  self->joined = g_string_new (NULL);

  return self;
}

void
plim_csv_rows_free (PlimCsvRows *self)
{
  if (self == NULL)
    return;
  plim_line_reader_free (self->lines);
  g_string_free (self->joined, TRUE);
  g_free (self);
}

char
plim_csv_rows_get_delimiter (PlimCsvRows *self)
{
  return self->delimiter;
}

char
plim_csv_find_delimiter (const char *line,
                         gsize       size)
{
  static const char signs[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (signs)] = { 0 };
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (line[i] == '"')
        is_quoted = !is_quoted;
      for (guint k = 0; k < G_N_ELEMENTS (signs); k++)
        counts[k] += !is_quoted && line[i] == signs[k];
    }
  for (guint k = 1; k < G_N_ELEMENTS (signs); k++)
    if (counts[k] > counts[best])
      best = k;

  return signs[best];
}

/* Eight bytes at a time: the high bit of each byte that is the delimiter, exactly. */
guint
plim_csv_split (const char   *line,
                gsize         size,
                char          delimiter,
                PlimCsvValue *fields,
                guint         most)
{
  const guint64 low = G_GUINT64_CONSTANT (0x7f7f7f7f7f7f7f7f);
  const guint64 pattern = G_GUINT64_CONSTANT (0x0101010101010101) * (guint8) delimiter;
  const char *first = line;
  guint n = 0;

  for (gsize at = 0; at < size; at += 8)
    {
      guint64 word, found;

      memcpy (&word, line + at, 8);
      word = GUINT64_FROM_LE (word) ^ pattern;
      found = ~(((word & low) + low) | word | low);
      while (found != 0)
        {
          const char *end = line + at + __builtin_ctzll (found) / 8;

          if (end >= line + size)
            break;
          if (n == most)
            return most + 1;
          fields[n].at = first;
          fields[n++].size = end - first;
          first = end + 1;
          found &= found - 1;
        }
    }
  if (n == most)
    return most + 1;
  fields[n].at = first;
  fields[n++].size = line + size - first;

  return n;
}

/* A field with a line end in its quotes, and no delimiter behind them: the quote that seems to close it opens one of a later row. */
static gboolean
is_torn (const char *first,
         const char *quote,
         const char *end,
         char        delimiter)
{
  if (memchr (first, '\n', quote - first) == NULL)
    return FALSE;
  for (quote++; quote < end && *quote == ' '; quote++)
    ;

  return quote < end && *quote != delimiter && *quote != '\n';
}

/* Letters that are none of a table, ahead of its first line end. Of UTF-16 every second byte is enough. */
static char *
take_head_line (const guint8 **at,
                const guint8  *end)
{
  GString *line = g_string_new (NULL);

  while (*at < end && (**at == '\n' || **at == '\r' || **at == 0))
    (*at)++;
  for (; *at < end && **at != '\n' && **at != '\r'; (*at)++)
    if (**at != 0)
      g_string_append_c (line, (char) **at);

  return g_string_free (line, FALSE);
}

gboolean
plim_csv_rows_sniff (const guint8 *head,
                     gsize         size)
{
  const guint8 *at = head;
  g_autofree char *first = take_head_line (&at, head + size), *second = take_head_line (&at, head + size);
  g_autofree PlimCsvValue *fields = g_new (PlimCsvValue, PLIM_CSV_COLUMNS_MAX);
  char delimiter = plim_csv_find_delimiter (first, strlen (first));
  guint n, n_second;

  if (*first == '<' || *first == '{' || *first == '[' || *second == '\0')
    return FALSE;
  for (const char *letter = first; *letter != '\0'; letter++)
    if (g_ascii_iscntrl (*letter) && *letter != '\t')
      return FALSE;
  n = plim_csv_split_quoted (first, strlen (first), delimiter, fields, PLIM_CSV_COLUMNS_MAX);
  n_second = plim_csv_split_quoted (second, strlen (second), delimiter, fields, PLIM_CSV_COLUMNS_MAX);

  return n == n_second && n >= COLUMNS_NEEDED && n <= PLIM_CSV_COLUMNS_MAX;
}

/* Whether the last field began with a quote and has not ended yet. A quote elsewhere is a letter like others. */
static gboolean
has_open_quote (const char *text,
                gsize       size,
                char        delimiter,
                gboolean   *torn)
{
  const char *at = text, *end = text + size;

  while (at < end)
    {
      if (*at == '"')
        {
          const char *first = at;

          for (at++;; at += 2)
            {
              at = memchr (at, '"', end - at);
              if (at == NULL)
                return TRUE;
              if (at + 1 >= end || at[1] != '"')
                break;
              if (at + 2 >= end)
                return TRUE;
            }
          if (is_torn (first, at, end, delimiter))
            {
              *torn = TRUE;
              return FALSE;
            }
        }
      at = memchr (at, delimiter, end - at);
      if (at == NULL)
        return FALSE;
      at++;
    }

  return FALSE;
}

guint
plim_csv_split_quoted (char         *text,
                       gsize         size,
                       char          delimiter,
                       PlimCsvValue *fields,
                       guint         most)
{
  char *at = text, *end = text + size;
  guint n = 0;

  for (;;)
    {
      char *first = at, *out = at;

      if (n == most)
        return most + 1;
      if (at < end && *at == '"')
        {
          at++;
          for (;; at++)
            {
              if (at == end)
                return most + 1;
              if (*at == '"')
                {
                  if (at + 1 == end || at[1] != '"')
                    break;
                  at++;
                }
              *out++ = *at;
            }
          at++;
        }
      /* What follows a closing quote belongs to the field, and a quote within one that began without. */
      while (at < end && *at != delimiter)
        *out++ = *at++;
      fields[n].at = first;
      fields[n++].size = out - first;
      if (at == end)
        return n;
      at++;
    }
}

/* The next line: of the file, or one that a row with an open quote had taken for its own. */
static gboolean
take_line (PlimCsvRows  *self,
           PlimCsvRow   *row,
           char        **line,
           GError      **error)
{
  const char *last;
  char *end;

  if (self->again == 0)
    {
      if (!plim_line_reader_next (self->lines, line, &row->size, &row->is_broken, error))
        return FALSE;
      row->line = plim_line_reader_get_line (self->lines);
      return TRUE;
    }

  /* A NUL among its letters does not end a line. */
  *line = self->joined->str + self->again;
  last = self->joined->str + self->joined->len;
  end = memchr (*line, '\n', last - *line);
  row->is_broken = FALSE;
  row->line = ++self->again_line;
  row->size = (end != NULL ? end : last) - *line;
  self->again = end != NULL ? (gsize) (end + 1 - self->joined->str) : 0;

  return TRUE;
}

/* A row whose quotes hold line ends. Where they never close, or close in the midst of a later row, its first line is broken and the others are rows again. */
static gboolean
join_lines (PlimCsvRows  *self,
            PlimCsvRow   *row,
            char        **line,
            GError      **error)
{
  GError *failure = NULL;
  gboolean torn = FALSE;
  guint n_lines = 1;

  g_string_truncate (self->joined, 0);
  g_string_append_len (self->joined, *line, row->size);
  while (has_open_quote (self->joined->str, self->joined->len, self->delimiter, &torn))
    {
      char *more;
      gsize size;
      gboolean is_cut;

      if (n_lines == ROW_LINES_MAX || !plim_line_reader_next (self->lines, &more, &size, &is_cut, &failure))
        {
          row->is_broken = TRUE;
          break;
        }
      n_lines++;
      g_string_append_c (self->joined, '\n');
      g_string_append_len (self->joined, more, size);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  row->is_broken |= torn;
  /* Behind it must be readable what plim_csv_split() reads at once. */
  g_string_append_len (self->joined, "\0\0\0\0\0\0\0\0", 8);
  g_string_truncate (self->joined, self->joined->len - 8);
  *line = self->joined->str;
  if (!row->is_broken)
    row->size = self->joined->len;
  else if (n_lines > 1)
    {
      self->again = row->size + 1;
      self->again_line = row->line;
    }

  return TRUE;
}

gboolean
plim_csv_rows_next (PlimCsvRows  *self,
                    PlimCsvRow   *row,
                    GError      **error)
{
  gboolean is_again, torn = FALSE;
  char *line;

  do
    {
      is_again = self->again != 0;
      if (!take_line (self, row, &line, error))
        return FALSE;
    }
  while (row->size == 0);

  row->n_fields = 0;
  if (self->delimiter == 0)
    self->delimiter = plim_csv_find_delimiter (line, row->size);
  if (!row->is_broken && memchr (line, '"', row->size) == NULL)
    row->n_fields = plim_csv_split (line, row->size, self->delimiter, row->fields, PLIM_CSV_COLUMNS_MAX);
  else if (!row->is_broken)
    {
      if (!is_again && has_open_quote (line, row->size, self->delimiter, &torn) && !join_lines (self, row, &line, error))
        return FALSE;
      if (!row->is_broken)
        row->n_fields = plim_csv_split_quoted (line, row->size, self->delimiter, row->fields, PLIM_CSV_COLUMNS_MAX);
    }
  row->text = line;
  row->is_broken |= row->n_fields > PLIM_CSV_COLUMNS_MAX;

  return TRUE;
}
