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

/* The keyboard goes to the button when the row that had it goes. */
static void
on_vanish (MatoiLearnedPage *self, MatoiElement *row)
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

static MatoiElement *
add_row (gpointer page, GtkBox *list, gconstpointer one)
{
  MatoiLearnedPage *self = page;
  guint side = 0;
  MatoiElement *row;

  if (one && ((const MatoiLearned *) one)->removed)
    return NULL;
  while (self->lists[side] != list)
    side++;
  row = matoi_lesson_row_new (self->session, sides[side], one);
  g_signal_connect_object (row, "settled", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "vanish", G_CALLBACK (on_vanish), self, G_CONNECT_SWAPPED);
  matoi_element_list_add (list, row);
  return row;
}

static void
show_side (MatoiLearnedPage *self, guint side, const MatoiPostmortem *postmortem)
{
  g_autoptr (GPtrArray) lessons = g_ptr_array_new ();

  for (guint i = 0; i < postmortem->learned->len; i++)
    {
      MatoiLearned *one = g_ptr_array_index (postmortem->learned, i);

      if (strcmp (one->side, sides[side]) == 0)
        g_ptr_array_add (lessons, one);
    }
  matoi_element_list_show (self->lists[side], lessons, add_row, self);
  gtk_widget_set_visible (GTK_WIDGET (self->lists[side]),
                          matoi_element_list_get_first (self->lists[side]) != NULL);
}

/* Where the template asks for luck too (TPL-14), or somebody has written of it. */
static gboolean
has_luck (MatoiLearnedPage *self, const MatoiPostmortem *postmortem)
{
  JsonObject *section =
    matoi_postmortem_find_template_section (matoi_session_get_incident (self->session),
                                            self->section);

  return matoi_element_list_get_first (self->lea_lucky) ||
         (section &&
          matoi_json_get_boolean (section, "lucky", g_strcmp0 (postmortem->template, "sre") == 0));
}

static void
show_missing (MatoiLearnedPage *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (MatoiElement *row = matoi_element_list_get_first (self->lea_badly); row;
       row = matoi_element_get_next (row))
    n += matoi_lesson_row_wants_follow_up (MATOI_LESSON_ROW (row));
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
  MatoiElement *row = matoi_element_list_find_new (self->lists[side]);

  if (!row)
    row = add_row (self, self->lists[side], NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->lists[side]), TRUE);
  matoi_element_focus (row);
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
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  for (guint side = 0; self->lea_well && side < N_SIDES; side++)
    matoi_element_list_clear (self->lists[side]);
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
    for (MatoiElement *row = matoi_element_list_get_first (self->lists[side]); row;
         row = matoi_element_get_next (row))
      matoi_lesson_row_flush (MATOI_LESSON_ROW (row));
  matoi_more_text_flush (self->lea_more);
}

/* The first that is not followed up; else nothing is written yet. */
static void
matoi_learned_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiLearnedPage *self = MATOI_LEARNED_PAGE (page);

  if (!matoi_lessons_may_write (self->session))
    return;
  for (MatoiElement *row = matoi_element_list_get_first (self->lea_badly); row;
       row = matoi_element_get_next (row))
    if (matoi_lesson_row_wants_follow_up (MATOI_LESSON_ROW (row)))
      {
        matoi_lesson_row_focus_follow_up (MATOI_LESSON_ROW (row));
        return;
      }
  add (self, WELL);
}

static void
matoi_learned_page_show_text (MatoiDocumentPage *page, gsize offset, gsize length)
{
  MatoiLearnedPage *self = MATOI_LEARNED_PAGE (page);

  for (guint side = 0; side < N_SIDES; side++)
    if (matoi_element_list_select (self->lists[side], offset, length))
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
