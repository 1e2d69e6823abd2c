/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-view.h"

#include <glib/gi18n-lib.h>

#include "matoi-entry-bar.h"
#include "matoi-line.h"
#include "matoi-timeline-model.h"
#include "matoi-timeline-row.h"
#include "matoi-ui-text.h"

/* From here on it is cheaper to sort a batch of events once. */
#define BATCH 64

struct _MatoiIncidentView
{
  GtkWidget parent_instance;
  GtkLabel *inc_elapsed_caption, *inc_elapsed, *inc_severity, *inc_title, *inc_subtitle, *inc_ic,
    *inc_count;
  GtkWidget *inc_drill, *inc_confidential, *inc_ic_box;
  GtkScrolledWindow *inc_scroller;
  GtkListView *inc_timeline;
  GtkRevealer *inc_newer;
  GtkButton *inc_newer_button;
  MatoiEntryBar *inc_entry_bar;

  MatoiContext *context;
  MatoiIncident *incident;
  MatoiTimelineModel *model;
  GTimeZone *zone;
  GHashTable *drafts; /* MatoiId -> char *: what was typed and not entered */
  gboolean at_end;    /* the timeline follows its end */
  guint settle_id;
  guint n_newer; /* entries that came below what is seen */
};

G_DEFINE_FINAL_TYPE (MatoiIncidentView, matoi_incident_view, GTK_TYPE_WIDGET)

/* --- the heading */

static const char *
get_phase (const MatoiIncident *incident)
{
  if (g_strcmp0 (incident->state, "ended") == 0)
    return matoi_ui_get_outcome (incident->outcome);
  return matoi_incident_phase_name (incident, incident->phase);
}

static void
show_severity (MatoiIncidentView *self)
{
  const MatoiIncident *incident = self->incident;
  const MatoiSeverity *severity =
    incident->policy && incident->severity
      ? matoi_policy_find_severity (incident->policy, incident->severity)
      : NULL;
  g_autofree char *undecided = NULL;
  const char *label = severity ? severity->label : incident->severity;

  if (label && incident->severity_undecided)
    {
      /* Translators: a severity nobody has decided on yet, such as "SEV-2 ?". */
      undecided = g_strdup_printf (_ ("%s ?"), label);
      label = undecided;
    }
  matoi_ui_show_severity (self->inc_severity, label, severity ? (int) severity->rank : 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->inc_severity),
                               severity ? matoi_text (severity->json, "definition") : NULL);
}

static void
show_subtitle (MatoiIncidentView *self)
{
  const MatoiIncident *incident = self->incident;
  gint64 start = matoi_ui_get_start (incident);
  gint64 age = matoi_context_get_now (self->context) - start;
  g_autofree char *since = NULL, *text = NULL;

  /* Translators: when an incident began, see strftime (3); the second one is for one of an
   * earlier day. */
  since = matoi_time_to_local (
    start, age < 20 * 60 * MATOI_MINUTE ? _ ("%H:%M %Z") : _ ("%-d %b %Y %H:%M %Z"), self->zone);
  /* Translators: under the title: %1$s is the reference, %2$s the phase, %3$s a time. */
  text =
    g_strdup_printf (_ ("%1$s · %2$s · since %3$s"), incident->ref, get_phase (incident), since);
  gtk_label_set_text (self->inc_subtitle, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->inc_subtitle), text);
}

static void
show_heading (MatoiIncidentView *self)
{
  const MatoiIncident *incident = self->incident;
  const char *ic = matoi_incident_get_holder (incident, "ic");
  g_autofree char *count = NULL;

  show_severity (self);
  show_subtitle (self);
  gtk_label_set_text (self->inc_title, incident->title ? incident->title : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->inc_title), incident->title);
  gtk_widget_set_visible (self->inc_drill, incident->drill);
  gtk_widget_set_visible (self->inc_confidential, incident->security);
  gtk_label_set_text (self->inc_ic, ic ? ic : _ ("Nobody yet"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->inc_ic), ic);
  if (ic)
    gtk_widget_remove_css_class (GTK_WIDGET (self->inc_ic), "warning");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->inc_ic), "warning");
  gtk_label_set_text (self->inc_elapsed_caption,
                      incident->ended_at == MATOI_TIME_NONE ? _ ("Elapsed") : _ ("Lasted"));
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u entry", "%u entries",
                                        incident->entries->len),
                           incident->entries->len);
  gtk_label_set_text (self->inc_count, count);
  matoi_incident_view_tick (self, matoi_context_get_now (self->context));
}

