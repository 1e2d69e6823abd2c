/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-declare-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

struct _MatoiDeclareView
{
  GtkWidget parent_instance;
  GtkWidget *dec_scroller;
  AdwEntryRow *dec_title, *dec_scope, *dec_codename;
  GtkBox *dec_severities;
  GtkLabel *dec_definition, *dec_message;
  GtkSwitch *dec_security, *dec_drill;

  MatoiContext *context;
  GPtrArray *severities; /* of GtkToggleButton, worst first */
  MatoiPolicy *policy;   /* (nullable) the one @severities are of */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (MatoiDeclareView, matoi_declare_view, GTK_TYPE_WIDGET)

enum
{
  DECLARED,
  CANCELLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
show_message (MatoiDeclareView *self, const char *text)
{
  gtk_label_set_text (self->dec_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->dec_message), text != NULL);
}

static GtkToggleButton *
get_chosen (MatoiDeclareView *self)
{
  for (guint i = 0; i < self->severities->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->severities, i)))
      return g_ptr_array_index (self->severities, i);
  return NULL;
}

static const MatoiSeverity *
get_severity (GtkToggleButton *button)
{
  return button ? g_object_get_data (G_OBJECT (button), "matoi-severity") : NULL;
}

static void
show_definition (MatoiDeclareView *self)
{
  const MatoiSeverity *severity = get_severity (get_chosen (self));
  g_autofree char *text = NULL;

  if (severity)
    /* Translators: %1$s is the name of a severity, %2$s what it means. */
    text = g_strdup_printf (_ ("%1$s — %2$s"), matoi_text (severity->json, "name"),
                               matoi_text (severity->json, "definition"));
  gtk_label_set_text (self->dec_definition,
                      text ? text
                           : _ ("Not decided yet. If in doubt between two, take the worse one."));
}

static void
add_severity (MatoiDeclareView *self, const MatoiSeverity *severity)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (severity->label);
  g_autofree char *rank = g_strdup_printf ("%u", CLAMP (severity->rank, 1, 5));

  g_object_set_data (G_OBJECT (button), "matoi-severity", (gpointer) severity);
  gtk_widget_add_css_class (button, "severity-button");
  matoi_ui_set_style (button, "rank-", rank);
  gtk_widget_set_tooltip_text (button, matoi_text (severity->json, "definition"));
  if (self->severities->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                 g_ptr_array_index (self->severities, 0));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (show_definition), self);
  g_ptr_array_add (self->severities, button);
  gtk_box_append (self->dec_severities, button);
}

/* Reads the team's process anew: it may have been edited since the window was opened. */
static void
load_policy (MatoiDeclareView *self)
{
  g_autoptr (GError) error = NULL;
  MatoiPolicy *policy = matoi_context_get_policy (self->context, NULL, &error);
  GPtrArray *severities;
  GtkWidget *child;

  g_ptr_array_set_size (self->severities, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->dec_severities))))
    gtk_box_remove (self->dec_severities, child);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  if (!policy)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      show_message (self, text);
      return;
    }
  self->policy = matoi_policy_ref (policy);
  severities = matoi_policy_get_severities (policy);
  for (guint i = 0; i < severities->len; i++)
    add_severity (self, g_ptr_array_index (severities, i));
}

/* Makes the page ready for a new declaration and puts the keyboard into the title. A title
 * that was typed and not declared is still there. */
void
matoi_declare_view_begin (MatoiDeclareView *self)
{
  g_return_if_fail (MATOI_IS_DECLARE_VIEW (self) && self->context != NULL);

  if (self->busy)
    return;
  show_message (self, NULL);
  load_policy (self);
  show_definition (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->dec_title));
}

static void
clear (MatoiDeclareView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->dec_title), "");
  gtk_editable_set_text (GTK_EDITABLE (self->dec_scope), "");
  gtk_editable_set_text (GTK_EDITABLE (self->dec_codename), "");
  gtk_switch_set_active (self->dec_security, FALSE);
  gtk_switch_set_active (self->dec_drill, FALSE);
}

