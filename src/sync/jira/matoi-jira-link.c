/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-link-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"

#define PROBE_MS     15000
#define PROBE_MAX_MS (5 * 60 * 1000)

G_DEFINE_FINAL_TYPE (MatoiJiraLink, matoi_jira_link, MATOI_TYPE_LINK)

/* --- where it stands */

void
matoi_jira_link_refuse (MatoiJiraLink *self, char *text)
{
  matoi_jira_link_rest (self);
  matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_REFUSED, text);
}

static void
try_later (MatoiJiraLink *self, const char *why)
{
  guint wait = MIN (PROBE_MAX_MS, PROBE_MS << MIN (self->n_probes, 8));

  matoi_jira_link_rest (self);
  self->n_probes++;
  matoi_link_ask_in (MATOI_LINK (self), wait / self->haste);
  matoi_link_set_state (
    MATOI_LINK (self), MATOI_LINK_OFFLINE,
    /* Translators: %s is a whole sentence, such as “The server cannot be found.” */
    g_strdup_printf (_ ("JIRA is not reached. What waits is kept and goes out by itself. %s"),
                        why));
}

/* No token, no address, or a page to sign in: @answer says it. */
static void
turn_away (MatoiJiraLink *self, const MatoiJiraAnswer *answer)
{
  if (answer->outcome == MATOI_JIRA_AUTH || answer->outcome == MATOI_JIRA_SCOPE)
    matoi_jira_link_refuse (self, g_strdup (answer->text));
  else
    try_later (self, answer->text);
}

static void
tell_online (MatoiJiraLink *self)
{
  /* Translators: %s is the name of a JIRA. */
  g_autofree char *text = g_strdup_printf (_ ("Connected to %s."), self->name);

  matoi_link_set_state (
    MATOI_LINK (self), MATOI_LINK_ONLINE,
    self->left_out != NULL
      /* Translators: one after the other; without a blank where that is usual. */
      ? g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), text, self->left_out)
      : g_steal_pointer (&text));
}

void
matoi_jira_link_tell_left_out (MatoiJiraLink *self, const char *project, GPtrArray *fields)
{
  g_autofree char *names = NULL;

  if (fields->len == 0)
    return;
  g_ptr_array_add (fields, NULL);
  names = g_strjoinv (", ", (char **) fields->pdata);
  g_free (self->left_out);
  /* Translators: 1: the key of a project, 2: ids of fields such as priority, duedate */
  self->left_out =
    g_strdup_printf (_ ("Tickets in %1$s are made without what its create screen does not take: "
                                       "%2$s."),
                        project, names);
  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_ONLINE)
    tell_online (self);
}

/* --- who is there, and who are we */

static void
go_online (MatoiJiraLink *self)
{
  gboolean anew = matoi_link_get_state (MATOI_LINK (self)) != MATOI_LINK_ONLINE || !self->polled;

  self->n_probes = 0;
  if (self->errands == NULL)
    matoi_jira_link_make_parts (self);
  tell_online (self);
  matoi_errands_start (self->errands);
  /* If only that goes wrong, its own time comes. */
  if (anew)
    matoi_jira_poll_start (self->poll);
}

static const char *
get_setting (MatoiJiraLink *self, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s.%s", self->site, name);
  const char *value = matoi_desk_get_setting (self->desk, key);

  return value != NULL && *value != '\0' ? value : NULL;
}

static void
on_myself (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiJiraLink) self = user_data;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, NULL);

  if (!matoi_link_end_ask (MATOI_LINK (self)) || list == NULL)
    return;
  if (list->answer->outcome == MATOI_JIRA_OK)
    go_online (self);
  else
    turn_away (self, list->answer);
}

static MatoiJiraFlavour
get_flavour (MatoiJiraLink *self, const MatoiJiraSite *site)
{
  const char *chosen = get_setting (self, "flavour");

  if (site->answer->outcome == MATOI_JIRA_OK)
    return site->flavour;
  return g_strcmp0 (chosen, "server") == 0 ? MATOI_JIRA_DC : MATOI_JIRA_CLOUD;
}

static void
use_site (MatoiJiraLink *self, const MatoiJiraSite *site)
{
  MatoiJiraFlavour flavour = get_flavour (self, site);
  g_autoptr (GUri) uri = g_uri_parse (self->address, G_URI_FLAGS_ENCODED, NULL);

  if (self->client != NULL && matoi_jira_client_get_flavour (self->client) != flavour)
    {
      matoi_jira_link_drop_parts (self);
      g_clear_object (&self->client);
    }
  if (self->client != NULL)
    return;
  self->base =
    g_strdup (site->base_url != NULL && matoi_http_is_address (site->base_url) ? site->base_url
                                                                               : self->address);
  self->name = g_strdup (get_setting (self, "name") != NULL ? get_setting (self, "name")
                         : uri != NULL                      ? g_uri_get_host (uri)
                                                            : self->address);
  self->client = matoi_jira_client_new (self->http, self->address, flavour,
                                        get_setting (self, "email"), self->token);
}

/* One that tells strangers nothing at all is asked with the token, if somebody has said what it
 * is. */
static gboolean
may_go_on (MatoiJiraLink *self, const MatoiJiraAnswer *answer)
{
  return answer->outcome == MATOI_JIRA_OK ||
         (get_setting (self, "flavour") != NULL && answer->status != 0 &&
          (answer->outcome == MATOI_JIRA_AUTH || answer->outcome == MATOI_JIRA_SCOPE));
}

