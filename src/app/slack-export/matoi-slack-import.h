/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-import.h"
#include "matoi-slack-export.h"

G_BEGIN_DECLS

/* Where messages go; everything may be left at 0. */
typedef struct
{
  const MatoiId *into; /* (nullable) NULL: where they are already, else a new incident */
  const char *title, *severity, *policy; /* (nullable) of the new one */
  gboolean todos;                        /* lines that begin with TODO are taken as such */
} MatoiSlackTarget;

typedef struct
{
  guint n_todos;     /* lines that begin with TODO */
  guint n_elsewhere; /* messages that were left in the other incident they are in */
} MatoiSlackTally;

gboolean matoi_slack_import (MatoiContext *context,
                             GPtrArray *messages,
                             const MatoiSlackTarget *target,
                             MatoiImportResult *result,
                             MatoiSlackTally *tally,
                             GError **error);

G_END_DECLS
