/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster.h"

#include <glib/gi18n-lib.h>

#include "matoi-meter.h"
#include "matoi-roster-list.h"
#include "matoi-roster-popover.h"
#include "matoi-roster-text.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Segments shown of those that are too many. */
#define BEYOND 3

struct _MatoiRoster
{
  GtkWidget parent_instance;
  GtkWidget *roster_title, *roster_add, *roster_scroller, *roster_experts_title,
    *roster_teams_title, *roster_watchers_title, *roster_span, *roster_span_title,
    *roster_span_form;
  GtkListBox *roster_roles, *roster_experts, *roster_teams, *roster_watchers;
  GtkLabel *roster_span_value, *roster_span_words;
  MatoiMeter *roster_meter;
  MatoiRosterPopover *popover;
  GtkWidget *opened_from; /* (nullable) weak: where the focus goes when it closes */

  MatoiSession *session;     /* (nullable) */
  MatoiDirectory *directory; /* (nullable) */
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (MatoiRoster, matoi_roster, GTK_TYPE_WIDGET)

static GtkListBox *
get_list (MatoiRoster *self, MatoiRosterKind kind)
{
  GtkListBox *const lists[] = { self->roster_roles, self->roster_experts, self->roster_watchers,
                                self->roster_teams, self->roster_teams };

  return lists[kind];
}

static void
show_section (GtkListBox *list, GtkWidget *title, gboolean compact)
{
  gboolean any = matoi_roster_list_get_row (list, 0) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (list), any);
  if (title)
    gtk_widget_set_visible (title, any && !compact);
}

static void
show_sections (MatoiRoster *self)
{
  show_section (self->roster_roles, NULL, self->compact);
  show_section (self->roster_experts, self->roster_experts_title, self->compact);
  show_section (self->roster_teams, self->roster_teams_title, self->compact);
  show_section (self->roster_watchers, self->roster_watchers_title, self->compact);
}

static void
show_items (MatoiRoster *self)
{
  GtkListBox *const lists[] = { self->roster_roles, self->roster_experts, self->roster_teams,
                                self->roster_watchers };
  g_autoptr (GPtrArray) items = matoi_roster_items (self->session, self->directory);
  const char *key = matoi_roster_popover_get_key (self->popover);
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self->popover)), found = FALSE;
  GPtrArray *parts[G_N_ELEMENTS (lists)];

  for (guint i = 0; open && i < items->len && !found; i++)
    {
      const MatoiRosterItem *item = g_ptr_array_index (items, i);

      found = g_strcmp0 (key, item->key) == 0;
      if (found)
        matoi_roster_popover_update (self->popover, item);
    }
  if (open && !found)
    matoi_roster_popover_update (self->popover, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    parts[i] = g_ptr_array_new ();
  for (guint i = 0; i < items->len; i++)
    {
      MatoiRosterItem *item = g_steal_pointer (&g_ptr_array_index (items, i));

      for (guint j = 0; j < G_N_ELEMENTS (lists); j++)
        if (lists[j] == get_list (self, item->kind))
          g_ptr_array_add (parts[j], item);
    }
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      matoi_roster_list_show (lists[i], parts[i], self->compact,
                              matoi_session_get_now (self->session));
      g_ptr_array_unref (parts[i]);
    }
  gtk_label_set_label (GTK_LABEL (self->roster_experts_title),
                       matoi_roster_has_experts (matoi_session_get_incident (self->session))
                       ? _ ("Subject matter experts")
                       /* Translators: heading of those who look into it or repair it. */
                       : _ ("Responders"));
  gtk_widget_set_tooltip_text (self->roster_experts_title,
                               gtk_label_get_text (GTK_LABEL (self->roster_experts_title)));
  show_sections (self);
}

/* --- the span of control (IC-18) */

static void
show_span (MatoiRoster *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  guint value = matoi_incident_count_reports (incident);
  guint limit =
    (guint) CLAMP (matoi_policy_get_limit (incident->policy, "span_of_control", 0), 0, 1000);
  guint warning =
    (guint) CLAMP (matoi_policy_get_limit (incident->policy, "span_warning", 0), 0, 1000);
  const char *words = matoi_roster_get_span_words (value, warning, limit);
  /* Translators: %1$u people report to the commander, %2$u is the limit. */
  g_autofree char *text = g_strdup_printf (_ ("%1$u / %2$u"), value, limit);
  g_autofree char *said = g_strdup_printf (
    /* Translators: %1$u people report to the commander, %2$u is the limit; read aloud. */
    g_dngettext (GETTEXT_PACKAGE, "%1$u person of at most %2$u reports to the Incident Commander",
                 "%1$u people of at most %2$u report to the Incident Commander", value),
    value, limit);

  gtk_widget_set_visible (self->roster_span, limit > 0);
  matoi_side_set_label (self->roster_span_value, text);
  /* Beyond the limit the number says how far; the bar must not widen the column. */
  matoi_meter_show (self->roster_meter, MIN (value, limit + BEYOND), warning, limit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->roster_meter),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) MAX (value, limit),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, said, -1);
  gtk_widget_set_tooltip_text (self->roster_span, said);
  matoi_side_set_label (self->roster_span_words, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->roster_span_words), words && !self->compact);
  gtk_widget_set_visible (self->roster_span_form,
                          words && !self->compact && matoi_session_is_live (self->session));
  matoi_ui_set_style (self->roster_span, "span-",
                      value > limit    ? "over"
                      : value >= limit ? "full"
                      : words          ? "near"
                                       : NULL);
}

