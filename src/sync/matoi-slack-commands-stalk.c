/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-commands-private.h"

/* The status of an incident, told in its room again and again (SCR-02). */

typedef struct
{
  char *channel, *name, *ts; /* ts: of the message that asked for it; name (nullable) */
  MatoiId incident;
} MatoiSlackStalk;

static void
stalk_free (MatoiSlackStalk *stalk)
{
  g_free (stalk->channel);
  g_free (stalk->name);
  g_free (stalk->ts);
  g_free (stalk);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackCommands) self = user_data;
  g_autoptr (MatoiSlackJob) job = matoi_desk_run_finish (MATOI_DESK (source), result, NULL);
  MatoiSlackStalk *stalk =
    job != NULL && self->stalks != NULL ? g_hash_table_lookup (self->stalks, job->channel) : NULL;

  /* Another one may have been asked for in the meantime. */
  if (stalk != NULL && !job->go && g_str_equal (stalk->ts, job->ts))
    matoi_slack_commands_unstalk (self, stalk->channel);
}

static void
tell (MatoiSlackCommands *self, MatoiSlackStalk *stalk)
{
  MatoiSlackJob *job = matoi_slack_job_new (self, NULL);

  job->channel = g_strdup (stalk->channel);
  job->name = g_strdup (stalk->name);
  job->ts = g_strdup (stalk->ts);
  job->key = g_strconcat (stalk->channel, ":", stalk->ts, NULL);
  job->incident = stalk->incident;
  matoi_desk_run_async (self->desk, matoi_slack_job_tick, job,
                        (GDestroyNotify) matoi_slack_job_free, self->cancellable, on_told,
                        g_object_ref (self));
}

static gboolean
on_timer (gpointer user_data)
{
  MatoiSlackCommands *self = user_data;
  GHashTableIter iter;
  gpointer stalk;

  g_hash_table_iter_init (&iter, self->stalks);
  while (g_hash_table_iter_next (&iter, NULL, &stalk))
    tell (self, stalk);
  return G_SOURCE_CONTINUE;
}

/* From now on, instead of whoever asked before in the same room. */
void
matoi_slack_commands_stalk (MatoiSlackCommands *self,
                            const char *channel,
                            const char *name,
                            const char *ts,
                            const MatoiId *incident)
{
  MatoiSlackStalk *stalk = g_new0 (MatoiSlackStalk, 1);

  if (self->stalks == NULL)
    self->stalks =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) stalk_free);
  stalk->channel = g_strdup (channel);
  stalk->name = g_strdup (name);
  stalk->ts = g_strdup (ts);
  stalk->incident = *incident;
  g_hash_table_replace (self->stalks, stalk->channel, stalk);
  if (self->stalk_timer == 0)
    self->stalk_timer = g_timeout_add (self->stalk_ms, on_timer, self);
  tell (self, stalk);
}

void
matoi_slack_commands_unstalk (MatoiSlackCommands *self, const char *channel)
{
  if (self->stalks == NULL || !g_hash_table_remove (self->stalks, channel))
    return;
  if (g_hash_table_size (self->stalks) == 0)
    g_clear_handle_id (&self->stalk_timer, g_source_remove);
}

/* The next start finds them again. */
void
matoi_slack_commands_stop_stalks (MatoiSlackCommands *self)
{
  g_clear_handle_id (&self->stalk_timer, g_source_remove);
  g_clear_pointer (&self->stalks, g_hash_table_unref);
}
