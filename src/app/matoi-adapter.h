/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-link.h"

G_BEGIN_DECLS

/* One service ("slack", "jira", "jira2", "pagerduty", "statuspage") as long as the program runs:
 * settings, tokens, connection, what goes out and comes in. Of all programs on one database one
 * does it at a time; the others wait to take over. Needs a started context.
 * Signal "changed" (): state, text or whatever the link tells. Main thread. */
#define MATOI_TYPE_ADAPTER (matoi_adapter_get_type ())
G_DECLARE_FINAL_TYPE (MatoiAdapter, matoi_adapter, MATOI, ADAPTER, GObject)

typedef enum
{
  MATOI_ADAPTER_OFF, /* not set up, or turned off */
  MATOI_ADAPTER_CONNECTING,
  MATOI_ADAPTER_ONLINE,
  MATOI_ADAPTER_ELSEWHERE, /* another program on this database does it */
  MATOI_ADAPTER_OFFLINE,   /* not reached; tried again by itself */
  MATOI_ADAPTER_REFUSED,   /* a person is needed: no token, a dead one, or one of another place */
} MatoiAdapterState;

/* --- all of them, for a program that runs */

/* Makes and starts every service; whatever is set up later begins by itself. Once per context. */
void matoi_adapters_start (MatoiContext *context);
/* For good, and before the context is let go; another program may take over at once. */
void matoi_adapters_stop (MatoiContext *context);
/* (transfer none) their ids in the order people see them, NULL-terminated */
const char *const *matoi_adapters_list (void);
/* Its main setting is there; and it is not turned off. Of any id; whether it runs or not. */
gboolean matoi_adapter_is_set_up (MatoiContext *context, const char *id);
gboolean matoi_adapter_is_used (MatoiContext *context, const char *id);
/* "JIRA", or the name somebody gave it; (transfer none) until "settings-changed" */
const char *matoi_adapter_get_name_of (MatoiContext *context, const char *id);

/* --- one */

MatoiAdapter *matoi_adapter_new (MatoiContext *context, const char *id);
/* The one that was made for @context last; (transfer none) (nullable) */
MatoiAdapter *matoi_adapter_get (MatoiContext *context, const char *id);
const char *matoi_adapter_get_id (MatoiAdapter *self);
void matoi_adapter_start (MatoiAdapter *self);
void matoi_adapter_stop (MatoiAdapter *self);
MatoiAdapterState matoi_adapter_get_state (MatoiAdapter *self);
/* A sentence, translated: where it stands and, if somebody is needed, what to do. */
const char *matoi_adapter_get_text (MatoiAdapter *self);
/* When it got into this state, ms UTC; 0: it was never started. */
gint64 matoi_adapter_get_since (MatoiAdapter *self);
/* Everything once more: after new tokens, a wake-up. */
void matoi_adapter_restart (MatoiAdapter *self);
/* Nothing waits to go out and everything has come in. */
gboolean matoi_adapter_is_quiet (MatoiAdapter *self);
/* For what only one service has; (transfer none) (nullable): there is no connection. */
MatoiLink *matoi_adapter_get_link (MatoiAdapter *self);
/* Calls of Slack's history in the last minute, and how many are allowed: 0 of any other service. */
guint matoi_adapter_get_calls (MatoiAdapter *self, guint *allowed);

G_END_DECLS
