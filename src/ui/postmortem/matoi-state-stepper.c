/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-state-stepper.h"

#include <glib/gi18n-lib.h>

#include "matoi-postmortem.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

static const char *const states[] = { "draft", "in-review", "reviewed", "closed" };

typedef struct
{
  GtkWidget *box, *arrow; /* arrow NULL: the first */
  GtkImage *mark;
  GtkLabel *word;
} Step;

struct _MatoiStateStepper
{
  GtkWidget parent_instance;
  Step steps[G_N_ELEMENTS (states)];
  GtkWidget *waived;
  char *state;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (MatoiStateStepper, matoi_state_stepper, GTK_TYPE_WIDGET)

static int
get_rank (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i], state) == 0)
      return (int) i;
  return -1;
}

static void
show_step (MatoiStateStepper *self, int i, int now)
{
  Step *step = &self->steps[i];
  const char *name = matoi_postmortem_state_name (states[i]);
  g_autofree char *words = NULL;

  gtk_image_set_from_icon_name (step->mark, i < now    ? "matoi-fact-symbolic"
                                            : i == now ? "matoi-current-symbolic"
                                                       : "matoi-step-open-symbolic");
  matoi_ui_set_style (step->box, "step-", i < now ? "behind" : i == now ? "now" : "ahead");
  gtk_widget_set_visible (step->box, now >= 0);
  if (step->arrow)
    gtk_widget_set_visible (step->arrow, now >= 0 && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (step->word), !self->narrow || i == now);
  /* A tooltip says what cannot be read already. */
  gtk_widget_set_tooltip_text (step->box, self->narrow && i != now ? name : NULL);
  if (i == now)
    /* Translators: for screen readers; %s is a state of a postmortem such as Draft. */
    words = g_strdup_printf (_ ("%s, the present state"), name);
  else if (i < now)
    /* Translators: for screen readers; %s is a state of a postmortem such as Draft. */
    words = g_strdup_printf (_ ("%s, done"), name);
  else
    words = g_strdup (name);
  matoi_side_set_name (step->box, words);
}

static void
show (MatoiStateStepper *self)
{
  int now = get_rank (self->state);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    show_step (self, (int) i, now);
  gtk_widget_set_visible (self->waived, g_strcmp0 (self->state, "waived") == 0);
}

void
matoi_state_stepper_set_state (MatoiStateStepper *self, const char *state)
{
  g_return_if_fail (MATOI_IS_STATE_STEPPER (self));

  if (g_strcmp0 (self->state, state) == 0)
    return;
  g_free (self->state);
  self->state = g_strdup (state);
  show (self);
}

void
matoi_state_stepper_set_narrow (MatoiStateStepper *self, gboolean narrow)
{
  g_return_if_fail (MATOI_IS_STATE_STEPPER (self));

  self->narrow = narrow;
  show (self);
}

static void
matoi_state_stepper_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_state_stepper_parent_class)->dispose (object);
}

static void
matoi_state_stepper_finalize (GObject *object)
{
  g_free (MATOI_STATE_STEPPER (object)->state);
  G_OBJECT_CLASS (matoi_state_stepper_parent_class)->finalize (object);
}

static void
matoi_state_stepper_class_init (MatoiStateStepperClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_state_stepper_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_state_stepper_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_step (MatoiStateStepper *self, guint i)
{
  Step *step = &self->steps[i];

  if (i > 0)
    {
      step->arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
      gtk_widget_add_css_class (step->arrow, "step-arrow");
      gtk_widget_set_parent (step->arrow, GTK_WIDGET (self));
    }
  step->box =
    g_object_new (GTK_TYPE_BOX, "spacing", 5, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  step->mark = GTK_IMAGE (gtk_image_new ());
  step->word = GTK_LABEL (gtk_label_new (matoi_postmortem_state_name (states[i])));
  gtk_box_append (GTK_BOX (step->box), GTK_WIDGET (step->mark));
  gtk_box_append (GTK_BOX (step->box), GTK_WIDGET (step->word));
  gtk_widget_set_parent (step->box, GTK_WIDGET (self));
}

static void
matoi_state_stepper_init (MatoiStateStepper *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "state-stepper");
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("State of the postmortem"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    add_step (self, i);
  self->waived = gtk_label_new (matoi_postmortem_state_name ("waived"));
  gtk_widget_add_css_class (self->waived, "heading");
  gtk_widget_set_parent (self->waived, GTK_WIDGET (self));
  show (self);
}
