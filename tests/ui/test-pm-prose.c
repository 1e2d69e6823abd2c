/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "matoi-decide.h"
#include "matoi-markdown-tools.h"
#include "matoi-prose.h"
#include "matoi-section-page.h"
#include "matoi-text-count.h"
#include "matoi-text-edits.h"
#include "rig.h"

typedef struct
{
  GtkWidget *window, *button;
  MatoiProse *prose;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GPtrArray *saves; /* of char * */
  gint64 saved_at;
} Desk;

static void
on_save (MatoiProse *prose, const char *text, Desk *desk)
{
  g_ptr_array_add (desk->saves, g_strdup (text));
  desk->saved_at = g_get_monotonic_time ();
}

static void
set_up (Desk *desk, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 700, 500);
  desk->button = gtk_button_new_with_label ("after");
  desk->prose = MATOI_PROSE (matoi_prose_new ("What", GPOINTER_TO_UINT (data)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->prose));
  gtk_box_append (GTK_BOX (box), desk->button);
  gtk_window_set_child (GTK_WINDOW (desk->window), box);
  desk->view = GTK_TEXT_VIEW (rig_find_id (GTK_WIDGET (desk->prose), "pro_view"));
  desk->buffer = gtk_text_view_get_buffer (desk->view);
  desk->saves = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (desk->prose, "save", G_CALLBACK (on_save), desk);
  gtk_window_present (GTK_WINDOW (desk->window));
  gtk_test_widget_wait_for_draw (desk->window);
  gtk_widget_grab_focus (GTK_WIDGET (desk->view));
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  gpointer prose = desk->prose;

  g_object_add_weak_pointer (G_OBJECT (desk->prose), &prose);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  WAIT_UNTIL (prose == NULL);
  g_ptr_array_unref (desk->saves);
}

static void
type (Desk *desk, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      char letter[8] = { 0 };

      g_unichar_to_utf8 (g_utf8_get_char (p), letter);
      g_signal_emit_by_name (desk->view, "insert-at-cursor", letter);
    }
}

static void
put_cursor (Desk *desk, const char *behind)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (desk->buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, behind, 0, NULL, &end, NULL));
  gtk_text_buffer_place_cursor (desk->buffer, &end);
}

static void
assert_text (Desk *desk, const char *expected)
{
  g_autofree char *text = matoi_prose_dup_text (desk->prose);

  g_assert_cmpstr (text, ==, expected);
}

/* What stands right before the cursor. */
static void
assert_cursor (Desk *desk, const char *behind)
{
  GtkTextIter start, at;
  g_autofree char *before = NULL;

  gtk_text_buffer_get_start_iter (desk->buffer, &start);
  gtk_text_buffer_get_iter_at_mark (desk->buffer, &at, gtk_text_buffer_get_insert (desk->buffer));
  before = gtk_text_iter_get_slice (&start, &at);
  g_assert_true (g_str_has_suffix (before, behind));
}

static const char *
last_save (Desk *desk)
{
  return g_ptr_array_index (desk->saves, desk->saves->len - 1);
}

/* A pause saves; going on saves too, within about a second; nothing is saved twice. */
static void
test_pause (Desk *desk, gconstpointer data)
{
  gint64 begun, before, longest = 0;

  matoi_prose_reset (desk->prose, "Begun.");
  g_assert_true (matoi_prose_is_saved (desk->prose));
  put_cursor (desk, "Begun.");
  type (desk, " 決済 failed.");
  g_assert_false (matoi_prose_is_saved (desk->prose));
  WAIT_UNTIL (desk->saves->len == 1);
  g_assert_cmpstr (last_save (desk), ==, "Begun. 決済 failed.");
  g_assert_false (matoi_prose_is_saved (desk->prose));
  matoi_prose_set_text (desk->prose, "Begun. 決済 failed.");
  g_assert_true (matoi_prose_is_saved (desk->prose));

  begun = before = g_get_monotonic_time ();
  while (desk->saves->len == 1)
    {
      type (desk, "x");
      g_assert_cmpint (g_get_monotonic_time () - begun, <, WAIT_SECONDS * G_USEC_PER_SEC);
      for (gint64 until = before + 50000; g_get_monotonic_time () < until;)
        g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, g_get_monotonic_time () - before);
      before = g_get_monotonic_time ();
    }
  /* A machine that is held up makes a pause of its own. */
  if (longest < 500 * 1000)
    g_assert_cmpint (desk->saved_at - begun, >, 900 * 1000);
}

