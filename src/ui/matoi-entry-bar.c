/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-entry-bar.h"

#include <glib/gi18n-lib.h>

#include "matoi-entry-private.h"
#include "matoi-line.h"
#include "matoi-time.h"
#include "matoi-plain.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiEntryBar, matoi_entry_bar, GTK_TYPE_WIDGET)

/* --- what stands in the field */

/* How many characters of it are entered and on their way. */
guint
matoi_entry_bar_get_entered (MatoiEntryBar *self)
{
  MatoiEntryLine *last = g_queue_peek_tail (&self->lines);

  return last ? last->end : 0;
}

/* What is typed behind the lines on their way. (transfer none) */
const char *
matoi_entry_bar_get_typed (MatoiEntryBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  guint entered = matoi_entry_bar_get_entered (self);

  if (entered > gtk_entry_buffer_get_length (gtk_text_get_buffer (self->bar_text)))
    return "";
  return g_utf8_offset_to_pointer (text, entered);
}

static gint64
get_now (MatoiEntryBar *self)
{
  return self->session ? matoi_session_get_now (self->session) : matoi_time_now ();
}

/* Keeps what stands in the field, and its first key, in the drafts. */
void
matoi_entry_bar_keep (MatoiEntryBar *self)
{
  const MatoiEntryLine *first = g_queue_peek_head (&self->lines);
  const MatoiId *id;

  if (!self->session)
    return;
  id = &matoi_session_get_incident (self->session)->id;
  matoi_drafts_stamp (self->drafts, id, self, first ? first->typed_at : self->typed_at);
  matoi_drafts_type (self->drafts, id, self, matoi_entry_bar_get_text (self));
}

/* Puts @text in place of what is typed; nothing is offered for it. */
void
matoi_entry_bar_set_typed (MatoiEntryBar *self, const char *text)
{
  matoi_entry_bar_set_typed_at (self, text, MATOI_TIME_NONE);
}

/* The same, begun at @typed_at; MATOI_TIME_NONE: now. */
void
matoi_entry_bar_set_typed_at (MatoiEntryBar *self, const char *text, gint64 typed_at)
{
  GtkEditable *editable = GTK_EDITABLE (self->bar_text);
  int at = (int) matoi_entry_bar_get_entered (self);
  g_autofree char *copy = g_strdup (text);

  self->quiet = TRUE;
  gtk_editable_delete_text (editable, at, -1);
  self->typed_at = *copy ? typed_at : MATOI_TIME_NONE;
  gtk_editable_insert_text (editable, copy, -1, &at);
  gtk_editable_set_position (editable, -1);
  self->quiet = FALSE;
  matoi_completion_close (self->completion);
}

/* The first key of a line: that is when it happened. */
void
matoi_entry_bar_stamp (MatoiEntryBar *self)
{
  if (self->typed_at == MATOI_TIME_NONE)
    self->typed_at = get_now (self);
}

/* --- what it will become */

static void
show_kind (MatoiEntryBar *self, const char *typed)
{
  const MatoiKindLook *look = matoi_ui_get_line_look (matoi_line_kind (typed));
  const char *label = matoi_ui_get_look_label (look);

  if (g_strcmp0 (gtk_label_get_text (self->bar_kind), label) == 0)
    return;
  gtk_label_set_text (self->bar_kind, label);
  gtk_image_set_from_icon_name (self->bar_icon, look->icon);
  matoi_ui_set_style (self->bar_chip, "kind-", look->style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar_text),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, label, -1);
}

