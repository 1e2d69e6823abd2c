/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context.h"
#include "matoi-incident.h"
#include "matoi-picture.h"

G_BEGIN_DECLS

/* How a kind of entry, or of a typed line, looks: always a word and an icon, never a colour alone. */
typedef struct
{
  const char *id;    /* of matoi_line_kind (), MatoiEntry.kind or an event type's first word */
  const char *label; /* untranslated */
  const char *icon;
  const char *style; /* the word in the CSS classes "kind-…" and "bar-…" */
} MatoiKindLook;

const MatoiKindLook *matoi_ui_get_line_look (const char *kind);
const MatoiKindLook *matoi_ui_get_entry_look (const MatoiEntry *entry);
const char *matoi_ui_get_look_label (const MatoiKindLook *look);
void matoi_ui_set_style (GtkWidget *widget, const char *prefix, const char *word_or_null);

void matoi_ui_dispose_template (GtkWidget *widget, GType type);
void matoi_ui_name_entry_rows (GtkWidget *root);
void matoi_ui_name_split_button (GtkWidget *button, const char *name, const char *menu_name);
gboolean matoi_ui_walk (GtkWidget *widget, GtkDirectionType direction);
gboolean matoi_ui_is_walking (GtkWidget *widget);

void matoi_ui_show_severity (GtkLabel *chip, const char *label, int rank);
const char *matoi_ui_get_outcome (const char *outcome);
char *matoi_ui_dup_elapsed (gint64 ms);
char *matoi_ui_dup_minutes (gint64 ms);
char *matoi_ui_dup_error (const GError *error);
GTimeZone *matoi_ui_dup_zone (MatoiContext *context, gboolean local);
gint64 matoi_ui_get_start (const MatoiIncident *incident);
void matoi_ui_add_severities (MatoiPicture *picture, const MatoiIncident *incident, gint64 end);

G_END_DECLS
