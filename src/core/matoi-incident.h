/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-error.h"
#include "matoi-event.h"
#include "matoi-policy.h"
#include "matoi-time.h"

G_BEGIN_DECLS

/* The folded state of one incident: a pure function of the set of its events.
 * Everything is read-only outside matoi-fold*.c. Strings are owned by the
 * incident. Not thread-safe: one thread at a time. */

typedef struct
{
  char *url, *query, *none_reason; /* each (nullable) */
} MatoiEvidence;

/* Each may be NULL. (transfer full) */
MatoiEvidence *matoi_evidence_new (const char *url, const char *query, const char *none_reason);
/* An empty list, which frees what is in it. (transfer full) */
GPtrArray *matoi_evidence_new_list (void);

typedef struct
{
  MatoiId id;
  gint64 seq; /* of the event that made it: stable row identity */
  gint64 occurred_at, recorded_at;
  char *kind; /* fact hypothesis decision action update detection system */
  char *text; /* the person's words; for system entries see matoi_entry_dup_text () */
  char *author, *source;
  GPtrArray *evidence; /* of MatoiEvidence */
  gboolean struck;
  char *struck_reason;    /* (nullable) */
  char *verdict;          /* (nullable) "confirmed" "ruled-out": hypotheses only */
  gboolean has_successor; /* superseded by a corrected entry */
  MatoiId successor;
  char *source_text;       /* (nullable) what the message it was taken from says now */
  gboolean source_deleted; /* that message is gone */
  MatoiEvent *event;       /* (owned) */
} MatoiEntry;

typedef struct
{
  MatoiId id;
  char *role, *person;
  gint64 from, to; /* to MATOI_TIME_NONE: still holds it */
} MatoiAssignment;

typedef struct
{
  MatoiId id;
  char *person, *text, *answer; /* answer (nullable) */
  gint64 asked_at, due_at, closed_at;
  gboolean acknowledged;
  char *state; /* open done withdrawn */
} MatoiAsk;

typedef struct
{
  MatoiId id;
  gint64 seq;
  char *text, *owner; /* owner (nullable) */
  gboolean later;
  gint64 created_at, done_at; /* done_at MATOI_TIME_NONE: open */
  char *source;               /* (nullable) as of MatoiEntry */
  char *source_text;          /* (nullable) */
  gboolean source_deleted;
} MatoiTodo;

typedef struct
{
  MatoiId id;
  char *to, *text, *url; /* url (nullable) */
  char *state;           /* draft approved posted */
  char *approved_by;     /* (nullable) */
  char *public_state;    /* (nullable) what Matoi was asked to publish it as: investigating
                       * identified monitoring resolved */
  gint64 at, posted_at;
  gint64 next_at; /* when the next one was promised, or MATOI_TIME_NONE */
} MatoiUpdate;

typedef struct
{
  MatoiId id;
  char *name, *leader, *task, *room; /* room (nullable) */
  gint64 formed_at, due_at, dissolved_at;
  GHashTable *members; /* set of names */
} MatoiSubteam;

typedef struct
{
  MatoiId id;
  char *text, *outcome, *note; /* outcome (nullable): agreed objection withdrawn */
  gint64 opened_at, closed_at;
} MatoiPoll;

/* What came of a page for one person. */
typedef struct
{
  char *person; /* (nullable) the whole page */
  char *result; /* notified acknowledged failed by-phone */
  char *text;   /* (nullable) why, in words */
  gint64 at;
} MatoiPageResult;

/* The kind of a link to the incident at the service that pages. */
#define MATOI_PAGE_LINK "pagerduty"

typedef struct
{
  MatoiId id;
  char *whom;    /* "ic", or the name of a service or a person */
  char *message; /* (nullable) */
  char *by;
  gboolean by_hand; /* somebody calls: nothing is sent */
  gint64 asked_at;
  char *url;          /* (nullable) of the incident at the service that pages */
  GPtrArray *results; /* of MatoiPageResult */
} MatoiPage;

typedef struct
{
  char *severity;
  gint64 at;
} MatoiSeveritySpan;

