/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"
#include "matoi-context.h"
#include "matoi-desk.h"
#include "matoi-slack-client.h"
#include "test-common.h"

G_BEGIN_DECLS

/* A Slack on this machine and a database that is connected to it, in one main loop. */
typedef struct
{
  FakeSlack *fake;
  char *folder, *db;
  MatoiContext *context; /* started; a desk */
  MatoiHttp *http;
  MatoiSlackClient *client; /* with the bot's token */
  char *user_id, *bot_id;   /* of the bot */
  MatoiId incident;         /* the last one that was declared */
  char *ref;
} SyncRig;

/* Seeded: people aiko (田中 愛子), ben (Ben Okafor), mei (林 芽衣), channel #general. */
void sync_rig_set_up (SyncRig *rig);
void sync_rig_tear_down (SyncRig *rig);
/* As after the program was killed: a context anew, on the same database. */
void sync_rig_reopen (SyncRig *rig);
MatoiDesk *sync_rig_get_desk (SyncRig *rig);
void sync_rig_set (SyncRig *rig, const char *key, const char *value_or_null);

/* Records a command; names and texts of its arguments, NULL. Fails if it is refused. */
void
sync_rig_submit (SyncRig *rig, const char *actor, const char *name, ...) G_GNUC_NULL_TERMINATED;
/* Declares a SEV-2 by "small-team" now, Ben Okafor in command. */
void sync_rig_declare (SyncRig *rig, const char *title);
/* As it is on the disk. (transfer full) */
MatoiIncident *sync_rig_load (SyncRig *rig);
/* Of all incidents, with those that are sent. (transfer full) of MatoiOutboxRow */
GPtrArray *sync_rig_list_outbox (SyncRig *rig);
/* How many rows are in @state. */
guint sync_rig_count_outbox (SyncRig *rig, const char *state);
/* (nullable): the first room with @part in its name. */
FakeChannel *sync_rig_find_room (SyncRig *rig, const char *part);
/* Runs @func in the store's thread and waits; fails on an error. Returns what run_finish does. */
gpointer sync_rig_run (SyncRig *rig, MatoiDeskFunc func, gpointer data);

G_END_DECLS
