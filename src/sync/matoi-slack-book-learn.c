/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-book-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-plain.h"

/* What Slack says of people, groups and channels, and how names are told from ids. */

/* Whether @text is what Slack itself calls something, of one of the letters @kinds. */
gboolean
matoi_slack_book_is_id (const char *text, const char *kinds)
{
  gsize n = strlen (text);

  if (n < 3 || strchr (kinds, *text) == NULL)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && !g_ascii_isupper (*p))
      return FALSE;
  /* A name in capitals is not taken for one: ids hold digits. */
  return strpbrk (text, "0123456789") != NULL;
}

char *
matoi_slack_book_fold (const char *text)
{
  g_autofree char *whole = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (whole != NULL ? whole : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && !(p == folded && *p == '@'))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

/* The first that says something. (transfer full) (nullable) */
static char *
dup_first (const char *a, const char *b, const char *c)
{
  const char *const choices[] = { a, b, c };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i] != NULL && !matoi_text_is_blank (choices[i]))
      {
        g_autofree char *plain = matoi_plain_dup (choices[i]);

        return g_strdup (g_strstrip (plain));
      }
  return NULL;
}

static MatoiSlackPerson *
read_person (JsonObject *user)
{
  JsonObject *profile = matoi_json_get_object (user, "profile");
  const char *real_name = matoi_json_get_string (user, "real_name");
  const char *display = NULL, *mail = NULL;
  MatoiSlackPerson *person = g_new0 (MatoiSlackPerson, 1);

  if (profile != NULL)
    {
      display = matoi_json_get_string (profile, "display_name");
      mail = matoi_json_get_string (profile, "email");
      if (matoi_json_get_string (profile, "real_name") != NULL)
        real_name = matoi_json_get_string (profile, "real_name");
    }
  person->handle = dup_first (matoi_json_get_string (user, "name"), NULL, NULL);
  person->real_name = dup_first (real_name, NULL, NULL);
  person->mail = dup_first (mail, NULL, NULL);
  person->name = dup_first (display, real_name, person->handle);
  person->is_bot = matoi_json_get_boolean (user, "is_bot", FALSE) ||
                   g_strcmp0 (matoi_json_get_string (user, "id"), "USLACKBOT") == 0;
  person->is_gone = matoi_json_get_boolean (user, "deleted", FALSE);
  return person;
}

static gboolean
is_same_person (const MatoiSlackPerson *a, const MatoiSlackPerson *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->real_name, b->real_name) == 0 &&
         g_strcmp0 (a->handle, b->handle) == 0 && g_strcmp0 (a->mail, b->mail) == 0 &&
         a->is_bot == b->is_bot && a->is_gone == b->is_gone;
}

/**
 * matoi_slack_book_learn_person:
 * @user: the "user" or member of a list, as Slack gives it
 *
 * Takes over what it says; "changed" tells if that is news.
 */
void
matoi_slack_book_learn_person (MatoiSlackBook *self, JsonObject *user)
{
  const char *id = matoi_json_get_string (user, "id");
  const MatoiSlackPerson *before;
  MatoiSlackPerson *person;

  g_return_if_fail (MATOI_IS_SLACK_BOOK (self));

  person = read_person (user);
  before = id != NULL ? g_hash_table_lookup (self->people, id) : NULL;
  if (id == NULL || person->name == NULL || (before != NULL && is_same_person (before, person)))
    {
      matoi_slack_person_free (person);
      return;
    }
  g_hash_table_insert (self->people, g_strdup (id), person);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  matoi_slack_book_tell (self);
}

/* TRUE: it was not known, or by another handle. */
gboolean
matoi_slack_book_learn_group (MatoiSlackBook *self, JsonObject *group)
{
  const char *id = matoi_json_get_string (group, "id");
  g_autofree char *handle = dup_first (matoi_json_get_string (group, "handle"),
                                       matoi_json_get_string (group, "name"), NULL);

  if (id == NULL || handle == NULL ||
      g_strcmp0 (g_hash_table_lookup (self->groups, id), handle) == 0)
    return FALSE;
  g_hash_table_insert (self->groups, g_strdup (id), g_steal_pointer (&handle));
  return TRUE;
}

/**
 * matoi_slack_book_learn_channel:
 * @channel: as Slack gives it, of an answer or an event; what it does not say stays as it was
 */
void
matoi_slack_book_learn_channel (MatoiSlackBook *self, JsonObject *channel)
{
  const char *id = matoi_json_get_string (channel, "id");
  g_autofree char *name = dup_first (matoi_json_get_string (channel, "name"), NULL, NULL);
  MatoiSlackChannelName *known;
  gboolean archived;

  g_return_if_fail (MATOI_IS_SLACK_BOOK (self));

  if (id == NULL || name == NULL)
    return;
  known = g_hash_table_lookup (self->channels, id);
  archived =
    matoi_json_get_boolean (channel, "is_archived", known != NULL ? known->is_archived : FALSE);
  if (known != NULL && strcmp (known->name, name) == 0 && known->is_archived == archived)
    return;
  known = g_new0 (MatoiSlackChannelName, 1);
  known->name = g_steal_pointer (&name);
  known->is_archived = archived;
  g_hash_table_insert (self->channels, g_strdup (id), known);
  matoi_slack_book_tell (self);
}
