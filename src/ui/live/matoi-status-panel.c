/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-status-panel.h"

#include <string.h>

#include "matoi-messages.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiStatusPanel
{
  GtkWidget parent_instance;
  GtkToggleButton *status_toggle;
  GtkLabel *status_text;

  MatoiSession *session; /* (nullable) */
  char *text;            /* what is copied */
  gint64 minute;         /* the status counts in minutes; of which one it is */
};

G_DEFINE_FINAL_TYPE (MatoiStatusPanel, matoi_status_panel, GTK_TYPE_WIDGET)

/* Sets the sentences a little apart: some take two lines. */
static void
show_text (MatoiStatusPanel *self)
{
  g_auto (GStrv) lines = g_strsplit (self->text, "\n", -1);
  g_autofree char *apart = g_strjoinv ("\n\n", lines);
  PangoAttrList *attributes;

  if (g_str_equal (gtk_label_get_text (self->status_text), apart))
    return;
  attributes = pango_attr_list_new ();
  for (const char *c = strstr (apart, "\n\n"); c; c = strstr (c + 2, "\n\n"))
    {
      PangoAttribute *small = pango_attr_scale_new (0.4);

      small->start_index = (guint) (c + 1 - apart);
      small->end_index = small->start_index + 1;
      pango_attr_list_insert (attributes, small);
    }
  gtk_label_set_attributes (self->status_text, attributes);
  gtk_label_set_text (self->status_text, apart);
  pango_attr_list_unref (attributes);
}

/* Only while it is unfolded, and once a second at most: the status is looked for among all
 * entries, and typing must not wait for that. */
static void
show_status (MatoiStatusPanel *self)
{
  gint64 now = matoi_session_get_now (self->session);

  if (!gtk_toggle_button_get_active (self->status_toggle))
    return;
  g_free (self->text);
  self->text = matoi_status_compose (matoi_session_get_incident (self->session), now);
  self->minute = now / MATOI_MINUTE;
  /* What is selected is being copied. */
  if (!gtk_label_get_selection_bounds (self->status_text, NULL, NULL))
    show_text (self);
}

static void
on_ticked (MatoiStatusPanel *self)
{
  if (matoi_session_get_now (self->session) / MATOI_MINUTE != self->minute)
    show_status (self);
}

static void
on_changed (MatoiStatusPanel *self)
{
  self->minute = -1;
  if (!matoi_session_is_live (self->session))
    show_status (self);
}

/* It was unfolded just now. */
static void
on_revealed (MatoiStatusPanel *self, GParamSpec *pspec, GtkRevealer *revealer)
{
  if (gtk_revealer_get_child_revealed (revealer))
    matoi_side_bring_into_view (GTK_WIDGET (self));
}

static void
on_toggled (MatoiStatusPanel *self)
{
  matoi_side_report_expanded (self->status_toggle);
  if (self->session)
    show_status (self);
}

static void
on_copy (MatoiStatusPanel *self, GtkButton *button)
{
  matoi_side_copy (button, self->text);
}

/** matoi_status_panel_open: see the header. */
void
matoi_status_panel_open (MatoiStatusPanel *self)
{
  g_return_if_fail (MATOI_IS_STATUS_PANEL (self));

  gtk_toggle_button_set_active (self->status_toggle, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->status_toggle));
}

/* Shows the incident of @session (nullable). */
void
matoi_status_panel_set_session (MatoiStatusPanel *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_STATUS_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (!session)
    return;
  gtk_label_select_region (self->status_text, 0, 0);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ticked", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
  show_status (self);
}

static void
matoi_status_panel_dispose (GObject *object)
{
  MatoiStatusPanel *self = MATOI_STATUS_PANEL (object);

  matoi_status_panel_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_STATUS_PANEL);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (matoi_status_panel_parent_class)->dispose (object);
}

static void
matoi_status_panel_class_init (MatoiStatusPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_status_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/status-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiStatusPanel, status_toggle);
  gtk_widget_class_bind_template_child (widget_class, MatoiStatusPanel, status_text);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_revealed);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
matoi_status_panel_init (MatoiStatusPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_report_expanded (self->status_toggle);
}
