/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An export of Slack, friendly and hostile: what is read out of it. */

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "matoi-slack-emoji.h"
#include "matoi-slack-export.h"
#include "matoi-time.h"
#include "slack-rig.h"

/* 2026-11-20 is cut at 08:00 UTC: what was said at 07:59 lies in the file of the day before. */
#define EARLY "{'type':'message','user':'U1','ts':'1795161540.000100','text':'early &amp; sound'}"

static MatoiSlackExport *
open_export (const char *path)
{
  g_autoptr (GError) error = NULL;
  MatoiSlackExport *export = matoi_slack_export_open (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return export;
}

static MatoiSlackChannel *
find (MatoiSlackExport *export, const char *name)
{
  g_autoptr (GError) error = NULL;
  MatoiSlackChannel *channel = matoi_slack_export_find (export, name, &error);

  g_assert_no_error (error);
  return channel;
}

static GPtrArray *
read_choice (MatoiSlackExport *export, const char *name, gint64 from, gint64 to, GError **error)
{
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();
  MatoiSlackChoice choice = { channels, from, to, NULL };

  g_ptr_array_add (channels, find (export, name));
  return matoi_slack_export_read (export, &choice, NULL, NULL, NULL, error);
}

static GPtrArray *
read_channel (MatoiSlackExport *export, const char *name)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *messages = read_choice (export, name, MATOI_TIME_NONE, MATOI_TIME_NONE, &error);

  g_assert_no_error (error);
  return messages;
}

