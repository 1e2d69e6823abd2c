/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keys.h"
#include "pm-rig.h"

/* That an incident was seen before is said in the postmortems of both (WRI-09), and leads from one
 * to the other; by keyboard, in each language. */

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
write_one (MatoiContext *context, const char *title, const char *decision, gboolean over)
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
  if (over)
    tell (context, &id, "end", "outcome", "recovered", "final_severity", "2", "owner", PERSON,
          "override", "true", NULL);
  return id;
}

static char *
dup_ref (MatoiContext *context, const MatoiId *id)
{
  g_autoptr (MatoiIncident) incident = matoi_context_load (context, id, NULL);

  return g_strdup (incident->ref);
}

typedef struct
{
  MatoiContext *other;
  MatoiId old, young;
  char *old_ref, *young_ref;
} Pair;

/* Many that are about something else, and two with the same cause; the newer one comes first. */
static void
pair_init (Pair *pair, Fixture *fixture, gboolean over)
{
  g_autoptr (GError) error = NULL;

  pair->other = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  pair->old = write_one (pair->other, "決済が失敗する", "証明書の期限切れを確認、更新する", over);
  for (guint i = 0; i < 10; i++)
    write_one (pair->other, i % 2 ? "画像配信の遅延" : "Slow image delivery", NULL, FALSE);
  pair->young = write_one (pair->other, "ログインできない", "原因は証明書の期限切れ", TRUE);
  pair->old_ref = dup_ref (pair->other, &pair->old);
  pair->young_ref = dup_ref (pair->other, &pair->young);
}

static void
pair_clear (Pair *pair)
{
  g_clear_object (&pair->other);
  g_free (pair->old_ref);
  g_free (pair->young_ref);
}

/* --- what is shown */

static gboolean
has_row (GtkWidget *widget, const char *text)
{
  if (!widget || !gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_row (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
shows (Fixture *fixture, const char *path, const char *text)
{
  return has_row (keys_find (fixture, path), text);
}

static gboolean
is_document_of (Fixture *fixture, const MatoiId *id)
{
  return pm_is_open (fixture) && matoi_id_equal (&pm_get_incident (fixture)->id, id);
}

static gboolean
is_ready (Fixture *fixture)
{
  GtkWidget *open = keys_find (fixture, "pmv_seen/seen_open");

  return open && gtk_widget_get_sensitive (open);
}

/* The newest is chosen, and what is like it is said. */
static void
choose_young (Fixture *fixture, const Pair *pair)
{
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  rig_press (fixture, "<Control>1");
  rig_press (fixture, "<Control>4");
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  WAIT_UNTIL (keys_says (fixture, "hp_ref", pair->young_ref));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
  WAIT_UNTIL (gtk_widget_get_opacity (rig_get (fixture, "hp_brief")) > 0 &&
              gtk_widget_get_sensitive (rig_get (fixture, "hp_similar")) &&
              shows (fixture, "hs_list", pair->old_ref));
}

static void
link_both (Fixture *fixture, const Pair *pair)
{
  choose_young (fixture, pair);
  rig_press (fixture, "F6");
  keys_tab_to (fixture, "hs_list");
  rig_press (fixture, "s");
  WAIT_UNTIL (shows (fixture, "hs_list", "✓"));
}

/* --- */

static void
test_both (Fixture *fixture, gconstpointer data)
{
  Pair pair;

  pair_init (&pair, fixture, TRUE);
  link_both (fixture, &pair);
  keys_push (fixture, "hp_postmortem");
  WAIT_UNTIL (is_document_of (fixture, &pair.young));
  WAIT_UNTIL (is_ready (fixture));
  g_assert_true (keys_says (fixture, "pmv_seen/seen_what", pair.old_ref));
  g_assert_true (keys_says (fixture, "pmv_seen/seen_what", "決済が失敗する"));
  WAIT_UNTIL (keys_says (fixture, "pmv_seen/seen_why", "証明書の期限切れ"));

  /* There and back again. */
  keys_tab_to (fixture, "pmv_seen");
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_document_of (fixture, &pair.old));
  WAIT_UNTIL (is_ready (fixture) && keys_says (fixture, "pmv_seen/seen_what", pair.young_ref));
  WAIT_UNTIL (keys_is_at (fixture, "pmv_sections"));
  rig_press (fixture, "<Shift>F6");
  g_assert_true (keys_is_at (fixture, "pmv_seen"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_document_of (fixture, &pair.young));
  pair_clear (&pair);
}

/* Taken back, neither says it any more; said again, the document that is open says it too. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  Pair pair;

  pair_init (&pair, fixture, TRUE);
  choose_young (fixture, &pair);
  rig_press (fixture, "F6");
  keys_push (fixture, "hp_postmortem");
  WAIT_UNTIL (is_document_of (fixture, &pair.young));
  g_assert_false (keys_is_shown (fixture, "pmv_seen"));

  link_both (fixture, &pair);
  rig_press (fixture, "<Control>z");
  WAIT_UNTIL (!shows (fixture, "hs_list", "✓"));
  rig_press (fixture, "s");
  WAIT_UNTIL (shows (fixture, "hs_list", "✓"));
  keys_push (fixture, "hp_postmortem");
  WAIT_UNTIL (is_ready (fixture) && keys_says (fixture, "pmv_seen/seen_what", pair.old_ref));

  /* The cockpit as well: what was taken back is folded away, what stands is not. */
  rig_press (fixture, "<Control>4");
  WAIT_UNTIL (keys_is_at (fixture, "hist_search"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "hist_list"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_shown (fixture, "win_view"));
  WAIT_UNTIL (shows (fixture, "inc_timeline", pair.old_ref));
  pair_clear (&pair);
}

/* One without a postmortem opens as it was lived through. What became confidential since is not
 * told to those who are not on it. */
static void
test_others (Fixture *fixture, gconstpointer data)
{
  Pair pair;

  pair_init (&pair, fixture, FALSE);
  link_both (fixture, &pair);
  keys_push (fixture, "hp_postmortem");
  WAIT_UNTIL (is_document_of (fixture, &pair.young) && is_ready (fixture));
  keys_push (fixture, "pmv_seen/seen_open");
  WAIT_UNTIL (keys_is_shown (fixture, "win_view"));
  WAIT_UNTIL (shows (fixture, "inc_timeline", pair.young_ref));

  tell (pair.other, &pair.old, "security", "codename", "Maple", NULL);
  rig_press (fixture, "<Control>2");
  rig_press (fixture, "Escape");
  WAIT_UNTIL (!pm_is_open (fixture));
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_document_of (fixture, &pair.young));
  WAIT_UNTIL (!keys_is_shown (fixture, "pmv_seen"));
  pair_clear (&pair);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(path, func) \
  g_test_add ("/ui/seen-before/" path, Fixture, NULL, rig_set_up, func, rig_tear_down)
  ADD ("both", test_both);
  ADD ("again", test_again);
  ADD ("others", test_others);
#undef ADD
  return g_test_run ();
}
