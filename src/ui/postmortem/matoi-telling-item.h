/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-postmortem.h"
#include "matoi-session.h"
#include "matoi-ui-text.h"

G_BEGIN_DECLS

/* One line of the timeline as it stands: a copy that outlives the next event. Everything is
 * read-only. Signal "changed": what it shows has changed. */
#define MATOI_TYPE_TELLING_ITEM (matoi_telling_item_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTellingItem, matoi_telling_item, MATOI, TELLING_ITEM, GObject)

struct _MatoiTellingItem
{
  GObject parent_instance;
  MatoiId id; /* of the entry; of the row where there is no entry */
  gboolean is_entry;
  const MatoiKindLook *look; /* (nullable) a row of the document's own */
  const char *kind;          /* of the entry, "own" */
  char *text;                /* what the document tells */
  char *captured;            /* (nullable) the words of the entry */
  char *author;              /* (nullable) */
  char *none_reason;         /* (nullable) why there is no evidence */
  gint64 occurred_at, captured_at;
  gboolean told, sourced, learned_later;
  gboolean changed;    /* told in other words, or at another time, than captured (WRI-05) */
  gboolean reworded;   /* has words of its own */
  gboolean guess;      /* neither confirmed nor ruled out: it cannot be told (TML-07) */
  gboolean gone;       /* struck, or corrected by a later entry */
  const char *verdict; /* (nullable) confirmed ruled-out */
  const char *anchor;  /* (nullable) */
  gboolean anchor_set; /* by a person */
  GPtrArray *evidence, *own_evidence; /* of MatoiEvidence: of the entry; of the row */

  gboolean starts_day; /* in what is told */
  gboolean open;       /* is being edited */
};

MatoiTellingItem *matoi_telling_item_new (const MatoiLine *line);
gboolean matoi_telling_item_update (MatoiTellingItem *self, const MatoiLine *line);
void matoi_telling_item_set_starts_day (MatoiTellingItem *self, gboolean starts_day);
void matoi_telling_item_set_open (MatoiTellingItem *self, gboolean open);
const char *matoi_telling_item_get_kind_name (MatoiTellingItem *self);
/* (transfer full): "pm-row" as it stands, for what is changed about it. */
MatoiCommand *matoi_telling_item_new_command (MatoiTellingItem *self, MatoiSession *session);
MatoiCommand *
matoi_telling_item_new_told (MatoiTellingItem *self, MatoiSession *session, gboolean told);
void matoi_telling_item_settle (MatoiTellingItem *self, MatoiSession *session, gboolean confirmed);

G_END_DECLS
