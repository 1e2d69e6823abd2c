/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What Markdown looks like to a reader, and the hints on the words. */

#include "config.h"

#include <string.h>
#include <time.h>

#include "matoi-postmortem.h"
#include "matoi-preview-block.h"
#include "matoi-preview.h"
#include "matoi-wording-panel.h"
#include "matoi-wording-row.h"
#include "rig.h"

/* How long a hostile text may hold the window up; a machine that builds beside it is slow. */
/* Seconds of this program's own work, however busy the machine is. */
#define PATIENCE 10.0

typedef struct
{
  GtkWidget *window;
  MatoiPreview *preview;
  GtkAdjustment *adjustment;
  GtkWidget *body;
  GString *asked;
} Desk;

static void
on_load (MatoiPreview *preview, const char *picture, gpointer user_data)
{
  g_string_append_printf (user_data, "%s;", picture);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static void
set_up (Desk *desk, gconstpointer data)
{
  GtkWidget *scroller;

  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 700, 500);
  desk->preview = MATOI_PREVIEW (matoi_preview_new ());
  desk->asked = g_string_new (NULL);
  gtk_window_set_child (GTK_WINDOW (desk->window), GTK_WIDGET (desk->preview));
  matoi_preview_set_loader (desk->preview, on_load, desk->asked, NULL);
  scroller = gtk_widget_get_first_child (GTK_WIDGET (desk->preview));
  desk->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_window_present (GTK_WINDOW (desk->window));
  gtk_test_widget_wait_for_draw (desk->window);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  gpointer preview = desk->preview;

  g_object_add_weak_pointer (G_OBJECT (desk->preview), &preview);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  WAIT_UNTIL (preview == NULL);
  g_string_free (desk->asked, TRUE);
}

static void
show (Desk *desk, const char *text)
{
  matoi_preview_set_text (desk->preview, text);
  gtk_test_widget_wait_for_draw (desk->window);
}

/* What a reader sees, a "|" between labels. */
static void
read_labels (GtkWidget *widget, GString *out)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (out, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    read_labels (child, out);
}

static char *
read_all (Desk *desk)
{
  GString *out = g_string_new (NULL);

  read_labels (GTK_WIDGET (desk->preview), out);
  return g_string_free (out, FALSE);
}

static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found)
        return found;
    }
  return NULL;
}

static guint
count_blocks (GtkWidget *widget)
{
  guint n = MATOI_IS_PREVIEW_BLOCK (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_blocks (child);
  return n;
}

static void
test_blocks (Desk *desk, gconstpointer data)
{
  g_autofree char *all = NULL;
  GtkWidget *label;

  show (desk, "# What\n\nThe `pool` **ran** out, see [it](https://example.com/d?a=1&b=2), "
              "<https://example.com/x> & <b>raw</b>.\n\n"
              "- one\n  - two\n\n3. three\n4. four\n\n> quoted\n\n"
              "| a | b |\n|--|--|\n| 1 \\| 2 | *3* |\n\n---\n\n<script>alert(1)</script>\n");
  all = read_all (desk);
  g_assert_cmpstr (all, ==,
                   "What|The pool ran out, see it (example.com), https://example.com/x & "
                   "<b>raw</b>.|•|one|◦|two|3.|three|4.|four|quoted|a|b|1 | 2|3|"
                   "<script>alert(1)</script>|");
  label = find_label (GTK_WIDGET (desk->preview), "What");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_ROLE_HEADING);
  label = find_label (GTK_WIDGET (desk->preview), "The pool");
  g_assert_true (gtk_widget_get_focusable (label)); /* its links are reached by keyboard */
  label = find_label (GTK_WIDGET (desk->preview), "quoted");
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (label)));
  g_assert_false (gtk_widget_get_focusable (label));
}

