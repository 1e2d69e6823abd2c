/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-captured-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-moment.h"
#include "matoi-telling-list.h"

#define LEAST_WIDTH 200
#define ONE_LINE    36

/* Two hundred of them are made when the list is first shown: what few show is made when it is
 * needed, and the words are not laid out again to find a width. */
struct _MatoiCapturedRow
{
  GtkWidget parent_instance;
  GtkWidget *body, *top, *check, *chip;
  GtkLabel *time;
  GtkInscription *text;
  GtkLabel *note;         /* (nullable) until it is needed */
  GtkWidget *guess;       /* (nullable) until it is needed */
  MatoiTellingItem *item; /* (nullable) */
  GTimeZone *zone;        /* (nullable) */
  gint64 day;             /* what is of another one shows its date */
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (MatoiCapturedRow, matoi_captured_row, GTK_TYPE_WIDGET)

GtkWidget *
matoi_captured_row_new (void)
{
  return g_object_new (MATOI_TYPE_CAPTURED_ROW, NULL);
}

/* (nullable) */
MatoiTellingItem *
matoi_captured_row_get_item (MatoiCapturedRow *self)
{
  return self->item;
}

static void
activate_action (MatoiCapturedRow *self, const char *action)
{
  g_autofree char *id = self->item ? matoi_id_dup_text (&self->item->id) : NULL;

  if (id)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", id);
}

static void
on_toggled (MatoiCapturedRow *self)
{
  activate_action (self, "captured.toggle");
}

static void
on_confirm (MatoiCapturedRow *self)
{
  activate_action (self, "captured.confirm");
}

static void
on_rule_out (MatoiCapturedRow *self)
{
  activate_action (self, "captured.rule-out");
}

static GtkWidget *
add_guess_button (MatoiCapturedRow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small-button");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (self->guess), button);
  return button;
}

/* TML-07: a guess says why it cannot be told, and offers what can be done about it. */
static void
show_guess (MatoiCapturedRow *self, gboolean guess)
{
  if (!self->guess && guess)
    {
      self->guess = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_widget_add_css_class (self->guess, "captured-guess");
      add_guess_button (self, _ ("Confirm"), G_CALLBACK (on_confirm));
      add_guess_button (self, _ ("Rule Out"), G_CALLBACK (on_rule_out));
      gtk_box_append (GTK_BOX (self->body), self->guess);
    }
  if (self->guess)
    gtk_widget_set_visible (self->guess, guess && self->editable);
}

static const char *
get_note (MatoiTellingItem *item)
{
  if (item->gone)
    return _ ("Taken back or corrected later");
  if (item->guess)
    return _ ("Still a guess: confirm it or rule it out before it is told.");
  if (g_strcmp0 (item->verdict, "confirmed") == 0)
    return _ ("Confirmed");
  if (g_strcmp0 (item->verdict, "ruled-out") == 0)
    return _ ("Ruled out");
  return NULL;
}

static void
show_note (MatoiCapturedRow *self, const char *note)
{
  if (!self->note && note)
    {
      self->note = GTK_LABEL (gtk_label_new (NULL));
      gtk_label_set_xalign (self->note, 0);
      gtk_label_set_wrap (self->note, TRUE);
      gtk_label_set_wrap_mode (self->note, PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (GTK_WIDGET (self->note), "telling-note");
      gtk_box_insert_child_after (GTK_BOX (self->body), GTK_WIDGET (self->note),
                                  GTK_WIDGET (self->text));
    }
  if (!self->note)
    return;
  gtk_label_set_text (self->note, note ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static char *
dup_time (MatoiCapturedRow *self)
{
  gboolean same = matoi_moment_is_same_day (self->item->occurred_at, self->day, self->zone);

  /* Translators: a day and a time in little room; see strftime (3). */
  return matoi_time_to_local (self->item->occurred_at,
                              same ? "%H:%M:%S" : _ ("%-d %b %H:%M"), self->zone);
}

/* Reads the whole row out in one go: GTK leaves rows of a list without a name. */
static void
name_row (MatoiCapturedRow *self, const char *time, const char *note)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  /* Translators: read out for a captured entry: 1: whether the document tells it, 2: a time,
   * 3: its kind, 4: its words. */
  g_autofree char *name = g_strdup_printf (_ ("%1$s, %2$s, %3$s: %4$s"), self->item->told
    ? _ ("Told")
    : _ ("Left out"), time, matoi_telling_item_get_kind_name (self->item), self->item->text);
  g_autofree char *all = note ? g_strdup_printf ("%s. %s", name, note) : g_strdup (name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row ? row : GTK_WIDGET (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* A row is as high as one line or two; measured by the letters, which is cheap. */
static guint
count_lines (const char *words)
{
  guint width = 0;

  for (const char *p = words; *p && width <= ONE_LINE; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width > ONE_LINE || strchr (words, '\n') ? 2 : 1;
}

static void
show_item (MatoiCapturedRow *self)
{
  MatoiTellingItem *item = self->item;
  g_autofree char *time = dup_time (self);
  const char *note = get_note (item);
  const char *words = item->captured ? item->captured : item->text;

  g_signal_handlers_block_by_func (self->check, on_toggled, self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), item->told);
  g_signal_handlers_unblock_by_func (self->check, on_toggled, self);
  gtk_widget_set_sensitive (self->check, self->editable && (item->told || !item->guess));
  gtk_label_set_text (self->time, time);
  matoi_telling_list_show_chip (self->chip, item);
  gtk_inscription_set_text (self->text, words);
  gtk_inscription_set_min_lines (self->text, count_lines (words));
  set_class (self->body, "gone", item->gone);
  set_class (self->body, "told", item->told);
  show_note (self, note);
  show_guess (self, item->guess);
  name_row (self, time, note);
}

void
matoi_captured_row_show (MatoiCapturedRow *self,
                         MatoiTellingItem *item,
                         GTimeZone *zone,
                         gint64 day,
                         gboolean editable)
{
  g_return_if_fail (MATOI_IS_CAPTURED_ROW (self));

  if (self->item != item)
    {
      if (self->item)
        g_signal_handlers_disconnect_by_data (self->item, self);
      g_set_object (&self->item, item);
      if (item)
        g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
    }
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone ? g_time_zone_ref (zone) : NULL;
  self->day = day;
  self->editable = editable;
  if (item)
    show_item (self);
}

/* All of it, with both clocks: told only to who asks for it. */
static gboolean
matoi_captured_row_query_tooltip (GtkWidget *widget,
                                  int x,
                                  int y,
                                  gboolean keyboard,
                                  GtkTooltip *tooltip)
{
  MatoiCapturedRow *self = MATOI_CAPTURED_ROW (widget);
  g_autofree char *time = NULL, *text = NULL;

  if (!self->item)
    return FALSE;
  time = matoi_moment_dup_text (self->item->occurred_at, self->zone);
  text = g_strdup_printf ("%s\n%s", time,
                          self->item->captured ? self->item->captured : self->item->text);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* --- the object */

static void
matoi_captured_row_dispose (GObject *object)
{
  MatoiCapturedRow *self = MATOI_CAPTURED_ROW (object);

  matoi_captured_row_show (self, NULL, NULL, 0, FALSE);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_captured_row_parent_class)->dispose (object);
}

static void
matoi_captured_row_class_init (MatoiCapturedRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_captured_row_dispose;
  widget_class->query_tooltip = matoi_captured_row_query_tooltip;
}

static void
matoi_captured_row_init (MatoiCapturedRow *self)
{
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->body, "captured-row");
  self->top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->check = gtk_check_button_new ();
  /* The row itself has the keyboard: Space does the same there. */
  gtk_widget_set_focusable (self->check, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Told in the document"), -1);
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (on_toggled), self);
  self->time = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "telling-time");
  self->chip = matoi_telling_list_new_chip ();
  self->text = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_text_overflow (self->text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "captured-text");
  gtk_box_append (GTK_BOX (self->top), self->check);
  gtk_box_append (GTK_BOX (self->top), GTK_WIDGET (self->time));
  gtk_box_append (GTK_BOX (self->top), self->chip);
  gtk_box_append (GTK_BOX (self->body), self->top);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->text));
  matoi_telling_list_lay_out_row (GTK_WIDGET (self), self->body, LEAST_WIDTH);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}
