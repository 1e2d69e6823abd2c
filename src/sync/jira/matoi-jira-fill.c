/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-link-private.h"
#include "matoi-jira-reason.h"
#include "matoi-json.h"

/* A draft out of an errand, as its project takes it. */

#define MAX_SETTING 65536

/* What a ticket can go without; the rest is why it is made. */
static const char *const dispensable[] = { "labels", "priority", "duedate", NULL };

MatoiJiraFilled *
matoi_jira_filled_new (MatoiErrand *errand)
{
  MatoiJiraFilled *self = g_new0 (MatoiJiraFilled, 1);

  self->errand = errand;
  self->labels = g_ptr_array_new ();
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->made = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_jira_field_free);
  self->guessed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
matoi_jira_filled_free (MatoiJiraFilled *self)
{
  g_ptr_array_unref (self->labels);
  g_hash_table_unref (self->refused);
  g_clear_pointer (&self->draft.fields, json_object_unref);
  g_clear_pointer (&self->screen, g_ptr_array_unref);
  g_ptr_array_unref (self->made);
  g_hash_table_unref (self->guessed);
  g_free (self);
}

/* --- the screen, without what was refused */

static MatoiJiraField *
make_field (MatoiJiraFilled *self, const char *id)
{
  MatoiJiraField *field = g_new0 (MatoiJiraField, 1);

  field->id = g_strdup (id);
  field->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_jira_choice_free);
  g_ptr_array_add (self->made, field);
  return field;
}

/* --- fields somebody has chosen a value for */

static JsonObject *
read_defaults (MatoiJiraLink *self, const char *project, JsonNode **node)
{
  g_autofree char *key = g_strconcat (self->site, ".fields", NULL);
  const char *text = matoi_desk_get_setting (self->desk, key);

  *node = text != NULL ? matoi_json_parse (text, -1, MAX_SETTING, 8, NULL) : NULL;
  return *node != NULL && JSON_NODE_HOLDS_OBJECT (*node)
           ? matoi_json_get_object (json_node_get_object (*node), project)
           : NULL;
}

/* What a field nobody is shown may be, the likeliest first. */
typedef struct
{
  const char *type, *items, *custom;
} Kind;

static const Kind of_ids[] = { { "option" }, { "array", "option" }, { "string" }, { "number" } };
static const Kind of_words[] = { { "string" }, { "string", NULL, ":textarea" }, { "user" } };

/* (nullable): nothing is left that it could be */
static const Kind *
find_kind (const char *text, guint nth)
{
  gboolean is_id = text[strspn (text, "0123456789")] == '\0';
  guint n = is_id ? G_N_ELEMENTS (of_ids) : G_N_ELEMENTS (of_words);

  return nth >= n ? NULL : is_id ? &of_ids[nth] : &of_words[nth];
}

/* As the site has not refused it yet. (transfer none) (nullable) */
static MatoiJiraField *
guess_field (MatoiJiraFilled *self, const char *id, const char *text)
{
  guint nth = GPOINTER_TO_UINT (g_hash_table_lookup (self->guessed, id));
  const Kind *kind = find_kind (text, nth);
  MatoiJiraField *field;

  if (kind == NULL)
    {
      g_hash_table_remove (self->guessed, id);
      g_hash_table_add (self->refused, g_strdup (id));
      return NULL;
    }
  g_hash_table_replace (self->guessed, g_strdup (id), GUINT_TO_POINTER (nth));
  field = make_field (self, id);
  field->type = g_strdup (kind->type);
  field->items = g_strdup (kind->items);
  field->custom = g_strdup (kind->custom);
  return field;
}

/* Fields of the settings, where the screen is not shown. (transfer container) */
static GPtrArray *
guess_fields (MatoiJiraFilled *self, JsonObject *defaults)
{
  g_autoptr (GList) ids = defaults != NULL ? json_object_get_members (defaults) : NULL;
  GPtrArray *fields = g_ptr_array_new ();

  for (GList *id = ids; id != NULL; id = id->next)
    {
      const char *text = matoi_json_get_string (defaults, id->data);
      MatoiJiraField *field = NULL;

      if (text != NULL && *text != '\0' && !g_hash_table_contains (self->refused, id->data))
        field = guess_field (self, id->data, text);
      if (field != NULL)
        g_ptr_array_add (fields, field);
    }
  return fields;
}

static void
set_screen (MatoiJiraFilled *self, const MatoiJiraScreen *screen, GPtrArray *guesses)
{
  static const char *const usual[] = { "summary",  "description", "labels",
                                       "priority", "duedate",     NULL };
  gboolean known = screen->fields != NULL;

  g_clear_pointer (&self->screen, g_ptr_array_unref);
  /* As long as nobody has said anything, everything may be on it. */
  if (!known && g_hash_table_size (self->refused) == 0)
    return;
  self->screen = g_ptr_array_new ();
  for (guint i = 0; known && i < screen->fields->len; i++)
    {
      MatoiJiraField *field = g_ptr_array_index (screen->fields, i);

      if (!g_hash_table_contains (self->refused, field->id))
        g_ptr_array_add (self->screen, field);
    }
  for (guint i = 0; !known && usual[i] != NULL; i++)
    if (!g_hash_table_contains (self->refused, usual[i]))
      g_ptr_array_add (self->screen, make_field (self, usual[i]));
  for (guint i = 0; !known && i < guesses->len; i++)
    g_ptr_array_add (self->screen, g_ptr_array_index (guesses, i));
}

