/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-agenda.h"

#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-json.h"
#include "matoi-ui-text.h"

struct _MatoiMeetingAgenda
{
  GtkWidget parent_instance;
  GtkListBox *list;
  GPtrArray *items; /* (nullable) of MatoiAgendaItem */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (MatoiMeetingAgenda, matoi_meeting_agenda, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- the items */

void
matoi_agenda_item_free (MatoiAgendaItem *item)
{
  g_free (item->id);
  g_free (item->text);
  g_free (item);
}

static void
add_item (GPtrArray *items, const char *id, const char *text, gint64 minutes)
{
  MatoiAgendaItem *item = g_new0 (MatoiAgendaItem, 1);

  item->id = g_strdup (id);
  item->text = g_strdup (text);
  item->minutes = MAX (minutes, 0);
  g_ptr_array_add (items, item);
}

/** matoi_agenda_dup_items: (transfer full) of MatoiAgendaItem (MTG-06, MTG-07). */
GPtrArray *
matoi_agenda_dup_items (const MatoiIncident *incident)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_agenda_item_free);
  JsonArray *agenda = matoi_postmortem_get_list (incident, "agenda");

  add_item (items, "opening", _ ("Welcome, and how we talk"), 0);
  for (guint i = 0; agenda && i < json_array_get_length (agenda); i++)
    {
      JsonObject *json = matoi_json_array_get_object (agenda, i);
      const char *id = json ? matoi_json_get_string (json, "id") : NULL;

      if (id)
        add_item (items, id, matoi_text (json, "text"), matoi_json_get_int (json, "minutes", 0));
    }
  add_item (items, "agreement", _ ("Do we agree? Who was there?"), 0);
  return items;
}

/* --- the list */

static GtkWidget *
make_row (const MatoiAgendaItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *text = gtk_label_new (item->text);
  GtkWidget *time = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (time), 0);
  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (time, "agenda-time");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), time);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "agenda-item");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, item->text,
                                  -1);
  g_object_set_data (G_OBJECT (row), "matoi-time", time);
  return row;
}

/* Seconds for the one that is talked about; it is quiet otherwise. */
static char *
dup_time (const MatoiAgendaItem *item, gint64 spent, gboolean current)
{
  if (spent < 1000 && !current)
    /* Translators: so many minutes are planned. */
    return item->minutes > 0 ? g_strdup_printf (_ ("%d min"), (int) item->minutes) : NULL;
  return matoi_meeting_clock_dup_text (spent, item->minutes);
}

void
matoi_meeting_agenda_show (MatoiMeetingAgenda *self, MatoiMeetingClock *clock, gint64 now)
{
  for (guint i = 0; self->items && i < self->items->len; i++)
    {
      const MatoiAgendaItem *item = g_ptr_array_index (self->items, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      GtkWidget *label = g_object_get_data (G_OBJECT (row), "matoi-time");
      gint64 spent = matoi_meeting_clock_get (clock, i, now);
      g_autofree char *text = dup_time (item, spent, i == clock->current);

      matoi_inline_show (GTK_LABEL (label), text);
      if (item->minutes > 0 && spent > item->minutes * MATOI_MINUTE)
        gtk_widget_add_css_class (label, "over");
      else
        gtk_widget_remove_css_class (label, "over");
    }
}

void
matoi_meeting_agenda_select (MatoiMeetingAgenda *self, guint item)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) item);

  self->showing = TRUE;
  if (row)
    gtk_list_box_select_row (self->list, row);
  if (row && matoi_inline_has_focus (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
  self->showing = FALSE;
}

static void
on_selected (MatoiMeetingAgenda *self, GtkListBoxRow *row)
{
  if (row && !self->showing)
    g_signal_emit (self, signals[MOVED], 0, (guint) gtk_list_box_row_get_index (row));
}

void
matoi_meeting_agenda_set_items (MatoiMeetingAgenda *self, GPtrArray *items)
{
  GtkListBoxRow *row;

  g_return_if_fail (MATOI_IS_MEETING_AGENDA (self));

  self->showing = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items ? g_ptr_array_ref (items) : NULL;
  for (guint i = 0; items && i < items->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (items, i)));
  self->showing = FALSE;
}

static gboolean
matoi_meeting_agenda_grab_focus (GtkWidget *widget)
{
  MatoiMeetingAgenda *self = MATOI_MEETING_AGENDA (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return !matoi_ui_is_walking (widget) &&
         gtk_widget_grab_focus (row ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

static void
matoi_meeting_agenda_dispose (GObject *object)
{
  MatoiMeetingAgenda *self = MATOI_MEETING_AGENDA (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  G_OBJECT_CLASS (matoi_meeting_agenda_parent_class)->dispose (object);
}

static void
matoi_meeting_agenda_class_init (MatoiMeetingAgendaClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_meeting_agenda_dispose;
  widget_class->grab_focus = matoi_meeting_agenda_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[MOVED] = g_signal_new ("moved", MATOI_TYPE_MEETING_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
matoi_meeting_agenda_init (MatoiMeetingAgenda *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Agenda"), -1);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (on_selected), self);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}
