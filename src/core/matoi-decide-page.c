/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* Who is paged, and what came of it (DEC-07, DEC-08, IL-01). */

/* In characters: what a pager reads out, and a name. */
#define MAX_MESSAGE 1000
#define MAX_WHOM    200

static gboolean
check_length (const char *text, glong max, GError **error)
{
  if (text == NULL || g_utf8_strlen (text, -1) <= max)
    return TRUE;
  return matoi_refuse_input (
    error,
    /* Translators: a number of characters */
    g_dngettext (GETTEXT_PACKAGE, "That is longer than %d character. Nobody was paged.",
                 "That is longer than %d characters. Nobody was paged.", (gulong) max),
    (int) max);
}

/* CUL-09: nobody has to ask for leave. */
static gboolean
decide_page (MatoiDecision *d, GError **error)
{
  const char *whom = matoi_decision_require (d, "whom", error);
  gboolean by_hand = matoi_json_get_boolean (d->args, "by_hand", FALSE);
  JsonObject *payload;

  if (whom == NULL || !check_length (whom, MAX_WHOM, error) ||
      !check_length (matoi_decision_get (d, "message"), MAX_MESSAGE, error) ||
      !check_length (matoi_decision_get (d, "person"), MAX_WHOM, error))
    return FALSE;
  payload = matoi_decision_copy (d, "whom", "message", NULL);
  if (by_hand)
    {
      json_object_set_boolean_member (payload, "by_hand", TRUE);
      matoi_json_set_string (payload, "person", matoi_decision_get (d, "person"));
    }
  matoi_decision_add (d, "page.asked", payload);
  return TRUE;
}

static const MatoiPage *
require_page (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "page", error);
  MatoiId id;

  if (text == NULL || !matoi_incident_resolve (d->state, "page", text, &id, error))
    return NULL;
  return matoi_incident_find_page (d->state, &id);
}

/* Whether that is known already, or less than what is known: who has answered was reached. */
static gboolean
is_known (const MatoiPage *page, const char *person, const char *result, const char *url)
{
  const MatoiPageResult *known = matoi_page_find_result (page, person);

  if (url != NULL && g_strcmp0 (page->url, url) != 0)
    return FALSE;
  if (known == NULL)
    return FALSE;
  return strcmp (known->result, result) == 0 ||
         (strcmp (known->result, "acknowledged") == 0 && strcmp (result, "by-phone") != 0);
}

static gboolean
decide_result (MatoiDecision *d, GError **error)
{
  const MatoiPage *page = require_page (d, error);
  const char *result = page != NULL ? matoi_decision_require (d, "result", error) : NULL;
  const char *person = matoi_decision_get (d, "person"), *url = matoi_decision_get (d, "url");
  g_autofree char *id = NULL;
  JsonObject *payload;

  if (result == NULL)
    return FALSE;
  if (!matoi_page_is_result (result))
    /* Translators: %s is what was given as what came of a page */
    return matoi_refuse_input (error, _ ("“%s” is not what can come of a page. Use notified, "
                                         "acknowledged, failed or by-phone."),
                                         result);
  if (!check_length (person, MAX_WHOM, error) || !matoi_decision_check_link (url, error))
    return FALSE;
  if (person == NULL && strcmp (result, "failed") != 0)
    return matoi_decision_require (d, "person", error) != NULL;
  if (is_known (page, person, result, url))
    return TRUE;
  id = matoi_id_dup_text (&page->id);
  payload = matoi_decision_copy (d, "person", "result", "url", "text", NULL);
  json_object_set_string_member (payload, "page", id);
  matoi_decision_add (d, "page.told", payload);
  return TRUE;
}

const MatoiCommandRule matoi_page_commands[] = {
  { "page", decide_page, MATOI_COMMAND_LIVE_ONLY },
  { "page-result", decide_result, 0 },
  { NULL },
};
