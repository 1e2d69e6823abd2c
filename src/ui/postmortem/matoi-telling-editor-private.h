/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-prose.h"
#include "matoi-telling-editor.h"

G_BEGIN_DECLS

/* What the parts of it know of each other; for them only. */
struct _MatoiTellingEditor
{
  GtkWidget parent_instance;
  GtkBox *tel_prose, *tel_evidence;
  GtkEntry *tel_time, *tel_link, *tel_query, *tel_none;
  GtkDropDown *tel_anchor;
  GtkStringList *tel_anchors;
  GtkCheckButton *tel_later;
  GtkLabel *tel_moment, *tel_message;
  GtkWidget *tel_restore;
  MatoiProse *prose;

  MatoiSession *session;
  MatoiTellingItem *item;
  /* A row is recorded as a whole: one command at a time, each made from what stands here. */
  gboolean busy, again, showing;
  gboolean add_evidence;                    /* what stands in the two fields is wanted */
  const MatoiEvidence *drop;                /* (nullable) of the item: is not wanted */
  char *sent_text, *sent_link, *sent_query; /* (nullable) by the command that is on its way */
};

char *matoi_telling_editor_dup_typed (GtkEntry *entry);
/* (transfer full) (nullable): nothing is different. */
MatoiCommand *matoi_telling_editor_make_command (MatoiTellingEditor *self);
void matoi_telling_editor_save (MatoiTellingEditor *self);
void matoi_telling_editor_show_item (MatoiTellingEditor *self);
void matoi_telling_editor_on_time_typed (MatoiTellingEditor *self);

G_END_DECLS
