/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-jira-answer.h"
#include "matoi-jira-client.h"

G_BEGIN_DECLS

/* What JIRA holds, as far as Matoi looks at it. Every text is the site's; NULL: not said. */

typedef struct
{
  char *id, *name;
  char *key;        /* of a project */
  gboolean subtask; /* of a type of ticket */
} MatoiJiraChoice;

typedef struct
{
  char *id, *name;
  char *type, *items; /* of the schema, such as "array" of "option" */
  char *custom;       /* the kind of a field somebody added */
  gboolean required, has_default;
  GPtrArray *choices; /* of MatoiJiraChoice; empty: anything */
} MatoiJiraField;

/* The one thing about a status that has no language. */
typedef enum
{
  MATOI_JIRA_PROGRESS_UNKNOWN,
  MATOI_JIRA_PROGRESS_NEW,
  MATOI_JIRA_PROGRESS_BEGUN,
  MATOI_JIRA_PROGRESS_DONE,
} MatoiJiraProgress;

typedef struct
{
  char *id;      /* stays when the ticket moves */
  char *key;     /* now */
  char *old_key; /* it was asked for by this one and has moved since */
  char *summary, *status;
  MatoiJiraProgress progress;
  char *assignee_id, *assignee; /* NULL: nobody, or nobody we may see */
  char *priority_id, *priority;
  char *project_key, *type_id, *type;
  char *due; /* "2026-12-01" */
  char *resolution;
  char **labels;           /* never NULL */
  gint64 created, updated; /* ms UTC or MATOI_TIME_NONE */
  char *mark;              /* Matoi's own, of the property or a label */
  gboolean proven;         /* of the property: anybody may copy a label */
} MatoiJiraIssue;

void matoi_jira_choice_free (MatoiJiraChoice *choice);
void matoi_jira_field_free (MatoiJiraField *field);
void matoi_jira_issue_free (MatoiJiraIssue *issue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraChoice, matoi_jira_choice_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraField, matoi_jira_field_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraIssue, matoi_jira_issue_free)

/* Each reads one object of an answer, of either kind of JIRA. (transfer full) (nullable): NULL:
 * it is none */
MatoiJiraChoice *matoi_jira_choice_new (JsonObject *object);
MatoiJiraField *matoi_jira_field_new (JsonObject *object);
MatoiJiraIssue *matoi_jira_issue_new (JsonObject *object);

/* A field filled with @text, an id of its choices or what a person typed. (transfer full)
 * (nullable): NULL: Matoi does not know how, or @text does not fit */
JsonNode *matoi_jira_field_new_value (const MatoiJiraField *field,
                                      MatoiJiraFlavour flavour,
                                      const char *text);

/* --- a ticket that is to be */
#define MATOI_JIRA_PROPERTY "matoi"
#define MATOI_JIRA_LABEL    "matoi"

/* The mark makes it one: it is put in a label, which can be searched for, and in a property of
 * the ticket, which is the truth (apis.md §2.4). Borrowed texts. */
typedef struct
{
  const char *mark;    /* of this ticket alone: letters and digits */
  const char *tag;     /* (nullable) for people, such as "INC-42/AI-3" */
  const char *project; /* key */
  const char *type_id;
  const char *summary;       /* of any length */
  const char *description;   /* (nullable) Markdown */
  const char *more_url;      /* (nullable) where the whole text is, if it is cut */
  guint max_length;          /* of the description; 0: what JIRA takes */
  const char *priority_id;   /* (nullable) */
  const char *assignee_id;   /* (nullable) accountId of Cloud, name of Data Center */
  const char *due;           /* (nullable) "2026-12-01" */
  const char *parent;        /* (nullable) key */
  const char *const *labels; /* (nullable) */
  JsonObject *fields;        /* (nullable) more of them, ready */
  GPtrArray *screen;         /* (nullable) of MatoiJiraField: what may be sent; NULL: not known */
} MatoiJiraDraft;

char *matoi_jira_dup_mark_label (const char *mark);
JsonObject *matoi_jira_draft_to_json (const MatoiJiraDraft *draft, MatoiJiraFlavour flavour);
/* Fields of the draft the screen does not have. (transfer full) of char * */
GPtrArray *matoi_jira_draft_list_left_out (const MatoiJiraDraft *draft);
/* Fields of the screen that nobody has filled. (transfer full) of MatoiJiraField * of the screen */
GPtrArray *matoi_jira_draft_list_missing (const MatoiJiraDraft *draft);
/* Questions for a ticket whose creation was not answered. (transfer full) */
char *matoi_jira_dup_jql_for_mark (const char *mark);
char *matoi_jira_dup_jql_for_recent (const char *project, guint minutes);

G_END_DECLS
