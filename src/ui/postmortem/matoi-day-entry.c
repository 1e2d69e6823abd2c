/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-day-entry.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "matoi-lessons.h"
#include "matoi-line-entry.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiDayEntry
{
  GtkWidget parent_instance;
  MatoiLineEntry *day_text;
  GtkMenuButton *day_pick;
  GtkPopover *day_popover;
  GtkCalendar *day_calendar;
  GtkLabel *day_long;

  char *otherwise;  /* (nullable) the day that is taken when none is given */
  gboolean showing; /* the calendar is set by us */
};

G_DEFINE_FINAL_TYPE (MatoiDayEntry, matoi_day_entry, GTK_TYPE_WIDGET)

enum
{
  SAVE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What is typed as YYYY-MM-DD, "" for nothing. (transfer full) (nullable): it is not a day */
char *
matoi_day_entry_dup_day (MatoiDayEntry *self)
{
  g_autofree char *text = matoi_line_entry_dup_text (self->day_text);
  gboolean valid;
  char *day = matoi_lessons_dup_day (text, &valid);

  return day ? day : valid ? g_strdup ("") : NULL;
}

gboolean
matoi_day_entry_is_valid (MatoiDayEntry *self)
{
  g_autofree char *day = matoi_day_entry_dup_day (self);

  return day != NULL;
}

/* Below the field: the day in words, or what is wrong with it. */
static void
show_long (MatoiDayEntry *self)
{
  g_autofree char *day = matoi_day_entry_dup_day (self);
  g_autofree char *words = day ? matoi_lessons_dup_long_day (*day ? day : self->otherwise) : NULL;

  if (!day)
    matoi_side_set_label (self->day_long, _ ("Write the day as 2026-12-06."));
  else
    matoi_side_set_label (self->day_long, words);
  gtk_widget_set_visible (GTK_WIDGET (self->day_long), !day || *words);
  matoi_ui_set_style (GTK_WIDGET (self->day_long), "page-", day ? "note" : "message");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->day_text), GTK_ACCESSIBLE_STATE_INVALID,
                               day ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
on_save (MatoiDayEntry *self)
{
  g_autofree char *day = matoi_day_entry_dup_day (self);

  if (day && *day)
    g_signal_emit (self, signals[SAVE], 0, day);
  else
    matoi_line_entry_fail (self->day_text);
}

/* The calendar opens at the day that stands there. */
static void
on_popover (MatoiDayEntry *self)
{
  g_autofree char *day = matoi_day_entry_dup_day (self);
  g_autoptr (GDateTime) at = NULL;
  const char *shown = day && *day ? day : self->otherwise;
  int year, month, number;

  if (!gtk_widget_get_visible (GTK_WIDGET (self->day_popover)) || !shown ||
      sscanf (shown, "%4d-%2d-%2d", &year, &month, &number) != 3)
    return;
  at = g_date_time_new_local (year, month, number, 12, 0, 0);
  if (!at)
    return;
  self->showing = TRUE;
  gtk_calendar_select_day (self->day_calendar, at);
  self->showing = FALSE;
}

static void
take_day (MatoiDayEntry *self)
{
  g_autoptr (GDateTime) at = gtk_calendar_get_date (self->day_calendar);
  g_autofree char *day = g_date_time_format (at, "%Y-%m-%d");

  if (!self->showing)
    gtk_editable_set_text (GTK_EDITABLE (self->day_text), day);
}

static void
on_closed (MatoiDayEntry *self)
{
  matoi_line_entry_flush (self->day_text);
}

/* Enter in the calendar is the end of picking. */
static gboolean
on_key (MatoiDayEntry *self, guint keyval)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  take_day (self);
  gtk_popover_popdown (self->day_popover);
  return GDK_EVENT_STOP;
}

void
matoi_day_entry_set_day (MatoiDayEntry *self, const char *durable)
{
  matoi_line_entry_set_text (self->day_text, durable);
}

/* @otherwise: the day that is taken if none is given. */
void
matoi_day_entry_reset (MatoiDayEntry *self, const char *day, const char *otherwise)
{
  g_return_if_fail (MATOI_IS_DAY_ENTRY (self));

  g_free (self->otherwise);
  self->otherwise = g_strdup (otherwise);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->day_text), otherwise);
  matoi_line_entry_reset (self->day_text, day);
  show_long (self);
}

void
matoi_day_entry_fail (MatoiDayEntry *self)
{
  matoi_line_entry_fail (self->day_text);
}

void
matoi_day_entry_flush (MatoiDayEntry *self)
{
  matoi_line_entry_flush (self->day_text);
}

static void
matoi_day_entry_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_DAY_ENTRY);
  G_OBJECT_CLASS (matoi_day_entry_parent_class)->dispose (object);
}

static void
matoi_day_entry_finalize (GObject *object)
{
  g_free (MATOI_DAY_ENTRY (object)->otherwise);
  G_OBJECT_CLASS (matoi_day_entry_parent_class)->finalize (object);
}

static void
matoi_day_entry_class_init (MatoiDayEntryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_day_entry_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_day_entry_finalize;
  g_type_ensure (MATOI_TYPE_LINE_ENTRY);
  signals[SAVE] = g_signal_new ("save", MATOI_TYPE_DAY_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/day-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiDayEntry, day_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiDayEntry, day_pick);
  gtk_widget_class_bind_template_child (widget_class, MatoiDayEntry, day_popover);
  gtk_widget_class_bind_template_child (widget_class, MatoiDayEntry, day_calendar);
  gtk_widget_class_bind_template_child (widget_class, MatoiDayEntry, day_long);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_popover);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, take_day);
  gtk_widget_class_bind_template_callback (widget_class, show_long);
}

static void
matoi_day_entry_init (MatoiDayEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->day_calendar), keys);
}