typedef struct _MatoiIncident
{
  MatoiId id;
  gboolean declared; /* FALSE: nothing known about it */
  MatoiPolicy *policy;
  char *ref, *title, *codename; /* codename (nullable) */
  char *scope, *worst_case;     /* "" when not stated */
  char *channel;                /* (nullable) "own" "none" "#name"; NULL: by the settings */
  char *state;                  /* live ended */
  char *outcome;                /* (nullable) recovered recovering false-alarm */
  char *phase, *severity, *worst_severity, *final_severity; /* final (nullable) */
  gboolean severity_undecided, security, drill;
  GPtrArray *services; /* of char * */
  GPtrArray *links;    /* of MatoiEvidence: url, query = kind */
  GPtrArray *offers;   /* of char *: who can respond, as they said so; some may have a role */
  char *detected_by, *declared_by, *owner; /* each (nullable) */
  char *public_incident, *public_state;    /* each (nullable): on the public status page */
  gint64 started_at, detected_at, declared_at, mitigated_at, ended_at;
  GPtrArray *entries; /* of MatoiEntry, in order of occurred_at then id */
  GPtrArray *assignments, *asks, *todos, *updates, *subteams, *polls;
  GPtrArray *pages;                    /* of MatoiPage */
  GPtrArray *todos_dropped;            /* of MatoiTodo: taken back, not shown any more */
  struct _MatoiPostmortem *postmortem; /* (nullable) see matoi-postmortem.h */
  GPtrArray *actions;                  /* of MatoiAction, see matoi-postmortem.h */
  guint n_actions;                     /* that there ever were; what was dropped counts */
  GArray *severities;                  /* of MatoiSeveritySpan, by time */
  GHashTable *steps_done;              /* set of "role/step" */
  GHashTable *snoozes;                 /* clock id -> MatoiSnooze, see matoi-clocks.c */
  GPtrArray *not_applied;              /* of MatoiEvent: illegal or unknown, kept and shown */
  GPtrArray *events;                   /* of MatoiEvent, in id order: what this was folded from */
  GHashTable *event_ids;               /* set of MatoiId */
  GHashTable *entry_index;             /* MatoiId -> MatoiEntry */
  gint64 last_seq;                     /* highest seq folded */
} MatoiIncident;

/* Finds the version of the process an incident began with; borrowed, or NULL. */
typedef MatoiPolicy *(*MatoiPolicyLookup) (const char *hash, gpointer user_data);

MatoiIncident *matoi_incident_new (const MatoiId *id, MatoiPolicyLookup lookup, gpointer user_data);
void matoi_incident_free (MatoiIncident *incident);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiIncident, matoi_incident_free)

/* Folds @event in; in any order, any number of times. Returns TRUE if the
 * whole incident was folded again (the event was older than the newest). */
gboolean matoi_incident_apply (MatoiIncident *incident, MatoiEvent *event);
/* The same for many: sorted once. */
void matoi_incident_apply_all (MatoiIncident *incident, GPtrArray *events);

MatoiEntry *matoi_incident_find_entry (const MatoiIncident *incident, const MatoiId *id);
MatoiAsk *matoi_incident_find_ask (const MatoiIncident *incident, const MatoiId *id);
MatoiTodo *matoi_incident_find_todo (const MatoiIncident *incident, const MatoiId *id);
MatoiUpdate *matoi_incident_find_update (const MatoiIncident *incident, const MatoiId *id);
MatoiPage *matoi_incident_find_page (const MatoiIncident *incident, const MatoiId *id);
/* @person (nullable): the whole page. (transfer none) (nullable) */
MatoiPageResult *matoi_page_find_result (const MatoiPage *page, const char *person);
gboolean matoi_page_is_result (const char *result);
/* COM-07: whether the public may be told that it is over; @confirmed: the commander says so now. */
gboolean matoi_incident_may_resolve (const MatoiIncident *incident, gboolean confirmed);
const char *
matoi_incident_get_holder (const MatoiIncident *incident, const char *role); /* (nullable) */
gboolean matoi_incident_holds (const MatoiIncident *incident, const char *role, const char *person);
guint matoi_incident_count_reports (const MatoiIncident *incident);
/* What may be shown outside the incident itself: the codename of a confidential one (SEC-03, SEC-04). */
const char *matoi_incident_get_public_title (const MatoiIncident *incident);
/* Milliseconds spent in @severity until it ended or @now (SVR-05). */
gint64 matoi_incident_get_time_in (const MatoiIncident *incident, const char *severity, gint64 now);
/* One translated line for any entry, system entries included (transfer full). */
char *matoi_entry_dup_text (const MatoiIncident *incident, const MatoiEntry *entry);
/* The translated name of phase @id. */
const char *matoi_incident_phase_name (const MatoiIncident *incident, const char *id);
/* The translated word for a kind of entry. */
const char *matoi_entry_kind_name (const char *kind);
/* A resolved id from the text a person typed: a full id or a unique tail of it of 4 or more characters. */
gboolean
matoi_incident_resolve (const MatoiIncident *incident,
                        const char *what,
                        const char *text,
                        MatoiId *id,
                        GError **error); /* what: entry ask todo update poll page action comment */

G_END_DECLS
