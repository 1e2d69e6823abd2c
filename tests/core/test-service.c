/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "world.h"

/* What comes from a service about what is here already. */

static World *
new_world (void)
{
  World *world = world_new ("pagerduty");
  MatoiCommand *command;

  world_declare (world, "2");
  command = world_command ("note", "Mei", "text", "5xx at 3 %", NULL);
  command->source = g_strdup ("slack");
  world_must (world, command);
  command = world_command ("todo", "Mei", "text", "Renew it", NULL);
  command->source = g_strdup ("slack");
  world_must (world, command);
  world_must (world, world_command ("note", "Aiko", "text", "typed here", NULL));
  return world;
}

static char *
find_id (World *world, const char *text)
{
  for (guint i = 0; i < world->incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (world->incident->entries, i);

      if (strcmp (entry->text, text) == 0)
        return matoi_id_dup_text (&entry->id);
    }
  for (guint i = 0; i < world->incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (world->incident->todos, i);

      if (strcmp (todo->text, text) == 0)
        return matoi_id_dup_text (&todo->id);
    }
  g_assert_not_reached ();
}

/* "text/deleted" of what was taken. */
static char *
dump_source (World *world, const char *id)
{
  const MatoiEntry *entry;
  const MatoiTodo *todo;
  MatoiId real;

  g_assert_true (matoi_id_from_text (&real, id));
  entry = matoi_incident_find_entry (world->incident, &real);
  todo = matoi_incident_find_todo (world->incident, &real);
  if (entry != NULL)
    return g_strdup_printf ("%s/%s/%d", entry->text,
                            entry->source_text != NULL ? entry->source_text : "-",
                            entry->source_deleted);
  return g_strdup_printf ("%s/%s/%d", todo->text,
                          todo->source_text != NULL ? todo->source_text : "-",
                          todo->source_deleted);
}

/* Arrives again by itself, in any order and twice: the same state. */
static void
assert_folds_alike (World *world)
{
  MatoiIncident *again = matoi_incident_new (NULL, world_lookup, world);
  g_autofree char *one = world_dump (world->incident);
  g_autofree char *other = NULL;

  for (guint k = 0; k < 2; k++)
    for (guint i = world->log->len; i > 0; i--)
      matoi_incident_apply (again, g_ptr_array_index (world->log, i - 1));
  other = world_dump (again);
  g_assert_cmpstr (one, ==, other);
  matoi_incident_free (again);
}

static void
test_source (void)
{
  static const struct
  {
    const char *taken, *text; /* text NULL: deleted */
    gboolean makes_event;
    const char *wanted;
  } rows[] = {
    { "5xx at 3 %", "5xx at 3 %", FALSE, "5xx at 3 %/-/0" },
    { "5xx at 3 %", "5xx at 4 %", TRUE, "5xx at 3 %/5xx at 4 %/0" },
    { "5xx at 3 %", "5xx at 4 %", FALSE, "5xx at 3 %/5xx at 4 %/0" },
    { "5xx at 3 %", "5xx at 5 %", TRUE, "5xx at 3 %/5xx at 5 %/0" },
    { "5xx at 3 %", "5xx at 3 %", TRUE, "5xx at 3 %/-/0" },
    { "5xx at 3 %", "5xx at 6 %", TRUE, "5xx at 3 %/5xx at 6 %/0" },
    { "5xx at 3 %", NULL, TRUE, "5xx at 3 %/5xx at 6 %/1" },
    { "5xx at 3 %", NULL, FALSE, "5xx at 3 %/5xx at 6 %/1" },
    { "Renew it", "Renew both", TRUE, "Renew it/Renew both/0" },
    { "Renew it", "Renew both", FALSE, "Renew it/Renew both/0" },
    { "Renew it", NULL, TRUE, "Renew it/Renew both/1" },
  };
  World *world = new_world ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = find_id (world, rows[i].taken);
      g_autofree char *got = NULL;
      g_autoptr (GError) error = NULL;
      guint before = world->log->len;
      MatoiCommand *command = world_command ("source-changed", "Mei", "entry", id, NULL);

      g_test_message ("%u", i);
      if (rows[i].text != NULL)
        matoi_command_set (command, "text", rows[i].text);
      else
        matoi_command_set_flag (command, "deleted", TRUE);
      world->now += 1000;
      world_do (world, command, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (world->log->len - before, ==, rows[i].makes_event ? 1 : 0);
      got = dump_source (world, id);
      g_assert_cmpstr (got, ==, rows[i].wanted);
      assert_folds_alike (world);
    }
  g_assert_cmpuint (world->incident->not_applied->len, ==, 0);
  world_free (world);
}

