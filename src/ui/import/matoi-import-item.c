/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-item.h"

struct _MatoiImportItem
{
  GObject parent_instance;
  MatoiSlackChannel *channel; /* (nullable) (not owned), as is the message */
  MatoiSlackMessage *message;
  gboolean known, chosen;
};

G_DEFINE_FINAL_TYPE (MatoiImportItem, matoi_import_item, G_TYPE_OBJECT)

enum
{
  PROP_CHOSEN = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

MatoiImportItem *
matoi_import_item_new_channel (MatoiSlackChannel *channel)
{
  MatoiImportItem *self = g_object_new (MATOI_TYPE_IMPORT_ITEM, NULL);

  self->channel = channel;
  return self;
}

MatoiImportItem *
matoi_import_item_new_message (MatoiSlackMessage *message, gboolean known)
{
  MatoiImportItem *self = g_object_new (MATOI_TYPE_IMPORT_ITEM, NULL);

  self->message = message;
  self->known = known;
  return self;
}

MatoiSlackChannel *
matoi_import_item_get_channel (MatoiImportItem *self)
{
  return self->channel;
}

MatoiSlackMessage *
matoi_import_item_get_message (MatoiImportItem *self)
{
  return self->message;
}

/* It is in the record already. */
gboolean
matoi_import_item_is_known (MatoiImportItem *self)
{
  return self->known;
}

gboolean
matoi_import_item_is_chosen (MatoiImportItem *self)
{
  return self->chosen;
}

void
matoi_import_item_choose (MatoiImportItem *self, gboolean chosen)
{
  if (self->chosen == chosen)
    return;
  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_boolean (value, MATOI_IMPORT_ITEM (object)->chosen);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  matoi_import_item_choose (MATOI_IMPORT_ITEM (object), g_value_get_boolean (value));
}

static void
matoi_import_item_class_init (MatoiImportItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  props[PROP_CHOSEN] =
    g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
matoi_import_item_init (MatoiImportItem *self)
{
}
