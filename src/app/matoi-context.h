/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-decide.h"
#include "matoi-store.h"
#include "matoi-wording.h"

G_BEGIN_DECLS

#define MATOI_TYPE_CONTEXT (matoi_context_get_type ())
G_DECLARE_FINAL_TYPE (MatoiContext, matoi_context, MATOI, CONTEXT, GObject)

/* The composition root: opens the database, knows the presets, the identity
 * and the zone, owns the store's worker thread. matoictl calls the functions
 * without a worker; the window calls matoi_context_start () and then only the
 * _async ones. */
MatoiContext *
matoi_context_new (const char *db_path_or_null, MatoiStoreFlags flags, GError **error);
char *matoi_context_dup_default_path (GError **error);
const char *matoi_context_get_path (MatoiContext *self);

/* --- in the calling thread, before matoi_context_start () */
MatoiStore *matoi_context_get_store (MatoiContext *self);
MatoiReceipt *matoi_context_submit (MatoiContext *self,
                                    const MatoiId *incident,
                                    MatoiCommand *command,
                                    GError **error);
/* The same for several, all or nothing. */
MatoiReceipt *matoi_context_submit_all (MatoiContext *self,
                                        const MatoiId *incident,
                                        GPtrArray *commands,
                                        GError **error);
void
matoi_context_free_receipt (MatoiReceipt *receipt); /* for the layers that do not see the store */
GPtrArray *matoi_context_list (MatoiContext *self, const char *state, guint limit, GError **error);
GPtrArray *matoi_context_list_postmortems (MatoiContext *self, gboolean closed, GError **error);
GPtrArray *matoi_context_list_actions (MatoiContext *self, gboolean open, GError **error);
gboolean matoi_context_resolve (MatoiContext *self, const char *text, MatoiId *id, GError **error);
MatoiIncident *matoi_context_load (MatoiContext *self, const MatoiId *id, GError **error);
gboolean matoi_context_verify (MatoiContext *self, MatoiVerification *out, GError **error);
void matoi_context_clear_verification (MatoiVerification *verification);
gboolean matoi_context_rebuild (MatoiContext *self,
                                MatoiProgress progress,
                                gpointer user_data,
                                GError **error);
gboolean matoi_context_backup (MatoiContext *self, const char *path, GError **error);
/* Whether a later Matoi wrote the file, which this one therefore does not open. */
gboolean matoi_context_is_newer (const char *path);
/* Works without opening the (perhaps damaged) database. */
gboolean matoi_context_restore (const char *db_path_or_null, const char *from, GError **error);

/* --- documents; pure, in any thread that owns @incident */
JsonNode *matoi_context_export_show (MatoiContext *self, const MatoiIncident *incident);
JsonArray *matoi_context_export_clocks (MatoiContext *self, const MatoiIncident *incident);
JsonObject *
matoi_context_export_gates (MatoiContext *self, const MatoiIncident *incident, const char *state);
JsonObject *matoi_context_export_postmortem (MatoiContext *self, const MatoiIncident *incident);
/* The hints on the words of the postmortem (§12.5c) that nobody put aside:
 * [{section,field?,line,rule,offset,length,text,advice}]. */
JsonArray *
matoi_context_check_wording (MatoiContext *self, const MatoiIncident *incident, GError **error);
JsonArray *matoi_context_export_actions (MatoiContext *self, const MatoiIncident *incident);
JsonNode *matoi_context_export_bundle (MatoiContext *self, const MatoiIncident *incident);
char *matoi_context_export_markdown (MatoiContext *self, const MatoiIncident *incident);
/* The postmortem, or the timeline while there is none, as "markdown", "html", "pdf", "pdf-a4" or
 * "pdf-letter"; or "ics", "json", "csv". @both: headings in English and Japanese. (transfer full) */
GBytes *matoi_context_export (MatoiContext *self,
                              const MatoiIncident *incident,
                              const char *format,
                              gboolean both,
                              GError **error);
