/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-item.h"

#include <string.h>

#include "matoi-directory.h"

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

void
matoi_import_item_choose_all (GListModel *items, gboolean chosen)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (MatoiImportItem) item = g_list_model_get_item (items, i);

      matoi_import_item_choose (item, chosen);
    }
}

gboolean
matoi_import_item_has_reaction (MatoiImportItem *item, const char *reaction)
{
  const MatoiSlackMessage *message = matoi_import_item_get_message (item);

  return message->reactions && g_strv_contains ((const char *const *) message->reactions, reaction);
}

gboolean
matoi_import_item_matches (MatoiImportItem *item, const char *author, const char *folded_words)
{
  const MatoiSlackMessage *message = matoi_import_item_get_message (item);
  g_autofree char *folded = NULL;

  if (author && strcmp (message->author, author) != 0)
    return FALSE;
  if (!*folded_words)
    return TRUE;
  folded = matoi_directory_fold (message->text);
  return strstr (folded, folded_words) != NULL;
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
