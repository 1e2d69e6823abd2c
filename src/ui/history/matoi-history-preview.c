/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-preview.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-line.h"
#include "matoi-postmortem.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

#define MAX_HITS 20

struct _MatoiHistoryPreview
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiFinder *finder;
  MatoiHistoryItem *item; /* (nullable) */
  char *text;             /* what is looked for */
  gboolean looking, look_again, open_wanted;
  GPtrArray *hits; /* (nullable) of MatoiSearchHit, of the item and the text */

  GtkLabel *hp_severity, *hp_ref, *hp_title, *hp_facts, *hp_people, *hp_state, *hp_found;
  GtkListBox *hp_hits;
};

G_DEFINE_FINAL_TYPE (MatoiHistoryPreview, matoi_history_preview, GTK_TYPE_WIDGET)

static guint open_signal;

/* --- the hits */

/* An action item has no moment; an entry of that kind has. */
static const char *
get_kind (const MatoiSearchHit *hit)
{
  return hit->at == MATOI_TIME_NONE && g_strcmp0 (hit->kind, "action") == 0 ? "item" : hit->kind;
}

static void
open_place (MatoiHistoryPreview *self, const MatoiSearchHit *hit)
{
  g_autofree char *id = hit ? matoi_id_dup_text (&hit->id) : NULL;

  if (self->item)
    g_signal_emit (self, open_signal, 0, matoi_history_item_get_row (self->item)->ref,
                   hit ? get_kind (hit) : NULL, id);
}

static void
on_hit_activated (MatoiHistoryPreview *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (self->hits && index < self->hits->len)
    open_place (self, g_ptr_array_index (self->hits, index));
}

/* Bold and underlined, not by a colour alone. */
static PangoAttrList *
mark_words (const MatoiQuery *query, const char *text, gsize from)
{
  PangoAttrList *list = pango_attr_list_new ();
  g_autoptr (GArray) hits = query ? matoi_query_find_hits (query, text) : NULL;

  for (guint i = 0; hits && i < hits->len; i++)
    {
      const MatoiQueryHit *hit = &g_array_index (hits, MatoiQueryHit, i);
      PangoAttribute *marks[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                                  pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

      for (guint m = 0; m < G_N_ELEMENTS (marks); m++)
        {
          marks[m]->start_index = (guint) (from + hit->start);
          marks[m]->end_index = (guint) (from + hit->end);
          pango_attr_list_insert (list, marks[m]);
        }
    }
  return list;
}

static const char *
get_kind_name (const char *kind)
{
  static const struct
  {
    const char *kind, *name;
  } names[] = {
    /* Translators: where words were found. */
    { "item", N_ ("Action item") },   { "incident", N_ ("Incident") },
    { "section", N_ ("Postmortem") }, { "message", N_ ("Message") },
    { "factor", N_ ("Cause") },       { "lesson", N_ ("Lesson") },
    { "comment", N_ ("Comment") },    { "row", N_ ("Postmortem") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (kind, names[i].kind) == 0)
      return _ (names[i].name);
  return matoi_ui_get_look_label (matoi_ui_get_line_look (kind));
}

static GtkWidget *
new_hit (MatoiHistoryPreview *self, const MatoiSearchHit *hit, const MatoiQuery *query)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (NULL);
  g_autofree char *at =
    hit->at == MATOI_TIME_NONE
      ? g_strdup ("")
      : matoi_time_to_local (hit->at, "%m-%d %H:%M", matoi_context_get_zone (self->context));
  g_autofree char *part = query ? matoi_query_dup_snippet (query, hit->text) : g_strdup (hit->text);
  g_autofree char *head = g_strdup_printf ("%s %s  ", at, get_kind_name (get_kind (hit)));
  g_autofree char *whole = g_strconcat (g_strchug (head), part, NULL);
  g_autoptr (PangoAttrList) attributes = mark_words (query, part, strlen (head));

  gtk_label_set_text (GTK_LABEL (label), whole);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  matoi_side_set_name (row, whole);
  return row;
}

static void
clear_hits (MatoiHistoryPreview *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hp_hits))))
    gtk_list_box_remove (self->hp_hits, child);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
}

static void
show_hits (MatoiHistoryPreview *self)
{
  MatoiQueryPlace place;
  g_autoptr (MatoiQuery) query =
    matoi_query_parse (self->text, TRUE, matoi_context_get_zone (self->context), &place, NULL);

  for (guint i = 0; i < self->hits->len; i++)
    gtk_list_box_append (self->hp_hits, new_hit (self, g_ptr_array_index (self->hits, i), query));
}

static void look (MatoiHistoryPreview *self);

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryPreview) self = user_data;
  g_autoptr (GPtrArray) hits = matoi_finder_list_finish (MATOI_FINDER (source), result, NULL);

  self->looking = FALSE;
  if (self->look_again)
    {
      look (self);
      return;
    }
  if (!self->item || !hits)
    {
      self->open_wanted = FALSE;
      return;
    }
  clear_hits (self);
  self->hits = g_steal_pointer (&hits);
  show_hits (self);
  if (self->open_wanted)
    matoi_history_preview_open (self);
}