/* Moves the elapsed clock on; it stands still once the incident has ended. */
void
matoi_incident_view_tick (MatoiIncidentView *self, gint64 now)
{
  g_autofree char *text = NULL;

  g_return_if_fail (MATOI_IS_INCIDENT_VIEW (self));

  if (!self->incident)
    return;
  if (self->incident->ended_at != MATOI_TIME_NONE)
    now = self->incident->ended_at;
  text = matoi_ui_dup_elapsed (now - matoi_ui_get_start (self->incident));
  if (g_strcmp0 (gtk_label_get_text (self->inc_elapsed), text) != 0)
    gtk_label_set_text (self->inc_elapsed, text);
}

/* --- the timeline */

static void
bind_row (GtkListItem *list_item)
{
  MatoiIncidentView *self = g_object_get_data (G_OBJECT (list_item), "matoi-view");
  guint position = gtk_list_item_get_position (list_item);

  matoi_timeline_row_show (MATOI_TIMELINE_ROW (gtk_list_item_get_child (list_item)),
                           gtk_list_item_get_item (list_item),
                           matoi_timeline_model_starts_day (self->model, position, self->zone),
                           self->zone);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_child (list_item, matoi_timeline_row_new ());
  gtk_list_item_set_activatable (list_item, FALSE);
  g_object_set_data (G_OBJECT (list_item), "matoi-view", user_data);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  bind_row (list_item);
  g_signal_connect_swapped (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (bind_row),
                            list_item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), bind_row, list_item);
}

static void
show_newer (MatoiIncidentView *self)
{
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->inc_newer, self->n_newer > 0);
  gtk_widget_set_can_target (GTK_WIDGET (self->inc_newer), self->n_newer > 0);
  if (self->n_newer == 0)
    return;
  /* Translators: a button; leads to the entries that have come in below. */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u New Entry ↓", "%u New Entries ↓",
                                       self->n_newer),
                          self->n_newer);
  gtk_button_set_label (self->inc_newer_button, text);
}

static void
scroll_to_end (MatoiIncidentView *self)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  self->at_end = TRUE;
  self->n_newer = 0;
  show_newer (self);
  if (length > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->inc_timeline), "list.scroll-to-item", "u",
                                length - 1);
}

static gboolean
settle (gpointer user_data)
{
  MatoiIncidentView *self = user_data;

  self->settle_id = 0;
  if (self->at_end)
    scroll_to_end (self);
  return G_SOURCE_REMOVE;
}

/* The height of the list or of what is seen of it has changed, by no act of a person: stay at
 * the end. Once the layout is done, and before it is drawn. */
static void
on_height_changed (MatoiIncidentView *self)
{
  if (self->at_end && self->settle_id == 0)
    self->settle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 5, settle, self, NULL);
}

static void
on_scrolled (MatoiIncidentView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->inc_scroller);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (self->settle_id != 0)
    return;
  /* Half a row is near enough to mean "the end". */
  self->at_end = gtk_adjustment_get_value (adjustment) >= end - 24;
  if (self->at_end && self->n_newer > 0)
    {
      self->n_newer = 0;
      show_newer (self);
    }
}

/* --- the entry bar */

static char *
dup_hint (MatoiIncidentView *self, const char *name)
{
  if (g_strcmp0 (name, "end") == 0)
    /* Translators: %s is a reference; leave the command as it is. */
    return g_strdup_printf (_ ("To end the incident, state its outcome: matoictl end %s --outcome "
                               "recovered (or recovering, false-alarm). It lists what is still missing."),
      self->incident->ref);
  return g_strdup (
    _ ("Matoi does not page anybody by itself yet. Page with your usual tool, then start a clock "
                      "here with “@name 5m text”."));
}

