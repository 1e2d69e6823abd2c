/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"

G_BEGIN_DECLS

/* A JIRA on this machine: what Matoi asks of Cloud (REST v3) and of Data Center (REST v2), with
 * their differences, their checks and their index, which comes after the writes. What it holds is
 * in memory and made of counted ids. Faults are ordered beforehand. */

#define FAKE_JIRA_EMAIL    "aiko@acme.example"
#define FAKE_JIRA_TOKEN    "jira-fake"
#define FAKE_JIRA_DC_TOKEN "jira-dc-fake"

typedef enum
{
  FAKE_JIRA_CLOUD,
  FAKE_JIRA_DC,
} FakeJiraProfile;

typedef struct
{
  char *id, *key, *project;
  GPtrArray *old_keys;    /* of char * */
  JsonObject *fields;     /* as they are read */
  JsonObject *properties; /* key → value */
  GPtrArray *links;       /* of JsonObject, remote links */
  gint64 changed;         /* ms */
  JsonObject *indexed;    /* (nullable) the fields as a search sees them */
  char *indexed_key;      /* (nullable) */
  guint version, indexed_version;
} FakeTicket;

typedef struct
{
  SoupServer *server; /* somebody else's */
  FakeJiraProfile profile;
  char *prefix; /* "/jira" */
  char *base;   /* "http://127.0.0.1:…/jira" */
  GPtrArray *tickets;
  GPtrArray *projects;   /* of JsonObject */
  GPtrArray *priorities; /* of JsonObject, the highest first */
  GPtrArray *faults;     /* of FakeFault; its method is such as "POST issue/bulk" */
  GHashTable *calls;     /* char * "POST issue" → guint */
  GPtrArray *log;        /* of char *, in the order they came */
  guint n_ids;
  gint64 clock;     /* ms; 0: the machine's */
  gint64 index_lag; /* ms */
  char *language;   /* of the account: en, de, ja */
  gboolean revoked; /* the token */
  guint page_size;  /* of lists, whatever was asked for; 0: as asked */
  guint per_second; /* calls; 0: no limit */
  gint64 second;    /* that is counted */
  guint n_second;

  /* --- what an administrator can do to a create screen */
  gboolean no_labels, no_priority, no_due; /* on the screen */
  char *required_field;                    /* (nullable) a select somebody must fill */
  gboolean locked_meta;                    /* nobody is shown the screen */
  char *refused_summary;                   /* (nullable) a ticket with this in it is refused */
  gboolean bulk_backwards;                 /* bulk answers in another order */
  gboolean no_subtasks;                    /* the projects have no type for them */
} FakeJira;

FakeJira *fake_jira_new (SoupServer *server, const char *prefix, FakeJiraProfile profile);
void fake_jira_free (FakeJira *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeJira, fake_jira_free)

/* --- as an administrator, or a person at work */
void fake_jira_seed (FakeJira *self);
void fake_jira_set_priorities (FakeJira *self, const char *const *names);
FakeTicket *fake_jira_find (FakeJira *self, const char *id_or_key);
FakeTicket *fake_jira_add (FakeJira *self, const char *project, const char *summary);
void fake_jira_set_status (FakeJira *self, FakeTicket *ticket, const char *category);
void fake_jira_assign (FakeJira *self, FakeTicket *ticket, const char *name_or_null);
void fake_jira_set_due (FakeJira *self, FakeTicket *ticket, const char *due_or_null);
void fake_jira_move (FakeJira *self, FakeTicket *ticket, const char *project);
void fake_jira_delete (FakeJira *self, FakeTicket *ticket);
void fake_jira_delete_project (FakeJira *self, const char *key);
void fake_jira_fault (FakeJira *self,
                      const char *call,
                      FakeFaultKind kind,
                      const char *value_or_null,
                      guint count);
guint fake_jira_count (FakeJira *self, const char *call);
/* How many tickets have this mark in their property. */
guint fake_jira_count_mark (FakeJira *self, const char *mark);

/* POST /__fake/jira (or jira-dc) with what is to be done. */
void fake_jira_control_add (FakeJira *self);

G_END_DECLS
