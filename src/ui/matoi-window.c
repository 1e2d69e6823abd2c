/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window.h"

#include <glib/gi18n-lib.h>

#include "matoi-declare-view.h"
#include "matoi-incident-list.h"
#include "matoi-incident-view.h"
#include "matoi-preferences.h"
#include "matoi-ui-text.h"
#include "matoi-welcome-view.h"

#define N_ENDED 8
/* From this width on the list stands beside the incident. */
#define LIST_WIDTH 1560
/* How long a toast moves in, in microseconds. */
#define TOAST_SETTLES (700 * G_TIME_SPAN_MILLISECOND)

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
  MatoiWelcomeView *win_welcome;
  AdwToastOverlay *win_toasts;

  MatoiLive *live;       /* NULL, as is the context: the database could not be opened */
  MatoiContext *context; /* NULL: the database could not be opened */
  GSettings *settings;
  GCancellable *cancellable;         /* of everything this window started */
  GCancellable *loading_cancellable; /* of the incident that is being read */
  GPtrArray *live_rows;              /* of MatoiIncidentRow, while the ended ones are being read */
  gboolean asked;                    /* for one incident: the list does not choose */
  gboolean listed;                   /* the first list has come */
  guint n_live;
  gboolean declared; /* the incident being opened was declared here, just now */
  gboolean listing, list_again;
  guint tick_id;
  AdwToast *toast;         /* (nullable) the last one */
  gint64 toast_settles_at; /* in monotonic time: when it stands still */
  MatoiDrafts *drafts;
  guint fold_id;
  GFileMonitor *zone_monitor; /* (nullable) */
  GtkWindow *preferences;     /* (weak) (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiWindow, matoi_window, ADW_TYPE_APPLICATION_WINDOW)

static void refresh_list (MatoiWindow *self);

static const MatoiIncident *
get_incident (MatoiWindow *self)
{
  MatoiSession *session = matoi_incident_view_get_session (self->win_view);

  return session ? matoi_session_get_incident (session) : NULL;
}

/* --- the clock: one timer for everything that counts, on whole seconds of the big one */

static void schedule_tick (MatoiWindow *self);

static gboolean
on_tick (gpointer user_data)
{
  MatoiWindow *self = user_data;

  self->tick_id = 0;
  matoi_live_tick (self->live);
  matoi_incident_list_tick (self->win_list, matoi_context_get_now (self->context));
  schedule_tick (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_tick (MatoiWindow *self)
{
  const MatoiIncident *incident = get_incident (self);
  gint64 start = incident ? matoi_ui_get_start (incident) : 0;
  gint64 past = (matoi_context_get_now (self->context) - start) % 1000;
  gboolean runs = incident && incident->ended_at == MATOI_TIME_NONE;
  guint wait = (guint) (1000 - (past < 0 ? past + 1000 : past));

  g_clear_handle_id (&self->tick_id, g_source_remove);
  /* Without a running clock in front only the list's minutes are left to count. */
  self->tick_id =
    runs ? g_timeout_add (wait, on_tick, self) : g_timeout_add_seconds (15, on_tick, self);
}

/* --- what is shown */

static void
show_title (MatoiWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->win_stack);
  const MatoiIncident *incident = get_incident (self);
  g_autofree char *whole = NULL, *count = NULL;

  if (g_strcmp0 (page, "incident") == 0 && incident)
    /* Translators: the window's title: %1$s is a reference, %2$s the incident's title. */
    whole =
      g_strdup_printf (_ ("%1$s %2$s"), incident->ref, matoi_incident_get_public_title (incident));
  gtk_window_set_title (GTK_WINDOW (self), whole ? whole : _ ("Matoi"));
  if (!self->listed)
    return;
  count = self->n_live == 0 ? g_strdup (_ ("No live incident"))
                            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u live incident",
                                                            "%u live incidents", self->n_live),
                                               self->n_live);
  adw_window_title_set_subtitle (self->win_title, count);
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
  if (!self->asked && !g_settings_get_boolean (self->settings, "welcomed") &&
      !matoi_context_get_setting (self->context, "identity"))
    {
      show_page (self, "welcome");
      gtk_widget_grab_focus (GTK_WIDGET (self->win_welcome));
    }
  else if (get_incident (self))
    {
      show_page (self, "incident");
      gtk_widget_grab_focus (GTK_WIDGET (self->win_view));
    }
  else
    show_page (self, "empty");
}

