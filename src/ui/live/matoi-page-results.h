/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What came of the last page of somebody: person by person, and what a person has to decide, for
 * nobody is called twice by itself. */
#define MATOI_TYPE_PAGE_RESULTS (matoi_page_results_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPageResults, matoi_page_results, MATOI, PAGE_RESULTS, GtkBox)

/* (nullable): nobody was paged as @whom by PagerDuty. */
const MatoiPage *matoi_page_results_find (MatoiSession *session, const char *whom);
/* Shows it; again whenever something has changed. @session (nullable): nothing. */
void matoi_page_results_show (MatoiPageResults *self, MatoiSession *session, const char *whom);

G_END_DECLS
