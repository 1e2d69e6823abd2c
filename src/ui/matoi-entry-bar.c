/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-entry-bar.h"

#include <glib/gi18n-lib.h>

#include "matoi-line.h"
#include "matoi-time.h"
#include "matoi-ui-text.h"

/* How long a line may be on its way before a spinner says so; most take a few milliseconds. */
#define SPINNER_DELAY_MS 300

/* A line that was entered: where it ends in the field and when its first key was pressed. */
typedef struct
{
  guint end; /* in characters */
  gint64 typed_at;
} Line;

struct _MatoiEntryBar
{
  GtkWidget parent_instance;
  GtkRevealer *bar_revealer;
  GtkLabel *bar_message, *bar_kind;
  GtkWidget *bar_chip;
  GtkImage *bar_icon;
  GtkText *bar_text;
  GtkSpinner *bar_spinner;

  GQueue lines;    /* of Line; the first one is on its way */
  gint64 typed_at; /* first key of what follows the last line, or MATOI_TIME_NONE */
  char *submitted; /* (nullable) the text on its way */
  gboolean composing;
  guint spinner_id;
};

G_DEFINE_FINAL_TYPE (MatoiEntryBar, matoi_entry_bar, GTK_TYPE_WIDGET)

enum
{
  SUBMIT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static guint
get_entered (MatoiEntryBar *self)
{
  Line *last = g_queue_peek_tail (&self->lines);

  return last ? last->end : 0;
}

static gboolean
is_blank (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static void
show_kind (MatoiEntryBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  const MatoiKindLook *look = matoi_ui_get_line_look (matoi_line_kind (text));
  const char *label = matoi_ui_get_look_label (look);

  gtk_label_set_text (self->bar_kind, label);
  gtk_image_set_from_icon_name (self->bar_icon, look->icon);
  matoi_ui_set_style (self->bar_chip, "kind-", look->style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar_text),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
}

static void
hide_message (MatoiEntryBar *self)
{
  gtk_revealer_set_reveal_child (self->bar_revealer, FALSE);
  gtk_label_set_text (self->bar_message, "");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->bar_text), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
stamp (MatoiEntryBar *self)
{
  if (self->typed_at == MATOI_TIME_NONE)
    self->typed_at = matoi_time_now ();
}

static void
on_changed (MatoiEntryBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  guint length = g_utf8_strlen (text, -1);

  if (length > get_entered (self))
    stamp (self);
  else if (!self->composing)
    self->typed_at = MATOI_TIME_NONE;
  show_kind (self);
}

/* A user's change takes an old message away; the text that comes back with one does not. */
static void
on_edited (MatoiEntryBar *self)
{
  if (*matoi_entry_bar_get_message (self))
    hide_message (self);
}

/* The first key of a line may well open a conversion: that is when the line was begun. */
static void
on_preedit_changed (MatoiEntryBar *self, const char *preedit)
{
  self->composing = preedit && *preedit;
  if (self->composing)
    stamp (self);
}

static gboolean
show_spinner (gpointer user_data)
{
  MatoiEntryBar *self = user_data;

  self->spinner_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->bar_spinner), TRUE);
  gtk_spinner_start (self->bar_spinner);
  return G_SOURCE_REMOVE;
}

static void
stop_spinner (MatoiEntryBar *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->bar_spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->bar_spinner), FALSE);
}

static void
send_first (MatoiEntryBar *self)
{
  Line *line = g_queue_peek_head (&self->lines);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  g_autofree char *copy = NULL;

  g_free (self->submitted);
  self->submitted = g_utf8_substring (text, 0, line->end);
  copy = g_strdup (self->submitted);
  self->spinner_id = g_timeout_add (SPINNER_DELAY_MS, show_spinner, self);
  g_signal_emit (self, signals[SUBMIT], 0, copy, line->typed_at);
}

/* Enter. An input method that is composing eats the key, so that this is not called; the
 * check is for methods which pass it on as well. */
static void
on_activate (MatoiEntryBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  guint length = g_utf8_strlen (text, -1), entered = get_entered (self);
  Line *line;

  if (self->composing || length <= entered || is_blank (g_utf8_offset_to_pointer (text, entered)))
    return;
  hide_message (self);
  stamp (self);
  line = g_new (Line, 1);
  line->end = length;
  line->typed_at = self->typed_at;
  self->typed_at = MATOI_TIME_NONE;
  g_queue_push_tail (&self->lines, line);
  if (self->lines.length == 1)
    send_first (self);
}

