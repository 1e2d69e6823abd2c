/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* Every policy seen so far, by hash. Shared by the worker and the main
 * thread; only the thread that owns the store may look in the store. */
typedef struct
{
  GMutex mutex;
  GHashTable *by_hash; /* guarded by mutex */
  MatoiStore *store;   /* (unowned) */
  GThread *owner;      /* of store */
} MatoiPolicyBook;

typedef struct _MatoiWorker MatoiWorker;

struct _MatoiContext
{
  GObject parent_instance;

  MatoiStore *store;
  char *identity;
  gboolean identity_given; /* by --as: a setting does not replace it */
  GTimeZone *zone;
  gint64 now;
  GHashTable *settings;
  MatoiPolicyBook book;
  GHashTable *built_in; /* id -> policy, (unowned) by the book */
  char *policy_problem; /* (nullable) */
  MatoiWorker *worker;  /* (nullable) before matoi_context_start () */
  gboolean stopped;
  gboolean index_built; /* it was damaged */
};

void matoi_context_take_settings (MatoiContext *self, GHashTable *settings);
gboolean matoi_context_reload_settings (MatoiContext *self, GError **error);

void matoi_policy_book_init (MatoiPolicyBook *book, MatoiStore *store);
void matoi_policy_book_clear (MatoiPolicyBook *book);
MatoiPolicy *matoi_policy_book_add (MatoiPolicyBook *book, MatoiPolicy *policy);
MatoiPolicy *matoi_policy_book_lookup (const char *hash, gpointer book);

void matoi_context_complete (MatoiContext *self, GPtrArray *commands);
/* How what happened elsewhere is written down. */
typedef struct
{
  gint64 now;
  MatoiProgress progress; /* (nullable) */
  gpointer user_data;
  GCancellable *cancellable; /* (nullable) */
} MatoiRecording;
MatoiReceipt *matoi_context_record_on (MatoiStore *store,
                                       MatoiPolicyBook *book,
                                       const MatoiId *incident,
                                       GPtrArray *commands,
                                       const MatoiRecording *recording,
                                       GError **error);
MatoiReceipt *matoi_context_record_all (MatoiContext *self,
                                        const MatoiId *incident,
                                        GPtrArray *commands,
                                        GError **error);
gboolean matoi_context_add_policies (MatoiStore *store,
                                     MatoiPolicyBook *book,
                                     GPtrArray *commands,
                                     GError **error);
MatoiReceipt *matoi_context_submit_on (MatoiStore *store,
                                       MatoiPolicyBook *book,
                                       const MatoiId *incident,
                                       GPtrArray *commands,
                                       gint64 now,
                                       GError **error);
/* A file or folder that comes with Matoi. (transfer full) */
char *matoi_context_dup_data_path (const char *folder, const char *name_or_null);
MatoiPolicy *matoi_context_parse_policy_file (MatoiContext *self, const char *path, GError **error);

/* @person (nullable): whether they are a part of @incident, if it is confidential; in any thread. */
gboolean matoi_context_may_know (const MatoiIncident *incident, const char *person);

/* matoi_context_get_wording () for the folder of the setting; in any thread. */
MatoiWording *matoi_context_get_wording_of (MatoiContext *self, const char *folder, GError **error);

G_END_DECLS