/* The time that will be recorded: of the first key, or what the line itself says. */
static void
show_time (MatoiEntryBar *self, const char *typed)
{
  gboolean begun = self->session && self->typed_at != MATOI_TIME_NONE &&
                   (self->composing || !matoi_text_is_blank (typed));
  g_autoptr (MatoiCommand) command = NULL;
  g_autofree char *text = NULL;
  GTimeZone *zone;

  gtk_widget_set_visible (GTK_WIDGET (self->bar_time), begun);
  if (!begun)
    return;
  zone = matoi_session_get_zone (self->session);
  command = matoi_line_parse (typed, "", self->typed_at, zone, NULL);
  text = matoi_time_to_local (
    command && command->occurred_at != MATOI_TIME_NONE ? command->occurred_at : self->typed_at,
    command && matoi_line_is_earlier_day (command, self->typed_at, zone)
    /* Translators: the time of a line that is being typed, of an earlier day; see strftime (3). */
    ? _ ("%a %-d %b, %H:%M")
    /* Translators: the time of a line that is being typed, see strftime (3). */
    : _ ("%H:%M:%S"), zone);
  if (g_strcmp0 (gtk_label_get_text (self->bar_time), text) != 0)
    gtk_label_set_text (self->bar_time, text);
}

void
matoi_entry_bar_hide_message (MatoiEntryBar *self)
{
  self->keep_message = FALSE;
  gtk_revealer_set_reveal_child (self->bar_revealer, FALSE);
  gtk_label_set_text (self->bar_message, "");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->bar_text), GTK_ACCESSIBLE_STATE_INVALID);
}

void
matoi_entry_bar_show_message (MatoiEntryBar *self, const char *message)
{
  gtk_label_set_text (self->bar_message, message);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->bar_text), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_revealer_set_reveal_child (self->bar_revealer, TRUE);
}

/* --- typing */

/* The cursor follows a text that grows before or after this, depending on who puts it in. */
static void
offer_for_text (MatoiEntryBar *self)
{
  guint length = gtk_entry_buffer_get_length (gtk_text_get_buffer (self->bar_text));
  guint cursor = (guint) gtk_editable_get_position (GTK_EDITABLE (self->bar_text));

  self->offer_due = length > self->length && cursor == self->cursor;
  self->length = length;
  self->cursor = cursor;
  if (!self->quiet && !self->offer_due)
    matoi_entry_bar_offer (self);
}

static void
on_moved (MatoiEntryBar *self)
{
  gboolean due = self->offer_due && !self->quiet;

  self->offer_due = FALSE;
  self->cursor = (guint) gtk_editable_get_position (GTK_EDITABLE (self->bar_text));
  if (due || matoi_completion_is_open (self->completion))
    matoi_entry_bar_offer (self);
}

static void
on_changed (MatoiEntryBar *self)
{
  const char *typed = matoi_entry_bar_get_typed (self);

  if (*typed)
    matoi_entry_bar_stamp (self);
  else if (!self->composing)
    self->typed_at = MATOI_TIME_NONE;
  show_kind (self, typed);
  show_time (self, typed);
  matoi_entry_bar_keep (self);
  offer_for_text (self);
}

/* A user's change takes an old message away; the text that comes back with one does not. */
static void
on_edited (MatoiEntryBar *self)
{
  if (*matoi_entry_bar_get_message (self) && !self->keep_message)
    matoi_entry_bar_hide_message (self);
}

/* The first key of a line may well open a conversion: that is when the line was begun. */
static void
on_preedit_changed (MatoiEntryBar *self, const char *preedit)
{
  self->composing = preedit && *preedit;
  if (self->composing)
    {
      matoi_entry_bar_stamp (self);
      matoi_completion_close (self->completion);
    }
  show_time (self, matoi_entry_bar_get_typed (self));
}

/* Enter. An input method that is composing eats the key, so that this is not called; the
 * check is for methods which pass it on as well. */
static void
on_activate (MatoiEntryBar *self)
{
  if (self->composing)
    return;
  if (matoi_completion_has_choice (self->completion))
    {
      matoi_completion_accept (self->completion);
      return;
    }
  if (matoi_text_is_blank (matoi_entry_bar_get_typed (self)))
    return;
  matoi_completion_close (self->completion);
  matoi_entry_bar_enter (self);
}

