/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-end-proof.h"

#include "matoi-ui-text.h"

struct _MatoiEndProof
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  GtkEntry *epf_text, *end_proof_link;
  GtkWidget *end_proof_button;
  GtkLabel *epf_message;
};

G_DEFINE_FINAL_TYPE (MatoiEndProof, matoi_end_proof, GTK_TYPE_WIDGET)

static char *
dup_stripped (GtkEntry *entry)
{
  char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  return g_strstrip (text);
}

static void
show_message (MatoiEndProof *self, const char *text)
{
  gtk_label_set_text (self->epf_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->epf_message), text && *text);
}

static void
on_typed (MatoiEndProof *self)
{
  g_autofree char *text = dup_stripped (self->epf_text);
  g_autofree char *link = dup_stripped (self->end_proof_link);

  gtk_widget_set_sensitive (self->end_proof_button, *text != '\0' && *link != '\0');
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiEndProof) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  if (!receipt)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      show_message (self, text);
      return;
    }
  matoi_context_free_receipt (receipt);
  if (self->session != MATOI_SESSION (source))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->epf_text), "");
  gtk_editable_set_text (GTK_EDITABLE (self->end_proof_link), "");
  show_message (self, NULL);
}

static void
on_record (MatoiEndProof *self)
{
  g_autofree char *text = dup_stripped (self->epf_text);
  g_autofree char *link = dup_stripped (self->end_proof_link);
  gboolean is_url = g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://");
  MatoiCommand *command;

  if (!self->session || *text == '\0' || *link == '\0')
    return;
  command = matoi_session_new_command (self->session, "note");
  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", text);
  matoi_command_set_flag (command, "converged", TRUE);
  matoi_command_add_evidence (command, is_url ? link : NULL, is_url ? NULL : link, NULL);
  matoi_session_submit_async (self->session, command, on_recorded, g_object_ref (self));
}

/* Notes go to the incident of @session (nullable); what was typed for another one is gone. */
void
matoi_end_proof_set_session (MatoiEndProof *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_END_PROOF (self));

  g_set_object (&self->session, session);
  gtk_editable_set_text (GTK_EDITABLE (self->epf_text), "");
  gtk_editable_set_text (GTK_EDITABLE (self->end_proof_link), "");
  show_message (self, NULL);
}

static gboolean
matoi_end_proof_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_END_PROOF (widget)->epf_text));
}

static void
matoi_end_proof_dispose (GObject *object)
{
  MatoiEndProof *self = MATOI_END_PROOF (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_END_PROOF);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_end_proof_parent_class)->dispose (object);
}

static void
matoi_end_proof_class_init (MatoiEndProofClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_end_proof_dispose;
  widget_class->grab_focus = matoi_end_proof_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/end-proof.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiEndProof, epf_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndProof, end_proof_link);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndProof, end_proof_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndProof, epf_message);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_record);
}

static void
matoi_end_proof_init (MatoiEndProof *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
