/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A long incident is opened: its end is seen before the list knows all of its lines, and whatever is
 * done meanwhile leads where it would lead later. */

#include "config.h"

#include "rig.h"

#include "matoi-timeline-row.h"
#include "matoi-timeline-view.h"

#define N_LINES 600

typedef struct
{
  Fixture fixture;
  MatoiContext *other;
  MatoiId many, few;
  char *many_ref, *few_ref;
} Long;

/* An incident somebody else has declared, with @n lines "NAME 0" and so on. */
static char *
declare (Long *self, const char *name, guint n, MatoiId *id)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Kenji Sato");
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autoptr (MatoiReceipt) receipt = NULL, added = NULL;
  g_autoptr (GError) error = NULL;

  matoi_command_set (command, "title", name);
  matoi_command_set (command, "severity", "2");
  g_assert_true (matoi_context_prepare_declare (self->other, command, NULL, &error));
  receipt = matoi_context_submit (self->other, NULL, command, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      MatoiCommand *line = matoi_command_new ("note", "Kenji Sato");
      g_autofree char *text = g_strdup_printf ("%s %u", name, i);

      matoi_command_set (line, "text", text);
      g_ptr_array_add (lines, line);
    }
  added = matoi_context_submit_all (self->other, &receipt->incident, lines, &error);
  g_assert_no_error (error);
  *id = receipt->incident;
  return g_strdup (receipt->ref);
}

static void
set_up (Long *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rig_set_up (&self->fixture, data);
  WAIT_UNTIL (g_strcmp0 (rig_get_page (&self->fixture), "loading") != 0);
  self->other = matoi_context_new (self->fixture.db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  self->few_ref = declare (self, "few", 3, &self->few);
  self->many_ref = declare (self, "many", N_LINES, &self->many);
}

static void
tear_down (Long *self, gconstpointer data)
{
  g_clear_object (&self->other);
  g_free (self->few_ref);
  g_free (self->many_ref);
  rig_tear_down (&self->fixture, data);
}

static guint
get_length (Long *self)
{
  GtkListView *list = GTK_LIST_VIEW (rig_get (&self->fixture, "inc_timeline"));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

static GtkAdjustment *
get_adjustment (Long *self)
{
  return gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (rig_get (&self->fixture, "inc_scroller")));
}

static gboolean
is_at_end (Long *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  return gtk_adjustment_get_value (adjustment) >=
         gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - 1;
}

/* Until the incident is in the view; not all of its lines are in the list by then. */
static void
open_incident (Long *self, const char *ref, const char *title)
{
  matoi_window_open_reference (self->fixture.window, ref);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (&self->fixture, "inc_title"), title) == 0);
}

static void
open_many (Long *self)
{
  open_incident (self, self->many_ref, "many");
  g_assert_cmpuint (get_length (self), <, N_LINES / 2);
}

static MatoiTimelineRow *
find_row (GtkWidget *widget, const char *text)
{
  if (MATOI_IS_TIMELINE_ROW (widget))
    return gtk_widget_get_mapped (widget) &&
               g_strcmp0 (gtk_label_get_text (GTK_LABEL (rig_find_id (widget, "row_text"))),
                          text) == 0
             ? MATOI_TIMELINE_ROW (widget)
             : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      MatoiTimelineRow *row = find_row (child, text);

      if (row)
        return row;
    }
  return NULL;
}

/* Where the row is in the view, in pixels; it has to be on the screen. */
static double
get_place (Long *self, const char *text)
{
  GtkWidget *scroller = rig_get (&self->fixture, "inc_scroller");
  MatoiTimelineRow *row = find_row (scroller, text);
  graphene_rect_t bounds;

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (row), scroller, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, -bounds.size.height);
  g_assert_cmpfloat (bounds.origin.y, <, gtk_widget_get_height (scroller));
  return bounds.origin.y;
}

static void
test_open (Long *self, gconstpointer data)
{
  double place;

  open_many (self);
  WAIT_UNTIL (rig_rows_with (&self->fixture, "many 599") == 1);
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  place = get_place (self, "many 599");
  /* The entry that declares it is one of them. */
  WAIT_UNTIL (get_length (self) == N_LINES + 1);
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  g_assert_cmpfloat_with_epsilon (get_place (self, "many 599"), place, 1);
  WAIT_UNTIL (is_at_end (self));
  g_assert_cmpuint (rig_rows_with (&self->fixture, "many 0"), ==, 0);
}