/* While an answer is out nothing is offered; what was typed meanwhile follows it. */
static void
test_in_flight (Desk *desk, gconstpointer data)
{
  matoi_prose_reset (desk->prose, "");
  type (desk, "The pool was");
  matoi_prose_flush (desk->prose);
  g_assert_cmpuint (desk->saves->len, ==, 1);
  type (desk, " empty.");
  matoi_prose_set_text (desk->prose, "The pool was");
  assert_text (desk, "The pool was empty.");
  g_assert_false (matoi_prose_is_saved (desk->prose));
  WAIT_UNTIL (desk->saves->len == 2);
  g_assert_cmpstr (last_save (desk), ==, "The pool was empty.");
  matoi_prose_set_text (desk->prose, "The pool was empty.");
  g_assert_true (matoi_prose_is_saved (desk->prose));
  assert_cursor (desk, "empty.");
}

/* What others typed comes in between the offer and its answer, and with it: no sentence twice. */
static void
test_remote_in_flight (Desk *desk, gconstpointer data)
{
  matoi_prose_reset (desk->prose, "One. Two.");
  put_cursor (desk, "Two.");
  type (desk, " Mine is");
  matoi_prose_flush (desk->prose);
  type (desk, " long.");
  matoi_prose_set_text (desk->prose, "One, changed. Two.");
  assert_text (desk, "One, changed. Two. Mine is long.");
  assert_cursor (desk, "long.");
  matoi_prose_set_text (desk->prose, "One, changed. Two. Mine is");
  assert_text (desk, "One, changed. Two. Mine is long.");
  /* Two offers are out at once when the page is left. */
  matoi_prose_flush (desk->prose);
  type (desk, " And");
  matoi_prose_flush (desk->prose);
  g_assert_cmpuint (desk->saves->len, ==, 3);
  type (desk, " more.");
  matoi_prose_set_text (desk->prose, "Zero. One, changed. Two. Mine is long.");
  assert_text (desk, "Zero. One, changed. Two. Mine is long. And more.");
  matoi_prose_set_text (desk->prose, "Zero. One, changed. Two. Mine is long. And");
  assert_text (desk, "Zero. One, changed. Two. Mine is long. And more.");
  matoi_prose_flush (desk->prose);
  matoi_prose_set_text (desk->prose, "Zero. One, changed. Two. Mine is long. And more.");
  g_assert_true (matoi_prose_is_saved (desk->prose));
}

/* The words of others go in around the cursor and the selection; undo takes one's own back. */
static void
test_merge (Desk *desk, gconstpointer data)
{
  GtkTextIter start, end;
  g_autofree char *selected = NULL;

  matoi_prose_reset (desk->prose, "First sentence. 二つ目の文。 Third one.\n\nLast paragraph.");
  put_cursor (desk, "Third");
  type (desk, "ly");
  matoi_prose_set_text (desk->prose,
                        "First sentence, theirs. 二つ目の文。 Third one.\n\nNew.\n\nLast words.");
  assert_text (desk, "First sentence, theirs. 二つ目の文。 Thirdly one.\n\nNew.\n\nLast words.");
  assert_cursor (desk, "Thirdly");
  g_assert_false (matoi_prose_is_saved (desk->prose));

  gtk_text_buffer_get_start_iter (desk->buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, "二つ目", 0, &start, &end, NULL));
  gtk_text_buffer_select_range (desk->buffer, &start, &end);
  matoi_prose_set_text (desk->prose, "Theirs. 二つ目の文。 Third one.\n\nNew.\n\nLast words.");
  g_assert_true (gtk_text_buffer_get_selection_bounds (desk->buffer, &start, &end));
  selected = gtk_text_iter_get_slice (&start, &end);
  g_assert_cmpstr (selected, ==, "二つ目");
  while (gtk_text_buffer_get_can_undo (desk->buffer))
    gtk_text_buffer_undo (desk->buffer);
  assert_text (desk, "First sentence. 二つ目の文。 Third one.\n\nLast paragraph.");
  /* Another text has no past. */
  matoi_prose_reset (desk->prose, "Another.");
  g_assert_false (gtk_text_buffer_get_can_undo (desk->buffer));
}

/* Neither saved nor changed under the hands while letters are being chosen. */
static void
test_composing (Desk *desk, gconstpointer data)
{
  matoi_prose_reset (desk->prose, "いち。");
  put_cursor (desk, "いち。");
  type (desk, "に");
  g_signal_emit_by_name (desk->view, "preedit-changed", "さん");
  matoi_prose_set_text (desk->prose, "零。いち。");
  assert_text (desk, "いち。に");
  g_assert_cmpuint (desk->saves->len, ==, 0);
  g_signal_emit_by_name (desk->view, "preedit-changed", "");
  type (desk, "三");
  WAIT_UNTIL (desk->saves->len == 1);
  g_assert_cmpstr (last_save (desk), ==, "零。いち。に三");
}