static void
set_busy (MatoiDeclareView *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "declare.submit", !busy);
}

static void
on_declared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiDeclareView *self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  /* Without a context the window is closed; what was declared is on disk all the same. */
  if (self->context)
    {
      set_busy (self, FALSE);
      if (receipt)
        {
          clear (self);
          g_signal_emit (self, signals[DECLARED], 0, receipt);
        }
      else
        {
          g_autofree char *text = matoi_ui_dup_error (error);

          show_message (self, text);
        }
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (self);
}

static void
set_optional (MatoiCommand *command, const char *arg, AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text)
    matoi_command_set (command, arg, text);
}

static void
submit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiDeclareView *self = MATOI_DECLARE_VIEW (widget);
  const MatoiSeverity *severity = get_severity (get_chosen (self));
  g_autoptr (MatoiCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (self->busy)
    return;
  command = matoi_command_new ("declare", matoi_context_get_identity (self->context));
  set_optional (command, "title", self->dec_title);
  if (!json_object_has_member (command->args, "title"))
    {
      show_message (
        self,
        _ ("The incident has no title yet. Say in a few words what is wrong, as customers see it."));
      gtk_widget_grab_focus (GTK_WIDGET (self->dec_title));
      return;
    }
  set_optional (command, "scope", self->dec_scope);
  if (severity)
    matoi_command_set (command, "severity", severity->id);
  if (gtk_switch_get_active (self->dec_security))
    {
      matoi_command_set_flag (command, "security", TRUE);
      set_optional (command, "codename", self->dec_codename);
    }
  if (gtk_switch_get_active (self->dec_drill))
    matoi_command_set_flag (command, "drill", TRUE);

  show_message (self, NULL);
  if (!matoi_context_prepare_declare (self->context, command, NULL, &error))
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      show_message (self, text);
      return;
    }
  set_busy (self, TRUE);
  matoi_context_submit_async (self->context, NULL, command, NULL, on_declared, g_object_ref (self));
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[CANCELLED], 0);
}

static void
choose_severity (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiDeclareView *self = MATOI_DECLARE_VIEW (widget);
  guint number = (guint) g_variant_get_int32 (parameter);

  if (number >= 1 && number <= self->severities->len)
    gtk_toggle_button_set_active (g_ptr_array_index (self->severities, number - 1), TRUE);
}

static void
on_entry_activated (MatoiDeclareView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "declare.submit", NULL);
}

/* To be called once, before the page is shown. */
void
matoi_declare_view_set_context (MatoiDeclareView *self, MatoiContext *context)
{
  g_set_object (&self->context, context);
}

static void
matoi_declare_view_dispose (GObject *object)
{
  MatoiDeclareView *self = MATOI_DECLARE_VIEW (object);

  g_clear_pointer (&self->severities, g_ptr_array_unref);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_DECLARE_VIEW);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_declare_view_parent_class)->dispose (object);
}

static void
matoi_declare_view_class_init (MatoiDeclareViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_declare_view_dispose;
  signals[DECLARED] = g_signal_new ("declared", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/declare-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_scope);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_codename);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_severities);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_definition);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_security);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_drill);

  gtk_widget_class_install_action (widget_class, "declare.submit", NULL, submit);
  gtk_widget_class_install_action (widget_class, "declare.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "declare.severity", "i", choose_severity);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "declare.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "declare.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "declare.cancel", NULL);
  for (int i = 1; i <= 5; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, GDK_ALT_MASK,
                                         "declare.severity", "i", i);
}

static void
matoi_declare_view_init (MatoiDeclareView *self)
{
  self->severities = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->dec_title, "entry-activated", G_CALLBACK (on_entry_activated),
                            self);
  g_signal_connect_swapped (self->dec_scope, "entry-activated", G_CALLBACK (on_entry_activated),
                            self);
  g_signal_connect_swapped (self->dec_codename, "entry-activated", G_CALLBACK (on_entry_activated),
                            self);
}
