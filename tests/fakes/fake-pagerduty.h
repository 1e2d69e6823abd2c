/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"

G_BEGIN_DECLS

/* A PagerDuty on this machine: REST v2 as far as Matoi asks for it, with its checks. It counts how
 * often each person was paged. In memory, with counted ids. Faults are ordered beforehand. */

#define FAKE_PAGERDUTY_TOKEN "pagerduty-fake"
#define FAKE_PAGERDUTY_FROM  "ops@acme.example" /* of "POPS" */

/* Of the seed. */
#define FAKE_PAGERDUTY_SERVICE  "PMAJOR"
#define FAKE_PAGERDUTY_POLICY   "PICPOL"   /* Aiko Tanaka, then Ben Ortiz */
#define FAKE_PAGERDUTY_TRAINEES "PTRAIPOL" /* Taro Sato */
#define FAKE_PAGERDUTY_PAYMENTS "PPAYPOL"  /* Mei Lin, then Dave Cole */

typedef struct
{
  SoupServer *server;                     /* somebody else's */
  char *prefix;                           /* "/pagerduty" */
  char *base;                             /* "http://127.0.0.1:…/pagerduty" */
  GPtrArray *users, *services, *policies; /* of JsonObject, as they are read */
  GPtrArray *oncalls;                     /* of JsonObject */
  GPtrArray *incidents;                   /* of JsonObject */
  GHashTable *subscribers;                /* char * INCIDENT/TYPE/ID, set */
  GPtrArray *updates;                     /* of char * "INCIDENT text": status updates */
  GHashTable *pages;                      /* char * name → guint: how often paged */
  GPtrArray *faults;                      /* of FakeFault; its method is such as "POST incidents" */
  GHashTable *calls;                      /* char * "POST incidents" → guint */
  guint n_ids;
  guint page_size;      /* of lists, whatever was asked for; 0: as asked */
  gboolean revoked;     /* the key */
  gboolean small_plan;  /* nobody else can be called to an incident: 402 */
  gboolean bare_limits; /* 429 without headers */
} FakePagerduty;

FakePagerduty *fake_pagerduty_new (SoupServer *server, const char *prefix);
void fake_pagerduty_free (FakePagerduty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakePagerduty, fake_pagerduty_free)

void fake_pagerduty_seed (FakePagerduty *self);
/* The newest; NULL: there is none. */
JsonObject *fake_pagerduty_get_last (FakePagerduty *self);
guint fake_pagerduty_count_open (FakePagerduty *self);
guint fake_pagerduty_count_pages (FakePagerduty *self, const char *name);
guint fake_pagerduty_count (FakePagerduty *self, const char *call);
void fake_pagerduty_fault (FakePagerduty *self,
                           const char *call,
                           FakeFaultKind kind,
                           const char *value_or_null,
                           guint count);
/* Somebody answers the newest incident: by name. */
gboolean fake_pagerduty_acknowledge (FakePagerduty *self, const char *name);
/* Nobody has answered it: it comes to @name. */
gboolean fake_pagerduty_escalate (FakePagerduty *self, const char *name);
/* @name does not come, though asked to. */
gboolean fake_pagerduty_decline (FakePagerduty *self, const char *name);

/* POST /__fake/pagerduty/WHAT with what is to be done: fault, site, acknowledge, escalate,
 * decline; GET inspect. */
void fake_pagerduty_control_add (FakePagerduty *self);

G_END_DECLS
