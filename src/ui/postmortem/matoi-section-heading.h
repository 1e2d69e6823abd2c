/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The title of the section that is shown, the tools of its page, who writes it, whether it is
 * done, and what belongs there. */
#define MATOI_TYPE_SECTION_HEADING (matoi_section_heading_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSectionHeading, matoi_section_heading, MATOI, SECTION_HEADING, GtkWidget)

/* @tools: (nullable) of its page, kept while it is shown. */
void matoi_section_heading_show (MatoiSectionHeading *self,
                                 MatoiSession *session_or_null,
                                 const char *section,
                                 GtkWidget *tools);
void matoi_section_heading_update (MatoiSectionHeading *self);

G_END_DECLS
