/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What the popover of the roster sends. (transfer full) each. */
MatoiCommand *
matoi_roster_command_assign (MatoiSession *session, const MatoiRole *role, const char *person);
MatoiCommand *
matoi_roster_command_release (MatoiSession *session, const char *role, const char *person);
MatoiCommand *
matoi_roster_command_move (MatoiSession *session, const char *person, const char *team_or_null);
MatoiCommand *matoi_roster_command_dissolve (MatoiSession *session, const char *team);
/* The names of all roles, and the place of the one that is most likely to be given next. */
GListModel *matoi_roster_list_roles (MatoiSession *session, guint *selected);

G_END_DECLS
