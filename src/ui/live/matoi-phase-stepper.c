/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-phase-stepper.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-ui-text.h"

struct _MatoiPhaseStepper
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  MatoiPolicy *policy;   /* (nullable) the one @steps is of */
  GPtrArray *steps;      /* of GtkButton */
  gboolean wordy;
};

G_DEFINE_FINAL_TYPE (MatoiPhaseStepper, matoi_phase_stepper, GTK_TYPE_WIDGET)

static JsonObject *
get_phase (GtkWidget *step)
{
  return g_object_get_data (G_OBJECT (step), "matoi-phase");
}

static void
on_clicked (MatoiPhaseStepper *self, GtkWidget *step)
{
  const char *id = matoi_json_get_string (get_phase (step), "id");
  MatoiCommand *command;

  if (!self->session || g_strcmp0 (matoi_session_get_incident (self->session)->phase, id) == 0)
    return;
  command = matoi_session_new_command (self->session, "phase");
  matoi_command_set (command, "to", id);
  matoi_session_send (self->session, command);
}

static void
add_step (MatoiPhaseStepper *self, JsonObject *phase)
{
  GtkWidget *step = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *word = gtk_label_new (matoi_text (phase, "name"));
  const char *prompt = matoi_text (phase, "prompt");
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", matoi_text (phase, "name"), prompt);

  gtk_widget_add_css_class (dot, "dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), dot);
  gtk_box_append (GTK_BOX (box), word);
  gtk_button_set_child (GTK_BUTTON (step), box);
  gtk_widget_add_css_class (step, "flat");
  gtk_widget_set_tooltip_text (step, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (step), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  matoi_text (phase, "name"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  prompt, -1);
  g_object_set_data (G_OBJECT (step), "matoi-phase", phase);
  g_object_set_data (G_OBJECT (step), "matoi-word", word);
  g_signal_connect_object (step, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (step, GTK_WIDGET (self), NULL);
  g_ptr_array_add (self->steps, step);
}

static void
build (MatoiPhaseStepper *self, MatoiPolicy *policy)
{
  JsonArray *phases =
    policy ? matoi_json_get_array (matoi_policy_get_json (policy), "phases") : NULL;

  for (guint i = 0; i < self->steps->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->steps, i));
  g_ptr_array_set_size (self->steps, 0);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  if (!policy)
    return;
  self->policy = matoi_policy_ref (policy);
  for (guint i = 0; phases && i < json_array_get_length (phases); i++)
    if (matoi_json_array_get_object (phases, i))
      add_step (self, matoi_json_array_get_object (phases, i));
}

/* To be called when the phase or the process may have changed. */
void
matoi_phase_stepper_update (MatoiPhaseStepper *self)
{
  const MatoiIncident *incident;

  g_return_if_fail (MATOI_IS_PHASE_STEPPER (self));

  if (!self->session)
    return;
  incident = matoi_session_get_incident (self->session);
  if (incident->policy != self->policy)
    build (self, incident->policy);
  for (guint i = 0; i < self->steps->len; i++)
    {
      GtkWidget *step = g_ptr_array_index (self->steps, i);
      gboolean now =
        g_strcmp0 (matoi_json_get_string (get_phase (step), "id"), incident->phase) == 0;

      if (now)
        gtk_widget_add_css_class (step, "now");
      else
        gtk_widget_remove_css_class (step, "now");
      gtk_widget_set_visible (g_object_get_data (G_OBJECT (step), "matoi-word"),
                              now || self->wordy);
      gtk_accessible_update_state (
        GTK_ACCESSIBLE (step), GTK_ACCESSIBLE_STATE_PRESSED,
        now ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->steps->len > 0 && matoi_session_is_live (self->session));
}

void
matoi_phase_stepper_set_wordy (MatoiPhaseStepper *self, gboolean wordy)
{
  g_return_if_fail (MATOI_IS_PHASE_STEPPER (self));

  self->wordy = wordy;
  matoi_phase_stepper_update (self);
}

void
matoi_phase_stepper_set_session (MatoiPhaseStepper *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_PHASE_STEPPER (self));

  g_set_object (&self->session, session);
  matoi_phase_stepper_update (self);
}

static void
matoi_phase_stepper_dispose (GObject *object)
{
  MatoiPhaseStepper *self = MATOI_PHASE_STEPPER (object);

  build (self, NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_phase_stepper_parent_class)->dispose (object);
}

static void
matoi_phase_stepper_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_PHASE_STEPPER (object)->steps);
  G_OBJECT_CLASS (matoi_phase_stepper_parent_class)->finalize (object);
}

static void
matoi_phase_stepper_class_init (MatoiPhaseStepperClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_phase_stepper_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_phase_stepper_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
matoi_phase_stepper_init (MatoiPhaseStepper *self)
{
  self->steps = g_ptr_array_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "phase-stepper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Phase"), -1);
}
