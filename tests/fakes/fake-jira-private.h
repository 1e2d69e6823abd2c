/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-jira.h"
#include "fake-slack-private.h"

G_BEGIN_DECLS

typedef struct
{
  const char *method;
  char **path; /* below rest/api/N/ */
  guint n_path;
  GHashTable *query; /* (nullable) */
  JsonObject *body;  /* (nullable) */
  gboolean known;    /* whose token it is */
  guint status;      /* of the answer */
  JsonNode *answer;  /* (nullable) */
} FakeJiraAsked;

typedef void (*FakeJiraHandler) (FakeJira *self, FakeJiraAsked *asked);

/* --- answers; each takes what it is given */
void fake_jira_answer (FakeJiraAsked *asked, guint status, JsonObject *object);
void fake_jira_answer_list (FakeJiraAsked *asked, JsonArray *array);
/* "errorMessages"; @id of a text, with @words in it */
void fake_jira_refuse (FakeJira *self,
                       FakeJiraAsked *asked,
                       guint status,
                       const char *id,
                       const char *words_or_null);
/* {errorMessages, errors} */
JsonObject *fake_jira_new_errors (void);
void fake_jira_add_error (JsonObject *errors, const char *field, const char *text);
gboolean fake_jira_has_errors (JsonObject *errors);
/* (transfer full) */
char *fake_jira_text (FakeJira *self, const char *id, const char *words_or_null);

gint64 fake_jira_now (FakeJira *self);
char *fake_jira_next_id (FakeJira *self);
char *fake_jira_time (gint64 ms);
char *fake_jira_url (FakeJira *self, const char *kind, const char *id);
const char *fake_jira_query (FakeJiraAsked *asked, const char *name);
JsonObject *fake_jira_find_project (FakeJira *self, const char *key_or_id);
/* It changes now. */
void fake_jira_touch (FakeJira *self, FakeTicket *ticket);
/* The index has seen it, if it is time. */
void fake_jira_index (FakeJira *self, FakeTicket *ticket);
/* {"self","id","name"} and more, as each kind writes them */
JsonObject *fake_jira_new_status (FakeJira *self, const char *category);
JsonObject *fake_jira_new_person (FakeJira *self, const char *name);
JsonObject *fake_jira_new_type (FakeJira *self, const char *id);
JsonObject *fake_jira_new_project (FakeJira *self, JsonObject *project, gboolean whole);
/* Cuts @items into {startAt, maxResults, total, isLast, @name}. */
void fake_jira_page (FakeJira *self, FakeJiraAsked *asked, const char *name, JsonArray *items);
/* What is asked for of @fields. */
JsonObject *fake_jira_describe (FakeJira *self,
                                FakeTicket *ticket,
                                JsonObject *fields,
                                const char *key,
                                char **names,
                                char **properties);
/* (nullable) why it is no document of Atlassian's. */
const char *fake_jira_check_adf (JsonNode *node);

/* fake-jira-faults.c */
void fake_jira_set_header (SoupServerMessage *message, const char *name, const char *value);
void fake_jira_set_limit_headers (FakeJira *self, SoupServerMessage *message);
gboolean fake_jira_is_over_limit (FakeJira *self);
/* 429; @pause: seconds, NULL: it says when instead, as Cloud does. */
void fake_jira_answer_limit (FakeJira *self, SoupServerMessage *message, const char *pause);
/* TRUE: nothing may be done any more. */
gboolean
fake_jira_spoil_before (FakeJira *self, SoupServerMessage *message, const FakeFault *fault);

/* fake-jira-site.c */
void fake_jira_server_info (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_myself (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_projects (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_project (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_priorities (FakeJira *self, FakeJiraAsked *asked);
JsonObject *fake_jira_new_self (FakeJira *self, const char *kind, const char *id);
JsonArray *fake_jira_new_types (FakeJira *self);

/* fake-jira-screen.c */
void fake_jira_types (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_screen (FakeJira *self, FakeJiraAsked *asked);
/* The fields of the screen. (transfer full) of JsonObject */
JsonArray *fake_jira_new_screen (FakeJira *self);

/* fake-jira-check.c: (nullable) (transfer full): why @body cannot be created. */
JsonObject *fake_jira_check (FakeJira *self, JsonObject *body);

/* fake-jira-create.c */
void fake_jira_create (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_bulk (FakeJira *self, FakeJiraAsked *asked);

/* fake-jira-tickets.c */
void fake_jira_get (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_bulk_fetch (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_get_property (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_put_property (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_get_links (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_post_link (FakeJira *self, FakeJiraAsked *asked);

/* fake-jira-jql.c: (nullable) (transfer full): of FakeTicket; NULL: it is refused. @strict: keys
 * that are not there are, too. */
GPtrArray *
fake_jira_search (FakeJira *self, FakeJiraAsked *asked, const char *jql, gboolean strict);

/* fake-jira-search.c */
void fake_jira_search_cloud (FakeJira *self, FakeJiraAsked *asked);
void fake_jira_search_dc (FakeJira *self, FakeJiraAsked *asked);

G_END_DECLS
