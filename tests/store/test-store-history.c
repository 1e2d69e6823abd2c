/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of all incidents, what is like what, and an index that was damaged. */

#include "config.h"

#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#include "matoi-history.h"
#include "matoi-similar.h"
#include "matoi-tokens.h"
#include "store-rig.h"

static MatoiQuery *
parse (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place;
  MatoiQuery *query = matoi_query_parse (text, FALSE, zone, &place, &error);

  g_assert_no_error (error);
  return query;
}

static guint
count (Rig *rig, const char *text, const char *person)
{
  g_autoptr (MatoiQuery) query = parse (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = matoi_store_count_hits (rig->store, query, person, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < counts->len; i++)
    n += g_array_index (counts, MatoiHistoryCount, i).n;
  return n;
}

static MatoiCommand *
make (const char *name, ...)
{
  MatoiCommand *command = matoi_command_new (name, "Aiko");
  const char *arg;
  va_list args;

  va_start (args, name);
  while ((arg = va_arg (args, const char *)) != NULL)
    matoi_command_set (command, arg, va_arg (args, const char *));
  va_end (args);
  return command;
}

static MatoiId
declare (Rig *rig, const char *title, const char *decision)
{
  rig->incident = (MatoiId){ { 0 } };
  rig_do (rig, rig_declare (rig, title), NULL);
  if (decision != NULL)
    rig_do (rig, make ("note", "kind", "decision", "text", decision, NULL), NULL);
  return rig->incident;
}

/* Many that are about something else, so that some words are rare. */
static void
fill (Rig *rig)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *title =
        g_strdup_printf ("%s %u", i % 2 ? "画像配信の遅延" : "Slow image delivery", i);

      declare (rig, title, NULL);
    }
}

static GPtrArray *
list (Rig *rig, const MatoiId *id, const char *person)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *similar = matoi_store_list_similar (rig->store, id, person, 5, &error);

  g_assert_no_error (error);
  return similar;
}

static gboolean
has_word (const MatoiSimilar *similar, const char *word)
{
  return g_strv_contains ((const char *const *) similar->words, word);
}

static void
test_similar (void)
{
  Rig rig;
  MatoiId english, japanese, old_english, old_japanese;
  g_autoptr (GPtrArray) like_english = NULL, like_japanese = NULL;
  const MatoiSimilar *best;

  rig_init (&rig);
  old_english = declare (&rig, "Checkout returns 503", "The TLS certificate expired; renew it");
  old_japanese = declare (&rig, "決済が失敗する", "証明書の期限切れを確認、更新する");
  fill (&rig);
  english = declare (&rig, "Login is down", "An expired TLS certificate: certificate expired");
  japanese = declare (&rig, "ログインできない", "原因は証明書の期限切れ");

  like_english = list (&rig, &english, "Aiko");
  g_assert_cmpuint (like_english->len, >=, 1);
  best = g_ptr_array_index (like_english, 0);
  g_assert_true (matoi_id_equal (&best->incident, &old_english));
  g_assert_cmpint (best->percent, >, 10);
  g_assert_true (has_word (best, "certificate expired") || has_word (best, "TLS certificate"));

  like_japanese = list (&rig, &japanese, "Aiko");
  g_assert_cmpuint (like_japanese->len, >=, 1);
  best = g_ptr_array_index (like_japanese, 0);
  g_assert_true (matoi_id_equal (&best->incident, &old_japanese));
  /* Not a pair of characters, but what people wrote. */
  g_assert_true (has_word (best, "証明書の期限切れ"));
  rig_clear (&rig);
}

static void
set_services (Rig *rig, const char *services)
{
  g_auto (GStrv) each = g_strsplit (services, ",", -1);
  MatoiCommand *command = matoi_command_new ("details", "Aiko");

  matoi_command_set_strv (command, "services", (const char *const *) each);
  rig_do (rig, command, NULL);
}

static void
test_services (void)
{
  Rig rig;
  MatoiId old, new;
  g_autoptr (GPtrArray) similar = NULL;
  const MatoiSimilar *best;

  rig_init (&rig);
  old = declare (&rig, "Aaa", NULL);
  set_services (&rig, "billing,search");
  fill (&rig);
  new = declare (&rig, "Bbb", NULL);
  set_services (&rig, "search,login");
  similar = list (&rig, &new, "Aiko");
  g_assert_cmpuint (similar->len, ==, 1);
  best = g_ptr_array_index (similar, 0);
  g_assert_true (matoi_id_equal (&best->incident, &old));
  g_assert_cmpstr (best->services[0], ==, "search");
  g_assert_null (best->services[1]);
  rig_clear (&rig);
}

