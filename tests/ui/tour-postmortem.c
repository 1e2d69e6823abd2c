/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tour-private.h"

#include <string.h>

#include "matoi-json.h"
#include "pm-rig.h"

/* The part of the tour with the documents. */

static void
act (Tour *tour, const char *action, const char *arg)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pm_get_view (tour->fixture)), action,
                                             arg ? "s" : NULL, arg));
}

/* --- what is written */

/* An incident that is over; the next commands are about it. (transfer full): its reference */
static char *
end_one (Tour *tour, const char *title, const char *outcome, const char *owner)
{
  const TourTexts *t = tour->texts;
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", t->me);
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "1");
  matoi_command_set (command, "scope", t->words);
  command->occurred_at = tour->now - 60 * MINUTE;
  g_assert_true (matoi_context_prepare_declare (tour->other, command, "pagerduty", NULL));
  receipt = matoi_context_submit (tour->other, NULL, command, &error);
  g_assert_no_error (error);
  tour->incident = receipt->incident;
  tour_submit (tour, t->me, "role-assign", 59, "role", "ic", "person", t->me, NULL);
  tour_submit (tour, t->me, "role-assign", 58, "role", "sme", "person", t->third, NULL);
  tour_submit (tour, t->other, "note", 57, "kind", "detection", "text", t->words, NULL);
  tour_submit (tour, t->other, "note", 56, "kind", "hypothesis", "text", t->words, NULL);
  tour_submit (tour, t->third, "note", 55, "kind", "action", "text", t->words, NULL);
  tour_submit (tour, t->me, "note", 54, "kind", "fact", "text", t->words, NULL);
  tour_submit (tour, t->me, "todo", 53, "text", t->words, "later", "TRUE", NULL);
  tour_submit (tour, t->me, "end", 40, "outcome", outcome, "final_severity", "1", "override",
               t->words, owner ? "owner" : NULL, owner, NULL);
  return g_strdup (receipt->ref);
}

static void
write_rows (Tour *tour)
{
  const TourTexts *t = tour->texts;
  static const char *const numbers[] = { "visible-minutes", "late", "accounts", "users",
                                         "enquiries" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    tour_submit (tour, t->me, "pm-impact", 20, "row", numbers[i], "value", "1200", "url",
                 "https://example.com/1", NULL);
  tour_submit (tour, t->me, "pm-impact", 20, "row", "lost", "unknown_reason", t->words, NULL);
  tour_submit (tour, t->me, "pm-impact", 20, "row", "business", "value", t->words, NULL);
  tour_submit (tour, t->me, "pm-responder", 20, "role", "scribe", "none_reason", t->words, NULL);
  tour_submit (tour, t->me, "pm-recording", 20, "none_reason", t->words, NULL);
  tour_submit (tour, t->me, "pm-row", 20, "text", t->words, "occurred_at", "2026-01-02T10:00:00Z",
               "anchor", "factor-began", "none_reason", t->words, NULL);
  tour_submit (tour, t->me, "pm-factor", 20, "what", t->words, "why", t->words, NULL);
  tour_submit (tour, t->me, "pm-learned", 20, "side", "well", "text", t->words, NULL);
  tour_submit (tour, t->me, "pm-learned", 20, "side", "badly", "text", t->words, "waiver", t->words,
               NULL);
  tour_submit (tour, t->me, "pm-learned", 20, "side", "lucky", "text", t->words, NULL);
}

/* Something in each kind of section, and something to say about it. */
static void
write_all (Tour *tour)
{
  const TourTexts *t = tour->texts;
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, tour->now + 3000 * MINUTE);
  g_autofree char *markdown =
    g_strdup_printf ("## %1$s\n\n%1$s, human error.\n\n- %1$s\n- [%1$s](https://example.com/1)\n\n"
                     "| %1$s | %1$s |\n| --- | --- |\n| %1$s | 1 |\n\n```\n%1$s\n```\n",
                     t->words);
  static const char *const sections[] = { "overview", "what-happened", "resolution", "mail" };
  MatoiId comment;
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    tour_submit (tour, t->me, "pm-write", 20, "section", sections[i], "text", markdown, NULL);
  write_rows (tour);
  tour_submit (tour, t->me, "pm-assign", 20, "section", "overview", "person", t->other, NULL);
  tour_submit (tour, t->me, "pm-meeting", 20, "at", at, "minutes", "30", NULL);
  tour_submit (tour, t->me, "pm-link", 20, "url", "https://example.com/doc", NULL);
  tour_submit (tour, t->me, "pm-park", 20, "text", t->words, NULL);
  tour_submit (tour, t->me, "pm-message", 20, "choice", "text", "summary", t->words, "happened",
               t->words, "doing", t->words, NULL);
  comment = tour_submit (tour, t->other, "pm-comment", 20, "text", t->words, NULL);
  id = matoi_id_dup_text (&comment);
  tour_submit (tour, t->me, "pm-resolve", 19, "comment", id, NULL);
  tour_submit (tour, t->other, "pm-comment", 20, "text", t->words, "section", "overview", NULL);
}

