/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-outbox-line-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

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

void
matoi_outbox_line_show_buttons (MatoiOutboxLine *self)
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

/* All of it, in place. */
void
matoi_outbox_line_refresh (MatoiOutboxLine *self)
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
  matoi_outbox_line_show_buttons (self);
}
