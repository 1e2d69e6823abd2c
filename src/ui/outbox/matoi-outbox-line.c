/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-outbox-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiOutboxLine
{
  GtkListBoxRow parent_instance;
  GtkImage *ol_icon;
  GtkLabel *ol_title, *ol_state, *ol_words, *ol_reason, *ol_since, *ol_consequence, *ol_problem;
  GtkWidget *ol_editor, *ol_confirm, *ol_buttons, *ol_leave;
  GtkTextView *ol_text;
  GtkButton *ol_incident, *ol_send, *ol_send_all_the_same, *ol_edit, *ol_discard;

  gint64 id;
  GPtrArray *rows;           /* owns the row */
  const MatoiOutboxRow *row; /* (nullable) until it is shown */
  MatoiContext *context;     /* (nullable) */
  gboolean discreet;
};

G_DEFINE_FINAL_TYPE (MatoiOutboxLine, matoi_outbox_line, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SEND,
  EDIT,
  DISCARD,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what it looks like */

static const char *
get_icon (const char *op)
{
  static const struct
  {
    const char *op, *icon;
  } icons[] = {
    { "message.post", "matoi-chat-symbolic" },     { "channel.invite", "matoi-role-symbolic" },
    { "channel.bookmark", "matoi-link-symbolic" }, { "channel.export", "matoi-import-symbolic" },
    { "channel.archive", "matoi-ended-symbolic" }, { "reaction.add", "matoi-bulb-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (strcmp (icons[i].op, op) == 0)
      return icons[i].icon;
  return "matoi-channel-symbolic";
}

static const char *
get_style (const char *state)
{
  static const struct
  {
    const char *state, *style;
  } styles[] = {
    { "sending", "action" },   { "unknown", "hypothesis" }, { "verifying", "hypothesis" },
    { "sent", "fact" },        { "failed", "detection" },   { "held", "severity" },
    { "expired", "severity" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (strcmp (styles[i].state, state) == 0)
      return styles[i].style;
  return "system";
}

/* What the button does, which depends on why it did not go by itself. */
static const char *
get_verb (const MatoiOutboxRow *row, gboolean asks)
{
  if (asks)
    return g_strcmp0 (row->last_error, MATOI_OUTBOX_MAYBE) == 0 ||
           g_strcmp0 (row->last_error, MATOI_OUTBOX_RESTORED) == 0
      ? _ ("_Send Again…")
      : _ ("_Send Late…");
  return strcmp (row->state, "failed") == 0 ? _ ("_Try Again") : _ ("_Send Now");
}

static char *
dup_day_time (gint64 at, MatoiContext *context)
{
  GTimeZone *zone = matoi_context_get_zone (context);
  g_autofree char *day = matoi_time_to_local (at, "%F", zone);
  g_autofree char *today = matoi_time_to_local (matoi_context_get_now (context), "%F", zone);

  return matoi_time_to_local (at, strcmp (day, today) == 0 ? "%H:%M:%S" : "%F %H:%M", zone);
}

static char *
dup_since (MatoiOutboxLine *self)
{
  const MatoiOutboxRow *row = self->row;
  gboolean sent = row->sent_at != MATOI_TIME_NONE;
  g_autofree char *time = dup_day_time (sent ? row->sent_at : row->created_at, self->context);

  if (sent)
    /* Translators: of a message; %s is a time. */
    return g_strdup_printf (_ ("Sent at %s"), time);
  /* Translators: of a message that is not sent yet; %s is a time. */
  return g_strdup_printf (_ ("Waits since %s"), time);
}

static void
show_words (MatoiOutboxLine *self)
{
  g_autofree char *words = matoi_outbox_dup_words (self->row);
  gboolean hidden = words && self->discreet;

  gtk_widget_set_visible (GTK_WIDGET (self->ol_words),
                          words && !gtk_widget_get_visible (self->ol_editor));
  matoi_side_set_label (self->ol_words, hidden ? _ ("Confidential: open the incident to read it.")
                      : words ? words
                              : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->ol_words), hidden ? NULL : words);
}

static void
show_reason (MatoiOutboxLine *self)
{
  g_autofree char *reason =
    matoi_outbox_dup_reason (self->row, matoi_context_get_zone (self->context));

  matoi_side_set_label (self->ol_reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->ol_reason), strcmp (self->row->state, "sent") != 0);
}

static void
show_buttons (MatoiOutboxLine *self)
{
  g_autofree char *asks =
    matoi_outbox_dup_consequence (self->row, matoi_context_get_now (self->context),
                                  matoi_context_get_zone (self->context));
  gboolean folded =
    !gtk_widget_get_visible (self->ol_editor) && !gtk_widget_get_visible (self->ol_confirm);
  gboolean can_send = matoi_outbox_can (self->row, MATOI_OUTBOX_RETRY);

  if (g_strcmp0 (gtk_button_get_label (self->ol_send), get_verb (self->row, asks != NULL)) != 0)
    gtk_button_set_label (self->ol_send, get_verb (self->row, asks != NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->ol_send), can_send);
  gtk_widget_set_visible (GTK_WIDGET (self->ol_edit),
                          matoi_outbox_can (self->row, MATOI_OUTBOX_EDIT) && !self->discreet);
  gtk_widget_set_visible (GTK_WIDGET (self->ol_discard),
                          matoi_outbox_can (self->row, MATOI_OUTBOX_DISCARD));
  gtk_widget_set_visible (self->ol_buttons, folded);
  /* It has been decided elsewhere meanwhile. */
  if (!can_send && gtk_widget_get_visible (self->ol_confirm))
    gtk_widget_set_visible (self->ol_confirm, FALSE);
}

static void
show (MatoiOutboxLine *self)
{
  g_autofree char *title = matoi_outbox_dup_title (self->row);
  g_autofree char *since = dup_since (self);
  const char *state = matoi_outbox_state_name (self->row->state);
  /* Translators: for screen readers: %1$s is a message, %2$s its state, such as "waiting". */
  g_autofree char *name = g_strdup_printf (_ ("%1$s: %2$s"), title, state);

  gtk_image_set_from_icon_name (self->ol_icon, get_icon (self->row->op));
  matoi_side_set_label (self->ol_title, title);
  matoi_side_set_label (self->ol_state, state);
  matoi_ui_set_style (GTK_WIDGET (self->ol_state), "kind-", get_style (self->row->state));
  matoi_side_set_label (self->ol_since, since);
  matoi_side_set_name (GTK_WIDGET (self), name);
  gtk_widget_set_visible (GTK_WIDGET (self->ol_incident), self->row->ref != NULL);
  if (self->row->ref && g_strcmp0 (gtk_button_get_label (self->ol_incident), self->row->ref) != 0)
    {
      gtk_button_set_label (self->ol_incident, self->row->ref);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->ol_incident), "s", self->row->ref);
    }
  show_words (self);
  show_reason (self);
  show_buttons (self);
}

void
matoi_outbox_line_show (MatoiOutboxLine *self,
                        GPtrArray *rows,
                        const MatoiOutboxRow *row,
                        gboolean discreet,
                        MatoiContext *context)
{
  GPtrArray *old = self->rows;

  g_return_if_fail (MATOI_IS_OUTBOX_LINE (self) && row->id == self->id);

  self->rows = g_ptr_array_ref (rows);
  self->row = row;
  self->discreet = discreet;
  g_set_object (&self->context, context);
  g_clear_pointer (&old, g_ptr_array_unref);
  show (self);
}

void
matoi_outbox_line_show_problem (MatoiOutboxLine *self, const char *text)
{
  g_return_if_fail (MATOI_IS_OUTBOX_LINE (self));

  matoi_side_set_label (self->ol_problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ol_problem), text != NULL);
}

