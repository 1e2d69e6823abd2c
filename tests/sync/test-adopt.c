/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "matoi-json.h"
#include "matoi-slack-adopt.h"

/* What a message becomes in the record. */

#define BASE "https://acme.slack.com/"

static MatoiRoomMessage
new_message (const char *text)
{
  return (MatoiRoomMessage){ .channel = (char *) "C1",
                             .ts = (char *) "1512085950.000216",
                             .author = (char *) "Mei",
                             .text = (char *) text,
                             .raw = (char *) "{}",
                             .at = 1512085950000 };
}

/* "name external_id actor text" of each, and the first address. */
static char *
dump (GPtrArray *commands)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < commands->len; i++)
    {
      const MatoiCommand *command = g_ptr_array_index (commands, i);
      JsonArray *evidence = matoi_json_get_array (command->args, "evidence");

      g_assert_cmpstr (command->source, ==, "slack");
      g_assert_cmpint (command->occurred_at, ==, 1512085950000);
      g_string_append_printf (out, "%s%s %s %s %s", i > 0 ? "|" : "", command->name,
                              command->external_id, command->actor,
                              matoi_json_get_string (command->args, "text"));
      for (guint k = 0; evidence != NULL && k < json_array_get_length (evidence); k++)
        {
          JsonObject *one = matoi_json_array_get_object (evidence, k);
          const char *url = matoi_json_get_string (one, "url");

          g_string_append_printf (out, " <%s>",
                                  url != NULL ? url : matoi_json_get_string (one, "query"));
        }
    }
  g_ptr_array_unref (commands);
  return g_string_free (out, FALSE);
}

static void
test_entries (void)
{
  static const struct
  {
    const char *text, *thread_ts, *raw, *kind, *base, *wanted;
  } rows[] = {
    { "5xx at 3 %", NULL, "{}", "fact", BASE,
      "note C1:1512085950.000216 Mei 5xx at 3 % "
      "<https://acme.slack.com/archives/C1/p1512085950000216>" },
    { "5xx at 3 %", "1512085950.000216", "{}", "fact", "https://acme.slack.com",
      "note C1:1512085950.000216 Mei 5xx at 3 % "
      "<https://acme.slack.com/archives/C1/p1512085950000216>" },
    { "rolled back", "1512085900.000100", "{}", "action", BASE,
      "note C1:1512085950.000216 Mei rolled back "
      "<https://acme.slack.com/archives/C1/p1512085950000216"
      "?thread_ts=1512085900.000100&cid=C1>" },
    { "no address", NULL, "{}", "fact", NULL, "note C1:1512085950.000216 Mei no address <Slack>" },
    { "no address", NULL, "{}", "fact", "", "note C1:1512085950.000216 Mei no address <Slack>" },
    { "📎 graph.png", NULL,
      "{\"files\":[{\"permalink\":\"https://acme.slack.com/files/U1/F1/graph.png\"}]}", "fact",
      NULL,
      "note C1:1512085950.000216 Mei 📎 graph.png <Slack> "
      "<https://acme.slack.com/files/U1/F1/graph.png>" },
    { "look\nTODO renew it\nTODO: tell Ben", NULL, "{}", "todo", BASE,
      "todo C1:1512085950.000216#todo-0 Mei renew it|"
      "todo C1:1512085950.000216#todo-1 Mei tell Ben" },
    { "renew it", NULL, "{}", "todo", BASE, "todo C1:1512085950.000216#todo-0 Mei renew it" },
    { " \n ", NULL, "{}", "fact", BASE, "" },
    { " \n ", NULL, "{}", "todo", BASE, "" },
    { "odd\x1b[31m", NULL, "not JSON", "fact", NULL,
      "note C1:1512085950.000216 Mei odd[31m <Slack>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MatoiRoomMessage message = new_message (rows[i].text);
      g_autofree char *got = NULL;

      message.thread_ts = (char *) rows[i].thread_ts;
      message.raw = (char *) rows[i].raw;
      got = dump (matoi_slack_adopt (&message, rows[i].kind, rows[i].base));
      g_assert_cmpstr (got, ==, rows[i].wanted);
    }
}

/* A message that is gone says nothing, and a name is never empty. */
static void
test_odd (void)
{
  MatoiRoomMessage message = new_message ("gone");
  g_autofree char *gone = NULL, *nameless = NULL;

  message.deleted = TRUE;
  gone = dump (matoi_slack_adopt (&message, "fact", NULL));
  g_assert_cmpstr (gone, ==, "");
  message.deleted = FALSE;
  message.author = (char *) " ";
  nameless = dump (matoi_slack_adopt (&message, "fact", NULL));
  g_assert_cmpstr (nameless, ==, "note C1:1512085950.000216 Slack gone <Slack>");
}

static void
test_change (void)
{
  static const struct
  {
    const char *text;
    gboolean deleted;
    int todo;
    const char *wanted; /* NULL: nothing */
  } rows[] = {
    { "5xx at 4 %", FALSE, -1, "5xx at 4 %" },
    { "TODO a\nTODO b", FALSE, 1, "b" },
    { "TODO a", FALSE, 1, NULL },
    { "", FALSE, -1, NULL },
    { "", TRUE, -1, "" },
    { "", TRUE, 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MatoiRoomMessage message = new_message (rows[i].text);
      MatoiTaken taken = { .todo = rows[i].todo };
      g_autoptr (MatoiCommand) command = NULL;
      const char *text;

      message.deleted = rows[i].deleted;
      command = matoi_slack_adopt_change (&message, &taken);
      g_assert_cmpint (command != NULL, ==, rows[i].wanted != NULL);
      if (command == NULL)
        continue;
      text = matoi_json_get_string (command->args, "text");
      g_assert_cmpstr (text != NULL ? text : "", ==, rows[i].wanted);
      g_assert_cmpint (matoi_json_get_boolean (command->args, "deleted", FALSE), ==,
                       rows[i].deleted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/adopt/entries", test_entries);
  g_test_add_func ("/sync/adopt/odd", test_odd);
  g_test_add_func ("/sync/adopt/change", test_change);
  return g_test_run ();
}
