/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a manager does, with a keyboard and in Japanese: finds the incident that had the same cause
 * two years ago, sees why it is similar, replays its first ten minutes, and prints this month's
 * report. With MATOI_BENCH_DIR on the large database, and the longest pause is told. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "keys.h"
#include "matoi-history-item.h"

#ifdef WITH_LARGE
#include "generate.h"
#include "xserver.h"
#endif

#define YEAR (G_GINT64_CONSTANT (365 * 24 * 60) * MATOI_MINUTE)

/* --- the longest time nothing else was done */

static GPollFunc system_poll;
static gint64 awake_since, longest; /* µs; 0: nobody has waited yet */
static const char *step, *longest_step;

static int
on_poll (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (awake_since != 0 && now - awake_since > longest)
    {
      longest = now - awake_since;
      longest_step = step;
    }
  result = system_poll (fds, n_fds, timeout);
  awake_since = g_get_monotonic_time ();
  return result;
}

static void
begin_step (const char *name)
{
  if (step != NULL)
    g_test_message ("%-10s longest pause so far %.1f ms (%s)", step, (double) longest / 1000,
                    longest_step ? longest_step : "-");
  step = name;
}

/* --- writing, before the window */

static MatoiId
run (MatoiContext *context, const MatoiId *incident, MatoiCommand *command, gint64 at)
{
  g_autoptr (MatoiCommand) own = command;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;
  MatoiId id;

  command->occurred_at = at;
  if (incident == NULL)
    matoi_context_prepare_declare (context, command, NULL, &error);
  g_assert_no_error (error);
  receipt = matoi_context_submit (context, incident, command, &error);
  g_assert_no_error (error);
  id = receipt->incident;
  matoi_context_free_receipt (receipt);
  return id;
}

static MatoiCommand *
make (const char *name, ...)
{
  MatoiCommand *command = matoi_command_new (name, "田中 愛子");
  const char *arg;
  va_list args;

  va_start (args, name);
  while ((arg = va_arg (args, const char *)) != NULL)
    matoi_command_set (command, arg, va_arg (args, const char *));
  va_end (args);
  return command;
}

static void
write_one (MatoiContext *context, gint64 at, const char *title, const char *decision)
{
  static const int minutes[] = { 1, 3, 6, 9, 12 };
  MatoiId id = run (context, NULL, make ("declare", "title", title, "severity", "2", NULL), at);

  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    {
      g_autofree char *text = g_strdup_printf ("%d 分後: %s", minutes[i], title);

      run (context, &id, make ("note", "kind", "fact", "text", text, NULL),
           at + minutes[i] * MATOI_MINUTE);
    }
  if (decision != NULL)
    run (context, &id, make ("note", "kind", "decision", "text", decision, NULL),
         at + 13 * MATOI_MINUTE);
  run (context, &id,
       make ("end", "outcome", "recovered", "final_severity", "2", "owner", "田中 愛子", "override",
             "test", NULL),
       at + 20 * MATOI_MINUTE);
  if (decision != NULL)
    run (context, &id, make ("pm-factor", "what", "接続プールの枯渇", NULL),
         at + 30 * MATOI_MINUTE);
}

static void
fill (const char *path, guint others)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiContext) context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  gint64 now = matoi_time_now ();

  g_assert_no_error (error);
  matoi_context_set_identity (context, "Aiko Tanaka");
  for (guint i = 0; i < others; i++)
    write_one (context, now - YEAR - (gint64) i * 24 * 60 * MATOI_MINUTE,
               i % 2 ? "画像配信の遅延" : "検索結果が古い", NULL);
  write_one (context, now - 2 * YEAR, "決済が失敗する", "接続プールの枯渇を確認し、上限を上げる");
  write_one (context, now - 60 * MATOI_MINUTE, "ログインできない", "枯渇した接続プールを作り直す");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *drafts = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-manager-XXXXXX", NULL);
#ifdef WITH_LARGE
  {
    g_autofree char *cached = generate_cached (generate_get_size ());

    fixture->db = generate_copy (cached);
  }
  fill (fixture->db, 0);
#else
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fill (fixture->db, 16);
#endif
  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Aiko Tanaka");
  matoi_context_start (fixture->context);
  fixture->live = matoi_live_new (fixture->context);
  drafts = g_build_filename (fixture->folder, "drafts", NULL);
  fixture->drafts = matoi_drafts_new (drafts);
  fixture->window = matoi_window_new (rig_application, fixture->live, fixture->drafts, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1440, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
#ifdef WITH_LARGE
  char *db = g_strdup (fixture->db);
#endif

  rig_tear_down (fixture, data);
#ifdef WITH_LARGE
  generate_drop (db);
#endif
}

/* --- keys */

static guint n_keys;

static void
press (Fixture *fixture, const char *key)
{
  n_keys++;
  rig_press (fixture, key);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Each key of an input method, of which the last one commits: what stands before that is not in the
 * field yet. */
static void
compose (Fixture *fixture, const char *const *stages, const char *words)
{
  GtkWidget *field = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_true (GTK_IS_TEXT (field));
  for (; *stages; stages++)
    {
      n_keys++;
      g_signal_emit_by_name (field, "preedit-changed", *stages);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  n_keys++;
  g_signal_emit_by_name (field, "preedit-changed", "");
  g_signal_emit_by_name (field, "insert-at-cursor", words);
}

/* --- looking */

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if ((GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text)) ||
      (GTK_IS_INSCRIPTION (widget) &&
       strstr (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
shows (Fixture *fixture, const char *path, const char *text)
{
  GtkWidget *widget = keys_find (fixture, path);

  return widget && says (widget, text);
}

/* The table draws its lines itself. */
static gboolean
lists (Fixture *fixture, guint place, const char *title)
{
  GtkWidget *list = keys_find (fixture, "hist_list");
  g_autoptr (MatoiHistoryItem) item =
    list
      ? g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))), place)
      : NULL;

  return item && g_str_equal (matoi_history_item_get_row (item)->title, title);
}

