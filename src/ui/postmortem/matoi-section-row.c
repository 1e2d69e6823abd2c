/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-section-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-gate-words.h"
#include "matoi-json.h"
#include "matoi-roster-items.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiSectionRow
{
  GtkListBoxRow parent_instance;
  GtkImage *mark;
  GtkLabel *name, *comments;
  GtkWidget *conflict, *avatar;
  char *id, *kind, *title;
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (MatoiSectionRow, matoi_section_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  EMPTY,
  BEGUN,
  DONE,
} Progress;

const char *
matoi_section_row_get_id (MatoiSectionRow *self)
{
  return self->id;
}

/* --- how far it is */

static gboolean
is_open (MatoiSectionRow *self, const MatoiIncident *incident, GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      if (!check->met && matoi_gate_is_of (incident, check->id, self->id))
        return TRUE;
    }
  return FALSE;
}

/* Whether anybody has put anything into it. */
static gboolean
is_begun (MatoiSectionRow *self, const MatoiIncident *incident)
{
  const MatoiPostmortem *postmortem = incident->postmortem;

  if (g_str_equal (self->kind, "timeline"))
    return postmortem->rows->len > 0;
  if (g_str_equal (self->kind, "impact"))
    return postmortem->impacts->len > 0;
  if (g_str_equal (self->kind, "factors"))
    return postmortem->factors->len > 0;
  if (g_str_equal (self->kind, "learned"))
    return postmortem->learned->len > 0;
  if (g_str_equal (self->kind, "responders"))
    return postmortem->responders->len > 0 || postmortem->recording != NULL;
  if (g_str_equal (self->kind, "actions"))
    return incident->actions->len > 0;
  if (g_str_equal (self->kind, "message"))
    return postmortem->message.state != NULL;
  if (g_str_equal (self->kind, "mail"))
    return postmortem->done_mail_at != MATOI_TIME_NONE;
  return *matoi_section_get_text (matoi_postmortem_find_section (postmortem, self->id)) != '\0';
}

/* The words of a section are never complete by themselves: whoever writes them says so. */
static gboolean
is_said_done (MatoiSectionRow *self, const MatoiPostmortem *postmortem)
{
  return !g_str_equal (self->kind, "text") || !g_str_equal (postmortem->state, "draft") ||
         matoi_postmortem_is_ticked (postmortem, "section", self->id);
}

static Progress
get_progress (MatoiSectionRow *self, const MatoiIncident *incident, GPtrArray *checks)
{
  JsonObject *section = matoi_postmortem_find_template_section (incident, self->id);
  const MatoiPostmortem *postmortem = incident->postmortem;
  gboolean filled = section && matoi_postmortem_section_is_filled (incident, section);

  if (g_str_equal (self->kind, "mail"))
    filled = postmortem->internal_mail_at != MATOI_TIME_NONE;
  if (filled && is_said_done (self, postmortem) && !is_open (self, incident, checks))
    return DONE;
  return filled || is_begun (self, incident) ? BEGUN : EMPTY;
}

static guint
count_comments (MatoiSectionRow *self, const MatoiPostmortem *postmortem)
{
  guint n = 0;

  for (guint i = 0; i < postmortem->comments->len; i++)
    {
      const MatoiComment *comment = g_ptr_array_index (postmortem->comments, i);

      n += !comment->resolved_by && g_strcmp0 (comment->section, self->id) == 0;
    }
  return n;
}

/* --- what is seen and said of it */

static const char *
get_progress_word (Progress progress)
{
  if (progress == DONE)
    return C_ ("progress of a section", "done");
  return progress == BEGUN ? C_ ("progress of a section", "begun")
                           : C_ ("progress of a section", "empty");
}

static void
show_mark (MatoiSectionRow *self, Progress progress, gboolean current)
{
  static const char *const icons[] = { "matoi-step-open-symbolic", "matoi-begun-symbolic",
                                       "matoi-fact-symbolic" };
  static const char *const styles[] = { "empty", "begun", "done" };

  gtk_image_set_from_icon_name (self->mark, current ? "matoi-current-symbolic" : icons[progress]);
  matoi_ui_set_style (GTK_WIDGET (self), "is-", current ? "current" : styles[progress]);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, current, -1);
}

static void
show_assignee (MatoiSectionRow *self, const char *person)
{
  g_autofree char *initials = person ? matoi_roster_dup_initials (person) : NULL;

  gtk_widget_set_visible (self->avatar, person && !self->folded);
  if (!person)
    return;
  adw_avatar_set_text (ADW_AVATAR (self->avatar), initials);
  adw_avatar_set_show_initials (ADW_AVATAR (self->avatar), *initials != '\0');
}