/* --- what can be done */

static void
open_popover (MatoiRoster *self, GtkWidget *widget, const MatoiRosterItem *item)
{
  graphene_rect_t bounds;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (!self->session || !matoi_session_is_live (self->session) ||
      !gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return;
  g_set_weak_pointer (&self->opened_from, widget);
  gtk_popover_set_position (GTK_POPOVER (self->popover), rtl ? GTK_POS_LEFT : GTK_POS_RIGHT);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                (int) bounds.size.width,
                                                (int) bounds.size.height });
  matoi_roster_popover_begin (self->popover, self->session, self->directory, item);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_row_activated (MatoiRoster *self, GtkListBoxRow *row)
{
  open_popover (self, GTK_WIDGET (row), matoi_roster_row_get_item (MATOI_ROSTER_ROW (row)));
}

static void
on_add (MatoiRoster *self)
{
  open_popover (self, self->roster_add, NULL);
}

static void
on_closed (MatoiRoster *self)
{
  if (self->opened_from && gtk_widget_get_mapped (self->opened_from))
    gtk_widget_grab_focus (self->opened_from);
  g_clear_weak_pointer (&self->opened_from);
}

/* The arrow keys go on from one list to the next. */
static gboolean
on_keynav_failed (GtkWidget *list, GtkDirectionType direction)
{
  GtkWidget *next = list;

  if (direction != GTK_DIR_DOWN && direction != GTK_DIR_UP)
    return FALSE;
  do
    next = direction == GTK_DIR_DOWN ? gtk_widget_get_next_sibling (next)
                                     : gtk_widget_get_prev_sibling (next);
  while (next && !(GTK_IS_LIST_BOX (next) && gtk_widget_get_visible (next)));
  return next ? gtk_widget_child_focus (next, direction) : TRUE;
}

/* --- the incident */

static void
on_changed (MatoiRoster *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "role.",     "step.",    "subteam.", "severity.",
                                          "incident.", "details.", NULL };

  if (!matoi_side_concerns (events, folded_again, prefixes))
    return;
  show_items (self);
  show_span (self);
  gtk_widget_set_sensitive (self->roster_add, matoi_session_is_live (self->session));
}

static void
on_ticked (MatoiRoster *self, gint64 now)
{
  MatoiRosterRow *row;

  for (int i = 0; (row = matoi_roster_list_get_row (self->roster_teams, i)); i++)
    matoi_roster_row_tick (row, now);
}

static void
load_directory (MatoiRoster *self)
{
  g_clear_pointer (&self->directory, matoi_directory_free);
  self->directory = matoi_directory_load (matoi_session_get_context (self->session));
}

static void
on_settings_changed (MatoiRoster *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  load_directory (self);
  on_changed (self, NULL, TRUE);
}

/* Shows the incident of @session (nullable). */
void
matoi_roster_set_session (MatoiRoster *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_ROSTER (self));

  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (matoi_session_get_context (self->session), self);
    }
  if (self->popover)
    matoi_roster_popover_end (self->popover);
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ticked", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_session_get_context (session), "settings-changed",
                           G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  load_directory (self);
  on_changed (self, NULL, TRUE);
}

void
matoi_roster_set_compact (MatoiRoster *self, gboolean compact)
{
  GtkListBox *const lists[] = { self->roster_roles, self->roster_experts, self->roster_teams,
                                self->roster_watchers };
  MatoiRosterRow *row;

  g_return_if_fail (MATOI_IS_ROSTER (self));

  if (self->compact == compact)
    return;
  self->compact = compact;
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  gtk_widget_set_visible (self->roster_title, !compact);
  gtk_widget_set_hexpand (self->roster_add, compact);
  gtk_widget_set_visible (self->roster_span_title, !compact);
  gtk_label_set_xalign (self->roster_span_value, compact ? 0.5f : 1);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (int j = 0; (row = matoi_roster_list_get_row (lists[i], j)); j++)
      matoi_roster_row_set_compact (row, compact);
  show_sections (self);
  if (self->session)
    show_span (self);
}

static void
matoi_roster_dispose (GObject *object)
{
  MatoiRoster *self = MATOI_ROSTER (object);

  matoi_roster_set_session (self, NULL);
  g_clear_weak_pointer (&self->opened_from);
  if (self->popover)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  g_clear_pointer (&self->directory, matoi_directory_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ROSTER);
  G_OBJECT_CLASS (matoi_roster_parent_class)->dispose (object);
}

static void
matoi_roster_class_init (MatoiRosterClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_roster_dispose;
  g_type_ensure (MATOI_TYPE_METER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/roster.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_add);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_experts_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_teams_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_watchers_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_span);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_span_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_span_form);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_roles);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_experts);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_teams);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_watchers);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_span_value);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_span_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiRoster, roster_meter);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_keynav_failed);
}

static void
matoi_roster_init (MatoiRoster *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->popover = MATOI_ROSTER_POPOVER (matoi_roster_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (on_closed), self,
                           G_CONNECT_SWAPPED);
}
