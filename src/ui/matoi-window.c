/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window.h"

#include <glib/gi18n-lib.h>

#include "matoi-declare-view.h"
#include "matoi-incident-list.h"
#include "matoi-incident-view.h"
#include "matoi-ui-text.h"

#define N_ENDED 8

struct _MatoiWindow
{
  AdwApplicationWindow parent_instance;
  AdwWindowTitle *win_title;
  AdwFlap *win_flap;
  GtkStack *win_stack;
  GtkSpinner *win_spinner;
  AdwStatusPage *win_error;
  GtkRevealer *win_banner;
  GtkLabel *win_banner_text;
  MatoiIncidentList *win_list;
  MatoiIncidentView *win_view;
  MatoiDeclareView *win_declare;

  MatoiContext *context; /* NULL: the database could not be opened */
  GSettings *settings;
  GCancellable *cancellable;         /* of everything this window started */
  GCancellable *loading_cancellable; /* of the incident that is being read */
  gboolean loading;
  GPtrArray *early; /* of MatoiEvent: came while the incident was being read */
  GPtrArray *live;  /* of MatoiIncidentRow, while the ended ones are being read */
  char *wanted;     /* reference to open once the list is there (nullable) */
  gboolean listed;  /* the first list has come */
  gboolean listing, list_again;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (MatoiWindow, matoi_window, ADW_TYPE_APPLICATION_WINDOW)

static void refresh_list (MatoiWindow *self);

/* --- the clock: one timer for everything that counts, on whole seconds of the big one */

static void schedule_tick (MatoiWindow *self);

static gboolean
on_tick (gpointer user_data)
{
  MatoiWindow *self = user_data;
  gint64 now = matoi_context_get_now (self->context);

  self->tick_id = 0;
  matoi_incident_view_tick (self->win_view, now);
  matoi_incident_list_tick (self->win_list, now);
  schedule_tick (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_tick (MatoiWindow *self)
{
  const MatoiIncident *incident = matoi_incident_view_get_incident (self->win_view);
  gint64 start = incident ? matoi_ui_get_start (incident) : 0;
  gint64 past = (matoi_context_get_now (self->context) - start) % 1000;
  gboolean runs = incident && incident->ended_at == MATOI_TIME_NONE;
  guint wait = (guint) (1000 - (past < 0 ? past + 1000 : past));

  g_clear_handle_id (&self->tick_id, g_source_remove);
  /* Without a running clock only the list's minutes are left to count. */
  self->tick_id =
    runs ? g_timeout_add (wait, on_tick, self) : g_timeout_add_seconds (15, on_tick, self);
}

/* --- what is shown */

static void
show_title (MatoiWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->win_stack);
  const MatoiIncident *incident = matoi_incident_view_get_incident (self->win_view);
  const char *title = _ ("Matoi"), *subtitle = "";
  g_autofree char *whole = NULL;

  if (g_strcmp0 (page, "declare") == 0)
    title = _ ("Declare an Incident");
  else if (g_strcmp0 (page, "incident") == 0 && incident)
    {
      title = matoi_incident_get_public_title (incident);
      subtitle = incident->ref;
      /* Translators: the window's title: %1$s is a reference, %2$s the incident's title. */
      whole = g_strdup_printf (_ ("%1$s %2$s"), subtitle, title);
    }
  adw_window_title_set_title (self->win_title, title);
  adw_window_title_set_subtitle (self->win_title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), whole ? whole : title);
}

static void
show_page (MatoiWindow *self, const char *name)
{
  gboolean loading = g_strcmp0 (name, "loading") == 0;

  gtk_spinner_set_spinning (self->win_spinner, loading);
  gtk_stack_set_visible_child_name (self->win_stack, name);
  show_title (self);
}

/* A page instead of the window's contents; @text says what happened, what is safe and what to do. */
static void
show_problem (MatoiWindow *self, const char *title, const GError *problem)
{
  g_autofree char *text = matoi_ui_dup_error (problem);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->win_error, title);
  adw_status_page_set_description (self->win_error, markup);
  show_page (self, "error");
}

static void
show_default_page (MatoiWindow *self)
{
  if (matoi_incident_view_get_incident (self->win_view))
    {
      show_page (self, "incident");
      gtk_widget_grab_focus (GTK_WIDGET (self->win_view));
    }
  else
    show_page (self, "empty");
}

/* --- opening an incident */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiIncident *incident = matoi_context_load_finish (MATOI_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_object_unref (self);
      return;
    }
  self->loading = FALSE;
  if (incident)
    {
      g_settings_set_string (self->settings, "last-incident", incident->ref);
      matoi_incident_view_take_incident (self->win_view, incident);
      matoi_incident_view_apply (self->win_view, self->early);
      show_default_page (self);
      schedule_tick (self);
    }
  else
    show_problem (self, _ ("The Incident Cannot Be Read"), error);
  g_ptr_array_set_size (self->early, 0);
  g_object_unref (self);
}