static void
add_words (GString *words, const char *more)
{
  /* Translators: between the parts of what a screen reader says of a section. */
  g_string_append (words, _ (", "));
  g_string_append (words, more);
}

static void
say (MatoiSectionRow *self, Progress progress, gboolean conflicted, guint n, const char *assignee)
{
  g_autoptr (GString) words = g_string_new (self->title);

  add_words (words, get_progress_word (progress));
  if (conflicted)
    add_words (words, _ ("two wordings to choose from"));
  if (n > 0)
    {
      g_autofree char *comments =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open comment", "%u open comments", n),
                         n);

      add_words (words, comments);
    }
  if (assignee)
    {
      /* Translators: %s is the person who writes a section. */
      g_autofree char *writer = g_strdup_printf (_ ("written by %s"), assignee);

      add_words (words, writer);
    }
  matoi_side_set_name (GTK_WIDGET (self), words->str);
  /* Where the name is to be read only the mark needs words: over the whole row they would cover
   * the next one. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->folded ? words->str : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark), self->folded ? NULL : words->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), self->folded ? NULL : self->title);
}

/* A name that can be read needs no tooltip. */
static gboolean
on_query_tooltip (GtkLabel *name)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (name)))
    g_signal_stop_emission_by_name (name, "query-tooltip");
  return FALSE;
}

void
matoi_section_row_show (MatoiSectionRow *self,
                        const MatoiIncident *incident,
                        GPtrArray *checks,
                        gboolean current)
{
  const MatoiSection *section = matoi_postmortem_find_section (incident->postmortem, self->id);
  const char *assignee = section ? section->assignee : NULL;
  gboolean conflicted = section && matoi_section_is_conflicted (section);
  guint n = count_comments (self, incident->postmortem);
  Progress progress = get_progress (self, incident, checks);
  g_autofree char *count = g_strdup_printf ("%u", n);

  g_return_if_fail (MATOI_IS_SECTION_ROW (self));

  show_mark (self, progress, current);
  gtk_widget_set_visible (self->conflict, conflicted);
  matoi_side_set_label (self->comments, count);
  gtk_widget_set_visible (GTK_WIDGET (self->comments), n > 0 && !self->folded);
  show_assignee (self, assignee);
  say (self, progress, conflicted, n, assignee);
}

void
matoi_section_row_set_folded (MatoiSectionRow *self, gboolean folded)
{
  g_return_if_fail (MATOI_IS_SECTION_ROW (self));

  self->folded = folded;
  gtk_widget_set_visible (GTK_WIDGET (self->name), !folded);
}

/* A row for @section of the template; its words are kept. */
GtkWidget *
matoi_section_row_new (JsonObject *section)
{
  MatoiSectionRow *self = g_object_new (MATOI_TYPE_SECTION_ROW, NULL);
  const char *kind = matoi_json_get_string (section, "kind");

  self->id = g_strdup (matoi_json_get_string (section, "id"));
  self->kind = g_strdup (kind ? kind : "text");
  self->title = g_strdup (matoi_text (section, "name"));
  gtk_label_set_text (self->name, self->title);
  return GTK_WIDGET (self);
}

static void
matoi_section_row_finalize (GObject *object)
{
  MatoiSectionRow *self = MATOI_SECTION_ROW (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->title);
  G_OBJECT_CLASS (matoi_section_row_parent_class)->finalize (object);
}

static void
matoi_section_row_class_init (MatoiSectionRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_section_row_finalize;
}

static void
matoi_section_row_init (MatoiSectionRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->mark = GTK_IMAGE (gtk_image_new ());
  self->name = GTK_LABEL (gtk_label_new (NULL));
  self->comments = GTK_LABEL (gtk_label_new (NULL));
  self->conflict = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->avatar = adw_avatar_new (20, NULL, TRUE);
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  g_signal_connect (self->name, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "section-mark");
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "section-name");
  gtk_widget_add_css_class (GTK_WIDGET (self->comments), "side-badge");
  gtk_widget_set_valign (GTK_WIDGET (self->comments), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->conflict, "section-conflict");
  gtk_widget_add_css_class (self->avatar, "section-avatar");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mark));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), self->conflict);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->comments));
  gtk_box_append (GTK_BOX (box), self->avatar);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "section-row");
}
