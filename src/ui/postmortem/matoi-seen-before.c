/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-seen-before.h"

#include "matoi-context-similar.h"
#include "matoi-seen-row.h"

/* What is not among these has no reason that could be told. */
#define MAX_SIMILAR 20
/* More rows are scrolled, in the height of these. */
#define MAX_ROWS   3
#define MAX_HEIGHT 132

struct _MatoiSeenBefore
{
  GtkWidget parent_instance;
  MatoiSession *session;      /* (nullable) */
  GCancellable *cancellable;  /* (nullable) of what is being read */
  MatoiFinder *finder;        /* (nullable) until there is something to ask */
  GtkWidget *scroller, *rows; /* rows: of MatoiSeenRow */
};

G_DEFINE_FINAL_TYPE (MatoiSeenBefore, matoi_seen_before, GTK_TYPE_WIDGET)

/* (nullable): it may have been taken back while it was read. */
static MatoiSeenRow *
find_row (MatoiSeenBefore *self, const char *ref)
{
  for (GtkWidget *row = self->rows ? gtk_widget_get_first_child (self->rows) : NULL; row;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (matoi_seen_row_get_ref (MATOI_SEEN_ROW (row)), ref) == 0)
      return MATOI_SEEN_ROW (row);
  return NULL;
}

/* A scrollbar that might be needed takes more height than one row. */
static void
show_any (MatoiSeenBefore *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row;
       row = gtk_widget_get_next_sibling (row))
    n++;
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  n > MAX_ROWS ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
drop_row (MatoiSeenBefore *self, MatoiSeenRow *row)
{
  gtk_box_remove (GTK_BOX (self->rows), GTK_WIDGET (row));
  show_any (self);
}

/* --- what there is to say of one */

typedef struct
{
  MatoiSeenBefore *self;
  GCancellable *cancellable;
  char *ref;
} Ask;

static void
ask_free (Ask *ask)
{
  g_object_unref (ask->self);
  g_object_unref (ask->cancellable);
  g_free (ask->ref);
  g_free (ask);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_free)

/* Whoever may not know of it does not see that there is one (HIS-07). */
static void
show_problem (Ask *ask, const GError *error)
{
  MatoiSeenRow *row = find_row (ask->self, ask->ref);

  if (row && g_error_matches (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND))
    drop_row (ask->self, row);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiBrief) brief =
    matoi_context_read_brief_finish (MATOI_CONTEXT (source), result, &error);
  MatoiSeenRow *row;

  if (g_cancellable_is_cancelled (ask->cancellable))
    return;
  row = find_row (ask->self, ask->ref);
  if (!brief)
    show_problem (ask, error);
  else if (row)
    matoi_seen_row_set_brief (row, g_steal_pointer (&brief),
                              matoi_session_get_zone (ask->self->session));
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree MatoiId *id = matoi_context_resolve_finish (MATOI_CONTEXT (source), result, &error);
  GCancellable *cancellable = ask->cancellable;

  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (!id)
    {
      show_problem (ask, error);
      return;
    }
  matoi_context_read_brief_async (MATOI_CONTEXT (source), id, cancellable, on_read,
                                  g_steal_pointer (&ask));
}

static void
read_one (MatoiSeenBefore *self, const char *ref)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->self = g_object_ref (self);
  ask->cancellable = g_object_ref (self->cancellable);
  ask->ref = g_strdup (ref);
  matoi_context_resolve_async (matoi_session_get_context (self->session), ref, self->cancellable,
                               on_resolved, ask);
}

/* --- why */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GPtrArray) similar = matoi_finder_list_finish (MATOI_FINDER (source), result, NULL);

  /* Without a reason the row says what the other one was about. */
  for (guint i = 0; similar && !g_cancellable_is_cancelled (ask->cancellable) && i < similar->len;
       i++)
    {
      const MatoiSimilar *one = g_ptr_array_index (similar, i);
      MatoiSeenRow *row = find_row (ask->self, one->ref);

      if (row)
        matoi_seen_row_set_reason (row, one);
    }
}

