/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening an incident of 5,000 entries, and one of 50, in a window that is open on 10,000 others: by its reference,
 * from the list, and from the history by Enter, until a frame shows the end of its timeline; for the first time, when
 * it is read, and again. Yardstick: how long the bare incident takes to be read and folded. */

#include "config.h"

#include <stdlib.h>

#include "generate.h"
#include "stage.h"

#include "matoi-history-item.h"
#include "matoi-window.h"

#define MANY      5000
#define FEW       50
#define SAME      3 /* that are opened one after the other, again and again */
#define UNREAD    9 /* that are opened once */
#define ROUNDS    12
#define PAUSE_MS  400
#define BUDGET_MS 100.0

typedef struct
{
  MatoiId id;
  char *ref, *text; /* (owned) the last line but one */
} Incident;

typedef struct
{
  Stage stage;
  GtkWidget *timeline, *list; /* of entries, of incidents */
  GtkListView *history;
  Incident *many, *few, *unread; /* SAME, SAME, UNREAD */
  guint position;                /* in the history */
} Bench;

/* --- incidents beside the others */

static const char *
get_line (GPtrArray *commands, guint n_entries)
{
  MatoiCommand *command = g_ptr_array_index (commands, n_entries);

  return json_object_get_string_member (command->args, "text");
}

/* Ended ones: those that are live are kept open behind the one that is shown. */
static Incident *
add_incidents (MatoiStore *store, GRand *rand, guint n, guint n_entries)
{
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  Incident *incidents = g_new0 (Incident, n);

  for (guint i = 0; i < n; i++)
    {
      gint64 start = matoi_time_now () - (i + 2) * 24 * 60 * MATOI_MINUTE;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) commands =
        generate_incident (rand, policy, g_rand_int_range (rand, 1, 1000), n_entries, start);
      g_autoptr (MatoiReceipt) receipt =
        matoi_store_submit (store, NULL, commands, matoi_time_now (), &error);

      if (!receipt)
        g_error ("%s", error->message);
      incidents[i].id = receipt->incident;
      incidents[i].ref = g_strdup (receipt->ref);
      incidents[i].text = g_strdup (get_line (commands, n_entries));
    }
  return incidents;
}

static void
add_all (Bench *bench, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  if (!store || !matoi_store_add_policy (store, policy, &error))
    g_error ("%s", error->message);
  bench->many = add_incidents (store, rand, SAME, MANY);
  bench->few = add_incidents (store, rand, SAME, FEW);
  bench->unread = add_incidents (store, rand, UNREAD, MANY);
}

static void
free_incidents (Incident *incidents, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_free (incidents[i].ref);
      g_free (incidents[i].text);
    }
  g_free (incidents);
}

/* --- opening */

typedef void (*Way) (Bench *bench, const Incident *incident);

static void
open_by_reference (Bench *bench, const Incident *incident)
{
  matoi_window_open_reference (MATOI_WINDOW (bench->stage.window), incident->ref);
}

static void
open_from_list (Bench *bench, const Incident *incident)
{
  g_signal_emit_by_name (bench->list, "chosen", &incident->id);
}

static void
open_from_history (Bench *bench, const Incident *incident)
{
  g_signal_emit_by_name (bench->history, "activate", bench->position);
}

static gboolean
find_position (Bench *bench, const MatoiId *id)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (bench->history));
  guint n = stage_get_n_items (bench->history);

  for (bench->position = 0; bench->position < n; bench->position++)
    {
      g_autoptr (MatoiHistoryItem) item = g_list_model_get_item (model, bench->position);

      if (matoi_id_equal (&item->row->id, id))
        return TRUE;
    }
  return FALSE;
}

static void
find_in_history (Bench *bench, const Incident *incident)
{
  stage_show_view (&bench->stage, "history");
  while (!find_position (bench, &incident->id))
    g_main_context_iteration (NULL, TRUE);
}

typedef struct
{
  GtkWidget *timeline;
  const char *text;
} Wanted;

static gboolean
is_shown (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return stage_shows (wanted->timeline, wanted->text);
}

