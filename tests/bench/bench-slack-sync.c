/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "inbox-rig.h"
#include "matoi-json.h"
#include "measure.h"

/* What is said in a room on its way in: a whole day's absence, one message, and an hour of talk.
 *
 * gap-repair: 1,500 messages and 40 threads that were missed: ms, and how often Slack is asked
 * (50 calls a minute are allowed; the waiting for them is left out here).
 * event-line: from somebody's word, and from a sign under it, to the disk: ms.
 * bridge-memory FAKE: 7,200 messages, two a second of an hour; the other side is a process of its
 * own: private memory. */

#define MESSAGES 1500
#define THREADS  40
#define ROUNDS   200
#define WARM_UP  20
#define HOUR     7200
#define A_MINUTE 120

static void
run_gap_repair (void)
{
  InboxRig rig;
  g_autofree char *ts[MESSAGES] = { NULL };
  gint64 from;
  guint calls;

  inbox_rig_set_up (&rig, NULL);
  inbox_rig_say (&rig, "before", NULL);
  inbox_rig_catch_up (&rig);
  for (guint i = 0; i < MESSAGES; i++)
    {
      g_autofree char *text = g_strdup_printf ("決済のエラー率が %u %% に上がっています :eyes:", i);

      ts[i] = g_strdup (inbox_rig_say (&rig, text, NULL));
    }
  for (guint i = 0; i < THREADS; i++)
    inbox_rig_say (&rig, "確認しました", ts[i * (MESSAGES / THREADS)]);
  calls = fake_slack_count (rig.rig.fake, "conversations.history") +
          fake_slack_count (rig.rig.fake, "conversations.replies");
  from = g_get_monotonic_time ();
  inbox_rig_catch_up (&rig);
  from = g_get_monotonic_time () - from;
  calls = fake_slack_count (rig.rig.fake, "conversations.history") +
          fake_slack_count (rig.rig.fake, "conversations.replies") - calls;
  printf ("slack-gap-repair: %u messages, %u threads: %.0f ms, %u calls\n", MESSAGES, THREADS,
          (double) from / 1000, calls);
  for (guint i = 0; i < MESSAGES; i++)
    g_free (g_steal_pointer (&ts[i]));
  inbox_rig_tear_down (&rig, NULL);
}

static void
run_event_line (void)
{
  InboxRig rig;
  g_autoptr (GArray) kept = times_new (), taken = times_new ();

  inbox_rig_set_up (&rig, NULL);
  inbox_rig_listen (&rig);
  WAIT_UNTIL (rig.n_caught_up > 0);
  for (guint i = 0; i < ROUNDS + WARM_UP; i++)
    {
      guint before = rig.n_kept;
      gint64 from = g_get_monotonic_time ();
      g_autofree char *ts = g_strdup (inbox_rig_say (&rig, "DB の CPU が 100 % です", NULL));

      while (rig.n_kept == before)
        g_main_context_iteration (NULL, TRUE);
      if (i >= WARM_UP)
        times_since (kept, from);
      from = g_get_monotonic_time ();
      fake_slack_react (rig.rig.fake, rig.channel, ts, rig.ben, "pushpin", TRUE);
      while (rig.n_kept == before + 1)
        g_main_context_iteration (NULL, TRUE);
      if (i >= WARM_UP)
        times_since (taken, from);
    }
  g_assert_cmpuint (inbox_rig_count_entries (&rig), ==, ROUNDS + WARM_UP);
  printf ("slack-event-line: message at Slack to the disk p50 %.1f ms, max %.1f; sign to entry p50 "
          "%.1f ms, max %.1f (50 wanted)\n",
          times_get (kept, 0.5), times_get (kept, 1), times_get (taken, 0.5), times_get (taken, 1));
  inbox_rig_tear_down (&rig, NULL);
}

/* --- an hour */

/* kB that are this process's alone. */
static long
get_private (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  long sum = 0;

  malloc_trim (0);
  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], "Private_"))
      sum += strtol (strchr (lines[i], ':') + 1, NULL, 10);
  return sum;
}

typedef struct
{
  GSubprocess *process;
  char *base; /* "http://127.0.0.1:…" */
  MatoiHttp *http;
  GAsyncResult *result;
} Other;

static void
start_other (Other *other, const char *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;

  other->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, NULL);
  if (other->process == NULL)
    g_error ("%s", error->message);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (other->process));
  line = g_data_input_stream_read_line (out, NULL, NULL, NULL);
  if (line == NULL || !g_str_has_prefix (line, "slack ") || !g_str_has_suffix (line, "/api/"))
    g_error ("%s says: %s", program, line);
  other->base = g_strndup (line + 6, strlen (line) - 6 - strlen ("/api/"));
  other->http = matoi_http_new ();
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
order (Other *other, const char *what, const char *json)
{
  g_autofree char *url = g_strconcat (other->base, "/__fake/", what, NULL);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  const MatoiHttpRequest request = {
    .method = "POST", .url = url, .content_type = "application/json", .body = body
  };
  g_autoptr (MatoiHttpReply) reply = NULL;

  matoi_http_send_async (other->http, &request, NULL, on_result, &other->result);
  while (other->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  reply = matoi_http_send_finish (other->http, other->result, NULL);
  if (reply == NULL || reply->status != 200)
    g_error ("%s was not done", what);
  g_clear_object (&other->result);
}

static void
run_bridge_memory (const char *program)
{
  InboxRig rig;
  Other other = { NULL };
  g_autofree char *api = NULL;
  long before = 0;

  start_other (&other, program);
  api = g_strconcat (other.base, "/api/", NULL);
  inbox_rig_set_up_at (&rig, api);
  inbox_rig_listen (&rig);
  WAIT_UNTIL (rig.n_caught_up > 0);
  for (guint i = 0; i < HOUR; i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{\"channel\":\"general\",\"user\":\"U00000002\",\"text\":\"決済のエラー率が %u %% です :eyes:\"}",
        i);

      if (i == A_MINUTE)
        before = get_private ();
      order (&other, "say", json);
      while (rig.n_kept <= i)
        g_main_context_iteration (NULL, TRUE);
      /* As the clock would have it. */
      if (i % A_MINUTE == 0)
        inbox_rig_catch_up (&rig);
    }
  printf (
    "slack-bridge-memory: %u messages: private memory %.1f MB after the first minute, %.1f MB "
    "after the hour\n",
    HOUR, (double) before / 1024, (double) get_private () / 1024);
  inbox_rig_tear_down (&rig, NULL);
  g_subprocess_force_exit (other.process);
  g_clear_object (&other.process);
  g_clear_object (&other.http);
  g_free (other.base);
}

int
main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "";

  if (g_str_equal (what, "gap-repair"))
    run_gap_repair ();
  else if (g_str_equal (what, "event-line"))
    run_event_line ();
  else if (g_str_equal (what, "bridge-memory") && argc > 2)
    run_bridge_memory (argv[2]);
  else
    g_error ("%s: gap-repair, event-line or bridge-memory FAKE", argv[0]);
  return 0;
}
