/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tour-private.h"

#include "matoi-incident-view.h"
#include "matoi-preferences.h"
#include "matoi-timeline-row.h"

#define MINUTE ((gint64) 60 * 1000)

/* --- walking */

void
tour_walk (GtkWidget *root, void (*callback) (GtkWidget *widget, gpointer), gpointer user_data)
{
  if (!gtk_widget_get_mapped (root))
    return;
  callback (root, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    tour_walk (child, callback, user_data);
}

char *
tour_dup_path (GtkWidget *widget)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (; widget && !GTK_IS_WINDOW (widget); widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
      gboolean ours = id && !g_str_has_prefix (id, "___");

      g_string_prepend (path, ours ? id : G_OBJECT_TYPE_NAME (widget));
      g_string_prepend (path, " / ");
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

char *
tour_dup_widest (GtkWidget *widget)
{
  g_autoptr (GString) path = g_string_new (NULL);

  while (widget)
    {
      GtkWidget *widest = NULL;
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
      int min, most = 0;

      gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
      g_string_append_printf (path, " / %s %d", id ? id : G_OBJECT_TYPE_NAME (widget), min);
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
           child = gtk_widget_get_next_sibling (child))
        {
          if (!gtk_widget_get_visible (child) || GTK_IS_NATIVE (child))
            continue;
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
          if (min > most)
            {
              most = min;
              widest = child;
            }
        }
      widget = widest;
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static gboolean
stop_waiting (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until everything that was to be done at once is done: what animates or counts goes on. */
void
tour_settle (Fixture *fixture)
{
  gboolean quiet = FALSE;

  /* Lower than drawing: comes when nothing else is left. Twice, as the first may be too early
   * for what a frame sets off. */
  for (guint i = 0; i < 2; i++)
    {
      quiet = FALSE;
      g_idle_add_full (G_PRIORITY_LOW, stop_waiting, &quiet, NULL);
      WAIT_UNTIL (quiet);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
    }
}

/* --- visiting */

typedef struct
{
  GPtrArray *found;
  GType type;
} Search;

static void
collect (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;

  if (g_type_is_a (G_OBJECT_TYPE (widget), search->type))
    g_ptr_array_add (search->found, g_object_ref (widget));
}

GPtrArray *
tour_find_all (GtkWidget *root, GType type)
{
  Search search = { g_ptr_array_new_with_free_func (g_object_unref), type };

  tour_walk (root, collect, &search);
  return search.found;
}

static void
visit_popover (Tour *tour, const char *view, GtkPopover *popover)
{
  g_autofree char *path = tour_dup_path (GTK_WIDGET (popover));
  g_autofree char *name = g_strdup_printf ("%s%s", view, path);

  tour_settle (tour->fixture);
  if (gtk_widget_get_mapped (GTK_WIDGET (popover)))
    tour->visit (tour->fixture, name, GTK_WIDGET (popover), tour->user_data);
  gtk_popover_popdown (popover);
  WAIT_UNTIL (!gtk_widget_get_mapped (GTK_WIDGET (popover)));
}

void
tour_visit_popovers (Tour *tour, const char *view)
{
  g_autoptr (GPtrArray) popovers = NULL;

  tour_settle (tour->fixture);
  popovers = tour_find_all (GTK_WIDGET (tour->fixture->window), GTK_TYPE_POPOVER);
  for (guint i = 0; i < popovers->len; i++)
    visit_popover (tour, view, g_ptr_array_index (popovers, i));
}

/* Nobody opens a menu from a button they do not see: the keyboard would have scrolled to it. */
static gboolean
is_in_sight (GtkWidget *widget, GtkWidget *root)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, root, &bounds) && bounds.origin.x >= 0 &&
         bounds.origin.y >= 0 &&
         bounds.origin.x + bounds.size.width <= gtk_widget_get_width (root) &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (root);
}

/* Looks into every menu and popover that a button opens. */
static void
visit_menus (Tour *tour, const char *view, GtkWidget *root)
{
  g_autoptr (GPtrArray) buttons = tour_find_all (root, GTK_TYPE_MENU_BUTTON);
  guint of_rows = 0;

  for (guint i = 0; i < buttons->len; i++)
    {
      GtkMenuButton *button = g_ptr_array_index (buttons, i);
      GtkPopover *popover;

      /* The rows of the timeline have the same menu each. */
      if (gtk_widget_get_ancestor (GTK_WIDGET (button), MATOI_TYPE_TIMELINE_ROW) && of_rows++ > 2)
        continue;
      if (!gtk_widget_is_sensitive (GTK_WIDGET (button)) ||
          !gtk_widget_get_mapped (GTK_WIDGET (button)) || !is_in_sight (GTK_WIDGET (button), root))
        continue;
      gtk_menu_button_popup (button);
      popover = gtk_menu_button_get_popover (button);
      if (popover)
        visit_popover (tour, view, popover);
    }
}

/* Rows of a list that open a popover of their own. */
static void
visit_rows (Tour *tour, const char *view, const char *id)
{
  GtkListBox *list = GTK_LIST_BOX (rig_get (tour->fixture, id));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    {
      if (!gtk_widget_get_mapped (GTK_WIDGET (row)))
        continue;
      gtk_widget_activate (GTK_WIDGET (row));
      tour_visit_popovers (tour, view);
    }
}

/* One page of a stack takes the place of another: both are there for a moment. */
static gboolean
is_moving (GtkWidget *root)
{
  g_autoptr (GPtrArray) stacks = tour_find_all (root, GTK_TYPE_STACK);
  g_autoptr (GPtrArray) leaflets = tour_find_all (root, ADW_TYPE_LEAFLET);

  for (guint i = 0; i < leaflets->len; i++)
    if (adw_leaflet_get_child_transition_running (g_ptr_array_index (leaflets, i)))
      return TRUE;
  for (guint i = 0; i < stacks->len; i++)
    if (gtk_stack_get_transition_running (g_ptr_array_index (stacks, i)))
      return TRUE;
  return FALSE;
}

void
tour_visit (Tour *tour, const char *view)
{
  GtkWidget *window = GTK_WIDGET (tour->fixture->window);

  tour_settle (tour->fixture);
  WAIT_UNTIL (!is_moving (window));
  g_test_message ("view: %s", view);
  tour->visit (tour->fixture, view, window, tour->user_data);
  visit_menus (tour, view, window);
}

/* Another window of the program; closed afterwards. */
static void
visit_window (Tour *tour, const char *view, const char *type)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      g_autoptr (GPtrArray) pages = NULL;

      if (!g_str_equal (G_OBJECT_TYPE_NAME (window), type) ||
          !gtk_widget_get_visible (GTK_WIDGET (window)))
        continue;
      gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
      if (ADW_IS_PREFERENCES_WINDOW (window))
        for (const char *const *page =
               (const char *[]){ "general", "process", "contact", "team", "connections", "slack",
                                 "jira", "jira2", "pagerduty", "statuspage", NULL };
             *page; page++)
          {
            g_autofree char *name = g_strconcat (view, " ", *page, NULL);

            matoi_preferences_show_page (MATOI_PREFERENCES (window), *page);
            tour_settle (tour->fixture);
            WAIT_UNTIL (!is_moving (GTK_WIDGET (window)));
            tour->visit (tour->fixture, name, GTK_WIDGET (window), tour->user_data);
            visit_menus (tour, name, GTK_WIDGET (window));
          }
      else
        tour->visit (tour->fixture, view, GTK_WIDGET (window), tour->user_data);
      gtk_window_close (window);
      tour_settle (tour->fixture);
      return;
    }
  g_test_message ("%s: no such window", type);
  g_test_fail ();
}