/* What was refused stays, and is offered again with the next key. */
static void
test_fail (Desk *desk, gconstpointer data)
{
  matoi_prose_reset (desk->prose, "");
  type (desk, "kept");
  matoi_prose_flush (desk->prose);
  matoi_prose_fail (desk->prose);
  assert_text (desk, "kept");
  g_assert_false (matoi_prose_is_saved (desk->prose));
  type (desk, "!");
  WAIT_UNTIL (desk->saves->len == 2);
  g_assert_cmpstr (last_save (desk), ==, "kept!");
  matoi_prose_fail (desk->prose);
  matoi_prose_flush (desk->prose);
  g_assert_cmpuint (desk->saves->len, ==, 3);
}

static void
add_hit (GPtrArray *hits, const char *text, const char *word, const char *rule)
{
  MatoiWordingHit *hit = g_new0 (MatoiWordingHit, 1);

  hit->offset = (gsize) (strstr (text, word) - text);
  hit->length = strlen (word);
  hit->rule = rule;
  hit->advice_en = hit->advice_ja = "Say it otherwise.";
  g_ptr_array_add (hits, hit);
}

static gboolean
is_marked (Desk *desk, const char *word)
{
  GtkTextTag *tag =
    gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (desk->buffer), "matoi-hit");
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (desk->buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, word, 0, &start, &end, NULL));
  return gtk_text_iter_starts_tag (&start, tag) && gtk_text_iter_ends_tag (&end, tag);
}

/* Bytes of the text become places in it, whatever the script; old hits do no harm. */
static void
test_hits (Desk *desk, gconstpointer data)
{
  const char *text = "昨日の機能停止は human error 🙂 でした。outage";
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_free);
  GtkTextIter start, end;

  matoi_prose_reset (desk->prose, text);
  add_hit (hits, text, "機能停止", "a");
  add_hit (hits, text, "human error", "b");
  add_hit (hits, text, "outage", "a");
  matoi_prose_set_hits (desk->prose, hits);
  g_assert_true (is_marked (desk, "機能停止"));
  g_assert_true (is_marked (desk, "human error"));
  g_assert_true (is_marked (desk, "outage"));
  g_ptr_array_remove_index (hits, 0);
  matoi_prose_set_hits (desk->prose, hits);
  g_assert_false (is_marked (desk, "機能停止"));
  g_assert_true (is_marked (desk, "human error"));
  matoi_prose_select (desk->prose, (gsize) (strstr (text, "でした") - text), strlen ("でした"));
  g_assert_true (gtk_text_buffer_get_selection_bounds (desk->buffer, &start, &end));
  {
    g_autofree char *selected = gtk_text_iter_get_slice (&start, &end);

    g_assert_cmpstr (selected, ==, "でした");
  }
  gtk_text_buffer_set_text (desk->buffer, "short", -1);
  matoi_prose_set_hits (desk->prose, hits);
  matoi_prose_set_hits (desk->prose, NULL);
  matoi_prose_select (desk->prose, 100, 100);
}

static gboolean
is_underlined (Desk *desk, const char *word, GtkTextIter *from)
{
  GtkTextIter end;
  g_autoptr (GSList) tags = NULL;
  gboolean found = FALSE;

  g_assert_true (gtk_text_iter_forward_search (from, word, 0, from, &end, NULL));
  tags = gtk_text_iter_get_tags (from);
  for (GSList *tag = tags; tag; tag = tag->next)
    {
      PangoUnderline underline;

      g_object_get (tag->data, "underline", &underline, NULL);
      found |= underline == PANGO_UNDERLINE_ERROR;
    }
  *from = end;
  return found;
}