static void
on_welcomed (MatoiWindow *self)
{
  g_settings_set_boolean (self->settings, "welcomed", TRUE);
  show_default_page (self);
}

/* --- opening an incident */

/* A toast must not be dismissed twice: it is on its way out. */
static void
on_toast_dismissed (MatoiWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

/* Says @text for some seconds, with a button when it @can_undo. */
static void
show_toast (MatoiWindow *self, const char *text, gboolean can_undo)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast;

  /* libadwaita 1.2 goes on moving a toast in that was dismissed and freed meanwhile: one that has
   * just come changes its words instead. */
  if (self->toast && now < self->toast_settles_at)
    {
      adw_toast_set_title (self->toast, markup);
      adw_toast_set_button_label (self->toast, can_undo ? _ ("_Undo") : NULL);
      return;
    }
  toast = adw_toast_new (markup);
  if (can_undo)
    {
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  if (self->toast)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  self->toast_settles_at = now + TOAST_SETTLES;
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->win_toasts, toast);
}

/* Undo takes back what was recorded last here: a toast of something earlier, or of another
 * incident, must not offer it. */
static void
take_undo_off (MatoiWindow *self)
{
  if (self->toast)
    adw_toast_set_button_label (self->toast, NULL);
}

/* What @event did, in a few words. (transfer full) */
static char *
dup_deed (MatoiWindow *self, const MatoiEvent *event)
{
  const MatoiIncident *incident = get_incident (self);
  const MatoiEntry *entry = matoi_incident_find_entry (incident, &event->id);
  static const struct
  {
    const char *type, *words;
  } deeds[] = {
    { "entry.settled", N_ ("The hypothesis is settled") },
    { "entry.struck", N_ ("The entry is struck") },
    { "entry.restored", N_ ("The entry is restored") },
    { "entry.corrected", N_ ("The entry is corrected") },
    { "step.done", N_ ("The step is done") },
    { "step.undone", N_ ("The step is open again") },
    { "todo.done", N_ ("The TODO is done") },
    { "todo.reopened", N_ ("The TODO is open again") },
    { "todo.dropped", N_ ("The TODO is dropped") },
    { "ask.answered", N_ ("The answer is recorded") },
    { "ask.extended", N_ ("There is more time") },
    { "ask.acknowledged", N_ ("The ask is acknowledged") },
    { "clock.snoozed", N_ ("The clock is put off") },
  };

  if (entry)
    return matoi_entry_dup_text (incident, entry);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_str_equal (event->type, deeds[i].type))
      return g_strdup (_ (deeds[i].words));
  return g_strdup (_ ("Recorded"));
}

static void
on_recorded (MatoiWindow *self, GPtrArray *events, gboolean can_undo)
{
  const MatoiEvent *event = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
  g_autofree char *text = NULL;

  take_undo_off (self);
  /* What was typed is seen where it was typed; what a button did is said, and can be taken back. */
  if (!can_undo || !event || !get_incident (self) || g_str_equal (event->type, "entry.added") ||
      g_str_equal (event->type, "ask.opened") || g_str_equal (event->type, "todo.added"))
    return;
  text = dup_deed (self, event);
  show_toast (self, text, TRUE);
}

