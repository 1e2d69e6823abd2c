/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-add.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-moment.h"
#include "matoi-ui-text.h"

struct _MatoiTellingAdd
{
  GtkWidget parent_instance;
  GtkEntry *tel_add_time, *tel_add_text;
  GtkLabel *tel_add_moment, *tel_add_message;

  MatoiSession *session; /* (nullable) */
  char *anchor;          /* (nullable) */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (MatoiTellingAdd, matoi_telling_add, GTK_TYPE_WIDGET)

enum
{
  ADDED,
  CANCELLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
read_time (MatoiTellingAdd *self, gint64 *at)
{
  gint64 start = matoi_ui_get_start (matoi_session_get_incident (self->session));

  return matoi_moment_parse (gtk_editable_get_text (GTK_EDITABLE (self->tel_add_time)), start,
                             matoi_session_get_zone (self->session), at);
}

static void
on_time_typed (MatoiTellingAdd *self)
{
  g_autofree char *text = NULL;
  gint64 at;

  if (!self->session)
    return;
  if (read_time (self, &at))
    {
      text = matoi_moment_dup_text (at, matoi_session_get_zone (self->session));
      gtk_widget_remove_css_class (GTK_WIDGET (self->tel_add_time), "error");
    }
  gtk_label_set_text (self->tel_add_moment,
                      text ? text : _ ("Type a time such as 13:58, or 2026-11-18 09:30."));
}

static void
on_time_entered (MatoiTellingAdd *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->tel_add_text));
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiTellingAdd) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);
  g_autofree char *id = NULL;

  self->busy = FALSE;
  if (receipt && receipt->events->len > 0)
    id = matoi_id_dup_text (&((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  if (!self->tel_add_text)
    return;
  matoi_lessons_show_refusal (self->tel_add_message, error);
  if (!id)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->tel_add_text), "");
  g_clear_pointer (&self->anchor, g_free);
  g_signal_emit (self, signals[ADDED], 0, id);
}

static void
on_entered (MatoiTellingAdd *self)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->tel_add_text))));
  MatoiCommand *command;
  gint64 at;

  if (!self->session || self->busy)
    return;
  if (!read_time (self, &at))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->tel_add_time), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->tel_add_time));
      return;
    }
  if (!*text)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->tel_add_text));
      return;
    }
  command = matoi_session_new_command (self->session, "pm-row");
  matoi_command_set (command, "text", text);
  matoi_json_set_time (command->args, "occurred_at", at);
  if (self->anchor)
    matoi_command_set (command, "anchor", self->anchor);
  self->busy = TRUE;
  matoi_session_submit_async (self->session, command, on_recorded, g_object_ref (self));
}

static void
on_cancel (MatoiTellingAdd *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

void
matoi_telling_add_set_session (MatoiTellingAdd *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_TELLING_ADD (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  gtk_editable_set_text (GTK_EDITABLE (self->tel_add_time), "");
  gtk_editable_set_text (GTK_EDITABLE (self->tel_add_text), "");
  matoi_lessons_show_message (self->tel_add_message, NULL);
}

/* The time begins as that of the incident: what is added lies near it. */
void
matoi_telling_add_begin (MatoiTellingAdd *self, const char *anchor)
{
  const MatoiIncident *incident;

  g_return_if_fail (MATOI_IS_TELLING_ADD (self) && self->session);

  incident = matoi_session_get_incident (self->session);
  g_free (self->anchor);
  self->anchor = g_strdup (anchor);
  matoi_lessons_show_message (self->tel_add_message, NULL);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->tel_add_text)) == '\0')
    {
      gint64 at = g_strcmp0 (anchor, "impact-ended") == 0 && incident->ended_at != MATOI_TIME_NONE
                    ? incident->ended_at
                    : matoi_ui_get_start (incident);
      g_autofree char *typed =
        matoi_moment_dup_typed (at - at % MATOI_MINUTE, matoi_session_get_zone (self->session));

      gtk_editable_set_text (GTK_EDITABLE (self->tel_add_time), typed);
    }
  on_time_typed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->tel_add_time));
}

/* --- the object */

static void
matoi_telling_add_dispose (GObject *object)
{
  MatoiTellingAdd *self = MATOI_TELLING_ADD (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_TELLING_ADD);
  g_clear_object (&self->session);
  g_clear_pointer (&self->anchor, g_free);
  G_OBJECT_CLASS (matoi_telling_add_parent_class)->dispose (object);
}

static void
matoi_telling_add_class_init (MatoiTellingAddClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_telling_add_dispose;
  signals[ADDED] = g_signal_new ("added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_STRING);
  signals[CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/telling-add.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingAdd, tel_add_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingAdd, tel_add_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingAdd, tel_add_moment);
  gtk_widget_class_bind_template_child (widget_class, MatoiTellingAdd, tel_add_message);
  gtk_widget_class_bind_template_callback (widget_class, on_time_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_time_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
matoi_telling_add_init (MatoiTellingAdd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