/* Words that nobody knows are underlined, but neither code nor Japanese nor what is being typed. */
static void
test_spelling (Desk *desk, gconstpointer data)
{
  GtkTextIter iter;

  /* Built without, or nothing installed to look words up in. */
  if (!gtk_text_view_get_extra_menu (desk->view) ||
      !g_file_test ("/usr/share/hunspell/en_US.dic", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no dictionary");
      return;
    }
  matoi_prose_reset (desk->prose, "The databse `databse` 決済 of SQLite has 12th wrods");
  put_cursor (desk, "wrods");
#define UNDERLINED(word) \
  (gtk_text_buffer_get_start_iter (desk->buffer, &iter), is_underlined (desk, word, &iter))
  WAIT_UNTIL (UNDERLINED ("databse"));
  g_assert_false (is_underlined (desk, "databse", &iter));
  g_assert_false (UNDERLINED ("決済"));
  g_assert_false (UNDERLINED ("SQLite"));
  g_assert_false (UNDERLINED ("wrods"));
  type (desk, " ");
  WAIT_UNTIL (UNDERLINED ("wrods"));
#undef UNDERLINED
}

/* What was made to keep a highlighter busy is plain; the next text is coloured again. */
static void
test_long_line (Desk *desk, gconstpointer data)
{
  static const char *const parts[] = { "``a", "\\", "[a](", "**a", "_a_" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      GtkTextIter start, end;

      while (text->len < 30000)
        g_string_append (text, parts[i]);
      matoi_prose_reset (desk->prose, text->str);
      g_assert_false (gtk_source_buffer_get_highlight_syntax (GTK_SOURCE_BUFFER (desk->buffer)));
      /* One below the limit takes no time. */
      g_string_truncate (text, 5997);
      matoi_prose_reset (desk->prose, text->str);
      g_assert_true (gtk_source_buffer_get_highlight_syntax (GTK_SOURCE_BUFFER (desk->buffer)));
      gtk_text_buffer_get_bounds (desk->buffer, &start, &end);
      gtk_source_buffer_ensure_highlight (GTK_SOURCE_BUFFER (desk->buffer), &start, &end);
    }
}

/* A small change in a big text changes little of it. */
static void
test_edits (void)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  static const char *const words[] = { "pool", "決済", "が",   "。", " ",
                                       "\n",   "the",  "🙂", "-",  "x1" };

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (GString) old = g_string_new (NULL);
      g_autoptr (GString) new = g_string_new (NULL);
      guint n = g_rand_int_range (rand, 0, round % 7 == 0 ? 900 : 30);
      GtkTextIter start, end;
      g_autofree char *result = NULL;

      for (guint i = 0; i < n; i++)
        {
          const char *word = words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
          int fate = g_rand_int_range (rand, 0, 10);

          if (fate != 0)
            g_string_append (old, word);
          if (fate != 1)
            g_string_append (new, word);
          if (fate == 2)
            g_string_append (new, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
        }
      gtk_text_buffer_set_text (buffer, old->str, -1);
      matoi_text_edits_apply (buffer, old->str, new->str);
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      result = gtk_text_iter_get_slice (&start, &end);
      g_assert_cmpstr (result, ==, new->str);
    }
}

/* --- the page of a section, twice on one database: two programs */

typedef struct
{
  MatoiContext *context;
  MatoiSession *session;
  MatoiDrafts *drafts;
  GtkWidget *window, *page, *view;
  GtkTextBuffer *buffer;
} Side;

typedef struct
{
  char *folder, *db;
  MatoiId incident;
  Side side[2];
} Pair;

static void
submit (MatoiContext *context, MatoiId *incident, const char *name, ...)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, "Aiko Tanaka");
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;
  const char *key;
  va_list args;

  va_start (args, name);
  while ((key = va_arg (args, const char *)))
    matoi_command_set (command, key, va_arg (args, const char *));
  va_end (args);
  if (g_str_equal (name, "declare"))
    g_assert_true (matoi_context_prepare_declare (context, command, "pagerduty", NULL));
  receipt = matoi_context_submit (context, g_str_equal (name, "declare") ? NULL : incident, command,
                                  &error);
  g_assert_no_error (error);
  if (g_str_equal (name, "declare"))
    *incident = ((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->incident;
  matoi_context_free_receipt (receipt);
}

static void
open_side (Pair *pair, guint i)
{
  Side *side = &pair->side[i];
  g_autofree char *drafts = g_strdup_printf ("%s-drafts-%u", pair->db, i);
  g_autoptr (GError) error = NULL;
  MatoiIncident *incident;

  side->context = matoi_context_new (pair->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (side->context, i ? "Mei Lin" : "Aiko Tanaka");
  incident = matoi_context_load (side->context, &pair->incident, &error);
  g_assert_no_error (error);
  matoi_context_start (side->context);
  side->session = matoi_session_new (side->context, incident);
  side->drafts = matoi_drafts_new (drafts);
  WAIT_UNTIL (matoi_drafts_is_loaded (side->drafts));
  side->page = g_object_new (MATOI_TYPE_SECTION_PAGE, NULL);
  matoi_section_page_set_drafts (MATOI_SECTION_PAGE (side->page), side->drafts);
  side->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (side->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (side->window), side->page);
  matoi_document_page_show (MATOI_DOCUMENT_PAGE (side->page), side->session, "overview");
  side->view = rig_find_id (side->page, "pro_view");
  side->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (side->view));
  gtk_window_present (GTK_WINDOW (side->window));
  gtk_widget_grab_focus (side->view);
}

static void
close_side (Side *side)
{
  gpointer page = side->page;

  g_object_add_weak_pointer (G_OBJECT (side->page), &page);
  gtk_window_destroy (GTK_WINDOW (side->window));
  WAIT_UNTIL (page == NULL);
  g_clear_object (&side->session);
  g_clear_object (&side->drafts);
  g_clear_object (&side->context);
}

static void
set_up_pair (Pair *pair, gconstpointer data)
{
  g_autoptr (MatoiContext) context = NULL;

  pair->folder = g_dir_make_tmp ("matoi-prose-XXXXXX", NULL);
  pair->db = g_build_filename (pair->folder, "matoi.db", NULL);
  context = matoi_context_new (pair->db, MATOI_STORE_READ_WRITE, NULL);
  matoi_context_set_identity (context, "Aiko Tanaka");
  submit (context, &pair->incident, "declare", "title", "Checkout fails", "severity", "1", NULL);
  submit (context, &pair->incident, "end", "outcome", "recovered", "final_severity", "1", "owner",
          "Aiko Tanaka", "override", "for the test", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pair->side); i++)
    open_side (pair, i);
}