static void
test_source_refused (void)
{
  World *world = new_world ();
  g_autofree char *typed = find_id (world, "typed here");
  g_autofree char *taken = find_id (world, "5xx at 3 %");

  world_must_not (world, world_command ("source-changed", "Mei", "entry", typed, "text", "x", NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (world,
                  world_command ("source-changed", "Mei", "entry", typed, "deleted", TRUE, NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (world, world_command ("source-changed", "Mei", "entry", taken, NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (world, world_command ("source-changed", "Mei", "text", "x", NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_must_not (world,
                  world_command ("source-changed", "Mei", "entry", "ffffffff", "text", "x", NULL),
                  MATOI_ERROR_NOT_FOUND, NULL);
  world_free (world);
}

/* Who corrects has seen what changed; what changes later is news for the correction, too. */
static void
test_source_corrected (void)
{
  World *world = new_world ();
  g_autofree char *id = find_id (world, "5xx at 3 %");
  g_autofree char *newer = NULL, *before = NULL, *after = NULL, *todo = NULL;

  world_must (world,
              world_command ("source-changed", "Mei", "entry", id, "text", "5xx at 4 %", NULL));
  world_must (world, world_command ("correct", "Aiko", "entry", id, "text", "5xx at 4%", NULL));
  newer = find_id (world, "5xx at 4%");
  before = dump_source (world, newer);
  g_assert_cmpstr (before, ==, "5xx at 4%/-/0");
  world_must (world,
              world_command ("source-changed", "Mei", "entry", id, "text", "5xx at 9 %", NULL));
  after = dump_source (world, newer);
  g_assert_cmpstr (after, ==, "5xx at 4%/5xx at 9 %/0");
  todo = find_id (world, "Renew it");
  world_must (world, world_command ("todo-drop", "Aiko", "todo", todo, NULL));
  assert_folds_alike (world);
  world_free (world);
}

static void
test_offers (void)
{
  static const struct
  {
    const char *person;
    gboolean withdrawn, makes_event;
    const char *wanted;
  } rows[] = {
    { "Mei", TRUE, FALSE, "" },        { "Mei", FALSE, TRUE, "Mei" },
    { "Mei", FALSE, FALSE, "Mei" },    { "Ben", FALSE, TRUE, "Mei Ben" },
    { "Mei", TRUE, TRUE, "Ben" },      { "Mei", TRUE, FALSE, "Ben" },
    { "Mei", FALSE, TRUE, "Ben Mei" }, { "Ben", TRUE, TRUE, "Mei" },
  };
  World *world = new_world ();
  g_autoptr (MatoiEvent) twice = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *got = NULL;
      guint before = world->log->len;

      world->now += 1000;
      world_do (world,
                world_command ("offer", rows[i].person, "person", rows[i].person, "withdrawn",
                               rows[i].withdrawn, NULL),
                &error);
      g_assert_no_error (error);
      g_assert_cmpuint (world->log->len - before, ==, rows[i].makes_event ? 1 : 0);
      g_ptr_array_add (world->incident->offers, NULL);
      got = g_strjoinv (" ", (char **) world->incident->offers->pdata);
      g_ptr_array_set_size (world->incident->offers, (int) world->incident->offers->len - 1);
      g_assert_cmpstr (got, ==, rows[i].wanted);
      assert_folds_alike (world);
    }
  world_must_not (world, world_command ("offer", "Mei", NULL), MATOI_ERROR_INPUT, NULL);
  /* Two cockpits saw the same hand at once. */
  twice = matoi_event_new ("responder.offered", "Mei", world->now, world->now, json_object_new ());
  json_object_set_string_member (twice->payload, "person", "Mei");
  matoi_id_next (&twice->id, &world->last, world->now, 9);
  matoi_incident_apply (world->incident, twice);
  g_assert_cmpuint (world->incident->offers->len, ==, 1);
  g_assert_cmpuint (world->incident->not_applied->len, ==, 0);
  world_free (world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/source", test_source);
  g_test_add_func ("/service/source-refused", test_source_refused);
  g_test_add_func ("/service/source-corrected", test_source_corrected);
  g_test_add_func ("/service/offers", test_offers);
  return g_test_run ();
}