/* No link but to the web or to an address, and none that hides where it leads. */
static void
test_links (Desk *desk, gconstpointer data)
{
  static const char *const texts[] = {
    "[a](javascript:alert)", "[a](file:///etc/passwd)", "[a](data:text/html,x)",
    "[a](JaVaScRiPt:x)",     "[a](//example.com)",      "<javascript:alert>",
  };
  const char *markup;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label;

      show (desk, texts[i]);
      label = find_type (find_type (GTK_WIDGET (desk->preview), MATOI_TYPE_PREVIEW_BLOCK),
                         GTK_TYPE_LABEL);
      g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (label)), "<a "));
    }
  show (desk, "[https://bank.example](https://evil.example/\"x) [b](https://a@evil.example/) "
              "[you@example.com](mailto:you@example.com)");
  markup = gtk_label_get_label (GTK_LABEL (
    find_type (find_type (GTK_WIDGET (desk->preview), MATOI_TYPE_PREVIEW_BLOCK), GTK_TYPE_LABEL)));
  g_assert_nonnull (strstr (markup, "<a href=\"https://a@evil.example/\""));
  g_assert_nonnull (strstr (markup, "(evil.example)"));
  g_assert_null (strstr (markup, "(you@example.com)"));
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_code (Desk *desk, gconstpointer data)
{
  g_autofree char *copied = NULL;
  g_autofree char *all = NULL;
  GtkWidget *button;

  show (desk, "```sql\nSELECT *\n  FROM t;\n```\n");
  all = read_all (desk);
  g_assert_cmpstr (all, ==, "SELECT *\n  FROM t;|");
  button = find_type (GTK_WIDGET (desk->preview), GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_get_focusable (button));
  gtk_widget_activate (button);
  WAIT_UNTIL (gdk_clipboard_is_local (gtk_widget_get_clipboard (button)));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (button), NULL, on_text, &copied);
  WAIT_UNTIL (copied != NULL);
  g_assert_cmpstr (copied, ==, "SELECT *\n  FROM t;");
}

static GdkTexture *
new_texture (int width, int height)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 ((gsize) width * (gsize) height * 4),
                                               (gsize) width * (gsize) height * 4);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, bytes, (gsize) width * 4);
}

static void
test_pictures (Desk *desk, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = new_texture (300, 100);
  g_autofree char *all = NULL;
  GtkWidget *picture;

  show (desk, "Before ![The graph](picture:0123456789ABCDEF) after\n\n"
              "![gone](picture:fedcba9876543210) ![else](https://example.com/x.png)\n\n"
              "![again](picture:0123456789abcdef)");
  g_assert_cmpstr (desk->asked->str, ==, "picture:0123456789abcdef;picture:fedcba9876543210;");
  matoi_preview_set_picture (desk->preview, "picture:0123456789abcdef", texture);
  matoi_preview_set_picture (desk->preview, "picture:fedcba9876543210", NULL);
  gtk_test_widget_wait_for_draw (desk->window);
  all = read_all (desk);
  g_assert_nonnull (strstr (all, "Before |The graph|after|"));
  g_assert_nonnull (strstr (all, "This picture cannot be shown.|gone|"));
  g_assert_nonnull (strstr (all, "[else]|"));
  picture = find_type (GTK_WIDGET (desk->preview), GTK_TYPE_PICTURE);
  g_assert_cmpint (gtk_widget_get_height (picture), ==, 100);
  g_assert_cmpstr (gtk_picture_get_alternative_text (GTK_PICTURE (picture)), ==, "The graph");
  /* what is known is not asked for again */
  show (desk, "![new words](picture:0123456789abcdef)");
  g_assert_nonnull (find_type (GTK_WIDGET (desk->preview), GTK_TYPE_PICTURE));
  g_assert_cmpstr (desk->asked->str, ==, "picture:0123456789abcdef;picture:fedcba9876543210;");
}

/* A small change leaves the reader where they are, and every other block the widget it was. */
static void
test_place (Desk *desk, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *first, *last;
  double value;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "Paragraph %u of the text\n\n", i);
  show (desk, text->str);
  WAIT_UNTIL (find_label (GTK_WIDGET (desk->preview), "Paragraph 59 "));
  gtk_test_widget_wait_for_draw (desk->window);
  first = find_label (GTK_WIDGET (desk->preview), "Paragraph 3 ");
  last = find_label (GTK_WIDGET (desk->preview), "Paragraph 59 ");
  gtk_adjustment_set_value (desk->adjustment, 600);
  value = gtk_adjustment_get_value (desk->adjustment);
  g_assert_cmpfloat (value, ==, 600);
  g_string_replace (text, "Paragraph 50 of", "- Paragraph 50, and\n- more of", 1);
  show (desk, text->str);
  g_assert_true (find_label (GTK_WIDGET (desk->preview), "Paragraph 3 ") == first);
  g_assert_true (find_label (GTK_WIDGET (desk->preview), "Paragraph 59 ") == last);
  g_assert_nonnull (find_label (GTK_WIDGET (desk->preview), "more of"));
  g_assert_cmpfloat (gtk_adjustment_get_value (desk->adjustment), ==, value);
  show (desk, "");
  g_assert_cmpuint (count_blocks (GTK_WIDGET (desk->preview)), ==, 0);
  g_assert_nonnull (find_label (GTK_WIDGET (desk->preview), "Nothing is written yet."));
}

