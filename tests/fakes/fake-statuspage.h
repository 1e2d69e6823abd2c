/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"

G_BEGIN_DECLS

/* A Statuspage on this machine: what Matoi asks of it, with its checks, its limit of calls and the
 * mails it would have sent. What it holds is in memory and made of counted ids. Faults are ordered
 * beforehand. */

#define FAKE_STATUSPAGE_TOKEN "statuspage-fake"
#define FAKE_STATUSPAGE_PAGE  "pgacme000001"

typedef struct
{
  SoupServer *server; /* somebody else's */
  char *prefix;       /* "/statuspage" */
  char *base;         /* "http://127.0.0.1:…/statuspage" */
  GPtrArray *pages;   /* of JsonObject, as are these */
  GPtrArray *components;
  GPtrArray *incidents;    /* the newest first */
  GHashTable *postmortems; /* id of an incident → JsonObject */
  GPtrArray *faults;       /* of FakeFault; its method is such as "POST incidents" */
  GHashTable *calls;       /* char * → guint */
  guint n_ids;
  gint64 clock;      /* ms; 0: the machine's */
  guint mails;       /* that went to subscribers: one for each update with notifications */
  guint subscribers; /* by e-mail */
  guint per_minute;  /* calls; 0: no limit */
  gboolean too_calm; /* 420 for what is too much, and 429 else */
  gint64 minute;     /* that is counted */
  guint n_minute;
  gint64 refused_at; /* µs, monotonic: when too much was refused last; 0: never */
  gint64 asked_at;   /* when the next call came after that; 0: none did */
  gboolean revoked;  /* the token */
} FakeStatuspage;

/* Answers below @prefix of @server, which listens. (transfer full) */
FakeStatuspage *fake_statuspage_new (SoupServer *server, const char *prefix);
void fake_statuspage_free (FakeStatuspage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeStatuspage, fake_statuspage_free)

/* @call: "GET pages", "GET components", "GET count", "GET incidents", "GET incident",
 * "POST incidents", "PATCH incident", "GET postmortem", "PUT postmortem", "PUT publish" or "*" */
void fake_statuspage_fault (FakeStatuspage *self,
                            const char *call,
                            FakeFaultKind kind,
                            const char *value_or_null,
                            guint count);
guint fake_statuspage_count (FakeStatuspage *self, const char *call);
/* (nullable) borrowed */
JsonObject *fake_statuspage_find (GPtrArray *things, const char *id);
void fake_statuspage_delete_component (FakeStatuspage *self, const char *id);

/* POST /__fake/statuspage/WHAT: inspect, fault {call, kind, value, count}, site {revoked, clock,
 * per_minute, subscribers, delete_component} */
void fake_statuspage_control_add (FakeStatuspage *self);

G_END_DECLS
