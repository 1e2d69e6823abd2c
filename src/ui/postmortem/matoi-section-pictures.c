/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures that are pasted or dropped into a section: kept inside the record. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-markdown-tools.h"
#include "matoi-pictures.h"
#include "matoi-section-private.h"
#include "matoi-ui-text.h"

static void
show_error (MatoiSectionPage *self, const GError *error)
{
  g_autofree char *message = matoi_ui_dup_error (error);

  matoi_prose_show_problem (self->prose, message);
}

/* The page may show another section by now, or one of the same name of another incident: the
 * picture belongs to where it was put. */
typedef struct
{
  GWeakRef page;
  MatoiSession *session;
  char *section;
} Place;

static Place *
place_new (MatoiSectionPage *self)
{
  Place *place = g_new0 (Place, 1);

  g_weak_ref_init (&place->page, self);
  place->session = g_object_ref (self->session);
  place->section = g_strdup (self->section);
  return place;
}

/* (transfer full) (nullable): the page, if it still shows that section. Frees @place. */
static MatoiSectionPage *
place_leave (Place *place)
{
  MatoiSectionPage *self = g_weak_ref_get (&place->page);

  if (self && (self->session != place->session || g_strcmp0 (self->section, place->section) != 0))
    g_clear_object (&self);
  g_weak_ref_clear (&place->page);
  g_object_unref (place->session);
  g_free (place->section);
  g_free (place);
  return self;
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSectionPage) self = place_leave (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *reference =
    matoi_session_add_picture_finish (MATOI_SESSION (source), result, &error);

  if (!self)
    return;
  if (!reference)
    {
      show_error (self, error);
      return;
    }
  /* Translators: stands for what a picture shows, until somebody types that. */
  matoi_markdown_picture (gtk_text_view_get_buffer (matoi_prose_get_view (self->prose)),
                          _ ("what it shows"), reference);
  gtk_widget_grab_focus (GTK_WIDGET (self->prose));
}

static void
add (MatoiSectionPage *self, GBytes *bytes)
{
  matoi_prose_show_problem (self->prose, NULL);
  matoi_session_add_picture_async (self->session, bytes, NULL, on_added, place_new (self));
}

/* --- from a screen */

/* A picture of a large screen takes longer than a key press may. */
static void
pack (GTask *task, gpointer source, gpointer texture, GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (texture),
                         (GDestroyNotify) g_bytes_unref);
}

static void
on_packed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSectionPage) self = place_leave (user_data);
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self)
    add (self, bytes);
}

static void
add_texture (MatoiSectionPage *self, GdkTexture *texture)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_packed, place_new (self));

  g_task_set_task_data (task, g_object_ref (texture), g_object_unref);
  /* Any other kind is of the thread of its display. */
  if (GDK_IS_MEMORY_TEXTURE (texture))
    g_task_run_in_thread (task, pack);
  else
    pack (task, NULL, texture, NULL);
}

/* --- from files */

static void
on_file (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSectionPage) self = place_leave (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (!self)
    return;
  if (bytes)
    add (self, bytes);
  else
    show_error (self, error);
}

static void
on_info (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSectionPage) self = place_leave (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (!self)
    return;
  if (!info)
    show_error (self, error);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    matoi_prose_show_problem (self->prose, _ ("Only pictures can be put into the text."));
  else if (g_file_info_get_size (info) > MATOI_PICTURE_MAX_FILE)
    matoi_prose_show_problem (
      self->prose, _ ("That picture is too large. Nothing was changed. Use a smaller one, or put "
                      "it behind a link."));
  else
    g_file_load_bytes_async (G_FILE (source), NULL, on_file, place_new (self));
}

static void
add_files (MatoiSectionPage *self, GdkFileList *list)
{
  GSList *files = gdk_file_list_get_files (list);

  for (GSList *one = files; one; one = one->next)
    g_file_query_info_async (one->data,
                             G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                             G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, on_info,
                             place_new (self));
  g_slist_free (files);
}

static void
add_value (MatoiSectionPage *self, const GValue *value)
{
  if (!self->session || !matoi_section_page_may_write (self))
    return;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    add_files (self, g_value_get_boxed (value));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE) && g_value_get_object (value))
    add_texture (self, g_value_get_object (value));
}

/* --- pasted and dropped */

static void
on_value (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSectionPage) self = place_leave (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  if (!self)
    return;
  if (value)
    add_value (self, value);
  else
    show_error (self, error);
}

static void
on_paste (MatoiSectionPage *self)
{
  GtkTextView *view = matoi_prose_get_view (self->prose);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  GType type = GDK_TYPE_TEXTURE;

  if (!self->session)
    return;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    type = GDK_TYPE_FILE_LIST;
  else if (!gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    return;
  g_signal_stop_emission_by_name (view, "paste-clipboard");
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, on_value,
                                  place_new (self));
}

static gboolean
on_drop (MatoiSectionPage *self, const GValue *value)
{
  if (!self->session || !matoi_section_page_may_write (self))
    return FALSE;
  add_value (self, value);
  return TRUE;
}

void
matoi_section_page_set_up_pictures (MatoiSectionPage *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  /* Before the text view, which would take the name of the file. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self->prose), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (matoi_prose_get_view (self->prose), "paste-clipboard",
                           G_CALLBACK (on_paste), self, G_CONNECT_SWAPPED);
}
