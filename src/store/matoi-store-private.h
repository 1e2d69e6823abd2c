/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-database.h"
#include "matoi-log.h"
#include "matoi-outbox.h"
#include "matoi-store.h"

G_BEGIN_DECLS

struct _MatoiStore
{
  MatoiDatabase *db;
  MatoiReplica self;
  GHashTable *folds; /* MatoiId -> Fold, see matoi-folds.c */
  gint64 folds_used;
  gint64 redactions; /* of which the folds know */
  gint64 data_version;
  GMutex policies_lock;     /* an incident may look its policy up in another thread */
  GHashTable *policies;     /* hash -> MatoiPolicy */
  MatoiIntentsFunc intents; /* (nullable) */
  gpointer intents_data;
  guint n_settings; /* stored by this connection */
};

/* matoi-folds.c: the incidents that were folded lately. */
void matoi_folds_init (MatoiStore *store);
void matoi_folds_drop (MatoiStore *store, const MatoiId *id_or_null);
gboolean matoi_folds_refresh (MatoiStore *store, GError **error);
MatoiIncident *matoi_folds_get (MatoiStore *store, const MatoiId *id, GError **error);
void matoi_folds_take (MatoiStore *store, MatoiIncident *incident);
MatoiIncident *matoi_folds_new_incident (MatoiStore *store, const MatoiId *id_or_null);

/* Whether incident i is not for the person bound as ?1 (HIS-07, SEC-03): the rule for lists, counts, searches and
 * figures; matoi_context_may_know () is the same for one that was read. Who has or had a role in it, and who has to
 * write its postmortem, may know of it. */
#define MATOI_STORE_HIDDEN                                         \
  "(i.security=1 AND (?1 IS NULL OR i.postmortem_owner IS NOT ?1)" \
  " AND NOT EXISTS(SELECT 1 FROM assignment s WHERE s.incident=i.id AND s.person=?1))"

gboolean matoi_store_set_missing (const MatoiId *id, GError **error);

G_END_DECLS
