/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-context-actions.h"
#include "matoi-declare-view-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

/* In the order of dec_sources. */
static const char *const sources[] = { NULL, "monitor", "customer", "staff" };

G_DEFINE_FINAL_TYPE (MatoiDeclareView, matoi_declare_view, GTK_TYPE_WIDGET)

enum
{
  DECLARED,
  CANCELLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

void
matoi_declare_view_show_message (MatoiDeclareView *self, const char *text)
{
  gtk_label_set_text (self->dec_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->dec_message), text != NULL);
}

void
matoi_declare_view_show_error (MatoiDeclareView *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);

  matoi_declare_view_show_message (self, text);
}

/* Where it is going to be led, as far as the form is filled in. */
static void
show_channel (MatoiDeclareView *self)
{
  g_autoptr (MatoiCommand) command = NULL;
  MatoiDeclareFields fields = matoi_declare_view_get_fields (self);

  if (!self->context)
    return;
  command = matoi_command_new ("declare", matoi_context_get_identity (self->context));
  matoi_declare_fill (command, &fields);
  matoi_declare_fill_start (command, &fields, matoi_context_get_now (self->context),
                            matoi_context_get_zone (self->context));
  matoi_channel_choice_fill (self->dec_channel, self->context, command,
                             matoi_policy_choice_get_id (self->dec_policy));
}

/* The severities and the question are those of the way of working that is chosen. */
static void
show_policy (MatoiDeclareView *self)
{
  g_autoptr (GError) error = NULL;
  MatoiPolicy *policy =
    matoi_context_get_policy (self->context, matoi_policy_choice_get_id (self->dec_policy), &error);

  matoi_severity_picker_set_policy (self->dec_severity, policy);
  gtk_label_set_text (self->dec_question,
                      policy ? matoi_text (matoi_policy_get_json (policy), "definition") : "");
  if (!policy)
    matoi_declare_view_show_error (self, error);
  show_channel (self);
}

/* Makes the page ready for a new declaration and puts the keyboard into the title. What was
 * typed and not declared is still there. */
void
matoi_declare_view_begin (MatoiDeclareView *self)
{
  g_return_if_fail (MATOI_IS_DECLARE_VIEW (self) && self->context != NULL);

  if (self->busy)
    return;
  matoi_declare_view_show_message (self, NULL);
  matoi_policy_choice_load (self->dec_policy, self->context);
  show_policy (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->dec_title));
}

void
matoi_declare_view_clear (MatoiDeclareView *self)
{
  AdwEntryRow *rows[] = { self->dec_title,    self->dec_scope, self->dec_services,
                          self->dec_evidence, self->dec_began, self->dec_codename };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_text (GTK_EDITABLE (rows[i]), "");
  adw_combo_row_set_selected (self->dec_detected, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->dec_policy), 0);
  gtk_switch_set_active (self->dec_security, FALSE);
  gtk_switch_set_active (self->dec_drill, FALSE);
  matoi_severity_picker_choose (self->dec_severity, 0);
  matoi_channel_choice_reset (self->dec_channel);
  matoi_declare_view_show_message (self, NULL);
}

/* --- what is on the form */

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* What is on the form now; borrowed from its fields. */
MatoiDeclareFields
matoi_declare_view_get_fields (MatoiDeclareView *self)
{
  const MatoiSeverity *severity = matoi_severity_picker_get (self->dec_severity);
  guint source = adw_combo_row_get_selected (self->dec_detected);

  return (MatoiDeclareFields){
    .title = get_text (self->dec_title),
    .scope = get_text (self->dec_scope),
    .services = get_text (self->dec_services),
    .evidence = get_text (self->dec_evidence),
    .began = get_text (self->dec_began),
    .codename = get_text (self->dec_codename),
    .severity = severity ? severity->id : NULL,
    .detected_by = sources[MIN (source, G_N_ELEMENTS (sources) - 1)],
    .security = gtk_switch_get_active (self->dec_security),
    .drill = gtk_switch_get_active (self->dec_drill),
  };
}

static void
cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[CANCELLED], 0);
}

