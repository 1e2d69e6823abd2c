/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-lessons.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-plain.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"
#include "matoi-wording-watch.h"

/* Whether the document of @session takes words now: what the meeting agreed on stays as it is. */
gboolean
matoi_lessons_may_write (MatoiSession *session)
{
  const MatoiPostmortem *postmortem =
    session ? matoi_session_get_incident (session)->postmortem : NULL;

  return postmortem &&
         (strcmp (postmortem->state, "draft") == 0 || strcmp (postmortem->state, "in-review") == 0);
}

/* Whether action items may be added and changed: until it is closed. */
gboolean
matoi_lessons_may_act (MatoiSession *session)
{
  const MatoiPostmortem *postmortem =
    session ? matoi_session_get_incident (session)->postmortem : NULL;

  return postmortem && strcmp (postmortem->state, "closed") != 0 &&
         strcmp (postmortem->state, "waived") != 0;
}

/* --- recording */

typedef struct
{
  GtkWidget *widget;
  MatoiLessonsDone done; /* (nullable) */
} Order;

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  /* Else another postmortem is shown meanwhile, or the window is gone. */
  if (order->done && gtk_widget_get_parent (order->widget))
    order->done (order->widget, receipt, error);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (order->widget);
  g_free (order);
}

/* Records @command (transfer full); @done is called with @widget while that is still shown, after
 * the session's "changed". */
void
matoi_lessons_submit (gpointer widget,
                      MatoiSession *session,
                      MatoiCommand *command,
                      MatoiLessonsDone done)
{
  Order *order = g_new0 (Order, 1);

  order->widget = g_object_ref (widget);
  order->done = done;
  matoi_session_submit_async (session, command, on_submitted, order);
}

/* The id of what the event @type of @receipt made. */
gboolean
matoi_lessons_find_new (const MatoiReceipt *receipt, const char *type, MatoiId *id)
{
  for (guint i = 0; i < receipt->events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (receipt->events, i);

      if (strcmp (event->type, type) != 0)
        continue;
      *id = event->id;
      return TRUE;
    }
  return FALSE;
}

void
matoi_lessons_set_id (MatoiCommand *command, const char *arg, const MatoiId *id)
{
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  matoi_command_set (command, arg, text);
}

/* If @from is a lesson, @action is what follows from it. */
void
matoi_lessons_follow_up (gpointer widget,
                         MatoiSession *session,
                         const MatoiId *from,
                         const MatoiId *action)
{
  const MatoiLearned *one =
    matoi_lessons_find_learned (matoi_session_get_incident (session)->postmortem, from);
  MatoiCommand *command;

  if (!one || one->removed)
    return;
  command = matoi_session_new_command (session, "pm-learned");
  matoi_lessons_set_id (command, "id", from);
  matoi_lessons_set_id (command, "action", action);
  matoi_lessons_submit (widget, session, command, NULL);
}

/* --- showing */

/* A line that is there only while it has something to say. */
void
matoi_lessons_show_message (GtkLabel *label, const char *text)
{
  matoi_side_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

void
matoi_lessons_show_refusal (GtkLabel *label, const GError *error)
{
  g_autofree char *text = error ? matoi_ui_dup_error (error) : NULL;

  matoi_lessons_show_message (label, text);
}

/* Puts the keyboard into @widget, or into the first that takes it inside. */
void
matoi_lessons_focus (GtkWidget *widget)
{
  if (!gtk_widget_grab_focus (widget))
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

/* (nullable) */
const MatoiLearned *
matoi_lessons_find_learned (const MatoiPostmortem *self, const MatoiId *id)
{
  for (guint i = 0; self && i < self->learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (self->learned, i);

      if (matoi_id_equal (&one->id, id))
        return one;
    }
  return NULL;
}

/* --- wording */

/* The hints on a short text that is being typed. (transfer full) of MatoiWordingHit */
GPtrArray *
matoi_lessons_check (MatoiSession *session, const char *text, const char *scope)
{
  g_autoptr (MatoiWordingWatch) watch = matoi_wording_watch_get (session);

  return matoi_wording_watch_check (watch, text, scope);
}

/* (nullable) */
const MatoiWordingHit *
matoi_lessons_find_hit (GPtrArray *hits, gsize offset, gsize length)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const MatoiWordingHit *hit = g_ptr_array_index (hits, i);

      if (hit->offset == offset && hit->length == length)
        return hit;
    }
  return NULL;
}

/* The advice of @hits, each once, a line each. (transfer full) (nullable) */
char *
matoi_lessons_dup_hints (GPtrArray *hits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const char *advice = matoi_wording_hit_get_advice (g_ptr_array_index (hits, i));

      if (strstr (text->str, advice))
        continue;
      if (text->len)
        g_string_append_c (text, '\n');
      g_string_append (text, advice);
    }
  return text->len ? g_strdup (text->str) : NULL;
}

/* --- days */

/* Three numbers with anything between them, digits of any width: 2026-12-06, 2026/12/6, 2026年12月6日.
 * (transfer full) YYYY-MM-DD, or NULL when nothing was typed or it is not a day: see @valid. */
char *
matoi_lessons_dup_day (const char *day, gboolean *valid)
{
  int numbers[3] = { 0 }, n = -1;
  gboolean in_number = FALSE;

  *valid = matoi_text_is_blank (day);
  for (const char *c = day; *c; c = g_utf8_next_char (c))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (c));

      if (digit >= 0 && !in_number)
        n++;
      in_number = digit >= 0;
      if (n > 2)
        return NULL;
      if (in_number && numbers[n] < 100000)
        numbers[n] = numbers[n] * 10 + digit;
    }
  if (n != 2 || numbers[0] < 1970 || numbers[0] > 9999 || numbers[1] > 12 || numbers[2] > 31 ||
      !g_date_valid_dmy ((GDateDay) numbers[2], (GDateMonth) numbers[1], (GDateYear) numbers[0]))
    return NULL;
  *valid = TRUE;
  return g_strdup_printf ("%04d-%02d-%02d", numbers[0], numbers[1], numbers[2]);
}

/* As people write a day here; "" stays "". (transfer full) */
char *
matoi_lessons_dup_long_day (const char *day)
{
  g_autoptr (GDateTime) at = NULL;
  int year, month, number;

  if (!day || sscanf (day, "%4d-%2d-%2d", &year, &month, &number) != 3)
    return g_strdup ("");
  at = g_date_time_new_utc (year, month, number, 0, 0, 0);
  /* Translators: a day such as “Sun 6 Dec 2026”, see strftime (3). */
  return at ? g_date_time_format (at, _ ("%a %-d %b %Y")) : g_strdup (day);
}

/* ACT-08: the day by the severity if nobody gives one. (transfer full) (nullable) */
char *
matoi_lessons_dup_due (MatoiSession *session)
{
  return matoi_action_dup_due (matoi_session_get_incident (session),
                               matoi_session_get_now (session),
                               matoi_context_get_zone (matoi_session_get_context (session)));
}
