/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-welcome-view.h"

#include <adwaita.h>

#include "matoi-policy-row.h"
#include "matoi-ui-text.h"

struct _MatoiWelcomeView
{
  GtkWidget parent_instance;
  AdwEntryRow *wel_identity, *wel_channel, *wel_call, *wel_phone;
  MatoiPolicyRow *wel_policy;
  GtkLabel *wel_message;

  MatoiContext *context;
  guint n_storing;
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (MatoiWelcomeView, matoi_welcome_view, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
finish (MatoiWelcomeView *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWelcomeView) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_storing--;
  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      self->failed = TRUE;
      gtk_label_set_text (self->wel_message, text);
      gtk_widget_set_visible (GTK_WIDGET (self->wel_message), TRUE);
    }
  if (self->n_storing == 0 && !self->failed)
    finish (self);
}

/* Stores what was answered; an empty row is no answer. The process stored itself when chosen. */
static void
on_begin (MatoiWelcomeView *self)
{
  const struct
  {
    AdwEntryRow *row;
    const char *key;
  } rows[] = {
    { self->wel_identity, "identity" },
    { self->wel_channel, "contact.channel" },
    { self->wel_call, "contact.call" },
    { self->wel_phone, "contact.phone" },
  };

  if (self->n_storing > 0)
    return;
  self->failed = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->wel_message), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value =
        g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (rows[i].row))));

      if (!*value)
        continue;
      self->n_storing++;
      matoi_context_set_setting_async (self->context, rows[i].key, value, NULL, on_stored,
                                       g_object_ref (self));
    }
  if (self->n_storing == 0)
    finish (self);
}

/* To be called once. */
void
matoi_welcome_view_set_context (MatoiWelcomeView *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_WELCOME_VIEW (self) && MATOI_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  matoi_policy_row_set_context (self->wel_policy, context, NULL);
  if (g_strcmp0 (g_get_real_name (), "Unknown") != 0 && g_strcmp0 (g_get_real_name (), "root") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->wel_identity), g_get_real_name ());
}

static gboolean
matoi_welcome_view_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_WELCOME_VIEW (widget)->wel_identity));
}

static void
matoi_welcome_view_dispose (GObject *object)
{
  MatoiWelcomeView *self = MATOI_WELCOME_VIEW (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_WELCOME_VIEW);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_welcome_view_parent_class)->dispose (object);
}

static void
matoi_welcome_view_class_init (MatoiWelcomeViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_welcome_view_dispose;
  widget_class->grab_focus = matoi_welcome_view_grab_focus;
  widget_class->focus = matoi_ui_walk;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_POLICY_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/welcome-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiWelcomeView, wel_identity);
  gtk_widget_class_bind_template_child (widget_class, MatoiWelcomeView, wel_policy);
  gtk_widget_class_bind_template_child (widget_class, MatoiWelcomeView, wel_channel);
  gtk_widget_class_bind_template_child (widget_class, MatoiWelcomeView, wel_call);
  gtk_widget_class_bind_template_child (widget_class, MatoiWelcomeView, wel_phone);
  gtk_widget_class_bind_template_child (widget_class, MatoiWelcomeView, wel_message);
  gtk_widget_class_bind_template_callback (widget_class, on_begin);
  gtk_widget_class_bind_template_callback (widget_class, finish);
}

static void
matoi_welcome_view_init (MatoiWelcomeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