/* Action items in each state: without and with a ticket, refused, below the line. */
static void
add_actions (Tour *tour)
{
  const TourTexts *t = tour->texts;
  static const char *const priorities[] = { "P0", "P0", "P1", "P2" };

  for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
    {
      MatoiId action =
        tour_submit (tour, t->me, "action-add", 18, "text", t->words, "priority", priorities[i],
                     "owner_team", t->team, "kind", "prevent", "reason", t->words, NULL);
      g_autofree char *id = matoi_id_dup_text (&action);

      if (i == 1)
        tour_submit (tour, t->me, "action-link", 17, "action", id, "key", "INC-1-1", NULL);
      if (i == 2)
        tour_submit (tour, t->me, "action-wont", 17, "action", id, "reason", t->words, NULL);
    }
}

/* --- looking */

static void
open_document (Tour *tour, const char *ref)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (tour->fixture->window),
                                             "win.open-postmortem", "s", ref));
  WAIT_UNTIL (pm_get_incident (tour->fixture) &&
              g_strcmp0 (pm_get_incident (tour->fixture)->ref, ref) == 0 &&
              gtk_widget_get_mapped (GTK_WIDGET (pm_get_view (tour->fixture))));
}

/* Opens what a page keeps folded, as far as it is there. */
static gboolean
unfold (Tour *tour)
{
  static const char *const folded[] = {
    "tel_add_row",     "imp_unknown",  "imp_link_button", "res_change",    "fac_add",  "mor_open",
    "fol_make",        "lea_add_well", "lea_add_badly",   "lea_add_lucky", "act_edit", "act_wont",
    "act_ticket_edit", "gat_fold",     "com_fold",        "sec_to_preview"
  };
  g_autoptr (GPtrArray) buttons =
    tour_find_all (GTK_WIDGET (pm_get_view (tour->fixture)), GTK_TYPE_BUTTON);
  gboolean any = FALSE;

  for (guint i = 0; i < buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (buttons, i);
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (button));

      for (guint k = 0; k < G_N_ELEMENTS (folded); k++)
        if (g_strcmp0 (id, folded[k]) == 0 && gtk_widget_get_mapped (button) &&
            gtk_widget_is_sensitive (button) &&
            !(GTK_IS_TOGGLE_BUTTON (button) &&
              gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button))))
          {
            /* At once: what "activate" does comes a quarter of a second later. */
            g_signal_emit_by_name (button, "clicked");
            any = TRUE;
          }
    }
  return any;
}

static void
visit_editor (Tour *tour, const char *view)
{
  GtkWidget *list = rig_get (tour->fixture, "tel_list");
  g_autofree char *name = g_strconcat (view, ", editing a row", NULL);

  g_signal_emit_by_name (list, "activate", 0);
  WAIT_UNTIL (rig_find_id (list, "tel_link"));
  tour_visit (tour, name);
}

static void
visit_sections (Tour *tour, const char *what, gboolean deep)
{
  JsonArray *sections = matoi_postmortem_get_template (pm_get_incident (tour->fixture));

  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      const char *id = matoi_json_get_string (matoi_json_array_get_object (sections, i), "id");
      g_autofree char *view = g_strdup_printf ("%s: %s", what, id);
      g_autofree char *unfolded = g_strconcat (view, ", unfolded", NULL);

      act (tour, "postmortem.show", id);
      tour_visit (tour, view);
      if (deep && strcmp (id, "timeline") == 0)
        visit_editor (tour, view);
      if (deep && unfold (tour))
        tour_visit (tour, unfolded);
    }
}

static void
visit_forms (Tour *tour, const char *const *forms)
{
  for (; *forms; forms++)
    {
      act (tour, *forms, NULL);
      tour_visit_popovers (tour, *forms);
    }
}

static void
visit_meeting (Tour *tour)
{
  GtkWindow *window = GTK_WINDOW (tour->fixture->window);
  int width, height;

  /* It is for a large screen. */
  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, 1600, 1300);
  act (tour, "postmortem.meeting", NULL);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *view = g_strdup_printf ("meeting, item %u", i + 1);
      GtkWidget *next;

      tour_visit (tour, view);
      next = rig_get (tour->fixture, "mtg_next");
      if (!gtk_widget_is_sensitive (next))
        break;
      g_signal_emit_by_name (next, "clicked");
    }
  g_signal_emit_by_name (rig_get (tour->fixture, "mtg_leave"), "clicked");
  gtk_window_set_default_size (window, width, height);
  tour_settle (tour->fixture);
}

/* --- one document after the other */

static void
advance (Tour *tour, const char *to)
{
  tour_submit (tour, tour->texts->me, "pm-advance", 0, "to", to, NULL);
  WAIT_UNTIL (g_strcmp0 (pm_get_incident (tour->fixture)->postmortem->state, to) == 0);
}

