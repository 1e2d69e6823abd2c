/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-steps-box.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-actions.h"
#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-side.h"
#include "matoi-steps-window.h"
#include "matoi-ui-text.h"

struct _MatoiStepsBox
{
  GtkWidget parent_instance;
  GtkWidget *stp_track;
  GtkLabel *stp_text, *stp_list;

  MatoiSession *session; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiStepsBox, matoi_steps_box, GTK_TYPE_WIDGET)

static void
on_track (MatoiStepsBox *self)
{
  if (self->session)
    matoi_steps_window_open (GTK_WIDGET (self), self->session);
}

/* --- before */

/* Why none can be asked for. (nullable) (transfer full) */
static char *
dup_obstacle (MatoiSession *session, const MatoiStepsDraft *draft)
{
  if (!matoi_context_has_tickets (matoi_session_get_context (session)))
    return g_strdup (_ ("No JIRA is set up, so the steps are not tracked there. Set JIRA up in "
                        "Preferences."));
  for (guint i = 0; i < draft->parent->problems->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (draft->parent->problems, i);

      if (g_str_equal (check->id, "SEC-13"))
        return g_strdup (check->text);
    }
  return NULL;
}

static void
show_offer (MatoiStepsBox *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autoptr (MatoiStepsDraft) draft =
    matoi_context_draft_steps (matoi_session_get_context (self->session), incident);
  g_autofree char *why = dup_obstacle (self->session, draft);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u step of the process is still open.",
                                  "%u steps of the process are still open.", draft->steps->len),
                     draft->steps->len);

  gtk_widget_set_visible (GTK_WIDGET (self), draft->steps->len > 0);
  gtk_widget_set_visible (self->stp_track, TRUE);
  gtk_widget_set_sensitive (self->stp_track, why == NULL);
  matoi_side_set_label (self->stp_text, why ? why : text);
}

/* --- after */

static gboolean
is_waiting (const MatoiIncident *incident, GPtrArray *outbox)
{
  g_autofree char *mark = matoi_steps_dup_mark (incident, NULL);

  for (guint i = 0; outbox && i < outbox->len; i++)
    if (g_str_has_suffix (((MatoiOutboxRow *) g_ptr_array_index (outbox, i))->lane, mark))
      return TRUE;
  return FALSE;
}

/* (transfer full): how it stands; empty: nobody has asked yet. */
static char *
dup_standing (const MatoiStepProgress *progress)
{
  if (progress->gone)
    return g_strdup (_ ("Not in JIRA any more"));
  if (progress->status && progress->assignee)
    /* Translators: %1$s is the status of a ticket, as JIRA calls it, %2$s a person. */
    return g_strdup_printf (_ ("%1$s, %2$s"), progress->status, progress->assignee);
  return g_strdup (progress->status ? progress->status : "");
}

static void
add_ticket (GString *list,
            const char *key,
            const char *url,
            const char *words,
            const MatoiStepProgress *progress)
{
  g_autofree char *standing = dup_standing (progress);
  g_autofree char *text =
    *standing ? g_strdup_printf ("%s (%s)", words, standing) : g_strdup (words);
  g_autofree char *line = url
                            ? g_markup_printf_escaped ("<a href=\"%s\">%s</a>  %s", url, key, text)
                            : g_markup_printf_escaped ("%s  %s", key, text);

  g_string_append_printf (list, "%s%s", list->len ? "\n" : "", line);
}

/* Their words are those that were asked for. */
static char *
dup_list (const MatoiPostmortem *self, guint *n_listed)
{
  const MatoiStepsTicket *steps = &self->steps;
  JsonArray *array = steps->draft ? matoi_json_get_array (steps->draft, "steps") : NULL;
  const char *title = steps->draft ? matoi_json_get_string (steps->draft, "summary") : NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  add_ticket (list, steps->key, steps->url, title ? title : "", &steps->progress);
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *item = matoi_json_array_get_object (array, i);
      const char *id = item ? matoi_json_get_string (item, "id") : NULL;
      const char *words = item ? matoi_json_get_string (item, "summary") : NULL;
      const MatoiStepTicket *ticket = id ? matoi_steps_find (self, id) : NULL;

      if (ticket && ticket->listed)
        (*n_listed)++;
      else if (ticket)
        add_ticket (list, ticket->key, ticket->url, words ? words : "", &ticket->progress);
    }
  return g_strdup (list->str);
}

static void
show_tickets (MatoiStepsBox *self, const MatoiPostmortem *postmortem)
{
  guint n_listed = 0;
  g_autofree char *list = dup_list (postmortem, &n_listed);

  gtk_label_set_markup (self->stp_list, list);
  matoi_side_set_label (
    self->stp_text,
    n_listed ? _ ("The project has no sub-tasks: the ticket lists the steps.")
             : _ ("The steps are tracked in JIRA. The postmortem itself is closed here."));
}

void
matoi_steps_box_show (MatoiStepsBox *self, MatoiSession *session, GPtrArray *outbox)
{
  const MatoiIncident *incident = session ? matoi_session_get_incident (session) : NULL;
  const MatoiPostmortem *postmortem = incident ? incident->postmortem : NULL;
  gboolean known;

  g_return_if_fail (MATOI_IS_STEPS_BOX (self));

  g_set_object (&self->session, session);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (!postmortem || !self->stp_list || strcmp (postmortem->state, "waived") == 0)
    return;
  known = postmortem->steps.key != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->stp_list), known);
  gtk_widget_set_visible (self->stp_track, FALSE);
  if (known)
    show_tickets (self, postmortem);
  else if (is_waiting (incident, outbox))
    matoi_side_set_label (self->stp_text, _ ("The ticket is in the outbox, on its way."));
  if (known || is_waiting (incident, outbox))
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  else if (matoi_lessons_may_act (session))
    show_offer (self);
}

/* --- the object */

static void
matoi_steps_box_dispose (GObject *object)
{
  MatoiStepsBox *self = MATOI_STEPS_BOX (object);

  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_STEPS_BOX);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_steps_box_parent_class)->dispose (object);
}

static void
matoi_steps_box_class_init (MatoiStepsBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_steps_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/steps-box.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsBox, stp_track);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsBox, stp_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsBox, stp_list);
  gtk_widget_class_bind_template_callback (widget_class, on_track);
}

static void
matoi_steps_box_init (MatoiStepsBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
