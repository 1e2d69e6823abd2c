/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keys.h"
#include "matoi-action-card.h"
#include "matoi-comment-row.h"
#include "pm-rig.h"

/* What history says of one incident, what is like it, and two side by side; by keyboard alone. In
 * each language. */

#define PERSON "Aiko Tanaka"

/* --- another program, before the window reads */

static MatoiId
submit (MatoiContext *context, const MatoiId *incident, MatoiCommand *command)
{
  g_autoptr (MatoiCommand) owned = command;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiReceipt) receipt = matoi_context_submit (context, incident, command, &error);

  g_assert_no_error (error);
  return receipt->incident;
}

static void
tell (MatoiContext *context, const MatoiId *incident, const char *name, ...)
{
  MatoiCommand *command = matoi_command_new (name, PERSON);
  const char *key;
  va_list args;

  va_start (args, name);
  while ((key = va_arg (args, const char *)))
    matoi_command_set (command, key, va_arg (args, const char *));
  va_end (args);
  submit (context, incident, command);
}

static MatoiId
declare (MatoiContext *context, const char *title, const char *decision)
{
  MatoiCommand *command = matoi_command_new ("declare", PERSON);
  g_autoptr (GError) error = NULL;
  MatoiId id;

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "2");
  matoi_context_prepare_declare (context, command, NULL, &error);
  g_assert_no_error (error);
  id = submit (context, NULL, command);
  if (decision)
    tell (context, &id, "note", "kind", "decision", "text", decision, NULL);
  return id;
}

static MatoiIncident *
read_back (MatoiContext *context, const MatoiId *id)
{
  g_autoptr (GError) error = NULL;
  MatoiIncident *incident = matoi_context_load (context, id, &error);

  g_assert_no_error (error);
  return incident;
}

/* Many that are about something else, then two with the same cause; the newer one comes first. */
static MatoiContext *
fill (Fixture *fixture, MatoiId *old, MatoiId *young)
{
  g_autoptr (GError) error = NULL;
  MatoiContext *other = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  *old = declare (other, "決済が失敗する", "証明書の期限切れを確認、更新する");
  for (guint i = 0; i < 10; i++)
    declare (other, i % 2 ? "画像配信の遅延" : "Slow image delivery", NULL);
  *young = declare (other, "ログインできない", "原因は証明書の期限切れ");
  tell (other, young, "role-assign", "role", "scribe", "person", "Ben", NULL);
  return other;
}

/* --- what is shown */

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!widget || !gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
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
  return says (keys_find (fixture, path), text);
}

static void
open_history (Fixture *fixture, guint n)
{
  GtkWidget *list;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  rig_press (fixture, "<Control>1");
  rig_press (fixture, "<Control>4");
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  list = rig_get (fixture, "hist_list");
  WAIT_UNTIL (
    g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) == n);
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
}

static gboolean
is_read (Fixture *fixture)
{
  return gtk_widget_get_opacity (rig_get (fixture, "hp_brief")) > 0 &&
         gtk_widget_get_sensitive (rig_get (fixture, "hp_similar"));
}

static gboolean
is_linked (MatoiContext *context, const MatoiId *id, const char *ref)
{
  g_autoptr (MatoiIncident) incident = read_back (context, id);
  g_autofree char *url = g_strconcat ("matoi:", ref, NULL);

  for (guint i = 0; i < incident->links->len; i++)
    if (g_strcmp0 (((MatoiEvidence *) g_ptr_array_index (incident->links, i))->url, url) == 0)
      return TRUE;
  return FALSE;
}

/* --- */

static void
test_similar (Fixture *fixture, gconstpointer data)
{
  MatoiId old, young;
  g_autoptr (MatoiContext) other = fill (fixture, &old, &young);
  g_autoptr (MatoiIncident) first = read_back (other, &young), second = read_back (other, &old);

  open_history (fixture, 12);
  WAIT_UNTIL (is_read (fixture) && keys_says (fixture, "hp_ref", first->ref));
  /* Who was there, and how much and why it is like another one. */
  g_assert_true (shows (fixture, "hp_roles", "Ben"));
  g_assert_true (shows (fixture, "hs_list", second->ref));
  g_assert_true (shows (fixture, "hs_list", "証明書の期限切れ"));
  g_assert_true (shows (fixture, "hs_list", "%"));

  rig_press (fixture, "F6");
  keys_tab_to (fixture, "hs_list");
  rig_press (fixture, "s");
  WAIT_UNTIL (is_linked (other, &young, second->ref) && is_linked (other, &old, first->ref));
  WAIT_UNTIL (shows (fixture, "hs_list", "✓"));
  g_assert_true (keys_is_at (fixture, "hs_list"));

  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_says (fixture, "hp_ref", second->ref));
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
  WAIT_UNTIL (is_read (fixture) && shows (fixture, "hs_list", first->ref));
  WAIT_UNTIL (shows (fixture, "hs_list", "✓"));

  /* The cockpit tells it too. */
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_shown (fixture, "win_view"));
  WAIT_UNTIL (shows (fixture, "inc_timeline", first->ref));
}

