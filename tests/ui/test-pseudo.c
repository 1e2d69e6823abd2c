/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window in a language nobody speaks (pseudo.py): every text of the program and of the presets
 * stands in ⟦ ⟧ there and is two fifths longer. What has no brackets was not translated; what has
 * no room must be readable in a tooltip. */

#include "config.h"

#include <string.h>

#include "matoi-evidence.h"
#include "tour.h"

static const TourTexts texts = {
  .title = "Qtitle",
  .codename = "Qcodename",
  .me = "Aiko Tanaka",
  .other = "Qother",
  .third = "Qthird",
  .service = "Qservice",
  .team = "Qteam",
  .words = "Qwords",
};

/* What may stand outside the brackets: what this test wrote, names, and what is the same in
 * every language. */
static const char *const data_words[] = {
  "Qtitle",
  "Qcodename",
  "Aiko Tanaka",
  "Qother",
  "Qthird",
  "Qservice",
  "Qteam",
  "Qwords",
  "Zed",
  "https://grafana.example.com/d/1",
  "https://example.com/doc",
  "https://example.com/1",
  "example.com",
  "grafana",
  "human error",
  /* what a calendar is called by everybody who is invited (§12.3) */
  "Incident Postmortem Meetings",
  /* services go by their names */
  "Slack",
  "JIRA",
  "X",
  "PagerDuty",
  "Statuspage",
  /* the language of a text is named in that language */
  "English",
  "日本語",
  /* GTK and libadwaita, which have no such translation */
  "Clear entry",
  "Show Text",
  "Preferences",
  "Shortcuts",
  "Search Results",
  "Search Shortcuts",
  "No Results Found",
  "Try a different search",
};

/* --- is it translated? */

/* What is left of @text without the brackets and what they hold, and without the data. */
static char *
dup_outside (const char *text)
{
  g_autoptr (GString) outside = g_string_new (NULL);
  g_autoptr (GRegex) names = g_regex_new (
    "INC-[0-9]+-[0-9A-Z]+|SEV-[0-9]|\\bP[0-9]\\b|(labels = )?\\bsev[0-9](_[0-9]+)?\\b|UTC|https?://"
    "|#inc-[^ ]+|[0-9]+x+",
    0, 0, NULL);
  int depth = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      depth += c == 0x27E6;
      if (depth == 0)
        g_string_append_unichar (outside, c);
      depth -= c == 0x27E7 && depth > 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (data_words); i++)
    g_string_replace (outside, data_words[i], "", 0);
  return g_regex_replace_literal (names, outside->str, -1, 0, "", 0, NULL);
}

