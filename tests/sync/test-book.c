/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who and what the ids of a workspace are (F10, F13). */

#include "config.h"

#include <string.h>

#include "matoi-error.h"
#include "matoi-slack-book.h"
#include "sync-rig.h"

typedef struct
{
  SyncRig rig;
  MatoiSlackBook *book;
  guint n_changed;
} BookRig;

static void
on_changed (BookRig *self)
{
  self->n_changed++;
}

static void
set_up (BookRig *self)
{
  memset (self, 0, sizeof *self);
  sync_rig_set_up (&self->rig);
  matoi_slack_client_set_haste (self->rig.client, 1000);
  self->book = matoi_slack_book_new (self->rig.client);
  g_signal_connect_swapped (self->book, "changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (BookRig *self)
{
  g_clear_object (&self->book);
  sync_rig_tear_down (&self->rig);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
refresh (BookRig *self, gboolean always, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  matoi_slack_book_refresh_async (self->book, always, NULL, on_result, &result);
  WAIT_UNTIL (result != NULL);
  return matoi_slack_book_refresh_finish (self->book, result, error);
}

static char *
find_room (BookRig *self, const char *room, MatoiSlackAnswer **answer, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  matoi_slack_book_find_room_async (self->book, room, NULL, on_result, &result);
  WAIT_UNTIL (result != NULL);
  return matoi_slack_book_find_room_finish (self->book, result, answer, error);
}

static JsonObject *
get_user (BookRig *self, guint index)
{
  return g_ptr_array_index (self->rig.fake->users, index);
}

static guint
count (BookRig *self, const char *method)
{
  return fake_slack_count (self->rig.fake, method);
}

static void
assert_name (BookRig *self, char kind, const char *id, const char *name)
{
  g_assert_cmpstr (matoi_slack_book_get_name (kind, id, self->book), ==, name);
}

/* Short pages, a place that was forgotten, a pause: whole in the end. */
static void
test_pages (void)
{
  BookRig self;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) people = NULL;

  set_up (&self);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *handle = g_strdup_printf ("p%02u", i);
      g_autofree char *name = g_strdup_printf ("Person %02u", i);

      fake_slack_add_user (self.rig.fake, handle, name);
    }
  self.rig.fake->page_size = 7;
  fake_slack_fault (self.rig.fake, "users.list", FAKE_LIMIT, "1", 1);
  g_assert_true (refresh (&self, FALSE, &error));
  g_assert_no_error (error);
  people = matoi_slack_book_list_people (self.book);
  g_assert_cmpuint (g_strv_length (people), ==, 63);
  g_assert_true (g_strv_contains ((const char *const *) people, "Person 59"));
  g_assert_false (g_strv_contains ((const char *const *) people, "Matoi"));
  WAIT_UNTIL (self.n_changed > 0);
  /* Once for many. */
  g_assert_cmpuint (self.n_changed, <, 30);

  g_assert_true (refresh (&self, FALSE, &error));
  g_assert_cmpuint (count (&self, "usergroups.list"), ==, 1);
  g_assert_true (refresh (&self, TRUE, &error));
  g_assert_cmpuint (count (&self, "usergroups.list"), ==, 2);
  matoi_slack_book_set_ages (self.book, 0, 0);
  g_assert_true (refresh (&self, FALSE, &error));
  g_assert_cmpuint (count (&self, "usergroups.list"), ==, 3);
  tear_down (&self);
}

/* F10: the place in the list was forgotten: from the beginning. */
static void
test_cursor (void)
{
  BookRig self;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) people = NULL;
  guint n;

  set_up (&self);
  self.rig.fake->page_size = 1;
  g_assert_true (refresh (&self, FALSE, &error));
  n = count (&self, "users.list");
  /* The second page. */
  fake_slack_fault (self.rig.fake, "users.list", FAKE_DROP_BEFORE, NULL, 1);
  g_assert_false (refresh (&self, TRUE, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_SERVICE);
  g_clear_error (&error);
  fake_slack_fault (self.rig.fake, "users.list", FAKE_ERROR, "invalid_cursor", 2);
  g_assert_true (refresh (&self, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (&self, "users.list"), ==, 2 * n + 3);
  people = matoi_slack_book_list_people (self.book);
  g_assert_cmpuint (g_strv_length (people), ==, 3);
  tear_down (&self);
}

static void
test_find (void)
{
  BookRig self;
  g_autoptr (GError) error = NULL;
  const char *aiko, *gone;

  set_up (&self);
  aiko = json_object_get_string_member (get_user (&self, 1), "id");
  gone = fake_slack_add_user (self.rig.fake, "gone", "Gone");
  json_object_set_boolean_member (get_user (&self, 4), "deleted", TRUE);
  fake_slack_add_user (self.rig.fake, "tanaka1", "田中");
  fake_slack_add_user (self.rig.fake, "tanaka2", "田中");
  g_assert_null (matoi_slack_book_find_person (self.book, "aiko"));
  g_assert_true (refresh (&self, FALSE, &error));
  g_assert_cmpstr (matoi_slack_book_find_person (self.book, "田中　愛子"), ==, aiko);
  g_assert_cmpstr (matoi_slack_book_find_person (self.book, "田中愛子"), ==, aiko);
  g_assert_cmpstr (matoi_slack_book_find_person (self.book, "@ＡＩＫＯ"), ==, aiko);
  g_assert_cmpstr (matoi_slack_book_find_person (self.book, "Aiko@acme.example"), ==, aiko);
  g_assert_cmpstr (matoi_slack_book_find_person (self.book, aiko), ==, aiko);
  g_assert_nonnull (matoi_slack_book_find_person (self.book, "BEN OKAFOR"));
  /* Two of that name: nobody who was perhaps not meant. */
  g_assert_null (matoi_slack_book_find_person (self.book, "田中"));
  g_assert_nonnull (matoi_slack_book_find_person (self.book, "tanaka2"));
  g_assert_null (matoi_slack_book_find_person (self.book, "Gone"));
  g_assert_null (matoi_slack_book_find_person (self.book, "Matoi"));
  assert_name (&self, '@', gone, "Gone");
  g_assert_cmpstr (matoi_slack_book_find_group (self.book, "@SRE"), ==, "S00000001");
  g_assert_null (matoi_slack_book_find_group (self.book, "ops"));
  assert_name (&self, 'S', "S00000001", "sre");
  assert_name (&self, '@', "S00000001", "sre");
  tear_down (&self);
}

/* One that is not known is asked for once, and told. */
static void
test_unknown (void)
{
  BookRig self;
  const char *aiko, *general;

  set_up (&self);
  aiko = json_object_get_string_member (get_user (&self, 1), "id");
  general = fake_slack_find_channel (self.rig.fake, "general")->id;
  for (guint i = 0; i < 3; i++)
    {
      assert_name (&self, '@', aiko, NULL);
      assert_name (&self, '#', general, NULL);
      assert_name (&self, '@', "U404", NULL);
      assert_name (&self, 'S', "S404", NULL);
    }
  WAIT_UNTIL (count (&self, "users.info") == 2 && count (&self, "conversations.info") == 1 &&
              count (&self, "usergroups.list") == 1);
  WAIT_UNTIL (matoi_slack_book_get_name ('@', aiko, self.book) != NULL &&
              matoi_slack_book_get_name ('#', general, self.book) != NULL && self.n_changed > 0);
  assert_name (&self, '@', aiko, "田中 愛子");
  assert_name (&self, '#', general, "general");
  assert_name (&self, '@', "U404", NULL);
  g_assert_cmpuint (count (&self, "users.info"), ==, 2);
  matoi_slack_book_set_ages (self.book, 0, 0);
  assert_name (&self, '@', "U404", NULL);
  WAIT_UNTIL (count (&self, "users.info") == 3);
  tear_down (&self);
}

/* F13: what the token may not ask stays unknown, without an error. */
static void
test_scope (void)
{
  BookRig self;
  FakeToken *token;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSlackAnswer) answer = NULL;
  g_autofree char *room = NULL;

  set_up (&self);
  token = g_hash_table_lookup (self.rig.fake->tokens, "bot-fake");
  g_hash_table_remove (token->scopes, "users:read");
  g_hash_table_remove (token->scopes, "channels:read");
  g_hash_table_remove (token->scopes, "groups:read");
  g_assert_true (refresh (&self, FALSE, &error));
  g_assert_no_error (error);
  assert_name (&self, '@', "U404", NULL);
  g_assert_cmpstr (matoi_slack_book_find_group (self.book, "sre"), ==, "S00000001");
  g_assert_null (find_room (&self, "#general", &answer, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_SERVICE);
  g_assert_cmpint (answer->outcome, ==, MATOI_SLACK_SCOPE);
  g_assert_nonnull (strstr (answer->needed, ":read"));
  g_assert_cmpuint (count (&self, "conversations.list"), ==, 3);
  g_clear_error (&error);

  /* Only the one kind may be read. */
  g_hash_table_add (token->scopes, g_strdup ("channels:read"));
  fake_slack_fault (self.rig.fake, "conversations.list", FAKE_ERROR, "missing_scope", 1);
  room = find_room (&self, "#general", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (room, ==, fake_slack_find_channel (self.rig.fake, "general")->id);
  tear_down (&self);
}

static void
test_rooms (void)
{
  BookRig self;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSlackAnswer) answer = NULL;
  g_autofree char *general = NULL, *again = NULL, *id = NULL, *talk = NULL, *same = NULL;
  FakeChannel *old;
  JsonObject *renamed;
  guint n;

  set_up (&self);
  self.rig.fake->page_size = 1;
  old = fake_slack_add_channel (self.rig.fake, "old", FALSE);
  json_object_set_boolean_member (old->info, "is_archived", TRUE);
  general = find_room (&self, "#General", NULL, &error);
  g_assert_cmpstr (general, ==, fake_slack_find_channel (self.rig.fake, "general")->id);
  n = count (&self, "conversations.list");
  again = find_room (&self, "general", NULL, &error);
  g_assert_cmpstr (again, ==, general);
  id = find_room (&self, "C0EAQDV4Z", NULL, &error);
  g_assert_cmpstr (id, ==, "C0EAQDV4Z");
  g_assert_cmpuint (count (&self, "conversations.list"), ==, n);
  g_assert_null (find_room (&self, "#old", &answer, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  g_assert_null (answer);
  g_assert_nonnull (strstr (error->message, "#old"));
  g_clear_error (&error);

  renamed = json_object_new ();
  json_object_set_string_member (renamed, "id", general);
  json_object_set_string_member (renamed, "name", "lobby");
  matoi_slack_book_learn_channel (self.book, renamed);
  json_object_unref (renamed);
  assert_name (&self, '#', general, "lobby");

  talk = find_room (&self, "@Ben Okafor", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (talk);
  same = find_room (&self, "@ben", NULL, &error);
  g_assert_cmpstr (same, ==, talk);
  g_assert_cmpuint (count (&self, "conversations.open"), ==, 1);
  g_assert_null (find_room (&self, "@Nobody", &answer, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  tear_down (&self);
}

/* Of a connection that has ended nothing more is asked, however long its list is. */
static void
test_stop (void)
{
  BookRig self;
  g_autoptr (GAsyncResult) result = NULL;
  guint n;

  set_up (&self);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *handle = g_strdup_printf ("p%02u", i);

      fake_slack_add_user (self.rig.fake, handle, handle);
    }
  self.rig.fake->page_size = 1;
  matoi_slack_book_refresh_async (self.book, FALSE, NULL, on_result, &result);
  WAIT_UNTIL (count (&self, "users.list") >= 3);
  n = count (&self, "users.list");
  matoi_slack_book_stop (self.book);
  WAIT_UNTIL (result != NULL);
  g_assert_cmpuint (count (&self, "users.list"), <=, n + 1);
  g_assert_cmpuint (count (&self, "usergroups.list"), ==, 0);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/book/pages", test_pages);
  g_test_add_func ("/book/cursor", test_cursor);
  g_test_add_func ("/book/find", test_find);
  g_test_add_func ("/book/unknown", test_unknown);
  g_test_add_func ("/book/scope", test_scope);
  g_test_add_func ("/book/rooms", test_rooms);
  g_test_add_func ("/book/stop", test_stop);
  return g_test_run ();
}
