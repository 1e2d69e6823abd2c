/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-line.h"

#include <glib/gi18n-lib.h>

#include "matoi-postmortem.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiHistoryLine
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiHistoryItem *item; /* (nullable) */
  GtkLabel *cells[MATOI_HISTORY_N_COLUMNS], *hits;
};

G_DEFINE_FINAL_TYPE (MatoiHistoryLine, matoi_history_line, GTK_TYPE_WIDGET)

/* Wide enough for the words of both languages, so that the columns stand below each other. */
static const struct
{
  const char *title;
  int width;
} columns[MATOI_HISTORY_N_COLUMNS] = {
  [MATOI_HISTORY_REF] = { N_ ("Reference"), 116 },
  [MATOI_HISTORY_SEVERITY] = { N_ ("Severity"), 76 },
  [MATOI_HISTORY_TITLE] = { N_ ("Title"), -1 },
  [MATOI_HISTORY_SERVICES] = { N_ ("Services"), 96 },
  /* Translators: the head of a column: when an incident began. */
  [MATOI_HISTORY_STARTED] = { N_ ("Began"), 132 },
  /* Translators: the head of a column: how long an incident lasted. */
  [MATOI_HISTORY_DURATION] = { N_ ("Lasted"), 66 },
  [MATOI_HISTORY_POSTMORTEM] = { N_ ("Postmortem"), 104 },
  [MATOI_HISTORY_ACTIONS] = { N_ ("Actions"), 68 },
};

const char *
matoi_history_get_column_title (MatoiHistoryColumn column)
{
  return _ (columns[column].title);
}

int
matoi_history_get_column_width (MatoiHistoryColumn column)
{
  return columns[column].width;
}

/** matoi_history_dup_duration: hours and minutes (transfer full) */
char *
matoi_history_dup_duration (const MatoiHistoryRow *row)
{
  gint64 minutes;

  if (row->ended_at == MATOI_TIME_NONE)
    return g_strdup (_ ("live"));
  minutes = MAX (row->ended_at - row->started_at, 0) / MATOI_MINUTE;
  return g_strdup_printf ("%d:%02d", (int) (minutes / 60), (int) (minutes % 60));
}

static void
set_cell (MatoiHistoryLine *self, MatoiHistoryColumn column, const char *text)
{
  matoi_side_set_label (self->cells[column], text && *text ? text : "—");
}

static void
name_line (MatoiHistoryLine *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    g_string_append_printf (text, "%s%s: %s", i > 0 ? ", " : "", matoi_history_get_column_title (i),
                            gtk_label_get_text (self->cells[i]));
  if (gtk_widget_get_visible (GTK_WIDGET (self->hits)))
    g_string_append_printf (text, ", %s", gtk_label_get_text (self->hits));
  matoi_side_set_name (GTK_WIDGET (self), text->str);
  g_string_free (text, TRUE);
}

static void
show_item (MatoiHistoryLine *self)
{
  const MatoiHistoryRow *row = matoi_history_item_get_row (self->item);
  guint n = matoi_history_item_get_hits (self->item);
  g_autofree char *began =
    matoi_time_to_local (row->started_at, "%Y-%m-%d %H:%M", matoi_context_get_zone (self->context));
  g_autofree char *lasted = matoi_history_dup_duration (row), *actions = NULL, *hits = NULL;
  g_auto (GStrv) services = g_strsplit (row->services, ",", -1);
  g_autofree char *listed = g_strjoinv (", ", services);

  if (row->actions > 0)
    actions =
      g_strdup_printf ("%d/%d", (int) (row->actions - row->actions_open), (int) row->actions);
  set_cell (self, MATOI_HISTORY_REF, row->ref);
  matoi_ui_show_severity (self->cells[MATOI_HISTORY_SEVERITY], row->severity_label,
                          (int) row->rank);
  set_cell (self, MATOI_HISTORY_TITLE, row->title);
  set_cell (self, MATOI_HISTORY_SERVICES, listed);
  set_cell (self, MATOI_HISTORY_STARTED, began);
  set_cell (self, MATOI_HISTORY_DURATION, lasted);
  set_cell (self, MATOI_HISTORY_POSTMORTEM,
            row->postmortem_state ? matoi_postmortem_state_name (row->postmortem_state) : NULL);
  set_cell (self, MATOI_HISTORY_ACTIONS, actions);
  if (n > 0)
    hits = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", n), n);
  matoi_side_set_label (self->hits, hits ? hits : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hits), n > 0);
  name_line (self);
}

/** matoi_history_line_set_item: shows @item and follows it. */
void
matoi_history_line_set_item (MatoiHistoryLine *self, MatoiHistoryItem *item)
{
  g_return_if_fail (MATOI_IS_HISTORY_LINE (self));

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (!item)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

/** matoi_history_line_get_item: (nullable) */
MatoiHistoryItem *
matoi_history_line_get_item (MatoiHistoryLine *self)
{
  return self->item;
}

static GtkLabel *
new_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  matoi_side_explain_cut (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
matoi_history_line_dispose (GObject *object)
{
  MatoiHistoryLine *self = MATOI_HISTORY_LINE (object);
  GtkWidget *child;

  matoi_history_line_set_item (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_history_line_parent_class)->dispose (object);
}

static void
matoi_history_line_class_init (MatoiHistoryLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_line_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "historyline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
matoi_history_line_init (MatoiHistoryLine *self)
{
  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

      gtk_widget_set_size_request (box, columns[i].width, -1);
      gtk_widget_set_hexpand (box, columns[i].width < 0);
      gtk_widget_set_parent (box, GTK_WIDGET (self));
      self->cells[i] = new_label (box, i == MATOI_HISTORY_SEVERITY ? "severity-chip"
                                       : i == MATOI_HISTORY_REF    ? "dim-label"
                                       : i == MATOI_HISTORY_TITLE  ? "history-title"
                                                                   : "numeric");
      if (i == MATOI_HISTORY_TITLE)
        self->hits = new_label (box, "history-hits");
      if (i != MATOI_HISTORY_SEVERITY)
        gtk_widget_set_hexpand (GTK_WIDGET (self->cells[i]), TRUE);
    }
  gtk_label_set_xalign (self->cells[MATOI_HISTORY_SEVERITY], 0.5f);
  gtk_label_set_width_chars (self->cells[MATOI_HISTORY_SEVERITY], -1);
  gtk_label_set_max_width_chars (self->cells[MATOI_HISTORY_SEVERITY], -1);
  gtk_label_set_ellipsize (self->hits, PANGO_ELLIPSIZE_NONE);
}

GtkWidget *
matoi_history_line_new (MatoiContext *context)
{
  MatoiHistoryLine *self = g_object_new (MATOI_TYPE_HISTORY_LINE, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
