/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-hits.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

#define MAX_HITS 20

struct _MatoiHistoryHits
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiFinder *finder;
  MatoiHistoryItem *item; /* (nullable) */
  char *text;             /* what is looked for */
  gboolean looking, look_again, open_wanted;
  gboolean stale;             /* there is something new */
  GtkEventController *motion; /* (not owned) of the list */
  GPtrArray *hits;            /* (nullable) of MatoiSearchHit, of the item and the text */

  GtkLabel *hp_found;
  GtkListBox *hp_hits;
};

G_DEFINE_FINAL_TYPE (MatoiHistoryHits, matoi_history_hits, GTK_TYPE_WIDGET)

static guint open_signal;

static const char *
get_kind (const MatoiSearchHit *hit)
{
  return hit->item ? "item" : hit->kind;
}

static void
open_place (MatoiHistoryHits *self, const MatoiSearchHit *hit)
{
  g_autofree char *id = hit ? matoi_id_dup_text (&hit->id) : NULL;

  if (self->item)
    g_signal_emit (self, open_signal, 0, hit ? get_kind (hit) : NULL, id);
}

static void
on_hit_activated (MatoiHistoryHits *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (self->hits && index < self->hits->len)
    open_place (self, g_ptr_array_index (self->hits, index));
}

/* Bold and underlined, not by a colour alone; the colour is thin enough for dark letters and light
 * ones. */
static PangoAttrList *
mark_words (const MatoiQuery *query, const char *text, gsize from)
{
  PangoAttrList *list = pango_attr_list_new ();
  g_autoptr (GArray) hits = query ? matoi_query_find_hits (query, text) : NULL;

  for (guint i = 0; hits && i < hits->len; i++)
    {
      const MatoiQueryHit *hit = &g_array_index (hits, MatoiQueryHit, i);
      PangoAttribute *marks[] = { pango_attr_weight_new (PANGO_WEIGHT_BOLD),
                                  pango_attr_underline_new (PANGO_UNDERLINE_SINGLE),
                                  pango_attr_background_new (0xf8f8, 0xe4e4, 0x5c5c),
                                  pango_attr_background_alpha_new (0x5555) };

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
new_hit (MatoiHistoryHits *self, const MatoiSearchHit *hit, const MatoiQuery *query)
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
clear_hits (MatoiHistoryHits *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hp_hits))))
    gtk_list_box_remove (self->hp_hits, child);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
}

static void
show_hits (MatoiHistoryHits *self)
{
  MatoiQueryPlace place;
  g_autoptr (MatoiQuery) query =
    matoi_query_parse (self->text, TRUE, matoi_context_get_zone (self->context), &place, NULL);

  for (guint i = 0; i < self->hits->len; i++)
    gtk_list_box_append (self->hp_hits, new_hit (self, g_ptr_array_index (self->hits, i), query));
}

/* What is there already stays: somebody may read it. */
static gboolean
is_same (MatoiHistoryHits *self, GPtrArray *hits)
{
  if (!self->hits || self->hits->len != hits->len)
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    {
      const MatoiSearchHit *one = g_ptr_array_index (self->hits, i);
      const MatoiSearchHit *other = g_ptr_array_index (hits, i);

      if (!matoi_id_equal (&one->id, &other->id) || g_strcmp0 (one->text, other->text) != 0)
        return FALSE;
    }
  return TRUE;
}

static void look (MatoiHistoryHits *self);

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryHits) self = user_data;
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
  if (!is_same (self, hits))
    {
      clear_hits (self);
      self->hits = g_steal_pointer (&hits);
      show_hits (self);
    }
  if (self->open_wanted)
    matoi_history_hits_open_first (self);
}

/* One question at a time; what was asked meanwhile is asked when that is answered. */
static void
look (MatoiHistoryHits *self)
{
  self->look_again = self->looking;
  if (self->looking || !self->item || !*self->text)
    return;
  self->looking = TRUE;
  matoi_finder_look_within_async (self->finder, self->text,
                                  &matoi_history_item_get_row (self->item)->id, MAX_HITS, on_looked,
                                  g_object_ref (self));
}

static gboolean
has_pointer (MatoiHistoryHits *self)
{
  return gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (self->motion));
}

static gboolean
has_keyboard (MatoiHistoryHits *self)
{
  return gtk_widget_get_state_flags (GTK_WIDGET (self->hp_hits)) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

static void
look_at_news (MatoiHistoryHits *self)
{
  if (!self->stale)
    return;
  self->stale = FALSE;
  look (self);
}

/* When they go, the widget does not know yet that they are gone. */
static void
on_pointer_left (MatoiHistoryHits *self)
{
  if (!has_keyboard (self))
    look_at_news (self);
}

static void
on_keyboard_left (MatoiHistoryHits *self)
{
  if (!has_pointer (self))
    look_at_news (self);
}

/* --- for those who have one */

/** matoi_history_hits_look_again: see the header. */
void
matoi_history_hits_look_again (MatoiHistoryHits *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_HITS (self));

  self->stale = TRUE;
  if (!has_pointer (self) && !has_keyboard (self))
    look_at_news (self);
}

/** matoi_history_hits_set_count: see the header. */
void
matoi_history_hits_set_count (MatoiHistoryHits *self, guint n)
{
  g_autofree char *found =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", n), n);

  matoi_side_set_label (self->hp_found, found);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/** matoi_history_hits_show: see the header. */
void
matoi_history_hits_show (MatoiHistoryHits *self, MatoiHistoryItem *item, const char *text)
{
  g_return_if_fail (MATOI_IS_HISTORY_HITS (self));

  self->open_wanted = self->stale = FALSE;
  clear_hits (self);
  g_set_object (&self->item, item);
  g_free (self->text);
  self->text = g_strdup (text);
  look (self);
}

/** matoi_history_hits_open_first: see the header. */
void
matoi_history_hits_open_first (MatoiHistoryHits *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_HITS (self));

  self->open_wanted = self->looking;
  if (!self->looking)
    open_place (self, self->hits && self->hits->len > 0 ? g_ptr_array_index (self->hits, 0) : NULL);
}

/** matoi_history_hits_set_context: to be called once. */
void
matoi_history_hits_set_context (MatoiHistoryHits *self, MatoiContext *context, MatoiFinder *finder)
{
  self->context = g_object_ref (context);
  self->finder = g_object_ref (finder);
}

static void
matoi_history_hits_dispose (GObject *object)
{
  MatoiHistoryHits *self = MATOI_HISTORY_HITS (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_HITS);
  g_clear_object (&self->finder);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_history_hits_parent_class)->dispose (object);
}

static void
matoi_history_hits_class_init (MatoiHistoryHitsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_hits_dispose;
  open_signal = g_signal_new ("open", MATOI_TYPE_HISTORY_HITS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-hits.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryHits, hp_found);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryHits, hp_hits);
  gtk_widget_class_bind_template_callback (widget_class, on_hit_activated);
}

static void
matoi_history_hits_init (MatoiHistoryHits *self)
{
  GtkEventController *focus;

  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->motion = gtk_event_controller_motion_new ();
  g_signal_connect_swapped (self->motion, "leave", G_CALLBACK (on_pointer_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self->hp_hits), self->motion);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_keyboard_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self->hp_hits), focus);
}