static char *
repeat (const char *text, gsize bytes)
{
  GString *all = g_string_sized_new (bytes + strlen (text));

  while (all->len < bytes)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static double
get_work (void)
{
  struct timespec time;

  g_assert_cmpint (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time), ==, 0);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
test_hostile (Desk *desk, gconstpointer data)
{
  static const char *const texts[] = { ">",     "- ",      "**a *b ",        "<https://a.example> ",
                                       "word ", "あ",      "|a|b|\n|-|-|\n", "`",
                                       "a\n",   "    a\n", "# h\n\n",        "[a](" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = repeat (texts[i], 240 * 1024);
      double work = get_work ();

      show (desk, text);
      work = get_work () - work;
      g_test_message ("“%s”: %.3f s", texts[i], work);
      g_assert_cmpfloat (work, <, PATIENCE);
    }
}

/* Five megabytes are read beside the window, and built as they are looked at. */
static void
test_huge (Desk *desk, gconstpointer data)
{
  g_autofree char *text = repeat ("A paragraph of the text.\n\n- an item\n\n", 5 * 1024 * 1024);
  guint few;
  double work;

  show (desk, "Short");
  work = get_work ();
  matoi_preview_set_text (desk->preview, text);
  g_assert_cmpfloat (get_work () - work, <, PATIENCE / 5);
  WAIT_UNTIL (count_blocks (GTK_WIDGET (desk->preview)) >= 100);
  few = count_blocks (GTK_WIDGET (desk->preview));
  g_assert_cmpuint (few, <, 400);
  WAIT_UNTIL (gtk_adjustment_get_upper (desk->adjustment) > 4000);
  gtk_adjustment_set_value (desk->adjustment, gtk_adjustment_get_upper (desk->adjustment));
  WAIT_UNTIL (count_blocks (GTK_WIDGET (desk->preview)) > few + 20);
}

/* --- wording */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_context_free_receipt (matoi_session_submit_finish (MATOI_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
submit (MatoiSession *session, MatoiCommand *command)
{
  gboolean done = FALSE;

  matoi_session_submit_async (session, command, on_submitted, &done);
  WAIT_UNTIL (done);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MatoiSession **) user_data = matoi_live_open_finish (MATOI_LIVE (source), result, &error);
  g_assert_no_error (error);
}

static MatoiSession *
open_ended (Fixture *fixture)
{
  g_autoptr (MatoiContext) context = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  MatoiSession *session = NULL;
  MatoiCommand *command;

  rig_declare (fixture, "Checkout fails");
  incident = rig_read_back (fixture, &context);
  matoi_live_open_async (fixture->live, &incident->id, NULL, on_opened, &session);
  WAIT_UNTIL (session != NULL);
  command = matoi_session_new_command (session, "end");
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", "1");
  matoi_command_set (command, "owner", "Aiko Tanaka");
  matoi_command_set (command, "override", "a test");
  submit (session, command);
  return session;
}

static void
write_section (MatoiSession *session, const char *section, const char *text)
{
  MatoiCommand *command = matoi_session_new_command (session, "pm-write");
  const MatoiSection *written =
    matoi_postmortem_find_section (matoi_session_get_incident (session)->postmortem, section);
  g_auto (GStrv) heads = matoi_section_dup_heads (written);

  matoi_command_set (command, "section", section);
  matoi_command_set (command, "text", text);
  matoi_command_set_strv (command, "heads", (const char *const *) heads);
  submit (session, command);
}

static GtkWidget *
get_row (GtkWidget *panel, int i)
{
  GtkWidget *list = rig_find_id (panel, "wor_list");

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i));
}

static gboolean
says (GtkWidget *widget, const char *id, const char *text)
{
  GtkWidget *label = widget ? rig_find_id (widget, id) : NULL;

  return label && g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0;
}

static void
on_show_text (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_object_set_data_full (G_OBJECT (widget), "shown", g_variant_print (parameter, FALSE), g_free);
}

