/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* A setting that is a JSON object, as rows: one for each of its owners, such as our services. What
 * a row looks like, and what it stores, is somebody else's. */
#define MATOI_TYPE_MAP_GROUP (matoi_map_group_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMapGroup, matoi_map_group, MATOI, MAP_GROUP, AdwPreferencesGroup)

typedef struct
{
  const char *key;           /* of the setting */
  const char *const *owners; /* (nullable) ended by NULL; NULL: services and whoever was added */
  gboolean teams;            /* the teams of the services too */
  /* A row for @owner, called @title. */
  GtkWidget *(*new_row) (MatoiMapGroup *group, const char *owner, const char *title, gpointer data);
  /* Shows what is stored for @owner (nullable). */
  void (*show) (MatoiMapGroup *group,
                GtkWidget *row,
                const char *owner,
                JsonNode *value,
                gpointer data);
} MatoiMapRows;

/* @rows and @data live on. */
MatoiMapGroup *matoi_map_group_new (MatoiContext *context,
                                    const MatoiMapRows *rows,
                                    gpointer data,
                                    const char *title,
                                    const char *description);
/* Everything once more, with what there is to choose by now. */
void matoi_map_group_refresh (MatoiMapGroup *self);
/* Takes @value; (nullable): nothing is stored for @owner any more. */
void matoi_map_group_store (MatoiMapGroup *self, const char *owner, JsonNode *value);
/* (transfer full) what is stored; empty: nothing */
JsonObject *matoi_map_group_read (MatoiContext *context, const char *key);
/* Takes @map; a problem is told where @widget is. */
void
matoi_map_group_write (GtkWidget *widget, MatoiContext *context, const char *key, JsonObject *map);

G_END_DECLS
