/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-publish-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-adapter.h"
#include "matoi-context-outbox.h"
#include "matoi-postmortem.h"
#include "matoi-side.h"

/* Where it stands once it was asked for. */

static const char *
get_url (MatoiPostPublish *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiUpdate *update = matoi_incident_find_update (incident, &self->update);

  if (self->is_message)
    return incident->postmortem ? incident->postmortem->message.url : NULL;
  return update ? update->url : NULL;
}

static const char *
get_sentence (MatoiPublishState state)
{
  switch (state)
    {
    case MATOI_PUBLISH_OUT:
      return _ ("Published.");
    case MATOI_PUBLISH_PERSON:
      return _ ("Not published: somebody has to decide.");
    case MATOI_PUBLISH_WAITING:
      return _ ("On its way to the status page. You need not wait here.");
    case MATOI_PUBLISH_NONE:
    default:
      return _ ("Nothing is on its way: it was discarded, or Statuspage is not connected any more. "
                "Go back to publish it anew, or record it by hand.");
    }
}

static void
show_state (MatoiPostPublish *self, MatoiPublishState state, const char *reason)
{
  const char *url = state == MATOI_PUBLISH_OUT ? get_url (self) : NULL;

  matoi_side_set_label (self->pub_state, get_sentence (state));
  matoi_side_set_label (self->pub_reason, reason ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->pub_reason), reason && state != MATOI_PUBLISH_OUT);
  gtk_widget_set_visible (self->pub_spinner, state == MATOI_PUBLISH_WAITING);
  gtk_spinner_set_spinning (GTK_SPINNER (self->pub_spinner), state == MATOI_PUBLISH_WAITING);
  gtk_widget_set_visible (self->pub_outbox, state == MATOI_PUBLISH_PERSON);
  gtk_widget_set_visible (self->pub_anew,
                          state == MATOI_PUBLISH_PERSON || state == MATOI_PUBLISH_NONE);
  gtk_widget_set_visible (self->pub_link, url != NULL);
  if (url)
    {
      gtk_link_button_set_uri (GTK_LINK_BUTTON (self->pub_link), url);
      gtk_button_set_label (GTK_BUTTON (self->pub_link), url);
    }
}

/* (nullable) Why nothing goes there now, if the service says so itself. */
static const char *
get_trouble (MatoiContext *context)
{
  MatoiAdapter *adapter = matoi_adapter_get (context, "statuspage");
  MatoiAdapterState state = adapter ? matoi_adapter_get_state (adapter) : MATOI_ADAPTER_OFF;

  return state == MATOI_ADAPTER_OFFLINE || state == MATOI_ADAPTER_REFUSED
           ? matoi_adapter_get_text (adapter)
           : NULL;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostPublish) self = user_data;
  g_autoptr (GPtrArray) rows =
    matoi_context_list_outbox_finish (MATOI_CONTEXT (source), result, NULL);
  g_autofree char *reason = NULL;
  MatoiPublishState state;

  if (!rows || !self->session || !self->asked ||
      matoi_session_get_context (self->session) != MATOI_CONTEXT (source))
    return;
  state = matoi_status_page_judge (matoi_session_get_incident (self->session),
                                   self->is_message ? NULL : &self->update, rows,
                                   matoi_session_get_zone (self->session), &reason);
  show_state (self, state,
              !reason && state == MATOI_PUBLISH_WAITING ? get_trouble (MATOI_CONTEXT (source))
                                                        : reason);
}

/* Looks where it stands, and shows it. */
void
matoi_post_publish_watch (MatoiPostPublish *self)
{
  if (!self->session || !self->asked)
    return;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pub_stack), "state") != 0)
    {
      gboolean is_here = gtk_widget_get_focus_child (GTK_WIDGET (self->pub_stack)) != NULL;

      /* Until it is known: as if it were on its way, which it is in a moment. */
      show_state (self, MATOI_PUBLISH_WAITING, NULL);
      gtk_stack_set_visible_child_name (self->pub_stack, "state");
      /* One Enter too many does no more than leave. */
      if (is_here)
        gtk_widget_grab_focus (self->pub_close);
    }
  matoi_context_list_outbox_async (matoi_session_get_context (self->session),
                                   &matoi_session_get_incident (self->session)->id, FALSE, NULL,
                                   on_listed, g_object_ref (self));
}