/* A line on its way to the log. It is not cancelled when another incident is opened or the
 * window is closed: it was entered. */
typedef struct
{
  MatoiIncidentView *view;
  MatoiId incident;
  char *line;
} Submission;

static void
submission_free (Submission *submission)
{
  g_object_unref (submission->view);
  g_free (submission->line);
  g_free (submission);
}

/* The line was recorded while another incident was shown: it is no draft any more. */
static void
drop_draft (const Submission *submission)
{
  GHashTable *drafts = submission->view->drafts;
  const char *draft = drafts ? g_hash_table_lookup (drafts, &submission->incident) : NULL;

  if (draft && g_str_has_prefix (draft, submission->line))
    g_hash_table_insert (drafts, matoi_id_copy (&submission->incident),
                         g_strdup (draft + strlen (submission->line)));
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Submission *submission = user_data;
  MatoiIncidentView *self = submission->view;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  if (!self->incident || !matoi_id_equal (&submission->incident, &self->incident->id))
    {
      if (receipt)
        drop_draft (submission);
    }
  else if (receipt)
    {
      /* "events-recorded" has brought the entry before this answer. */
      scroll_to_end (self);
      matoi_entry_bar_accept (self->inc_entry_bar);
    }
  else
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      matoi_entry_bar_refuse (self->inc_entry_bar, text, FALSE);
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  submission_free (submission);
}

static void
on_submit (MatoiIncidentView *self, const char *line, gint64 typed_at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiCommand) command = NULL;
  g_autofree char *text = NULL;
  Submission *submission;

  if (!self->incident)
    return;
  /* A time in the line means the clock that is shown beside it. */
  command = matoi_line_parse (line, matoi_context_get_identity (self->context), typed_at,
                              self->zone, &error);
  if (!command)
    {
      text = matoi_ui_dup_error (error);
      matoi_entry_bar_refuse (self->inc_entry_bar, text, FALSE);
      return;
    }
  if (g_strcmp0 (command->name, "end") == 0 || g_strcmp0 (command->name, "page") == 0)
    {
      text = dup_hint (self, command->name);
      matoi_entry_bar_refuse (self->inc_entry_bar, text, TRUE);
      return;
    }
  submission = g_new0 (Submission, 1);
  submission->view = g_object_ref (self);
  submission->incident = self->incident->id;
  submission->line = g_strdup (line);
  matoi_context_submit_async (self->context, &self->incident->id, command, NULL, on_submitted,
                              submission);
}

/* --- the incident */

static void
keep_draft (MatoiIncidentView *self)
{
  const char *text = matoi_entry_bar_get_text (self->inc_entry_bar);

  if (!self->incident)
    return;
  if (*text)
    g_hash_table_insert (self->drafts, matoi_id_copy (&self->incident->id), g_strdup (text));
  else
    g_hash_table_remove (self->drafts, &self->incident->id);
}

/* Shows @incident (transfer full), or nothing. A line that was typed for another incident
 * waits there. */
void
matoi_incident_view_take_incident (MatoiIncidentView *self, MatoiIncident *incident)
{
  const char *draft;

  g_return_if_fail (MATOI_IS_INCIDENT_VIEW (self));

  keep_draft (self);
  matoi_timeline_model_set_incident (self->model, NULL);
  g_clear_pointer (&self->incident, matoi_incident_free);
  self->incident = incident;
  if (!incident)
    return;

  draft = g_hash_table_lookup (self->drafts, &incident->id);
  matoi_entry_bar_reset (self->inc_entry_bar, draft ? draft : "");
  matoi_timeline_model_set_incident (self->model, incident);
  show_heading (self);
  scroll_to_end (self);
}