static void
test_compare (Fixture *fixture, gconstpointer data)
{
  MatoiId old, young;
  g_autoptr (MatoiContext) other = fill (fixture, &old, &young);
  g_autoptr (MatoiIncident) first = read_back (other, &young), second = read_back (other, &old);

  /* One, then another one, in the table. */
  open_history (fixture, 12);
  rig_press (fixture, "<Control>m");
  WAIT_UNTIL (strstr (gtk_widget_get_tooltip_text (rig_get (fixture, "hp_compare")), first->ref));
  rig_press (fixture, "End");
  WAIT_UNTIL (keys_says (fixture, "hp_ref", second->ref));
  rig_press (fixture, "<Control>m");
  WAIT_UNTIL (keys_is_shown (fixture, "hc_grid"));
  g_assert_true (keys_is_at (fixture, "hc_back"));
  g_assert_true (shows (fixture, "hc_grid", first->ref));
  g_assert_true (shows (fixture, "hc_grid", second->ref));
  g_assert_true (shows (fixture, "hc_grid", "ログインできない"));
  g_assert_true (shows (fixture, "hc_grid", "Ben"));
  /* What both have is marked by a sign. */
  g_assert_true (shows (fixture, "hc_grid", "・"));
  rig_press (fixture, "Page_Down");
  rig_press (fixture, "Home");
  rig_press (fixture, "s");
  WAIT_UNTIL (is_linked (other, &old, first->ref));
  WAIT_UNTIL (keys_is_shown (fixture, "hc_linked"));
  /* It may have been a slip. */
  rig_press (fixture, "<Control>z");
  WAIT_UNTIL (!is_linked (other, &old, first->ref) && !is_linked (other, &young, second->ref));
  WAIT_UNTIL (!keys_is_shown (fixture, "hc_linked"));
  rig_press (fixture, "s");
  WAIT_UNTIL (is_linked (other, &old, first->ref) && is_linked (other, &young, second->ref));
  WAIT_UNTIL (keys_is_shown (fixture, "hc_linked"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
  g_assert_true (keys_says (fixture, "hp_ref", second->ref));

  /* From what is similar; back to where one was. */
  WAIT_UNTIL (is_read (fixture) && shows (fixture, "hs_list", first->ref));
  rig_press (fixture, "F6");
  keys_tab_to (fixture, "hs_list");
  rig_press (fixture, "c");
  WAIT_UNTIL (keys_is_shown (fixture, "hc_grid"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (keys_is_at (fixture, "hs_list"));
}

/* Those who are not on it find it nowhere; those who are cannot tell of it by a link. */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  MatoiId old, young, hidden, known;
  g_autoptr (MatoiContext) other = fill (fixture, &old, &young);
  g_autoptr (MatoiIncident) first = NULL, secret = NULL, ours = NULL;

  hidden = declare (other, "証明書の期限切れの漏洩", NULL);
  tell (other, &hidden, "security", "codename", "Maple", NULL);
  known = declare (other, "証明書の期限切れ", "証明書の期限切れ");
  tell (other, &known, "role-assign", "role", "ic", "person", PERSON, NULL);
  tell (other, &known, "security", "codename", "Birch", NULL);
  first = read_back (other, &young);
  secret = read_back (other, &hidden);
  ours = read_back (other, &known);

  open_history (fixture, 13);
  WAIT_UNTIL (is_read (fixture) && keys_says (fixture, "hp_ref", ours->ref));
  g_assert_true (keys_says (fixture, "hp_title", "Birch"));
  g_assert_false (shows (fixture, "hs_list", secret->ref));
  g_assert_true (shows (fixture, "hs_list", first->ref));
  rig_press (fixture, "F6");
  keys_tab_to (fixture, "hs_list");
  rig_press (fixture, "s");
  rig_press (fixture, "c");
  WAIT_UNTIL (keys_is_shown (fixture, "hc_grid"));
  rig_press (fixture, "s");
  g_assert_false (shows (fixture, "hc_grid", "漏洩"));
  rig_press (fixture, "Escape");
  WAIT_UNTIL (keys_is_at (fixture, "hs_list"));
  g_assert_false (keys_is_shown (fixture, "hc_linked"));
  WAIT_UNTIL (shows (fixture, "win_toasts", "confidential") ||
              shows (fixture, "win_toasts", "機密"));
  g_assert_false (is_linked (other, &young, ours->ref));
  g_assert_false (is_linked (other, &known, first->ref));

  /* Writing it to a file is asked about. */
  rig_press (fixture, "<Control>e");
  WAIT_UNTIL (keys_is_shown (fixture, "exp_choices"));
  rig_press (fixture, "Escape");
}

static gboolean
holds (GtkWidget *widget, const char *word)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (GTK_IS_EDITABLE (widget))
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  else if (GTK_IS_LABEL (widget))
    text = g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  if (text && strstr (text, word))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (holds (child, word))
      return TRUE;
  return FALSE;
}

/* Whether the keyboard is where @word is written. */
static gboolean
stands_at (Fixture *fixture, const char *word)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *card = focus ? gtk_widget_get_ancestor (focus, MATOI_TYPE_ACTION_CARD) : NULL;

  if (focus && !card)
    card = gtk_widget_get_ancestor (focus, MATOI_TYPE_COMMENT_ROW);
  return focus && gtk_widget_get_mapped (focus) &&
         gtk_widget_is_ancestor (focus, rig_get (fixture, "win_postmortems")) &&
         holds (card ? card : focus, word);
}

static void
add_row (MatoiContext *context, const MatoiId *incident, const char *text)
{
  MatoiCommand *command = matoi_command_new ("pm-row", PERSON);

  matoi_command_set (command, "text", text);
  matoi_command_set_int (command, "occurred_at", g_get_real_time () / 1000 - MATOI_MINUTE);
  submit (context, incident, command);
}

/* What is written in a document beside its sections is found there, one after the other. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "umbrella", "walnut", "zither", "quiver", "marmot", "badger"
  };
  MatoiId old, young;
  g_autoptr (MatoiContext) other = fill (fixture, &old, &young);

  tell (other, &young, "end", "outcome", "recovered", "final_severity", "2", "owner", PERSON,
        "override", "true", NULL);
  tell (other, &young, "pm-message", "choice", "text", "summary", "The umbrella was closed.",
        "happened", "Nobody came in.", "doing", "We opened it.", NULL);
  tell (other, &young, "pm-learned", "side", "well", "text", "The walnut held.", NULL);
  add_row (other, &young, "The zither was played.");
  tell (other, &young, "action-add", "text", "Put a quiver beside the door", "priority", "P1",
        "kind", "prevent", "owner_team", "Payments", NULL);
  tell (other, &young, "pm-comment", "text", "A marmot would have whistled.", "section", "overview",
        NULL);
  tell (other, &young, "pm-comment", "text", "Ask the badger.", NULL);
  open_history (fixture, 12);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_test_message ("%s", words[i]);
      rig_press (fixture, "<Control>4");
      WAIT_UNTIL (keys_is_shown (fixture, "hist_search"));
      rig_press (fixture, "<Control>f");
      keys_type (fixture, words[i]);
      WAIT_UNTIL (shows (fixture, "hp_hits", words[i]));
      rig_press (fixture, "Return");
      WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
      rig_press (fixture, "Return");
      WAIT_UNTIL (stands_at (fixture, words[i]));
    }
}

/* Who reads what was found sees what comes, but not under their hands. */
static void
test_news (Fixture *fixture, gconstpointer data)
{
  MatoiId old, young;
  g_autoptr (MatoiContext) other = fill (fixture, &old, &young);

  open_history (fixture, 12);
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "証明書");
  WAIT_UNTIL (shows (fixture, "hp_hits", "原因は"));
  tell (other, &young, "note", "kind", "fact", "text", "新しい証明書を配った", NULL);
  WAIT_UNTIL (shows (fixture, "hp_hits", "配った"));
  keys_tab_to (fixture, "hp_hits");
  tell (other, &young, "note", "kind", "fact", "text", "証明書を確かめた", NULL);
  WAIT_UNTIL (shows (fixture, "hp_found", "3"));
  g_assert_false (shows (fixture, "hp_hits", "確かめた"));
  rig_press (fixture, "<Control>f");
  WAIT_UNTIL (shows (fixture, "hp_hits", "確かめた"));
}

