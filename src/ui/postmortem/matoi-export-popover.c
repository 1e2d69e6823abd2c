/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-export-popover.h"

#include <glib/gi18n-lib.h>

#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

struct _MatoiExportPopover
{
  GtkPopover parent_instance;
  GtkStack *exp_stack;
  GtkBox *exp_choices;
  GtkCheckButton *exp_both;
  GtkButton *exp_confirm, *exp_cancel;
  GtkWidget *meeting; /* the choice that there is only with a meeting */

  MatoiSession *session; /* (nullable) */
  char *asked;           /* (nullable) waits for a yes */
};

G_DEFINE_FINAL_TYPE (MatoiExportPopover, matoi_export_popover, GTK_TYPE_POPOVER)

static guint chosen_signal;

/* As they stand in the list. */
static const struct
{
  const char *what, *label; /* label untranslated */
} choices[] = {
  { "pdf-a4", N_ ("PDF, _A4") },
  { "pdf-letter", N_ ("PDF, US _Letter") },
  { "html", N_ ("_Web Page") },
  { "markdown", N_ ("_Markdown") },
  { "csv", N_ ("Timeline as a _Table (CSV)") },
  { "ics", N_ ("Meeting for a _Calendar (ICS)") },
  { "json", N_ ("All _Data (JSON)") },
  { "print", N_ ("_Print…") },
};

/* --- what is asked for */

static void
choose (MatoiExportPopover *self, const char *what)
{
  g_autofree char *copy = g_strdup (what);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, copy, gtk_check_button_get_active (self->exp_both));
}

static void
confirm_first (MatoiExportPopover *self, const char *what)
{
  g_free (self->asked);
  self->asked = g_strdup (what);
  gtk_button_set_label (self->exp_confirm,
                        g_str_equal (what, "print") ? _ ("_Print Anyway") : _ ("_Export Anyway"));
  gtk_stack_set_visible_child_name (self->exp_stack, "confirm");
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->exp_cancel));
}

void
matoi_export_popover_ask (MatoiExportPopover *self, const char *what)
{
  g_return_if_fail (MATOI_IS_EXPORT_POPOVER (self) && what != NULL);

  if (!self->session)
    return;
  if (matoi_session_get_incident (self->session)->security)
    confirm_first (self, what);
  else
    choose (self, what);
}

static void
on_choice (MatoiExportPopover *self, GtkWidget *button)
{
  matoi_export_popover_ask (self, g_object_get_data (G_OBJECT (button), "matoi-what"));
}

static void
on_confirm (MatoiExportPopover *self)
{
  g_autofree char *what = g_steal_pointer (&self->asked);

  if (what)
    choose (self, what);
}

static void
on_cancel (MatoiExportPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The next time it begins with the choices again. */
static void
on_closed (MatoiExportPopover *self)
{
  gtk_stack_set_visible_child_name (self->exp_stack, "choose");
  g_clear_pointer (&self->asked, g_free);
}

static void
on_shown (MatoiExportPopover *self)
{
  const MatoiIncident *incident = self->session ? matoi_session_get_incident (self->session) : NULL;

  gtk_widget_set_visible (self->meeting, incident && incident->postmortem &&
                                           incident->postmortem->meeting.at != MATOI_TIME_NONE);
}

void
matoi_export_popover_set_session (MatoiExportPopover *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_EXPORT_POPOVER (self));

  g_set_object (&self->session, session);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* --- the object */

GtkWidget *
matoi_export_popover_new (void)
{
  return g_object_new (MATOI_TYPE_EXPORT_POPOVER, NULL);
}

static void
matoi_export_popover_dispose (GObject *object)
{
  MatoiExportPopover *self = MATOI_EXPORT_POPOVER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (matoi_export_popover_parent_class)->dispose (object);
}

static void
matoi_export_popover_class_init (MatoiExportPopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_export_popover_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/export-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiExportPopover, exp_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiExportPopover, exp_choices);
  gtk_widget_class_bind_template_child (widget_class, MatoiExportPopover, exp_both);
  gtk_widget_class_bind_template_child (widget_class, MatoiExportPopover, exp_confirm);
  gtk_widget_class_bind_template_child (widget_class, MatoiExportPopover, exp_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  chosen_signal = g_signal_new ("chosen", MATOI_TYPE_EXPORT_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
matoi_export_popover_init (MatoiExportPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ (choices[i].label));

      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "export-choice");
      g_object_set_data (G_OBJECT (button), "matoi-what", (gpointer) choices[i].what);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_choice), self);
      gtk_box_append (self->exp_choices, button);
      if (g_str_equal (choices[i].what, "ics"))
        self->meeting = button;
    }
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
  g_signal_connect (self, "show", G_CALLBACK (on_shown), NULL);
}
