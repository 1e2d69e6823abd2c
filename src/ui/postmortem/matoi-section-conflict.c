/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two people changed the same sentence: where, and what to do about it. */

#include "config.h"

#include "matoi-section-private.h"

/* The next of the open pairs from byte @from of @text on. */
static gboolean
find_next (const MatoiSection *section, const char *text, gsize from, gsize *at, gsize *length)
{
  GPtrArray *clashes = matoi_section_get_clashes (section);
  gsize best = G_MAXSIZE;

  for (guint i = 0; i < clashes->len; i++)
    {
      gsize begin, size;

      if (!matoi_clash_find (g_ptr_array_index (clashes, i), text, &begin, &size) || begin < from ||
          begin >= best)
        continue;
      best = *at = begin;
      *length = size;
    }
  return best != G_MAXSIZE;
}

/* Says so as long as the record does; what is typed elsewhere in the section is no answer. */
void
matoi_section_page_show_conflict (MatoiSectionPage *self)
{
  gtk_widget_set_visible (self->sec_conflict,
                          matoi_section_page_may_write (self) &&
                            matoi_section_is_conflicted (matoi_section_page_get_section (self)));
}

/* Selects both wordings of the next one; after the last one begins anew. */
void
matoi_section_page_show_next_conflict (MatoiSectionPage *self)
{
  const MatoiSection *section = matoi_section_page_get_section (self);
  g_autofree char *text = matoi_prose_dup_text (self->prose);
  gsize at, length;

  matoi_section_page_set_preview (self, FALSE);
  if (!section || (!find_next (section, text, self->shown_conflict, &at, &length) &&
                   !find_next (section, text, 0, &at, &length)))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->prose));
      return;
    }
  self->shown_conflict = at + 1;
  matoi_prose_select (self->prose, at, length);
}

/* "This Is Right Now": the text as it stands, with both wordings if they still are there. */
void
matoi_section_page_settle_conflict (MatoiSectionPage *self)
{
  if (self->writer)
    matoi_section_page_write_settled (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->prose));
}