static void
tear_down_pair (Pair *pair, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (pair->side); i++)
    if (pair->side[i].window)
      close_side (&pair->side[i]);
  test_common_remove (pair->folder);
  g_free (pair->folder);
  g_free (pair->db);
}

static void
type_in (Side *side, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      char letter[8] = { 0 };

      g_unichar_to_utf8 (g_utf8_get_char (p), letter);
      g_signal_emit_by_name (side->view, "insert-at-cursor", letter);
    }
}

static gboolean
shows (Side *side, const char *text)
{
  GtkTextIter start, end;
  g_autofree char *all = NULL;

  gtk_text_buffer_get_bounds (side->buffer, &start, &end);
  all = gtk_text_iter_get_slice (&start, &end);
  return strstr (all, text) != NULL;
}

static const char *
get_label (Side *side, const char *id)
{
  return gtk_label_get_text (GTK_LABEL (rig_find_id (side->page, id)));
}

static gboolean
is_shown (Side *side, const char *id)
{
  return gtk_widget_get_visible (rig_find_id (side->page, id));
}

/* What a third program finds on the disk. (transfer full) */
static char *
dup_on_disk (Pair *pair, const char *section)
{
  g_autoptr (MatoiContext) context = matoi_context_new (pair->db, MATOI_STORE_READ_WRITE, NULL);
  g_autoptr (MatoiIncident) incident = matoi_context_load (context, &pair->incident, NULL);

  return g_strdup (
    matoi_section_get_text (matoi_postmortem_find_section (incident->postmortem, section)));
}

static gboolean
is_saved (Side *side)
{
  return g_str_has_prefix (get_label (side, "sec_saved"), "Saved ");
}

/* It saves itself, says so and counts; nothing waits in the drafts then. */
static void
test_saves (Pair *pair, gconstpointer data)
{
  Side *side = &pair->side[0];
  g_autofree char *on_disk = NULL;
  g_auto (GStrv) heads = NULL;

  g_assert_cmpstr (get_label (side, "sec_saved"), ==, "");
  type_in (side, "Card payments failed for 38 minutes.");
  g_assert_cmpstr (get_label (side, "sec_saved"), ==, "Not saved yet");
  WAIT_UNTIL (is_saved (side));
  WAIT_UNTIL (g_str_equal (get_label (side, "sec_count"), "6 words"));
  on_disk = dup_on_disk (pair, "overview");
  g_assert_cmpstr (on_disk, ==, "Card payments failed for 38 minutes.");
  WAIT_UNTIL (shows (&pair->side[1], "38 minutes."));
  /* Another section is shown before the pause has come. */
  type_in (side, " Nobody noticed.");
  matoi_document_page_show (MATOI_DOCUMENT_PAGE (side->page), side->session, "what-happened");
  g_assert_false (shows (side, "Nobody"));
  WAIT_UNTIL (shows (&pair->side[1], "Nobody noticed."));
  g_assert_null (
    matoi_drafts_adopt_text (side->drafts, &pair->incident, "section/overview", "x", &heads));
}

static void
place_behind (Side *side, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (side->buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, text, 0, NULL, &end, NULL));
  gtk_text_buffer_place_cursor (side->buffer, &end);
}

/* Both type at once, each of them on while what the other typed comes in. */
static void
type_both (Pair *pair, const char *const names[2])
{
  for (guint i = 0; i < 12; i++)
    for (guint j = 0; j < 2; j++)
      {
        g_autofree char *word = g_strdup_printf (" %s%u", names[j], i);
        gint64 until = g_get_monotonic_time () + 120 * 1000;

        type_in (&pair->side[j], word);
        while (g_get_monotonic_time () < until)
          g_main_context_iteration (NULL, FALSE);
      }
  for (guint j = 0; j < 2; j++)
    {
      g_autofree char *last = g_strdup_printf ("%s11", names[j]);

      WAIT_UNTIL (is_saved (&pair->side[j]) && shows (&pair->side[1 - j], last));
    }
}

static guint
count_word (const char *text, const char *name, guint i)
{
  g_autofree char *pattern = g_strdup_printf ("\\b%s%u\\b", name, i);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_auto (GStrv) parts = g_regex_split (regex, text, 0);

  return g_strv_length (parts) - 1;
}

