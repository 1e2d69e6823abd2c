/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-compose.h"
#include "matoi-slack-op.h"

G_BEGIN_DECLS

/* A message on its way. Private to matoi-slack-ops-post.c and matoi-slack-ops-look.c. */
typedef struct
{
  GPtrArray *parts;  /* of MatoiSlackPart */
  GHashTable *there; /* set of the keys that were found */
  guint next;        /* the part that is said */
  char *thread;      /* (nullable) ts of the message that it answers */
  char *ts;          /* (nullable) of the first */
  char *cursor;      /* (nullable) */
  guint n_tries;
  gboolean no_metadata, no_blocks;
} MatoiSlackPost;

void matoi_slack_post_look (MatoiSlackOp *op);
/* What of it is not there yet. */
void matoi_slack_post_say (MatoiSlackOp *op);
void matoi_slack_post_end (MatoiSlackOp *op);

G_END_DECLS