/* The first line is reached by one key, when the list does not know it yet. */
static void
test_home (Long *self, gconstpointer data)
{
  open_many (self);
  gtk_widget_grab_focus (rig_get (&self->fixture, "inc_timeline"));
  rig_press (&self->fixture, "Home");
  g_assert_cmpuint (get_length (self), ==, N_LINES + 1);
  WAIT_UNTIL (rig_rows_with (&self->fixture, "many 0") == 1);
  rig_press (&self->fixture, "End");
  WAIT_UNTIL (rig_rows_with (&self->fixture, "many 599") == 1);
}

/* As from the history: the window opens the incident at the entry that was found. */
static void
test_entry (Long *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) incident = matoi_context_load (self->other, &self->many, &error);
  const MatoiEntry *entry = NULL;
  double place;

  g_assert_no_error (error);
  for (guint i = 0; i < incident->entries->len; i++)
    if (g_str_equal (((MatoiEntry *) g_ptr_array_index (incident->entries, i))->text, "many 300"))
      entry = g_ptr_array_index (incident->entries, i);
  open_many (self);
  matoi_timeline_view_show_entry (
    MATOI_TIMELINE_VIEW (rig_get (&self->fixture, "inc_timeline_view")), &entry->id);
  /* Only what is around it was put into the list. */
  g_assert_cmpuint (get_length (self), <, N_LINES / 2);
  WAIT_UNTIL (rig_rows_with (&self->fixture, "many 300") == 1);
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  place = get_place (self, "many 300");
  WAIT_UNTIL (get_length (self) == N_LINES + 1);
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  g_assert_cmpfloat_with_epsilon (get_place (self, "many 300"), place, 1);
  g_assert_true (gtk_widget_has_css_class (
    rig_find_id (GTK_WIDGET (find_row (rig_get (&self->fixture, "inc_timeline"), "many 300")),
                 "row_body"),
    "marked"));
}

static void
test_news (Long *self, gconstpointer data)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("note", "Kenji Sato");
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  open_many (self);
  matoi_command_set (command, "text", "news");
  receipt = matoi_context_submit (self->other, &self->many, command, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (rig_rows_with (&self->fixture, "news") == 1);
  WAIT_UNTIL (get_length (self) == N_LINES + 2);
  WAIT_UNTIL (is_at_end (self) && rig_rows_with (&self->fixture, "news") == 1);
}

static void
test_another (Long *self, gconstpointer data)
{
  open_many (self);
  open_incident (self, self->few_ref, "few");
  WAIT_UNTIL (get_length (self) == 4);
  WAIT_UNTIL (rig_rows_with (&self->fixture, "few 2") == 1);
  open_incident (self, self->many_ref, "many");
  open_incident (self, self->few_ref, "few");
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  g_assert_cmpuint (get_length (self), ==, 4);
  g_assert_cmpuint (rig_rows_with (&self->fixture, "many 599"), ==, 0);
}

/* Somebody has gone up a little while lines come in further up. */
static void
test_scrolled (Long *self, gconstpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double place;

  open_many (self);
  WAIT_UNTIL (rig_rows_with (&self->fixture, "many 599") == 1);
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 150);
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  place = get_place (self, "many 594");
  WAIT_UNTIL (get_length (self) == N_LINES + 1);
  gtk_test_widget_wait_for_draw (rig_get (&self->fixture, "inc_timeline"));
  g_assert_cmpfloat_with_epsilon (get_place (self, "many 594"), place, 1);
  g_assert_false (is_at_end (self));
}

static void
test_find (Long *self, gconstpointer data)
{
  open_many (self);
  rig_press (&self->fixture, "<Control>f");
  rig_type (&self->fixture, "many 12");
  WAIT_UNTIL (get_length (self) == 16); /* 12, 112 … 512, 120 … 129 */
  WAIT_UNTIL (rig_rows_with (&self->fixture, "many 12") == 1);
}

static void
add (const char *name, void (*test) (Long *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/ui/timeline-fill/", name, NULL);

  g_test_add (path, Long, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);

  add ("open", test_open);
  add ("home", test_home);
  add ("entry", test_entry);
  add ("news", test_news);
  add ("another", test_another);
  add ("scrolled", test_scrolled);
  add ("find", test_find);
  return g_test_run ();
}
