/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All that a scan of every text finds, and nothing else, on text that people wrote. The scan folds by
 * its own means. MATOI_TEXTS names a folder with more of it: *.txt, a line each, and *.json. */

#include "config.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "matoi-search.h"
#include "store-rig.h"

#define LONG_VOWEL 0x30fc
#define N_PARTS    700
#define N_WORDS    500
#define LONGEST    4000
#define BATCH      500

/* --- folding, by other means than the index */

static gboolean
is_east_asian (gunichar c)
{
  return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa) || c == LONG_VOWEL ||
         (c >= 0x4e00 && c <= 0x9fff) || c == 0x3005 ||
         g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL;
}

static gboolean
is_katakana (gunichar c)
{
  return (c >= 0x30a1 && c <= 0x30fa) || c == LONG_VOWEL;
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) && !is_east_asian (c) && c < 0x2e80;
}

static char *
fold (const char *text)
{
  g_autofree char *whole = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (whole, -1);
  GString *all = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p), apart[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

      if (c < 0x590 || (c >= 0x1e00 && c <= 0x1fff))
        {
          g_unichar_fully_decompose (c, FALSE, apart, G_N_ELEMENTS (apart));
          c = apart[0];
        }
      if (!(c >= 0x300 && c <= 0x36f) && !(c >= 0xfe00 && c <= 0xfe0f) && c != 0xe0100 &&
          c != 0x200d)
        g_string_append_unichar (all, c);
    }
  return g_string_free (all, FALSE);
}

/* --- texts */

typedef struct
{
  Rig rig;
  GPtrArray *texts;   /* as they were written */
  GPtrArray *folded;  /* the same */
  GPtrArray *words;   /* the same, as words between two bars: "|the|api|…|"; "…" is a run */
  GHashTable *places; /* text → its place in them */
  GRand *random;
  guint n_asked, n_found;
} Corpus;

static char *
make_words (const char *folded)
{
  GString *words = g_string_new ("|");
  gboolean in_word = FALSE, in_run = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean word = is_word (c), run = is_east_asian (c);

      if (in_word && !word)
        g_string_append_c (words, '|');
      if (word)
        g_string_append_unichar (words, c);
      if (run && !in_run)
        g_string_append (words, "…|");
      in_word = word;
      in_run = run;
    }
  if (in_word)
    g_string_append_c (words, '|');
  return g_string_free (words, FALSE);
}

static void
add_text (Corpus *corpus, const char *text)
{
  g_autofree char *own = g_strdup (text);

  g_strstrip (g_strdelimit (own, "\r\t\f", ' '));
  if (*own != '\0' && strlen (own) < LONGEST && g_utf8_validate (own, -1, NULL) &&
      !g_hash_table_contains (corpus->places, own))
    {
      g_hash_table_add (corpus->places, g_strdup (own));
      g_ptr_array_add (corpus->texts, g_steal_pointer (&own));
    }
}

static void
add_node (Corpus *corpus, JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    add_text (corpus, json_node_get_string (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      add_node (corpus, json_array_get_element (json_node_get_array (node), i));
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l != NULL; l = l->next)
        add_node (corpus, l->data);
    }
}

static void
add_folder (Corpus *corpus, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *content = NULL;

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        add_folder (corpus, file);
      else if (g_str_has_suffix (name, ".json"))
        {
          g_autoptr (JsonParser) parser = json_parser_new ();

          if (json_parser_load_from_file (parser, file, NULL) && json_parser_get_root (parser))
            add_node (corpus, json_parser_get_root (parser));
        }
      else if (g_str_has_suffix (name, ".txt") && g_file_get_contents (file, &content, NULL, NULL))
        {
          g_auto (GStrv) lines = g_strsplit (content, "\n", -1);

          for (guint i = 0; lines[i] != NULL; i++)
            add_text (corpus, lines[i]);
        }
    }
}

static void
write_all (Corpus *corpus)
{
  g_autoptr (GError) error = NULL;

  rig_do (&corpus->rig, rig_declare (&corpus->rig, "x"), NULL);
  for (guint i = 0; i < corpus->texts->len; i += BATCH)
    {
      g_autoptr (GPtrArray) commands =
        g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
      g_autoptr (MatoiReceipt) receipt = NULL;

      for (guint j = i; j < MIN (i + BATCH, corpus->texts->len); j++)
        g_ptr_array_add (commands, rig_note (g_ptr_array_index (corpus->texts, j)));
      receipt =
        matoi_store_submit (corpus->rig.store, &corpus->rig.incident, commands, RIG_NOW, &error);
      g_assert_no_error (error);
    }
}