static void
discard (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiDeclareView *self = MATOI_DECLARE_VIEW (widget);

  gtk_popover_popdown (self->dec_not_popover);
  matoi_declare_view_clear (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

/* What the ticket will say and where, before it is filed. */
static void
show_file (MatoiDeclareView *self)
{
  gboolean has_site = matoi_context_has_tickets (self->context);
  MatoiDeclareFields fields = matoi_declare_view_get_fields (self);
  g_autofree char *words = matoi_declare_dup_ticket (&fields);
  const char *project = matoi_context_get_setting (self->context, "jira.project");
  g_autofree char *site = matoi_context_dup_site_name (self->context, "jira");
  g_autofree char *text = NULL;

  if (has_site)
    /* Translators: %1$s is a site, %2$s a project (may be "–"), %3$s what the ticket says. */
    text =
      g_strdup_printf (_ ("At %1$s, project %2$s:\n%3$s"), site, project ? project : "–", words);
  else
    text = g_strdup_printf (
      /* Translators: %s is the text. */
      _ ("No JIRA is set up: the check is recorded, and this is copied for you:\n%s"), words);
  gtk_label_set_text (self->dec_file_text, text);
  gtk_button_set_label (self->dec_file,
                        has_site ? _ ("File as a Ticket") : _ ("Record, and Copy the Text"));
}

/* DET-04: ordinary work is planned elsewhere. */
static void
copy_ticket (MatoiDeclareView *self)
{
  MatoiDeclareFields fields = matoi_declare_view_get_fields (self);
  g_autofree char *text = matoi_declare_dup_ticket (&fields);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_popover_popdown (self->dec_not_popover);
  matoi_declare_view_show_message (self,
                                   _("Copied. Paste it into a ticket; nothing was declared."));
}

static void
choose_severity (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_severity_picker_choose (MATOI_DECLARE_VIEW (widget)->dec_severity,
                                (guint) g_variant_get_int32 (parameter));
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

/* --- the object */

static void
matoi_declare_view_dispose (GObject *object)
{
  MatoiDeclareView *self = MATOI_DECLARE_VIEW (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_DECLARE_VIEW);
  g_clear_pointer (&self->receipt, matoi_context_free_receipt);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_declare_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_question);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_scope);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_services);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_evidence);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_began);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_codename);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_detected);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_policy);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_channel);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_channel_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_security);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_drill);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_not_popover);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_not);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_file);
  gtk_widget_class_bind_template_child (widget_class, MatoiDeclareView, dec_file_text);
  gtk_widget_class_bind_template_callback (widget_class, show_channel);
  gtk_widget_class_bind_template_callback (widget_class, show_policy);
  gtk_widget_class_bind_template_callback (widget_class, copy_ticket);
  gtk_widget_class_bind_template_callback (widget_class, show_file);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "declare.submit", NULL, matoi_declare_view_submit);
  gtk_widget_class_install_action (widget_class, "declare.file-ticket", NULL,
                                   matoi_declare_view_file_ticket);
  gtk_widget_class_install_action (widget_class, "declare.false-alarm", NULL,
                                   matoi_declare_view_submit);
  gtk_widget_class_install_action (widget_class, "declare.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "declare.discard", NULL, discard);
  gtk_widget_class_install_action (widget_class, "declare.severity", "i", choose_severity);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "declare.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "declare.submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "declare.cancel", NULL);
  /* A field takes the plain digit first; elsewhere it chooses. */
  for (int i = 0; i <= 5; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, GDK_ALT_MASK,
                                           "declare.severity", "i", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, 0, "declare.severity", "i",
                                           i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + i, 0, "declare.severity",
                                           "i", i);
    }
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
  /* (const char *text): it was no incident and is recorded as a ticket, or to become one */
  g_signal_new ("filed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (MATOI_TYPE_CHANNEL_CHOICE);
  g_type_ensure (MATOI_TYPE_POLICY_CHOICE);
  g_type_ensure (MATOI_TYPE_SEVERITY_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/declare-view.ui");
  bind_children (widget_class);
  install_keys (widget_class);
}

static void
matoi_declare_view_init (MatoiDeclareView *self)
{
  AdwEntryRow *rows[7];

  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
  rows[0] = self->dec_title;
  rows[1] = self->dec_scope;
  rows[2] = self->dec_services;
  rows[3] = self->dec_evidence;
  rows[4] = self->dec_began;
  rows[5] = self->dec_codename;
  rows[6] = self->dec_channel_name;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_signal_connect_swapped (rows[i], "entry-activated", G_CALLBACK (on_entry_activated), self);
  matoi_channel_choice_set_entry (self->dec_channel, self->dec_channel_name);
  /* What its name is made of. */
  g_signal_connect_swapped (self->dec_title, "changed", G_CALLBACK (show_channel), self);
  g_signal_connect_swapped (self->dec_codename, "changed", G_CALLBACK (show_channel), self);
  g_signal_connect_swapped (self->dec_began, "changed", G_CALLBACK (show_channel), self);
  g_signal_connect_swapped (self->dec_security, "notify::active", G_CALLBACK (show_channel), self);
  g_signal_connect_swapped (self->dec_drill, "notify::active", G_CALLBACK (show_channel), self);
}
