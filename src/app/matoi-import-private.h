/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context-private.h"
#include "matoi-import.h"

G_BEGIN_DECLS

/* What one record will do. */
typedef struct
{
  MatoiBatch batch;    /* first: the store sees no more of it */
  MatoiPolicy *policy; /* (nullable) of the events */
} MatoiImportPlan;
void matoi_import_plan_free (MatoiImportPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiImportPlan, matoi_import_plan_free)
/* In the thread of @context; @path is for the errors. (transfer full) */
MatoiImportPlan *
matoi_import_plan_new (MatoiContext *context, JsonObject *record, const char *path, GError **error);
/* Of all records of a file; MATOI_ERROR_INPUT names it. (transfer full) */
GPtrArray *matoi_import_make_plans (MatoiContext *context, const char *path, GError **error);
/* On the thread that owns @store. */
gboolean matoi_import_add_policies (MatoiStore *store,
                                    MatoiPolicyBook *book,
                                    GPtrArray *plans,
                                    GError **error);

/* matoi-import-rest.c: takes in, in the background, what is left of an import that was cut off. */
void matoi_import_finish_rest (MatoiContext *context);

G_END_DECLS
