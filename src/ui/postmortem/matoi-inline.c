/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-inline.h"

#include "matoi-ui-text.h"

typedef struct
{
  GtkLabel *message;
  GObject *owner;
  MatoiInlineDone done; /* (nullable) */
} Submission;

/** matoi_inline_show: what was refused and why; NULL: nothing was. */
void
matoi_inline_show (GtkLabel *message, const char *text)
{
  matoi_side_set_label (message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (message), text && *text);
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Submission *self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);
  g_autofree char *text = receipt ? NULL : matoi_ui_dup_error (error);

  matoi_inline_show (self->message, text);
  if (self->done)
    self->done (self->owner, receipt != NULL);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (self->message);
  g_object_unref (self->owner);
  g_free (self);
}

/**
 * matoi_inline_submit:
 * @command: (transfer full):
 * @message: shows the refusal, and nothing once it is recorded
 * @owner: kept until then
 */
void
matoi_inline_submit (MatoiSession *session,
                     MatoiCommand *command,
                     GtkLabel *message,
                     gpointer owner,
                     MatoiInlineDone done)
{
  Submission *submission = g_new0 (Submission, 1);

  submission->message = g_object_ref (message);
  submission->owner = g_object_ref (owner);
  submission->done = done;
  matoi_session_submit_async (session, command, on_submitted, submission);
}

/** matoi_inline_dup_text: (transfer full): what is typed, without the blanks around it. */
char *
matoi_inline_dup_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

/** matoi_inline_has_focus: whether somebody types in @widget or below it. */
gboolean
matoi_inline_has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}
