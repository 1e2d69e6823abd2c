/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"
#include "matoi-slack-client.h"

G_BEGIN_DECLS

#define FAKE_GENERAL "C00000003" /* of the seed */
#define FAKE_AIKO    "U00000002"

/* A seeded fake, and Matoi's client with its bot. */
typedef struct
{
  FakeSlack *slack;
  MatoiHttp *http;
  MatoiSlackClient *client;
  GAsyncResult *result;
} FakeRig;

void fake_rig_set_up (FakeRig *rig, gconstpointer data);
void fake_rig_tear_down (FakeRig *rig, gconstpointer data);
/* Another token from here on. */
void fake_rig_use (FakeRig *rig, const char *token);
/* Names and values, NULL; waits for the answer. */
MatoiSlackAnswer *fake_rig_call (FakeRig *rig, const char *method, ...) G_GNUC_NULL_TERMINATED;
MatoiSlackAnswer *fake_rig_call_list (FakeRig *rig, const char *method, const char *const *args);
/* (transfer full): the code of the error, or "ok". */
char *fake_rig_try (FakeRig *rig, const char *method, ...) G_GNUC_NULL_TERMINATED;
/* As somebody else might send it: @body of @type, or @query behind a "?"; each nullable. (transfer
 * full): the answer's JSON. */
JsonObject *fake_rig_send (FakeRig *rig,
                           const char *verb,
                           const char *method,
                           const char *query,
                           const char *type,
                           const char *body);
/* Any address of the fake, with the token (nullable). */
MatoiHttpReply *fake_rig_fetch (FakeRig *rig, const MatoiHttpRequest *request);

G_END_DECLS
