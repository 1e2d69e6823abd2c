/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text that is pasted: as plain text, and not more of it than a section can hold. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-postmortem.h"
#include "matoi-prose-private.h"
#include "matoi-ui-text.h"

void
matoi_prose_insert (MatoiProse *self, const char *text)
{
  g_return_if_fail (MATOI_IS_PROSE (self) && text);

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self->pro_view)))
    return;
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, text, -1);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->pro_view),
                                      gtk_text_buffer_get_insert (self->buffer));
}

/* Whether there is room for so many bytes more; says so if not. */
static gboolean
has_room (MatoiProse *self, gsize bytes)
{
  g_autofree char *text = matoi_prose_dup_text (self);
  g_autofree char *problem = NULL;

  if (bytes <= MATOI_SECTION_MAX_BYTES && strlen (text) + bytes <= MATOI_SECTION_MAX_BYTES)
    return TRUE;
  /* Translators: %d is a number of kilobytes. */
  problem = g_strdup_printf (_ ("That is too long to paste: a section holds at most %d kB of text. "
                                "It is still in the clipboard. Put long material behind a link."),
                                MATOI_SECTION_MAX_BYTES / 1024);
  matoi_prose_show_problem (self, problem);
  return FALSE;
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiProse) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (!self->buffer)
    return;
  if (error)
    {
      g_autofree char *message = matoi_ui_dup_error (error);

      matoi_prose_show_problem (self, message);
    }
  else if (text && has_room (self, strlen (text)))
    matoi_prose_insert (self, text);
}

/* Anything but text is left to others. */
static void
on_paste (MatoiProse *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->pro_view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (!gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) ||
      gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    return;
  g_signal_stop_emission_by_name (self->pro_view, "paste-clipboard");
  gdk_clipboard_read_text_async (clipboard, NULL, on_text, g_object_ref (self));
}

void
matoi_prose_set_up_paste (MatoiProse *self)
{
  g_signal_connect_swapped (self->pro_view, "paste-clipboard", G_CALLBACK (on_paste), self);
}
