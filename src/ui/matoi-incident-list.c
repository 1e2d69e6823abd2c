/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-list.h"

#include <glib/gi18n-lib.h>

#include "matoi-store.h"
#include "matoi-ui-text.h"

struct _MatoiIncidentList
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkListBox *box;
  GPtrArray *rows; /* of Row, as shown */
  MatoiId selected;
  gboolean has_selected;
  gint64 now;
  MatoiLive *live; /* (nullable) where the clocks are */
};

/* One line of the list and the widgets that show it; owned by its GtkListBoxRow. */
typedef struct
{
  GtkListBoxRow *widget;
  MatoiId id;
  char *ref;
  gboolean live;
  gint64 from, to;
  GtkLabel *severity, *title, *details, *due;
} Row;

G_DEFINE_FINAL_TYPE (MatoiIncidentList, matoi_incident_list, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->ref);
  g_free (row);
}

/* Confidential incidents are listed by their code name (SEC-03). */
static const char *
get_title (const MatoiIncidentRow *data)
{
  if (data->security)
    return data->codename && *data->codename ? data->codename : _ ("Confidential incident");
  return data->title;
}

/* The clock that runs out next. (nullable) */
static const MatoiClock *
find_next_clock (MatoiIncidentList *self, const Row *row)
{
  MatoiSession *session = self->live && row->live ? matoi_live_find (self->live, &row->id) : NULL;
  GPtrArray *clocks = session ? matoi_session_get_clocks (session) : NULL;
  const MatoiClock *next = NULL;

  for (guint i = 0; clocks && i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);

      if (clock->due_at != MATOI_TIME_NONE && (!next || clock->due_at < next->due_at))
        next = clock;
    }
  return next;
}

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_due (MatoiIncidentList *self, Row *row)
{
  const MatoiClock *clock = find_next_clock (self, row);
  const char *words;
  MatoiSession *session;
  g_autofree char *text = NULL, *duration = NULL;

  gtk_widget_set_visible (GTK_WIDGET (row->due), clock != NULL);
  if (!clock)
    return;
  session = matoi_live_find (self->live, &row->id);
  duration = matoi_ui_dup_minutes (ABS (clock->due_at - self->now));
  /* What somebody was asked gives a confidential incident away (SEC-04). */
  words = matoi_session_get_incident (session)->security ? _ ("A time limit") : clock->text;
  if (clock->due_at < self->now)
    /* Translators: a line of the list of incidents: %1$s is what is late, %2$s for how long. */
    text = g_strdup_printf (_ ("%1$s: overdue by %2$s"), words, duration);
  else
    /* Translators: a line of the list of incidents: %1$s is what is due next, %2$s when. */
    text = g_strdup_printf (_ ("%1$s: in %2$s"), words, duration);
  set_text (row->due, text);
  matoi_ui_set_style (GTK_WIDGET (row->due), "due-", clock->due_at < self->now ? "late" : "soon");
}

static void
show_details (MatoiIncidentList *self, Row *row)
{
  gint64 to = row->to != MATOI_TIME_NONE ? row->to : self->now;
  g_autofree char *duration = matoi_ui_dup_minutes (to - row->from);
  /* Translators: a line of the list of incidents: %1$s is the reference, %2$s how long it has
   * been going on. */
  g_autofree char *text = g_strdup_printf (_ ("%1$s · %2$s"), row->ref, duration);

  set_text (row->details, text);
  show_due (self, row);
}

