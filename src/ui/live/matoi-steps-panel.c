/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-steps-panel.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-side.h"
#include "matoi-step-actions.h"
#include "matoi-step-list.h"
#include "matoi-step-row.h"
#include "matoi-steps-groups.h"
#include "matoi-ui-text.h"

/* How many steps that are done stay in sight above the next one. */
#define BEHIND 2

struct _MatoiStepsPanel
{
  GtkWidget parent_instance;
  GtkLabel *steps_count, *steps_prompt_text;
  GtkWidget *steps_tabs, *steps_prompt, *steps_command, *steps_scroller;
  GtkMenuButton *steps_choose;
  GtkListBox *steps_list;

  MatoiSession *session; /* (nullable) */
  GPtrArray *groups;     /* of MatoiStepGroup */
  guint shown;           /* index of the one whose steps are listed */
  char *rows_of;         /* which list the rows were made for */
};

G_DEFINE_FINAL_TYPE (MatoiStepsPanel, matoi_steps_panel, GTK_TYPE_WIDGET)

static const MatoiStepGroup *
get_shown (MatoiStepsPanel *self)
{
  return self->groups && self->shown < self->groups->len
           ? g_ptr_array_index (self->groups, self->shown)
           : NULL;
}

/* --- the rows */

static void
on_not_needed (MatoiStepsPanel *self, const char *reason, MatoiStepRow *row)
{
  g_autoptr (GPtrArray) commands =
    matoi_step_group_skip_notice (get_shown (self), self->session, matoi_step_row_get_id (row),
                                  reason);

  matoi_session_send_all (self->session, commands);
}

static void
make_rows (MatoiStepsPanel *self, const MatoiStepGroup *group, JsonArray *steps)
{
  g_autoptr (GHashTable) locks = g_hash_table_new (g_str_hash, g_str_equal);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->steps_list, 0)))
    gtk_list_box_remove (self->steps_list, GTK_WIDGET (row));
  for (guint i = 0; steps && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = matoi_json_array_get_object (steps, i);
      const char *lock = matoi_json_get_string (step, "locked_until");
      GtkWidget *widget;

      /* SEC-10: first comes what opens it; it is no step of its own. */
      if (lock && g_hash_table_add (locks, (char *) lock))
        {
          widget = matoi_step_row_new (lock, matoi_step_list_get_lock_text (lock), NULL, FALSE);
          g_object_set_data (G_OBJECT (widget), "matoi-opens", widget);
          gtk_list_box_append (self->steps_list, widget);
        }
      widget = matoi_step_row_new (matoi_json_get_string (step, "id"), matoi_text (step, "text"),
                                   matoi_json_get_string (step, "action"),
                                   group->checklist || g_strcmp0 (group->id, "ic") == 0);
      g_signal_connect_object (widget, "not-needed", G_CALLBACK (on_not_needed), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->steps_list, widget);
    }
}

/* The first that is not done is the next one; of those before it only the last few are shown. */
static void
show_states (MatoiStepsPanel *self, const MatoiStepGroup *group)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  MatoiStepRow *row;
  int next = -1, n = 0, n_steps = 0, n_done = 0;
  g_autofree char *count = NULL, *name = NULL;

  for (; (row = MATOI_STEP_ROW (gtk_list_box_get_row_at_index (self->steps_list, n))); n++)
    {
      gboolean done = matoi_step_group_is_done (group, incident, matoi_step_row_get_id (row));
      MatoiStepState state = done ? MATOI_STEP_DONE : MATOI_STEP_TO_COME;

      if (!g_object_get_data (G_OBJECT (row), "matoi-opens"))
        {
          n_steps++;
          n_done += done;
        }
      if (!done && next < 0)
        {
          next = n;
          state = MATOI_STEP_CURRENT;
        }
      if (matoi_step_row_get_state (row) != state)
        matoi_step_row_show (row, state);
    }
  for (int i = 0; i < n; i++)
    gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->steps_list, i)),
                            i + BEHIND >= (next < 0 ? n : next));
  matoi_side_set_last_row (
    self->steps_scroller,
    next < 0 ? NULL : GTK_WIDGET (gtk_list_box_get_row_at_index (self->steps_list, next)));
  count = g_strdup_printf ("%d / %d", n_done, n_steps);
  matoi_side_set_label (self->steps_count, count);
  /* Translators: for screen readers: 1: a number of steps, 2: how many there are. */
  name = g_strdup_printf (_ ("%1$d of %2$d steps done"), n_done, n_steps);
  matoi_side_set_name (GTK_WIDGET (self->steps_count), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->steps_count), name);
}

