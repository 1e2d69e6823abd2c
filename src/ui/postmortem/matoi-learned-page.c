/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-learned-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-lesson-row.h"
#include "matoi-lessons.h"
#include "matoi-more-text.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* TPL-09: what went well may be empty; each thing that did not is followed up. */

enum
{
  WELL,
  BADLY,
  LUCKY,
  N_SIDES
};
static const char *const sides[N_SIDES] = { "well", "badly", "lucky" };

struct _MatoiLearnedPage
{
  GtkWidget parent_instance;
  GtkBox *lea_well, *lea_badly, *lea_lucky;
  GtkWidget *lea_add_well, *lea_add_badly, *lea_add_lucky, *lea_lucky_group;
  GtkLabel *lea_badly_state;
  MatoiMoreText *lea_more;

  MatoiSession *session; /* (nullable) */
  char *section;         /* (nullable) */
  GtkBox *lists[N_SIDES];
  GtkWidget *adds[N_SIDES];
};

static void matoi_learned_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiLearnedPage,
                               matoi_learned_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_learned_page_page_init))

static void show_all (MatoiLearnedPage *self);

static MatoiLessonRow *
get_first (MatoiLearnedPage *self, guint side)
{
  return (MatoiLessonRow *) gtk_widget_get_first_child (GTK_WIDGET (self->lists[side]));
}

static MatoiLessonRow *
get_next (MatoiLessonRow *row)
{
  return (MatoiLessonRow *) gtk_widget_get_next_sibling (GTK_WIDGET (row));
}

/* (nullable) the row of a lesson, or one that is still empty. */
static MatoiLessonRow *
find_row (MatoiLearnedPage *self, guint side, const MatoiId *id_or_null)
{
  for (MatoiLessonRow *row = get_first (self, side); row; row = get_next (row))
    if (id_or_null ? !matoi_lesson_row_is_new (row) &&
                       matoi_id_equal (matoi_lesson_row_get_id (row), id_or_null)
                   : matoi_lesson_row_is_new (row) && !matoi_lesson_row_is_pending (row))
      return row;
  return NULL;
}

static gboolean
has_pending (MatoiLearnedPage *self, guint side)
{
  for (MatoiLessonRow *row = get_first (self, side); row; row = get_next (row))
    if (matoi_lesson_row_is_pending (row))
      return TRUE;
  return FALSE;
}

/* The keyboard goes to the button when the row that had it goes. */
static void
on_vanish (MatoiLearnedPage *self, MatoiLessonRow *row)
{
  for (guint side = 0; side < N_SIDES; side++)
    if (gtk_widget_get_parent (GTK_WIDGET (row)) == GTK_WIDGET (self->lists[side]))
      {
        gtk_widget_grab_focus (self->adds[side]);
        gtk_box_remove (self->lists[side], GTK_WIDGET (row));
        break;
      }
  show_all (self);
}

static MatoiLessonRow *
add_row (MatoiLearnedPage *self, guint side, const MatoiLearned *one)
{
  GtkWidget *row = matoi_lesson_row_new (self->session, sides[side], one);
  MatoiLessonRow *draft = one ? find_row (self, side, NULL) : NULL;

  g_signal_connect_object (row, "settled", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "vanish", G_CALLBACK (on_vanish), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->lists[side], row);
  if (draft)
    gtk_box_reorder_child_after (self->lists[side], row,
                                 gtk_widget_get_prev_sibling (GTK_WIDGET (draft)));
  return MATOI_LESSON_ROW (row);
}

static gboolean
is_of (const MatoiLearned *one, guint side)
{
  return strcmp (one->side, sides[side]) == 0;
}

static void
remove_others (MatoiLearnedPage *self, guint side, const MatoiPostmortem *postmortem)
{
  MatoiLessonRow *next;

  for (MatoiLessonRow *row = get_first (self, side); row; row = next)
    {
      const MatoiLearned *one =
        matoi_lessons_find_learned (postmortem, matoi_lesson_row_get_id (row));

      next = get_next (row);
      if (!matoi_lesson_row_is_new (row) && !matoi_lesson_row_was_removed_here (row) &&
          (!one || one->removed || !is_of (one, side)))
        gtk_box_remove (self->lists[side], GTK_WIDGET (row));
    }
}

static void
show_side (MatoiLearnedPage *self, guint side, const MatoiPostmortem *postmortem)
{
  /* The id of a row that is being recorded comes with the answer; until then it looks unknown. */
  gboolean pending = has_pending (self, side);

  remove_others (self, side, postmortem);
  for (guint i = 0; i < postmortem->learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (postmortem->learned, i);
      MatoiLessonRow *row = is_of (one, side) ? find_row (self, side, &one->id) : NULL;

      if (row)
        matoi_lesson_row_update (row, one);
      else if (is_of (one, side) && !one->removed && !pending)
        add_row (self, side, one);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lists[side]), get_first (self, side) != NULL);
}

/* Where the template asks for luck too (TPL-14), or somebody has written of it. */
static gboolean
has_luck (MatoiLearnedPage *self, const MatoiPostmortem *postmortem)
{
  JsonObject *section =
    matoi_postmortem_find_template_section (matoi_session_get_incident (self->session),
                                            self->section);

  return get_first (self, LUCKY) ||
         (section &&
          matoi_json_get_boolean (section, "lucky", g_strcmp0 (postmortem->template, "sre") == 0));
}

