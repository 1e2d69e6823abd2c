/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-list.h"

#include <glib/gi18n-lib.h>

#include "matoi-outstanding.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

typedef struct
{
  MatoiId id;
  char *ref, *label, *title, *start; /* title (nullable): not read yet */
  guint rank;
  gint64 at;
} Line;

struct _MatoiInsightList
{
  GtkPopover parent_instance;
  GtkListView *list;
  MatoiContext *context;
  GPtrArray *lines; /* of Line */
  GCancellable *cancellable;
  GtkWidget *back; /* (nullable) weak: where the keyboard was */
};

G_DEFINE_FINAL_TYPE (MatoiInsightList, matoi_insight_list, GTK_TYPE_POPOVER)

static void
line_free (Line *line)
{
  g_free (line->ref);
  g_free (line->label);
  g_free (line->title);
  g_free (line->start);
  g_free (line);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Line *one = *(Line *const *) a, *other = *(Line *const *) b;

  return one->at < other->at ? 1 : one->at > other->at ? -1 : 0;
}

/* An incident that counts several times is one line. */
static void
take_rows (MatoiInsightList *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GTimeZone *zone = matoi_context_get_zone (self->context);

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (rows, i);
      gint64 at = row->started_at != MATOI_TIME_NONE ? row->started_at : row->declared_at;
      Line *line;

      if (!g_hash_table_add (seen, (gpointer) row))
        continue;
      line = g_new0 (Line, 1);
      line->id = row->id;
      line->ref = g_strdup (row->ref);
      line->label = g_strdup (row->label);
      line->rank = row->rank;
      line->at = at;
      line->start = matoi_time_to_local (at, "%Y-%m-%d %H:%M", zone);
      g_ptr_array_add (self->lines, line);
    }
  g_ptr_array_sort (self->lines, compare);
}

/* --- the lines */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *chip = gtk_label_new (NULL), *ref = gtk_label_new (NULL);
  GtkWidget *title = gtk_label_new (NULL), *start = gtk_label_new (NULL);

  gtk_widget_add_css_class (chip, "severity-chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (ref, "numeric");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  matoi_side_explain_cut (GTK_LABEL (title));
  gtk_widget_add_css_class (start, "numeric");
  gtk_widget_add_css_class (start, "dim-label");
  gtk_box_append (GTK_BOX (box), ref);
  gtk_box_append (GTK_BOX (box), chip);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), start);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  MatoiInsightList *self = user_data;
  const Line *line = g_ptr_array_index (self->lines, gtk_list_item_get_position (item));
  GtkWidget *ref = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *chip = gtk_widget_get_next_sibling (ref);
  GtkWidget *title = gtk_widget_get_next_sibling (chip);

  gtk_label_set_text (GTK_LABEL (ref), line->ref);
  matoi_ui_show_severity (GTK_LABEL (chip), line->label, (int) line->rank);
  gtk_label_set_text (GTK_LABEL (title), line->title ? line->title : "");
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), line->start);
}

static void
on_activate (MatoiInsightList *self, guint position)
{
  const Line *line = g_ptr_array_index (self->lines, position);
  g_autofree char *ref = g_strdup (line->ref);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (parent, "win.open-incident", "s", ref);
}

/* --- their titles */

static void
show_lines (MatoiInsightList *self)
{
  g_autoptr (GtkStringList) places = gtk_string_list_new (NULL);
  GtkWidget *line;

  for (guint i = 0; i < self->lines->len; i++)
    gtk_string_list_append (places, ((Line *) g_ptr_array_index (self->lines, i))->ref);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_single_selection_new (
                                         G_LIST_MODEL (g_steal_pointer (&places)))));
  gtk_popover_popup (GTK_POPOVER (self));
  /* Lines are made when they are first needed. */
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  line = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  if (line)
    gtk_widget_grab_focus (line);
}

static guint
hash_id (gconstpointer id)
{
  guint hash;

  memcpy (&hash, (const char *) id + sizeof (MatoiId) - sizeof hash, sizeof hash);
  return hash;
}

static gboolean
same_id (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (MatoiId)) == 0;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiInsightList) self = user_data;
  g_autoptr (GPtrArray) rows = matoi_context_list_finish (MATOI_CONTEXT (source), result, NULL);
  g_autoptr (GHashTable) lines = g_hash_table_new (hash_id, same_id);

  if (!self->list || g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; i < self->lines->len; i++)
    g_hash_table_add (lines, g_ptr_array_index (self->lines, i));
  for (guint i = 0; rows && i < rows->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i);
      /* A line begins with its id. */
      Line *line = g_hash_table_lookup (lines, &row->id);

      if (line)
        line->title = g_strdup (matoi_outstanding_get_title (row));
    }
  show_lines (self);
}

/* --- the object */

static gboolean
destroy (gpointer self)
{
  if (gtk_widget_get_parent (self))
    gtk_widget_unparent (self);
  return G_SOURCE_REMOVE;
}

/* Not before GTK is through with closing it. */
static void
on_closed (MatoiInsightList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (self->back && (!focus || gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    gtk_widget_grab_focus (self->back);
  g_cancellable_cancel (self->cancellable);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, destroy, g_object_ref (self), g_object_unref);
}

/** matoi_insight_list_show: see the header. */
void
matoi_insight_list_show (GtkWidget *parent,
                         const GdkRectangle *place,
                         MatoiContext *context,
                         const char *title,
                         GPtrArray *rows)
{
  MatoiInsightList *self;
  g_autofree char *count = NULL;
  GtkWidget *head, *number, *box;

  if (rows->len == 0)
    return;
  self = g_object_new (MATOI_TYPE_INSIGHT_LIST, NULL);
  self->context = g_object_ref (context);
  take_rows (self, rows);
  g_set_weak_pointer (&self->back, gtk_root_get_focus (gtk_widget_get_root (parent)));
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  if (place)
    gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  head = gtk_label_new (title);
  gtk_widget_add_css_class (head, "heading");
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  count =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u incident", "%u incidents", self->lines->len),
                     self->lines->len);
  number = gtk_label_new (count);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_widget_set_name (number, "insight_list_count");
  box = gtk_popover_get_child (GTK_POPOVER (self));
  gtk_box_prepend (GTK_BOX (box), number);
  gtk_box_prepend (GTK_BOX (box), head);
  matoi_side_set_name (GTK_WIDGET (self->list), title);
  matoi_context_list_async (context, NULL, 0, self->cancellable, on_listed, g_object_ref (self));
}

static void
matoi_insight_list_dispose (GObject *object)
{
  MatoiInsightList *self = MATOI_INSIGHT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->back);
  self->list = NULL;
  G_OBJECT_CLASS (matoi_insight_list_parent_class)->dispose (object);
}

static void
matoi_insight_list_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_INSIGHT_LIST (object)->lines);
  G_OBJECT_CLASS (matoi_insight_list_parent_class)->finalize (object);
}

static void
matoi_insight_list_class_init (MatoiInsightListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_insight_list_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_insight_list_finalize;
}

static void
matoi_insight_list_init (MatoiInsightList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_set_name (GTK_WIDGET (self->list), "insight_list");
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activate), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_size_request (scroller, 460, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "insight-list");
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}