static void
show_rows (MatoiStepsPanel *self)
{
  const MatoiStepGroup *group = get_shown (self);
  const MatoiIncident *incident;
  g_autofree char *rows_of = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->steps_count), group != NULL);
  gtk_widget_set_visible (self->steps_scroller, group != NULL);
  if (!group)
    return;
  incident = matoi_session_get_incident (self->session);
  rows_of = g_strdup_printf ("%s %d %s", matoi_policy_get_hash (incident->policy), group->checklist,
                             group->id);
  if (g_strcmp0 (rows_of, self->rows_of) != 0)
    {
      make_rows (self, group, matoi_step_group_get_steps (group, incident));
      g_free (self->rows_of);
      self->rows_of = g_steal_pointer (&rows_of);
    }
  show_states (self, group);
}

/* --- the lists of my roles */

static void
on_tab (MatoiStepsPanel *self, GtkToggleButton *tab)
{
  if (!gtk_toggle_button_get_active (tab))
    return;
  self->shown = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tab), "matoi-index"));
  show_rows (self);
}

static void
make_tabs (MatoiStepsPanel *self)
{
  GtkWidget *first = NULL, *child;

  while ((child = gtk_widget_get_first_child (self->steps_tabs)))
    gtk_box_remove (GTK_BOX (self->steps_tabs), child);
  gtk_widget_set_visible (self->steps_tabs, self->groups->len > 1);
  for (guint i = 0; self->groups->len > 1 && i < self->groups->len; i++)
    {
      const MatoiStepGroup *group = g_ptr_array_index (self->groups, i);
      GtkWidget *tab = gtk_toggle_button_new (), *label = gtk_label_new (group->label);

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_button_set_child (GTK_BUTTON (tab), label);
      gtk_widget_set_hexpand (tab, TRUE);
      gtk_widget_set_tooltip_text (tab, group->label);
      matoi_side_set_name (tab, group->label);
      g_object_set_data (G_OBJECT (tab), "matoi-index", GUINT_TO_POINTER (i));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab),
                                   first ? GTK_TOGGLE_BUTTON (first) : NULL);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), i == self->shown);
      g_signal_connect_swapped (tab, "toggled", G_CALLBACK (on_tab), self);
      gtk_box_append (GTK_BOX (self->steps_tabs), tab);
      if (!first)
        first = tab;
    }
}

/* My roles may be others: stay at the list that was looked at when it is still there. */
static void
show_groups (MatoiStepsPanel *self)
{
  g_autoptr (GPtrArray) groups = matoi_step_groups_of (self->session);
  const MatoiStepGroup *before = get_shown (self);
  guint shown = 0;

  if (self->groups && matoi_step_groups_equal (self->groups, groups))
    return;
  for (guint i = 0; before && i < groups->len; i++)
    {
      const MatoiStepGroup *group = g_ptr_array_index (groups, i);

      if (group->checklist == before->checklist &&
          (group->checklist || g_strcmp0 (group->id, before->id) == 0))
        shown = i;
    }
  self->shown = shown;
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = g_steal_pointer (&groups);
  make_tabs (self);
}

/* --- without a role */

static gboolean
is_taken (const MatoiIncident *incident, const MatoiRole *role)
{
  return role->max == 1 && matoi_incident_get_holder (incident, role->id) != NULL;
}