/* As they were kept. */
static void
read_back (Corpus *corpus)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  g_ptr_array_set_size (corpus->texts, 0);
  g_hash_table_remove_all (corpus->places);
  g_assert_cmpint (sqlite3_open (corpus->rig.path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT text FROM entry WHERE kind='fact'", -1, &stmt,
                                       NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      char *text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      char *folded = fold (text);

      g_ptr_array_add (corpus->texts, text);
      g_ptr_array_add (corpus->folded, folded);
      g_ptr_array_add (corpus->words, make_words (folded));
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
corpus_init (Corpus *corpus)
{
  *corpus = (Corpus){ 0 };
  rig_init (&corpus->rig);
  corpus->random = g_rand_new_with_seed (77);
  corpus->texts = g_ptr_array_new_with_free_func (g_free);
  corpus->folded = g_ptr_array_new_with_free_func (g_free);
  corpus->words = g_ptr_array_new_with_free_func (g_free);
  corpus->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
corpus_clear (Corpus *corpus)
{
  g_ptr_array_unref (corpus->texts);
  g_ptr_array_unref (corpus->folded);
  g_ptr_array_unref (corpus->words);
  g_hash_table_unref (corpus->places);
  g_rand_free (corpus->random);
  rig_clear (&corpus->rig);
}

/* --- one question */

/* A katakana word may end in a long vowel or not. */
static GRegex *
make_pattern (const char *folded)
{
  g_autoptr (GString) pattern = g_string_new (NULL);
  guint run = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p), next = g_utf8_get_char (g_utf8_next_char (p));
      g_autofree char *escaped = g_regex_escape_string (p, (int) (g_utf8_next_char (p) - p));
      gboolean ends = is_katakana (c) && !is_katakana (next);

      run = is_katakana (c) ? run + 1 : 0;
      g_string_append (pattern, escaped);
      if (ends && c == LONG_VOWEL && run > 3)
        g_string_append_c (pattern, '?');
      else if (ends && c != LONG_VOWEL && run >= 3 && next != 0)
        g_string_append_printf (pattern, "ー?");
    }
  return g_regex_new (pattern->str, 0, 0, NULL);
}

static guint
scan (Corpus *corpus, const char *part)
{
  g_autofree char *folded = fold (part);
  g_autoptr (GRegex) pattern = make_pattern (folded);
  guint n = 0;

  for (guint i = 0; i < corpus->folded->len; i++)
    n += g_regex_match (pattern, g_ptr_array_index (corpus->folded, i), 0, NULL);
  return n;
}

/* @words: between bars; a prefix has none at its end. */
static guint
scan_words (Corpus *corpus, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < corpus->words->len; i++)
    n += strstr (g_ptr_array_index (corpus->words, i), words) != NULL;
  return n;
}

static guint
find (Corpus *corpus, const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place;
  g_autoptr (MatoiQuery) query = matoi_query_parse (text, FALSE, zone, &place, &error);
  g_autoptr (GPtrArray) hits = NULL;
  guint n = 0;

  g_assert_no_error (error);
  hits = matoi_store_search (corpus->rig.store, query, "Aiko", G_MAXUINT, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const MatoiSearchHit *hit = g_ptr_array_index (hits, i);
      g_autoptr (GArray) marks = matoi_query_find_hits (query, hit->text);

      if (strcmp (hit->kind, "fact") != 0)
        continue;
      n++;
      /* It can be shown where it stands. */
      if (marks->len == 0)
        g_test_message ("“%s” is not marked in “%s”", text, hit->text);
      g_assert_cmpuint (marks->len, >, 0);
    }
  corpus->n_asked++;
  corpus->n_found += n;
  return n;
}

static void
check (Corpus *corpus, const char *query, guint expected)
{
  guint found = find (corpus, query);

  if (found != expected)
    g_test_message ("“%s”: %u, but a scan finds %u", query, found, expected);
  g_assert_cmpuint (found, ==, expected);
}

/* --- many questions */

/* Half-width, full-width, decomposed: another way to type the same. */
static char *
vary (Corpus *corpus, const char *part)
{
  static const char *const forms[][2] = {
    { "ア", "ｱ" },  { "サ", "ｻ" },  { "バ", "ﾊﾞ" }, { "ラ", "ﾗ" },  { "ー", "ｰ" },
    { "ド", "ﾄﾞ" }, { "ト", "ﾄ" },  { "タ", "ﾀ" },  { "ッ", "ｯ" },  { "ャ", "ｬ" },
    { "ガ", "ｶﾞ" }, { "プ", "ﾌﾟ" }, { "ュ", "ｭ" },  { "デ", "ﾃﾞ" }, { "ス", "ｽ" },
    { "a", "Ａ" },  { "e", "Ｅ" },  { "s", "ｓ" },  { "1", "１" },  { "0", "０" },
  };
  GString *other = g_string_new (part);

  if (g_rand_boolean (corpus->random))
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
      g_string_replace (other, forms[i][0], forms[i][1], 0);
  if (g_rand_boolean (corpus->random))
    {
      char *apart = g_utf8_normalize (other->str, -1, G_NORMALIZE_DEFAULT);

      g_string_assign (other, apart);
      g_free (apart);
    }
  return g_string_free (other, FALSE);
}

