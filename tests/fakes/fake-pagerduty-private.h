/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-pagerduty.h"
#include "fake-slack-private.h"

G_BEGIN_DECLS

typedef struct
{
  const char *method;
  char **path; /* below the prefix */
  guint n_path;
  GPtrArray *query; /* of char *: name, value, … */
  JsonObject *body; /* (nullable) */
  JsonObject *user; /* (nullable) who asks, by From */
  guint status;     /* of the answer */
  JsonObject *answer;
} FakePagerdutyAsked;

typedef void (*FakePagerdutyHandler) (FakePagerduty *self, FakePagerdutyAsked *asked);

/* --- answers; each takes what it is given */
void fake_pagerduty_answer (FakePagerdutyAsked *asked,
                            guint status,
                            const char *name,
                            JsonObject *object);
void fake_pagerduty_refuse (FakePagerdutyAsked *asked,
                            guint status,
                            int code,
                            const char *message,
                            const char *more_or_null);
/* Cuts @items (of JsonObject) into a page. */
void fake_pagerduty_page (FakePagerduty *self,
                          FakePagerdutyAsked *asked,
                          const char *name,
                          GPtrArray *items);
const char *fake_pagerduty_query (const FakePagerdutyAsked *asked, const char *name);
JsonObject *fake_pagerduty_find (GPtrArray *list, const char *id);
/* {id, type, summary, self, html_url} of one of them */
JsonObject *fake_pagerduty_refer (FakePagerduty *self, JsonObject *object, const char *type);
char *fake_pagerduty_now (void);

/* fake-pagerduty-lists.c */
void fake_pagerduty_list_users (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_get_user (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_list_services (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_list_policies (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_list_oncalls (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_list_priorities (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_list_teams (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_list_abilities (FakePagerduty *self, FakePagerdutyAsked *asked);

/* fake-pagerduty-incidents.c */
void fake_pagerduty_create (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_list (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_get (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_put (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_request (FakePagerduty *self, FakePagerdutyAsked *asked);

/* fake-pagerduty-told.c */
void fake_pagerduty_subscribe (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_list_subscribers (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_post_status (FakePagerduty *self, FakePagerdutyAsked *asked);
void fake_pagerduty_post_note (FakePagerduty *self, FakePagerdutyAsked *asked);
/* The one of the address; NULL: it is answered that there is none. */
JsonObject *fake_pagerduty_need_incident (FakePagerduty *self, FakePagerdutyAsked *asked);

G_END_DECLS
