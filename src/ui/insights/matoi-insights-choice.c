/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insights-choice.h"

#include <glib/gi18n-lib.h>

#include "matoi-day-entry.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Of the periods, as they stand in the list. */
static const struct
{
  const char *label; /* untranslated */
  int months, days;  /* back from today; both 0: all */
  gboolean by_month;
} periods[] = {
  { N_ ("Last 4 weeks"), 0, 28, FALSE }, { N_ ("Last 3 months"), 3, 0, FALSE },
  { N_ ("Last 6 months"), 6, 0, FALSE }, { N_ ("Last 12 months"), 12, 0, TRUE },
  { N_ ("Last 5 years"), 60, 0, TRUE },  { N_ ("All time"), 0, 0, TRUE },
  { N_ ("From … to …"), 0, 0, TRUE },
};
#define PERIOD_USUAL 2
#define PERIOD_DAYS  6

struct _MatoiInsightsChoice
{
  GtkWidget parent_instance;
  GtkWidget *box, *days;
  GtkDropDown *period, *service, *severity, *unit;
  MatoiDayEntry *from, *to;
  GtkStringList *services, *severities;
  GStrv chosen_services, chosen_severities; /* (nullable) what a query was given */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (MatoiInsightsChoice, matoi_insights_choice, GTK_TYPE_WIDGET)

/* --- the query */

/* The beginning of a day, @days and @months back from that of @at. */
static gint64
dup_day (gint64 at, GTimeZone *zone, int months, int days)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) month = g_date_time_add_months (local, -months);
  g_autoptr (GDateTime) day = g_date_time_add_days (month, -days);
  g_autoptr (GDateTime) begin =
    g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                     g_date_time_get_day_of_month (day), 0, 0, 0);

  return g_date_time_to_unix (begin) * 1000;
}

static gint64
parse_day (MatoiDayEntry *entry, GTimeZone *zone)
{
  g_autofree char *day = matoi_day_entry_dup_day (entry);
  g_autofree char *text = day && *day ? g_strconcat (day, " 00:00", NULL) : NULL;
  gint64 at;

  return text && matoi_time_parse (text, zone, &at) ? at : MATOI_TIME_NONE;
}

/* (transfer full) (nullable): the one that is chosen, as a list; the first stands for all. */
static GStrv
dup_chosen (GtkDropDown *choice, GtkStringList *names)
{
  guint place = gtk_drop_down_get_selected (choice);
  const char *one[] = { NULL, NULL };

  if (place == 0 || place == GTK_INVALID_LIST_POSITION)
    return NULL;
  one[0] = gtk_string_list_get_string (names, place);
  return g_strdupv ((GStrv) one);
}

/** matoi_insights_choice_get_query: see the header. */
gboolean
matoi_insights_choice_get_query (MatoiInsightsChoice *self,
                                 MatoiContext *context,
                                 MatoiInsightQuery *query)
{
  guint period = gtk_drop_down_get_selected (self->period);
  GTimeZone *zone = matoi_context_get_zone (context);

  *query = (MatoiInsightQuery){ .from = MATOI_TIME_NONE, .to = MATOI_TIME_NONE };
  query->now = matoi_context_get_now (context);
  query->unit = gtk_drop_down_get_selected (self->unit) == 0 ? MATOI_BY_WEEK : MATOI_BY_MONTH;
  g_strfreev (self->chosen_services);
  query->services = self->chosen_services = dup_chosen (self->service, self->services);
  g_strfreev (self->chosen_severities);
  query->severities = self->chosen_severities = dup_chosen (self->severity, self->severities);
  if (period == PERIOD_DAYS)
    {
      query->from = parse_day (self->from, zone);
      query->to = parse_day (self->to, zone);
      if (query->from == MATOI_TIME_NONE || query->to == MATOI_TIME_NONE || query->to < query->from)
        return FALSE;
      /* The last day is in it. */
      query->to = dup_day (query->to, zone, 0, -1);
    }
  else if (periods[period].months || periods[period].days)
    query->from = dup_day (query->now, zone, periods[period].months, periods[period].days);
  return TRUE;
}

/** matoi_insights_choice_is_empty: see the header. */
gboolean
matoi_insights_choice_is_empty (MatoiInsightsChoice *self)
{
  g_autofree char *from = matoi_day_entry_dup_day (self->from);
  g_autofree char *to = matoi_day_entry_dup_day (self->to);

  return from && !*from && to && !*to;
}

/** matoi_insights_choice_dup_words: see the header. */
char *
matoi_insights_choice_dup_words (MatoiInsightsChoice *self)
{
  GtkDropDown *const choices[] = { self->period, self->service, self->severity, self->unit };
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (MATOI_IS_INSIGHTS_CHOICE (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkStringObject *item = gtk_drop_down_get_selected_item (choices[i]);

      /* Two days stand there themselves. */
      if (item && !(i == 0 && gtk_drop_down_get_selected (self->period) == PERIOD_DAYS))
        g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "",
                                gtk_string_object_get_string (item));
    }
  return g_string_free (words, FALSE);
}

/* --- what can be chosen */

static void
offer (MatoiInsightsChoice *self, GtkDropDown *choice, GtkStringList *names, GPtrArray *news)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (names));
  gboolean same = n == news->len + 1;

  /* What is chosen stays as it is: others are not in what was read. */
  if (gtk_drop_down_get_selected (choice) != 0)
    return;
  for (guint i = 0; same && i < news->len; i++)
    same = g_str_equal (gtk_string_list_get_string (names, i + 1), news->pdata[i]);
  if (same)
    return;
  g_ptr_array_add (news, NULL);
  self->filling = TRUE;
  gtk_string_list_splice (names, 1, n - 1, (const char *const *) news->pdata);
  self->filling = FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