static gboolean
is_translated (const char *text)
{
  g_autofree char *outside = dup_outside (text);

  for (const char *p = outside; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* --- looking at a view */

typedef struct
{
  const char *view;
  GtkWidget *root;
  GHashTable *seen; /* complaints, each once */
  guint n_texts, n_cut;
} Report;

static void
  G_GNUC_PRINTF (3, 4) complain (Report *report, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *path = tour_dup_path (widget);
  g_autofree char *text = NULL;
  char *line;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  line = g_strconcat (text, " —", path, NULL);
  if (g_hash_table_add (report->seen, line))
    g_test_message ("in “%s”: %s", report->view, line);
}

static void
check_text (Report *report, GtkWidget *widget, const char *what, const char *text)
{
  if (!text || !*text)
    return;
  report->n_texts++;
  if (!is_translated (text))
    complain (report, widget, "%s is not translated: “%s”", what, text);
}

/* GTK's own: key caps, initials, days and months, window buttons, the keys in a menu. */
static gboolean
is_of_gtk (GtkWidget *widget)
{
  for (; widget; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_SHORTCUT_LABEL (widget) || ADW_IS_AVATAR (widget) || GTK_IS_CALENDAR (widget) ||
        GTK_IS_WINDOW_CONTROLS (widget) ||
        g_str_equal (gtk_widget_get_css_name (widget), "accelerator"))
      return TRUE;
  return FALSE;
}

/* A tooltip here or around it that tells the whole text. */
static gboolean
is_told (GtkWidget *widget, const char *text)
{
  for (guint i = 0; widget && i < 8; widget = gtk_widget_get_parent (widget), i++)
    {
      g_autofree char *tooltip = MATOI_IS_EVIDENCE_CHIP (widget)
                                   ? matoi_evidence_chip_dup_tooltip (MATOI_EVIDENCE_CHIP (widget))
                                   : g_strdup (gtk_widget_get_tooltip_text (widget));

      if (tooltip && strstr (tooltip, text))
        return TRUE;
    }
  return FALSE;
}

static void
check_room (Report *report, GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  const char *text = gtk_label_get_text (label);
  graphene_rect_t bounds;

  if (pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    {
      report->n_cut++;
      /* The hint in an empty field is told by its label; what is chosen in a combo row stands
       * whole in its list. */
      if (!is_told (widget, text) && !GTK_IS_TEXT (gtk_widget_get_parent (widget)) &&
          !gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW))
        complain (report, widget, "cut and told nowhere: “%s”", text);
    }
  for (GtkWidget *around = gtk_widget_get_parent (widget); around;
       around = gtk_widget_get_parent (around))
    {
      /* These place and fold what is in them as they like. */
      if (GTK_IS_TEXT (around) || GTK_IS_SCROLLED_WINDOW (around) || ADW_IS_ENTRY_ROW (around) ||
          ADW_IS_VIEW_SWITCHER_TITLE (around))
        return;
      if (gtk_widget_get_overflow (around) != GTK_OVERFLOW_HIDDEN && !GTK_IS_NATIVE (around))
        continue;
      if (gtk_widget_compute_bounds (widget, around, &bounds) &&
          (bounds.origin.x < -1 ||
           bounds.origin.x + bounds.size.width > gtk_widget_get_width (around) + 1))
        {
          g_autofree char *widest = tour_dup_widest (around);

          complain (report, widget, "%.0f + %.0f, beyond the edge of %s, %d (%s): “%s”",
                    bounds.origin.x, bounds.size.width, G_OBJECT_TYPE_NAME (around),
                    gtk_widget_get_width (around), widest, text);
          return;
        }
      if (GTK_IS_NATIVE (around))
        return;
    }
}

/* A mail is written in the language of who gets it. */
static gboolean
is_mail (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  return g_strcmp0 (id, "mai_subject") == 0 || g_strcmp0 (id, "mai_body") == 0;
}

static void
check (GtkWidget *widget, gpointer user_data)
{
  Report *report = user_data;

  if (is_of_gtk (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      if (!is_mail (widget))
        check_text (report, widget, "label", gtk_label_get_text (GTK_LABEL (widget)));
      check_room (report, GTK_LABEL (widget));
    }
  check_text (report, widget, "tooltip", gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_WINDOW (widget))
    check_text (report, widget, "title", gtk_window_get_title (GTK_WINDOW (widget)));
  if (!GTK_IS_LABEL (widget) &&
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      g_autofree char *label =
        gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                            "\001");

      check_text (report, widget, "accessible name", label);
    }
}

static void
on_view (Fixture *fixture, const char *view, GtkWidget *root, gpointer user_data)
{
  Report *report = user_data;

  report->view = view;
  report->root = root;
  tour_walk (root, check, report);
}

static void
report_all (Report *report)
{
  g_test_message ("%u texts, %u cut short", report->n_texts, report->n_cut);
  g_assert_cmpuint (report->n_texts, >, 0);
  if (g_hash_table_size (report->seen) > 0)
    g_test_fail_printf ("%u complaints", g_hash_table_size (report->seen));
  g_hash_table_unref (report->seen);
}

static Report
new_report (void)
{
  Report report = { .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  return report;
}

static void
test_welcome (void)
{
  Report report = new_report ();
  Fixture fixture = { NULL };

  tour_welcome (&fixture, on_view, &report);
  report_all (&report);
  rig_tear_down (&fixture, NULL);
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  Report report = new_report ();

  tour_all (fixture, &texts, on_view, &report);
  report_all (&report);
}

static void
test_postmortems (Fixture *fixture, gconstpointer data)
{
  Report report = new_report ();

  tour_postmortems (fixture, &texts, on_view, &report);
  report_all (&report);
}

/* The brackets themselves, and what tells them apart. */
static void
test_check (void)
{
  g_assert_true (is_translated ("⟦Štåté ẋẋ⟧ 12:30"));
  g_assert_true (is_translated ("⟦öf ⟦Röléẋ⟧ ẋẋ⟧ — Qwords"));
  g_assert_true (is_translated ("INC-261121-K7 SEV-1"));
  g_assert_false (is_translated ("State"));
  g_assert_false (is_translated ("⟦Štåtéẋẋ⟧ of"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GSettings) settings = NULL;

  rig_init (&argc, &argv);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);

  g_test_add_func ("/ui/pseudo/check", test_check);
  if (!g_str_has_prefix (g_dgettext (GETTEXT_PACKAGE, "Severity"), "⟦"))
    g_test_message ("the locale en_US.UTF-8 is missing: nothing to look at");
  else
    {
      g_test_add_func ("/ui/pseudo/welcome", test_welcome);
      g_test_add ("/ui/pseudo/all", Fixture, NULL, rig_set_up, test_all, rig_tear_down);
      g_test_add ("/ui/pseudo/postmortems", Fixture, NULL, rig_set_up, test_postmortems,
                  rig_tear_down);
    }
  return g_test_run ();
}
