/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insights-view-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-insights-report.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* News are taken in at most so often. */
#define PAUSE_MS 1000

G_DEFINE_FINAL_TYPE (MatoiInsightsView, matoi_insights_view, GTK_TYPE_WIDGET)

static void refresh (MatoiInsightsView *self);

/* --- showing */

static MatoiMetric
get_time (MatoiInsightsView *self)
{
  return MATOI_METRIC_DETECT + gtk_drop_down_get_selected (self->times);
}

static void
show_cards (MatoiInsightsView *self)
{
  if (!self->now)
    return;
  for (guint i = 0; i < MATOI_INSIGHTS_N_CHARTS; i++)
    matoi_insight_card_show (self->cards[i], self->now, get_time (self));
}

static void
show (MatoiInsightsView *self, MatoiInsights *now, MatoiInsights *before)
{
  g_autoptr (MatoiInsights) old = self->now, old_before = self->before;
  guint n = matoi_insights_get_count (now, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL)->n +
            matoi_insights_get_false_alarms (now, MATOI_INSIGHTS_ALL)->n;

  self->now = now;
  self->before = before;
  for (guint i = 0; i < MATOI_N_FIGURES; i++)
    matoi_insight_tile_show (self->tiles[i], now, before);
  show_cards (self);
  matoi_insights_choice_offer (self->ins_choice, now);
  gtk_stack_set_visible_child_name (self->ins_stack, n > 0 ? "figures" : "empty");
}

static void
show_problem (MatoiInsightsView *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->ins_problem, markup);
  gtk_stack_set_visible_child_name (self->ins_stack, "problem");
}

/* --- reading */

static gboolean
on_pause (gpointer user_data)
{
  MatoiInsightsView *self = user_data;

  self->pause_id = 0;
  if (self->stale && gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
  return G_SOURCE_REMOVE;
}

static void
read_done (MatoiInsightsView *self)
{
  self->reading = FALSE;
  if (!self->pause_id)
    self->pause_id = g_timeout_add (PAUSE_MS, on_pause, self);
}

static void
on_read (MatoiInsights *now, MatoiInsights *before, const GError *error, gpointer user_data)
{
  MatoiInsightsView *self = user_data;

  if (now)
    show (self, now, before);
  else
    show_problem (self, error);
  read_done (self);
}

static void
refresh (MatoiInsightsView *self)
{
  MatoiInsightQuery query;
  gboolean good, quiet;

  matoi_insights_reader_stop (self->reader);
  self->stale = self->reading = FALSE;
  good = matoi_insights_choice_get_query (self->ins_choice, self->context, &query);
  /* Nobody is scolded for what they have not begun to type. */
  quiet = good || matoi_insights_choice_is_empty (self->ins_choice);
  matoi_side_set_label (self->ins_message,
                        quiet ? "" : _ ("Write two days as 2026-12-06, the earlier one first."));
  gtk_widget_set_visible (GTK_WIDGET (self->ins_message), !quiet);
  if (!good)
    return;
  self->reading = TRUE;
  matoi_insights_reader_read (self->reader, &query);
}

/* At most once a second, and what is not seen when it comes to be seen. */
static void
on_events_recorded (MatoiInsightsView *self)
{
  self->stale = TRUE;
  if (self->begun && gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->pause_id && !self->reading)
    refresh (self);
}

static void
on_chosen (MatoiInsightsView *self)
{
  if (self->context && self->begun)
    refresh (self);
}

static void
try_again (MatoiInsightsView *self)
{
  refresh (self);
}

static void
on_said (MatoiInsightsView *self, const char *text)
{
  g_signal_emit_by_name (self, "said", text);
}

/** matoi_insights_view_begin: see the header. */
void
matoi_insights_view_begin (MatoiInsightsView *self)
{
  g_return_if_fail (MATOI_IS_INSIGHTS_VIEW (self));

  if (self->context && (!self->begun || self->stale))
    refresh (self);
  self->begun = TRUE;
}

/* --- the object */

/* Its own keyboard is that of what is in it: the boxes only arrange. */
static void
add_to_flow (GtkFlowBox *flow, GtkWidget *widget)
{
  gtk_flow_box_insert (flow, widget, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (widget), FALSE);
}

static void
make_times (MatoiInsightsView *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = MATOI_METRIC_DETECT; i <= MATOI_METRIC_RESOLVE; i++)
    gtk_string_list_append (names, matoi_metric_get_name (i));
  self->times = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (names), NULL));
  gtk_drop_down_set_selected (self->times, MATOI_METRIC_RESOLVE - MATOI_METRIC_DETECT);
  gtk_widget_set_name (GTK_WIDGET (self->times), "insights_time");
  matoi_side_set_name (GTK_WIDGET (self->times), _ ("Which Time"));
  g_signal_connect_swapped (self->times, "notify::selected", G_CALLBACK (show_cards), self);
  matoi_insight_card_add (self->cards[MATOI_INSIGHTS_CHART_SERIES], GTK_WIDGET (self->times));
}

