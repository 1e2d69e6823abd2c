/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-cli.h"
#include "matoi-context.h"
#include "matoi-import.h"

G_BEGIN_DECLS

/* The store's own free function is out of reach for this layer. */
typedef MatoiReceipt MatoiCliReceipt;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiCliReceipt, matoi_context_free_receipt)

/* Every option of every command, with one meaning everywhere. */
typedef struct
{
  char *db, *lang, *as, *at;
  gboolean json, help, version;
  char *title, *severity, *scope, *worst_case, *policy, *detected_by, *kind, *query, *reason, *none,
    *owner, *to, *text, *url, *outcome, *final_severity, *override, *state, *format, *output,
    *started, *detected, *mitigated, *section, *template, *priority, *owner_team, *anchor, *unknown,
    *action, *due, *from, *until, *reaction, *into, *room, *by, *month, *report, *status;
  char **services, **evidence, **attended, **channels, **map, **components;
  gboolean learned_later, both, open, overdue, security, drill, release, handover, later, draft,
    approve, refs, todos, skip_refused, once, all, dry_run, not_an_incident, publish, recovered,
    no_notify;
  double speed;
  int limit, minutes;
} MatoiCliOptions;

typedef struct _MatoiCli MatoiCli;

typedef struct
{
  const char *name;
  const char *args;    /* shown after the name */
  const char *summary; /* N_() */
  const char *options; /* names of its options, separated by blanks */
  int min, max;        /* number of arguments; max -1: any */
  gboolean (*run) (MatoiCli *cli, char **args, GError **error);
  const char *details; /* (nullable) N_(): what else its help tells */
} MatoiCliCommand;

struct _MatoiCli
{
  MatoiCliOptions options;
  const MatoiCliCommand *command;
  MatoiContext *context; /* (nullable) until matoi_cli_open () */
  gint64 at;             /* MATOI_TIME_NONE: now */
  gboolean colour;
  gboolean read_stdin;
  int status; /* of a command that worked but has bad news */
};

/* What follows "postmortem REF". */
typedef struct
{
  const char *verb; /* NULL ends the list */
  gboolean (*run) (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error);
  int max; /* number of arguments with the reference and the verb; -1: any */
} MatoiCliVerb;

extern const MatoiCliVerb matoi_cli_document_verbs[];
extern const MatoiCliVerb matoi_cli_row_verbs[];

extern const MatoiCliCommand matoi_cli_incident_commands[];
extern const MatoiCliCommand matoi_cli_timeline_commands[];
extern const MatoiCliCommand matoi_cli_work_commands[];
extern const MatoiCliCommand matoi_cli_postmortem_commands[];
extern const MatoiCliCommand matoi_cli_action_commands[];
extern const MatoiCliCommand matoi_cli_read_commands[];
extern const MatoiCliCommand matoi_cli_search_commands[];
extern const MatoiCliCommand matoi_cli_stats_commands[];
extern const MatoiCliCommand matoi_cli_data_commands[];
extern const MatoiCliCommand matoi_cli_config_commands[];
extern const MatoiCliCommand matoi_cli_outbox_commands[];
extern const MatoiCliCommand matoi_cli_sync_commands[];

/* matoi-cli-ticket.c: "action REF ticket ID" */
gboolean matoi_cli_make_ticket (MatoiCli *cli, char **args, GError **error);

/* matoi-cli-failure.c */
int matoi_cli_fail (MatoiCli *cli, const GError *error);

/* matoi-cli-options.c */
GOptionContext *matoi_cli_options_new (MatoiCliOptions *options, const MatoiCliCommand *command);
void matoi_cli_options_clear (MatoiCliOptions *options);
gboolean matoi_cli_options_read (MatoiCli *cli, GError **error);
void matoi_cli_shield (char **args);
void matoi_cli_unshield (MatoiCliOptions *options, char **args);

/* matoi-cli-common.c */
gboolean matoi_cli_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
void matoi_cli_add_hint (GError **error, const char *hint);
gboolean matoi_cli_open (MatoiCli *cli, GError **error);
gboolean matoi_cli_find (MatoiCli *cli, const char *ref, MatoiId *id, GError **error);
MatoiIncident *matoi_cli_load (MatoiCli *cli, const char *ref, GError **error);
MatoiCommand *matoi_cli_command (MatoiCli *cli, const char *name);
gboolean matoi_cli_submit (MatoiCli *cli, const char *ref, MatoiCommand *command, GError **error);
gboolean matoi_cli_set_id (MatoiCli *cli,
                           const char *ref,
                           MatoiCommand *command,
                           const char *what,
                           const char *text,
                           GError **error);
