/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-preview.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-brief.h"
#include "matoi-history-export.h"
#include "matoi-history-hits.h"
#include "matoi-history-similar.h"
#include "matoi-history-words.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* What takes some time to read is read when somebody stays: not for each line one passes. */
#define STAY_MS 120

struct _MatoiHistoryPreview
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiHistoryItem *item;    /* (nullable) */
  GCancellable *cancellable; /* (nullable) of what is being read of it */
  guint stay_id;
  gboolean read; /* what is shown of the item is the item's */

  GtkLabel *hp_severity, *hp_ref, *hp_title, *hp_facts, *hp_people, *hp_state;
  GtkButton *hp_compare;
  MatoiHistoryExport *hp_export;
  MatoiHistoryHits *hp_found;
  MatoiHistoryBrief *hp_brief;
  GtkWidget *hp_more;
  GtkLabel *hp_causes, *hp_causes_heading, *hp_roles, *hp_roles_heading;
  MatoiHistorySimilar *hp_similar;
};

G_DEFINE_FINAL_TYPE (MatoiHistoryPreview, matoi_history_preview, GTK_TYPE_WIDGET)

enum
{
  OPEN,
  CHOSEN,
  COMPARE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what is read of it */

static void
show_part (GtkLabel *heading, GtkLabel *label, const char *text)
{
  matoi_side_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (heading), *text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text);
}

static void
show_brief (MatoiHistoryPreview *self, const MatoiBrief *brief)
{
  g_autofree char *causes = g_strjoinv ("\n", brief->causes);
  g_autofree char *people = matoi_history_dup_people (brief);

  matoi_history_brief_show (self->hp_brief, brief, matoi_context_get_zone (self->context));
  show_part (self->hp_causes_heading, self->hp_causes, causes);
  show_part (self->hp_roles_heading, self->hp_roles, people);
  matoi_history_similar_set_linked (self->hp_similar, brief->seen_before);
}

/* What is shown is of another incident: not to be read. */
static void
set_read (MatoiHistoryPreview *self, gboolean read)
{
  self->read = read;
  gtk_widget_set_opacity (GTK_WIDGET (self->hp_brief), read ? 1 : 0);
  gtk_widget_set_opacity (self->hp_more, read ? 1 : 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryPreview) self = user_data;
  g_autoptr (MatoiBrief) brief =
    matoi_context_read_brief_finish (MATOI_CONTEXT (source), result, NULL);

  if (!brief || !self->item || !self->hp_brief ||
      !matoi_id_equal (&brief->id, &matoi_history_item_get_row (self->item)->id))
    return;
  show_brief (self, brief);
  set_read (self, TRUE);
}

