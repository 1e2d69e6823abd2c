/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-gates-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-gate-list.h"
#include "matoi-postmortem.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Whether a meeting is over changes with the clock alone. */
#define LOOK_AGAIN 20 /* s */

struct _MatoiGatesPanel
{
  GtkWidget parent_instance;
  GtkLabel *gat_heading, *gat_count, *gat_words, *gat_fold_label;
  MatoiGateList *gat_open, *gat_met;
  GtkToggleButton *gat_fold;
  GtkRevealer *gat_met_revealer;
  GtkButton *gat_back;

  MatoiSession *session; /* (nullable) */
  GPtrArray *checks;     /* of MatoiCheck */
  char *target;          /* (nullable) the next state */
  guint update_id, clock_id;
};

G_DEFINE_FINAL_TYPE (MatoiGatesPanel, matoi_gates_panel, GTK_TYPE_WIDGET)

static guint updated_signal;

GPtrArray *
matoi_gates_panel_get_checks (MatoiGatesPanel *self)
{
  return self->checks;
}

static const char *
get_target (MatoiGatesPanel *self)
{
  return self->target ? self->target
                      : matoi_postmortem_get_next (matoi_session_get_incident (self->session));
}

static void
on_agree (MatoiGatesPanel *self)
{
  matoi_session_send (self->session, matoi_session_new_command (self->session, "pm-agree"));
}

/* --- the whole */

static void
show_count (MatoiGatesPanel *self, guint n_met)
{
  guint n = self->checks->len;
  g_autofree char *count = g_strdup_printf ("%u / %u", n_met, n);
  /* Translators: for screen readers: so many conditions are met out of so many. */
  g_autofree char *name = g_strdup_printf (_ ("%1$u of %2$u are done"), n_met, n);
  /* Translators: a line that opens a list of what is done. */
  g_autofree char *fold =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u done", "%u done", n_met), n_met);

  gtk_widget_set_visible (GTK_WIDGET (self->gat_count), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->gat_fold), n_met > 0);
  matoi_side_set_label (self->gat_count, count);
  matoi_side_set_name (GTK_WIDGET (self->gat_count), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->gat_count), name);
  matoi_side_set_label (self->gat_fold_label, fold);
}

/* What there is to say besides the list. */
static char *
dup_words (MatoiGatesPanel *self, guint n_met)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;

  if (g_str_equal (postmortem->state, "waived"))
    /* Translators: %s is the reason somebody gave. */
    return g_strdup_printf (_ ("No postmortem is written: %s"),
                               postmortem->waiver ? postmortem->waiver : "");
  if (g_str_equal (postmortem->state, "closed"))
    return g_strdup (_ ("Nothing is left to do here; open tickets are followed where they are. "
                        "To change anything, go back one step and say why."));
  if (self->checks->len > 0 && n_met == self->checks->len)
    return g_strdup (_ ("Everything is there."));
  return NULL;
}

static void
show_heading (MatoiGatesPanel *self, guint n_met)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *state = incident->postmortem->state, *target = get_target (self);
  gboolean waived = g_str_equal (state, "waived");
  g_autofree char *heading = NULL, *words = dup_words (self, n_met);

  if (target)
    /* Translators: a heading; %s is a state such as In Review. */
    heading = g_strdup_printf (_ ("To Reach %s"), matoi_postmortem_state_name (target));
  matoi_side_set_label (self->gat_heading, heading ? heading : matoi_postmortem_state_name (state));
  matoi_side_set_label (self->gat_words, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->gat_words), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->gat_back), waived || !target);
  gtk_button_set_label (self->gat_back, waived ? _ ("Create It After All") : _ ("Back One Step…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->gat_back),
                                  waived ? "postmortem.create" : "postmortem.back");
}

