/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fold-private.h"

#include <string.h>

#include "matoi-json.h"

/* Pages and what came of them; see matoi-fold.c for the rules. */

static const char *const results[] = { "notified", "acknowledged", "failed", "by-phone", NULL };

/** matoi_page_is_result: whether @result is one of those MatoiPageResult knows. */
gboolean
matoi_page_is_result (const char *result)
{
  return g_strv_contains (results, result);
}

static void
result_free (gpointer data)
{
  MatoiPageResult *result = data;

  g_free (result->person);
  g_free (result->result);
  g_free (result->text);
  g_free (result);
}

void
matoi_page_free (MatoiPage *page)
{
  g_free (page->whom);
  g_free (page->message);
  g_free (page->by);
  g_free (page->url);
  g_ptr_array_unref (page->results);
  g_free (page);
}

/** matoi_page_find_result: see the header. */
MatoiPageResult *
matoi_page_find_result (const MatoiPage *page, const char *person)
{
  for (guint i = 0; i < page->results->len; i++)
    {
      MatoiPageResult *result = g_ptr_array_index (page->results, i);

      if (g_strcmp0 (result->person, person) == 0)
        return result;
    }
  return NULL;
}

/** matoi_incident_find_page: (nullable) (transfer none) */
MatoiPage *
matoi_incident_find_page (const MatoiIncident *incident, const MatoiId *id)
{
  return matoi_find_by_id (incident->pages, id);
}

static void
set_result (MatoiPage *page, const char *person, const char *word, const char *text, gint64 at)
{
  MatoiPageResult *result = matoi_page_find_result (page, person);

  if (result == NULL)
    {
      result = g_new0 (MatoiPageResult, 1);
      result->person = g_strdup (person);
      g_ptr_array_add (page->results, result);
    }
  g_free (result->result);
  result->result = g_strdup (word);
  g_free (result->text);
  result->text = g_strdup (text);
  result->at = at;
}

static gboolean
fold_page_asked (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *whom = matoi_json_get_string (p, "whom");
  const char *person = matoi_json_get_string (p, "person");
  MatoiPage *page;

  if (whom == NULL)
    return FALSE;
  page = g_new0 (MatoiPage, 1);
  page->id = event->id;
  page->whom = g_strdup (whom);
  page->message = g_strdup (matoi_json_get_string (p, "message"));
  page->by = g_strdup (event->actor);
  page->by_hand = matoi_json_get_boolean (p, "by_hand", FALSE);
  page->asked_at = event->occurred_at;
  page->results = g_ptr_array_new_with_free_func (result_free);
  if (page->by_hand && person != NULL)
    set_result (page, person, "by-phone", NULL, event->occurred_at);
  g_ptr_array_add (self->pages, page);
  return matoi_fold_add_system (self, event, page->message);
}

/* The incident of the service is where everybody else finds it, too. */
static void
link_incident (MatoiIncident *self, const char *url)
{
  for (guint i = 0; i < self->links->len; i++)
    if (g_strcmp0 (((MatoiEvidence *) g_ptr_array_index (self->links, i))->url, url) == 0)
      return;
  g_ptr_array_add (self->links, matoi_evidence_new (url, MATOI_PAGE_LINK, NULL));
}

static gboolean
fold_page_told (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *word = matoi_json_get_string (p, "result"), *url = matoi_json_get_string (p, "url");
  MatoiPage *page;
  MatoiId id;

  page = matoi_fold_read_id (p, "page", &id) ? matoi_incident_find_page (self, &id) : NULL;
  if (page == NULL || word == NULL || !matoi_page_is_result (word))
    return FALSE;
  set_result (page, matoi_json_get_string (p, "person"), word, matoi_json_get_string (p, "text"),
              event->occurred_at);
  if (url != NULL)
    {
      matoi_fold_set_text (&page->url, url);
      link_incident (self, url);
    }
  return matoi_fold_add_system (self, event, matoi_json_get_string (p, "text"));
}

const MatoiFolder matoi_fold_pages[] = {
  { "page.asked", fold_page_asked },
  { "page.told", fold_page_told },
  { NULL },
};