/* --- what happens meanwhile */

MatoiId
tour_submit (Tour *tour, const char *actor, const char *name, gint64 minutes_ago, ...)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, actor);
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  const char *arg;
  MatoiId id = { 0 };
  va_list args;

  command->occurred_at = tour->now - minutes_ago * MINUTE;
  va_start (args, minutes_ago);
  while ((arg = va_arg (args, const char *)))
    {
      const char *value = va_arg (args, const char *);

      if (g_str_equal (arg, "attended"))
        matoi_command_set_strv (command, arg, (const char *const[]){ value, NULL });
      else if (g_str_equal (arg, "minutes") || g_str_equal (arg, "at"))
        matoi_command_set_int (command, arg, g_ascii_strtoll (value, NULL, 10));
      else if (g_str_equal (value, "TRUE"))
        matoi_command_set_flag (command, arg, TRUE);
      else
        matoi_command_set (command, arg, value);
    }
  va_end (args);
  if (g_str_equal (name, "note") && minutes_ago > 5)
    matoi_command_add_evidence (command, "https://grafana.example.com/d/1", NULL, NULL);
  receipt = matoi_context_submit (tour->other, &tour->incident, command, &error);
  if (error)
    g_test_message ("%s: %s", name, error->message);
  g_assert_no_error (error);
  if (receipt->events->len > 0)
    id = ((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id;
  return id;
}

static void
submit_for (Tour *tour, const char *name, const char *arg, MatoiId id, ...)
{
  g_autofree char *text = matoi_id_dup_text (&id);

  tour_submit (tour, tour->texts->me, name, 1, arg, text,
               g_str_equal (name, "answer") ? "text" : NULL, tour->texts->words, NULL);
}

/* Something in every panel: people, work, an open poll, updates in each state, a sub-team. */
static void
fill (Tour *tour)
{
  const TourTexts *t = tour->texts;
  MatoiId ask, todo, guess;

  tour_submit (tour, t->me, "role-assign", 29, "role", "ic", "person", t->me, NULL);
  tour_submit (tour, t->me, "role-assign", 29, "role", "deputy", "person", t->other, NULL);
  tour_submit (tour, t->me, "role-assign", 28, "role", "sme", "person", t->third, NULL);
  tour_submit (tour, t->me, "role-assign", 28, "role", "observer", "person", "Zed", NULL);
  tour_submit (tour, t->me, "details", 28, "worst_case", t->words, NULL);
  tour_submit (tour, t->other, "note", 27, "kind", "detection", "text", t->words, NULL);
  guess = tour_submit (tour, t->other, "note", 26, "kind", "hypothesis", "text", t->words, NULL);
  tour_submit (tour, t->other, "note", 25, "kind", "hypothesis", "text", t->words, NULL);
  tour_submit (tour, t->other, "note", 24, "kind", "fact", "text", t->words, NULL);
  tour_submit (tour, t->me, "severity", 23, "to", "1", "reason", t->words, NULL);
  tour_submit (tour, t->me, "phase", 22, "to", "stabilise", NULL);
  tour_submit (tour, t->me, "note", 21, "kind", "decision", "text", t->words, NULL);
  tour_submit (tour, t->third, "note", 20, "kind", "action", "text", t->words, NULL);
  submit_for (tour, "rule-out", "entry", guess);
  ask = tour_submit (tour, t->me, "ask", 19, "person", t->third, "minutes", "5", "text", t->words,
                     NULL);
  submit_for (tour, "answer", "ask", ask);
  tour_submit (tour, t->me, "ask", 18, "person", t->third, "minutes", "5", "text", t->words, NULL);
  tour_submit (tour, t->me, "ask", 3, "person", t->other, "minutes", "20", "text", t->words, NULL);
  todo = tour_submit (tour, t->me, "todo", 17, "text", t->words, "owner", t->other, NULL);
  submit_for (tour, "todo-done", "todo", todo);
  tour_submit (tour, t->me, "todo", 16, "text", t->words, "owner", t->me, NULL);
  tour_submit (tour, t->me, "todo", 16, "text", t->words, "later", "TRUE", NULL);
  tour_submit (tour, t->me, "step-done", 15, "role", "ic", "step", "ic-announce", NULL);
  tour_submit (tour, t->me, "update", 14, "to", "channel", "text", t->words, NULL);
  tour_submit (tour, t->other, "update", 13, "to", "public", "text", t->words, "draft", "TRUE",
               NULL);
  tour_submit (tour, t->me, "subteam", 12, "name", t->team, "leader", t->third, "minutes", "20",
               "task", t->words, NULL);
  tour_submit (tour, t->me, "link", 11, "url", "https://example.com/doc", "kind", "doc", NULL);
}

static const MatoiIncident *
get_incident (Tour *tour)
{
  MatoiIncidentView *view = MATOI_INCIDENT_VIEW (rig_get (tour->fixture, "win_view"));
  MatoiSession *session = matoi_incident_view_get_session (view);

  return session ? matoi_session_get_incident (session) : NULL;
}

static void
act (Tour *tour, const char *action, const char *arg)
{
  g_assert_true (gtk_widget_activate_action (rig_get (tour->fixture, "inc_entry_bar"), action,
                                             arg ? "s" : NULL, arg));
}

static void
set_directory (Tour *tour)
{
  const TourTexts *t = tour->texts;
  g_autofree char *people =
    g_strdup_printf ("[{\"name\":\"%s\",\"phone\":\"+1 555 010 2001\",\"services\":[\"%s\"],"
                     "\"roles\":[\"ic\"]}]",
                     t->other, t->service);
  const char *settings[][2] = { { "directory.people", people },
                                { "contact.channel", "#1" },
                                { "contact.call", "https://example.com/1" },
                                { "contact.phone", "+1 555 010 2000" } };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) error = NULL;

      matoi_context_set_setting (tour->other, settings[i][0], settings[i][1], &error);
      g_assert_no_error (error);
    }
}

