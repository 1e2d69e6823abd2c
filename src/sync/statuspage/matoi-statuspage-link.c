/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-link.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-statuspage-errands.h"

#define PROBE_MS 15000

struct _MatoiStatuspageLink
{
  MatoiLink parent_instance;
  MatoiDesk *desk;
  MatoiHttp *http;
  MatoiStatuspageClient *client;
  MatoiStatuspageErrands *errands;
};

G_DEFINE_FINAL_TYPE (MatoiStatuspageLink, matoi_statuspage_link, MATOI_TYPE_LINK)

/* --- whether the page is there, and the token is good */

static void
try_later (MatoiStatuspageLink *self, const char *why, gint64 pause)
{
  matoi_link_ask_in (MATOI_LINK (self), MAX (pause, PROBE_MS));
  matoi_link_set_state (
    MATOI_LINK (self), MATOI_LINK_OFFLINE,
    /* Translators: %s is a whole sentence, such as “The server cannot be found.” */
    g_strdup_printf (_ ("Statuspage is not reached. What waits is kept and goes out by "
                                    "itself. %s"),
                        why));
}

/* (nullable) the name of the page of the settings. */
static const char *
find_page (MatoiStatuspageLink *self, JsonArray *pages)
{
  const char *wanted = matoi_desk_get_setting (self->desk, "statuspage.page");

  for (guint i = 0; pages != NULL && i < json_array_get_length (pages); i++)
    {
      JsonObject *page = matoi_json_array_get_object (pages, i);
      const char *id = page ? matoi_json_get_string (page, "id") : NULL;
      const char *name = page ? matoi_json_get_string (page, "name") : NULL;

      if (id != NULL && g_strcmp0 (id, wanted) == 0)
        return name != NULL ? name : id;
    }
  return NULL;
}

static void
take_answer (MatoiStatuspageLink *self, const MatoiStatuspageAnswer *answer)
{
  const char *name = NULL;

  if (answer->outcome == MATOI_STATUSPAGE_OK)
    name = find_page (self, matoi_statuspage_answer_get_list (answer));
  if (name != NULL)
    {
      matoi_errands_start (matoi_statuspage_errands_get (self->errands));
      matoi_link_set_state (
        MATOI_LINK (self), MATOI_LINK_ONLINE,
        /* Translators: %s is the name of a status page. */
        g_strdup_printf (_ ("Connected to the page “%s”. Only what somebody publishes "
                                        "goes there."),
                            name));
    }
  else if (answer->outcome == MATOI_STATUSPAGE_OK)
    matoi_link_set_state (
      MATOI_LINK (self), MATOI_LINK_REFUSED,
      g_strdup (_ ("The page Matoi publishes on is not in this account any more. Choose "
                            "one in the preferences.")));
  else if (answer->outcome == MATOI_STATUSPAGE_AUTH || answer->outcome == MATOI_STATUSPAGE_REFUSED)
    matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_REFUSED,
                          matoi_statuspage_answer_dup_text (answer));
  else
    try_later (self, answer->text, answer->retry_after);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiStatuspageLink) self = user_data;
  g_autoptr (MatoiStatuspageAnswer) answer =
    matoi_statuspage_client_call_finish (MATOI_STATUSPAGE_CLIENT (source), result, NULL);

  if (matoi_link_end_ask (MATOI_LINK (self)) && answer != NULL)
    take_answer (self, answer);
}

static gboolean
matoi_statuspage_link_ask (MatoiLink *link)
{
  MatoiStatuspageLink *self = MATOI_STATUSPAGE_LINK (link);

  matoi_statuspage_client_call_async (self->client, "GET", "pages", NULL,
                                      matoi_link_get_cancellable (MATOI_LINK (self)), on_answer,
                                      g_object_ref (self));
  return TRUE;
}

static void
on_trouble (MatoiStatuspageLink *self, MatoiErrand *errand)
{
  if (errand->dead != NULL)
    matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_REFUSED, g_strdup (errand->dead));
  else
    try_later (self, errand->detail != NULL ? errand->detail : "", PROBE_MS);
}

/* --- as a link: see matoi-link.h */

static void
matoi_statuspage_link_stop (MatoiLink *link)
{
  MatoiStatuspageLink *self = MATOI_STATUSPAGE_LINK (link);

  if (self->errands != NULL)
    matoi_errands_stop (matoi_statuspage_errands_get (self->errands));
}

static void
matoi_statuspage_link_hurry (MatoiLink *link)
{
  MatoiStatuspageLink *self = MATOI_STATUSPAGE_LINK (link);

  matoi_errands_hurry (matoi_statuspage_errands_get (self->errands));
}

static void
matoi_statuspage_link_wake (MatoiLink *link)
{
  MatoiStatuspageLink *self = MATOI_STATUSPAGE_LINK (link);

  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_OFFLINE)
    matoi_link_ask (link);
  else
    matoi_link_hurry (link);
}

static gboolean
matoi_statuspage_link_is_quiet (MatoiLink *link)
{
  MatoiStatuspageLink *self = MATOI_STATUSPAGE_LINK (link);

  return !matoi_errands_is_busy (matoi_statuspage_errands_get (self->errands));
}

/** matoi_statuspage_link_look_async: see the header. */
void
matoi_statuspage_link_look_async (MatoiStatuspageLink *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  matoi_statuspage_look_async (self->client, matoi_desk_get_setting (self->desk, "statuspage.page"),
                               cancellable, callback, user_data);
}

static void
matoi_statuspage_link_dispose (GObject *object)
{
  MatoiStatuspageLink *self = MATOI_STATUSPAGE_LINK (object);

  matoi_statuspage_link_stop (MATOI_LINK (self));
  g_clear_object (&self->errands);
  g_clear_object (&self->client);
  g_clear_object (&self->http);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (matoi_statuspage_link_parent_class)->dispose (object);
}

static void
matoi_statuspage_link_class_init (MatoiStatuspageLinkClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_statuspage_link_dispose;
  MATOI_LINK_CLASS (class)->ask = matoi_statuspage_link_ask;
  MATOI_LINK_CLASS (class)->stop = matoi_statuspage_link_stop;
  MATOI_LINK_CLASS (class)->hurry = matoi_statuspage_link_hurry;
  MATOI_LINK_CLASS (class)->wake = matoi_statuspage_link_wake;
  MATOI_LINK_CLASS (class)->is_quiet = matoi_statuspage_link_is_quiet;
}

static void
matoi_statuspage_link_init (MatoiStatuspageLink *self)
{
  matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_CONNECTING,
                        g_strdup (_ ("Connecting to Statuspage…")));
}

/**
 * matoi_statuspage_link_new:
 * @token: a key of the account the page belongs to
 *
 * Returns: (transfer full): a connection that was not started yet
 */
MatoiLink *
matoi_statuspage_link_new (MatoiDesk *desk, const char *token)
{
  MatoiStatuspageLink *self = g_object_new (MATOI_TYPE_STATUSPAGE_LINK, NULL);

  self->desk = g_object_ref (desk);
  self->http = matoi_http_new ();
  self->client =
    matoi_statuspage_client_new (self->http, matoi_desk_get_setting (desk, "statuspage.base-url"),
                                 token);
  self->errands = matoi_statuspage_errands_new (desk, self->client);
  g_signal_connect_object (matoi_statuspage_errands_get (self->errands), "trouble",
                           G_CALLBACK (on_trouble), self, G_CONNECT_SWAPPED);
  return MATOI_LINK (self);
}