static void
show_prompt (MatoiStepsPanel *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  gboolean led = matoi_incident_get_holder (incident, "ic") != NULL;
  gboolean named = *matoi_session_get_identity (self->session) != '\0';
  gboolean can_take = named && matoi_session_is_live (self->session) && incident->policy != NULL;
  GPtrArray *roles = can_take ? matoi_policy_get_roles (incident->policy) : NULL;
  g_autoptr (GMenu) menu = NULL;
  GtkPopover *popover;

  gtk_widget_set_visible (self->steps_prompt, self->groups->len == 0);
  if (self->groups->len > 0)
    return;
  gtk_label_set_text (self->steps_prompt_text, !matoi_session_is_live (self->session)
                      ? _ ("The incident is over. What is left to do stands in its postmortem.")
                      : !named
                      ? _ ("Enter your name in the preferences to see your steps.")
                      : !led
                      ? _ ("Nobody leads this incident yet.")
                      : _ ("You hold no role in this incident."));
  gtk_widget_set_visible (self->steps_command, can_take && !led);
  gtk_widget_set_visible (GTK_WIDGET (self->steps_choose), can_take);
  /* A menu that is open stays as it is. */
  popover = gtk_menu_button_get_popover (self->steps_choose);
  if (!roles || (popover && gtk_widget_get_visible (GTK_WIDGET (popover))))
    return;
  menu = g_menu_new ();
  for (guint i = 0; i < roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (roles, i);
      g_autoptr (GMenuItem) item = NULL;

      if (is_taken (incident, role))
        continue;
      item = g_menu_item_new (matoi_text (role->json, "name"), NULL);
      g_menu_item_set_action_and_target (item, "steps.take-role", "s", role->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->steps_choose, G_MENU_MODEL (menu));
}

static void
on_changed (MatoiStepsPanel *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "step.",     "role.",     "severity.",
                                          "incident.", "security.", NULL };

  if (!matoi_side_concerns (events, folded_again, prefixes))
    return;
  show_groups (self);
  show_prompt (self);
  show_rows (self);
}

/* --- what the rows and buttons do */

static void
toggle (MatoiStepsPanel *self, const char *step)
{
  g_autoptr (GPtrArray) commands = matoi_step_group_toggle (get_shown (self), self->session, step);

  matoi_session_send_all (self->session, commands);
}

static void
on_row_activated (MatoiStepsPanel *self, MatoiStepRow *row)
{
  toggle (self, matoi_step_row_get_id (row));
}

static void
toggle_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  toggle (MATOI_STEPS_PANEL (widget), g_variant_get_string (parameter, NULL));
}

static void
mark_done (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiStepsPanel *self = MATOI_STEPS_PANEL (widget);
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *step = g_variant_get_string (parameter, NULL);

  /* The second click of a double click must not undo the first one. */
  if (!matoi_step_group_is_done (get_shown (self), incident, step))
    toggle (self, step);
}

static void
take_role (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiStepsPanel *self = MATOI_STEPS_PANEL (widget);
  MatoiCommand *command = matoi_session_new_command (self->session, "role-assign");

  matoi_command_set (command, "role", g_variant_get_string (parameter, NULL));
  matoi_command_set (command, "person", matoi_session_get_identity (self->session));
  matoi_session_send (self->session, command);
}

static void
act (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_step_action_run (widget, g_variant_get_string (parameter, NULL));
}

/* --- the panel */

/* Shows the incident of @session (nullable). */
void
matoi_steps_panel_set_session (MatoiStepsPanel *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_STEPS_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self, NULL, TRUE);
}

static void
matoi_steps_panel_dispose (GObject *object)
{
  MatoiStepsPanel *self = MATOI_STEPS_PANEL (object);

  matoi_steps_panel_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_STEPS_PANEL);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->rows_of, g_free);
  G_OBJECT_CLASS (matoi_steps_panel_parent_class)->dispose (object);
}

static void
matoi_steps_panel_class_init (MatoiStepsPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_steps_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/steps-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsPanel, steps_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsPanel, steps_prompt_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsPanel, steps_tabs);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsPanel, steps_prompt);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsPanel, steps_command);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsPanel, steps_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsPanel, steps_choose);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsPanel, steps_list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_install_action (widget_class, "steps.done", "s", mark_done);
  gtk_widget_class_install_action (widget_class, "steps.toggle", "s", toggle_step);
  gtk_widget_class_install_action (widget_class, "steps.act", "s", act);
  gtk_widget_class_install_action (widget_class, "steps.take-role", "s", take_role);
}

static void
matoi_steps_panel_init (MatoiStepsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_share_height (self->steps_scroller, self->steps_list, 130, 640);
}
