/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* Each check gives what the value must look like, translated, or NULL. (transfer full) */
char *matoi_setting_check_channel_mode (MatoiContext *self, const char *value);
char *matoi_setting_check_channel_name (MatoiContext *self, const char *value);
char *matoi_setting_check_room (MatoiContext *self, const char *value);
char *matoi_setting_check_language (MatoiContext *self, const char *value);
char *matoi_setting_check_post (MatoiContext *self, const char *value);
char *matoi_setting_check_archive (MatoiContext *self, const char *value);
char *matoi_setting_check_team (MatoiContext *self, const char *value);
char *matoi_setting_check_reaction (MatoiContext *self, const char *value);
char *matoi_setting_check_switch (MatoiContext *self, const char *value);
char *matoi_setting_check_shared_by (MatoiContext *self, const char *value);
char *matoi_setting_check_prefix (MatoiContext *self, const char *value);
char *matoi_setting_check_stalk (MatoiContext *self, const char *value);
char *matoi_setting_check_answer (MatoiContext *self, const char *value);
char *matoi_setting_check_words (MatoiContext *self, const char *value);

/* matoi-settings-services.c */
char *matoi_setting_check_flavour (MatoiContext *self, const char *value);
char *matoi_setting_check_email (MatoiContext *self, const char *value);
char *matoi_setting_check_ca_file (MatoiContext *self, const char *value);
char *matoi_setting_check_project (MatoiContext *self, const char *value);
char *matoi_setting_check_number (MatoiContext *self, const char *value);
char *matoi_setting_check_label (MatoiContext *self, const char *value);
char *matoi_setting_check_remote_id (MatoiContext *self, const char *value);

/* matoi-settings-objects.c */
char *matoi_setting_check_projects (MatoiContext *self, const char *value);
char *matoi_setting_check_priorities (MatoiContext *self, const char *value);
char *matoi_setting_check_fields (MatoiContext *self, const char *value);
char *matoi_setting_check_paged (MatoiContext *self, const char *value);
char *matoi_setting_check_subscribers (MatoiContext *self, const char *value);
char *matoi_setting_check_components (MatoiContext *self, const char *value);

G_END_DECLS