/* What was found in a document is selected there. */
static void
test_place (Fixture *fixture, gconstpointer data)
{
  MatoiId old, young;
  g_autoptr (MatoiContext) other = fill (fixture, &old, &young);
  GtkWidget *focus;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *selected = NULL;

  tell (other, &young, "end", "outcome", "recovered", "final_severity", "2", "owner", PERSON,
        "override", "true", NULL);
  tell (other, &young, "pm-write", "section", "what-happened", "text",
        "The first sentence.\n\nAfterwards the renewal job of the gateway did not run.", NULL);
  tell (other, &young, "pm-factor", "what", "Nobody watched the calendar", "why", "It was new",
        NULL);
  open_history (fixture, 12);
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "renewal job");
  WAIT_UNTIL (keys_is_shown (fixture, "hp_hits"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  WAIT_UNTIL (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  selected = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_true (strstr ("renewal job", selected) != NULL && *selected);

  rig_press (fixture, "<Control>4");
  rig_press (fixture, "<Control>f");
  keys_type (fixture, "calendar");
  WAIT_UNTIL (shows (fixture, "hp_hits", "calendar"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "fac_list"));
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add ("/ui/history/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)
  ADD ("similar", test_similar);
  ADD ("compare", test_compare);
  ADD ("confidential", test_confidential);
  ADD ("place", test_place);
  ADD ("places", test_places);
  ADD ("news", test_news);
#undef ADD
  return g_test_run ();
}
