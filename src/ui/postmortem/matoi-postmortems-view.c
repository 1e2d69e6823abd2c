/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortems-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-actions-page.h"
#include "matoi-outstanding.h"
#include "matoi-postmortem-list.h"
#include "matoi-postmortem-start.h"
#include "matoi-postmortem-view.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

/* What takes less than this needs no sign that it is being done. */
#define PATIENCE_MS 200

struct _MatoiPostmortemsView
{
  GtkWidget parent_instance;
  GtkStack *stack;
  MatoiPostmortemList *list; /* these three: NULL until they are first needed */
  MatoiPostmortemView *document;
  MatoiPostmortemStart *start;
  GtkWidget *nothing, *waiting, *problem;
  GtkSpinner *spinner;

  MatoiLive *live;
  MatoiDrafts *drafts;
  MatoiSession *asking; /* (nullable) of the page that begins one */
  MatoiId wanted;       /* the one that was asked for last */
  char *wanted_kind;    /* (nullable) a place in it, as has the rest */
  MatoiId wanted_place;
  char *wanted_words;
  gboolean has_wanted, stale;
  guint waiting_id;
  GCancellable *cancellable; /* of the one that is being read */
};

G_DEFINE_FINAL_TYPE (MatoiPostmortemsView, matoi_postmortems_view, GTK_TYPE_WIDGET)

static guint title_changed_signal;

/* --- the list */

static MatoiPostmortemList *
need_list (MatoiPostmortemsView *self)
{
  if (!self->list)
    {
      self->list = g_object_new (MATOI_TYPE_POSTMORTEM_LIST, NULL);
      matoi_postmortem_list_set_context (self->list, matoi_live_get_context (self->live));
      g_signal_connect_swapped (self->list, "chosen", G_CALLBACK (matoi_postmortems_view_open),
                                self);
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->list));
      if (gtk_stack_get_visible_child (self->stack) == self->nothing)
        gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->list));
    }
  return self->list;
}

static gboolean
shows (MatoiPostmortemsView *self, gpointer child)
{
  return self->stack && child && gtk_stack_get_visible_child (self->stack) == child;
}

static void
show_child (MatoiPostmortemsView *self, GtkWidget *child)
{
  g_clear_handle_id (&self->waiting_id, g_source_remove);
  gtk_spinner_set_spinning (self->spinner, child == self->waiting);
  gtk_stack_set_visible_child (self->stack, child);
  g_signal_emit (self, title_changed_signal, 0);
}

/* See the header. */
void
matoi_postmortems_view_refresh (MatoiPostmortemsView *self)
{
  g_return_if_fail (MATOI_IS_POSTMORTEMS_VIEW (self));

  if (!self->live)
    return;
  self->stale = FALSE;
  matoi_postmortem_list_refresh (need_list (self));
}

/* What is not seen is read when it comes to be seen. */
static void
on_events_recorded (MatoiPostmortemsView *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len && !self->stale; i++)
    self->stale = matoi_outstanding_concerns (g_ptr_array_index (events, i));
  if (self->stale && shows (self, self->list) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    matoi_postmortems_view_refresh (self);
}

/* Back to all of them; what was typed is recorded, the place in the list is kept. */
void
matoi_postmortems_view_show_list (MatoiPostmortemsView *self)
{
  GtkWidget *list;

  g_return_if_fail (MATOI_IS_POSTMORTEMS_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  matoi_postmortems_view_flush (self);
  list = GTK_WIDGET (need_list (self));
  if (shows (self, list))
    return;
  show_child (self, list);
  gtk_widget_grab_focus (list);
  matoi_postmortems_view_refresh (self);
}

/* --- one of them */

static void
show_document (MatoiPostmortemsView *self, MatoiSession *session)
{
  if (!self->document)
    {
      self->document = g_object_new (MATOI_TYPE_POSTMORTEM_VIEW, NULL);
      matoi_postmortem_view_set_drafts (self->document, self->drafts);
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->document));
    }
  matoi_postmortem_view_set_session (self->document, session);
  show_child (self, GTK_WIDGET (self->document));
  matoi_postmortem_view_begin (self->document);
  if (self->wanted_kind)
    matoi_postmortem_view_show_place (self->document, self->wanted_kind, &self->wanted_place,
                                      self->wanted_words);
}

