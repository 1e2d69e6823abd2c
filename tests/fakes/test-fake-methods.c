/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every method Matoi knows against what is documented of it (slack-methods.json): arguments left
 * out, the wrong token, the wrong permission, and every error there can be. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-rig.h"
#include "fake-slack-private.h"
#include "matoi-json.h"

static JsonNode *table;

static JsonObject *
get_methods (void)
{
  return matoi_json_get_object (json_node_get_object (table), "methods");
}

static void
load_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fakes", "slack-methods.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  table = json_from_string (text, &error);
  g_assert_no_error (error);
}

/* So that the client's own pace does not hold the test up. */
static void
hurry (FakeRig *rig)
{
  fake_rig_use (rig, "bot-fake");
}

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words ? words : "", " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

/* What the fake checks is what is documented. */
static void
test_agrees (FakeRig *rig, gconstpointer data)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint n = 0;

  json_object_iter_init (&iter, get_methods ());
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *row = json_node_get_object (node);
      JsonArray *scopes = matoi_json_get_array (row, "scopes");
      JsonArray *required = matoi_json_get_array (row, "required");
      const FakeMethod *method = fake_slack_find_method (name);

      g_assert_nonnull (method);
      g_assert_cmpint (method->form_only, ==, !json_object_get_boolean_member (row, "json"));
      g_assert_cmpint (method->tier, ==, json_object_get_int_member (row, "tier"));
      for (guint i = 0; i < json_array_get_length (scopes); i++)
        g_assert_true (has_word (method->scopes, json_array_get_string_element (scopes, i)));
      for (guint i = 0; i < json_array_get_length (required); i++)
        g_assert_true (has_word (method->required, json_array_get_string_element (required, i)));
      n++;
    }
  for (const FakeMethod *method = fake_slack_methods; method->name; method++)
    n--;
  g_assert_cmpuint (n, ==, 0);
}

/* Something for every argument that is asked for anywhere. */
static const char *
get_value (const char *name)
{
  static const char *const values[][2] = {
    { "channel", FAKE_GENERAL },
    { "channel_id", FAKE_GENERAL },
    { "user", FAKE_AIKO },
    { "users", FAKE_AIKO },
    { "name", "tada" },
    { "ts", "1.000000" },
    { "message_ts", "1.000000" },
    { "timestamp", "1.000000" },
    { "topic", "a topic" },
    { "purpose", "a purpose" },
    { "title", "a title" },
    { "type", "link" },
    { "bookmark_id", "Bk00000001" },
    { "email", "aiko@acme.example" },
    { "usergroup", "S00000001" },
    { "file", "F00000001" },
    { "files", "[]" },
    { "filename", "a.png" },
    { "length", "10" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_str_equal (values[i][0], name))
      return values[i][1];
  g_error ("There is no value for the argument “%s”.", name);
}

/* (transfer full): the required arguments but for number @without. */
static GPtrArray *
new_args (JsonArray *required, int without)
{
  GPtrArray *args = g_ptr_array_new ();

  for (int i = 0; i < (int) json_array_get_length (required); i++)
    if (i != without)
      {
        const char *name = json_array_get_string_element (required, (guint) i);

        g_ptr_array_add (args, (gpointer) name);
        g_ptr_array_add (args, (gpointer) get_value (name));
      }
  g_ptr_array_add (args, NULL);
  return args;
}

static void
test_missing (FakeRig *rig, gconstpointer data)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, get_methods ());
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonArray *required = matoi_json_get_array (json_node_get_object (node), "required");

      for (int i = 0; i < (int) json_array_get_length (required); i++)
        {
          g_autoptr (GPtrArray) args = new_args (required, i);
          g_autoptr (MatoiSlackAnswer) answer = NULL;

          hurry (rig);
          answer = fake_rig_call_list (rig, name, (const char *const *) args->pdata);
          g_test_message ("%s without %s: %s", name,
                          json_array_get_string_element (required, (guint) i), answer->code);
          g_assert_nonnull (answer->code);
          g_assert_true (answer->outcome == MATOI_SLACK_BUG ||
                         answer->outcome == MATOI_SLACK_PLACE ||
                         answer->outcome == MATOI_SLACK_CONTENT);
        }
    }
}

