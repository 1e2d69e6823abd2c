/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-follow-ups-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-follow-ups-text.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Wide enough for the words of both languages, so that the columns stand below each other. */
#define KEY_WIDTH      104
#define DUE_WIDTH      142
#define STATE_WIDTH    124
#define PRIORITY_WIDTH 38

struct _MatoiFollowUpsRow
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiFollowUpsItem *item; /* (nullable) */
  GtkLabel *heading;
  GtkWidget *line; /* (nullable) until an item is shown here: headings need none of it */
  GtkLabel *priority, *text, *where, *key, *who, *state, *due, *age;
};

G_DEFINE_FINAL_TYPE (MatoiFollowUpsRow, matoi_follow_ups_row, GTK_TYPE_WIDGET)

/* --- looks */

void
matoi_follow_ups_show_priority (GtkLabel *chip, const char *priority)
{
  const char *look = g_strcmp0 (priority, "P0") == 0   ? "detection"
                     : g_strcmp0 (priority, "P1") == 0 ? "hypothesis"
                                                       : "system";

  matoi_side_set_label (chip, priority ? priority : "");
  gtk_widget_set_visible (GTK_WIDGET (chip), priority && *priority);
  matoi_ui_set_style (GTK_WIDGET (chip), "kind-", look);
}

/* Nothing happens before somebody looks at it. */
static gboolean
is_stuck (const char *waiting)
{
  return !g_str_equal (waiting, "queued") && !g_str_equal (waiting, "sending") &&
         !g_str_equal (waiting, "unknown") && !g_str_equal (waiting, "verifying");
}

/* The site's own word where there is one; else ours. */
static const char *
get_state (const MatoiActionRow *row, const char *waiting, const char **look)
{
  *look = "system";
  if (strcmp (row->state, "wont") == 0)
    return _ ("Won’t do");
  if (strcmp (row->state, "noted") == 0)
    return _ ("Noted");
  if (row->gone)
    {
      *look = "detection";
      return _ ("Ticket is gone");
    }
  if (!row->key)
    {
      *look = waiting ? "action" : "decision";
      return !waiting ? _ ("No ticket")
                      : is_stuck (waiting)
        ? _ ("Ticket held")
        : _ ("Ticket on its way");
    }
  if (g_strcmp0 (row->category, "done") == 0)
    {
      *look = "fact";
      return row->status ? row->status : _ ("Done");
    }
  if (g_strcmp0 (row->category, "indeterminate") == 0)
    *look = "action";
  return row->status ? row->status : _ ("Ticketed");
}

void
matoi_follow_ups_show_state (GtkLabel *chip, MatoiFollowUpsItem *item)
{
  const MatoiActionRow *row = matoi_follow_ups_item_get_row (item);
  const char *look, *state = get_state (row, matoi_follow_ups_item_get_waiting (item), &look);

  if (matoi_follow_ups_item_is_over (item))
    {
      state = _ ("Not open any more");
      look = "fact";
    }

  matoi_side_set_label (chip, state);
  matoi_ui_set_style (GTK_WIDGET (chip), "kind-", look);
}

/* --- the line */

static char *
dup_where (const MatoiActionRow *row, const char *age)
{
  const char *team = row->owner_team && *row->owner_team ? row->owner_team : _ ("no team yet");

  return g_strdup_printf ("%s · %s · %s · %s", team, age, row->ref, row->title);
}

static void
show_line (MatoiFollowUpsRow *self, const MatoiActionRow *row)
{
  gint64 now = matoi_context_get_now (self->context);
  GTimeZone *zone = matoi_context_get_zone (self->context);
  g_autofree char *today = matoi_time_to_local (now, "%Y-%m-%d", zone);
  g_autofree char *due = row->open ? matoi_follow_ups_dup_due (row->due, today) : g_strdup ("");
  g_autofree char *age = matoi_follow_ups_dup_age (row->created_at, now, zone);
  g_autofree char *changed = row->changed_at > row->created_at
                               ? matoi_follow_ups_dup_changed (row->changed_at, now, zone)
                               : g_strdup ("");
  g_autofree char *where = dup_where (row, age);
  int days = 0;
  gboolean late = row->open && matoi_follow_ups_count_days (row->due, today, &days) && days < 0;

  matoi_follow_ups_show_priority (self->priority, row->priority);
  matoi_side_set_label (self->text, row->text);
  matoi_side_set_label (self->where, where);
  matoi_side_set_label (self->key, row->key ? row->key : "—");
  matoi_side_set_label (self->who,
                        row->assignee ? row->assignee : row->key ? _ ("nobody yet") : "");
  matoi_follow_ups_show_state (self->state, self->item);
  matoi_side_set_label (self->due, due);
  matoi_side_set_label (self->age, changed);
  matoi_ui_set_style (GTK_WIDGET (self->due), "due-",
                      late                ? "late"
                      : days == 0 && *due ? "now"
                                          : NULL);
}