/* --- what a person does */

/* Back to the buttons; the keyboard stays with the line. */
static void
fold (MatoiOutboxLine *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  gtk_widget_set_visible (self->ol_editor, FALSE);
  gtk_widget_set_visible (self->ol_confirm, FALSE);
  matoi_outbox_line_show_problem (self, NULL);
  show (self);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

gboolean
matoi_outbox_line_is_edited (MatoiOutboxLine *self)
{
  return gtk_widget_get_visible (self->ol_editor);
}

void
matoi_outbox_line_end_edit (MatoiOutboxLine *self)
{
  fold (self);
}

/* The one thing that is asked twice: it would interrupt people late, or a second time. */
static void
ask_or_send (MatoiOutboxLine *self)
{
  g_autofree char *asks =
    matoi_outbox_dup_consequence (self->row, matoi_context_get_now (self->context),
                                  matoi_context_get_zone (self->context));

  matoi_outbox_line_show_problem (self, NULL);
  if (!asks)
    {
      g_signal_emit (self, signals[SEND], 0);
      return;
    }
  gtk_label_set_text (self->ol_consequence, asks);
  gtk_button_set_label (self->ol_send_all_the_same,
                        self->row->pings ? _ ("_Alert People Now")
                                         : _ ("_Send Again, Perhaps Twice"));
  gtk_widget_set_visible (self->ol_confirm, TRUE);
  show_buttons (self);
  gtk_widget_grab_focus (self->ol_leave);
}

static void
send_all_the_same (MatoiOutboxLine *self)
{
  fold (self);
  g_signal_emit (self, signals[SEND], 0);
}

static void
begin_edit (MatoiOutboxLine *self)
{
  g_autofree char *words = matoi_outbox_dup_words (self->row);

  matoi_outbox_line_show_problem (self, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->ol_text), words ? words : "", -1);
  gtk_widget_set_visible (self->ol_confirm, FALSE);
  gtk_widget_set_visible (self->ol_editor, TRUE);
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->ol_text));
}