static void
on_taken_back (MatoiWindow *self, GPtrArray *events)
{
  const MatoiEvent *event = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
  g_autofree char *deed = NULL, *text = NULL;

  if (!event || !get_incident (self))
    return;
  deed = dup_deed (self, event);
  /* Translators: %s is what was undone, such as "SEV-2 → SEV-1" or the words of an entry. */
  text = g_strdup_printf (_ ("Taken back: %s"), deed);
  show_toast (self, text, FALSE);
}

/* After the fold: a title that has become confidential is gone at once (SEC-03). */
static void
on_incident_changed (MatoiWindow *self)
{
  show_title (self);
  schedule_tick (self);
}

static void
show_session (MatoiWindow *self, MatoiSession *session)
{
  MatoiSession *old = matoi_incident_view_get_session (self->win_view);

  take_undo_off (self);
  if (old)
    g_signal_handlers_disconnect_by_data (old, self);
  matoi_incident_view_set_session (self->win_view, session);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "taken-back", G_CALLBACK (on_taken_back), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_incident_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSession) session = matoi_live_open_finish (MATOI_LIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!session)
    {
      show_problem (self, _ ("The Incident Cannot Be Read"), error);
      return;
    }
  g_settings_set_string (self->settings, "last-incident",
                         matoi_session_get_incident (session)->ref);
  show_session (self, session);
  show_default_page (self);
  if (self->declared && matoi_session_is_live (session))
    /* The first thing a commander does is to say so (IC-02). */
    matoi_incident_view_show_page (self->win_view, "announce");
  self->declared = FALSE;
  schedule_tick (self);
}

static void
open_incident (MatoiWindow *self, const MatoiId *id)
{
  const MatoiIncident *shown = get_incident (self);

  matoi_incident_list_select (self->win_list, id);
  g_cancellable_cancel (self->loading_cancellable);
  g_clear_object (&self->loading_cancellable);
  if (shown && matoi_id_equal (&shown->id, id))
    {
      show_default_page (self);
      return;
    }
  self->loading_cancellable = g_cancellable_new ();
  matoi_live_open_async (self->live, id, self->loading_cancellable, on_opened, g_object_ref (self));
}

static void
on_chosen (MatoiWindow *self, const MatoiId *id)
{
  open_incident (self, id);
  if (adw_flap_get_folded (self->win_flap))
    adw_flap_set_reveal_flap (self->win_flap, FALSE);
}

/* --- the list */

/* The first list decides what a new window opens: the last one, else the worst live one. */
static void
open_first (MatoiWindow *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-incident");
  MatoiId id;

  if ((*last && matoi_incident_list_find (self->win_list, last, &id)) ||
      matoi_incident_list_get_first_live (self->win_list, &id))
    open_incident (self, &id);
  else
    show_default_page (self);
}

static void
list_done (MatoiWindow *self)
{
  gboolean again = self->list_again;

  self->listing = self->list_again = FALSE;
  g_clear_pointer (&self->live_rows, g_ptr_array_unref);
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
      matoi_incident_list_set_rows (self->win_list, self->live_rows, ended);
      self->n_live = self->live_rows->len;
      if (!self->listed && !self->asked)
        open_first (self);
      self->listed = TRUE;
      /* Their clocks run on behind the one that is shown. */
      matoi_live_watch (self->live);
      show_title (self);
      list_done (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, _ ("The List of Incidents Cannot Be Read"), error);
      list_done (self);
    }
  g_object_unref (self);
}

/* The worst first, then the newest: the order in which they need somebody. */
static int
compare_urgency (gconstpointer a, gconstpointer b)
{
  const MatoiIncidentRow *x = *(const MatoiIncidentRow *const *) a;
  const MatoiIncidentRow *y = *(const MatoiIncidentRow *const *) b;
  gint64 rank_x = x->severity ? g_ascii_strtoll (x->severity, NULL, 10) : G_MAXINT;
  gint64 rank_y = y->severity ? g_ascii_strtoll (y->severity, NULL, 10) : G_MAXINT;

  if (rank_x != rank_y)
    return rank_x < rank_y ? -1 : 1;
  return (x->declared_at < y->declared_at) - (x->declared_at > y->declared_at);
}

