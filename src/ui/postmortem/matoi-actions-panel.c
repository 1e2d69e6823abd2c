/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-actions-panel.h"

#include <glib/gi18n-lib.h>

#include "matoi-action-look.h"
#include "matoi-actions-page.h"
#include "matoi-lessons.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiActionsPanel
{
  GtkWidget parent_instance;
  GtkListBox *pac_list;
  GtkWidget *pac_add;
  GtkLabel *pac_empty;

  MatoiSession *session; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiActionsPanel, matoi_actions_panel, GTK_TYPE_WIDGET)

/* --- a row: key, text, priority, state */

static GtkWidget *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_row (const MatoiAction *action)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  MatoiId *id = g_new (MatoiId, 1);
  GtkWidget *text;

  *id = action->id;
  g_object_set_data_full (G_OBJECT (row), "matoi-id", id, g_free);
  add_label (box, "panel-key");
  text = add_label (box, "panel-text");
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  matoi_side_explain_cut (GTK_LABEL (text));
  add_label (box, "chip");
  add_label (box, "chip");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
show_row (GtkWidget *row, const MatoiAction *action)
{
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *key = gtk_widget_get_first_child (box), *text = gtk_widget_get_next_sibling (key);
  GtkWidget *priority = gtk_widget_get_next_sibling (text);
  GtkWidget *state = gtk_widget_get_next_sibling (priority);
  g_autofree char *name = NULL;

  matoi_side_set_label (GTK_LABEL (key), action->key ? action->key : "—");
  matoi_side_set_label (GTK_LABEL (text), action->text);
  matoi_action_show_priority (GTK_LABEL (priority), action);
  matoi_action_show_state (GTK_LABEL (state), action);
  /* Translators: for screen readers: 1: an action item, 2: its ticket, 3: priority, 4: state. */
  name = g_strdup_printf (_ ("%1$s, %2$s, %3$s, %4$s"), action->text,
                             action->key ? action->key
                                         : _ ("no ticket"), action->priority,
                                              gtk_label_get_text (GTK_LABEL (state)));
  matoi_side_set_name (row, name);
}

/* (nullable) */
static GtkWidget *
find_row (MatoiActionsPanel *self, const MatoiId *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->pac_list, i)); i++)
    if (matoi_id_equal (g_object_get_data (G_OBJECT (row), "matoi-id"), id))
      return GTK_WIDGET (row);
  return NULL;
}

static void
remove_others (MatoiActionsPanel *self, const MatoiIncident *incident)
{
  GtkListBoxRow *row;
  int i = 0;

  while ((row = gtk_list_box_get_row_at_index (self->pac_list, i)))
    if (matoi_incident_find_action (incident, g_object_get_data (G_OBJECT (row), "matoi-id")))
      i++;
    else
      gtk_list_box_remove (self->pac_list, GTK_WIDGET (row));
}

static void
show_all (MatoiActionsPanel *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self),
                          incident->postmortem && matoi_postmortem_has_kind (incident, "actions"));
  remove_others (self, incident);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      GtkWidget *row = find_row (self, &action->id);

      if (!row)
        {
          row = make_row (action);
          gtk_list_box_append (self->pac_list, row);
        }
      show_row (row, action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pac_list), incident->actions->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->pac_empty), incident->actions->len == 0);
  gtk_widget_set_visible (self->pac_add, matoi_lessons_may_act (self->session));
}

static void
on_changed (MatoiActionsPanel *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "action.",
                                          "postmortem.created",
                                          "postmortem.waived",
                                          "postmortem.advanced",
                                          "postmortem.reopened",
                                          NULL };

  if (matoi_side_concerns (events, folded_again, prefixes))
    show_all (self);
}

static void
on_row_activated (MatoiActionsPanel *self, GtkListBoxRow *row)
{
  matoi_actions_page_reveal (GTK_WIDGET (self), self->session,
                             g_object_get_data (G_OBJECT (row), "matoi-id"));
}

static void
on_add (MatoiActionsPanel *self)
{
  if (self->session)
    matoi_actions_page_reveal (GTK_WIDGET (self), self->session, NULL);
}

void
matoi_actions_panel_set_session (MatoiActionsPanel *self, MatoiSession *session)
{
  GtkListBoxRow *row;

  g_return_if_fail (MATOI_IS_ACTIONS_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  while (self->pac_list && (row = gtk_list_box_get_row_at_index (self->pac_list, 0)))
    gtk_list_box_remove (self->pac_list, GTK_WIDGET (row));
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_all (self);
}

static void
matoi_actions_panel_dispose (GObject *object)
{
  MatoiActionsPanel *self = MATOI_ACTIONS_PANEL (object);

  matoi_actions_panel_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ACTIONS_PANEL);
  G_OBJECT_CLASS (matoi_actions_panel_parent_class)->dispose (object);
}

static void
matoi_actions_panel_class_init (MatoiActionsPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_actions_panel_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/actions-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPanel, pac_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPanel, pac_add);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPanel, pac_empty);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
matoi_actions_panel_init (MatoiActionsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
