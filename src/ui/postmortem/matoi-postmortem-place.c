/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-actions-page.h"
#include "matoi-json.h"
#include "matoi-postmortem-view-private.h"
#include "matoi-postmortem.h"
#include "matoi-prose.h"
#include "matoi-query.h"
#include "matoi-told-pane.h"

/* To the very place where words were found. */

typedef struct
{
  MatoiPostmortemView *view;
  const MatoiIncident *incident;
  const MatoiId *id;
  const MatoiQuery *query; /* (nullable) */
} Place;

/* --- what is looked for in what is shown */

/* The first widget of @type in @root; of those of MatoiProse the one that says @text (nullable). */
static GtkWidget *
find_widget (GtkWidget *root, GType type, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (g_type_is_a (G_OBJECT_TYPE (child), type))
        {
          g_autofree char *said = text ? matoi_prose_dup_text (MATOI_PROSE (child)) : NULL;

          if (g_strcmp0 (said, text) == 0)
            return child;
        }
      found = find_widget (child, type, text);
      if (found)
        return found;
    }
  return NULL;
}

/* FALSE: the words are not in it. */
static gboolean
find_words (Place *place, const char *text, gsize *offset, gsize *length)
{
  g_autoptr (GArray) hits =
    place->query && text ? matoi_query_find_hits (place->query, text) : NULL;
  const MatoiQueryHit *hit = hits && hits->len > 0 ? &g_array_index (hits, MatoiQueryHit, 0) : NULL;

  if (!hit)
    return FALSE;
  *offset = hit->start;
  *length = hit->end - hit->start;
  return TRUE;
}

/* Selects the words in the field that holds the first of @texts (ended by NULL) that has them. */
static void
select_words (Place *place, const char *const *texts)
{
  gsize offset, length;

  for (guint i = 0; texts[i]; i++)
    {
      GtkWidget *prose =
        find_words (place, texts[i], &offset, &length)
          ? find_widget (GTK_WIDGET (place->view->pmv_pages), MATOI_TYPE_PROSE, texts[i])
          : NULL;

      if (prose)
        {
          matoi_prose_select (MATOI_PROSE (prose), offset, length);
          return;
        }
    }
}

static void
show_kind (Place *place, const char *kind)
{
  JsonObject *section = matoi_postmortem_find_kind (place->incident, kind);

  if (section)
    gtk_widget_activate_action (GTK_WIDGET (place->view), "postmortem.show", "s",
                                matoi_json_get_string (section, "id"));
}

/* --- the kinds of places */

static const MatoiSection *
find_section (Place *place)
{
  GPtrArray *sections = place->incident->postmortem->sections;

  for (guint i = 0; i < sections->len; i++)
    {
      const MatoiSection *section = g_ptr_array_index (sections, i);

      for (guint j = 0; j < section->versions->len; j++)
        if (matoi_id_equal (&((MatoiSectionVersion *) g_ptr_array_index (section->versions, j))->id,
                            place->id))
          return section;
    }
  return NULL;
}

static void
show_section (Place *place)
{
  const MatoiSection *section = find_section (place);
  gsize offset, length;

  if (!section)
    return;
  if (find_words (place, matoi_section_get_text (section), &offset, &length))
    gtk_widget_activate_action (GTK_WIDGET (place->view), "postmortem.show-text", "(suu)",
                                section->id, (guint32) offset, (guint32) length);
  else
    gtk_widget_activate_action (GTK_WIDGET (place->view), "postmortem.show", "s", section->id);
}

static void
show_factor (Place *place)
{
  GPtrArray *factors = place->incident->postmortem->factors;

  show_kind (place, "factors");
  for (guint i = 0; i < factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (factors, i);

      if (matoi_id_equal (&factor->id, place->id))
        select_words (place, (const char *const[]){ factor->what, factor->why, NULL });
    }
}

static void
show_lesson (Place *place)
{
  GPtrArray *learned = place->incident->postmortem->learned;

  show_kind (place, "learned");
  for (guint i = 0; i < learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (learned, i);

      if (matoi_id_equal (&one->id, place->id))
        select_words (place, (const char *const[]){ one->text, NULL });
    }
}

static void
show_message (Place *place)
{
  const MatoiExternal *message = &place->incident->postmortem->message;

  show_kind (place, "message");
  select_words (place,
                (const char *const[]){ message->summary, message->happened, message->doing, NULL });
}

static void
show_row (Place *place)
{
  GPtrArray *rows = place->incident->postmortem->rows;
  GtkWidget *pane;

  show_kind (place, "timeline");
  pane = find_widget (GTK_WIDGET (place->view->pmv_pages), MATOI_TYPE_TOLD_PANE, NULL);
  for (guint i = 0; pane && i < rows->len; i++)
    {
      const MatoiRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = matoi_id_dup_text (row->has_entry ? &row->entry : &row->id);

      if (matoi_id_equal (&row->id, place->id))
        gtk_widget_activate_action (pane, "told.edit", "(ss)", id, "text");
    }
}

static void
show_comment (Place *place)
{
  GtkToggleButton *side = matoi_postmortem_header_get_side_button (place->view->pmv_header);
  GPtrArray *comments = place->incident->postmortem->comments;

  for (guint i = 0; i < comments->len; i++)
    {
      const MatoiComment *comment = g_ptr_array_index (comments, i);

      if (!matoi_id_equal (&comment->id, place->id))
        continue;
      if (comment->section)
        matoi_postmortem_view_show_section (place->view, comment->section);
      if (gtk_widget_get_visible (GTK_WIDGET (side)))
        gtk_toggle_button_set_active (side, TRUE);
      matoi_comments_panel_show_comment (place->view->pmv_comments, place->id);
    }
}

static void
show_item (Place *place)
{
  matoi_actions_page_reveal (GTK_WIDGET (place->view), place->view->session, place->id);
}

/** matoi_postmortem_view_show_place: see the header. */
void
matoi_postmortem_view_show_place (MatoiPostmortemView *self,
                                  const char *kind,
                                  const MatoiId *id,
                                  const char *words)
{
  static const struct
  {
    const char *kind;
    void (*show) (Place *place);
  } kinds[] = {
    { "section", show_section }, { "factor", show_factor }, { "lesson", show_lesson },
    { "message", show_message }, { "row", show_row },       { "comment", show_comment },
    { "item", show_item },
  };
  g_autoptr (MatoiQuery) query = NULL;
  MatoiQueryPlace wrong;
  Place place = { .view = self, .id = id };

  g_return_if_fail (MATOI_IS_POSTMORTEM_VIEW (self) && self->session);

  place.incident = matoi_session_get_incident (self->session);
  query = matoi_query_parse (words, TRUE, matoi_session_get_zone (self->session), &wrong, NULL);
  place.query = query;
  for (guint i = 0; place.incident->postmortem && i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      kinds[i].show (&place);
}
