/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-decide.h"

G_BEGIN_DECLS

#define MATOI_MAX_TEXT_BYTES  (64 * 1024)
#define MATOI_MAX_TITLE_CHARS 200

typedef struct
{
  const MatoiIncident *state;
  MatoiPolicy *policy;
  const MatoiCommand *command;
  JsonObject *args; /* of the command (not owned) */
  gint64 now, at;   /* at: when it happened */
  GPtrArray *events;
} MatoiDecision;

typedef gboolean (*MatoiDecide) (MatoiDecision *d, GError **error);

enum
{
  MATOI_COMMAND_LIVE_ONLY = 1 << 0,
  MATOI_COMMAND_LONG_TEXT = 1 << 1, /* checks the length of its texts itself */
};

typedef struct
{
  const char *name; /* NULL ends a list */
  MatoiDecide decide;
  guint flags;
} MatoiCommandRule;

extern const MatoiCommandRule matoi_postmortem_commands[];
extern const MatoiCommandRule matoi_document_commands[];
extern const MatoiCommandRule matoi_meeting_commands[];
extern const MatoiCommandRule matoi_action_commands[];
extern const MatoiCommandRule matoi_ticket_commands[];
extern const MatoiCommandRule matoi_steps_commands[];
extern const MatoiCommandRule matoi_picture_commands[];
extern const MatoiCommandRule matoi_publish_commands[];
extern const MatoiCommandRule matoi_page_commands[];

MatoiEvent *matoi_decision_add (MatoiDecision *d, const char *type, JsonObject *payload);
const char *matoi_decision_get (MatoiDecision *d, const char *arg);
const char *matoi_decision_require (MatoiDecision *d, const char *arg, GError **error);
gboolean matoi_decision_get_minutes (MatoiDecision *d, gint64 *minutes, GError **error);
JsonObject *
matoi_decision_copy (MatoiDecision *d, const char *first_arg, ...) G_GNUC_NULL_TERMINATED;
gboolean matoi_decision_check_link (const char *url, GError **error);
gboolean matoi_decision_check_evidence (JsonArray *array, GError **error);
gboolean matoi_decision_check_time (MatoiDecision *d, gint64 at, GError **error);
gboolean matoi_is_nobody (const char *person);
gboolean matoi_decision_is_commander (MatoiDecision *d);
gboolean matoi_refuse_input (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean matoi_refuse_missing (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean matoi_decide_note (MatoiDecision *d, GError **error);
gboolean matoi_decide_strike (MatoiDecision *d, GError **error);
gboolean matoi_decide_restore (MatoiDecision *d, GError **error);
gboolean matoi_decide_settle (MatoiDecision *d, GError **error);
gboolean matoi_decide_unsettle (MatoiDecision *d, GError **error);
gboolean matoi_decide_evidence (MatoiDecision *d, GError **error);
gboolean matoi_decide_correct (MatoiDecision *d, GError **error);
gboolean matoi_decide_source_changed (MatoiDecision *d, GError **error);
gboolean matoi_decide_offer (MatoiDecision *d, GError **error);
gboolean matoi_decide_role_assign (MatoiDecision *d, GError **error);
gboolean matoi_decide_role_release (MatoiDecision *d, GError **error);
gboolean matoi_decide_subteam (MatoiDecision *d, GError **error);
gboolean matoi_decide_subteam_move (MatoiDecision *d, GError **error);
gboolean matoi_decide_subteam_dissolve (MatoiDecision *d, GError **error);
gboolean matoi_decide_ask (MatoiDecision *d, GError **error);
gboolean matoi_decide_ask_change (MatoiDecision *d, GError **error);
gboolean matoi_decide_ask_reopen (MatoiDecision *d, GError **error);
gboolean matoi_decide_todo (MatoiDecision *d, GError **error);
gboolean matoi_decide_todo_done (MatoiDecision *d, GError **error);
gboolean matoi_decide_todo_drop (MatoiDecision *d, GError **error);
gboolean matoi_decide_todo_reopen (MatoiDecision *d, GError **error);
gboolean matoi_decide_snooze (MatoiDecision *d, GError **error);
gboolean matoi_decide_step (MatoiDecision *d, GError **error);
gboolean matoi_decide_poll (MatoiDecision *d, GError **error);
gboolean matoi_decide_poll_close (MatoiDecision *d, GError **error);
gboolean
matoi_decision_check_approval (MatoiDecision *d, const char *to, gboolean approve, GError **error);
gboolean matoi_check_finished (const char *to, const char *text, GError **error);
const MatoiUpdate *matoi_decision_require_update (MatoiDecision *d, GError **error);
gboolean matoi_decide_update (MatoiDecision *d, GError **error);
gboolean matoi_decide_update_approve (MatoiDecision *d, GError **error);
gboolean matoi_decide_update_post (MatoiDecision *d, GError **error);
gboolean matoi_decide_declare (MatoiDecision *d, GError **error);
gboolean matoi_decide_severity (MatoiDecision *d, GError **error);
gboolean matoi_decide_final_severity (MatoiDecision *d, GError **error);
gboolean matoi_decide_phase (MatoiDecision *d, GError **error);
gboolean matoi_decide_security (MatoiDecision *d, GError **error);
gboolean matoi_decide_details (MatoiDecision *d, GError **error);
gboolean matoi_decide_link (MatoiDecision *d, GError **error);
gboolean matoi_decide_unlink (MatoiDecision *d, GError **error);
gboolean matoi_decide_end (MatoiDecision *d, GError **error);
gboolean matoi_decide_reopen (MatoiDecision *d, GError **error);

G_END_DECLS