/* Without a token, with an unknown one, with a revoked one, and with one that may do nothing. */
static void
test_tokens (FakeRig *rig, gconstpointer data)
{
  static const char *const tokens[] = { "", "bot-nobody", "bot-dead", "bot-poor" };
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  fake_slack_add_token (rig->slack, "bot-dead", "chat:write");
  fake_slack_revoke (rig->slack, "bot-dead");
  fake_slack_add_token (rig->slack, "bot-poor", "nothing:at-all");
  json_object_iter_init (&iter, get_methods ());
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonArray *required = matoi_json_get_array (json_node_get_object (node), "required");
      const FakeMethod *method = fake_slack_find_method (name);
      g_autoptr (GPtrArray) args = new_args (required, -1);

      if (g_str_equal (name, "api.test"))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
        {
          g_autoptr (MatoiSlackAnswer) answer = NULL;
          gboolean poor = i + 1 == G_N_ELEMENTS (tokens);

          if (poor && !method->scopes)
            continue;
          fake_rig_use (rig, tokens[i]);
          answer = fake_rig_call_list (rig, name, (const char *const *) args->pdata);
          g_assert_cmpint (answer->outcome, ==,
                           poor && !method->app ? MATOI_SLACK_SCOPE : MATOI_SLACK_AUTH);
          if (poor && !method->app)
            {
              g_auto (GStrv) needed = g_strsplit (answer->needed, ",", -1);

              g_assert_cmpstr (matoi_json_get_string (answer->json, "provided"), ==,
                               "nothing:at-all");
              for (guint j = 0; needed[j]; j++)
                g_assert_true (has_word (method->scopes, needed[j]));
            }
        }
    }
}

/* Documented mistakes of ours, and what leaves open whether anything was done: nothing else may
 * be taken for either. */
static const char *const bugs[] = {
  "bad_timestamp",
  "deprecated_endpoint",
  "insecure_request",
  "invalid_arg_name",
  "invalid_arguments",
  "invalid_array_arg",
  "invalid_charset",
  "invalid_cursor",
  "invalid_form_data",
  "invalid_limit",
  "invalid_metadata_filter_keys",
  "invalid_post_type",
  "invalid_ts_latest",
  "invalid_ts_oldest",
  "invalid_types",
  "limit_required",
  "method_deprecated",
  "missing_args",
  "missing_argument",
  "missing_post_type",
  "no_item_specified",
  "unknown_method",
  "users_list_not_supplied",
  NULL,
};
static const char *const open_questions[] = {
  "duplicate_channel_not_found",
  "duplicate_message_not_found",
  "fatal_error",
  "internal_error",
  NULL,
};

static void
test_errors (FakeRig *rig, gconstpointer data)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint n = 0;

  json_object_iter_init (&iter, get_methods ());
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonArray *errors = matoi_json_get_array (json_node_get_object (node), "errors");

      for (guint i = 0; i < json_array_get_length (errors); i++)
        {
          const char *code = json_array_get_string_element (errors, i);
          g_autoptr (MatoiSlackAnswer) answer = NULL;

          hurry (rig);
          fake_slack_fault (rig->slack, name, FAKE_ERROR, code, 1);
          answer = fake_rig_call (rig, name, NULL);
          g_assert_cmpstr (answer->code, ==, code);
          if ((answer->outcome == MATOI_SLACK_BUG) != g_strv_contains (bugs, code) ||
              (answer->outcome == MATOI_SLACK_UNKNOWN) != g_strv_contains (open_questions, code))
            {
              g_test_message ("%s of %s is of the class %d", code, name, answer->outcome);
              g_test_fail ();
            }
          g_assert_cmpint (answer->outcome, !=, MATOI_SLACK_OK);
          g_assert_true (answer->text && *answer->text);
          n++;
        }
    }
  g_test_message ("%u errors of %u methods", n, json_object_get_size (get_methods ()));
  g_assert_cmpuint (n, >, 1500);
}

/* What comes as JSON is passed over where only a form is taken; a query is taken everywhere. */
static void
test_ways (FakeRig *rig, gconstpointer data)
{
  static const struct
  {
    const char *verb, *method, *query, *body, *code;
  } calls[] = {
    { "POST", "users.info", NULL, "{\"user\":\"" FAKE_AIKO "\"}", "user_not_found" },
    { "POST", "conversations.info", NULL, "{\"channel\":\"" FAKE_GENERAL "\"}",
      "channel_not_found" },
    { "POST", "conversations.history", NULL, "{\"channel\":\"" FAKE_GENERAL "\"}", "ok" },
    { "POST", "chat.postMessage", NULL, "{\"channel\":\"" FAKE_GENERAL "\",\"text\":\"x\"}", "ok" },
    { "GET", "users.info", "user=" FAKE_AIKO, NULL, "ok" },
    { "GET", "conversations.history", "channel=" FAKE_GENERAL, NULL, "ok" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (JsonObject) answer =
        fake_rig_send (rig, calls[i].verb, calls[i].method, calls[i].query,
                       calls[i].body ? "application/json; charset=utf-8" : NULL, calls[i].body);
      const char *code = matoi_json_get_string (answer, "error");

      g_assert_cmpstr (code ? code : "ok", ==, calls[i].code);
    }
}

int
main (int argc, char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  load_table ();
#define ADD(name, func) \
  g_test_add ("/fake-methods/" name, FakeRig, NULL, fake_rig_set_up, func, fake_rig_tear_down)
  ADD ("agrees", test_agrees);
  ADD ("missing", test_missing);
  ADD ("tokens", test_tokens);
  ADD ("errors", test_errors);
  ADD ("ways", test_ways);
  result = g_test_run ();
  json_node_unref (table);
  return result;
}