static void
visit_draft (Tour *tour)
{
  static const char *const forms[] = { "postmortem.owner", "postmortem.due", "postmortem.waive",
                                       NULL };

  visit_sections (tour, "empty", FALSE);
  write_all (tour);
  add_actions (tour);
  WAIT_UNTIL (pm_get_incident (tour->fixture)->actions->len == 4);
  visit_sections (tour, "filled", TRUE);
  visit_forms (tour, forms);
}

/* What a document asks for after it is written. */
static void
visit_states (Tour *tour)
{
  static const char *const forms[] = { "postmortem.back", NULL };
  const TourTexts *t = tour->texts;
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, tour->now - 35 * MINUTE);

  advance (tour, "in-review");
  act (tour, "postmortem.show", "message");
  tour_visit (tour, "in review: message");
  visit_meeting (tour);
  tour_submit (tour, t->me, "pm-held", 0, "at", at, "minutes", "30", "attended", t->me, NULL);
  tour_submit (tour, t->me, "pm-agree", 0, NULL);
  tour_submit (tour, t->me, "pm-message-approve", 0, NULL);
  advance (tour, "reviewed");
  visit_sections (tour, "reviewed", FALSE);
  visit_forms (tour, forms);
  tour_submit (tour, t->me, "pm-message-posted", 0, "url", "https://example.com/1", NULL);
  tour_submit (tour, t->me, "pm-mail", 0, "which", "internal", NULL);
  for (guint i = 0; i < pm_get_incident (tour->fixture)->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (pm_get_incident (tour->fixture)->actions, i);
      g_autofree char *id = matoi_id_dup_text (&action->id);

      if (strcmp (action->state, "open") == 0)
        tour_submit (tour, t->me, "action-link", 0, "action", id, "key", "INC-1-2", NULL);
    }
  advance (tour, "closed");
  visit_sections (tour, "closed", FALSE);
}

/* One more of each form: a set of sections, a waived one, one that nobody began, a secret. */
static void
visit_others (Tour *tour)
{
  static const char *const templates[] = { "pivot", "sre" };
  static const char *const print[] = { "postmortem.print", NULL };
  const TourTexts *t = tour->texts;

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_autofree char *ref = end_one (tour, t->title, "recovered", NULL);

      tour_submit (tour, t->me, "pm-create", 0, "owner", t->other, "template", templates[i], NULL);
      open_document (tour, ref);
      visit_sections (tour, templates[i], FALSE);
    }
  {
    g_autofree char *ref = end_one (tour, t->title, "false-alarm", t->me);

    open_document (tour, ref);
    visit_sections (tour, "short", FALSE);
    tour_submit (tour, t->me, "security", 0, "codename", t->codename, NULL);
    WAIT_UNTIL (pm_get_incident (tour->fixture)->security);
    tour_visit (tour, "secret");
    visit_forms (tour, print);
    tour_submit (tour, t->me, "pm-waive", 0, "reason", t->words, NULL);
    WAIT_UNTIL (g_strcmp0 (pm_get_incident (tour->fixture)->postmortem->state, "waived") == 0);
    tour_visit (tour, "waived");
  }
  g_free (end_one (tour, t->title, "recovered", NULL));
}

static void
visit_list (Tour *tour)
{
  Fixture *fixture = tour->fixture;
  g_autofree char *ref = end_one (tour, tour->texts->title, "recovered", NULL);

  rig_press (fixture, "Escape");
  WAIT_UNTIL (gtk_widget_get_mapped (rig_get (fixture, "pml_list")));
  tour_visit (tour, "postmortems");
  /* The last entry: all of them, also the closed ones. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (rig_get (fixture, "pml_pick")),
                              g_list_model_get_n_items (gtk_drop_down_get_model (
                                GTK_DROP_DOWN (rig_get (fixture, "pml_pick")))) -
                                1);
  tour_visit (tour, "postmortems, all");
  rig_press (fixture, "<Control>f");
  rig_type (fixture, "zzz");
  tour_visit (tour, "postmortems, nothing found");
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-postmortem", "s", ref));
  WAIT_UNTIL (rig_find_id (GTK_WIDGET (fixture->window), "pms_begin") &&
              gtk_widget_get_mapped (rig_get (fixture, "pms_begin")));
  gtk_expander_set_expanded (GTK_EXPANDER (rig_get (fixture, "pms_waive")), TRUE);
  tour_visit (tour, "no postmortem yet");
}

void
tour_postmortems (Fixture *fixture, const TourTexts *texts, TourVisit on_visit, gpointer user_data)
{
  Tour tour = { fixture, texts, on_visit, user_data, NULL, { { 0 } }, matoi_time_now () };
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);
  g_autoptr (GError) error = NULL;
  g_autofree char *ref = NULL;

  /* What is looked at has come to rest. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  tour.other = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  rig_press (fixture, "<Control>2");
  tour_visit (&tour, "no postmortems");
  ref = end_one (&tour, texts->title, "recovered", texts->me);
  open_document (&tour, ref);
  visit_draft (&tour);
  visit_states (&tour);
  visit_others (&tour);
  visit_list (&tour);
  g_clear_object (&tour.other);
  g_settings_reset (settings, "last-view");
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-enable-animations");
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-cursor-blink");
}
