/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages become entries: whole, once, and in one incident. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "matoi-slack-import.h"
#include "matoi-time.h"
#include "slack-rig.h"

#define NOON G_GINT64_CONSTANT (1763640000)

typedef struct
{
  SlackRig *rig;
  MatoiContext *context;
  MatoiSlackExport *export;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *db = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GString) day = g_string_new ("[");
  g_autoptr (GError) error = NULL;

  fixture->rig = slack_rig_new ();
  slack_rig_add_lists (fixture->rig, "");
  for (guint i = 0; i < 10; i++)
    g_string_append_printf (
      day, "%s{'type':'message','user':'U%u','ts':'%" G_GINT64_FORMAT ".000001','text':'%s %u'%s}",
      i > 0 ? "," : "", i % 3 + 1, NOON + i * 60, i == 3 ? "TODO: step\\nTODO" : "言葉", i,
      i == 2   ? ",'reactions':[{'name':'pushpin','users':['U1'],'count':1}]"
      : i == 4 ? ",'thread_ts':'1763640000.000001'"
               : "");
  g_string_append (day, "]");
  slack_rig_add (fixture->rig, "incident/2025-11-20.json", day->str);
  slack_rig_add (fixture->rig, "random/2025-11-20.json", day->str);
  path = slack_rig_write_folder (fixture->rig);
  fixture->export = matoi_slack_export_open (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  db = g_build_filename (fixture->rig->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->context);
  matoi_slack_export_free (fixture->export);
  slack_rig_free (fixture->rig);
}

/* Takes the messages from minute @first up to @end of @channel. */
static gint64
take (Fixture *fixture,
      const char *channel,
      guint first,
      guint end,
      const MatoiSlackTarget *target,
      char **ref,
      GError **error)
{
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();
  MatoiSlackChoice choice = { channels, (NOON + first * 60) * 1000, (NOON + end * 60) * 1000,
                              NULL };
  g_autoptr (GPtrArray) messages = NULL;
  MatoiImportResult result = { NULL };
  MatoiSlackTally tally = { 0 };
  gint64 entries = -1;

  g_ptr_array_add (channels, matoi_slack_export_find (fixture->export, channel, NULL));
  messages = matoi_slack_export_read (fixture->export, &choice, NULL, NULL, NULL, error);
  g_assert_nonnull (messages);
  if (matoi_slack_import (fixture->context, messages, target, &result, &tally, error))
    {
      GPtrArray *list = result.created->len > 0 ? result.created : result.unchanged;

      g_assert_cmpuint (result.created->len + result.unchanged->len, ==, 1);
      g_assert_cmpint (result.created->len, ==, result.entries > 0 || tally.n_todos > 9);
      entries = result.entries;
      *ref = g_strdup (g_ptr_array_index (list, 0));
    }
  matoi_import_result_clear (&result);
  return entries;
}

static MatoiIncident *
load (Fixture *fixture, const char *ref)
{
  g_autoptr (GError) error = NULL;
  MatoiIncident *incident;
  MatoiId id;

  matoi_context_resolve (fixture->context, ref, &id, &error);
  g_assert_no_error (error);
  incident = matoi_context_load (fixture->context, &id, &error);
  g_assert_no_error (error);
  return incident;
}

static guint
count_entries (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->entries->len; i++)
    n += !g_str_equal (((MatoiEntry *) g_ptr_array_index (incident->entries, i))->kind, "system");
  return n;
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  MatoiSlackTarget target = { .title = "Checkout fails" };
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (GError) error = NULL;
  const MatoiEntry *entry;

  g_assert_cmpint (take (fixture, "incident", 2, 6, &target, &first, &error), ==, 4);
  g_assert_no_error (error);
  g_assert_cmpint (take (fixture, "incident", 2, 6, &target, &second, NULL), ==, 0);
  g_assert_cmpstr (first, ==, second);
  /* A longer span adds to it. */
  g_assert_cmpint (take (fixture, "incident", 0, 10, &target, &third, NULL), ==, 6);
  g_assert_cmpstr (first, ==, third);
  incident = load (fixture, first);
  g_assert_cmpstr (incident->title, ==, "Checkout fails");
  g_assert_cmpint (incident->declared_at, ==, (NOON + 120) * 1000);
  g_assert_cmpuint (count_entries (incident), ==, 10);
  g_assert_cmpuint (incident->todos->len, ==, 0);
  for (guint i = 0, n = 0; i < incident->entries->len; i++)
    {
      entry = g_ptr_array_index (incident->entries, i);
      if (g_str_equal (entry->kind, "system"))
        continue;
      g_assert_cmpstr (entry->kind, ==, "fact");
      g_assert_cmpstr (entry->source, ==, "slack");
      g_assert_cmpint (entry->occurred_at % 60000, ==, 0);
      if (n++ == 0)
        g_assert_cmpstr (entry->author, ==, "亜希");
    }
}