static void
on_listed_live (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *live = matoi_context_list_finish (MATOI_CONTEXT (source), result, &error);

  if (live)
    {
      g_ptr_array_sort (live, compare_urgency);
      self->live_rows = live;
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

  matoi_window_show_message (self, text);
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
    }
  if (list)
    refresh_list (self);
}

/* Says @text above everything until the next news arrive. */
void
matoi_window_show_message (MatoiWindow *self, const char *text)
{
  g_return_if_fail (MATOI_IS_WINDOW (self));

  gtk_label_set_text (self->win_banner_text, text);
  gtk_revealer_set_reveal_child (self->win_banner, TRUE);
}

/* --- actions */

static void
on_declared (MatoiWindow *self, const MatoiReceipt *receipt)
{
  self->declared = TRUE;
  open_incident (self, &receipt->incident);
  refresh_list (self);
}

static void
undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* While somebody writes, the key takes back what they wrote. */
  if (GTK_IS_TEXT (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)))
    gtk_widget_activate_action (focus, "text.undo", NULL);
  else if (GTK_IS_TEXT_VIEW (focus))
    gtk_widget_activate_action (focus, "text.undo", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->win_view), "incident.undo", NULL);
}

static void
new_window (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  const MatoiIncident *incident = get_incident (self);
  MatoiWindow *window = matoi_window_new (gtk_window_get_application (GTK_WINDOW (self)),
                                          self->live, self->drafts, NULL);

  if (incident)
    matoi_window_open_reference (window, incident->ref);
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_preferences (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (!self->preferences)
    {
      g_set_weak_pointer (&self->preferences, GTK_WINDOW (matoi_preferences_new (self->context)));
      gtk_window_set_transient_for (self->preferences, GTK_WINDOW (self));
    }
  gtk_window_present (self->preferences);
}

static void
find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (MATOI_WINDOW (widget)->win_view), "incident.find", NULL);
}

static void
declare (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (adw_flap_get_folded (self->win_flap))
    adw_flap_set_reveal_flap (self->win_flap, FALSE);
  show_page (self, "declare");
  matoi_declare_view_begin (self->win_declare);
}

static void
focus_entry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (get_incident (self))
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
  MatoiWindow *self = MATOI_WINDOW (widget);
  gboolean reveal = !adw_flap_get_reveal_flap (self->win_flap);

  adw_flap_set_reveal_flap (self->win_flap, reveal);
  if (reveal)
    gtk_widget_child_focus (GTK_WIDGET (self->win_list), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->win_stack), GTK_DIR_TAB_FORWARD);
}

static void
on_resolved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree MatoiId *id = matoi_context_resolve_finish (MATOI_CONTEXT (source), result, &error);

  if (id)
    open_incident (self, id);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, _ ("The Incident Is Not Here"), error);
}

/* Opens the incident a person means by @ref, as matoictl understands it. */
void
matoi_window_open_reference (MatoiWindow *self, const char *ref)
{
  g_return_if_fail (MATOI_IS_WINDOW (self));

  if (!self->context)
    return;
  self->asked = TRUE;
  matoi_context_resolve_async (self->context, ref, self->cancellable, on_resolved,
                               g_object_ref (self));
}

/* --- the window */

static void
on_local_time_changed (MatoiWindow *self)
{
  g_autoptr (GTimeZone) zone =
    matoi_ui_dup_zone (self->context, g_settings_get_boolean (self->settings, "local-time"));

  matoi_live_set_zone (self->live, zone);
}

/* Whoever travels with a laptop changes the zone while an incident is live. */
static void
watch_zone (MatoiWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/etc/localtime");

  self->zone_monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->zone_monitor)
    g_signal_connect_object (self->zone_monitor, "changed", G_CALLBACK (on_local_time_changed),
                             self, G_CONNECT_SWAPPED);
}

