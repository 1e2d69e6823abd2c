/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-subteam-page.h"

#include <glib/gi18n-lib.h>

#include "matoi-directory.h"
#include "matoi-roster-picker.h"
#include "matoi-ui-text.h"

struct _MatoiSubteamPage
{
  GtkWidget parent_instance;
  GtkEditable *sub_name, *sub_task, *sub_room;
  GtkSpinButton *sub_minutes;
  MatoiRosterPicker *sub_leader;
  GtkWidget *sub_form;
  GtkLabel *sub_message;

  MatoiSession *session;     /* (nullable) */
  MatoiDirectory *directory; /* (nullable) as of when the page was opened */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (MatoiSubteamPage, matoi_subteam_page, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static char *
dup_stripped (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

static char *
dup_leader (MatoiSubteamPage *self)
{
  return g_strstrip (g_strdup (matoi_roster_picker_get_name (self->sub_leader)));
}

static void
show_message (MatoiSubteamPage *self, const char *text_or_null)
{
  gtk_label_set_text (self->sub_message, text_or_null ? text_or_null : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sub_message), text_or_null != NULL);
}

static void
clear (MatoiSubteamPage *self)
{
  const MatoiIncident *incident = self->session ? matoi_session_get_incident (self->session) : NULL;
  gint64 minutes = incident && incident->policy
                     ? matoi_policy_get_limit (incident->policy, "timebox_minutes", 10)
                     : 10;

  gtk_editable_set_text (self->sub_name, "");
  gtk_editable_set_text (self->sub_task, "");
  gtk_editable_set_text (self->sub_room, "");
  matoi_roster_picker_set_name (self->sub_leader, "");
  gtk_spin_button_set_value (self->sub_minutes, (double) CLAMP (minutes, 1, 1440));
  show_message (self, NULL);
}

/* What is missing is said when the button is pressed, not while somebody types. */
static void
on_typed (MatoiSubteamPage *self)
{
  show_message (self, NULL);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSubteamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  g_clear_pointer (&receipt, matoi_context_free_receipt);
  if ((gpointer) self->session != (gpointer) source)
    return;
  self->busy = FALSE;
  if (error)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      show_message (self, text);
      return;
    }
  clear (self);
  g_signal_emit (self, signals[DONE], 0);
}

static void
submit (MatoiSubteamPage *self)
{
  g_autofree char *name = dup_stripped (self->sub_name), *task = dup_stripped (self->sub_task),
                  *room = dup_stripped (self->sub_room), *leader = dup_leader (self);
  MatoiCommand *command;

  if (!self->session || self->busy)
    return;
  if (!*leader || !*task)
    {
      show_message (self, !*leader ? _ ("Name the person who leads the sub-team.")
                                   : _ ("Say what the sub-team is to do."));
      gtk_widget_grab_focus (!*leader ? GTK_WIDGET (self->sub_leader)
                                      : GTK_WIDGET (self->sub_task));
      return;
    }
  /* What is typed in the field counts before it loses the focus. */
  gtk_spin_button_update (self->sub_minutes);
  command = matoi_session_new_command (self->session, "subteam");
  if (*name)
    matoi_command_set (command, "name", name);
  matoi_command_set (command, "leader", leader);
  matoi_command_set (command, "task", task);
  matoi_command_set_int (command, "minutes", gtk_spin_button_get_value_as_int (self->sub_minutes));
  if (*room)
    matoi_command_set (command, "room", room);
  self->busy = TRUE;
  matoi_session_submit_async (self->session, command, on_recorded, g_object_ref (self));
}

static void
on_leader_chosen (MatoiSubteamPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->sub_task));
}

/* The name is the last field; Enter in it is meant to be the end. */
static void
on_name_entered (MatoiSubteamPage *self)
{
  submit (self);
}

/* Shows the incident of @session (nullable). */
void
matoi_subteam_page_set_session (MatoiSubteamPage *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_SUBTEAM_PAGE (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  self->busy = FALSE;
  if (session)
    clear (self);
}

/* The page is opened: reads who can be chosen, which costs a look at every entry. What was typed
 * and not entered is still there. */
void
matoi_subteam_page_begin (MatoiSubteamPage *self)
{
  g_return_if_fail (MATOI_IS_SUBTEAM_PAGE (self) && self->session);

  g_clear_pointer (&self->directory, matoi_directory_free);
  self->directory = matoi_directory_load (matoi_session_get_context (self->session));
  matoi_roster_picker_begin (self->sub_leader, self->session, self->directory, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->sub_leader));
}

static gboolean
matoi_subteam_page_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_SUBTEAM_PAGE (widget)->sub_leader));
}

static void
matoi_subteam_page_dispose (GObject *object)
{
  MatoiSubteamPage *self = MATOI_SUBTEAM_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->directory, matoi_directory_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_SUBTEAM_PAGE);
  G_OBJECT_CLASS (matoi_subteam_page_parent_class)->dispose (object);
}

static void
matoi_subteam_page_class_init (MatoiSubteamPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_subteam_page_dispose;
  widget_class->grab_focus = matoi_subteam_page_grab_focus;
  widget_class->focus = matoi_ui_walk;
  g_type_ensure (MATOI_TYPE_ROSTER_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/subteam-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiSubteamPage, sub_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiSubteamPage, sub_task);
  gtk_widget_class_bind_template_child (widget_class, MatoiSubteamPage, sub_room);
  gtk_widget_class_bind_template_child (widget_class, MatoiSubteamPage, sub_minutes);
  gtk_widget_class_bind_template_child (widget_class, MatoiSubteamPage, sub_leader);
  gtk_widget_class_bind_template_child (widget_class, MatoiSubteamPage, sub_form);
  gtk_widget_class_bind_template_child (widget_class, MatoiSubteamPage, sub_message);
  gtk_widget_class_bind_template_callback (widget_class, on_name_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_leader_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, submit);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
matoi_subteam_page_init (MatoiSubteamPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_roster_picker_set_folds (self->sub_leader, TRUE);
  matoi_roster_picker_set_prompt (self->sub_leader, _ ("Leader"));
}
