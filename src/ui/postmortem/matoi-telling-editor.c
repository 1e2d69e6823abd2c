/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-lessons.h"

G_DEFINE_FINAL_TYPE (MatoiTellingEditor, matoi_telling_editor, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- recording */

static void
clear_if_still (GtkEntry *entry, const char *sent)
{
  g_autofree char *typed = matoi_telling_editor_dup_typed (entry);

  if (sent && strcmp (typed, sent) == 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiTellingEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  g_clear_pointer (&receipt, matoi_context_free_receipt);
  self->busy = FALSE;
  if (!self->tel_prose)
    return;
  matoi_lessons_show_refusal (self->tel_message, error);
  if (error)
    matoi_prose_fail (self->prose);
  else
    {
      matoi_prose_set_text (self->prose, self->sent_text);
      clear_if_still (self->tel_link, self->sent_link);
      clear_if_still (self->tel_query, self->sent_query);
    }
  if (self->again)
    matoi_telling_editor_save (self);
}

void
matoi_telling_editor_save (MatoiTellingEditor *self)
{
  MatoiCommand *command;

  if (self->showing)
    return;
  self->again = self->busy;
  if (self->busy)
    return;
  command = matoi_telling_editor_make_command (self);
  if (!command)
    {
      matoi_prose_set_text (self->prose, self->sent_text);
      return;
    }
  self->busy = TRUE;
  matoi_session_submit_async (self->session, command, on_recorded, g_object_ref (self));
}

void
matoi_telling_editor_flush (MatoiTellingEditor *self)
{
  g_return_if_fail (MATOI_IS_TELLING_EDITOR (self));

  matoi_prose_flush (self->prose);
  self->add_evidence = TRUE;
  matoi_telling_editor_save (self);
}

/* --- what a person does */

static void
on_save (MatoiTellingEditor *self)
{
  matoi_telling_editor_save (self);
}

static void
on_chosen (MatoiTellingEditor *self)
{
  matoi_telling_editor_save (self);
}

static void
on_evidence_entered (MatoiTellingEditor *self)
{
  self->add_evidence = TRUE;
  matoi_telling_editor_save (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->tel_link));
}

static void
on_evidence_left (MatoiTellingEditor *self)
{
  self->add_evidence = TRUE;
  matoi_telling_editor_save (self);
}

static void
on_restore (MatoiTellingEditor *self)
{
  matoi_prose_reset (self->prose, self->item->captured);
  matoi_telling_editor_save (self);
  matoi_telling_editor_focus (self, "text");
}

static void
on_leave_out (MatoiTellingEditor *self)
{
  g_autofree char *id = matoi_id_dup_text (&self->item->id);

  matoi_telling_editor_flush (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "told.leave-out", "s", id);
}

static void
on_done (MatoiTellingEditor *self)
{
  g_autofree char *id = matoi_id_dup_text (&self->item->id);

  gtk_widget_activate_action (GTK_WIDGET (self), "told.edit", "(ss)", id, "close");
}

gboolean
matoi_telling_editor_focus (MatoiTellingEditor *self, const char *part)
{
  if (strcmp (part, "evidence") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->tel_link));
  if (strcmp (part, "time") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->tel_time));
  if (strcmp (part, "anchor") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->tel_anchor));
  return gtk_widget_child_focus (GTK_WIDGET (self->prose), GTK_DIR_TAB_FORWARD);
}

GtkWidget *
matoi_telling_editor_new (MatoiSession *session, MatoiTellingItem *item)
{
  MatoiTellingEditor *self = g_object_new (MATOI_TYPE_TELLING_EDITOR, NULL);

  self->session = g_object_ref (session);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (matoi_telling_editor_show_item), self,
                           G_CONNECT_SWAPPED);
  self->showing = TRUE;
  matoi_prose_reset (self->prose, item->text);
  matoi_telling_editor_show_item (self);
  return GTK_WIDGET (self);
}

/* --- the object */

static void
matoi_telling_editor_dispose (GObject *object)
{
  MatoiTellingEditor *self = MATOI_TELLING_EDITOR (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_TELLING_EDITOR);
  g_clear_object (&self->item);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_telling_editor_parent_class)->dispose (object);
}

static void
matoi_telling_editor_finalize (GObject *object)
{
  MatoiTellingEditor *self = MATOI_TELLING_EDITOR (object);

  g_free (self->sent_text);
  g_free (self->sent_link);
  g_free (self->sent_query);
  G_OBJECT_CLASS (matoi_telling_editor_parent_class)->finalize (object);
}

static void
matoi_telling_editor_class_init (MatoiTellingEditorClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_telling_editor_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_telling_editor_finalize;
  signals[DONE] =
    g_signal_new_class_handler ("done", G_TYPE_FROM_CLASS (class),
                                G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, G_CALLBACK (on_done), NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/telling-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_prose);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_evidence);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_link);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_query);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_none);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_anchor);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_anchors);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_later);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_moment);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingEditor, tel_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_time_typed",
                                                G_CALLBACK (matoi_telling_editor_on_time_typed));
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_out);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_bind_template_callback (widget_class, on_evidence_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_evidence_left);
}

static void
matoi_telling_editor_init (MatoiTellingEditor *self)
{
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (self->tel_anchors, "");
  for (const char *const *anchor = matoi_postmortem_get_anchors (); *anchor; anchor++)
    gtk_string_list_append (self->tel_anchors, matoi_postmortem_anchor_name (*anchor));
  self->prose = MATOI_PROSE (matoi_prose_new (_ ("What the document tells"), 2));
  gtk_widget_set_hexpand (GTK_WIDGET (self->prose), TRUE);
  gtk_box_append (self->tel_prose, GTK_WIDGET (self->prose));
  g_signal_connect_swapped (self->prose, "save", G_CALLBACK (on_save), self);
}
