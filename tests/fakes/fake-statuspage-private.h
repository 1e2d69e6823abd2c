/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack-private.h"
#include "fake-statuspage.h"

G_BEGIN_DECLS

typedef struct
{
  char *page, *id;  /* (nullable) of the path */
  JsonObject *body; /* (nullable) */
  guint status;
  JsonNode *answer; /* (nullable) */
} FakeStatuspageAsked;

/* Each takes what it is given. */
void fake_statuspage_answer (FakeStatuspageAsked *asked, guint status, JsonObject *object);
void fake_statuspage_answer_list (FakeStatuspageAsked *asked, JsonArray *array);
/* {"message": …}; @many: {"error": […]} */
void
fake_statuspage_refuse (FakeStatuspageAsked *asked, guint status, const char *text, gboolean many);
char *fake_statuspage_next_id (FakeStatuspage *self, const char *prefix);
char *fake_statuspage_now (FakeStatuspage *self);

/* fake-statuspage-incidents.c */
void fake_statuspage_list_incidents (FakeStatuspage *self, FakeStatuspageAsked *asked);
void fake_statuspage_get_incident (FakeStatuspage *self, FakeStatuspageAsked *asked);
void fake_statuspage_create (FakeStatuspage *self, FakeStatuspageAsked *asked);
void fake_statuspage_update (FakeStatuspage *self, FakeStatuspageAsked *asked);
void fake_statuspage_get_postmortem (FakeStatuspage *self, FakeStatuspageAsked *asked);
void fake_statuspage_write_postmortem (FakeStatuspage *self, FakeStatuspageAsked *asked);
void fake_statuspage_publish_postmortem (FakeStatuspage *self, FakeStatuspageAsked *asked);

/* fake-statuspage-seed.c */
void fake_statuspage_seed (FakeStatuspage *self);

G_END_DECLS