static void
forget_lines (MatoiEntryBar *self)
{
  g_queue_clear_full (&self->lines, g_free);
  g_clear_pointer (&self->submitted, g_free);
  stop_spinner (self);
}

/* The line on its way is durable: takes it out of the field and sends the next one. */
void
matoi_entry_bar_accept (MatoiEntryBar *self)
{
  const char *text;
  g_autofree Line *done = NULL;

  g_return_if_fail (MATOI_IS_ENTRY_BAR (self));

  done = g_queue_pop_head (&self->lines);
  stop_spinner (self);
  if (!done || !self->submitted)
    return;

  text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  if (g_str_has_prefix (text, self->submitted))
    {
      gint64 typed_at = self->typed_at;

      for (GList *link = self->lines.head; link; link = link->next)
        ((Line *) link->data)->end -= done->end;
      gtk_editable_delete_text (GTK_EDITABLE (self->bar_text), 0, (int) done->end);
      /* Deleting what was saved is no typing: what follows keeps its own first key. */
      self->typed_at = typed_at;
    }
  else
    /* Somebody went back into the saved text: what stands there now is theirs to enter again. */
    g_queue_clear_full (&self->lines, g_free);
  g_clear_pointer (&self->submitted, g_free);
  if (self->lines.length > 0)
    send_first (self);
}

/* The line on its way is not recorded: it stays in the field, and @message says why and what
 * to do. @is_hint: nothing is wrong, it is only done elsewhere. */
void
matoi_entry_bar_refuse (MatoiEntryBar *self, const char *message, gboolean is_hint)
{
  Line *first;

  g_return_if_fail (MATOI_IS_ENTRY_BAR (self));

  first = g_queue_peek_head (&self->lines);
  if (first && self->typed_at == MATOI_TIME_NONE)
    self->typed_at = first->typed_at;
  forget_lines (self);
  gtk_label_set_text (self->bar_message, message);
  if (is_hint)
    gtk_widget_add_css_class (GTK_WIDGET (self->bar_message), "hint");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->bar_message), "hint");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->bar_text), GTK_ACCESSIBLE_STATE_INVALID,
                               is_hint ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  gtk_revealer_set_reveal_child (self->bar_revealer, TRUE);
}

/* Forgets everything and shows @text: the draft of another incident. */
void
matoi_entry_bar_reset (MatoiEntryBar *self, const char *text)
{
  g_return_if_fail (MATOI_IS_ENTRY_BAR (self));

  forget_lines (self);
  hide_message (self);
  self->typed_at = MATOI_TIME_NONE;
  gtk_editable_set_text (GTK_EDITABLE (self->bar_text), text);
  gtk_editable_set_position (GTK_EDITABLE (self->bar_text), -1);
}

const char *
matoi_entry_bar_get_text (MatoiEntryBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
}

/* The message shown, or "". */
const char *
matoi_entry_bar_get_message (MatoiEntryBar *self)
{
  return gtk_label_get_text (self->bar_message);
}

static gboolean
matoi_entry_bar_grab_focus (GtkWidget *widget)
{
  GtkText *text = MATOI_ENTRY_BAR (widget)->bar_text;

  /* Without selecting what is there: the next key must not wipe out a draft. */
  return gtk_text_grab_focus_without_selecting (text);
}

static void
matoi_entry_bar_dispose (GObject *object)
{
  MatoiEntryBar *self = MATOI_ENTRY_BAR (object);

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_queue_clear_full (&self->lines, g_free);
  g_clear_pointer (&self->submitted, g_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ENTRY_BAR);
  G_OBJECT_CLASS (matoi_entry_bar_parent_class)->dispose (object);
}

static void
matoi_entry_bar_class_init (MatoiEntryBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_entry_bar_dispose;
  widget_class->grab_focus = matoi_entry_bar_grab_focus;
  signals[SUBMIT] = g_signal_new ("submit", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/matoi/Matoi/entry-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_kind);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_chip);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_spinner);
}

static void
matoi_entry_bar_init (MatoiEntryBar *self)
{
  GtkEntryBuffer *buffer;

  g_queue_init (&self->lines);
  self->typed_at = MATOI_TIME_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->bar_text, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->bar_text, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->bar_text, "preedit-changed", G_CALLBACK (on_preedit_changed),
                            self);
  buffer = gtk_text_get_buffer (self->bar_text);
  g_signal_connect_object (buffer, "inserted-text", G_CALLBACK (on_edited), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "deleted-text", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  show_kind (self);
}