static void
show_row (MatoiIncidentList *self, Row *row, const MatoiIncidentRow *data)
{
  int rank = (int) g_ascii_strtoll (data->severity ? data->severity : "", NULL, 10);
  const char *title = get_title (data), *label = data->severity_label;
  g_autofree char *name = NULL, *undecided = NULL;
  MatoiSession *session;

  g_free (row->ref);
  row->ref = g_strdup (data->ref);
  row->live = g_strcmp0 (data->state, "live") == 0;
  row->from = data->started_at != MATOI_TIME_NONE ? data->started_at : data->declared_at;
  row->to = row->live ? MATOI_TIME_NONE : data->ended_at;
  session = self->live ? matoi_live_find (self->live, &data->id) : NULL;
  if (label && session && matoi_session_get_incident (session)->severity_undecided)
    {
      /* Translators: a severity nobody has decided on yet, such as "SEV-2 ?". */
      undecided = g_strdup_printf (_ ("%s ?"), label);
      label = undecided;
    }
  matoi_ui_show_severity (row->severity, label, rank);
  gtk_label_set_text (row->title, title);
  show_details (self, row);
  name = g_strdup_printf ("%s, %s, %s", gtk_label_get_text (row->severity), title, row->ref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static GtkLabel *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  g_object_bind_property (label, "label", label, "tooltip-text", G_BINDING_DEFAULT);
  if (style)
    gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static Row *
add_row (MatoiIncidentList *self, const MatoiIncidentRow *data)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->id = data->id;
  row->severity = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (row->severity), "severity-chip");
  gtk_widget_set_valign (GTK_WIDGET (row->severity), GTK_ALIGN_CENTER);
  row->title = new_label (NULL);
  row->details = new_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->details), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (row->details), "numeric");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->details));
  row->due = new_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (row->due), "numeric");
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->due));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->severity));
  gtk_box_append (GTK_BOX (box), texts);

  row->widget = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
  gtk_list_box_row_set_child (row->widget, box);
  g_object_set_data_full (G_OBJECT (row->widget), "matoi-row", row, row_free);
  gtk_list_box_append (self->box, GTK_WIDGET (row->widget));
  g_ptr_array_add (self->rows, row);
  return row;
}

static Row *
get_row (GtkListBoxRow *widget)
{
  return widget ? g_object_get_data (G_OBJECT (widget), "matoi-row") : NULL;
}

static void
add_heading (GtkListBoxRow *widget, GtkListBoxRow *before, gpointer user_data)
{
  const Row *row = get_row (widget), *above = get_row (before);
  GtkLabel *label;

  if (above && above->live == row->live)
    {
      gtk_list_box_row_set_header (widget, NULL);
      return;
    }
  label = new_label ("caption-heading");
  gtk_label_set_text (label, row->live ? _ ("Live") : _ ("Ended Recently"));
  gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (label), "group-heading");
  gtk_list_box_row_set_header (widget, GTK_WIDGET (label));
}

static void
on_row_selected (MatoiIncidentList *self, GtkListBoxRow *widget)
{
  const Row *row = get_row (widget);

  if (!row || (self->has_selected && matoi_id_equal (&row->id, &self->selected)))
    return;
  self->selected = row->id;
  self->has_selected = TRUE;
  g_signal_emit (self, signals[CHOSEN], 0, &row->id);
}

static void
show_selection (MatoiIncidentList *self)
{
  for (guint i = 0; self->has_selected && i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (matoi_id_equal (&row->id, &self->selected))
        {
          gtk_list_box_select_row (self->box, row->widget);
          return;
        }
    }
  gtk_list_box_unselect_all (self->box);
}

static gboolean
same_order (MatoiIncidentList *self, GPtrArray *data)
{
  if (data->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < data->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      const MatoiIncidentRow *incident = g_ptr_array_index (data, i);

      if (!matoi_id_equal (&row->id, &incident->id) ||
          row->live != (g_strcmp0 (incident->state, "live") == 0))
        return FALSE;
    }
  return TRUE;
}

/* Where the clocks of the live ones are; once. */
void
matoi_incident_list_set_live (MatoiIncidentList *self, MatoiLive *live)
{
  g_return_if_fail (MATOI_IS_INCIDENT_LIST (self));

  g_set_object (&self->live, live);
}

/* Shows @live and @ended, both of MatoiIncidentRow. Rows that are still there are only
 * updated, so that the keyboard's place in the list is kept. */