static gboolean
fold_list (gpointer user_data)
{
  MatoiWindow *self = user_data;
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) >= LIST_WIDTH;

  self->fold_id = 0;
  adw_flap_set_fold_policy (self->win_flap,
                            wide ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS);
  return G_SOURCE_REMOVE;
}

/* Beside the incident the list has room in a wide window only; else it lies over it when asked for. */
static void
matoi_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  gboolean wide = width >= LIST_WIDTH;

  GTK_WIDGET_CLASS (matoi_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (wide == (adw_flap_get_fold_policy (self->win_flap) == ADW_FLAP_FOLD_POLICY_ALWAYS) &&
      self->fold_id == 0)
    self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_list, self, NULL);
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
  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->loading_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->loading_cancellable);
  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->context);
  g_clear_object (&self->live);
  g_clear_object (&self->toast);
  if (self->preferences)
    gtk_window_destroy (self->preferences);
  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->drafts);
  g_clear_object (&self->zone_monitor);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->live_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_window_parent_class)->dispose (object);
}

static void
matoi_window_class_init (MatoiWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = matoi_window_close_request;
  widget_class->size_allocate = matoi_window_size_allocate;
  g_type_ensure (MATOI_TYPE_DECLARE_VIEW);
  g_type_ensure (MATOI_TYPE_INCIDENT_LIST);
  g_type_ensure (MATOI_TYPE_INCIDENT_VIEW);
  g_type_ensure (MATOI_TYPE_WELCOME_VIEW);
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
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_toasts);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_welcome);

  gtk_widget_class_install_action (widget_class, "win.declare", NULL, declare);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, show_preferences);
  gtk_widget_class_install_action (widget_class, "win.new-window", NULL, new_window);
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
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  g_signal_connect_swapped (self->win_list, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->win_declare, "declared", G_CALLBACK (on_declared), self);
  g_signal_connect_swapped (self->win_welcome, "done", G_CALLBACK (on_welcomed), self);
  g_signal_connect_swapped (self->win_declare, "cancelled", G_CALLBACK (show_default_page), self);
  show_page (self, "loading");
}

static void
disable_actions (MatoiWindow *self)
{
  const char *names[] = { "win.declare",           "win.focus-entry", "win.next-incident",
                          "win.previous-incident", "win.preferences", "win.new-window" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], FALSE);
}

/* Opens a window on the incidents of @live, keeping half-typed lines in @drafts; with NULL one
 * that tells of @problem. */
MatoiWindow *
matoi_window_new (GtkApplication *application,
                  MatoiLive *live_or_null,
                  MatoiDrafts *drafts,
                  const GError *problem)
{
  MatoiWindow *self = g_object_new (MATOI_TYPE_WINDOW, "application", application, NULL);

  if (!live_or_null)
    {
      disable_actions (self);
      adw_flap_set_reveal_flap (self->win_flap, FALSE);
      show_problem (self, _ ("The Database Cannot Be Opened"), problem);
      return self;
    }
  self->live = g_object_ref (live_or_null);
  self->context = g_object_ref (matoi_live_get_context (live_or_null));
  self->drafts = g_object_ref (drafts);
  matoi_incident_view_set_drafts (self->win_view, drafts);
  matoi_declare_view_set_context (self->win_declare, self->context);
  matoi_welcome_view_set_context (self->win_welcome, self->context);
  on_local_time_changed (self);
  g_signal_connect_object (self->settings, "changed::local-time",
                           G_CALLBACK (on_local_time_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "settings-changed", G_CALLBACK (on_local_time_changed),
                           self, G_CONNECT_SWAPPED);
  watch_zone (self);
  matoi_incident_list_set_live (self->win_list, self->live);
  matoi_incident_list_tick (self->win_list, matoi_context_get_now (self->context));
  refresh_list (self);
  schedule_tick (self);
  return self;
}
