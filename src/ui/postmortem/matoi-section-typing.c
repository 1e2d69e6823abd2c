/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is typed into a section, on its way to the disk and back. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-section-private.h"
#include "matoi-text-count.h"
#include "matoi-ui-text.h"

/* The footer, the preview and the drafts follow the typing so much later. */
#define LOOK_MS 180

static GStrv
dup_heads (MatoiSectionPage *self)
{
  return matoi_section_dup_heads (matoi_section_page_get_section (self));
}

/* Ids of the versions that what stands in the text was typed on. */
static const char *const *
get_heads (MatoiSectionPage *self)
{
  if (self->next_heads && !matoi_prose_is_waiting (self->prose))
    {
      g_strfreev (self->heads);
      self->heads = g_steal_pointer (&self->next_heads);
    }
  return (const char *const *) self->heads;
}

/* --- what is shown beside the text */

static gboolean
on_look (gpointer user_data)
{
  MatoiSectionPage *self = user_data;
  g_autofree char *text = NULL, *count = NULL;

  self->look_id = 0;
  if (!self->session)
    return G_SOURCE_REMOVE;
  text = matoi_prose_dup_text (self->prose);
  if (!matoi_prose_is_saved (self->prose) && !matoi_prose_is_waiting (self->prose))
    matoi_section_writer_keep (self->writer, text, get_heads (self));
  count = matoi_text_dup_count (text);
  if (g_strcmp0 (gtk_label_get_text (self->sec_count), count) != 0)
    gtk_label_set_text (self->sec_count, count);
  if (gtk_stack_get_visible_child (self->sec_pages) == GTK_WIDGET (self->preview))
    matoi_preview_set_text (self->preview, text);
  matoi_section_page_show_saved (self);
  return G_SOURCE_REMOVE;
}

static void
look_soon (MatoiSectionPage *self)
{
  if (self->look_id == 0)
    self->look_id = g_timeout_add (LOOK_MS, on_look, self);
}

/* Brings what is shown beside the text up to date at once. */
void
matoi_section_page_settle (MatoiSectionPage *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  on_look (self);
}

/* --- typing */

static void
on_typed (MatoiSectionPage *self)
{
  matoi_section_page_show_saved (self);
  look_soon (self);
}

static void
on_save (MatoiSectionPage *self, const char *text)
{
  if (self->writer)
    matoi_section_writer_write (self->writer, text, get_heads (self));
}

/* Records the text as it stands, as somebody's word that it is right. */
void
matoi_section_page_write_settled (MatoiSectionPage *self)
{
  g_autofree char *text = matoi_prose_dup_text (self->prose);

  matoi_prose_flush (self->prose);
  matoi_section_writer_settle (self->writer, text, get_heads (self));
}

static void
on_answered (MatoiSectionPage *self, const GError *refusal)
{
  if (refusal)
    {
      g_autofree char *message = matoi_ui_dup_error (refusal);

      matoi_prose_fail (self->prose);
      matoi_section_page_show_problem (self, message);
    }
  else
    {
      matoi_section_page_show_problem (self, NULL);
      matoi_section_page_take_durable (self);
    }
  look_soon (self);
  matoi_section_page_show_saved (self);
}

/* Shows what is recorded now, with what was typed since. */
void
matoi_section_page_take_durable (MatoiSectionPage *self)
{
  g_strfreev (self->next_heads);
  self->next_heads = dup_heads (self);
  matoi_prose_set_text (self->prose,
                        matoi_section_get_text (matoi_section_page_get_section (self)));
  get_heads (self);
  if (matoi_prose_is_saved (self->prose))
    matoi_section_writer_forget (self->writer);
  matoi_section_page_show_conflict (self);
  matoi_section_page_show_saved (self);
  look_soon (self);
}

/* --- what was typed before a crash */

static gboolean
is_recorded (MatoiSectionPage *self, const char *text)
{
  const MatoiSection *section = matoi_section_page_get_section (self);

  if (!section)
    return *text == '\0';
  for (guint i = section->versions->len; i-- > 0;)
    if (g_str_equal (((MatoiSectionVersion *) g_ptr_array_index (section->versions, i))->text,
                     text))
      return TRUE;
  return g_str_equal (matoi_section_get_text (section), text);
}

/* Too long to be recorded: it stands there again, to be cut. */
static void
restore (MatoiSectionPage *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (matoi_prose_get_view (self->prose));
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/* Brings it back and records it, as a version of its own on what it was typed on. */
void
matoi_section_page_take_draft (MatoiSectionPage *self)
{
  gboolean restored = FALSE;
  g_auto (GStrv) heads = NULL;
  g_autofree char *text = NULL;

  if (!self->writer || !matoi_section_page_may_write (self))
    return;
  for (text = matoi_section_writer_adopt (self->writer, &heads); text;
       text = matoi_section_writer_adopt (self->writer, &heads))
    {
      if (is_recorded (self, text))
        matoi_section_writer_forget (self->writer);
      else if (strlen (text) > MATOI_SECTION_MAX_BYTES)
        {
          restore (self, text);
          g_strfreev (self->heads);
          self->heads = g_steal_pointer (&heads);
          restored = TRUE;
        }
      else
        {
          matoi_section_writer_write (self->writer, text, (const char *const *) heads);
          restored = TRUE;
        }
      g_clear_pointer (&text, g_free);
      g_clear_pointer (&heads, g_strfreev);
      if (restored)
        break;
    }
  if (!restored)
    return;
  gtk_label_set_text (self->sec_notice_text,
                      _ ("What you typed before Matoi was interrupted is back."));
  gtk_widget_set_visible (self->sec_notice, TRUE);
}

/* --- opening and closing */

static void
on_drafts_loaded (MatoiSectionPage *self)
{
  matoi_section_page_take_draft (self);
}

void
matoi_section_page_open (MatoiSectionPage *self)
{
  const char *text = matoi_section_get_text (matoi_section_page_get_section (self));

  self->writer = matoi_section_writer_new (self->session, self->drafts, self->section);
  g_signal_connect_object (self->writer, "answered", G_CALLBACK (on_answered), self,
                           G_CONNECT_SWAPPED);
  if (self->drafts)
    g_signal_connect_object (self->drafts, "loaded", G_CALLBACK (on_drafts_loaded), self,
                             G_CONNECT_SWAPPED);
  self->heads = dup_heads (self);
  matoi_prose_reset (self->prose, text);
  if (!self->drafts || matoi_drafts_is_loaded (self->drafts))
    matoi_section_page_take_draft (self);
}

/* What is typed was asked to be recorded before; what cannot be waits in the drafts. */
void
matoi_section_page_close (MatoiSectionPage *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  if (!self->writer)
    return;
  matoi_prose_flush (self->prose);
  if (!matoi_prose_is_saved (self->prose))
    {
      g_autofree char *text = matoi_prose_dup_text (self->prose);

      matoi_section_writer_keep (self->writer, text, get_heads (self));
    }
  if (self->drafts)
    g_signal_handlers_disconnect_by_func (self->drafts, on_drafts_loaded, self);
  g_signal_handlers_disconnect_by_func (self->writer, on_answered, self);
  matoi_section_writer_leave (self->writer);
  g_clear_object (&self->writer);
  g_clear_pointer (&self->heads, g_strfreev);
  g_clear_pointer (&self->next_heads, g_strfreev);
}

void
matoi_section_page_set_up_typing (MatoiSectionPage *self)
{
  g_signal_connect_swapped (self->prose, "typed", G_CALLBACK (on_typed), self);
  g_signal_connect_swapped (self->prose, "save", G_CALLBACK (on_save), self);
}