/* One question at a time; what was asked meanwhile is asked when that is answered. */
static void
look (MatoiHistoryPreview *self)
{
  self->look_again = self->looking;
  if (self->looking || !self->item || !*self->text)
    return;
  self->looking = TRUE;
  matoi_finder_look_within_async (self->finder, self->text,
                                  &matoi_history_item_get_row (self->item)->id, MAX_HITS, on_looked,
                                  g_object_ref (self));
}

/* --- the incident */

static char *
dup_when (MatoiHistoryPreview *self, const MatoiHistoryRow *row)
{
  GTimeZone *zone = matoi_context_get_zone (self->context);
  g_autofree char *from = matoi_time_to_local (row->started_at, "%Y-%m-%d %H:%M", zone);
  g_autofree char *day = matoi_time_to_local (row->started_at, "%Y-%m-%d", zone);
  g_autofree char *last_day = NULL, *to = NULL;

  if (row->ended_at == MATOI_TIME_NONE)
    return g_strdup_printf ("%s–", from);
  last_day = matoi_time_to_local (row->ended_at, "%Y-%m-%d", zone);
  to = matoi_time_to_local (row->ended_at, g_str_equal (day, last_day) ? "%H:%M" : "%Y-%m-%d %H:%M",
                            zone);
  return g_strdup_printf ("%s–%s", from, to);
}

static void
show_state (MatoiHistoryPreview *self, const MatoiHistoryRow *row)
{
  g_autofree char *postmortem =
    /* Translators: the state of a postmortem, such as Draft. */
    g_strdup_printf (_ ("Postmortem: %s"), row->postmortem_state
                                             ? matoi_postmortem_state_name (row->postmortem_state)
                                             : _ ("not begun"));
  g_autofree char *actions =
    /* Translators: %1$d of %2$d action items are done. */
    row->actions > 0
    ? g_strdup_printf (_ ("%1$d of %2$d actions done"), (int) (row->actions - row->actions_open),
                          (int) row->actions)
    : NULL;
  g_autofree char *all = g_strjoin (" · ", postmortem, actions, NULL);

  matoi_side_set_label (self->hp_state, all);
}

static void
show_item (MatoiHistoryPreview *self)
{
  const MatoiHistoryRow *row = matoi_history_item_get_row (self->item);
  guint n = matoi_history_item_get_hits (self->item);
  g_autofree char *when = dup_when (self, row), *lasted = matoi_history_dup_duration (row);
  g_autofree char *facts = g_strdup_printf ("%s (%s)", when, lasted);
  g_auto (GStrv) services = g_strsplit (row->services, ",", -1);
  g_autofree char *listed = g_strjoinv (", ", services), *found = NULL, *ic = NULL, *people = NULL;

  matoi_ui_show_severity (self->hp_severity, row->severity_label, (int) row->rank);
  matoi_side_set_label (self->hp_ref, row->ref);
  matoi_side_set_label (self->hp_title, row->title);
  matoi_side_set_label (self->hp_facts, facts);
  if (row->ic)
    /* Translators: who led an incident. */
    ic = g_strdup_printf (_ ("IC %s"), row->ic);
  people = ic && *listed ? g_strdup_printf ("%s · %s", listed, ic) : g_strdup (ic ? ic : listed);
  matoi_side_set_label (self->hp_people, people);
  gtk_widget_set_visible (GTK_WIDGET (self->hp_people), *people);
  show_state (self, row);
  if (n > 0)
    found = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", n), n);
  matoi_side_set_label (self->hp_found, found ? found : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hp_found), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->hp_hits), n > 0);
}

/** matoi_history_preview_show: see the header. */
void
matoi_history_preview_show (MatoiHistoryPreview *self, MatoiHistoryItem *item, const char *text)
{
  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  self->open_wanted = FALSE;
  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  clear_hits (self);
  g_set_object (&self->item, item);
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);
  if (!item)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
  look (self);
}

/** matoi_history_preview_open: see the header. */
void
matoi_history_preview_open (MatoiHistoryPreview *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  self->open_wanted = self->looking;
  if (!self->looking)
    open_place (self, self->hits && self->hits->len > 0 ? g_ptr_array_index (self->hits, 0) : NULL);
}

/** matoi_history_preview_set_context: to be called once. */
void
matoi_history_preview_set_context (MatoiHistoryPreview *self,
                                   MatoiContext *context,
                                   MatoiFinder *finder)
{
  self->context = g_object_ref (context);
  self->finder = g_object_ref (finder);
}

static void
matoi_history_preview_dispose (GObject *object)
{
  MatoiHistoryPreview *self = MATOI_HISTORY_PREVIEW (object);

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_PREVIEW);
  g_clear_object (&self->finder);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_history_preview_parent_class)->dispose (object);
}

static void
matoi_history_preview_class_init (MatoiHistoryPreviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_preview_dispose;
  open_signal = g_signal_new ("open", MATOI_TYPE_HISTORY_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_ref);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_facts);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_people);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_found);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_hits);
  gtk_widget_class_bind_template_callback (widget_class, on_hit_activated);
}

static void
matoi_history_preview_init (MatoiHistoryPreview *self)
{
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
