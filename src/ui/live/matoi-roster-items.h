/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-directory.h"
#include "matoi-session.h"

G_BEGIN_DECLS

typedef enum
{
  MATOI_ROSTER_ROLE,    /* a role of one holder, vacant or not */
  MATOI_ROSTER_EXPERT,  /* one of many who hold a role */
  MATOI_ROSTER_WATCHER, /* does not report to anybody (DUR-03) */
  MATOI_ROSTER_TEAM,    /* a sub-team and its leader */
  MATOI_ROSTER_MEMBER,  /* of the team before it */
} MatoiRosterKind;

/* What one row of the roster says. */
typedef struct
{
  MatoiRosterKind kind;
  char *key;                /* stays the same as long as it is about the same thing */
  char *role;               /* (nullable) its id */
  char *person;             /* (nullable) NULL: vacant */
  char *caption;            /* the role, the service or the team */
  guint done, total;        /* steps; 0: the role has none */
  gboolean me;              /* it is the person in front of the screen */
  gboolean needed;          /* vacant, and it should not be */
  char *team, *task, *room; /* (nullable) of a team; a member has the team only */
  gint64 formed_at, due_at; /* of a team */
} MatoiRosterItem;

MatoiRosterItem *matoi_roster_item_copy (const MatoiRosterItem *item);
void matoi_roster_item_free (MatoiRosterItem *item);
/* In the order in which they are shown. (transfer full) of MatoiRosterItem */
GPtrArray *matoi_roster_items (MatoiSession *session, MatoiDirectory *directory);
/* Whether the policy calls those who repair experts, or something else. */
gboolean matoi_roster_has_experts (const MatoiIncident *incident);
/* The service of the incident @person is an expert of, else their own. "" when not known. */
char *matoi_roster_dup_service (const MatoiIncident *incident,
                                MatoiDirectory *directory,
                                const char *person);
/* What an avatar takes initials from: signs such as & and < are nobody's initials. */
char *matoi_roster_dup_initials (const char *name);

G_END_DECLS