static void
show_missing (MatoiLearnedPage *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (MatoiLessonRow *row = get_first (self, BADLY); row; row = get_next (row))
    n += matoi_lesson_row_wants_follow_up (row);
  if (n > 0)
    /* Translators: %u is a number of things that did not go well. */
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u of these still needs an action item, or a reason.",
                                         "%u of these still need an action item, or a reason.", n),
                            n);
  matoi_lessons_show_message (self->lea_badly_state, text);
}

static void
show_all (MatoiLearnedPage *self)
{
  gboolean may_write = matoi_lessons_may_write (self->session);
  const MatoiPostmortem *postmortem;

  if (!self->session)
    return;
  postmortem = matoi_session_get_incident (self->session)->postmortem;
  if (!postmortem)
    return;
  for (guint side = 0; side < N_SIDES; side++)
    {
      show_side (self, side, postmortem);
      gtk_widget_set_visible (self->adds[side], may_write);
    }
  gtk_widget_set_visible (self->lea_lucky_group, has_luck (self, postmortem));
  show_missing (self);
}

/* One empty row at a time: the one that is there is what the person looks for. */
static void
add (MatoiLearnedPage *self, guint side)
{
  MatoiLessonRow *row = find_row (self, side, NULL);

  if (!row)
    row = add_row (self, side, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lists[side]), TRUE);
  matoi_lesson_row_focus (row, FALSE);
}

static void
on_add (MatoiLearnedPage *self, GtkWidget *button)
{
  for (guint side = 0; side < N_SIDES; side++)
    if (self->adds[side] == button)
      add (self, side);
}

static void
on_changed (MatoiLearnedPage *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "postmortem.", "action.", NULL };

  if (!matoi_side_concerns (events, folded_again, prefixes))
    return;
  show_all (self);
  matoi_more_text_update (self->lea_more);
}

static void
forget (MatoiLearnedPage *self)
{
  MatoiLessonRow *row;

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  for (guint side = 0; self->lea_well && side < N_SIDES; side++)
    while ((row = get_first (self, side)))
      gtk_box_remove (self->lists[side], GTK_WIDGET (row));
}

static void
matoi_learned_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiLearnedPage *self = MATOI_LEARNED_PAGE (page);

  if (self->session != session)
    {
      forget (self);
      g_set_object (&self->session, session);
      if (session)
        g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                                 G_CONNECT_SWAPPED);
    }
  g_free (self->section);
  self->section = g_strdup (section);
  if (self->lea_more)
    matoi_more_text_show (self->lea_more, session, section);
  show_all (self);
}

static void
matoi_learned_page_flush (MatoiDocumentPage *page)
{
  MatoiLearnedPage *self = MATOI_LEARNED_PAGE (page);

  for (guint side = 0; side < N_SIDES; side++)
    for (MatoiLessonRow *row = get_first (self, side); row; row = get_next (row))
      matoi_lesson_row_flush (row);
  matoi_more_text_flush (self->lea_more);
}

/* The first that is not followed up; else nothing is written yet. */
static void
matoi_learned_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiLearnedPage *self = MATOI_LEARNED_PAGE (page);

  if (!matoi_lessons_may_write (self->session))
    return;
  for (MatoiLessonRow *row = get_first (self, BADLY); row; row = get_next (row))
    if (matoi_lesson_row_wants_follow_up (row))
      {
        matoi_lesson_row_focus (row, TRUE);
        return;
      }
  add (self, WELL);
}

static void
matoi_learned_page_show_text (MatoiDocumentPage *page, gsize offset, gsize length)
{
  MatoiLearnedPage *self = MATOI_LEARNED_PAGE (page);

  for (guint side = 0; side < N_SIDES; side++)
    for (MatoiLessonRow *row = get_first (self, side); row; row = get_next (row))
      if (matoi_lesson_row_select (row, offset, length))
        return;
  matoi_more_text_select (self->lea_more, offset, length);
}

static void
matoi_learned_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_learned_page_show;
  iface->flush = matoi_learned_page_flush;
  iface->jump = matoi_learned_page_jump;
  iface->show_text = matoi_learned_page_show_text;
}

static void
matoi_learned_page_dispose (GObject *object)
{
  MatoiLearnedPage *self = MATOI_LEARNED_PAGE (object);

  matoi_learned_page_show (MATOI_DOCUMENT_PAGE (self), NULL, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_LEARNED_PAGE);
  G_OBJECT_CLASS (matoi_learned_page_parent_class)->dispose (object);
}

static void
matoi_learned_page_class_init (MatoiLearnedPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_learned_page_dispose;
  g_type_ensure (MATOI_TYPE_MORE_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/learned-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_well);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_badly);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_lucky);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_add_well);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_add_badly);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_add_lucky);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_lucky_group);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_badly_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiLearnedPage, lea_more);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
matoi_learned_page_init (MatoiLearnedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lists[WELL] = self->lea_well;
  self->lists[BADLY] = self->lea_badly;
  self->lists[LUCKY] = self->lea_lucky;
  self->adds[WELL] = self->lea_add_well;
  self->adds[BADLY] = self->lea_add_badly;
  self->adds[LUCKY] = self->lea_add_lucky;
}
