/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-popover.h"

#include <glib/gi18n-lib.h>

#include "matoi-roster-commands.h"
#include "matoi-roster-moves.h"
#include "matoi-roster-picker.h"
#include "matoi-roster-row.h"
#include "matoi-roster-text.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiRosterPopover
{
  GtkPopover parent_instance;
  GtkLabel *pop_title, *pop_subtitle, *pop_hint, *pop_error;
  GtkDropDown *pop_role;
  MatoiRosterPicker *pop_picker;
  GtkWidget *pop_moves, *pop_mine, *pop_page, *pop_release, *pop_dissolve, *pop_subteam;

  MatoiSession *session;     /* (nullable) */
  MatoiDirectory *directory; /* (nullable) not owned; the roster's */
  MatoiRosterItem *item;     /* (nullable) NULL: any role */
  gboolean busy;             /* a command is on its way */
  gboolean announce;         /* when it is recorded */
};

G_DEFINE_FINAL_TYPE (MatoiRosterPopover, matoi_roster_popover, GTK_TYPE_POPOVER)

GtkWidget *
matoi_roster_popover_new (void)
{
  return g_object_new (MATOI_TYPE_ROSTER_POPOVER, NULL);
}

/* What it is about; (nullable) */
const char *
matoi_roster_popover_get_key (MatoiRosterPopover *self)
{
  return self->item ? self->item->key : NULL;
}

static const MatoiRole *
get_role (MatoiRosterPopover *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  GPtrArray *roles = incident->policy ? matoi_policy_get_roles (incident->policy) : NULL;
  guint selected = gtk_drop_down_get_selected (self->pop_role);

  if (self->item)
    return self->item->role && incident->policy
             ? matoi_policy_find_role (incident->policy, self->item->role)
             : NULL;
  return roles && selected < roles->len ? g_ptr_array_index (roles, selected) : NULL;
}

static void submit (MatoiRosterPopover *self, MatoiCommand *command);

static void
clear_error (MatoiRosterPopover *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->pop_error), FALSE);
}

/* --- what it says */

static void
set_text (GtkLabel *label, const char *text)
{
  matoi_side_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

static gboolean
is_kind (MatoiRosterPopover *self, MatoiRosterKind kind)
{
  return self->item && self->item->kind == kind;
}

static gboolean
picks (MatoiRosterPopover *self)
{
  return !self->item || is_kind (self, MATOI_ROSTER_ROLE) || is_kind (self, MATOI_ROSTER_TEAM) ||
         !self->item->person;
}

static void
on_move (MatoiRosterPopover *self, GtkButton *button)
{
  submit (self, matoi_roster_command_move (self->session, self->item->person,
                                           matoi_roster_move_get_team (button)));
}

static void
show_moves (MatoiRosterPopover *self)
{
  if (!matoi_roster_moves_fill (GTK_BOX (self->pop_moves), self->session, self->item))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (self->pop_moves); child;
       child = gtk_widget_get_next_sibling (child))
    g_signal_connect_swapped (child, "clicked", G_CALLBACK (on_move), self);
}

static void
show_buttons (MatoiRosterPopover *self)
{
  const MatoiRosterItem *item = self->item;
  const char *me = matoi_session_get_identity (self->session);
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiRole *role = get_role (self);
  gboolean holds = role && *me && matoi_incident_holds (incident, role->id, me);

  gtk_widget_set_visible (self->pop_mine, *me && role && !holds && picks (self));
  /* Pushing somebody aside is possible, not suggested. */
  if (role && role->max == 1 && matoi_incident_get_holder (incident, role->id))
    gtk_widget_remove_css_class (self->pop_mine, "suggested-action");
  else
    gtk_widget_add_css_class (self->pop_mine, "suggested-action");
  gtk_widget_set_visible (self->pop_page, item && item->person && !item->me);
  gtk_widget_set_visible (self->pop_release, item && item->role && item->person);
  gtk_widget_set_visible (self->pop_dissolve, is_kind (self, MATOI_ROSTER_TEAM));
  gtk_widget_set_visible (self->pop_subteam, !item);
}

static void
show_facts (MatoiRosterPopover *self)
{
  const MatoiRole *role = get_role (self);
  g_autofree char *title = matoi_roster_dup_title (self->item, role);
  g_autofree char *subtitle =
    matoi_roster_dup_subtitle (self->session, self->directory, self->item, role);
  const char *hint = matoi_roster_get_hint (self->session, self->item, role);

  set_text (self->pop_title, title);
  set_text (self->pop_subtitle, subtitle);
  set_text (self->pop_hint, hint);
  matoi_side_set_name (GTK_WIDGET (self), title);
  matoi_roster_picker_set_prompt (self->pop_picker,
                                  matoi_roster_get_prompt (self->session, self->item, role));
  show_buttons (self);
}

static void
begin_picker (MatoiRosterPopover *self)
{
  const MatoiRole *role = get_role (self);

  matoi_roster_picker_begin (self->pop_picker, self->session, self->directory,
                             role ? role->id : NULL);
}

static void
on_role_selected (MatoiRosterPopover *self)
{
  if (!self->session || self->item)
    return;
  clear_error (self);
  show_facts (self);
  begin_picker (self);
}

