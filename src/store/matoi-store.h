/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"
#include "matoi-incident.h"

G_BEGIN_DECLS

/* The log and its projections in one SQLite file. Confined to one thread at a
 * time; several processes may use the same file. Synchronous. */
typedef struct _MatoiStore MatoiStore;

#define MATOI_SCHEMA_VERSION 8

typedef enum
{
  MATOI_STORE_READ_WRITE = 0,
  MATOI_STORE_READ_ONLY = 1 << 0,
} MatoiStoreFlags;

MatoiStore *matoi_store_open (const char *path, MatoiStoreFlags flags, GError **error);
void matoi_store_close (MatoiStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiStore, matoi_store_close)
const char *matoi_store_get_path (MatoiStore *store);

/* What a command did. */
typedef struct
{
  MatoiId incident;
  char *ref;
  GPtrArray *events; /* of MatoiEvent, durable, in id order; may be empty */
} MatoiReceipt;
void matoi_receipt_free (MatoiReceipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiReceipt, matoi_receipt_free)

/* The one door: decides each of @commands on the fresh state of @incident
 * (NULL: the first must be "declare") inside one write transaction, appends
 * and projects. All or nothing. @now is ms UTC. */
MatoiReceipt *matoi_store_submit (MatoiStore *store,
                                  const MatoiId *incident,
                                  GPtrArray *commands,
                                  gint64 now,
                                  GError **error);
/* Events that exist elsewhere (Matoi's own JSON): known ids are skipped; kept ids. Returns the number added, -1 on error. */
gint64 matoi_store_apply (MatoiStore *store, GPtrArray *events, gint64 now, GError **error);
/* Pictures of an incident, by "picture:…" or all of them: hash to GBytes. (transfer full) */
GBytes *matoi_store_load_picture (MatoiStore *store,
                                  const MatoiId *incident,
                                  const char *url,
                                  GError **error);
GHashTable *matoi_store_load_pictures (MatoiStore *store, const MatoiId *incident, GError **error);

/* One incident of a file: either commands, the first of them "declare", or events as above. */
typedef struct
{
  GPtrArray *commands;  /* (nullable) of MatoiCommand */
  GPtrArray *events;    /* (nullable) of MatoiEvent */
  GHashTable *pictures; /* (nullable) of the events: hash to GBytes */
} MatoiBatch;
/* Told of each of them: its reference and the events that were added (empty: known already). */
typedef void (*MatoiImported) (guint index, const char *ref, GPtrArray *events, gpointer user_data);
/* The same one by one, for more than the memory holds: made when its turn comes, and borrowed until
 * the next one is; NULL with an error ends it all. Cancelled, nothing is left behind. */
typedef const MatoiBatch *(*MatoiBatchFunc) (guint index, gpointer user_data, GError **error);
gboolean matoi_store_import_each (MatoiStore *store,
                                  guint n,
                                  MatoiBatchFunc make,
                                  gpointer make_data,
                                  gint64 now,
                                  MatoiImported func,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error);
/* Several incidents in one transaction; what @func was told holds once this returns TRUE. */
gboolean matoi_store_import (MatoiStore *store,
                             GPtrArray *batches,
                             gint64 now,
                             MatoiImported func,
                             gpointer user_data,
                             GError **error);

/* Policies are kept by the hash of their text: a running incident keeps its version (BEF-18). */
gboolean matoi_store_add_policy (MatoiStore *store, MatoiPolicy *policy, GError **error);
MatoiPolicy *matoi_store_get_policy (MatoiStore *store, const char *hash); /* borrowed, nullable */

/* One row of the list of incidents, from the projection. */
typedef struct
{
  MatoiId id;
  char *ref, *title, *codename, *state, *severity, *severity_label, *services, *ic,
    *policy; /* services: comma-separated */
  gboolean security, drill;
  gint64 started_at, declared_at, ended_at, todos_open;
  char *postmortem_state, *postmortem_owner; /* (nullable) none yet */
  gint64 postmortem_due, actions_open;       /* due MATOI_TIME_NONE: no deadline */
} MatoiIncidentRow;
void matoi_incident_row_free (MatoiIncidentRow *row);
/* @state: live ended or NULL for all; newest first; @limit 0: all. (transfer full) */
GPtrArray *matoi_store_list (MatoiStore *store, const char *state, guint limit, GError **error);
/* The incidents that have a postmortem, closed ones only if @closed; the earliest deadline first.
 * (transfer full) of MatoiIncidentRow */
GPtrArray *matoi_store_list_postmortems (MatoiStore *store, gboolean closed, GError **error);

/* One action item of any incident, from the projection. */
typedef struct
{
  MatoiId id, incident;
  char *ref, *title; /* title: the codename of a confidential one */
  char *severity;    /* its label; (nullable) */
  char *text, *priority, *kind, *owner_team, *key, *url, *status, *category, *due_on, *state;
  char *site, *assignee, *due;   /* each (nullable); due: the day that counts: the ticket's, if it
                                  has one, else due_on */
  gint64 number;                 /* “AI-3” */
  gint64 created_at, changed_at; /* ms UTC; changed: the item or its ticket */
  gint64 asked_at;               /* when a ticket was last asked for, or MATOI_TIME_NONE */
  gboolean open, gone, security;
} MatoiActionRow;
void matoi_action_row_free (MatoiActionRow *row);
/* By the day they are due, those without one last; @open: only where something is left to do.
 * (transfer full) */
GPtrArray *matoi_store_list_actions (MatoiStore *store, gboolean open, GError **error);
/* The first @limit of those where something is left to do, in the same order, at once however many
 * there are. (transfer full) */
