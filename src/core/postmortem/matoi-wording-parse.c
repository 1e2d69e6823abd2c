/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"
#include "matoi-wording-private.h"

/* Reads the dictionary of words to look at. */

#define SCHEMA    "matoi/wording/1"
#define MAX_BYTES (512 * 1024)
#define MAX_DEPTH 8
#define MAX_RULES 300

#define WORD_END "(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))"

static const char *const scopes[] = { "document", "timeline", "public",   "security-public",
                                      "task",     "action",   "outgoing", NULL };

typedef struct
{
  MatoiWording *wording;
  const char *text, *file_name;
  guint index; /* of the rule */
  GError **error;
} Reader;

/** matoi_wording_is_scope: whether @scope is a kind of text there are rules for. */
gboolean
matoi_wording_is_scope (const char *scope)
{
  return scope != NULL && g_strv_contains (scopes, scope);
}

static void
rule_free (MatoiWordingRule *rule)
{
  g_strfreev (rule->scopes);
  g_clear_pointer (&rule->find, g_regex_unref);
  g_clear_pointer (&rule->unless, g_regex_unref);
  g_free (rule);
}

/** matoi_wording_free: frees @self; its hits are not to be used any more. */
void
matoi_wording_free (MatoiWording *self)
{
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->known);
  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_clear_pointer (&self->texts[i], json_node_unref);
  g_clear_pointer (&self->acronym, g_regex_unref);
  g_free (self);
}

static gboolean
fail (Reader *self, const char *path, const char *reason)
{
  g_set_error (self->error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: file, line number, what is wrong there */
               _ ("%s:%u: %s"), self->file_name, matoi_json_line_of (self->text, path), reason);
  return FALSE;
}

static gboolean
fail_rule (Reader *self, const char *member, const char *reason)
{
  g_autofree char *path = g_strdup_printf ("rules[%u].%s", self->index, member);

  return fail (self, path, reason);
}

/* A pattern in which \b is the end of an English word also next to Japanese. (transfer full) */
static char *
expand (const char *pattern)
{
  GString *out = g_string_new (NULL);

  for (const char *p = pattern; *p != '\0'; p++)
    {
      if (p[0] == '\\' && p[1] == 'b')
        {
          g_string_append (out, WORD_END);
          p++;
        }
      else
        {
          g_string_append_c (out, *p);
          if (p[0] == '\\' && p[1] != '\0')
            g_string_append_c (out, *++p);
        }
    }
  return g_string_free (out, FALSE);
}

/* A word as a pattern: blanks are of any length, a star at the end takes the rest of the word. */
static void
append_word (GString *out, const char *word)
{
  gsize length = strlen (word);
  gboolean open = word[length - 1] == '*';

  if (MATOI_IS_WORD_BYTE (word[0]))
    g_string_append (out, "(?<![A-Za-z0-9_])");
  for (gsize i = 0; i < length - (open ? 1 : 0); i++)
    {
      if (word[i] == ' ')
        g_string_append (out, "\\s+");
      else if (word[i] == '\'')
        g_string_append (out, "['’]");
      else
        {
          if (g_ascii_ispunct (word[i]))
            g_string_append_c (out, '\\');
          g_string_append_c (out, word[i]);
        }
    }
  if (open)
    g_string_append (out, "[A-Za-z]*");
  else if (MATOI_IS_WORD_BYTE (word[length - 1]))
    g_string_append (out, "(?![A-Za-z0-9_])");
}

/* Adds the texts of @member to @out, each as one way to match. */
static gboolean
append_list (Reader *self, JsonObject *json, const char *member, gboolean words, GString *out)
{
  JsonArray *array = matoi_json_get_array (json, member);

  if (array == NULL)
    return !json_object_has_member (json, member) ||
           fail_rule (self, member, _ ("A list of texts belongs here."));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = matoi_json_array_get_string (array, i);
      g_autofree char *expanded = NULL;

      if (text == NULL || *text == '\0' || strcmp (text, "*") == 0)
        return fail_rule (self, member, _ ("A list of texts belongs here."));
      if (out->len > 0)
        g_string_append_c (out, '|');
      if (words)
        append_word (out, text);
      else
        {
          expanded = expand (text);
          g_string_append_printf (out, "(?:%s)", expanded);
        }
    }
  return TRUE;
}

/* @regex stays NULL if there is nothing to match. */
static gboolean
compile (Reader *self, const char *member, GString *pattern, GRegex **regex)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *reason = NULL;

  if (pattern->len == 0)
    return TRUE;
  *regex = g_regex_new (pattern->str, G_REGEX_CASELESS | G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0,
                        &problem);
  if (*regex != NULL && !g_regex_match (*regex, "", 0, NULL))
    return TRUE;
  /* Translators: %s is what is wrong with a regular expression, in English. */
  reason = problem != NULL ? g_strdup_printf (_ ("This is no usable pattern: %s"), problem->message)
                           : g_strdup (_ ("This pattern matches every text."));
  return fail_rule (self, member, reason);
}