static void
on_focus_left (MatoiEntryBar *self)
{
  matoi_completion_close (self->completion);
}

/* --- the incident */

static void
on_session_changed (MatoiEntryBar *self, GPtrArray *events, gboolean folded_again)
{
  matoi_candidates_learn (self->candidates, events, folded_again);
}

static void
on_settings_changed (MatoiEntryBar *self)
{
  if (self->candidates)
    matoi_candidates_forget_directory (self->candidates);
}

static void
on_zone_changed (MatoiEntryBar *self)
{
  show_time (self, matoi_entry_bar_get_typed (self));
}

static void
leave_session (MatoiEntryBar *self)
{
  if (!self->session)
    return;
  matoi_entry_bar_send_all (self);
  matoi_drafts_leave (self->drafts, &matoi_session_get_incident (self->session)->id, self);
  g_signal_handlers_disconnect_by_data (matoi_session_get_context (self->session), self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_pointer (&self->candidates, matoi_candidates_free);
  g_clear_object (&self->session);
}

/* What was left in a field for this incident stands in this one again. */
static void
enter_drafts (MatoiEntryBar *self)
{
  const MatoiId *id = &matoi_session_get_incident (self->session)->id;
  g_autofree char *text = matoi_drafts_enter (self->drafts, id, self);
  gint64 typed_at = matoi_drafts_get_stamp (self->drafts, id, self);

  matoi_entry_bar_reset (self, "");
  /* A clock that was put right meanwhile does not make it happen later than now. */
  matoi_entry_bar_set_typed_at (self, text, MIN (typed_at, get_now (self)));
  matoi_entry_bar_show_parked (self);
}

/* Records into the incident of @session. What was typed for another one waits there. */
void
matoi_entry_bar_set_session (MatoiEntryBar *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_ENTRY_BAR (self));

  if (session == self->session)
    return;
  leave_session (self);
  if (!session)
    {
      matoi_entry_bar_reset (self, "");
      matoi_entry_bar_show_parked (self);
      return;
    }
  self->session = g_object_ref (session);
  self->candidates = matoi_candidates_new (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (on_zone_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_session_get_context (session), "settings-changed",
                           G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  enter_drafts (self);
}

static void
on_drafts_changed (MatoiEntryBar *self, const char *incident)
{
  char id[MATOI_ID_TEXT_LENGTH + 1];

  if (!self->session)
    return;
  matoi_id_to_text (&matoi_session_get_incident (self->session)->id, id);
  if (g_str_equal (id, incident))
    matoi_entry_bar_show_parked (self);
}

/* The file was read after the window had opened: what it held comes back, unless somebody was
 * faster and types already; then it waits under the drafts. */
static void
on_drafts_loaded (MatoiEntryBar *self)
{
  const MatoiId *id;

  if (!self->session)
    return;
  id = &matoi_session_get_incident (self->session)->id;
  if (!*matoi_entry_bar_get_text (self) && !self->composing)
    {
      matoi_drafts_leave (self->drafts, id, self);
      enter_drafts (self);
    }
  else
    matoi_entry_bar_show_parked (self);
}

static void
connect_drafts (MatoiEntryBar *self)
{
  g_signal_connect_object (self->drafts, "changed", G_CALLBACK (on_drafts_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drafts, "loaded", G_CALLBACK (on_drafts_loaded), self,
                           G_CONNECT_SWAPPED);
}

/* Keeps half-typed lines in @drafts; until then they are kept by the bar alone. */
void
matoi_entry_bar_set_drafts (MatoiEntryBar *self, MatoiDrafts *drafts)
{
  g_return_if_fail (MATOI_IS_ENTRY_BAR (self) && MATOI_IS_DRAFTS (drafts));

  if (drafts == self->drafts)
    return;
  if (self->session)
    matoi_drafts_leave (self->drafts, &matoi_session_get_incident (self->session)->id, self);
  g_signal_handlers_disconnect_by_data (self->drafts, self);
  g_set_object (&self->drafts, drafts);
  connect_drafts (self);
  if (self->session)
    enter_drafts (self);
}

/* Puts @text into the field, the keyboard behind it, and offers what may follow; another line
 * that is half typed is put aside. */
void
matoi_entry_bar_prefill (MatoiEntryBar *self, const char *text)
{
  g_return_if_fail (MATOI_IS_ENTRY_BAR (self) && text);

  if (!g_str_equal (matoi_entry_bar_get_typed (self), text))
    {
      matoi_entry_bar_put_aside (self);
      matoi_entry_bar_hide_message (self);
      matoi_entry_bar_set_typed (self, text);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_editable_set_position (GTK_EDITABLE (self->bar_text), -1);
  matoi_entry_bar_offer (self);
}

/* Forgets everything and shows @text. */
void
matoi_entry_bar_reset (MatoiEntryBar *self, const char *text)
{
  g_return_if_fail (MATOI_IS_ENTRY_BAR (self) && text);

  self->turn++;
  matoi_entry_bar_forget_lines (self);
  matoi_entry_bar_hide_message (self);
  matoi_entry_bar_set_typed (self, text);
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

/* --- the object */

static gboolean
matoi_entry_bar_grab_focus (GtkWidget *widget)
{
  GtkText *text = MATOI_ENTRY_BAR (widget)->bar_text;

  if (matoi_ui_is_walking (widget))
    return FALSE;
  /* Without selecting what is there: the next key must not wipe out a draft. */
  return gtk_text_grab_focus_without_selecting (text);
}

static void
matoi_entry_bar_dispose (GObject *object)
{
  MatoiEntryBar *self = MATOI_ENTRY_BAR (object);

  leave_session (self);
  self->turn++;
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_queue_clear_full (&self->lines, g_free);
  g_clear_pointer (&self->submitted, g_free);
  g_clear_pointer (&self->histories, g_hash_table_unref);
  g_clear_object (&self->drafts);
  if (self->completion)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->completion)));
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ENTRY_BAR);
  G_OBJECT_CLASS (matoi_entry_bar_parent_class)->dispose (object);
}

static void
matoi_entry_bar_class_init (MatoiEntryBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_entry_bar_dispose;
  widget_class->grab_focus = matoi_entry_bar_grab_focus;
  widget_class->focus = matoi_ui_walk;
  g_signal_new ("command", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (MATOI_TYPE_PARKED_LINES);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/matoi/Matoi/entry-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_kind);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_chip);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_spinner);
  gtk_widget_class_bind_template_child (widget_class, MatoiEntryBar, bar_parked);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_preedit_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_left);
  gtk_widget_class_bind_template_callback (widget_class, matoi_entry_bar_restore);
  gtk_widget_class_bind_template_callback (widget_class, matoi_entry_bar_remove);
  matoi_entry_bar_install_keys (widget_class);
}

static void
matoi_entry_bar_init (MatoiEntryBar *self)
{
  GtkEntryBuffer *buffer;

  g_queue_init (&self->lines);
  self->histories = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free,
                                           (GDestroyNotify) matoi_entry_history_free);
  self->drafts = matoi_drafts_new (NULL);
  self->typed_at = MATOI_TIME_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->completion =
    MATOI_COMPLETION (matoi_completion_new (GTK_WIDGET (self), GTK_WIDGET (self->bar_text)));
  g_signal_connect_swapped (self->completion, "accepted",
                            G_CALLBACK (matoi_entry_bar_accept_candidate), self);
  connect_drafts (self);
  buffer = gtk_text_get_buffer (self->bar_text);
  g_signal_connect_object (buffer, "inserted-text", G_CALLBACK (on_edited), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "deleted-text", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  show_kind (self, "");
}
