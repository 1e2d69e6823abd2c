/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-entry-history.h"

/* More than anybody walks back through. */
#define MAX_LINES 100

MatoiEntryHistory *
matoi_entry_history_new (void)
{
  MatoiEntryHistory *self = g_new0 (MatoiEntryHistory, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
matoi_entry_history_free (MatoiEntryHistory *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/* @line was entered; the same one twice in a row is kept once. */
void
matoi_entry_history_add (MatoiEntryHistory *self, const char *line)
{
  guint n = self->lines->len;

  if (n == 0 || !g_str_equal (g_ptr_array_index (self->lines, n - 1), line))
    g_ptr_array_add (self->lines, g_strdup (line));
  if (self->lines->len > MAX_LINES)
    g_ptr_array_remove_index (self->lines, 0);
  self->at = self->lines->len;
}

/* Whether @text is the line that was walked to, unmodified. */
gboolean
matoi_entry_history_is_at (MatoiEntryHistory *self, const char *text)
{
  return self->at < self->lines->len &&
         g_str_equal (g_ptr_array_index (self->lines, self->at), text);
}

/* What is shown from now on is no line of it. */
void
matoi_entry_history_leave (MatoiEntryHistory *self)
{
  self->at = self->lines->len;
}

/* The line before (@by -1) or after (1) the one that @text shows unmodified; the empty text is
 * behind the last. NULL: @text is something else, or there is no more. (transfer none) */
const char *
matoi_entry_history_walk (MatoiEntryHistory *self, const char *text, int by)
{
  if (!*text)
    self->at = self->lines->len;
  else if (!matoi_entry_history_is_at (self, text))
    return NULL;
  if (by < 0 ? self->at == 0 : self->at >= self->lines->len)
    return NULL;
  self->at = by < 0 ? self->at - 1 : self->at + 1;
  return self->at < self->lines->len ? g_ptr_array_index (self->lines, self->at) : "";
}