static gboolean
read_scopes (Reader *self, JsonObject *json, MatoiWordingRule *rule)
{
  JsonArray *array = matoi_json_get_array (json, "scopes");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *scope = matoi_json_array_get_string (array, i);

      if (!matoi_wording_is_scope (scope))
        return fail_rule (self, "scopes",
                          _ ("A rule is for document, timeline, public, security-public, task, "
                             "action or outgoing."));
      g_strv_builder_add (builder, scope);
    }
  rule->scopes = g_strv_builder_end (builder);
  return *rule->scopes != NULL ||
         fail_rule (self, "scopes", _ ("The rule is for no kind of text."));
}

static gboolean
read_rule (Reader *self, JsonObject *json)
{
  MatoiWordingRule *rule = g_new0 (MatoiWordingRule, 1);
  g_autoptr (GString) find = g_string_new (NULL);
  g_autoptr (GString) unless = g_string_new (NULL);
  JsonObject *advice;

  g_ptr_array_add (self->wording->rules, rule);
  if (json == NULL || matoi_json_get_string (json, "id") == NULL)
    return fail_rule (self, "id", _ ("Each item here needs an “id”."));
  advice = matoi_json_get_object (json, "advice");
  rule->id = matoi_json_get_string (json, "id");
  rule->near_name = matoi_json_get_boolean (json, "near_name", FALSE);
  rule->in_code = matoi_json_get_boolean (json, "in_code", FALSE);
  rule->acronyms = matoi_json_get_boolean (json, "acronyms", FALSE);
  rule->advice_en = advice != NULL ? matoi_json_get_string (advice, "en") : NULL;
  rule->advice_ja = advice != NULL ? matoi_json_get_string (advice, "ja") : NULL;
  if (rule->advice_en == NULL || rule->advice_ja == NULL)
    return fail_rule (self, "advice", _ ("The advice needs a text for “en” and for “ja”."));
  if (!read_scopes (self, json, rule) || !append_list (self, json, "words", TRUE, find) ||
      !append_list (self, json, "patterns", FALSE, find) ||
      !append_list (self, json, "unless", FALSE, unless))
    return FALSE;
  if (find->len == 0 && !rule->acronyms)
    return fail_rule (self, "words", _ ("The rule has neither words nor patterns."));
  return compile (self, json_object_has_member (json, "patterns") ? "patterns" : "words", find,
                  &rule->find) &&
         compile (self, "unless", unless, &rule->unless);
}

static gboolean
read_file (Reader *self, JsonNode **node)
{
  JsonObject *json;
  JsonArray *array;

  *node = matoi_json_parse (self->text, -1, MAX_BYTES, MAX_DEPTH, self->error);
  if (*node == NULL)
    {
      g_prefix_error (self->error, "%s: ", self->file_name);
      return FALSE;
    }
  json = JSON_NODE_HOLDS_OBJECT (*node) ? json_node_get_object (*node) : NULL;
  if (json == NULL || g_strcmp0 (matoi_json_get_string (json, "schema"), SCHEMA) != 0)
    return fail (self, "schema", _ ("This is not a dictionary of words (“schema”)."));
  array = matoi_json_get_array (json, "rules");
  if (array == NULL || json_array_get_length (array) > MAX_RULES)
    return fail (self, "rules", _ ("There is no list of rules, or it is far too long."));
  for (self->index = 0; self->index < json_array_get_length (array); self->index++)
    if (!read_rule (self, matoi_json_array_get_object (array, self->index)))
      return FALSE;
  array = matoi_json_get_array (json, "known");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (matoi_json_array_get_string (array, i) != NULL)
      g_hash_table_add (self->wording->known, (char *) matoi_json_array_get_string (array, i));
  return TRUE;
}

/**
 * matoi_wording_parse:
 * @en: the text of a dictionary file (matoi/wording/1) for English
 * @ja: of the one for Japanese; both are used on every text
 * @error: MATOI_ERROR_INPUT with file and line
 *
 * Returns: (transfer full): the rules, or NULL
 */
MatoiWording *
matoi_wording_parse (const char *en, const char *ja, GError **error)
{
  g_autoptr (MatoiWording) self = g_new0 (MatoiWording, 1);
  const char *const texts[] = { en, ja };
  const char *const file_names[] = { "en.json", "ja.json" };

  g_return_val_if_fail (en != NULL && ja != NULL, NULL);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->acronym = g_regex_new ("(?<![A-Za-z0-9_-])([A-Z][A-Z0-9]{1,7})s?(?![A-Za-z0-9_]|-?[0-9])",
                               G_REGEX_OPTIMIZE, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Reader reader = { self, texts[i], file_names[i], 0, error };

      if (!read_file (&reader, &self->texts[i]))
        return NULL;
    }
  return g_steal_pointer (&self);
}