typedef struct
{
  const char *what;
  Way before, way;
  const Incident *incidents;
  guint n_incidents, n_rounds;
} Opening;

static void
open_once (Bench *bench,
           const Opening *opening,
           const Incident *incident,
           GArray *times,
           GArray *works)
{
  Wanted wanted = { bench->timeline, incident->text };
  gint64 from, work;

  if (opening->before)
    opening->before (bench, incident);
  run_for (PAUSE_MS);
  from = g_get_monotonic_time ();
  work = times_get_work ();
  opening->way (bench, incident);
  times_add (times, stage_wait (&bench->stage, is_shown, &wanted, opening->what, from));
  times_add (works, times_get_work () - work);
}

static void
measure (Bench *bench, const Opening *opening)
{
  g_autoptr (GArray) times = times_new (), works = times_new (), frames = times_new ();

  for (guint i = 0; i < opening->n_rounds; i++)
    {
      open_once (bench, opening, &opening->incidents[i % opening->n_incidents], times, works);
      /* What is done after it has been seen may not be felt either. */
      bench->stage.work = frames;
      run_for (PAUSE_MS);
      bench->stage.work = NULL;
    }
  g_print ("%-36s painted p50 %6.1f ms, worst %6.1f (budget %.0f); work of the window's thread p50 "
           "%5.1f, worst %5.1f; frames after it: the longest %.1f ms\n",
           opening->what, times_get (times, 0.5), times_get (times, 1), BUDGET_MS,
           times_get (works, 0.5), times_get (works, 1), times_get (frames, 1));
}

/* --- the yardstick */

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSession) session = matoi_live_open_finish (MATOI_LIVE (source), result, &error);

  if (!session)
    g_error ("%s", error->message);
  *done = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
measure_reading (Bench *bench)
{
  g_autoptr (GArray) times = times_new ();

  for (guint i = 0; i < SAME; i++)
    {
      gint64 from = g_get_monotonic_time ();
      gboolean done = FALSE;

      matoi_live_open_async (bench->stage.live, &bench->many[i].id, NULL, on_read, &done);
      run_until (is_true, &done, "the incident");
      times_since (times, from);
    }
  g_print ("%-36s p50 %6.1f ms, worst %6.1f\n",
           "5,000 read and folded, no window:", times_get (times, 0.5), times_get (times, 1));
}

/* --- all together */

static void
find_parts (Bench *bench)
{
  GtkWidget *window = GTK_WIDGET (bench->stage.window);

  bench->timeline = stage_find (window, "inc_timeline");
  bench->list = stage_find (window, "win_list");
  stage_show_view (&bench->stage, "history");
  run_for (1500);
  bench->history = GTK_LIST_VIEW (stage_find (window, "hist_list"));
  g_assert (bench->timeline && bench->list && bench->history);
  stage_show_view (&bench->stage, "live");
  run_for (500);
}

static void
measure_all (Bench *bench)
{
  const Opening openings[] = {
    { "5,000 for the first time:", NULL, open_by_reference, bench->unread, UNREAD, UNREAD },
    { "5,000 by the reference:", NULL, open_by_reference, bench->many, SAME, ROUNDS },
    { "5,000 from the list:", NULL, open_from_list, bench->many, SAME, ROUNDS },
    { "5,000 from the history:", find_in_history, open_from_history, bench->many, SAME, ROUNDS },
    { "50 by the reference:", NULL, open_by_reference, bench->few, SAME, ROUNDS },
  };

  find_parts (bench);
  measure_reading (bench);
  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    measure (bench, &openings[i]);
}

int
main (void)
{
  Bench bench = { 0 };
  g_autofree char *cached = NULL;
  char *path;

  if (!stage_begin ("the opening"))
    return 77;
  cached = generate_cached (generate_get_size ());
  path = generate_copy (cached);
  add_all (&bench, path);
  stage_open (&bench.stage, path);
  stage_show (&bench.stage);
  measure_all (&bench);
  stage_end (&bench.stage);
  free_incidents (bench.many, SAME);
  free_incidents (bench.few, SAME);
  free_incidents (bench.unread, UNREAD);
  generate_drop (path);
  return 0;
}