void
matoi_roster_popover_begin (MatoiRosterPopover *self,
                            MatoiSession *session,
                            MatoiDirectory *directory,
                            const MatoiRosterItem *item_or_null)
{
  guint selected;

  g_return_if_fail (MATOI_IS_ROSTER_POPOVER (self) && MATOI_IS_SESSION (session));

  g_set_object (&self->session, session);
  self->directory = directory;
  self->busy = FALSE;
  g_clear_pointer (&self->item, matoi_roster_item_free);
  self->item = item_or_null ? matoi_roster_item_copy (item_or_null) : NULL;
  clear_error (self);
  gtk_widget_set_visible (GTK_WIDGET (self->pop_role), !item_or_null);
  gtk_widget_set_visible (GTK_WIDGET (self->pop_picker), picks (self));
  if (!item_or_null)
    {
      g_autoptr (GListModel) roles = matoi_roster_list_roles (session, &selected);

      gtk_drop_down_set_model (self->pop_role, roles);
      gtk_drop_down_set_selected (self->pop_role, selected);
    }
  matoi_roster_picker_set_name (self->pop_picker, "");
  if (picks (self))
    begin_picker (self);
  show_moves (self);
  show_facts (self);
}

void
matoi_roster_popover_update (MatoiRosterPopover *self, const MatoiRosterItem *item)
{
  g_return_if_fail (MATOI_IS_ROSTER_POPOVER (self));

  if (!self->session || (self->item && !item))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  if (item)
    {
      g_clear_pointer (&self->item, matoi_roster_item_free);
      self->item = matoi_roster_item_copy (item);
    }
  show_moves (self);
  show_facts (self);
}

/* Lets go of the session. */
void
matoi_roster_popover_end (MatoiRosterPopover *self)
{
  g_return_if_fail (MATOI_IS_ROSTER_POPOVER (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_clear_object (&self->session);
  self->directory = NULL;
}

/* --- what it does */

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiRosterPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);
  gboolean announce;

  g_clear_pointer (&receipt, matoi_context_free_receipt);
  if ((gpointer) self->session != (gpointer) source || !self->busy)
    return;
  self->busy = FALSE;
  announce = self->announce;
  self->announce = FALSE;
  if (error)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      set_text (self->pop_error, text);
      if (gtk_widget_get_visible (GTK_WIDGET (self->pop_picker)))
        gtk_widget_grab_focus (GTK_WIDGET (self->pop_picker));
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  /* IC-02, IC-20: the new commander says so on the call. */
  if (announce)
    gtk_widget_activate_action (GTK_WIDGET (self), "incident.announce", NULL);
}

static void
submit (MatoiRosterPopover *self, MatoiCommand *command)
{
  if (self->busy)
    {
      matoi_command_free (command);
      return;
    }
  self->busy = TRUE;
  clear_error (self);
  matoi_session_submit_async (self->session, command, on_recorded, g_object_ref (self));
}

static void
assign (MatoiRosterPopover *self, const char *person)
{
  const MatoiRole *role = get_role (self);

  if (!role)
    return;
  if (!self->busy)
    self->announce = g_strcmp0 (role->id, "ic") == 0;
  submit (self, matoi_roster_command_assign (self->session, role, person));
}

static void
on_chosen (MatoiRosterPopover *self, const char *person)
{
  if (is_kind (self, MATOI_ROSTER_TEAM))
    submit (self, matoi_roster_command_move (self->session, person, self->item->team));
  else
    assign (self, person);
}

static void
on_mine (MatoiRosterPopover *self)
{
  assign (self, matoi_session_get_identity (self->session));
}

static void
on_release (MatoiRosterPopover *self)
{
  submit (self, matoi_roster_command_release (self->session, self->item->role, self->item->person));
}

static void
on_dissolve (MatoiRosterPopover *self)
{
  submit (self, matoi_roster_command_dissolve (self->session, self->item->team));
}

static void
on_page (MatoiRosterPopover *self)
{
  g_autofree char *person = g_strdup (self->item->person);

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "incident.page", "s", person);
}

static void
on_subteam (MatoiRosterPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "incident.subteam", NULL);
}

static void
matoi_roster_popover_dispose (GObject *object)
{
  MatoiRosterPopover *self = MATOI_ROSTER_POPOVER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->item, matoi_roster_item_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ROSTER_POPOVER);
  G_OBJECT_CLASS (matoi_roster_popover_parent_class)->dispose (object);
}

static void
matoi_roster_popover_class_init (MatoiRosterPopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_roster_popover_dispose;
  g_type_ensure (MATOI_TYPE_ROSTER_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/roster-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_subtitle);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_hint);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_error);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_role);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_picker);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_moves);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_mine);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_release);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_dissolve);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPopover, pop_subteam);
  gtk_widget_class_bind_template_callback (widget_class, on_role_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, clear_error);
  gtk_widget_class_bind_template_callback (widget_class, on_mine);
  gtk_widget_class_bind_template_callback (widget_class, on_page);
  gtk_widget_class_bind_template_callback (widget_class, on_release);
  gtk_widget_class_bind_template_callback (widget_class, on_dissolve);
  gtk_widget_class_bind_template_callback (widget_class, on_subteam);
}

static void
matoi_roster_popover_init (MatoiRosterPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