void
matoi_incident_list_set_rows (MatoiIncidentList *self, GPtrArray *live, GPtrArray *ended)
{
  g_autoptr (GPtrArray) data = NULL;

  g_return_if_fail (MATOI_IS_INCIDENT_LIST (self));

  data = g_ptr_array_new ();
  g_ptr_array_extend (data, live, NULL, NULL);
  g_ptr_array_extend (data, ended, NULL, NULL);
  if (!same_order (self, data))
    {
      GtkWidget *child;

      g_ptr_array_set_size (self->rows, 0);
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
        gtk_list_box_remove (self->box, child);
      for (guint i = 0; i < data->len; i++)
        add_row (self, g_ptr_array_index (data, i));
    }
  for (guint i = 0; i < data->len; i++)
    show_row (self, g_ptr_array_index (self->rows, i), g_ptr_array_index (data, i));
  gtk_list_box_invalidate_headers (self->box);
  show_selection (self);
}

/* Marks the incident that is open; NULL: none. Does not emit "chosen". */
void
matoi_incident_list_select (MatoiIncidentList *self, const MatoiId *id)
{
  g_return_if_fail (MATOI_IS_INCIDENT_LIST (self));

  self->has_selected = id != NULL;
  if (id)
    self->selected = *id;
  show_selection (self);
}

/* Goes @step rows down (up when negative); FALSE at the end of the list. */
gboolean
matoi_incident_list_move (MatoiIncidentList *self, int step)
{
  GtkListBoxRow *widget = gtk_list_box_get_selected_row (self->box);
  int index = widget ? gtk_list_box_row_get_index (widget) + step : 0;

  widget = index >= 0 ? gtk_list_box_get_row_at_index (self->box, index) : NULL;
  if (!widget)
    return FALSE;
  gtk_list_box_select_row (self->box, widget);
  return TRUE;
}

/* Finds a listed incident by its reference, in any case and with or without "INC-". */
gboolean
matoi_incident_list_find (MatoiIncidentList *self, const char *ref, MatoiId *id)
{
  g_autofree char *wanted = matoi_reference_normalise (ref);

  for (guint i = 0; wanted && i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (g_ascii_strcasecmp (row->ref, wanted) == 0)
        {
          *id = row->id;
          return TRUE;
        }
    }
  return FALSE;
}

/* The newest live incident; FALSE when there is none. */
gboolean
matoi_incident_list_get_first_live (MatoiIncidentList *self, MatoiId *id)
{
  const Row *row = self->rows->len ? g_ptr_array_index (self->rows, 0) : NULL;

  if (!row || !row->live)
    return FALSE;
  *id = row->id;
  return TRUE;
}

/* Moves the durations on to @now. */
void
matoi_incident_list_tick (MatoiIncidentList *self, gint64 now)
{
  self->now = now;
  for (guint i = 0; i < self->rows->len; i++)
    show_details (self, g_ptr_array_index (self->rows, i));
}

static void
matoi_incident_list_dispose (GObject *object)
{
  MatoiIncidentList *self = MATOI_INCIDENT_LIST (object);

  g_clear_object (&self->live);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_incident_list_parent_class)->dispose (object);
}

static void
matoi_incident_list_class_init (MatoiIncidentListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_incident_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.toggle-sidebar", NULL);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
matoi_incident_list_init (MatoiIncidentList *self)
{
  GtkWidget *nothing = gtk_label_new (_ ("No incidents yet"));

  self->rows = g_ptr_array_new ();
  self->now = matoi_time_now ();
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_header_func (self->box, add_heading, NULL, NULL);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_set_margin_top (nothing, 24);
  gtk_list_box_set_placeholder (self->box, nothing);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self), "incident-list");
  gtk_widget_add_css_class (GTK_WIDGET (self), "background");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Incidents"), -1);
  g_signal_connect_swapped (self->box, "row-selected", G_CALLBACK (on_row_selected), self);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->box));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