GPtrArray *matoi_store_list_first_actions (MatoiStore *store, guint limit, GError **error);
/* How many were to be done before @day (YYYY-MM-DD); cheap. FALSE: @error is set. */
gboolean
matoi_store_count_overdue (MatoiStore *store, const char *day, guint *count, GError **error);
/* Takes out of @actions what @person must not know of (HIS-07), and how many overdue ones that are. */
gboolean matoi_store_hide_actions (MatoiStore *store,
                                   const char *person,
                                   GPtrArray *actions,
                                   GError **error);
/* The same of a list of incidents: what is over (SEC-03). */
gboolean
matoi_store_hide_incidents (MatoiStore *store, const char *person, GPtrArray *rows, GError **error);
GPtrArray *matoi_store_list_known (MatoiStore *store,
                                   const char *person,
                                   const char *state,
                                   guint limit,
                                   GError **error);
gboolean matoi_store_count_hidden_overdue (MatoiStore *store,
                                           const char *person,
                                           const char *day,
                                           guint *count,
                                           GError **error);

/* A ticket that is known, and what its site said of it last. */
typedef struct
{
  MatoiId action, incident;
  char *key;
  char *remote_id, *url;                               /* each (nullable) */
  char *status, *category, *assignee, *due, *priority; /* each (nullable) */
  gint64 updated; /* ms UTC, by the clock of the site; MATOI_TIME_NONE: it was not asked yet */
  gboolean gone;
  gboolean of_steps; /* it is that of the steps of a postmortem, and has no action… */
  char *step;        /* …or of this one of them; NULL: of all */
} MatoiTicketRow;
void matoi_ticket_row_free (MatoiTicketRow *row);
/* All tickets at @site ("jira", "jira2"), also finished ones, and those that were recorded before
 * there were sites, if their address is of it. (transfer full) of MatoiTicketRow */
GPtrArray *matoi_store_list_tickets (MatoiStore *store, const char *site, GError **error);
/* ACT-11: those of the steps of postmortems that are not closed, or were made after @since. (transfer
 * full) of MatoiTicketRow */
GPtrArray *
matoi_store_list_step_tickets (MatoiStore *store, const char *site, gint64 since, GError **error);
/* Accepts a reference, lower case, without "INC-", or a unique beginning or end; several fits:
 * MATOI_ERROR_INPUT that lists them; none: MATOI_ERROR_NOT_FOUND. */
gboolean matoi_store_resolve (MatoiStore *store, const char *text, MatoiId *id, GError **error);
/* Whether what @source calls @external_id has come in, and into which incident. */
gboolean matoi_store_find_external (MatoiStore *store,
                                    const char *source,
                                    const char *external_id,
                                    MatoiId *incident,
                                    gboolean *found,
                                    GError **error);
/* (transfer full), folded from the log; cached inside for submit. */
MatoiIncident *matoi_store_load (MatoiStore *store, const MatoiId *id, GError **error);
/* All events of an incident, or (id NULL) of everything, with seq > @after_seq, by seq. */
GPtrArray *matoi_store_read_events (MatoiStore *store,
                                    const MatoiId *id,
                                    gint64 after_seq,
                                    guint limit,
                                    GError **error);
gint64 matoi_store_get_last_seq (MatoiStore *store, GError **error);
/* TRUE once after another connection has committed (PRAGMA data_version): cheap, for polling. */
gboolean matoi_store_has_news (MatoiStore *store);

typedef struct
{
  gint64 events;
  gboolean ok;
  MatoiId first_bad; /* null id when ok */
  char *problem;     /* (nullable) translated */
} MatoiVerification;
void matoi_verification_clear (MatoiVerification *verification);
/* Hash chains, then the projections against a fresh fold. */
gboolean matoi_store_verify (MatoiStore *store, MatoiVerification *out, GError **error);
/* Whether the file is a database of a later Matoi; FALSE also if it cannot be read. */
gboolean matoi_store_is_newer (const char *path);
typedef void (*MatoiProgress) (gint64 done, gint64 total, gpointer user_data);
/* As matoi_store_submit (), for what has happened elsewhere and is only written down: nothing
 * follows from it at the services. Cancelled, it leaves nothing behind. */
MatoiReceipt *matoi_store_record (MatoiStore *store,
                                  const MatoiId *incident,
                                  GPtrArray *commands,
                                  gint64 now,
                                  MatoiProgress progress,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean
matoi_store_rebuild (MatoiStore *store, MatoiProgress progress, gpointer user_data, GError **error);
gboolean matoi_store_backup (MatoiStore *store, const char *path, GError **error);
/* Replaces the database at @path by the backup @from, after checking it; the old one is kept as PATH.before-restore. */
gboolean matoi_store_restore (const char *path, const char *from, GError **error);
/* Erases the payload of one event; the chain still verifies. */
gboolean matoi_store_redact (MatoiStore *store,
                             const MatoiId *event,
                             const char *reason,
                             const char *actor,
                             gint64 now,
                             GError **error);

char *matoi_store_get_setting (MatoiStore *store, const char *key); /* (nullable) */
gboolean matoi_store_set_setting (MatoiStore *store,
                                  const char *key,
                                  const char *value_or_null,
                                  GError **error);
/* All or nothing; @values: text to text, NULL removes one. */
gboolean matoi_store_set_settings (MatoiStore *store, GHashTable *values, GError **error);
/* A number that grows with each setting that this very store changes. */
guint matoi_store_get_settings_stamp (MatoiStore *store);
GHashTable *matoi_store_list_settings (MatoiStore *store, GError **error);
/* Only those that begin with @prefix. (transfer full): text to text */
GHashTable *matoi_store_list_settings_below (MatoiStore *store, const char *prefix, GError **error);

G_END_DECLS
