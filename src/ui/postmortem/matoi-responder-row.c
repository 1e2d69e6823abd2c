/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-responder-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-moment.h"
#include "matoi-postmortem.h"
#include "matoi-roster-picker.h"
#include "matoi-ui-text.h"

struct _MatoiResponderRow
{
  GtkListBoxRow parent_instance;
  AdwAvatar *res_avatar;
  GtkLabel *res_role, *res_who, *res_times, *res_missing, *res_message;
  GtkToggleButton *res_change;
  GtkWidget *res_form;
  MatoiRosterPicker *res_picker;
  GtkEntry *res_none;

  MatoiSession *session;
  char *role, *person; /* person (nullable): see matoi_responder_row_new () */
  gboolean editable, busy;
};

G_DEFINE_FINAL_TYPE (MatoiResponderRow, matoi_responder_row, GTK_TYPE_LIST_BOX_ROW)

static const MatoiIncident *
get_incident (MatoiResponderRow *self)
{
  return matoi_session_get_incident (self->session);
}

/* (nullable) */
static const char *
find_person (MatoiResponderRow *self, const char **none_reason)
{
  *none_reason = NULL;
  return self->person
           ? self->person
           : matoi_postmortem_find_responder (get_incident (self), self->role, none_reason);
}

gboolean
matoi_responder_row_is_missing (MatoiResponderRow *self)
{
  const char *reason;

  return !find_person (self, &reason) && !reason;
}

/* --- recording */

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiResponderRow) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  g_clear_pointer (&receipt, matoi_context_free_receipt);
  self->busy = FALSE;
  if (!self->res_role)
    return;
  matoi_lessons_show_refusal (self->res_message, error);
  if (error)
    return;
  if (gtk_widget_get_visible (self->res_form) &&
      gtk_widget_get_state_flags (self->res_form) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_widget_grab_focus (GTK_WIDGET (self->res_change));
  gtk_toggle_button_set_active (self->res_change, FALSE);
}

static void
submit (MatoiResponderRow *self, const char *person, const char *reason)
{
  MatoiCommand *command;

  if (self->busy || !self->editable)
    return;
  command = matoi_session_new_command (self->session, "pm-responder");
  matoi_command_set (command, "role", self->role);
  matoi_command_set (command, "person", person);
  matoi_command_set (command, "none_reason", reason);
  self->busy = TRUE;
  matoi_session_submit_async (self->session, command, on_recorded, g_object_ref (self));
}

static void
on_chosen (MatoiResponderRow *self, const char *name)
{
  g_autofree char *person = g_strstrip (g_strdup (name));

  if (*person)
    submit (self, person, NULL);
}

static void
on_reason (MatoiResponderRow *self)
{
  g_autofree char *reason =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->res_none))));
  const char *before;

  find_person (self, &before);
  if (*reason && g_strcmp0 (reason, before) != 0)
    submit (self, NULL, reason);
}

void
matoi_responder_row_flush (MatoiResponderRow *self)
{
  if (!self->person)
    on_reason (self);
}

/* --- the form */