char *matoi_cli_dup_text (MatoiCli *cli, const char *arg, GError **error);
char *matoi_cli_read_input (MatoiCli *cli, GError **error);
gboolean matoi_cli_parse_time (MatoiCli *cli, const char *text, gint64 *ms, GError **error);
gboolean
matoi_cli_parse_day (MatoiCli *cli, const char *text, gboolean end, gint64 *ms, GError **error);
gboolean matoi_cli_parse_minutes (const char *text, gint64 *minutes, GError **error);
gboolean matoi_cli_submit_all (MatoiCli *cli, const char *ref, GPtrArray *commands, GError **error);
char *matoi_cli_read_file (MatoiCli *cli, const char *path_or_null, GError **error);
void matoi_cli_print_receipt (MatoiCli *cli, const MatoiReceipt *receipt);

/* matoi-cli-data.c */
void matoi_cli_show_progress (gint64 done, gint64 total, gpointer user_data);

/* matoi-cli-doctor.c */
gboolean matoi_cli_doctor (MatoiCli *cli, char **args, GError **error);

/* matoi-cli-import.c */
gboolean matoi_cli_import (MatoiCli *cli, char **args, GError **error);
/* matoi-cli-import-sheet.c, matoi-cli-import-slack.c: kinds of files; the others in -import.c */
gboolean matoi_cli_import_sheet (MatoiCli *cli, const char *path, GError **error);
gboolean
matoi_cli_import_slack (MatoiCli *cli, const char *path, MatoiImportResult *result, GError **error);
void matoi_cli_print_import (MatoiCli *cli, const MatoiImportResult *result);
void matoi_cli_warn (const char *text);

/* matoi-cli-output.c */
gboolean matoi_cli_write_file (const char *path, GBytes *bytes, GError **error);

/* matoi-cli-print.c */
typedef struct _MatoiCliTable MatoiCliTable;
MatoiCliTable *matoi_cli_table_new (guint n_columns);
void matoi_cli_table_add (MatoiCliTable *table, ...) G_GNUC_NULL_TERMINATED;
void matoi_cli_table_add_cells (MatoiCliTable *table, GPtrArray *cells);
void matoi_cli_table_print (MatoiCliTable *table, const char *indent);
void matoi_cli_table_free (MatoiCliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiCliTable, matoi_cli_table_free)
guint matoi_cli_width (const char *text);
char *matoi_cli_dup_printable (const char *text);
void matoi_cli_print (const char *text);
void matoi_cli_printf (const char *format, ...) G_GNUC_PRINTF (1, 2);
void matoi_cli_print_heading (MatoiCli *cli, const char *text);
void matoi_cli_print_json (JsonNode *node);
void matoi_cli_take_json_object (JsonObject *object);
void matoi_cli_take_json_array (JsonArray *array);
char *matoi_cli_dup_time (MatoiCli *cli, gint64 ms);
char *matoi_cli_dup_short_id (const MatoiId *id);
const char *matoi_cli_state_name (const char *state);

/* matoi-cli-write.c: what is written into a section of a postmortem */
GPtrArray *matoi_cli_write_commands (MatoiCli *cli,
                                     const MatoiIncident *incident,
                                     const char *section,
                                     const char *text,
                                     GError **error);
MatoiCommand *matoi_cli_message_command (MatoiCli *cli, const char *text);

/* matoi-cli-rows.c, also for the rest of the document */
void matoi_cli_add_evidence (MatoiCli *cli, MatoiCommand *command);
gboolean matoi_cli_set_text (MatoiCli *cli,
                             MatoiCommand *command,
                             const char *name,
                             const char *arg,
                             GError **error);
gpointer matoi_cli_find_element (GPtrArray *list, const char *text, GError **error);
gboolean matoi_cli_need_postmortem (const MatoiIncident *incident, GError **error);

/* matoi-cli-show.c */
void matoi_cli_show_incident (MatoiCli *cli, const MatoiIncident *incident);

G_END_DECLS