static void
on_site (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiJiraLink) self = user_data;
  g_autoptr (MatoiJiraSite) site = matoi_jira_probe_finish (result, NULL);

  if (site == NULL || matoi_link_is_over (MATOI_LINK (self)))
    {
      matoi_link_end_ask (MATOI_LINK (self));
      return;
    }
  if (!may_go_on (self, site->answer))
    {
      matoi_link_end_ask (MATOI_LINK (self));
      turn_away (self, site->answer);
      return;
    }
  use_site (self, site);
  matoi_jira_list_myself (self->client, matoi_link_get_cancellable (MATOI_LINK (self)), on_myself,
                          g_object_ref (self));
}

/* FALSE: a person has to do something first. */
static gboolean
prepare (MatoiJiraLink *self)
{
  const char *trust = get_setting (self, "ca-file");
  g_autoptr (GError) error = NULL;

  if (self->http != NULL)
    return TRUE;
  self->address = matoi_jira_dup_site (get_setting (self, "base-url"));
  if (self->address == NULL)
    {
      matoi_jira_link_refuse (
        self, g_strdup (_ ("The address of JIRA is not one that begins with “https://”. "
                                 "Correct it in the preferences.")));
      return FALSE;
    }
  self->http = matoi_http_new ();
  if (trust == NULL || matoi_http_set_trust_file (self->http, trust, &error))
    return TRUE;
  g_clear_object (&self->http);
  g_clear_pointer (&self->address, g_free);
  matoi_jira_link_refuse (self, g_strdup (error->message));
  return FALSE;
}

static gboolean
matoi_jira_link_ask (MatoiLink *link)
{
  MatoiJiraLink *self = MATOI_JIRA_LINK (link);

  if (!prepare (self))
    return FALSE;
  matoi_jira_probe_async (self->http, self->address, matoi_link_get_cancellable (MATOI_LINK (self)),
                          on_site, g_object_ref (self));
  return TRUE;
}

/* --- MatoiLink */

static void
matoi_jira_link_stop (MatoiLink *link)
{
  MatoiJiraLink *self = MATOI_JIRA_LINK (link);

  matoi_jira_link_drop_parts (self);
}

static void
matoi_jira_link_hurry (MatoiLink *link)
{
  MatoiJiraLink *self = MATOI_JIRA_LINK (link);

  matoi_errands_hurry (self->errands);
}

static void
matoi_jira_link_wake (MatoiLink *link)
{
  MatoiJiraLink *self = MATOI_JIRA_LINK (link);

  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_REFUSED)
    return;
  self->n_probes = 0;
  self->polled = FALSE;
  matoi_link_ask (link);
}

static gboolean
matoi_jira_link_is_quiet (MatoiLink *link)
{
  MatoiJiraLink *self = MATOI_JIRA_LINK (link);

  return self->polled && !matoi_link_is_asking (link) && !matoi_jira_poll_is_busy (self->poll) &&
         !matoi_errands_is_busy (self->errands);
}

/** matoi_jira_link_set_haste: see the header; before it is started. */
void
matoi_jira_link_set_haste (MatoiJiraLink *self, guint factor)
{
  g_return_if_fail (MATOI_IS_JIRA_LINK (self));
  g_return_if_fail (factor > 0);

  self->haste = factor;
}

static void
matoi_jira_link_dispose (GObject *object)
{
  MatoiJiraLink *self = MATOI_JIRA_LINK (object);

  matoi_jira_link_stop (MATOI_LINK (self));
  g_clear_object (&self->client);
  g_clear_object (&self->http);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (matoi_jira_link_parent_class)->dispose (object);
}

static void
matoi_jira_link_finalize (GObject *object)
{
  MatoiJiraLink *self = MATOI_JIRA_LINK (object);

  g_hash_table_unref (self->screens);
  g_hash_table_unref (self->made);
  g_free (self->site);
  g_free (self->token);
  g_free (self->address);
  g_free (self->base);
  g_free (self->name);
  g_free (self->left_out);
  G_OBJECT_CLASS (matoi_jira_link_parent_class)->finalize (object);
}

static void
matoi_jira_link_class_init (MatoiJiraLinkClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_jira_link_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_jira_link_finalize;
  MATOI_LINK_CLASS (class)->ask = matoi_jira_link_ask;
  MATOI_LINK_CLASS (class)->stop = matoi_jira_link_stop;
  MATOI_LINK_CLASS (class)->hurry = matoi_jira_link_hurry;
  MATOI_LINK_CLASS (class)->wake = matoi_jira_link_wake;
  MATOI_LINK_CLASS (class)->is_quiet = matoi_jira_link_is_quiet;
}

static void
matoi_jira_link_init (MatoiJiraLink *self)
{
  self->screens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) matoi_jira_screen_unref);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->haste = 1;
  matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_CONNECTING,
                        g_strdup (_ ("Connecting to JIRA…")));
}

/**
 * matoi_jira_link_new:
 * @site: "jira" or "jira2"; its settings are read once it is started
 *
 * Returns: (transfer full): a connection that was not started yet
 */
MatoiLink *
matoi_jira_link_new (MatoiDesk *desk, const char *site, const char *token)
{
  MatoiJiraLink *self = g_object_new (MATOI_TYPE_JIRA_LINK, NULL);

  self->desk = g_object_ref (desk);
  self->site = g_strdup (site);
  self->token = g_strdup (token);
  return MATOI_LINK (self);
}