static void
open_incident (MatoiWindow *self, const MatoiId *id)
{
  const MatoiIncident *shown = matoi_incident_view_get_incident (self->win_view);

  matoi_incident_list_select (self->win_list, id);
  g_cancellable_cancel (self->loading_cancellable);
  g_clear_object (&self->loading_cancellable);
  g_ptr_array_set_size (self->early, 0);
  self->loading = FALSE;
  if (shown && matoi_id_equal (&shown->id, id))
    {
      show_default_page (self);
      return;
    }
  self->loading = TRUE;
  self->loading_cancellable = g_cancellable_new ();
  matoi_context_load_async (self->context, id, self->loading_cancellable, on_loaded,
                            g_object_ref (self));
}

static void
on_chosen (MatoiWindow *self, const MatoiId *id)
{
  open_incident (self, id);
  if (adw_flap_get_folded (self->win_flap))
    adw_flap_set_reveal_flap (self->win_flap, FALSE);
}

/* --- the list */

/* The first list decides what a new window opens: the wanted one, the last one, the newest. */
static void
open_first (MatoiWindow *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-incident");
  MatoiId id;

  if ((self->wanted && matoi_incident_list_find (self->win_list, self->wanted, &id)) ||
      (*last && matoi_incident_list_find (self->win_list, last, &id)) ||
      matoi_incident_list_get_first_live (self->win_list, &id))
    open_incident (self, &id);
  else
    show_page (self, "empty");
  g_clear_pointer (&self->wanted, g_free);
}

static void
list_done (MatoiWindow *self)
{
  gboolean again = self->list_again;

  self->listing = self->list_again = FALSE;
  g_clear_pointer (&self->live, g_ptr_array_unref);
  if (again)
    refresh_list (self);
}

static void
on_listed_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ended = matoi_context_list_finish (MATOI_CONTEXT (source), result, &error);

  if (ended)
    {
      matoi_incident_list_set_rows (self->win_list, self->live, ended);
      if (!self->listed || self->wanted)
        open_first (self);
      self->listed = TRUE;
      list_done (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, _ ("The List of Incidents Cannot Be Read"), error);
      list_done (self);
    }
  g_object_unref (self);
}

static void
on_listed_live (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *live = matoi_context_list_finish (MATOI_CONTEXT (source), result, &error);

  if (live)
    {
      self->live = live;
      matoi_context_list_async (self->context, "ended", N_ENDED, self->cancellable, on_listed_ended,
                                g_object_ref (self));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, _ ("The List of Incidents Cannot Be Read"), error);
      list_done (self);
    }
  g_object_unref (self);
}

/* One reading at a time; what is asked for meanwhile is one more reading afterwards. */
static void
refresh_list (MatoiWindow *self)
{
  if (self->listing)
    {
      self->list_again = TRUE;
      return;
    }
  self->listing = TRUE;
  matoi_context_list_async (self->context, "live", 0, self->cancellable, on_listed_live,
                            g_object_ref (self));
}

/* What the list shows changes by these; lines of a timeline are none of them. */
static gboolean
changes_list (const MatoiEvent *event)
{
  return g_str_has_prefix (event->type, "incident.") ||
         g_str_has_prefix (event->type, "severity.") ||
         g_str_has_prefix (event->type, "details.") || g_str_has_prefix (event->type, "security.");
}

/* What is shown may be out of date until the next news arrive: said for as long as that is so. */
static void
on_failed (MatoiWindow *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);

  gtk_label_set_text (self->win_banner_text, text);
  gtk_revealer_set_reveal_child (self->win_banner, TRUE);
}

static void
on_events_recorded (MatoiWindow *self, GPtrArray *events)
{
  gboolean list = FALSE;

  gtk_revealer_set_reveal_child (self->win_banner, FALSE);
  for (guint i = 0; i < events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (events, i);

      list |= changes_list (event);
      if (self->loading)
        g_ptr_array_add (self->early, matoi_event_ref (event));
    }
  if (matoi_incident_view_get_incident (self->win_view))
    {
      matoi_incident_view_apply (self->win_view, events);
      show_title (self);
      schedule_tick (self);
    }
  if (list)
    refresh_list (self);
}

/* --- actions */

static void
on_declared (MatoiWindow *self, const MatoiReceipt *receipt)
{
  open_incident (self, &receipt->incident);
  refresh_list (self);
}