/* The same in the background. */
void matoi_context_export_async (MatoiContext *self,
                                 const MatoiIncident *incident,
                                 const char *format,
                                 gboolean both,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *matoi_context_export_finish (MatoiContext *self, GAsyncResult *result, GError **error);
/* The pages of the PDF, in points, for a printer; kept with matoi_context_free_pages (). */
typedef struct _MatoiPrintout MatoiPrintout;
typedef struct _cairo cairo_t;
MatoiPrintout *matoi_context_new_pages (MatoiContext *self,
                                        const MatoiIncident *incident,
                                        gboolean both,
                                        double width,
                                        double height);
guint matoi_context_count_pages (const MatoiPrintout *pages);
void matoi_context_draw_page (const MatoiPrintout *pages, cairo_t *cr, guint page);
void matoi_context_free_pages (MatoiPrintout *pages);
char *matoi_context_export_ics (MatoiContext *self, const MatoiIncident *incident, GError **error);
/* One of the two mails of COM-15, "done" or "internal", in @lang ("en", "ja") with @words_or_null
 * of one's own: its subject and body, and the link that opens the mail program. FALSE: the body is
 * too long for a link, and is to be copied. */
gboolean matoi_context_compose_mail (MatoiContext *self,
                                     const MatoiIncident *incident,
                                     const char *which,
                                     const char *lang,
                                     const char *words_or_null,
                                     const char *recipients,
                                     char **subject,
                                     char **body,
                                     char **uri);
/* The rules of wording that come with Matoi, for matoi_wording_check (); keep them. (transfer full) */
MatoiWording *matoi_context_load_wording (GError **error);
/* The same, but for the files in @folder, of which one may be missing. (transfer full) */
MatoiWording *matoi_context_load_wording_from (const char *folder, GError **error);
/* The rules of the organisation (setting "wording"), read once; of use in any thread as long as
 * the context lives. (transfer none) */
MatoiWording *matoi_context_get_wording (MatoiContext *self, GError **error);

/* --- settings and policies */
const char *matoi_context_get_identity (MatoiContext *self);
void matoi_context_set_identity (MatoiContext *self, const char *person); /* --as, for this run */
GTimeZone *matoi_context_get_zone (MatoiContext *self);
MatoiPolicy *matoi_context_get_policy (MatoiContext *self, const char *id_or_null, GError **error);
char *matoi_context_dup_policy_problem (
  MatoiContext *self); /* file, line, reason of a bad team preset; NULL: none */
gboolean matoi_context_check_setting (MatoiContext *self,
                                      const char *key,
                                      const char *value,
                                      GError **error);
const char *const *matoi_context_list_setting_keys (void);
const char *
matoi_context_get_setting (MatoiContext *self, const char *key); /* (nullable) as last read */
gboolean matoi_context_set_setting (MatoiContext *self,
                                    const char *key,
                                    const char *value_or_null,
                                    GError **error);
/* Adds ref seed, policy hash, identity to a "declare" command. */
gboolean matoi_context_prepare_declare (MatoiContext *self,
                                        MatoiCommand *command,
                                        const char *policy_id,
                                        GError **error);
/* Days on which nobody works, by the setting "holidays", for matoi_deadline (). (transfer full) */
GHashTable *matoi_context_dup_days_off (MatoiContext *self, gint64 at);
void matoi_context_set_now (MatoiContext *self, gint64 ms_or_none); /* tests, replay */
gint64 matoi_context_get_now (MatoiContext *self);

/* --- for the window: on the worker thread, answers in the main context.
 * Signal "events-recorded" (GPtrArray of MatoiEvent): ours and other processes', durable, each once, in seq
 * order, before the answer to the submit that made them. Signal "settings-changed". Signals "outbox-changed", "rooms-changed": see
 * matoi-context-outbox.h, -rooms.h. Signal "failed" (GError):
 * the database could not be read while looking for news. An incident from load_finish () must not outlive
 * the context. */
void matoi_context_start (MatoiContext *self); /* from here on the store belongs to the worker */
void matoi_context_stop (
  MatoiContext *self); /* finishes what was asked for, then joins; dispose does it too */
void matoi_context_submit_async (MatoiContext *self,
                                 const MatoiId *incident,
                                 MatoiCommand *command,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* The same for several, all or nothing; finished by the same function. */
void matoi_context_submit_all_async (MatoiContext *self,
                                     const MatoiId *incident,
                                     GPtrArray *commands,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Free the receipt with matoi_context_free_receipt (). */
MatoiReceipt *
matoi_context_submit_finish (MatoiContext *self, GAsyncResult *result, GError **error);
void matoi_context_load_async (MatoiContext *self,
                               const MatoiId *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
MatoiIncident *matoi_context_load_finish (MatoiContext *self, GAsyncResult *result, GError **error);
void matoi_context_list_async (MatoiContext *self,
                               const char *state,
                               guint limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *matoi_context_list_finish (MatoiContext *self, GAsyncResult *result, GError **error);
void matoi_context_list_postmortems_async (MatoiContext *self,
                                           gboolean closed,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *
matoi_context_list_postmortems_finish (MatoiContext *self, GAsyncResult *result, GError **error);
void matoi_context_resolve_async (MatoiContext *self,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
MatoiId *matoi_context_resolve_finish (MatoiContext *self, GAsyncResult *result, GError **error);
void matoi_context_set_setting_async (MatoiContext *self,
                                      const char *key,
                                      const char *value_or_null,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* All or nothing; text to text, or to NULL. */
void matoi_context_set_settings_async (MatoiContext *self,
                                       GHashTable *values,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
matoi_context_set_setting_finish (MatoiContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