static GtkLabel *
new_label (GtkWidget *box, int chars, float xalign, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  if (chars > 0)
    gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  if (style)
    gtk_widget_add_css_class (label, style);
  if (g_strcmp0 (style, "caption") == 0)
    gtk_widget_add_css_class (label, "dim-label");
  matoi_side_explain_cut (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
new_column (MatoiFollowUpsRow *self, int width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_widget_set_hexpand (box, width < 0);
  gtk_widget_set_size_request (box, width, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->line), box);
  return box;
}

static GtkLabel *
new_chip (MatoiFollowUpsRow *self, int width)
{
  GtkWidget *holder = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkLabel *chip = new_label (holder, -1, 0.5f, "chip");

  gtk_widget_set_valign (GTK_WIDGET (chip), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (holder, width, -1);
  gtk_box_append (GTK_BOX (self->line), holder);
  return chip;
}

static void
make_line (MatoiFollowUpsRow *self)
{
  GtkWidget *column;

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  self->priority = new_chip (self, PRIORITY_WIDTH);
  column = new_column (self, -1);
  self->text = new_label (column, -1, 0, "fup-text");
  self->where = new_label (column, -1, 0, "caption");
  column = new_column (self, KEY_WIDTH);
  self->key = new_label (column, 1, 0, "fup-key");
  self->who = new_label (column, 1, 0, "caption");
  self->state = new_chip (self, STATE_WIDTH);
  gtk_label_set_max_width_chars (self->state, 14);
  column = new_column (self, DUE_WIDTH);
  self->due = new_label (column, 1, 1, "fup-due");
  self->age = new_label (column, 1, 1, "caption");
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

static char *
dup_heading (MatoiFollowUpsItem *item)
{
  if (matoi_follow_ups_item_get_count (item) == 0)
    return g_strdup (matoi_follow_ups_item_get_title (item));
  /* Translators: a heading and how many are below it. */
  return g_strdup_printf (_ ("%1$s (%2$u)"), matoi_follow_ups_item_get_title (item),
                             matoi_follow_ups_item_get_count (item));
}

/* All of a line in one sentence, for who hears it. */
static char *
dup_spoken (MatoiFollowUpsRow *self)
{
  GtkLabel *const parts[] = { self->priority, self->text, self->due,   self->key,
                              self->state,    self->who,  self->where, self->age };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = gtk_label_get_text (parts[i]);

      if (*part && strcmp (part, "—") != 0)
        g_string_append_printf (text, "%s%s", text->len ? ", " : "", part);
    }
  return g_string_free (text, FALSE);
}

static void
show_item (MatoiFollowUpsRow *self)
{
  const MatoiActionRow *row = matoi_follow_ups_item_get_row (self->item);
  g_autofree char *spoken = NULL;

  if (row && !self->line)
    make_line (self);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), !row);
  if (self->line)
    gtk_widget_set_visible (self->line, row != NULL);
  matoi_ui_set_style (GTK_WIDGET (self), "fup-", row ? "line" : "heading");
  if (row)
    {
      show_line (self, row);
      spoken = dup_spoken (self);
    }
  else
    {
      spoken = dup_heading (self->item);
      matoi_side_set_label (self->heading, spoken);
    }
  matoi_side_set_name (GTK_WIDGET (self), spoken);
}

void
matoi_follow_ups_row_set_item (MatoiFollowUpsRow *self, MatoiFollowUpsItem *item)
{
  g_return_if_fail (MATOI_IS_FOLLOW_UPS_ROW (self));

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (!item)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

MatoiFollowUpsItem *
matoi_follow_ups_row_get_item (MatoiFollowUpsRow *self)
{
  return self->item;
}

GtkWidget *
matoi_follow_ups_row_new (MatoiContext *context)
{
  MatoiFollowUpsRow *self = g_object_new (MATOI_TYPE_FOLLOW_UPS_ROW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

static void
matoi_follow_ups_row_dispose (GObject *object)
{
  MatoiFollowUpsRow *self = MATOI_FOLLOW_UPS_ROW (object);

  matoi_follow_ups_row_set_item (self, NULL);
  g_clear_object (&self->context);
  if (self->heading)
    gtk_widget_unparent (GTK_WIDGET (self->heading));
  self->heading = NULL;
  g_clear_pointer (&self->line, gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_follow_ups_row_parent_class)->dispose (object);
}

static void
matoi_follow_ups_row_class_init (MatoiFollowUpsRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_follow_ups_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "fuprow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
matoi_follow_ups_row_init (MatoiFollowUpsRow *self)
{
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
}