static void
save (MatoiOutboxLine *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->ol_text);
  g_autofree char *words = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  words = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  g_signal_emit (self, signals[EDIT], 0, words);
}

static void
discard (MatoiOutboxLine *self)
{
  g_signal_emit (self, signals[DISCARD], 0);
}

/* --- keys */

static gboolean
on_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiOutboxLine *self = MATOI_OUTBOX_LINE (widget);
  gboolean edited = matoi_outbox_line_is_edited (self);

  switch (g_variant_get_int32 (args))
    {
    case GDK_KEY_Escape:
      if (!edited && !gtk_widget_get_visible (self->ol_confirm))
        return GDK_EVENT_PROPAGATE;
      fold (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
      if (edited)
        save (self);
      return edited;
    case GDK_KEY_F2:
      if (edited || !gtk_widget_get_visible (GTK_WIDGET (self->ol_edit)))
        return GDK_EVENT_PROPAGATE;
      begin_edit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    default:
      if (edited || !matoi_outbox_can (self->row, MATOI_OUTBOX_DISCARD))
        return GDK_EVENT_PROPAGATE;
      discard (self);
      return GDK_EVENT_STOP;
    }
}

static void
add_key (GtkWidgetClass *class, guint keyval, GdkModifierType modifiers, int meaning)
{
  gtk_widget_class_add_binding (class, keyval, modifiers, on_key, "i", meaning);
}

/* --- the object */

GtkWidget *
matoi_outbox_line_new (gint64 id)
{
  MatoiOutboxLine *self = g_object_new (MATOI_TYPE_OUTBOX_LINE, NULL);

  self->id = id;
  return GTK_WIDGET (self);
}

const gint64 *
matoi_outbox_line_get_id (MatoiOutboxLine *self)
{
  return &self->id;
}

const MatoiOutboxRow *
matoi_outbox_line_get_row (MatoiOutboxLine *self)
{
  return self->row;
}

static void
matoi_outbox_line_dispose (GObject *object)
{
  MatoiOutboxLine *self = MATOI_OUTBOX_LINE (object);

  /* The row lets go of its child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_OUTBOX_LINE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->context);
  self->row = NULL;
  G_OBJECT_CLASS (matoi_outbox_line_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_reason);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_since);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_consequence);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_editor);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_confirm);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_buttons);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_leave);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_incident);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_send);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_send_all_the_same);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_edit);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_discard);
  gtk_widget_class_bind_template_callback (widget_class, ask_or_send);
  gtk_widget_class_bind_template_callback (widget_class, send_all_the_same);
  gtk_widget_class_bind_template_callback (widget_class, begin_edit);
  gtk_widget_class_bind_template_callback (widget_class, save);
  gtk_widget_class_bind_template_callback (widget_class, fold);
  gtk_widget_class_bind_template_callback (widget_class, discard);
}

static void
matoi_outbox_line_class_init (MatoiOutboxLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_outbox_line_dispose;
  signals[SEND] =
    g_signal_new ("send", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[DISCARD] =
    g_signal_new ("discard", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/outbox/outbox-line.ui");
  bind_children (widget_class);
  add_key (widget_class, GDK_KEY_Escape, 0, GDK_KEY_Escape);
  add_key (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, GDK_KEY_Return);
  add_key (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, GDK_KEY_Return);
  add_key (widget_class, GDK_KEY_F2, 0, GDK_KEY_F2);
  add_key (widget_class, GDK_KEY_Delete, 0, GDK_KEY_Delete);
}

static void
matoi_outbox_line_init (MatoiOutboxLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