static void
declare (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  show_page (self, "declare");
  matoi_declare_view_begin (self->win_declare);
}

static void
focus_entry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (matoi_incident_view_get_incident (self->win_view))
    show_default_page (self);
}

static void
move (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (!matoi_incident_list_move (self->win_list,
                                 g_strcmp0 (action, "win.next-incident") == 0 ? 1 : -1))
    gtk_widget_error_bell (widget);
}

static void
toggle_sidebar (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwFlap *flap = MATOI_WINDOW (widget)->win_flap;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

/* Opens the incident with that reference, at once or when the list is there. */
void
matoi_window_open_reference (MatoiWindow *self, const char *ref)
{
  MatoiId id;

  g_return_if_fail (MATOI_IS_WINDOW (self));

  if (!self->context)
    return;
  if (matoi_incident_list_find (self->win_list, ref, &id))
    open_incident (self, &id);
  else
    {
      g_free (self->wanted);
      self->wanted = g_strdup (ref);
      refresh_list (self);
    }
}

/* --- the window */

static void
on_folded (MatoiWindow *self)
{
  matoi_incident_view_set_narrow (self->win_view, adw_flap_get_folded (self->win_flap));
}

static void
on_local_time_changed (MatoiWindow *self)
{
  g_autoptr (GTimeZone) zone =
    matoi_ui_dup_zone (self->context, g_settings_get_boolean (self->settings, "local-time"));

  matoi_incident_view_set_zone (self->win_view, zone);
}

static void
save_size (MatoiWindow *self)
{
  int width, height;
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));

  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (maximized)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
}

static gboolean
matoi_window_close_request (GtkWindow *window)
{
  save_size (MATOI_WINDOW (window));
  return GTK_WINDOW_CLASS (matoi_window_parent_class)->close_request (window);
}

static void
matoi_window_dispose (GObject *object)
{
  MatoiWindow *self = MATOI_WINDOW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->loading_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->loading_cancellable);
  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->early, g_ptr_array_unref);
  g_clear_pointer (&self->live, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (matoi_window_parent_class)->dispose (object);
}

static void
matoi_window_class_init (MatoiWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = matoi_window_close_request;
  g_type_ensure (MATOI_TYPE_DECLARE_VIEW);
  g_type_ensure (MATOI_TYPE_INCIDENT_LIST);
  g_type_ensure (MATOI_TYPE_INCIDENT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/matoi/Matoi/window.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_flap);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_spinner);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_error);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_banner);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_banner_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_view);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_declare);

  gtk_widget_class_install_action (widget_class, "win.declare", NULL, declare);
  gtk_widget_class_install_action (widget_class, "win.focus-entry", NULL, focus_entry);
  gtk_widget_class_install_action (widget_class, "win.next-incident", NULL, move);
  gtk_widget_class_install_action (widget_class, "win.previous-incident", NULL, move);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar);
}

static void
matoi_window_init (MatoiWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (APP_ID);
  self->cancellable = g_cancellable_new ();
  self->early = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  g_signal_connect_swapped (self->win_list, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->win_declare, "declared", G_CALLBACK (on_declared), self);
  g_signal_connect_swapped (self->win_declare, "cancelled", G_CALLBACK (show_default_page), self);
  g_signal_connect_swapped (self->win_flap, "notify::folded", G_CALLBACK (on_folded), self);
  show_page (self, "loading");
}

static void
disable_actions (MatoiWindow *self)
{
  const char *names[] = { "win.declare", "win.focus-entry", "win.next-incident",
                          "win.previous-incident" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], FALSE);
}

/* Opens a window on @context, which has been started; with NULL one that tells of @problem. */
MatoiWindow *
matoi_window_new (GtkApplication *application, MatoiContext *context_or_null, const GError *problem)
{
  MatoiWindow *self = g_object_new (MATOI_TYPE_WINDOW, "application", application, NULL);

  if (!context_or_null)
    {
      disable_actions (self);
      adw_flap_set_reveal_flap (self->win_flap, FALSE);
      show_problem (self, _ ("The Database Cannot Be Opened"), problem);
      return self;
    }
  self->context = g_object_ref (context_or_null);
  matoi_incident_view_set_context (self->win_view, self->context);
  matoi_declare_view_set_context (self->win_declare, self->context);
  on_local_time_changed (self);
  g_signal_connect_object (self->settings, "changed::local-time",
                           G_CALLBACK (on_local_time_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "settings-changed", G_CALLBACK (on_local_time_changed),
                           self, G_CONNECT_SWAPPED);
  matoi_incident_list_tick (self->win_list, matoi_context_get_now (self->context));
  refresh_list (self);
  schedule_tick (self);
  return self;
}