/* Two people in one section: in two places every word is there once; in one and the same place
 * none is lost. */
static void
test_two (Pair *pair, gconstpointer data)
{
  static const char *const apart[] = { "a", "b" }, *const together[] = { "c", "d" };
  g_autofree char *on_disk = NULL, *later = NULL;

  type_in (&pair->side[0], "Mine:\n\nIn between.\n\nTheirs:");
  WAIT_UNTIL (is_saved (&pair->side[0]) && shows (&pair->side[1], "Theirs:"));
  place_behind (&pair->side[0], "Mine:");
  place_behind (&pair->side[1], "Theirs:");
  type_both (pair, apart);
  on_disk = dup_on_disk (pair, "overview");
  g_assert_cmpstr (on_disk, ==,
                   "Mine: a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11\n\nIn between.\n\n"
                   "Theirs: b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11");
  place_behind (&pair->side[0], "In between.");
  place_behind (&pair->side[1], "In between.");
  type_both (pair, together);
  later = dup_on_disk (pair, "overview");
  for (guint i = 0; i < 12; i++)
    for (guint j = 0; j < 2; j++)
      {
        g_assert_cmpuint (count_word (later, apart[j], i), ==, 1);
        g_assert_cmpuint (count_word (later, together[j], i), >=, 1);
      }
}

/* Both change one sentence: both wordings are there, and somebody says which is right. */
static void
test_conflict (Pair *pair, gconstpointer data)
{
  GtkTextIter start, end;
  g_autofree char *selected = NULL;
  Side *a = &pair->side[0], *b = &pair->side[1];

  type_in (a, "It was the pool.");
  WAIT_UNTIL (is_saved (a) && shows (b, "It was the pool."));
  for (guint i = 0; i < 2; i++)
    {
      gtk_text_buffer_set_text (pair->side[i].buffer,
                                i ? "It was a timeout." : "It was the deploy.", -1);
      matoi_document_page_flush (MATOI_DOCUMENT_PAGE (pair->side[i].page));
    }
  WAIT_UNTIL (is_shown (a, "sec_conflict") && is_shown (b, "sec_conflict"));
  WAIT_UNTIL (shows (a, "It was the deploy.") && shows (a, "It was a timeout."));
  /* It saves itself on both versions; that chooses none. */
  gtk_text_buffer_get_end_iter (a->buffer, &end);
  gtk_text_buffer_place_cursor (a->buffer, &end);
  type_in (a, " Or so.");
  WAIT_UNTIL (is_saved (a) && shows (b, "Or so."));
  g_assert_true (is_shown (a, "sec_conflict") && is_shown (b, "sec_conflict"));
  g_signal_emit_by_name (rig_find_id (a->page, "sec_show_next"), "clicked");
  g_assert_true (gtk_text_buffer_get_selection_bounds (a->buffer, &start, &end));
  selected = gtk_text_iter_get_slice (&start, &end);
  g_assert_nonnull (strstr (selected, "deploy"));
  g_assert_nonnull (strstr (selected, "timeout"));
  g_signal_emit_by_name (rig_find_id (a->page, "sec_right_now"), "clicked");
  WAIT_UNTIL (!is_shown (a, "sec_conflict") && !is_shown (b, "sec_conflict"));
  g_assert_true (shows (b, "It was the deploy.") && shows (b, "It was a timeout."));
  WAIT_UNTIL (!matoi_section_is_conflicted (matoi_postmortem_find_section (
    matoi_session_get_incident (a->session)->postmortem, "overview")));
}

/* What was typed when the program died comes back once, merged with what others wrote since. */
static void
test_restored (Pair *pair, gconstpointer data)
{
  static const char *const nothing[] = { NULL };
  Side *side = &pair->side[0];
  g_autofree char *on_disk = NULL;

  type_in (side, "First.");
  WAIT_UNTIL (is_saved (side) && shows (&pair->side[1], "First."));
  {
    g_auto (GStrv) heads = matoi_section_dup_heads (matoi_postmortem_find_section (
      matoi_session_get_incident (side->session)->postmortem, "overview"));

    close_side (side);
    {
      g_autofree char *path = g_strdup_printf ("%s-drafts-0", pair->db);
      g_autoptr (MatoiDrafts) died = matoi_drafts_new (path);

      WAIT_UNTIL (matoi_drafts_is_loaded (died));
      matoi_drafts_set_text (died, &pair->incident, "section/overview", "x", "First. Half a wor",
                             (const char *const *) heads);
      /* And one that was recorded in time. */
      matoi_drafts_set_text (died, &pair->incident, "section/overview", "y", "First.", nothing);
    }
  }
  place_behind (&pair->side[1], "First.");
  type_in (&pair->side[1], "\n\nTheirs.");
  WAIT_UNTIL (is_saved (&pair->side[1]));
  side->window = NULL;
  open_side (pair, 0);
  WAIT_UNTIL (shows (side, "Half a wor"));
  g_assert_true (shows (side, "Theirs."));
  g_assert_true (is_shown (side, "sec_notice"));
  WAIT_UNTIL (is_saved (side) && shows (&pair->side[1], "Half a wor"));
  close_side (side);
  side->window = NULL;
  open_side (pair, 0);
  g_assert_false (is_shown (side, "sec_notice"));
  on_disk = dup_on_disk (pair, "overview");
  g_assert_cmpstr (on_disk, ==, "First. Half a wor\n\nTheirs.");
}