static void
on_change (MatoiResponderRow *self)
{
  gboolean open = gtk_toggle_button_get_active (self->res_change);

  if (open && !gtk_widget_get_visible (self->res_form))
    {
      g_autoptr (MatoiDirectory) directory =
        matoi_directory_load (matoi_session_get_context (self->session));

      matoi_roster_picker_begin (self->res_picker, self->session, directory, NULL);
    }
  gtk_widget_set_visible (self->res_form, open);
  if (open && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (self->res_form, GTK_DIR_TAB_FORWARD);
}

void
matoi_responder_row_focus (MatoiResponderRow *self)
{
  if (!gtk_toggle_button_get_active (self->res_change))
    gtk_toggle_button_set_active (self->res_change, TRUE);
  else
    gtk_widget_child_focus (self->res_form, GTK_DIR_TAB_FORWARD);
}

/* --- showing */

static char *
dup_span (MatoiResponderRow *self, const MatoiAssignment *one)
{
  GTimeZone *zone = matoi_session_get_zone (self->session);
  gint64 end = one->to != MATOI_TIME_NONE ? one->to : get_incident (self)->ended_at;
  g_autofree char *from = matoi_time_to_local (one->from, "%H:%M", zone);
  g_autofree char *to = end != MATOI_TIME_NONE ? matoi_time_to_local (end, "%H:%M", zone) : NULL;

  if (!to)
    /* Translators: %s is a time from which somebody has held a role. */
    return g_strdup_printf (_ ("since %s"), from);
  /* Translators: from one time to another. */
  return g_strdup_printf (_ ("%1$s–%2$s"), from, to);
}

/* Whether @person alone held it: then the name need not stand twice. */
static gboolean
is_only (MatoiResponderRow *self, const char *person)
{
  GPtrArray *all = get_incident (self)->assignments;

  for (guint i = 0; i < all->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (all, i);

      if (strcmp (one->role, self->role) == 0 && g_strcmp0 (one->person, person) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Everybody who held it, one after the other; of one person only the times. */
static char *
dup_times (MatoiResponderRow *self, const char *person)
{
  gboolean alone = self->person || is_only (self, person);
  GPtrArray *all = get_incident (self)->assignments;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (all, i);
      g_autofree char *span = NULL;

      if (strcmp (one->role, self->role) != 0 ||
          (self->person && strcmp (one->person, self->person) != 0))
        continue;
      span = dup_span (self, one);
      if (text->len > 0)
        g_string_append (text, alone ? _ (", ") : "\n");
      if (alone)
        g_string_append (text, span);
      else
        /* Translators: 1: a person, 2: from when to when. */
        g_string_append_printf (text, _ ("%1$s, %2$s"), one->person, span);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_role_name (MatoiResponderRow *self)
{
  MatoiPolicy *policy = get_incident (self)->policy;
  const MatoiRole *role = policy ? matoi_policy_find_role (policy, self->role) : NULL;

  return role ? matoi_text (role->json, "name") : self->role;
}

void
matoi_responder_row_show (MatoiResponderRow *self, gboolean editable)
{
  const char *reason, *person = find_person (self, &reason);
  g_autofree char *times = dup_times (self, person), *none = NULL, *label = NULL;
  const char *role = get_role_name (self);
  gboolean missing = !person && !reason;

  g_return_if_fail (MATOI_IS_RESPONDER_ROW (self));

  self->editable = editable;
  if (reason)
    /* Translators: %s is the reason why nobody held a role. */
    none = g_strdup_printf (_ ("Nobody: %s"), reason);
  adw_avatar_set_text (self->res_avatar, person ? person : "");
  gtk_label_set_text (self->res_role, role);
  gtk_label_set_text (self->res_who, person ? person : none ? none : _ ("Nobody held this role."));
  gtk_label_set_text (self->res_times, times);
  gtk_widget_set_visible (GTK_WIDGET (self->res_times), *times != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->res_missing), missing);
  gtk_widget_set_visible (GTK_WIDGET (self->res_change), !self->person && editable);
  gtk_button_set_label (GTK_BUTTON (self->res_change),
                        missing ? _ ("Choose…") : _ ("Somebody Else…"));
  /* Translators: read out for a button: %s is a role. */
  label = g_strdup_printf (_ ("Say who was %s"), role);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->res_change), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (!(gtk_widget_get_state_flags (GTK_WIDGET (self->res_none)) & GTK_STATE_FLAG_FOCUS_WITHIN) &&
      !gtk_widget_get_visible (GTK_WIDGET (self->res_message)))
    gtk_editable_set_text (GTK_EDITABLE (self->res_none), reason ? reason : "");
}

GtkWidget *
matoi_responder_row_new (MatoiSession *session, const char *role, const char *person)
{
  MatoiResponderRow *self = g_object_new (MATOI_TYPE_RESPONDER_ROW, NULL);

  self->session = g_object_ref (session);
  self->role = g_strdup (role);
  self->person = g_strdup (person);
  gtk_widget_set_name (GTK_WIDGET (self), role);
  return GTK_WIDGET (self);
}

/* --- the object */

static void
matoi_responder_row_dispose (GObject *object)
{
  MatoiResponderRow *self = MATOI_RESPONDER_ROW (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_RESPONDER_ROW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->person, g_free);
  G_OBJECT_CLASS (matoi_responder_row_parent_class)->dispose (object);
}

static void
matoi_responder_row_class_init (MatoiResponderRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_responder_row_dispose;
  g_type_ensure (MATOI_TYPE_ROSTER_PICKER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/responder-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_avatar);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_role);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_who);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_times);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_missing);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_change);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_form);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_picker);
  gtk_widget_class_bind_template_child (widget_class, MatoiResponderRow, res_none);
  gtk_widget_class_bind_template_callback (widget_class, on_change);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_reason);
}

static void
matoi_responder_row_init (MatoiResponderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_roster_picker_set_folds (self->res_picker, TRUE);
  matoi_roster_picker_set_prompt (self->res_picker, _ ("Who held the role"));
}