static void
ask_why (MatoiSeenBefore *self)
{
  Ask *ask = g_new0 (Ask, 1);

  if (!self->finder)
    self->finder = matoi_finder_new (matoi_session_get_context (self->session));
  ask->self = g_object_ref (self);
  ask->cancellable = g_object_ref (self->cancellable);
  matoi_finder_list_similar_async (self->finder, &matoi_session_get_incident (self->session)->id,
                                   MAX_SIMILAR, on_listed, ask);
}

/* --- which */

static gboolean
is_linked (MatoiSeenBefore *self, const char *ref)
{
  GPtrArray *links = matoi_session_get_incident (self->session)->links;

  for (guint i = 0; i < links->len; i++)
    if (g_strcmp0 (matoi_link_get_seen_before (g_ptr_array_index (links, i)), ref) == 0)
      return TRUE;
  return FALSE;
}

/* A row that stays, stays as it is: somebody may be on it. */
static void
update (MatoiSeenBefore *self)
{
  GPtrArray *links = matoi_session_get_incident (self->session)->links;
  GtkWidget *row = gtk_widget_get_first_child (self->rows);
  gboolean any_new = FALSE;

  while (row)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      if (!is_linked (self, matoi_seen_row_get_ref (MATOI_SEEN_ROW (row))))
        gtk_box_remove (GTK_BOX (self->rows), row);
      row = next;
    }
  for (guint i = 0; i < links->len; i++)
    {
      const char *ref = matoi_link_get_seen_before (g_ptr_array_index (links, i));

      if (!ref || find_row (self, ref))
        continue;
      gtk_box_append (GTK_BOX (self->rows), matoi_seen_row_new (ref));
      read_one (self, ref);
      any_new = TRUE;
    }
  if (any_new)
    ask_why (self);
  show_any (self);
}

static void
on_changed (MatoiSeenBefore *self, GPtrArray *events, gboolean folded_again, MatoiSession *session)
{
  gboolean linked = folded_again;

  for (guint i = 0; i < events->len && !linked; i++)
    linked = g_str_has_prefix (((MatoiEvent *) g_ptr_array_index (events, i))->type, "link.");
  if (linked)
    update (self);
}

/** matoi_seen_before_set_session: see the header. */
void
matoi_seen_before_set_session (MatoiSeenBefore *self, MatoiSession *session)
{
  GtkWidget *row;

  g_return_if_fail (MATOI_IS_SEEN_BEFORE (self));

  if (self->session == session)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  while ((row = gtk_widget_get_first_child (self->rows)))
    gtk_box_remove (GTK_BOX (self->rows), row);
  g_set_object (&self->session, session);
  if (session)
    {
      self->cancellable = g_cancellable_new ();
      g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                               G_CONNECT_SWAPPED);
      update (self);
    }
  else
    show_any (self);
}

/* The other ones may have changed while another view was in front. */
static void
matoi_seen_before_map (GtkWidget *widget)
{
  MatoiSeenBefore *self = MATOI_SEEN_BEFORE (widget);

  GTK_WIDGET_CLASS (matoi_seen_before_parent_class)->map (widget);
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row;
       row = gtk_widget_get_next_sibling (row))
    if (matoi_seen_row_get_brief (MATOI_SEEN_ROW (row)))
      read_one (self, matoi_seen_row_get_ref (MATOI_SEEN_ROW (row)));
}

/* --- the object */

static void
matoi_seen_before_dispose (GObject *object)
{
  MatoiSeenBefore *self = MATOI_SEEN_BEFORE (object);
  GtkWidget *child;

  if (self->rows)
    matoi_seen_before_set_session (self, NULL);
  self->rows = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->finder);
  G_OBJECT_CLASS (matoi_seen_before_parent_class)->dispose (object);
}

static void
matoi_seen_before_class_init (MatoiSeenBeforeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_seen_before_dispose;
  widget_class->map = matoi_seen_before_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
matoi_seen_before_init (MatoiSeenBefore *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->scroller = scroller;
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "seen-before");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