/* The incident shown, or NULL. */
const MatoiIncident *
matoi_incident_view_get_incident (MatoiIncidentView *self)
{
  g_return_val_if_fail (MATOI_IS_INCIDENT_VIEW (self), NULL);

  return self->incident;
}

/* Folds in those of @events (of MatoiEvent, durable) which are of the incident shown. */
void
matoi_incident_view_apply (MatoiIncidentView *self, GPtrArray *events)
{
  g_autoptr (GPtrArray) ours = NULL;
  gboolean folded_again = FALSE, was_at_end;
  guint before;

  g_return_if_fail (MATOI_IS_INCIDENT_VIEW (self));

  if (!self->incident || !events)
    return;
  ours = g_ptr_array_new ();
  for (guint i = 0; i < events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (events, i);

      if (matoi_id_equal (&event->incident, &self->incident->id) &&
          !g_hash_table_contains (self->incident->event_ids, &event->id))
        g_ptr_array_add (ours, event);
    }
  if (ours->len == 0)
    return;

  before = self->incident->entries->len;
  was_at_end = self->at_end;
  if (ours->len > BATCH)
    {
      matoi_incident_apply_all (self->incident, ours);
      folded_again = TRUE;
    }
  else
    for (guint i = 0; i < ours->len; i++)
      folded_again |= matoi_incident_apply (self->incident, g_ptr_array_index (ours, i));
  matoi_timeline_model_update (self->model, ours, folded_again);
  show_heading (self);
  if (was_at_end)
    scroll_to_end (self);
  else
    {
      self->n_newer += self->incident->entries->len - before;
      show_newer (self);
    }
}

/* Shows times in @zone. */
void
matoi_incident_view_set_zone (MatoiIncidentView *self, GTimeZone *zone)
{
  g_return_if_fail (MATOI_IS_INCIDENT_VIEW (self) && zone != NULL);

  g_time_zone_ref (zone);
  g_time_zone_unref (self->zone);
  self->zone = zone;
  matoi_timeline_model_refresh (self->model);
  if (self->incident)
    show_heading (self);
}

/* In a narrow window the commander's box makes room; the timeline still names them. */
void
matoi_incident_view_set_narrow (MatoiIncidentView *self, gboolean narrow)
{
  gtk_widget_set_visible (self->inc_ic_box, !narrow);
}

/* To be called once, before an incident is shown. */
void
matoi_incident_view_set_context (MatoiIncidentView *self, MatoiContext *context)
{
  g_set_object (&self->context, context);
}

static gboolean
matoi_incident_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_INCIDENT_VIEW (widget)->inc_entry_bar));
}

static void
matoi_incident_view_dispose (GObject *object)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->model)
    matoi_timeline_model_set_incident (self->model, NULL);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_INCIDENT_VIEW);
  g_clear_object (&self->model);
  g_clear_pointer (&self->incident, matoi_incident_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_incident_view_parent_class)->dispose (object);
}

static void
matoi_incident_view_class_init (MatoiIncidentViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_incident_view_dispose;
  widget_class->grab_focus = matoi_incident_view_grab_focus;
  g_type_ensure (MATOI_TYPE_ENTRY_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/incident-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_elapsed_caption);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_elapsed);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_subtitle);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_drill);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_confidential);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_ic_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_ic);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_timeline);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_newer);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_newer_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_entry_bar);
}

static void
matoi_incident_view_init (MatoiIncidentView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkAdjustment *adjustment;

  self->model = matoi_timeline_model_new ();
  self->zone = g_time_zone_new_local ();
  self->drafts = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, g_free);
  self->at_end = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (self->inc_timeline, factory);
  g_object_unref (factory);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_list_view_set_model (self->inc_timeline, GTK_SELECTION_MODEL (selection));

  adjustment = gtk_scrolled_window_get_vadjustment (self->inc_scroller);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_height_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->inc_newer_button, "clicked", G_CALLBACK (scroll_to_end), self);
  g_signal_connect_swapped (self->inc_entry_bar, "submit", G_CALLBACK (on_submit), self);
  show_newer (self);
}