/* (nullable) */
static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "GtkPrintUnixDialog") &&
          gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static GtkSelectionModel *
find_printers (GtkWidget *widget)
{
  if (GTK_IS_COLUMN_VIEW (widget))
    return gtk_column_view_get_model (GTK_COLUMN_VIEW (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkSelectionModel *found = find_printers (child);

      if (found)
        return found;
    }
  return NULL;
}

/* The file among the printers is chosen as soon as it is there. */
static gboolean
is_ready (GtkWindow *dialog)
{
  GtkSelectionModel *printers = find_printers (GTK_WIDGET (dialog));

  for (guint i = 0; printers && i < g_list_model_get_n_items (G_LIST_MODEL (printers)); i++)
    {
      g_autoptr (GObject) printer = g_list_model_get_item (G_LIST_MODEL (printers), i);
      gboolean is_file = FALSE;

      g_object_get (printer, "is-virtual", &is_file, NULL);
      if (is_file)
        gtk_selection_model_select_item (printers, i, TRUE);
      if (is_file)
        return gtk_widget_get_sensitive (
          gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK));
    }
  return FALSE;
}

/* --- what is done */

static void
find_old (Fixture *fixture)
{
  /* k o k a t u, and the key that converts. */
  static const char *const stages[] = {
    "ｋ", "こ", "こｋ", "こか", "こかｔ", "こかつ", "枯渇", NULL
  };

  press (fixture, "<Control>4");
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  compose (fixture, stages, "枯渇");
  WAIT_UNTIL (lists (fixture, 0, "ログインできない"));
  WAIT_UNTIL (lists (fixture, 1, "決済が失敗する"));
  press (fixture, "Down");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
  g_assert_cmpuint (n_keys, <=, 10);
}

/* The one of today is chosen; the old one is like it, and it is said why. */
static void
see_why (Fixture *fixture)
{
  WAIT_UNTIL (shows (fixture, "hist_preview", "ログインできない"));
  WAIT_UNTIL (shows (fixture, "hs_list", "決済が失敗する"));
  g_assert_true (shows (fixture, "hs_list", "接続プールの枯渇"));
}

/* T+00:12:00 */
static gboolean
is_beyond_ten (Fixture *fixture)
{
  int hours = 0, minutes = 0;

  return sscanf (rig_get_label (fixture, "pb_elapsed"), "T+%d:%d", &hours, &minutes) == 2 &&
         (hours > 0 || minutes >= 10);
}

static void
replay (Fixture *fixture)
{
  press (fixture, "Down");
  WAIT_UNTIL (shows (fixture, "hp_title", "決済が失敗する"));
  press (fixture, "<Control>r");
  WAIT_UNTIL (keys_is_shown (fixture, "pb_clock"));
  WAIT_UNTIL (keys_is_at (fixture, "pb_play"));
  g_assert_true (keys_says (fixture, "pb_title", "決済が失敗する"));
  g_assert_false (shows (fixture, "pb_timeline", "9 分後"));
  for (guint i = 0; i < 20 && !is_beyond_ten (fixture); i++)
    press (fixture, "n");
  g_assert_true (is_beyond_ten (fixture));
  WAIT_UNTIL (shows (fixture, "pb_timeline", "9 分後"));
  press (fixture, "Escape");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
}

static void
print_report (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.pdf", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *paper = NULL;

  press (fixture, "<Control>5");
  WAIT_UNTIL (keys_is_at (fixture, "insights_period"));
  begin_step ("print");
  press (fixture, "<Control>p");
  WAIT_UNTIL (keys_is_at (fixture, "ins_print"));
  press (fixture, "Return");
  WAIT_UNTIL (find_dialog ());
  /* The system's dialog: into a file. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  g_object_set (find_dialog (), "print-settings", settings, NULL);
  WAIT_UNTIL (is_ready (find_dialog ()));
  n_keys++;
  g_signal_emit_by_name (find_dialog (), "activate-default");
  WAIT_UNTIL (!find_dialog ());
  WAIT_UNTIL (g_file_get_contents (path, &paper, NULL, NULL) && strstr (paper, "%PDF-") == paper);
}

static void
test_manager (Fixture *fixture, gconstpointer data)
{
  gint64 from = g_get_monotonic_time ();

  system_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, on_poll);
  begin_step ("find");
  find_old (fixture);
  begin_step ("why");
  see_why (fixture);
  begin_step ("replay");
  replay (fixture);
  begin_step ("insights");
  print_report (fixture);
  begin_step (NULL);
  g_main_context_set_poll_func (NULL, system_poll);
  g_test_message ("%u keys, %.1f s; the longest pause was %.1f ms (%s)", n_keys,
                  (double) (g_get_monotonic_time () - from) / 1e6, (double) longest / 1000,
                  longest_step);
#ifdef WITH_LARGE
  g_print ("# %u keys, %.1f s; the longest pause was %.1f ms, in “%s”\n", n_keys,
           (double) (g_get_monotonic_time () - from) / 1e6, (double) longest / 1000, longest_step);
#endif
}

int
main (int argc, char **argv)
{
#ifdef WITH_LARGE
  if (xserver_start () == 0)
    {
      g_print ("Xvfb is not installed: the window was not measured\n");
      return 77;
    }
#endif
  rig_init (&argc, &argv);
  g_test_add ("/ui/manager", Fixture, NULL, set_up, test_manager, tear_down);
  return g_test_run ();
}