/* "author: text" of each message, joined by "|". */
static char *
say (GPtrArray *messages)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    {
      const MatoiSlackMessage *message = g_ptr_array_index (messages, i);

      g_string_append_printf (out, "%s%s: %s", i > 0 ? "|" : "", message->author, message->text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_says (MatoiSlackExport *export, const char *name, const char *expected)
{
  g_autoptr (GPtrArray) messages = read_channel (export, name);
  g_autofree char *said = say (messages);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_messages (void)
{
  static const struct
  {
    const char *record, *expected;
  } cases[] = {
    { "'user':'U1','text':'<@U2> see <#C2> and <#C9|old> &lt;b&gt;'",
      "亜希: @Ben Ito see #random and #old <b>" },
    { "'user':'U3','text':'<@U9> <!here> <!subteam^S1> <https://e.example/x|the page>'",
      "Cho: @somebody @here @somebody the page (https://e.example/x)" },
    { "'user':'U2','text':':tada: 復旧:wave::skin-tone-3: :our_own: 12:100:30 `:tada:`'",
      "Ben Ito: 🎉 復旧👋🏼 :our_own: 12:100:30 `:tada:`" },
    { "'user':'U2','text':'one ` only :tada:'", "Ben Ito: one ` only 🎉" },
    { "'user':'U9','text':'who'", "Somebody in Slack: who" },
    { "'user':'U9','user_profile':{'display_name':'Dan'},'text':'guest'", "Dan: guest" },
    { "'subtype':'bot_message','username':'Alert\\nBot','bot_id':'B1','text':'',"
      "'attachments':[{'title':'CPU 99 %','text':'web-1','fields':[{'title':'Since','value':'14:02'}]}]",
      "Alert Bot: CPU 99 %\nweb-1\nSince: 14:02" },
    { "'user':'U1','text':'<https://e.example>','attachments':[{'from_url':'https://e.example',"
      "'title':'A preview'}]",
      "亜希: https://e.example" },
    { "'user':'U1','text':'fixed now','edited':{'user':'U1','ts':'1795161541.000000'}",
      "亜希: fixed now" },
    { "'user':'U1','text':'','files':[{'name':'g.png','title':'グラフ <1>','url_private':"
      "'https://files.example/g.png?t=secret','permalink':'https://acme.slack.com/files/U1/F1/g.png?t=x'},"
      "{'mode':'tombstone'}]",
      "亜希: 📎 グラフ <1>" },
    { "'user':'U1','text':'','blocks':[{'type':'rich_text','elements':[{'type':'rich_text_section',"
      "'elements':[{'type':'text','text':'a < b '},{'type':'user','user_id':'U2'},"
      "{'type':'emoji','name':'fire'}]}]}]",
      "亜希: a < b @Ben Ito🔥" },
    { "'user':'U1','text':'left\\u202eright'", "亜希: leftright" },
    { "'subtype':'channel_join','user':'U1','text':'<@U1> has joined the channel'", "" },
    { "'user':'U1','text':'<@U1> has joined the channel'", "" },
    { "'subtype':'tombstone','user':'USLACKBOT','text':'This message was deleted.'", "" },
    { "'subtype':'channel_topic','user':'U1','text':'<@U1> set the channel topic: SEV1'",
      "亜希: @亜希 set the channel topic: SEV1" },
    { "'user':'U1','text':'  '", "" },
    { "'user':7,'text':{},'files':'x','attachments':[1,{}],'blocks':{}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SlackRig) rig = slack_rig_new ();
      g_autofree char *record =
        g_strdup_printf ("[{'type':'message','ts':'1795161540.000100',%s}]", cases[i].record);
      g_autofree char *path = NULL;
      g_autoptr (MatoiSlackExport) export = NULL;

      slack_rig_add_lists (rig, "");
      slack_rig_add (rig, "incident/2026-11-20.json", record);
      path = slack_rig_write_folder (rig);
      export = open_export (path);
      assert_says (export, "incident", cases[i].expected);
    }
}

/* Order by time over the files, threads, changes that are records of their own, and the way in. */
static void
test_order (gconstpointer data)
{
  g_autoptr (SlackRig) rig = slack_rig_new ();
  const char *prefix = data;
  g_autofree char *first = g_strconcat (prefix, "incident/2026-11-20.json", NULL);
  g_autofree char *second = g_strconcat (prefix, "incident/2026-11-19.json", NULL);
  g_autofree char *third = g_strconcat (prefix, "障害対応/2026-11-19.json", NULL);
  g_autofree char *fourth = g_strconcat (prefix, "D1/2026-11-19.json", NULL);
  g_autoptr (MatoiSlackExport) export = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autofree char *path = NULL;
  const MatoiSlackMessage *reply;

  slack_rig_add_lists (rig, prefix);
  slack_rig_add (
    rig, first,
    "[{'type':'message','user':'U2','ts':'1795161600.000300','text':'third'},"
    "{'type':'message','user':'U2','ts':'1795161600.000200','text':'second',"
    "'thread_ts':'1795161540.000100','files':[{'permalink':"
    "'https://acme.slack.com/files/U1/F1/g.png'}]},"
    "{'type':'message','user':'U2','ts':'1795161601.000000','text':'gone'},"
    "{'subtype':'message_deleted','ts':'1795161602.000000','deleted_ts':'1795161601.000000'},"
    "{'subtype':'message_changed','ts':'1795161602.000001',"
    "'message':{'ts':'1795161600.000300','user':'U2','text':'third, mended'}}]");
  slack_rig_add (rig, second, "[" EARLY "," EARLY "]");
  slack_rig_add (rig, third, "[{'ts':'1795161540.000100','user':'U1','text':'対応中'}]");
  slack_rig_add (rig, fourth, "[{'ts':'1795161540.000100','user':'U1','text':'between us'}]");
  path = *prefix != '\0' ? slack_rig_write_zip (rig, "e.zip") : slack_rig_write_folder (rig);
  g_assert_true (matoi_slack_export_is_one (path));
  export = open_export (path);
  g_assert_cmpuint (matoi_slack_export_get_problems (export)->len, ==, 0);
  assert_says (export, "#incident", "亜希: early & sound|Ben Ito: second|Ben Ito: third, mended");
  assert_says (export, "障害対応", "亜希: 対応中");
  assert_says (export, "亜希, Ben Ito", "亜希: between us");
  g_assert_false (find (export, "mpdm-aki--ben-1")->direct);
  messages = read_channel (export, "C1");
  reply = g_ptr_array_index (messages, 1);
  g_assert_cmpstr (reply->thread_ts, ==, "1795161540.000100");
  g_assert_cmpstr (reply->permalink, ==,
                   "https://acme.slack.com/archives/C1/p1795161600000200"
                   "?thread_ts=1795161540.000100&cid=C1");
  g_assert_cmpstr (g_ptr_array_index (reply->files, 0), ==,
                   "https://acme.slack.com/files/U1/F1/g.png");
  g_clear_pointer (&messages, g_ptr_array_unref);
  messages = read_choice (export, "incident", G_GINT64_CONSTANT (1795161600000),
                          G_GINT64_CONSTANT (1795161600001), NULL);
  g_assert_cmpuint (messages->len, ==, 2);
}

static void
test_todos (void)
{
  MatoiSlackMessage message = {
    .text =
      (char *) "TODO: call Ben\n- todo　調べる\ntodos are many\nTODO\nTODO：報告する \nsee TODO x"
  };
  g_autoptr (GPtrArray) todos = matoi_slack_message_list_todos (&message);

  g_assert_cmpuint (todos->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (todos, 0), ==, "call Ben");
  g_assert_cmpstr (g_ptr_array_index (todos, 1), ==, "調べる");
  g_assert_cmpstr (g_ptr_array_index (todos, 2), ==, "報告する");
}

/* One broken day: told by name, everything else counts, and nothing near it is taken. */
static void
test_broken_day (void)
{
  g_autoptr (SlackRig) rig = slack_rig_new ();
  g_autoptr (MatoiSlackExport) export = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  GPtrArray *problems;

  slack_rig_add_lists (rig, "");
  slack_rig_add (rig, "incident/2026-11-19.json", "[" EARLY "]");
  slack_rig_add (rig, "incident/2026-11-25.json", "[{'ts':");
  slack_rig_add (rig, "incident/2026-11-26.json", "{}");
  slack_rig_add (rig, "incident/notes.json", "no day");
  slack_rig_add (rig, "random/2026-11-19.json", "[" EARLY "]");
  path = slack_rig_write_folder (rig);
  export = open_export (path);
  problems = matoi_slack_export_get_problems (export);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_true (strstr (g_ptr_array_index (problems, 0), "incident/2026-11-2") != NULL);
  g_assert_cmpuint (find (export, "incident")->n_messages, ==, 1);
  assert_says (export, "random", "亜希: early & sound");
  messages = read_choice (export, "incident", MATOI_TIME_NONE, MATOI_TIME_NONE, &error);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_null (messages);
  g_assert_nonnull (strstr (error->message, "incident/2026-11-2"));
  messages =
    read_choice (export, "incident", MATOI_TIME_NONE, G_GINT64_CONSTANT (1795200000000), NULL);
  g_assert_cmpuint (messages->len, ==, 1);
}

/* Names that lead out, links that lead out, too much of everything. */
static void
test_hostile (gconstpointer data)
{
  g_autoptr (SlackRig) rig = slack_rig_new ();
  gboolean zip = GPOINTER_TO_INT (data);
  g_autoptr (MatoiSlackExport) export = NULL;
  g_autofree char *huge = g_strnfill (200000, 'x');
  g_autofree char *long_message =
    g_strdup_printf ("[{'ts':'1795161540.000100','user':'U1','text':'%s'}]", huge);
  g_autofree char *blank = g_strnfill (65 * 1024 * 1024, ' ');
  gsize size = strlen (blank);
  g_autofree char *outside = g_build_filename (rig->folder, "outside.json", NULL);
  g_autoptr (GPtrArray) messages = NULL;
  g_autofree char *path = NULL;

  slack_rig_add_lists (rig, "");
  slack_rig_add (rig, "incident/2026-11-19.json", long_message);
  slack_rig_take (rig, "random/2026-11-19.json", g_bytes_new_take (g_steal_pointer (&blank), size));
  for (guint i = 0; i < (zip ? 3000 : 300); i++)
    {
      g_autofree char *name = g_strdup_printf ("random/%04u-01-01.json", i + 1000);

      slack_rig_add (rig, name, "[]");
    }
  if (zip)
    {
      slack_rig_add (rig, "../../incident/2026-11-20.json", "[" EARLY "]");
      slack_rig_add (rig, "incident/../incident/2026-11-21.json", "[" EARLY "]");
      slack_rig_add (rig, "/incident/2026-11-22.json", "[" EARLY "]");
      path = slack_rig_write_zip (rig, "e.zip");
    }
  else
    {
      g_autofree char *link = NULL;

      path = slack_rig_write_folder (rig);
      link = g_build_filename (path, "incident", "2026-11-20.json", NULL);
      g_assert_true (g_file_set_contents (outside, "[]", -1, NULL));
      g_assert_cmpint (symlink (outside, link), ==, 0);
    }
  export = open_export (path);
  g_assert_cmpuint (find (export, "incident")->n_messages, ==, 1);
  g_assert_cmpuint (matoi_slack_export_get_problems (export)->len, ==, 1);
  g_assert_nonnull (
    strstr (g_ptr_array_index (matoi_slack_export_get_problems (export), 0), "64 MB"));
  messages = read_channel (export, "incident");
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpuint (strlen (((MatoiSlackMessage *) g_ptr_array_index (messages, 0))->text), <,
                    64 * 1024);
}

static void
test_no_export (void)
{
  g_autoptr (SlackRig) rig = slack_rig_new ();
  g_autofree char *zip = NULL;
  g_autofree char *cut = g_build_filename (rig->folder, "cut.zip", NULL);
  g_autofree char *missing = g_build_filename (rig->folder, "missing.zip", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_null (matoi_slack_export_open (missing, NULL, NULL, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (matoi_slack_export_is_one (missing));
  slack_rig_add (rig, "readme.txt", "hello");
  zip = slack_rig_write_zip (rig, "e.zip");
  g_assert_null (matoi_slack_export_open (zip, NULL, NULL, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (zip, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (cut, bytes, (gssize) length / 2, NULL));
  g_assert_null (matoi_slack_export_open (cut, NULL, NULL, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
}

static void
cancel (gint64 done, gint64 total, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (SlackRig) rig = slack_rig_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  slack_rig_add_lists (rig, "");
  path = slack_rig_write_zip (rig, "e.zip");
  g_assert_null (matoi_slack_export_open (path, cancel, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slack-export/messages", test_messages);
  g_test_add_data_func ("/slack-export/order/folder", "", test_order);
  g_test_add_data_func ("/slack-export/order/zip", "acme export/", test_order);
  g_test_add_func ("/slack-export/todos", test_todos);
  g_test_add_func ("/slack-export/broken-day", test_broken_day);
  g_test_add_data_func ("/slack-export/hostile/zip", GINT_TO_POINTER (TRUE), test_hostile);
  g_test_add_data_func ("/slack-export/hostile/folder", GINT_TO_POINTER (FALSE), test_hostile);
  g_test_add_func ("/slack-export/no-export", test_no_export);
  g_test_add_func ("/slack-export/cancel", test_cancel);
  return g_test_run ();
}
