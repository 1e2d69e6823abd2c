/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two people changed the same sentence: where, and what to do about it. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-section-private.h"

/* The bytes of the sentence or line that begins at @text; at least 1. */
static gsize
measure_sentence (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (c == '\n' || c == 0x3002 || c == 0xff01 || c == 0xff1f ||
          (strchr (".!?", c < 0x80 ? (int) c : 'x') && (*next == ' ' || *next == '\n' || !*next)))
        return (gsize) (next - text);
    }
  return strlen (text);
}

static gboolean
is_blank (const char *text, gsize length)
{
  return strspn (text, " \t\r\n") >= length;
}

/* Which of the newest versions have that sentence: a bit for each of the first 32. */
static guint32
find_writers (const MatoiSection *section, const char *text, gsize length)
{
  g_autofree char *sentence = g_strndup (text, length);
  guint32 writers = 0;

  g_strstrip (sentence);
  for (guint i = 0; i < section->heads->len && i < 32; i++)
    if (strstr (((MatoiSectionVersion *) g_ptr_array_index (section->heads, i))->text, sentence))
      writers |= 1u << i;
  return writers;
}

/* Two sentences in a row, each of another writer alone. */
static gboolean
find_conflict (const MatoiSection *section, const char *text, gsize from, gsize *at, gsize *length)
{
  guint32 everybody = section->heads->len >= 32 ? G_MAXUINT32 : (1u << section->heads->len) - 1;
  guint32 before = everybody;
  gsize begin = 0;

  for (gsize offset = from; text[offset];)
    {
      gsize size = measure_sentence (text + offset);
      guint32 writers;

      if (is_blank (text + offset, size))
        {
          offset += size;
          continue;
        }
      writers = find_writers (section, text + offset, size);
      if (writers != 0 && before != 0 && (writers & before) == 0)
        {
          *at = begin;
          *length = offset + size - begin;
          return TRUE;
        }
      before = writers;
      begin = offset + strspn (text + offset, " \t");
      offset += size;
    }
  return FALSE;
}

void
matoi_section_page_show_conflict (MatoiSectionPage *self)
{
  if (matoi_section_is_conflicted (matoi_section_page_get_section (self)))
    self->conflicted = TRUE;
  gtk_widget_set_visible (self->sec_conflict,
                          self->conflicted && matoi_section_page_may_write (self));
}

/* Selects the next pair; after the last one begins anew. */
void
matoi_section_page_show_next_conflict (MatoiSectionPage *self)
{
  const MatoiSection *section = matoi_section_page_get_section (self);
  g_autofree char *text = matoi_prose_dup_text (self->prose);
  gsize at, length;

  if (!section || section->heads->len < 2)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->prose));
      return;
    }
  matoi_section_page_set_preview (self, FALSE);
  if (self->shown_conflict > strlen (text) ||
      !find_conflict (section, text, self->shown_conflict, &at, &length))
    if (!find_conflict (section, text, 0, &at, &length))
      at = length = 0;
  self->shown_conflict = at + length;
  matoi_prose_select (self->prose, at, length);
}