/* --- the ways round */

static void
visit_pages (Tour *tour)
{
  static const char *const audiences[] = { "channel", "executives", "public", "company" };
  static const char *const pages[] = { "end", "security", "subteam", "announce" };
  static const char *const lists[] = { "roster_roles", "roster_experts", "roster_teams" };

  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    {
      g_autofree char *name = g_strconcat ("update for ", audiences[i], NULL);

      act (tour, "incident.compose", audiences[i]);
      tour_visit (tour, name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *action = g_strconcat ("incident.", pages[i], NULL);

      act (tour, action, NULL);
      tour_visit (tour, pages[i]);
    }
  act (tour, "incident.timeline", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    visit_rows (tour, "roster", lists[i]);
}

static void
visit_bars (Tour *tour)
{
  Fixture *fixture = tour->fixture;

  act (tour, "incident.find", NULL);
  tour_visit (tour, "find");
  rig_press (fixture, "Escape");
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "/");
  tour_visit (tour, "completion");
  act (tour, "incident.prefill", "");
  act (tour, "incident.poll", NULL);
  tour_visit (tour, "poll form");
  act (tour, "incident.timeline", NULL);
  tour_submit (tour, tour->texts->me, "poll", 0, "text", tour->texts->words, NULL);
  WAIT_UNTIL (get_incident (tour)->polls->len == 1);
  tour_visit (tour, "open poll");
  rig_press (fixture, "F9");
  tour_visit (tour, "list");
  rig_press (fixture, "F9");
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
tour_welcome (Fixture *fixture, TourVisit on_visit, gpointer user_data)
{
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);
  Tour tour = { .fixture = fixture, .visit = on_visit, .user_data = user_data };
  gboolean forgotten = FALSE;

  rig_set_up (fixture, NULL);
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  /* Who sits here is not known yet; asked when nothing else is shown. */
  g_settings_set_boolean (settings, "welcomed", FALSE);
  matoi_context_set_setting_async (fixture->context, "identity", NULL, NULL, on_forgotten,
                                   &forgotten);
  WAIT_UNTIL (forgotten);
  rig_press (fixture, "<Control>n");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (rig_get_page (fixture), ==, "welcome");
  tour_visit (&tour, "welcome");
  g_settings_set_boolean (settings, "welcomed", TRUE);
}

static void
begin (Tour *tour)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (GPtrArray) expanders = NULL;
  Fixture *fixture = tour->fixture;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "empty") == 0);
  tour_visit (tour, "empty");
  rig_press (fixture, "<Control>n");
  tour_settle (fixture);
  expanders = tour_find_all (GTK_WIDGET (fixture->window), ADW_TYPE_EXPANDER_ROW);
  for (guint i = 0; i < expanders->len; i++)
    adw_expander_row_set_expanded (g_ptr_array_index (expanders, i), TRUE);
  tour_visit (tour, "declare");
  rig_press (fixture, "Escape");
  rig_declare (fixture, tour->texts->title);
  tour_visit (tour, "announce, nobody in command");
  act (tour, "incident.timeline", NULL);
  tour_visit (tour, "live, empty");

  incident = rig_read_back (fixture, &tour->other);
  tour->incident = incident->id;
  tour->now = matoi_time_now ();
}