/* Absent from the table, from what is counted, from what is similar. */
static void
test_confidential (void)
{
  Rig rig;
  MatoiId secret, open;
  g_autoptr (GPtrArray) rows = NULL, inside = NULL, outside = NULL, like = NULL, asked = NULL;
  g_autoptr (MatoiQuery) query = parse ("exfiltration");
  g_autoptr (GError) error = NULL;

  rig_init (&rig);
  secret = declare (&rig, "Exfiltration of tokens", "Rotate after the exfiltration");
  rig_do (&rig, make ("role-assign", "role", "ic", "person", "Ben", NULL), NULL);
  rig_do (&rig, make ("security", "codename", "Maple", NULL), NULL);
  fill (&rig);
  open = declare (&rig, "Exfiltration drill of the audit", NULL);
  g_assert_cmpuint (count (&rig, "exfiltration", "Ben"), ==, 3);
  g_assert_cmpuint (count (&rig, "exfiltration", "Aiko"), ==, 1);

  rows = matoi_store_list_history (rig.store, "Aiko", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 21);
  inside = matoi_store_list_history (rig.store, "Ben", &error);
  g_assert_cmpuint (inside->len, ==, 22);
  outside = matoi_store_search_within (rig.store, query, "Aiko", &secret, 10, &error);
  g_assert_cmpuint (outside->len, ==, 0);

  like = list (&rig, &open, "Aiko");
  g_assert_cmpuint (like->len, ==, 0);
  asked = list (&rig, &open, "Ben");
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_cmpstr (((MatoiSimilar *) g_ptr_array_index (asked, 0))->title, ==, "Maple");
  g_assert_null (matoi_store_list_similar (rig.store, &secret, "Aiko", 5, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  rig_clear (&rig);
}

/* --- an index of which a part is gone */

static void
damage (Rig *rig)
{
  matoi_store_close (rig->store);
  g_assert_cmpint (rig_sql (rig->path, "UPDATE search_data SET block=x'00' WHERE id>10"), ==, 0);
  rig->store = matoi_store_open (rig->path, MATOI_STORE_READ_WRITE, NULL);
  g_assert_nonnull (rig->store);
}

static void
test_damaged_read (void)
{
  Rig rig;
  g_autoptr (MatoiQuery) query = parse ("image");
  g_autoptr (GError) error = NULL;

  rig_init (&rig);
  fill (&rig);
  g_assert_cmpuint (count (&rig, "image", "Aiko"), ==, 10);
  damage (&rig);
  g_assert_null (matoi_store_search (rig.store, query, "Aiko", 10, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_true (matoi_store_has_damaged_index (rig.store));
  g_clear_error (&error);
  g_assert_true (matoi_store_build_index (rig.store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (&rig, "image", "Aiko"), ==, 10);
  g_assert_cmpuint (count (&rig, "画像", "Aiko"), ==, 10);
  rig_clear (&rig);
}

/* Nobody loses what they write because of it. */
static void
test_damaged_write (void)
{
  Rig rig;

  rig_init (&rig);
  fill (&rig);
  damage (&rig);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = g_strdup_printf ("still writing %u 書き込み", i);

      rig_do (&rig, rig_note (text), NULL);
    }
  rig_assert_verifies (rig.store);
  g_assert_true (matoi_store_build_index (rig.store, NULL));
  g_assert_cmpuint (count (&rig, "writing", "Aiko"), ==, 40);
  g_assert_cmpuint (count (&rig, "image", "Aiko"), ==, 10);
  rig_clear (&rig);
}

/* --- recall against a scan of the folded texts */

static const char *const parts[] = {
  "障害", "サーバ", "ﾃﾞｰﾀﾍﾞｰｽ", "ガ",     "か\u3099", "ハ\u309a", "決済",
  "。",   "、",     " ",        "ＡＰＩ", "redis",    "Café",     "🔥",
  "🚒",    "x",      "err",      "503",    "の",       "再起動",   "を",
  "㍻",   "ｱﾗｰﾄ",   "Über ",    "が",     "接続",     "ー",       "（東京）",
};

static char *
make_text (GRand *random)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 2, 14);

  for (guint i = 0; i < n; i++)
    g_string_append (text, parts[g_rand_int_range (random, 0, (gint32) G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

/* Where words are not written apart, every part counts. */
static gboolean
is_east_asian (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!((c >= 0x3041 && c <= 0x30ff) || (c >= 0x4e00 && c <= 0x9fff) || c >= 0x1f000))
        return FALSE;
    }
  return TRUE;
}

static void
test_recall (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint missed = 0, expected = 0;
  Rig rig;

  rig_init (&rig);
  declare (&rig, "q", NULL);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *text = make_text (random);

      g_strstrip (text);
      if (*text == '\0')
        continue;
      rig_do (&rig, rig_note (text), NULL);
      g_ptr_array_add (texts, matoi_tokens_fold (text));
    }
  for (guint i = 0; i < texts->len; i++)
    for (glong length = 1; length <= 5; length++)
      {
        const char *text = g_ptr_array_index (texts, i);
        glong n = g_utf8_strlen (text, -1);
        glong from = g_rand_int_range (random, 0, (gint32) n);
        g_autofree char *part = g_utf8_substring (text, from, MIN (from + length, n));
        guint scanned = 0, found;

        if (!is_east_asian (part) || g_hash_table_contains (asked, part))
          continue;
        for (guint j = 0; j < texts->len; j++)
          scanned += strstr (g_ptr_array_index (texts, j), part) != NULL;
        found = count (&rig, part, "Aiko");
        expected += scanned;
        missed += scanned > found ? scanned - found : 0;
        if (scanned > found)
          g_test_message ("“%s”: %u of %u", part, found, scanned);
        g_hash_table_add (asked, g_steal_pointer (&part));
      }
  g_test_message ("%u queries, %u hits, %u missed", g_hash_table_size (asked), expected, missed);
  g_assert_cmpuint (g_hash_table_size (asked), >, 150);
  g_assert_cmpuint (missed, ==, 0);
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/similar", test_similar);
  g_test_add_func ("/history/services", test_services);
  g_test_add_func ("/history/confidential", test_confidential);
  g_test_add_func ("/history/damaged/read", test_damaged_read);
  g_test_add_func ("/history/damaged/write", test_damaged_write);
  g_test_add_func ("/history/recall", test_recall);
  return g_test_run ();
}