typedef GtkWindow Shell;
typedef GtkWindowClass ShellClass;
static GType shell_get_type (void);
G_DEFINE_TYPE (Shell, shell, GTK_TYPE_WINDOW)

static void
shell_class_init (ShellClass *class)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "postmortem.show-text", "(suu)",
                                   on_show_text);
}

static void
shell_init (Shell *shell)
{
}

static void
test_wording (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSession) session = open_ended (fixture);
  GtkWidget *window = g_object_new (shell_get_type (), NULL);
  GtkWidget *panel = g_object_new (MATOI_TYPE_WORDING_PANEL, NULL);
  g_autoptr (MatoiContext) context = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiDismissal *dismissal;
  GtkWidget *row, *first;

  gtk_window_set_child (GTK_WINDOW (window), panel);
  gtk_window_present (GTK_WINDOW (window));
  matoi_wording_panel_set_session (MATOI_WORDING_PANEL (panel), session);
  g_assert_true (says (panel, "wor_empty", "No words to look at once more."));
  write_section (session, "overview", "It failed.\n\nWe should have seen it. `outage`\n");
  WAIT_UNTIL (says (get_row (panel, 0), "wor_words", "“should have”"));
  first = get_row (panel, 0);
  g_assert_true (says (first, "wor_where", "Overview, line 3"));
  g_assert_false (gtk_widget_get_visible (rig_find_id (panel, "wor_empty")));
  g_assert_null (get_row (panel, 1)); /* code is nobody's wording */

  /* what comes goes below, even when it stands above */
  write_section (session, "overview",
                 "An outage.\n\nIt failed.\n\nWe should have seen it. The DLQ grew.\n");
  WAIT_UNTIL (says (panel, "wor_count", "3"));
  g_assert_true (get_row (panel, 0) == first);
  g_assert_true (says (first, "wor_where", "Overview, line 5"));
  g_assert_true (says (get_row (panel, 1), "wor_words", "“outage”"));
  g_assert_true (says (get_row (panel, 2), "wor_words", "“DLQ”"));
  gtk_widget_activate (first);
  WAIT_UNTIL (g_object_get_data (G_OBJECT (window), "shown"));
  g_assert_cmpstr (g_object_get_data (G_OBJECT (window), "shown"), ==, "('overview', 27, 11)");

  /* everybody knows it: in every section */
  write_section (session, "what-happened", "The DLQ was drained.");
  WAIT_UNTIL (says (panel, "wor_count", "4"));
  row = get_row (panel, 2);
  gtk_widget_grab_focus (rig_find_id (row, "wor_keep"));
  gtk_widget_activate (rig_find_id (row, "wor_keep"));
  WAIT_UNTIL (says (panel, "wor_count", "2"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), panel));
  gtk_widget_activate (rig_find_id (first, "wor_keep"));
  WAIT_UNTIL (says (panel, "wor_count", "1"));
  g_assert_true (says (panel, "wor_kept_count", "2 kept as they are"));
  write_section (session, "overview", "It failed. We should have seen it.");
  WAIT_UNTIL (says (panel, "wor_empty", "No words to look at once more.") && !get_row (panel, 0));

  incident = rig_read_back (fixture, &context);
  g_assert_cmpuint (incident->postmortem->dismissals->len, ==, 2);
  dismissal = g_ptr_array_index (incident->postmortem->dismissals, 0);
  g_assert_cmpstr (dismissal->rule, ==, "acronym");
  g_assert_cmpstr (dismissal->text, ==, "DLQ");
  g_assert_null (dismissal->section);
  dismissal = g_ptr_array_index (incident->postmortem->dismissals, 1);
  g_assert_cmpstr (dismissal->section, ==, "overview");
  g_assert_cmpstr (dismissal->author, ==, "Aiko Tanaka");
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, function) g_test_add (path, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  ADD ("/preview/blocks", test_blocks);
  ADD ("/preview/links", test_links);
  ADD ("/preview/code", test_code);
  ADD ("/preview/pictures", test_pictures);
  ADD ("/preview/place", test_place);
  ADD ("/preview/hostile", test_hostile);
  ADD ("/preview/huge", test_huge);
  g_test_add ("/wording/panel", Fixture, NULL, rig_set_up, test_wording, rig_tear_down);
  return g_test_run ();
}