static void
finish (Tour *tour)
{
  MatoiContext *other = g_steal_pointer (&tour->other);

  g_object_unref (other);
}

void
tour_all (Fixture *fixture, const TourTexts *texts, TourVisit on_visit, gpointer user_data)
{
  Tour tour = { fixture, texts, on_visit, user_data, NULL, { { 0 } }, 0 };

  begin (&tour);
  set_directory (&tour);
  fill (&tour);
  WAIT_UNTIL (get_incident (&tour)->links->len == 1);
  tour_visit (&tour, "live");
  visit_pages (&tour);
  visit_bars (&tour);

  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.preferences", NULL));
  visit_window (&tour, "preferences", "MatoiPreferences");
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-help-overlay", NULL));
  visit_window (&tour, "shortcuts", "GtkShortcutsWindow");

  tour_submit (&tour, texts->me, "security", 0, "codename", texts->codename, NULL);
  WAIT_UNTIL (get_incident (&tour)->security);
  act (&tour, "incident.security", NULL);
  tour_visit (&tour, "security checklist");
  act (&tour, "incident.compose", "public");
  tour_visit (&tour, "update of a secret");
  act (&tour, "incident.timeline", NULL);

  tour_submit (&tour, texts->me, "end", 0, "outcome", "recovered", "final_severity", "1", "owner",
               texts->other, "override", texts->words, NULL);
  WAIT_UNTIL (g_strcmp0 (get_incident (&tour)->state, "ended") == 0);
  tour_visit (&tour, "ended");
  finish (&tour);
}
