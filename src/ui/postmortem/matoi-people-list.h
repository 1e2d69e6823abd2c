/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-directory.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *note;   /* (nullable) what they were or are */
  char *reason; /* (nullable) why a required one is not ticked */
  gboolean required, ticked;
} MatoiTick;

MatoiTick *matoi_tick_new (const char *name, const char *note, gboolean required, gboolean ticked);
void matoi_tick_free (MatoiTick *tick);
const MatoiTick *matoi_tick_find (GPtrArray *ticks, const char *name);
/* The one whom a part of the name means, else what was typed. (transfer full) */
char *matoi_people_dup_meant (MatoiDirectory *directory_or_null, const char *typed);

/* People with a tick each, and a line to add somebody.
 *
 * Signal "edited": by the person: somebody was ticked or added, or a reason written. */
#define MATOI_TYPE_PEOPLE_LIST (matoi_people_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPeopleList, matoi_people_list, MATOI, PEOPLE_LIST, GtkWidget)

/* of MatoiTick; who was added here and is not among them yet stays. */
void matoi_people_list_show (MatoiPeopleList *self, GPtrArray *ticks);
void matoi_people_list_reset (MatoiPeopleList *self);
void matoi_people_list_set_directory (MatoiPeopleList *self, MatoiDirectory *directory_or_null);
void matoi_people_list_set_editable (MatoiPeopleList *self, gboolean editable);
/* As they are ticked now. (transfer full) of MatoiTick */
GPtrArray *matoi_people_list_dup_ticks (MatoiPeopleList *self);
/* Takes over what is typed to add somebody. */
void matoi_people_list_flush (MatoiPeopleList *self);

G_END_DECLS
