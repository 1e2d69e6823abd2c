/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-line-place.h"

#include <string.h>

/* Where the reading of a line stands. */
typedef struct
{
  const char *line, *at;
  const char *end; /* of what is looked at: the cursor, or the end of the line */
  MatoiNameLength names;
  gpointer user_data;
} Reader;

static gboolean
is_blank_at (const char *text)
{
  return *text && g_unichar_isspace (g_utf8_get_char (text));
}

static void
skip_blanks (Reader *reader)
{
  while (reader->at < reader->end && is_blank_at (reader->at))
    reader->at = g_utf8_next_char (reader->at);
}

/* Full-width signs count as the ASCII ones. */
static gunichar
get_sign (Reader *reader)
{
  gunichar c = reader->at < reader->end ? g_utf8_get_char (reader->at) : 0;

  return c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c;
}

static const char *
find_word_end (Reader *reader)
{
  const char *at = reader->at;

  while (at < reader->end && !is_blank_at (at))
    at = g_utf8_next_char (at);
  return at;
}

/* "14:05" or "-5m" in front of everything; nearly so, the parser has the last word. */
static void
skip_time (Reader *reader)
{
  const char *end;
  g_autofree char *word = NULL, *narrow = NULL;

  skip_blanks (reader);
  end = find_word_end (reader);
  word = g_strndup (reader->at, (gsize) (end - reader->at));
  narrow = g_utf8_normalize (word, -1, G_NORMALIZE_NFKC);
  if (narrow && end < reader->end &&
      g_regex_match_simple ("^([0-9]{1,2}:[0-9]{2}|-[0-9]+(m|min|分))$", narrow, 0, 0))
    reader->at = end;
  skip_blanks (reader);
}

/* A word of the arguments: a name with blanks that is known, or in quotation marks, is one. */
static const char *
find_argument_end (Reader *reader, const char *name)
{
  static const char *const quotes[][2] = { { "\"", "\"" }, { "“", "”" }, { "「", "」" } };
  gboolean of_person =
    strcmp (name, "person") == 0 || strcmp (name, "leader") == 0 || strcmp (name, "ask") == 0;
  g_autofree char *rest = g_strndup (reader->at, (gsize) (reader->end - reader->at));
  gsize length = 0;

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_str_has_prefix (rest, quotes[i][0]))
      {
        const char *end = strstr (rest + strlen (quotes[i][0]), quotes[i][1]);

        return end ? reader->at + (end + strlen (quotes[i][1]) - rest) : reader->end;
      }
  if (of_person && reader->names)
    length = reader->names (rest, TRUE, reader->user_data);
  return length > 0 ? reader->at + length : find_word_end (reader);
}

static MatoiLinePlace *
place_new (const MatoiLineCommand *form)
{
  MatoiLinePlace *place = g_new0 (MatoiLinePlace, 1);

  place->form = form;
  place->name = g_strdup ("");
  place->before = g_ptr_array_new_with_free_func (g_free);
  return place;
}

void
matoi_line_place_free (MatoiLinePlace *place)
{
  g_free (place->name);
  g_ptr_array_unref (place->before);
  g_free (place);
}

static void
set_range (MatoiLinePlace *place, Reader *reader, const char *start)
{
  place->start = (guint) (start - reader->line);
  place->end = (guint) (reader->end - reader->line);
}

/* @items from the pattern of a command. */
static MatoiLinePlace *
find_argument (Reader *reader, const MatoiLineCommand *form)
{
  g_autoptr (MatoiLinePlace) place = place_new (form);
  g_auto (GStrv) items = g_strsplit (form->pattern, " ", -1);

  for (guint i = 0; items[i] && *items[i]; i++)
    {
      const char *colon = strchr (items[i], ':'), *end;

      if (!colon || items[i][0] == 'f')
        continue;
      skip_blanks (reader);
      end = items[i][0] == 'r' ? reader->end : find_argument_end (reader, colon + 1);
      if (end >= reader->end)
        {
          place->item = items[i][0];
          g_free (place->name);
          place->name = g_strdup (colon + 1);
          place->more = items[i + 1] && items[i + 1][0] != 'f';
          set_range (place, reader, reader->at);
          return g_steal_pointer (&place);
        }
      g_ptr_array_add (place->before, g_strndup (reader->at, (gsize) (end - reader->at)));
      reader->at = end;
    }
  return NULL;
}

/* Behind the sign or the word of a command; @start (nullable): where that begins. */
static const MatoiLineCommand *
read_command (Reader *reader, const char **start)
{
  g_autofree char *word = NULL;
  const MatoiLineCommand *form;
  const char *end;

  skip_time (reader);
  *start = reader->at;
  if (get_sign (reader) == '@')
    {
      reader->at = g_utf8_next_char (reader->at);
      *start = NULL;
      return matoi_line_find_command ("ask");
    }
  if (get_sign (reader) != '/')
    {
      *start = NULL;
      return NULL;
    }
  reader->at = g_utf8_next_char (reader->at);
  end = find_word_end (reader);
  if (end >= reader->end)
    return NULL;
  word = g_strndup (reader->at, (gsize) (end - reader->at));
  form = matoi_line_find_command (word);
  reader->at = end;
  *start = NULL;
  return form;
}

/**
 * matoi_line_place_find:
 * @line: as it is typed
 * @cursor: in bytes; what is behind it does not matter
 *
 * Returns: (transfer full) (nullable): the command or the argument at @cursor; NULL in plain
 *   text
 */
MatoiLinePlace *
matoi_line_place_find (const char *line, gsize cursor, MatoiNameLength names, gpointer user_data)
{
  Reader reader = { line, line, line + MIN (cursor, strlen (line)), names, user_data };
  const char *start = NULL;
  const MatoiLineCommand *form = read_command (&reader, &start);
  MatoiLinePlace *place;

  if (form)
    return find_argument (&reader, form);
  if (!start)
    return NULL;
  place = place_new (NULL);
  set_range (place, &reader, start);
  return place;
}

char *
matoi_line_dup_quoted (const char *line, MatoiNameLength names, gpointer user_data)
{
  Reader reader = { line, line, line + strlen (line), names, user_data };
  const char *start, *copied = line;
  const MatoiLineCommand *form = read_command (&reader, &start);
  g_auto (GStrv) items = g_strsplit (form ? form->pattern : "", " ", -1);
  GString *quoted = g_string_new (NULL);

  for (guint i = 0; items[i] && *items[i]; i++)
    {
      const char *colon = strchr (items[i], ':'), *end;

      if (!colon || items[i][0] == 'f' || items[i][0] == 'r')
        continue;
      skip_blanks (&reader);
      end = find_argument_end (&reader, colon + 1);
      /* More than one word, and not in quotation marks yet. */
      if (end > find_word_end (&reader) && names (reader.at, FALSE, user_data) > 0)
        {
          g_string_append_len (quoted, copied, reader.at - copied);
          g_string_append_printf (quoted, "\"%.*s\"", (int) (end - reader.at), reader.at);
          copied = end;
        }
      reader.at = end;
    }
  g_string_append (quoted, copied);
  return g_string_free (quoted, FALSE);
}
