/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Typed getters that check the type of a node: json-glib's own answer NULL or
 * complain when a member has another type than asked for. */
const char *matoi_json_get_string (JsonObject *object, const char *name);
gint64 matoi_json_get_int (JsonObject *object, const char *name, gint64 fallback);
gboolean matoi_json_get_boolean (JsonObject *object, const char *name, gboolean fallback);
JsonObject *matoi_json_get_object (JsonObject *object, const char *name);
JsonArray *matoi_json_get_array (JsonObject *object, const char *name);
const char *matoi_json_array_get_string (JsonArray *array, guint index);
JsonObject *matoi_json_array_get_object (JsonArray *array, guint index);

void matoi_json_set_string (JsonObject *object, const char *name, const char *value_or_null);
void matoi_json_set_time (JsonObject *object, const char *name, gint64 ms);
gint64 matoi_json_get_time (JsonObject *object, const char *name);

JsonNode *matoi_json_parse (const char *text,
                            gssize length,
                            gsize max_bytes,
                            guint max_depth,
                            GError **error);
char *matoi_json_to_text (JsonObject *object);
char *matoi_json_to_pretty (JsonNode *node);
guint matoi_json_line_of (const char *text, const char *path);

G_END_DECLS