static const MatoiJiraField *
find_field (GPtrArray *screen, const char *id)
{
  for (guint i = 0; screen != NULL && i < screen->len; i++)
    {
      const MatoiJiraField *field = g_ptr_array_index (screen, i);

      if (strcmp (field->id, id) == 0)
        return field;
    }
  return NULL;
}

/* A project whose scheme does not have it takes none. */
static void
check_priority (MatoiJiraFilled *self, const MatoiJiraScreen *screen)
{
  const MatoiJiraField *field = find_field (screen->fields, "priority");
  gboolean there = field == NULL || field->choices->len == 0;

  for (guint i = 0; !there && i < field->choices->len; i++)
    there = g_strcmp0 (((MatoiJiraChoice *) g_ptr_array_index (field->choices, i))->id,
                       self->draft.priority_id) == 0;
  if (self->draft.priority_id != NULL && !there)
    g_hash_table_add (self->refused, g_strdup ("priority"));
}

static void
add_name (GString *names, const MatoiJiraField *field)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                          field->name != NULL ? field->name : field->id);
}

static void
add_defaults (MatoiJiraLink *self,
              MatoiJiraFilled *filled,
              JsonObject *defaults,
              GPtrArray *fields,
              GString *unfit)
{
  filled->draft.fields = json_object_new ();
  for (guint i = 0; defaults != NULL && i < fields->len; i++)
    {
      const MatoiJiraField *field = g_ptr_array_index (fields, i);
      const char *text = matoi_json_get_string (defaults, field->id);
      JsonNode *value =
        text != NULL && *text != '\0'
          ? matoi_jira_field_new_value (field, matoi_jira_client_get_flavour (self->client), text)
          : NULL;

      if (value != NULL)
        json_object_set_member (filled->draft.fields, field->id, value);
      else if (text != NULL && *text != '\0')
        add_name (unfit, field);
    }
}

/* --- the whole */

static void
read_payload (MatoiJiraFilled *self, const char *type_id)
{
  const MatoiErrand *errand = self->errand;
  JsonArray *labels = matoi_json_get_array (errand->payload, "labels");

  g_clear_pointer (&self->draft.fields, json_object_unref);
  g_ptr_array_set_size (self->labels, 0);
  for (guint i = 0; labels != NULL && i < json_array_get_length (labels); i++)
    if (matoi_json_array_get_string (labels, i) != NULL)
      g_ptr_array_add (self->labels, (gpointer) matoi_json_array_get_string (labels, i));
  g_ptr_array_add (self->labels, NULL);
  self->draft = (MatoiJiraDraft){
    .mark = matoi_jira_errand_get (errand, "mark"),
    .tag = matoi_jira_errand_get (errand, "tag"),
    .project = matoi_jira_errand_get (errand, "project"),
    .type_id = type_id,
    .summary = matoi_jira_errand_get (errand, "summary"),
    .description = matoi_jira_errand_get (errand, "description"),
    .more_url = matoi_jira_errand_get (errand, "more_url"),
    .priority_id = matoi_jira_errand_get (errand, "priority"),
    .due = matoi_jira_errand_get (errand, "due"),
    .parent = matoi_jira_errand_get (errand, "parent"),
    .labels = (const char *const *) self->labels->pdata,
  };
}

gboolean
matoi_jira_fill (MatoiJiraLink *self, MatoiJiraFilled *filled, const MatoiJiraScreen *screen)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GPtrArray) missing = NULL, guesses = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *defaults;

  read_payload (filled, screen->type_id);
  check_priority (filled, screen);
  defaults = read_defaults (self, filled->draft.project, &node);
  guesses = guess_fields (filled, screen->fields == NULL ? defaults : NULL);
  set_screen (filled, screen, guesses);
  add_defaults (self, filled, defaults, filled->screen != NULL ? filled->screen : guesses, names);
  filled->draft.screen = filled->screen;
  if (names->len > 0)
    {
      matoi_jira_settle_held (filled->errand, MATOI_JIRA_REASON_UNFIT, names->str);
      return FALSE;
    }
  missing = matoi_jira_draft_list_missing (&filled->draft);
  for (guint i = 0; i < missing->len; i++)
    add_name (names, g_ptr_array_index (missing, i));
  if (names->len == 0)
    return TRUE;
  matoi_jira_settle_held (filled->errand, MATOI_JIRA_REASON_MISSING, names->str);
  return FALSE;
}

gboolean
matoi_jira_filled_do_without (MatoiJiraFilled *filled, GHashTable *fields)
{
  GHashTableIter iter;
  const char *id;
  gpointer nth;

  if (fields == NULL || g_hash_table_size (fields) == 0)
    return FALSE;
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    if (!g_hash_table_contains (filled->guessed, id) &&
        (!g_strv_contains (dispensable, id) || g_hash_table_contains (filled->refused, id)))
      return FALSE;
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    if (g_hash_table_lookup_extended (filled->guessed, id, NULL, &nth))
      g_hash_table_replace (filled->guessed, g_strdup (id),
                            GUINT_TO_POINTER (GPOINTER_TO_UINT (nth) + 1));
    else
      g_hash_table_add (filled->refused, g_strdup (id));
  return TRUE;
}