/* Too long: said in words, kept, and saved once it is short enough. */
static void
test_too_long (Pair *pair, gconstpointer data)
{
  Side *side = &pair->side[0];
  g_autofree char *line = g_strnfill (99, 'x');
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *on_disk = NULL;

  while (text->len <= MATOI_SECTION_MAX_BYTES)
    g_string_append_printf (text, "%s\n", line);
  gtk_text_buffer_set_text (side->buffer, text->str, -1);
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (side->page));
  WAIT_UNTIL (is_shown (side, "sec_problem"));
  g_assert_nonnull (strstr (get_label (side, "sec_problem_text"), "240 kB"));
  g_assert_cmpstr (get_label (side, "sec_saved"), ==, "Not saved yet");
  /* It waits in the drafts while another section is shown. */
  matoi_document_page_show (MATOI_DOCUMENT_PAGE (side->page), side->session, "what-happened");
  matoi_document_page_show (MATOI_DOCUMENT_PAGE (side->page), side->session, "overview");
  g_assert_true (shows (side, line));
  gtk_text_buffer_set_text (side->buffer, "Short.", -1);
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (side->page));
  WAIT_UNTIL (is_saved (side));
  on_disk = dup_on_disk (pair, "overview");
  g_assert_cmpstr (on_disk, ==, "Short.");
  g_assert_false (is_shown (side, "sec_problem"));
}

/* Pasted as plain text; 5 MB are refused in words. */
static void
test_paste (Pair *pair, gconstpointer data)
{
  Side *side = &pair->side[0];
  GdkClipboard *clipboard = gtk_widget_get_clipboard (side->view);
  g_autofree char *big = g_strnfill (5 * 1024 * 1024, 'x');

  gdk_clipboard_set_text (clipboard, "貼り付け");
  g_signal_emit_by_name (side->view, "paste-clipboard");
  WAIT_UNTIL (shows (side, "貼り付け"));
  gdk_clipboard_set_text (clipboard, big);
  g_signal_emit_by_name (side->view, "paste-clipboard");
  WAIT_UNTIL (is_shown (side, "pro_problem"));
  g_assert_nonnull (strstr (get_label (side, "pro_problem"), "240 kB"));
  g_assert_false (shows (side, "xxx"));
  type_in (side, "。");
  g_assert_false (is_shown (side, "pro_problem"));
  WAIT_UNTIL (is_saved (side));
}

/* A pasted picture is in the record, and its words are selected to be typed. */
static void
test_picture (Pair *pair, gconstpointer data)
{
  Side *side = &pair->side[0];
  GdkClipboard *clipboard = gtk_widget_get_clipboard (side->view);
  g_autofree guchar *pixels = g_malloc0 (16 * 16 * 4);
  g_autoptr (GBytes) bytes = g_bytes_new (pixels, 16 * 16 * 4);
  g_autoptr (GdkTexture) texture =
    gdk_memory_texture_new (16, 16, GDK_MEMORY_R8G8B8A8, bytes, 16 * 4);
  g_autofree char *on_disk = NULL;

  gdk_clipboard_set_texture (clipboard, texture);
  g_signal_emit_by_name (side->view, "paste-clipboard");
  WAIT_UNTIL (shows (side, "](picture:"));
  g_assert_true (gtk_text_buffer_delete_selection (side->buffer, TRUE, TRUE));
  type_in (side, "x");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (side->page));
  WAIT_UNTIL (is_saved (side));
  WAIT_UNTIL (shows (&pair->side[1], "(picture:"));
  on_disk = dup_on_disk (pair, "overview");
  g_assert_true (g_str_has_prefix (on_disk, "![x](picture:"));
}

/* --- small things */