/** matoi_insights_choice_offer: see the header. */
void
matoi_insights_choice_offer (MatoiInsightsChoice *self, const MatoiInsights *insights)
{
  GPtrArray *groups = matoi_insights_get_services (insights);
  GPtrArray *levels = matoi_insights_get_levels (insights);
  g_autoptr (GPtrArray) services = g_ptr_array_new (), severities = g_ptr_array_new ();

  g_return_if_fail (MATOI_IS_INSIGHTS_CHOICE (self));

  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (services, ((MatoiInsightGroup *) groups->pdata[i])->name);
  g_ptr_array_sort (services, compare_names);
  for (guint i = 0; i < levels->len; i++)
    g_ptr_array_add (severities, ((MatoiInsightLevel *) levels->pdata[i])->label);
  if (!self->chosen_severities)
    offer (self, self->service, self->services, services);
  if (!self->chosen_services)
    offer (self, self->severity, self->severities, severities);
}

/* --- changes */

static void
on_changed (MatoiInsightsChoice *self)
{
  if (!self->filling)
    g_signal_emit_by_name (self, "changed");
}

static void
on_period (MatoiInsightsChoice *self)
{
  guint period = gtk_drop_down_get_selected (self->period);

  gtk_widget_set_visible (self->days, period == PERIOD_DAYS);
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->unit, periods[period].by_month ? 1 : 0);
  self->filling = FALSE;
  on_changed (self);
}

/* --- the object */

static GtkDropDown *
add_choice (MatoiInsightsChoice *self, GtkStringList *names, const char *id, const char *name)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);

  gtk_widget_set_name (choice, id);
  gtk_widget_set_tooltip_text (choice, name);
  matoi_side_set_name (choice, name);
  gtk_box_append (GTK_BOX (self->box), choice);
  return GTK_DROP_DOWN (choice);
}

static MatoiDayEntry *
add_day (MatoiInsightsChoice *self, const char *text, const char *id)
{
  GtkWidget *label = gtk_label_new (text), *entry = g_object_new (MATOI_TYPE_DAY_ENTRY, NULL);

  gtk_widget_set_name (entry, id);
  matoi_side_set_name (entry, text);
  matoi_day_entry_reset (MATOI_DAY_ENTRY (entry), "", NULL);
  g_signal_connect_swapped (entry, "save", G_CALLBACK (on_changed), self);
  gtk_box_append (GTK_BOX (self->days), label);
  gtk_box_append (GTK_BOX (self->days), entry);
  return MATOI_DAY_ENTRY (entry);
}

static gboolean
matoi_insights_choice_grab_focus (GtkWidget *widget)
{
  return !matoi_ui_is_walking (widget) &&
         gtk_widget_grab_focus (GTK_WIDGET (MATOI_INSIGHTS_CHOICE (widget)->period));
}

static void
matoi_insights_choice_dispose (GObject *object)
{
  MatoiInsightsChoice *self = MATOI_INSIGHTS_CHOICE (object);

  self->filling = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->chosen_services, g_strfreev);
  g_clear_pointer (&self->chosen_severities, g_strfreev);
  G_OBJECT_CLASS (matoi_insights_choice_parent_class)->dispose (object);
}

static void
matoi_insights_choice_class_init (MatoiInsightsChoiceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_insights_choice_dispose;
  GTK_WIDGET_CLASS (class)->grab_focus = matoi_insights_choice_grab_focus;
  GTK_WIDGET_CLASS (class)->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("changed", MATOI_TYPE_INSIGHTS_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
make_lists (MatoiInsightsChoice *self, GtkStringList **all_periods, GtkStringList **units)
{
  const char *services[] = { _ ("All services"), NULL };
  const char *severities[] = { _ ("All severities"), NULL };
  const char *both[] = { _ ("By week"), _ ("By month"), NULL };

  *all_periods = gtk_string_list_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (*all_periods, _ (periods[i].label));
  *units = gtk_string_list_new (both);
  self->services = gtk_string_list_new (services);
  self->severities = gtk_string_list_new (severities);
}

static void
matoi_insights_choice_init (MatoiInsightsChoice *self)
{
  GtkStringList *all_periods, *units;

  make_lists (self, &all_periods, &units);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->period = add_choice (self, all_periods, "insights_period", _ ("Period"));
  gtk_drop_down_set_selected (self->period, PERIOD_USUAL);
  self->days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->box), self->days);
  self->from = add_day (self, _ ("From"), "insights_from");
  self->to = add_day (self, _ ("To"), "insights_to");
  gtk_widget_set_visible (self->days, FALSE);
  self->service = add_choice (self, self->services, "insights_service", _ ("Service"));
  self->severity = add_choice (self, self->severities, "insights_severity", _ ("Severity"));
  self->unit = add_choice (self, units, "insights_unit", _ ("Weeks or Months"));
  g_signal_connect_swapped (self->period, "notify::selected", G_CALLBACK (on_period), self);
  g_signal_connect_swapped (self->service, "notify::selected", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->severity, "notify::selected", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->unit, "notify::selected", G_CALLBACK (on_changed), self);
}
