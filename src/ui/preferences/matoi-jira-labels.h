/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* The pattern of the labels of new tickets, and the labels one would get, as it is typed. */
void matoi_jira_labels_add (AdwPreferencesGroup *group, MatoiContext *context, const char *key);

G_END_DECLS