/** matoi_insights_view_set_live: see the header. */
void
matoi_insights_view_set_live (MatoiInsightsView *self, MatoiLive *live)
{
  GtkWidget *report;

  g_return_if_fail (MATOI_IS_INSIGHTS_VIEW (self) && !self->context);

  self->context = g_object_ref (matoi_live_get_context (live));
  self->reader = matoi_insights_reader_new (self->context, on_read, self);
  for (guint i = 0; i < MATOI_N_FIGURES; i++)
    {
      self->tiles[i] = MATOI_INSIGHT_TILE (matoi_insight_tile_new (i, self->context));
      add_to_flow (self->ins_tiles, GTK_WIDGET (self->tiles[i]));
    }
  for (guint i = 0; i < MATOI_INSIGHTS_N_CHARTS; i++)
    {
      self->cards[i] = MATOI_INSIGHT_CARD (matoi_insight_card_new (i, self->context));
      g_signal_connect_swapped (self->cards[i], "said", G_CALLBACK (on_said), self);
      g_signal_connect_swapped (self->cards[i], "print",
                                G_CALLBACK (matoi_insights_view_print_card), self);
      /* The odd one at the end has a line of its own. */
      if (i + 1 < MATOI_INSIGHTS_N_CHARTS || MATOI_INSIGHTS_N_CHARTS % 2 == 0)
        add_to_flow (self->ins_cards, GTK_WIDGET (self->cards[i]));
      else
        gtk_box_append (self->ins_page, GTK_WIDGET (self->cards[i]));
    }
  make_times (self);
  matoi_insights_print_set_context (self->ins_print, self->context);
  report = matoi_insights_report_new (self->context);
  g_signal_connect_swapped (report, "said", G_CALLBACK (on_said), self);
  gtk_menu_button_set_popover (self->ins_report, report);
  g_signal_connect_object (self->context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "settings-changed", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
matoi_insights_view_grab_focus (GtkWidget *widget)
{
  return !matoi_ui_is_walking (widget) &&
         gtk_widget_grab_focus (GTK_WIDGET (MATOI_INSIGHTS_VIEW (widget)->ins_choice));
}

static void
matoi_insights_view_dispose (GObject *object)
{
  MatoiInsightsView *self = MATOI_INSIGHTS_VIEW (object);

  if (self->reader)
    matoi_insights_reader_stop (self->reader);
  g_clear_object (&self->reader);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  if (self->times)
    g_signal_handlers_disconnect_by_data (self->times, self);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_INSIGHTS_VIEW);
  g_clear_pointer (&self->now, matoi_insights_free);
  g_clear_pointer (&self->before, matoi_insights_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_insights_view_parent_class)->dispose (object);
}

static void
matoi_insights_view_class_init (MatoiInsightsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_insights_view_dispose;
  widget_class->grab_focus = matoi_insights_view_grab_focus;
  widget_class->focus = matoi_ui_walk;
  g_type_ensure (MATOI_TYPE_INSIGHTS_CHOICE);
  g_type_ensure (MATOI_TYPE_INSIGHTS_PRINT);
  g_signal_new ("said", MATOI_TYPE_INSIGHTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/insights/insights-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_choice);
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_report);
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_print);
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_tiles);
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_cards);
  gtk_widget_class_bind_template_child (widget_class, MatoiInsightsView, ins_page);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_said);
  gtk_widget_class_bind_template_callback (widget_class, try_again);
  matoi_insights_view_install_paper (widget_class);
}

static void
matoi_insights_view_init (MatoiInsightsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_insights_view_begin_paper (self);
}
