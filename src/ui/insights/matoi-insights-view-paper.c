/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-insight-print.h"
#include "matoi-insights-view-private.h"

/* The figures and charts on paper. */

/* (transfer full): without any chart yet */
static MatoiInsightPaper *
new_paper (MatoiInsightsView *self)
{
  GTimeZone *zone = matoi_context_get_zone (self->context);
  g_autofree char *from =
    matoi_time_to_local (matoi_insights_get_from (self->now), "%Y-%m-%d", zone);
  g_autofree char *to =
    matoi_time_to_local (matoi_insights_get_to (self->now) - 1, "%Y-%m-%d", zone);
  g_autofree char *words = matoi_insights_choice_dup_words (self->ins_choice);
  g_autofree char *span = g_strdup_printf ("%s – %s · %s", from, to, words);

  return matoi_insight_paper_new (_ ("Insights"), span);
}

/* All of it; NULL: nothing is shown. (transfer full) */
MatoiInsightPaper *
matoi_insights_view_new_paper (MatoiInsightsView *self)
{
  MatoiInsightPaper *paper = self->now ? new_paper (self) : NULL;
  MatoiFigure figure = { 0 };

  for (guint i = 0; paper && i < MATOI_N_FIGURES; i++)
    {
      matoi_figure_fill (&figure, i, self->now, self->before);
      matoi_insight_paper_add_figure (paper, &figure);
    }
  matoi_figure_clear (&figure);
  for (guint i = 0; paper && i < MATOI_INSIGHTS_N_CHARTS; i++)
    matoi_insight_card_put (self->cards[i], paper);
  return paper;
}

static void
print_paper (MatoiInsightsView *self, MatoiInsightPaper *paper, const char *name)
{
  g_autoptr (GtkPrintOperation) operation = matoi_insight_print_new_paper (paper, name);

  matoi_insight_print_run (operation, GTK_WIDGET (self));
}

void
matoi_insights_view_print_card (MatoiInsightsView *self, MatoiInsightCard *card)
{
  MatoiInsightPaper *paper;

  if (!self->now)
    return;
  paper = new_paper (self);
  matoi_insight_card_put (card, paper);
  print_paper (self, paper, gtk_widget_get_name (GTK_WIDGET (card)));
}

static void
on_print_page (MatoiInsightsView *self)
{
  MatoiInsightPaper *paper = matoi_insights_view_new_paper (self);

  if (paper)
    print_paper (self, paper, "insights");
}

static void
open_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_insights_print_open (MATOI_INSIGHTS_VIEW (widget)->ins_print);
}

/* Wherever the keyboard is, as long as the figures are in front. */
static gboolean
on_print_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  open_print (widget, NULL, NULL);
  return TRUE;
}

void
matoi_insights_view_install_paper (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "insights.print", NULL, open_print);
  gtk_widget_class_bind_template_callback (widget_class, on_print_page);
}

void
matoi_insights_view_begin_paper (MatoiInsightsView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_p, GDK_CONTROL_MASK),
                      gtk_callback_action_new (on_print_key, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
