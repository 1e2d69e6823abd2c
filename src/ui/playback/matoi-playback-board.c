/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-playback-board.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"
#include "matoi-text.h"

/* So many of the newest of a kind. */
#define MAX_LINES 6

/* What there may be, from above. */
enum
{
  PEOPLE,
  PHASE,
  GUESSES,
  OPEN,
  SAID,
  N_PARTS
};

struct _MatoiPlaybackBoard
{
  GtkWidget parent_instance;
  GtkWidget *headings[N_PARTS];
  GtkLabel *texts[N_PARTS];
};

G_DEFINE_FINAL_TYPE (MatoiPlaybackBoard, matoi_playback_board, GTK_TYPE_WIDGET)

static void
add_line (GString *text, const char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* A part with nothing in it says so: nothing below it moves up and down. */
static void
show_part (MatoiPlaybackBoard *self, guint part, GString *text)
{
  gboolean empty = text->len == 0;

  matoi_side_set_label (self->texts[part],
                        !empty ? text->str : part == PEOPLE ? _ ("Nobody yet") : _ ("Nothing yet"));
  if (empty)
    gtk_widget_add_css_class (GTK_WIDGET (self->texts[part]), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->texts[part]), "dim-label");
  g_string_free (text, TRUE);
}

static GString *
list_people (const MatoiIncident *incident)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *held = g_ptr_array_index (incident->assignments, i);
      const MatoiRole *role =
        incident->policy ? matoi_policy_find_role (incident->policy, held->role) : NULL;
      g_autofree char *line = NULL;

      if (held->to != MATOI_TIME_NONE)
        continue;
      /* Translators: %1$s is a role, %2$s the person who holds it. */
      line = g_strdup_printf (_ ("%1$s: %2$s"), role ? matoi_text (role->json, "name") : held->role,
                                 held->person);
      add_line (text, line);
    }
  return text;
}

static GString *
list_guesses (const MatoiIncident *incident)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = incident->entries->len; i > 0 && n < MAX_LINES; i--)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i - 1);
      g_autofree char *line = NULL;

      if (g_strcmp0 (entry->kind, "hypothesis") != 0 || entry->struck || entry->has_successor)
        continue;
      n++;
      if (g_strcmp0 (entry->verdict, "confirmed") == 0)
        /* Translators: a hypothesis that was found to be right. */
        line = g_strdup_printf (_ ("Confirmed: %s"), entry->text);
      else if (g_strcmp0 (entry->verdict, "ruled-out") == 0)
        /* Translators: a hypothesis that was found to be wrong. */
        line = g_strdup_printf (_ ("Ruled out: %s"), entry->text);
      else
        /* Translators: a hypothesis nobody has settled yet. */
        line = g_strdup_printf (_ ("Perhaps: %s"), entry->text);
      add_line (text, line);
    }
  return text;
}

static GString *
list_open (const MatoiIncident *incident)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);
      g_autofree char *line = NULL;

      if (g_strcmp0 (ask->state, "open") != 0)
        continue;
      /* Translators: %1$s is a person, %2$s what they were asked to do. */
      line = g_strdup_printf (_ ("%1$s: %2$s"), ask->person, ask->text);
      add_line (text, line);
    }
  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);

      if (todo->done_at == MATOI_TIME_NONE && !todo->later)
        add_line (text, todo->text);
    }
  return text;
}

static GString *
find_said (const MatoiIncident *incident)
{
  GString *text = g_string_new (NULL);

  for (guint i = incident->updates->len; i > 0 && text->len == 0; i--)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i - 1);

      if (g_strcmp0 (update->state, "posted") == 0)
        add_line (text, update->text);
    }
  return text;
}

/** matoi_playback_board_show: what is known of @incident. */
void
matoi_playback_board_show (MatoiPlaybackBoard *self, const MatoiIncident *incident)
{
  g_return_if_fail (MATOI_IS_PLAYBACK_BOARD (self));

  show_part (self, PEOPLE, list_people (incident));
  show_part (self, PHASE,
             g_string_new (incident->phase ? matoi_incident_phase_name (incident, incident->phase)
                                           : ""));
  show_part (self, GUESSES, list_guesses (incident));
  show_part (self, OPEN, list_open (incident));
  show_part (self, SAID, find_said (incident));
}

static void
matoi_playback_board_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_playback_board_parent_class)->dispose (object);
}

static void
matoi_playback_board_class_init (MatoiPlaybackBoardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_playback_board_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
matoi_playback_board_init (MatoiPlaybackBoard *self)
{
  const char *const headings[N_PARTS] = {
    [PEOPLE] = _ ("Who Leads"), [PHASE] = _ ("Phase"),           [GUESSES] = _ ("Hypotheses"),
                                                                                [OPEN] = _ ("Under Way"),   [SAID] = _ ("Last Status Post"),
                                                                                };

  gtk_orientable_set_orientation (
    GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "playback-board");
  for (guint i = 0; i < N_PARTS; i++)
    {
      self->headings[i] = gtk_label_new (headings[i]);
      gtk_label_set_xalign (GTK_LABEL (self->headings[i]), 0);
      gtk_widget_add_css_class (self->headings[i], "heading");
      gtk_widget_set_parent (self->headings[i], GTK_WIDGET (self));
      self->texts[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_label_set_xalign (self->texts[i], 0);
      gtk_label_set_wrap (self->texts[i], TRUE);
      gtk_label_set_wrap_mode (self->texts[i], PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (self->texts[i], FALSE);
      gtk_widget_set_parent (GTK_WIDGET (self->texts[i]), GTK_WIDGET (self));
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->texts[i]),
                                      GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->headings[i], NULL,
                                      -1);
    }
}