static void
assert_tool (const char *before, void (*tool) (GtkTextBuffer *buffer), const char *after)
{
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
  g_autofree char *text = g_strdup (before);
  const char *start = strchr (before, '<'), *end = strchr (before, '>');
  GtkTextIter from, to;
  g_autofree char *result = NULL;
  g_autoptr (GString) plain = g_string_new (before);

  g_string_replace (plain, "<", "", 0);
  g_string_replace (plain, ">", "", 0);
  gtk_text_buffer_set_text (buffer, plain->str, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) g_utf8_strlen (before, start - before));
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int) g_utf8_strlen (before, end - before) - 1);
  gtk_text_buffer_select_range (buffer, &to, &from);
  tool (buffer);
  gtk_text_buffer_get_bounds (buffer, &from, &to);
  result = gtk_text_iter_get_slice (&from, &to);
  g_assert_cmpstr (result, ==, after);
  gtk_text_buffer_undo (buffer);
  g_clear_pointer (&result, g_free);
  gtk_text_buffer_get_bounds (buffer, &from, &to);
  result = gtk_text_iter_get_slice (&from, &to);
  g_assert_cmpstr (result, ==, plain->str);
}

static void
make_bold (GtkTextBuffer *buffer)
{
  matoi_markdown_wrap (buffer, "**");
}

static void
make_list (GtkTextBuffer *buffer)
{
  matoi_markdown_lines (buffer, "- ");
}

static void
make_link (GtkTextBuffer *buffer)
{
  matoi_markdown_link (buffer, "words", "https://");
}

static void
next_line (GtkTextBuffer *buffer)
{
  g_assert_true (matoi_markdown_next_line (buffer));
}

static void
test_tools (void)
{
  assert_tool ("a 決済 <pool> b", make_bold, "a 決済 **pool** b");
  assert_tool ("a **<pool>** b", make_bold, "a pool b");
  assert_tool ("one po<>ol", make_bold, "one **pool**");
  assert_tool ("<one\ntwo>", make_list, "- one\n- two");
  assert_tool ("<- one\n- two\n>three", make_list, "one\ntwo\nthree");
  assert_tool ("see <here>", make_link, "see [here](https://)");
  assert_tool ("see <https://a.example>", make_link, "see [words](https://a.example)");
  assert_tool ("a <code> b", matoi_markdown_code, "a `code` b");
  assert_tool ("<one\ntwo>", matoi_markdown_code, "```\none\ntwo\n```\n");
  assert_tool ("- one<>", next_line, "- one\n- ");
  assert_tool ("  9. one<>", next_line, "  9. one\n  10. ");
  assert_tool ("- one\n- <>", next_line, "- one\n");
}

static void
test_count (void)
{
  static const struct
  {
    const char *text, *count;
  } texts[] = {
    { "", "0 words" },
    { "word", "1 word" },
    { "It's the `db-pay-2` pool, 38 minutes.", "6 words" },
    { "## Heading\n\n- one\n- [two](https://a.example/b c)", "3 words" },
    { "決済の5xxが38分続いた。", "14 characters" },
    { "payments を 2026.11.20-2 へ切り戻す。", "24 characters" },
    { "He said 「直った」 and then went home to sleep.", "8 words" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *count = matoi_text_dup_count (texts[i].text);

      g_assert_cmpstr (count, ==, texts[i].count);
    }
}

int
main (int argc, char *argv[])
{
  rig_init (&argc, &argv);
#define FIELD GUINT_TO_POINTER (3)
  g_test_add_func ("/prose/edits", test_edits);
  g_test_add ("/prose/pause", Desk, FIELD, set_up, test_pause, tear_down);
  g_test_add ("/prose/in-flight", Desk, FIELD, set_up, test_in_flight, tear_down);
  g_test_add ("/prose/remote-in-flight", Desk, NULL, set_up, test_remote_in_flight, tear_down);
  g_test_add ("/prose/merge", Desk, NULL, set_up, test_merge, tear_down);
  g_test_add ("/prose/composing", Desk, NULL, set_up, test_composing, tear_down);
  g_test_add ("/prose/fail", Desk, FIELD, set_up, test_fail, tear_down);
  g_test_add ("/prose/hits", Desk, NULL, set_up, test_hits, tear_down);
  g_test_add ("/prose/long-line", Desk, NULL, set_up, test_long_line, tear_down);
  g_test_add ("/prose/spelling", Desk, NULL, set_up, test_spelling, tear_down);
  g_test_add_func ("/prose/tools", test_tools);
  g_test_add_func ("/prose/count", test_count);
  g_test_add ("/section/saves", Pair, NULL, set_up_pair, test_saves, tear_down_pair);
  g_test_add ("/section/two", Pair, NULL, set_up_pair, test_two, tear_down_pair);
  g_test_add ("/section/conflict", Pair, NULL, set_up_pair, test_conflict, tear_down_pair);
  g_test_add ("/section/restored", Pair, NULL, set_up_pair, test_restored, tear_down_pair);
  g_test_add ("/section/paste", Pair, NULL, set_up_pair, test_paste, tear_down_pair);
  g_test_add ("/section/picture", Pair, NULL, set_up_pair, test_picture, tear_down_pair);
  g_test_add ("/section/too-long", Pair, NULL, set_up_pair, test_too_long, tear_down_pair);
  return g_test_run ();
}