void
matoi_gates_panel_update (MatoiGatesPanel *self)
{
  const MatoiIncident *incident;
  const char *target;
  guint n_met = 0;

  g_return_if_fail (MATOI_IS_GATES_PANEL (self));

  g_clear_handle_id (&self->update_id, g_source_remove);
  incident = self->session ? matoi_session_get_incident (self->session) : NULL;
  g_ptr_array_set_size (self->checks, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), incident && incident->postmortem);
  if (!incident || !incident->postmortem)
    return;
  target = get_target (self);
  if (target)
    {
      g_clear_pointer (&self->checks, g_ptr_array_unref);
      self->checks =
        matoi_postmortem_gates (incident, target, matoi_session_get_now (self->session));
    }
  for (guint i = 0; i < self->checks->len; i++)
    n_met += ((const MatoiCheck *) g_ptr_array_index (self->checks, i))->met;
  matoi_gate_list_show (self->gat_open, incident, self->checks, FALSE);
  matoi_gate_list_show (self->gat_met, incident, self->checks, TRUE);
  show_count (self, n_met);
  show_heading (self, n_met);
  g_signal_emit (self, updated_signal, 0);
}

static gboolean
on_idle (gpointer user_data)
{
  MatoiGatesPanel *self = user_data;

  self->update_id = 0;
  matoi_gates_panel_update (self);
  return G_SOURCE_REMOVE;
}

/* After the frame of what was typed: every row of the timeline is looked at. */
static void
on_changed (MatoiGatesPanel *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

static gboolean
on_clock (gpointer user_data)
{
  if (gtk_widget_get_mapped (user_data))
    on_changed (user_data);
  return G_SOURCE_CONTINUE;
}

void
matoi_gates_panel_set_target (MatoiGatesPanel *self, const char *state)
{
  g_return_if_fail (MATOI_IS_GATES_PANEL (self));

  if (g_strcmp0 (self->target, state) == 0)
    return;
  g_free (self->target);
  self->target = g_strdup (state);
  matoi_gates_panel_update (self);
}

gboolean
matoi_gates_panel_focus_first (MatoiGatesPanel *self)
{
  g_return_val_if_fail (MATOI_IS_GATES_PANEL (self), FALSE);

  matoi_side_bring_into_view (GTK_WIDGET (self));
  return matoi_gate_list_focus_first (self->gat_open);
}

static void
on_fold (MatoiGatesPanel *self)
{
  gtk_revealer_set_reveal_child (self->gat_met_revealer,
                                 gtk_toggle_button_get_active (self->gat_fold));
  matoi_side_report_expanded (self->gat_fold);
}

void
matoi_gates_panel_set_session (MatoiGatesPanel *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_GATES_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->target, g_free);
  if (!session)
    {
      g_clear_handle_id (&self->update_id, g_source_remove);
      return;
    }
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  matoi_gates_panel_update (self);
}

/* --- the object */

static void
matoi_gates_panel_dispose (GObject *object)
{
  MatoiGatesPanel *self = MATOI_GATES_PANEL (object);

  matoi_gates_panel_set_session (self, NULL);
  g_clear_handle_id (&self->clock_id, g_source_remove);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_GATES_PANEL);
  G_OBJECT_CLASS (matoi_gates_panel_parent_class)->dispose (object);
}

static void
matoi_gates_panel_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_GATES_PANEL (object)->checks);
  G_OBJECT_CLASS (matoi_gates_panel_parent_class)->finalize (object);
}

static void
matoi_gates_panel_class_init (MatoiGatesPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_gates_panel_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_gates_panel_finalize;
  g_type_ensure (MATOI_TYPE_GATE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/gates-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_heading);
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_open);
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_fold);
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_fold_label);
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_met_revealer);
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_met);
  gtk_widget_class_bind_template_child (widget_class, MatoiGatesPanel, gat_back);
  gtk_widget_class_bind_template_callback (widget_class, on_agree);
  gtk_widget_class_bind_template_callback (widget_class, on_fold);
  updated_signal = g_signal_new ("updated", MATOI_TYPE_GATES_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_gates_panel_init (MatoiGatesPanel *self)
{
  self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_check_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_gate_list_set_label (self->gat_open, _ ("What is missing"));
  matoi_gate_list_set_label (self->gat_met, _ ("What is done"));
  self->clock_id = g_timeout_add_seconds (LOOK_AGAIN, on_clock, self);
}
