/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-end-severity.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

struct _MatoiEndSeverity
{
  GtkWidget parent_instance;
  char *severity;      /* (nullable) as chosen */
  GPtrArray *buttons;  /* of GtkToggleButton */
  MatoiPolicy *policy; /* (nullable) what the buttons were made from */
  gboolean showing;    /* what happens to the buttons now is not the person's doing */
  GtkLabel *end_severity_note;
  GtkBox *end_severities;
};

G_DEFINE_FINAL_TYPE (MatoiEndSeverity, matoi_end_severity, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_toggled (MatoiEndSeverity *self, GtkToggleButton *button)
{
  if (self->showing || !gtk_toggle_button_get_active (button))
    return;
  g_free (self->severity);
  self->severity = g_strdup (g_object_get_data (G_OBJECT (button), "matoi-severity"));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_button (MatoiEndSeverity *self, const MatoiSeverity *severity)
{
  GtkWidget *button = gtk_toggle_button_new (), *label = gtk_label_new (severity->label);
  g_autofree char *rank = g_strdup_printf ("%u", MIN (severity->rank, 5));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  severity->label, -1);
  gtk_widget_add_css_class (button, "severity-button");
  matoi_ui_set_style (button, "rank-", rank);
  gtk_widget_set_tooltip_text (button, matoi_text (severity->json, "definition"));
  g_object_set_data_full (G_OBJECT (button), "matoi-severity", g_strdup (severity->id), g_free);
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_toggled), self);
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (self->end_severities, button);
}

static void
make_buttons (MatoiEndSeverity *self, MatoiPolicy *policy)
{
  GPtrArray *severities = matoi_policy_get_severities (policy);
  GtkWidget *child;

  if (self->policy == policy)
    return;
  g_clear_pointer (&self->policy, matoi_policy_unref);
  self->policy = matoi_policy_ref (policy);
  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->end_severities))))
    gtk_box_remove (self->end_severities, child);
  for (guint i = 0; i < severities->len; i++)
    add_button (self, g_ptr_array_index (severities, i));
}

/* Shows the severities of @incident; nothing chosen yet: the present one is. */
void
matoi_end_severity_show (MatoiEndSeverity *self, const MatoiIncident *incident)
{
  const MatoiSeverity *worst =
    matoi_policy_find_severity (incident->policy, incident->worst_severity);
  const MatoiSeverity *now = matoi_policy_find_severity (incident->policy, incident->severity);
  g_autofree char *note = NULL;

  g_return_if_fail (MATOI_IS_END_SEVERITY (self));

  make_buttons (self, incident->policy);
  if (!self->severity)
    self->severity =
      g_strdup (incident->final_severity ? incident->final_severity : incident->severity);
  self->showing = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->buttons, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (button), "matoi-severity"), self->severity) == 0)
        gtk_toggle_button_set_active (button, TRUE);
    }
  self->showing = FALSE;
  /* Translators: 1 and 2: severities such as SEV-2. */
  note = g_strdup_printf (_("It was at worst %1$s and is now %2$s. The final one may be lower."),
                             worst ? worst->label : "?", now ? now->label : "?");
  gtk_label_set_text (self->end_severity_note, note);
}

/* The id of the chosen severity; NULL before matoi_end_severity_show (). */
const char *
matoi_end_severity_get (MatoiEndSeverity *self)
{
  g_return_val_if_fail (MATOI_IS_END_SEVERITY (self), NULL);

  return self->severity;
}

/* Forgets the choice. */
void
matoi_end_severity_reset (MatoiEndSeverity *self)
{
  g_return_if_fail (MATOI_IS_END_SEVERITY (self));

  g_clear_pointer (&self->severity, g_free);
}

static void
matoi_end_severity_dispose (GObject *object)
{
  MatoiEndSeverity *self = MATOI_END_SEVERITY (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_END_SEVERITY);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  g_clear_pointer (&self->severity, g_free);
  G_OBJECT_CLASS (matoi_end_severity_parent_class)->dispose (object);
}

static void
matoi_end_severity_class_init (MatoiEndSeverityClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_end_severity_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/end-severity.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiEndSeverity, end_severity_note);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndSeverity, end_severities);
}

static void
matoi_end_severity_init (MatoiEndSeverity *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