static gboolean
has_document (MatoiSession *session)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;

  return postmortem && g_strcmp0 (postmortem->state, "waived") != 0;
}

static void
stop_asking (MatoiPostmortemsView *self)
{
  if (self->asking)
    g_signal_handlers_disconnect_by_data (self->asking, self);
  g_clear_object (&self->asking);
  if (self->start)
    matoi_postmortem_start_set_session (self->start, NULL);
}

/* It has begun, or was waived, here or by somebody else. */
static void
on_asking_changed (MatoiPostmortemsView *self)
{
  g_autoptr (MatoiSession) session = g_object_ref (self->asking);

  if (!has_document (session) || !shows (self, self->start))
    return;
  stop_asking (self);
  show_document (self, session);
}

static void
ask (MatoiPostmortemsView *self, MatoiSession *session)
{
  if (!self->start)
    {
      self->start = g_object_new (MATOI_TYPE_POSTMORTEM_START, NULL);
      g_signal_connect_swapped (self->start, "done", G_CALLBACK (matoi_postmortems_view_show_list),
                                self);
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->start));
    }
  self->asking = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_asking_changed), self,
                           G_CONNECT_SWAPPED);
  matoi_postmortem_start_set_session (self->start, session);
  show_child (self, GTK_WIDGET (self->start));
  gtk_widget_grab_focus (GTK_WIDGET (self->start));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostmortemsView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSession) session = matoi_live_open_finish (MATOI_LIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack)
    return;
  if (!session)
    matoi_postmortems_view_show_problem (self, error);
  else if (!matoi_id_equal (&matoi_session_get_incident (session)->id, &self->wanted))
    return;
  else if (has_document (session))
    show_document (self, session);
  else
    ask (self, session);
}

static gboolean
on_patience_ended (gpointer user_data)
{
  MatoiPostmortemsView *self = user_data;

  self->waiting_id = 0;
  show_child (self, self->waiting);
  return G_SOURCE_REMOVE;
}

static void
forget_place (MatoiPostmortemsView *self)
{
  g_clear_pointer (&self->wanted_kind, g_free);
  g_clear_pointer (&self->wanted_words, g_free);
}

/* See the header. */
void
matoi_postmortems_view_open_place (MatoiPostmortemsView *self,
                                   const MatoiId *incident,
                                   const char *kind,
                                   const MatoiId *place,
                                   const char *words)
{
  matoi_postmortems_view_open (self, incident);
  forget_place (self);
  self->wanted_kind = g_strdup (kind);
  self->wanted_place = *place;
  self->wanted_words = g_strdup (words);
}

/* See the header. */
void
matoi_postmortems_view_open (MatoiPostmortemsView *self, const MatoiId *incident)
{
  g_return_if_fail (MATOI_IS_POSTMORTEMS_VIEW (self) && self->live && incident);

  forget_place (self);
  self->wanted = *incident;
  self->has_wanted = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  matoi_postmortems_view_flush (self);
  stop_asking (self);
  g_clear_handle_id (&self->waiting_id, g_source_remove);
  self->waiting_id = g_timeout_add (PATIENCE_MS, on_patience_ended, self);
  matoi_live_open_async (self->live, &self->wanted, self->cancellable, on_opened,
                         g_object_ref (self));
}

/* --- when it cannot be read */

void
matoi_postmortems_view_show_problem (MatoiPostmortemsView *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  g_return_if_fail (MATOI_IS_POSTMORTEMS_VIEW (self));

  adw_status_page_set_description (ADW_STATUS_PAGE (self->problem), markup);
  show_child (self, self->problem);
  gtk_widget_child_focus (self->problem, GTK_DIR_TAB_FORWARD);
}

static void
try_again (MatoiPostmortemsView *self)
{
  MatoiId wanted = self->wanted;

  if (self->has_wanted)
    matoi_postmortems_view_open (self, &wanted);
  else
    matoi_postmortems_view_show_list (self);
}

