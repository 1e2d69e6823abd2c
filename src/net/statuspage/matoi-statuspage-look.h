/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-statuspage-client.h"

G_BEGIN_DECLS

typedef struct
{
  char *id, *name;
  char *group; /* (nullable) the name of what it stands in */
  char *state; /* operational … ; of a page: "" */
} MatoiStatuspagePart;

/* What a page is like right now. */
typedef struct
{
  MatoiStatuspageAnswer *answer; /* never NULL: the one that did not work, or the last */
  GPtrArray *pages;              /* of MatoiStatuspagePart: of the account */
  char *page, *name, *url;       /* each (nullable): which one was looked at */
  GPtrArray *components;         /* of MatoiStatuspagePart */
  gint64 mails, others; /* active subscribers by e-mail, and by other ways; -1: not known */
} MatoiStatuspageLook;
void matoi_statuspage_look_free (MatoiStatuspageLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiStatuspageLook, matoi_statuspage_look_free)

/* @page (nullable): the only one the account has. Reads only. */
void matoi_statuspage_look_async (MatoiStatuspageClient *client,
                                  const char *page,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full): also if nothing works; NULL only if cancelled. */
MatoiStatuspageLook *matoi_statuspage_look_finish (GAsyncResult *result, GError **error);

G_END_DECLS
