/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insights-print.h"

#include <glib/gi18n-lib.h>

#include "matoi-insight-print.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiInsightsPrint
{
  GtkWidget parent_instance;
  GtkMenuButton *button;
  MatoiContext *context; /* (nullable) */
  GtkWidget *before;     /* (nullable) weak: what had the keyboard before the menu */
  guint back_id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MatoiInsightsPrint, matoi_insights_print, GTK_TYPE_WIDGET)

static void
print_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "page");
}

static void
print_report (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiInsightsPrint *self = MATOI_INSIGHTS_PRINT (widget);
  MatoiReportQuery query = { 0 };

  if (self->context &&
      matoi_report_query_set_month (&query, g_variant_get_string (parameter, NULL), NULL))
    matoi_insight_print_report (widget, self->context, &query, self->cancellable);
}

/* (transfer full): such as "2026-11", @months from now. */
static char *
dup_month (MatoiInsightsPrint *self, int months)
{
  gint64 now = matoi_context_get_now (self->context);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) local =
    g_date_time_to_timezone (utc, matoi_context_get_zone (self->context));
  g_autoptr (GDateTime) month = g_date_time_add_months (local, months);

  return g_date_time_format (month, "%Y-%m");
}

static void
add (GMenu *menu, const char *text, const char *month)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

  g_menu_item_set_action_and_target (item, "print.report", "s", month);
  g_menu_append_item (menu, item);
}

/* As of the day it is opened. */
static void
fill (GtkMenuButton *button, gpointer user_data)
{
  MatoiInsightsPrint *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (self->context)
    {
      g_autofree char *this = dup_month (self, 0), *last = dup_month (self, -1);
      /* Translators: a menu item; %s is a month such as 2026-11, which is not over. */
      g_autofree char *so_far = g_strdup_printf (_ ("Report of _This Month (%s)…"), this);
      /* Translators: a menu item; %s is a month such as 2026-10. */
      g_autofree char *whole = g_strdup_printf (_ ("Report of _Last Month (%s)…"), last);

      add (menu, so_far, this);
      add (menu, whole, last);
    }
  g_menu_append (menu, _ ("The Page as It Is _Shown…"), "print.page");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static gboolean
go_back (gpointer user_data)
{
  MatoiInsightsPrint *self = user_data;
  GtkWidget *before = self->before;

  self->back_id = 0;
  g_clear_weak_pointer (&self->before);
  if (before && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  return G_SOURCE_REMOVE;
}

/* Whoever came by a key goes on where they were, as soon as the menu is gone altogether. */
static void
on_closed (MatoiInsightsPrint *self)
{
  if (self->before && self->back_id == 0)
    self->back_id = g_idle_add (go_back, self);
}

/** matoi_insights_print_open: see the header. */
void
matoi_insights_print_open (MatoiInsightsPrint *self)
{
  GtkPopover *menu;

  g_return_if_fail (MATOI_IS_INSIGHTS_PRINT (self));

  menu = gtk_menu_button_get_popover (self->button);
  if (menu && gtk_widget_get_visible (GTK_WIDGET (menu)))
    return;
  g_set_weak_pointer (&self->before, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_menu_button_popup (self->button);
  /* Another one each time. */
  g_signal_connect_object (gtk_menu_button_get_popover (self->button), "closed",
                           G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
}

/** matoi_insights_print_set_context: once. */
void
matoi_insights_print_set_context (MatoiInsightsPrint *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_INSIGHTS_PRINT (self));

  g_set_object (&self->context, context);
}

static void
matoi_insights_print_dispose (GObject *object)
{
  MatoiInsightsPrint *self = MATOI_INSIGHTS_PRINT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->button)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  g_clear_handle_id (&self->back_id, g_source_remove);
  g_clear_weak_pointer (&self->before);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_insights_print_parent_class)->dispose (object);
}

static void
matoi_insights_print_class_init (MatoiInsightsPrintClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_insights_print_dispose;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "print.page", NULL, print_page);
  gtk_widget_class_install_action (widget_class, "print.report", "s", print_report);
  g_signal_new ("page", MATOI_TYPE_INSIGHTS_PRINT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("said", MATOI_TYPE_INSIGHTS_PRINT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
matoi_insights_print_init (MatoiInsightsPrint *self)
{
  self->cancellable = g_cancellable_new ();
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "printer-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Print (Ctrl+P)"));
  matoi_side_set_name (GTK_WIDGET (self->button), _ ("Print"));
  gtk_menu_button_set_create_popup_func (self->button, fill, self, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}