static void
add_way_out (MatoiPostmortemsView *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
make_problem (MatoiPostmortemsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->problem = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->problem), "matoi-detection-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->problem), _ ("The Postmortem Cannot Be Read"));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  add_way_out (self, box, _ ("_Try Again"), G_CALLBACK (try_again));
  add_way_out (self, box, _ ("_All Postmortems"), G_CALLBACK (matoi_postmortems_view_show_list));
  adw_status_page_set_child (ADW_STATUS_PAGE (self->problem), box);
  gtk_stack_add_child (self->stack, self->problem);
}

/* --- what the window asks for */

/* Ctrl+F in the list; in a document it belongs to what is written there. */
void
matoi_postmortems_view_find (MatoiPostmortemsView *self)
{
  if (shows (self, self->list))
    matoi_postmortem_list_find (self->list);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->document), "postmortem.find", NULL);
}

void
matoi_postmortems_view_flush (MatoiPostmortemsView *self)
{
  if (shows (self, self->document))
    matoi_postmortem_view_flush (self->document);
}

/* (nullable) of the postmortem that is shown */
MatoiSession *
matoi_postmortems_view_get_session (MatoiPostmortemsView *self)
{
  return shows (self, self->document) ? matoi_postmortem_view_get_session (self->document) : NULL;
}

/* What is read for the list, and the place for half-typed lines; once. */
void
matoi_postmortems_view_set_live (MatoiPostmortemsView *self, MatoiLive *live, MatoiDrafts *drafts)
{
  g_return_if_fail (MATOI_IS_POSTMORTEMS_VIEW (self));

  g_set_object (&self->live, live);
  g_set_object (&self->drafts, drafts);
  g_signal_connect_object (matoi_live_get_context (live), "events-recorded",
                           G_CALLBACK (on_events_recorded), self, G_CONNECT_SWAPPED);
}

static gboolean
matoi_postmortems_view_grab_focus (GtkWidget *widget)
{
  MatoiPostmortemsView *self = MATOI_POSTMORTEMS_VIEW (widget);
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (matoi_ui_is_walking (widget))
    return FALSE;
  if (shows (self, self->list) || shows (self, self->start))
    return gtk_widget_grab_focus (child);
  return child && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPostmortemsView *self = MATOI_POSTMORTEMS_VIEW (widget);

  if (self->live && !shows (self, self->list))
    matoi_postmortems_view_show_list (self);
}

/* --- the object */

static void
matoi_postmortems_view_dispose (GObject *object)
{
  MatoiPostmortemsView *self = MATOI_POSTMORTEMS_VIEW (object);

  g_clear_handle_id (&self->waiting_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_asking (self);
  if (self->stack)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  self->list = NULL;
  self->document = NULL;
  self->start = NULL;
  g_clear_object (&self->live);
  g_clear_object (&self->drafts);
  forget_place (self);
  G_OBJECT_CLASS (matoi_postmortems_view_parent_class)->dispose (object);
}

static void
matoi_postmortems_view_class_init (MatoiPostmortemsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_postmortems_view_dispose;
  widget_class->grab_focus = matoi_postmortems_view_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  title_changed_signal = g_signal_new ("title-changed", MATOI_TYPE_POSTMORTEMS_VIEW,
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "postmortems.back", NULL, back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "postmortems.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "postmortems.back",
                                       NULL);
}

static void
matoi_postmortems_view_init (MatoiPostmortemsView *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->waiting = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->spinner), 32, 32);
  gtk_widget_set_halign (GTK_WIDGET (self->spinner), GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (GTK_WIDGET (self->spinner), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reading the postmortem"), -1);
  gtk_box_append (GTK_BOX (self->waiting), GTK_WIDGET (self->spinner));
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
  /* The first child is shown at once: not the spinner, which comes when it takes long. */
  self->nothing = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_stack_add_child (self->stack, self->nothing);
  gtk_stack_add_child (self->stack, self->waiting);
  make_problem (self);
}
