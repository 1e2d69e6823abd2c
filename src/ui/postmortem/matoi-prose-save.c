/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When what is typed is offered to be recorded, and what becomes of it when others type too. */

#include "config.h"

#include <string.h>

#include "matoi-merge.h"
#include "matoi-prose-private.h"
#include "matoi-text-edits.h"

/* A version is the whole text: a long one is not recorded with every breath. What is typed into
 * it meanwhile is kept in the drafts. */
#define LONG_BYTES     8192
#define PAUSE_MS       700
#define LATEST_MS      1000
#define LONG_PAUSE_MS  1500
#define LONG_LATEST_MS 10000
/* Longer than any answer takes: the owner has forgotten to give one. */
#define ANSWER_MS 5000

static void schedule (MatoiProse *self);

static gboolean
on_no_answer (gpointer user_data)
{
  MatoiProse *self = user_data;

  self->answer_id = 0;
  matoi_prose_fail (self);
  schedule (self);
  return G_SOURCE_REMOVE;
}

/* Asks for @text (transfer full) to be recorded. */
static void
offer (MatoiProse *self, char *text)
{
  g_autofree char *kept = g_strdup (text);

  g_ptr_array_add (self->sent, text);
  self->touched = FALSE;
  self->first_key = 0;
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->answer_id, g_source_remove);
  self->answer_id = g_timeout_add (ANSWER_MS, on_no_answer, self);
  g_signal_emit_by_name (self, "save", kept);
}

static gboolean
on_due (gpointer user_data)
{
  MatoiProse *self = user_data;
  g_autofree char *text = NULL;

  self->save_id = 0;
  /* Later: when the letters are chosen, the change is whole, or the last one is answered. */
  if (self->composing || self->user_actions > 0 || self->sent->len > 0)
    return G_SOURCE_REMOVE;
  text = matoi_prose_dup_text (self);
  self->bytes = strlen (text);
  if (!g_str_equal (text, self->base))
    {
      offer (self, g_steal_pointer (&text));
      return G_SOURCE_REMOVE;
    }
  self->touched = FALSE;
  self->first_key = 0;
  return G_SOURCE_REMOVE;
}

static void
schedule (MatoiProse *self)
{
  gint64 now = g_get_monotonic_time () / 1000;
  gboolean is_long =
    self->bytes > LONG_BYTES || gtk_text_buffer_get_char_count (self->buffer) > LONG_BYTES;
  gint64 due;

  if (!self->touched)
    return;
  if (self->first_key == 0)
    self->first_key = now;
  due = MIN (now + (is_long ? LONG_PAUSE_MS : PAUSE_MS),
             self->first_key + (is_long ? LONG_LATEST_MS : LATEST_MS));
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add ((guint) MAX (0, due - now), on_due, self);
}

/* The person changed the text. */
void
matoi_prose_typed (MatoiProse *self)
{
  self->touched = TRUE;
  schedule (self);
}

/* --- what is durable */

static void
show (MatoiProse *self, const char *old, const char *text)
{
  self->showing = TRUE;
  matoi_text_edits_apply (self->buffer, old, text);
  self->showing = FALSE;
}

/* Replaces what was offered by what it is together with @text, which came in meanwhile. */
static void
rebase_sent (MatoiProse *self, const char *from, const char *text)
{
  for (guint i = 0; i < self->sent->len; i++)
    {
      char *merged = matoi_merge3 (from, text, g_ptr_array_index (self->sent, i), NULL);

      g_free (self->sent->pdata[i]);
      self->sent->pdata[i] = merged;
    }
}

/* Whether the offer @sent is in @text, with or without what others typed. */
static gboolean
answers (MatoiProse *self, const char *sent, const char *text)
{
  g_autofree char *both = NULL;

  if (g_str_equal (text, sent))
    return TRUE;
  both = matoi_merge3 (self->base, sent, text, NULL);
  return g_str_equal (text, both);
}

/* Drops the offers that @text answers. Returns what the text of this widget was typed on.
 * (transfer full) */
static char *
take_answer (MatoiProse *self, const char *text)
{
  g_autofree char *from = NULL;
  guint n = self->sent->len;

  while (n > 0 && !answers (self, g_ptr_array_index (self->sent, n - 1), text))
    n--;
  from = g_strdup (n > 0 ? g_ptr_array_index (self->sent, n - 1) : self->base);
  if (n > 0)
    g_ptr_array_remove_range (self->sent, 0, n);
  rebase_sent (self, from, text);
  if (self->sent->len == 0)
    g_clear_handle_id (&self->answer_id, g_source_remove);
  return g_steal_pointer (&from);
}