/* A part of a run of @text, of up to six characters; NULL: there is no run there. */
static char *
choose_part (Corpus *corpus, const char *text)
{
  const char *p = g_utf8_offset_to_pointer (
    text, g_rand_int_range (corpus->random, 0, (gint32) g_utf8_strlen (text, -1)));
  const char *end = p;
  gint32 n = g_rand_int_range (corpus->random, 1, 7);

  while (n-- > 0 && *end != '\0' && is_east_asian (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return end > p ? g_strndup (p, (gsize) (end - p)) : NULL;
}

static void
ask_parts (Corpus *corpus)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      const char *text =
        g_ptr_array_index (corpus->folded,
                           g_rand_int_range (corpus->random, 0, (gint32) corpus->folded->len));
      g_autofree char *part = *text != '\0' ? choose_part (corpus, text) : NULL;
      g_autofree char *typed = part != NULL ? vary (corpus, part) : NULL;

      if (typed != NULL)
        check (corpus, typed, scan (corpus, part));
    }
}

static void
ask_words (Corpus *corpus)
{
  for (guint i = 0; i < N_WORDS; i++)
    {
      const char *words =
        g_ptr_array_index (corpus->words,
                           g_rand_int_range (corpus->random, 0, (gint32) corpus->words->len));
      g_auto (GStrv) each = g_strsplit (words + 1, "|", -1);
      gint32 n = (gint32) g_strv_length (each) - 1;
      gint32 from = n > 0 ? g_rand_int_range (corpus->random, 0, n) : 0, to = from;
      gint32 longest = g_rand_int_range (corpus->random, 1, 4);
      g_autoptr (GString) phrase = g_string_new (NULL), bars = g_string_new ("|");
      g_autofree char *typed = NULL, *upper = NULL, *quoted = NULL;

      for (; to < MIN (n, from + longest); to++)
        {
          if (g_str_equal (each[to], "…"))
            break;
          g_string_append_printf (phrase, "%s%s", to > from ? " " : "", each[to]);
          g_string_append_printf (bars, "%s|", each[to]);
        }
      if (to == from)
        continue;
      upper =
        g_rand_boolean (corpus->random) ? g_utf8_strup (phrase->str, -1) : g_strdup (phrase->str);
      typed = vary (corpus, upper);
      quoted = g_strdup_printf ("\"%s\"", typed);
      check (corpus, quoted, scan_words (corpus, bars->str));
      /* Its beginning. */
      if (to == from + 1 && g_utf8_strlen (each[from], -1) > 3)
        {
          g_autofree char *begin = g_utf8_substring (each[from], 0, 3);
          g_autofree char *prefix = g_strconcat (begin, "*", NULL);
          g_autofree char *bar = g_strconcat ("|", begin, NULL);

          check (corpus, prefix, scan_words (corpus, bar));
        }
    }
}

static void
ask (Corpus *corpus)
{
  write_all (corpus);
  read_back (corpus);
  ask_parts (corpus);
  ask_words (corpus);
  g_test_message ("%u texts, %u questions, %u hits", corpus->texts->len, corpus->n_asked,
                  corpus->n_found);
  g_assert_cmpuint (corpus->n_asked, >, 200);
}

/* --- the texts */

static void
test_incidents (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "incidents", NULL);
  Corpus corpus;

  corpus_init (&corpus);
  add_folder (&corpus, folder);
  g_assert_cmpuint (corpus.texts->len, >, 40);
  ask (&corpus);
  corpus_clear (&corpus);
}

/* What makes trouble, in any order. */
static void
test_mixed (void)
{
  static const char *const parts[] = {
    "障害",
    "サーバー",
    "サーバ",
    "ﾃﾞｰﾀﾍﾞｰｽ",
    "か\u3099",
    "ハ\u309a",
    "キャッシュ",
    "ｷｬｯｼｭ",
    "。",
    "、",
    " ",
    "ＡＰＩ",
    "redis",
    "Café",
    "e\u0301té",
    "🔥",
    "⚠\ufe0f",
    "🚒",
    "👩\u200d🚒",
    "x",
    "ERR",
    "503",
    "の",
    "再起動",
    "・",
    "㍻",
    "株式会社",
    "㈱",
    "Über",
    "ß",
    "ー",
    "（東京）",
    "々",
    "ヴァ",
    "ﬁ",
    "①",
    "ｻｰﾊﾞｰ",
    "コンピューター",
    "葛\U000e0100城",
    "ツ",
  };
  Corpus corpus;

  corpus_init (&corpus);
  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint32 n = g_rand_int_range (corpus.random, 2, 14);

      for (gint32 j = 0; j < n; j++)
        g_string_append (text,
                         parts[g_rand_int_range (corpus.random, 0, (gint32) G_N_ELEMENTS (parts))]);
      add_text (&corpus, text->str);
    }
  ask (&corpus);
  corpus_clear (&corpus);
}

static void
test_folder (void)
{
  const char *folder = g_getenv ("MATOI_TEXTS");
  Corpus corpus;

  if (folder == NULL)
    {
      g_test_skip ("MATOI_TEXTS names no folder");
      return;
    }
  corpus_init (&corpus);
  add_folder (&corpus, folder);
  g_assert_cmpuint (corpus.texts->len, >, 100);
  ask (&corpus);
  corpus_clear (&corpus);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-recall/incidents", test_incidents);
  g_test_add_func ("/search-recall/mixed", test_mixed);
  g_test_add_func ("/search-recall/folder", test_folder);
  return g_test_run ();
}