static void
forget (MatoiHistoryPreview *self)
{
  g_clear_handle_id (&self->stay_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_brief (MatoiHistoryPreview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  matoi_context_read_brief_async (self->context, &matoi_history_item_get_row (self->item)->id,
                                  self->cancellable, on_read, g_object_ref (self));
}

static gboolean
on_stayed (gpointer user_data)
{
  MatoiHistoryPreview *self = user_data;

  self->stay_id = 0;
  read_brief (self);
  matoi_history_similar_show (self->hp_similar, self->item);
  return G_SOURCE_REMOVE;
}

/** matoi_history_preview_read_again: see the header. */
void
matoi_history_preview_read_again (MatoiHistoryPreview *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  if (self->item)
    read_brief (self);
}

/** matoi_history_preview_look_again: see the header. */
void
matoi_history_preview_look_again (MatoiHistoryPreview *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  matoi_history_hits_look_again (self->hp_found);
}

/* --- what is chosen */

static void
on_place_chosen (MatoiHistoryPreview *self, const char *kind, const char *id)
{
  if (self->item)
    g_signal_emit (self, signals[OPEN], 0, matoi_history_item_get_row (self->item)->ref, kind, id);
}

static void
on_similar_chosen (MatoiHistoryPreview *self, const char *ref)
{
  g_signal_emit (self, signals[CHOSEN], 0, ref);
}

static void
on_similar_compared (MatoiHistoryPreview *self, const char *ref)
{
  g_signal_emit (self, signals[COMPARE], 0, ref);
}

/* --- the incident */

static void
show_item (MatoiHistoryPreview *self)
{
  const MatoiHistoryRow *row = matoi_history_item_get_row (self->item);
  g_autofree char *facts = matoi_history_dup_when (row, matoi_context_get_zone (self->context));
  g_autofree char *people = matoi_history_dup_who (row), *state = matoi_history_dup_state (row);

  matoi_ui_show_severity (self->hp_severity, row->severity_label, (int) row->rank);
  matoi_side_set_label (self->hp_ref, row->ref);
  matoi_side_set_label (self->hp_title, row->title);
  matoi_side_set_label (self->hp_facts, facts);
  matoi_side_set_label (self->hp_people, people);
  gtk_widget_set_visible (GTK_WIDGET (self->hp_people), *people);
  matoi_side_set_label (self->hp_state, state);
  matoi_history_hits_set_count (self->hp_found, matoi_history_item_get_hits (self->item));
}

/** matoi_history_preview_show: see the header. */
void
matoi_history_preview_show (MatoiHistoryPreview *self, MatoiHistoryItem *item, const char *text)
{
  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  forget (self);
  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  if (self->item != item || !self->read)
    {
      set_read (self, FALSE);
      matoi_history_similar_show (self->hp_similar, NULL);
    }
  g_set_object (&self->item, item);
  matoi_history_export_set_item (self->hp_export, item);
  matoi_history_hits_show (self->hp_found, item, text);
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);
  if (!item)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
  self->stay_id = g_timeout_add (STAY_MS, on_stayed, self);
}

/** matoi_history_preview_open: see the header. */
void
matoi_history_preview_open (MatoiHistoryPreview *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  matoi_history_hits_open_first (self->hp_found);
}

/** matoi_history_preview_export: see the header. */
void
matoi_history_preview_export (MatoiHistoryPreview *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  matoi_history_export_ask (self->hp_export);
}

/** matoi_history_preview_print: what is chosen, if anything is. */
void
matoi_history_preview_print (MatoiHistoryPreview *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  matoi_history_export_print (self->hp_export);
}

/** matoi_history_preview_set_marked: see the header. */
void
matoi_history_preview_set_marked (MatoiHistoryPreview *self, const char *ref)
{
  g_autofree char *with = NULL;

  g_return_if_fail (MATOI_IS_HISTORY_PREVIEW (self));

  /* Translators: %s is the reference of the incident that is chosen already. */
  with = ref ? g_strdup_printf (_ ("See it side by side with %s (Ctrl+M)"), ref) : NULL;
  gtk_button_set_label (self->hp_compare, ref ? _ ("_Compare Both") : _ ("_Compare…"));
  gtk_widget_set_tooltip_text (
    GTK_WIDGET (self->hp_compare),
    with ? with : _ ("Choose this one, then another one, and see both side by side (Ctrl+M)"));
}

/** matoi_history_preview_set_context: to be called once. */
void
matoi_history_preview_set_context (MatoiHistoryPreview *self,
                                   MatoiContext *context,
                                   MatoiFinder *finder)
{
  self->context = g_object_ref (context);
  matoi_history_hits_set_context (self->hp_found, context, finder);
  matoi_history_similar_set_context (self->hp_similar, context);
  matoi_history_export_set_context (self->hp_export, context);
}

static void
matoi_history_preview_dispose (GObject *object)
{
  MatoiHistoryPreview *self = MATOI_HISTORY_PREVIEW (object);

  forget (self);
  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_PREVIEW);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_history_preview_parent_class)->dispose (object);
}

static void
bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_ref);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_facts);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_people);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_compare);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_export);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_found);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_brief);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_similar);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_more);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_causes);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_causes_heading);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_roles);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryPreview, hp_roles_heading);
  gtk_widget_class_bind_template_callback (widget_class, on_place_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_similar_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_similar_compared);
}

static void
matoi_history_preview_class_init (MatoiHistoryPreviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_preview_dispose;
  g_type_ensure (MATOI_TYPE_HISTORY_BRIEF);
  g_type_ensure (MATOI_TYPE_HISTORY_EXPORT);
  g_type_ensure (MATOI_TYPE_HISTORY_HITS);
  g_type_ensure (MATOI_TYPE_HISTORY_SIMILAR);
  signals[OPEN] =
    g_signal_new ("open", MATOI_TYPE_HISTORY_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[CHOSEN] = g_signal_new ("chosen", MATOI_TYPE_HISTORY_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[COMPARE] = g_signal_new ("compare", MATOI_TYPE_HISTORY_PREVIEW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-preview.ui");
  bind (widget_class);
}

static void
matoi_history_preview_init (MatoiHistoryPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