/* Merges @text, durable, with what was typed since. */
static void
merge (MatoiProse *self, const char *text)
{
  g_autofree char *typed = matoi_prose_dup_text (self);
  g_autofree char *from = NULL, *merged = NULL;
  const char *known;

  if (g_str_equal (text, self->base) && !matoi_prose_is_saved (self))
    return;
  from = take_answer (self, text);
  merged = matoi_merge3 (from, text, typed, NULL);
  show (self, typed, merged);
  self->bytes = strlen (merged);
  g_free (self->base);
  self->base = g_strdup (text);
  known = self->sent->len > 0 ? g_ptr_array_index (self->sent, self->sent->len - 1) : text;
  self->touched = !g_str_equal (merged, known);
  if (!self->touched)
    self->first_key = 0;
  else if (self->save_id == 0 && self->sent->len == 0)
    schedule (self);
}

static void
take_waiting (MatoiProse *self)
{
  g_autofree char *waiting = g_steal_pointer (&self->waiting);

  if (waiting)
    merge (self, waiting);
}

void
matoi_prose_set_text (MatoiProse *self, const char *text)
{
  g_return_if_fail (MATOI_IS_PROSE (self));

  if (!text)
    text = "";
  if (self->composing)
    {
      g_free (self->waiting);
      self->waiting = g_strdup (text);
      return;
    }
  merge (self, text);
}

void
matoi_prose_reset (MatoiProse *self, const char *text)
{
  g_return_if_fail (MATOI_IS_PROSE (self));

  if (!text)
    text = "";
  matoi_prose_clear_save (self);
  matoi_prose_clear_hits (self);
  if (self->composing)
    gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->pro_view));
  self->composing = FALSE;
  self->showing = TRUE;
  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (self->buffer), TRUE);
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->showing = FALSE;
  self->base = g_strdup (text);
  self->bytes = strlen (text);
}

gboolean
matoi_prose_is_saved (MatoiProse *self)
{
  g_return_val_if_fail (MATOI_IS_PROSE (self), TRUE);

  return !self->touched && self->sent->len == 0;
}

void
matoi_prose_flush (MatoiProse *self)
{
  g_autofree char *text = NULL;
  const char *known;

  g_return_if_fail (MATOI_IS_PROSE (self));

  take_waiting (self);
  if (!self->touched)
    return;
  text = matoi_prose_dup_text (self);
  known = self->sent->len > 0 ? g_ptr_array_index (self->sent, self->sent->len - 1) : self->base;
  if (g_str_equal (text, known))
    self->touched = FALSE;
  else
    offer (self, g_steal_pointer (&text));
}

void
matoi_prose_fail (MatoiProse *self)
{
  g_return_if_fail (MATOI_IS_PROSE (self));

  if (self->sent->len == 0)
    return;
  g_ptr_array_set_size (self->sent, 0);
  g_clear_handle_id (&self->answer_id, g_source_remove);
  /* With the next key it is offered again, after a pause as any other. */
  self->touched = TRUE;
  self->first_key = 0;
}

/* --- the input method */

static gboolean
on_settled (gpointer user_data)
{
  MatoiProse *self = user_data;
  self->settle_id = 0;
  if (self->composing)
    return G_SOURCE_REMOVE;
  take_waiting (self);
  if (self->save_id == 0 && self->sent->len == 0)
    schedule (self);
  return G_SOURCE_REMOVE;
}

/* What is being composed is nobody's text yet: nothing is recorded and nothing comes in. */
void
matoi_prose_set_composing (MatoiProse *self, gboolean composing)
{
  if (composing == self->composing)
    return;
  self->composing = composing;
  /* The chosen letters come after this. */
  if (!composing && self->settle_id == 0)
    self->settle_id = g_idle_add (on_settled, self);
}

void
matoi_prose_clear_save (MatoiProse *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->answer_id, g_source_remove);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_pointer (&self->base, g_free);
  g_ptr_array_set_size (self->sent, 0);
  g_clear_pointer (&self->waiting, g_free);
  self->touched = FALSE;
  self->first_key = 0;
}