static void
test_todos (Fixture *fixture, gconstpointer data)
{
  MatoiSlackTarget plain = { 0 }, with = { .todos = TRUE };
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *ref = NULL;
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();
  g_autoptr (GPtrArray) messages = NULL;
  MatoiSlackChoice choice = { channels, MATOI_TIME_NONE, MATOI_TIME_NONE, "pushpin" };
  MatoiImportResult result = { NULL };
  MatoiSlackTally tally = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (take (fixture, "incident", 0, 10, &plain, &ref, &error), ==, 10);
  g_assert_no_error (error);
  /* They can be taken afterwards; then twice changes nothing. */
  for (guint i = 0; i < 2; i++)
    {
      g_ptr_array_set_size (channels, 0);
      g_ptr_array_add (channels, matoi_slack_export_find (fixture->export, "incident", NULL));
      choice.reaction = NULL;
      g_clear_pointer (&messages, g_ptr_array_unref);
      messages = matoi_slack_export_read (fixture->export, &choice, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      matoi_slack_import (fixture->context, messages, &with, &result, &tally, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (result.created->len, ==, i == 0);
      g_assert_cmpuint (result.unchanged->len, ==, i);
      g_ptr_array_set_size (result.created, 0);
    }
  matoi_import_result_clear (&result);
  incident = load (fixture, ref);
  g_assert_cmpuint (count_entries (incident), ==, 10);
  g_assert_cmpuint (incident->todos->len, ==, 2);
  g_assert_cmpstr (((MatoiTodo *) g_ptr_array_index (incident->todos, 0))->text, ==, "step");
  choice.reaction = "pushpin";
  g_clear_pointer (&messages, g_ptr_array_unref);
  messages = matoi_slack_export_read (fixture->export, &choice, NULL, NULL, NULL, &error);
  g_assert_cmpuint (messages->len, ==, 1);
}

static void
test_into (Fixture *fixture, gconstpointer data)
{
  MatoiSlackTarget target = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;
  g_autofree char *same = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (GError) error = NULL;
  MatoiId id;

  g_assert_cmpint (take (fixture, "incident", 0, 4, &target, &first, &error), ==, 4);
  g_assert_cmpint (take (fixture, "random", 0, 4, &target, &other, &error), ==, 4);
  g_assert_cmpstr (first, !=, other);
  matoi_context_resolve (fixture->context, first, &id, &error);
  target.into = &id;
  g_assert_cmpint (take (fixture, "random", 2, 10, &target, &same, &error), ==, 6);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, same);
  incident = load (fixture, first);
  g_assert_cmpuint (count_entries (incident), ==, 10);
  /* Nothing is left for it here, and nothing says where the rest of the channel goes. */
  g_assert_cmpint (take (fixture, "random", 0, 2, &target, &same, &error), ==, -1);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  target.into = NULL;
  g_assert_cmpint (take (fixture, "random", 0, 10, &target, &same, &error), ==, -1);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "--into"));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  MatoiSlackTarget target = { .severity = "9" };
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *ref = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (take (fixture, "incident", 100, 200, &target, &ref, &error), ==, -1);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_cmpint (take (fixture, "incident", 0, 10, &target, &ref, &error), ==, -1);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  rows = matoi_context_list (fixture->context, NULL, 0, NULL);
  g_assert_cmpuint (rows->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/slack-import/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("once", test_once);
  ADD ("todos", test_todos);
  ADD ("into", test_into);
  ADD ("empty", test_empty);
  return g_test_run ();
}
