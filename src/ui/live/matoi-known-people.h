/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-session.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *reading; /* "" when unknown */
  char *note;    /* the role held, or what they know about, or "" */
} MatoiKnownPerson;

/* Everybody who may be meant: who is in the incident first, then the team. Read when it is
 * first asked for, kept up with the events from then on. */
typedef struct _MatoiKnownPeople MatoiKnownPeople;

MatoiKnownPeople *matoi_known_people_new (MatoiSession *session);
void matoi_known_people_free (MatoiKnownPeople *self);
void matoi_known_people_learn (MatoiKnownPeople *self, GPtrArray *events, gboolean folded_again);
void matoi_known_people_forget_directory (MatoiKnownPeople *self);
GPtrArray *matoi_known_people_get (MatoiKnownPeople *self);
gsize matoi_known_people_name_length (const char *text, gboolean open, gpointer self);

G_END_DECLS
