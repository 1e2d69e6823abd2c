/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-duty.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-time.h"

/* Who is on call: the list, then the number of each. */

typedef struct
{
  MatoiDesk *desk;
  MatoiPagerdutyClient *client;
  GCancellable *cancellable;
  MatoiPagerdutyDutyDone done;
  gpointer user_data;
  GPtrArray *oncalls; /* of MatoiPagerdutyOncall */
  guint n_read;       /* whose numbers are there */
} Duty;

static void
duty_end (Duty *duty, gboolean done, const MatoiPagerdutyAnswer *answer)
{
  duty->done (done, answer, duty->user_data);
  g_object_unref (duty->desk);
  g_object_unref (duty->client);
  g_clear_object (&duty->cancellable);
  g_ptr_array_unref (duty->oncalls);
  g_free (duty);
}

/* --- kept */

typedef struct
{
  char *text;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->text);
  g_free (kept);
}

static gboolean
keep (MatoiStore *store, gpointer data, GError **error)
{
  Kept *kept = data;

  return matoi_store_set_setting (store, MATOI_PAGERDUTY_ONCALL, kept->text, error);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Duty *duty = user_data;
  g_autoptr (GError) error = NULL;
  gpointer kept = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("who is on call cannot be kept: %s", error->message);
  duty_end (duty, kept != NULL, NULL);
  g_clear_pointer (&kept, kept_free);
}

static const char *
get_role (Duty *duty, const MatoiPagerdutyOncall *oncall)
{
  const char *policy = matoi_desk_get_setting (duty->desk, "pagerduty.policy");

  if (g_strcmp0 (oncall->policy, policy) != 0)
    return oncall->level == 1 ? "trainee" : NULL;
  return oncall->level == 1 ? "primary" : oncall->level == 2 ? "backup" : NULL;
}

static void
finish (Duty *duty)
{
  static const char *const order[] = { "primary", "backup", "trainee" };
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *people = json_array_new ();
  Kept *kept = g_new0 (Kept, 1);

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < duty->oncalls->len; i++)
      {
        const MatoiPagerdutyOncall *oncall = g_ptr_array_index (duty->oncalls, i);
        JsonObject *person;

        if (g_strcmp0 (get_role (duty, oncall), order[k]) != 0)
          continue;
        person = json_object_new ();
        json_object_set_string_member (person, "id", oncall->person->id);
        json_object_set_string_member (person, "name", oncall->person->name);
        matoi_json_set_string (person, "phone", oncall->person->phone);
        json_object_set_string_member (person, "role", order[k]);
        matoi_json_set_time (person, "until", oncall->until);
        json_array_add_object_element (people, person);
      }
  json_object_set_int_member (object, "as_of", matoi_desk_get_now (duty->desk));
  json_object_set_array_member (object, "people", people);
  kept->text = matoi_json_to_text (object);
  matoi_desk_run_async (duty->desk, keep, kept, kept_free, duty->cancellable, on_kept, duty);
}

/* --- asked */

static void read_next (Duty *duty);

/* Without a number somebody is on call all the same. */
static void
on_user (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Duty *duty = user_data;
  MatoiPagerdutyOncall *oncall = g_ptr_array_index (duty->oncalls, duty->n_read++);
  MatoiPagerdutyAnswer *answer =
    matoi_pagerduty_client_call_finish (MATOI_PAGERDUTY_CLIENT (source), result, NULL);
  MatoiPagerdutyPerson *person =
    answer != NULL ? matoi_pagerduty_person_new (matoi_pagerduty_answer_get (answer, "user"))
                   : NULL;

  if (person != NULL)
    {
      matoi_pagerduty_person_free (oncall->person);
      oncall->person = person;
    }
  if (answer == NULL)
    duty_end (duty, FALSE, NULL);
  else
    read_next (duty);
  g_clear_pointer (&answer, matoi_pagerduty_answer_free);
}

static void
read_next (Duty *duty)
{
  while (duty->n_read < duty->oncalls->len &&
         get_role (duty, g_ptr_array_index (duty->oncalls, duty->n_read)) == NULL)
    duty->n_read++;
  if (duty->n_read < duty->oncalls->len)
    matoi_pagerduty_get_user (
      duty->client,
      ((MatoiPagerdutyOncall *) g_ptr_array_index (duty->oncalls, duty->n_read))->person->id,
      duty->cancellable, on_user, duty);
  else
    finish (duty);
}

static void
on_oncalls (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Duty *duty = user_data;
  g_autoptr (MatoiPagerdutyList) list = matoi_pagerduty_list_finish (result, NULL);

  if (list == NULL || list->answer->outcome != MATOI_PAGERDUTY_OK)
    {
      duty_end (duty, FALSE, list != NULL ? list->answer : NULL);
      return;
    }
  for (guint i = 0; i < list->items->len; i++)
    {
      MatoiPagerdutyOncall *oncall =
        matoi_pagerduty_oncall_new (g_ptr_array_index (list->items, i));

      if (oncall != NULL)
        g_ptr_array_add (duty->oncalls, oncall);
    }
  read_next (duty);
}

/** matoi_pagerduty_duty_read: see the header; nothing is asked if no policy was chosen. */
void
matoi_pagerduty_duty_read (MatoiDesk *desk,
                           MatoiPagerdutyClient *client,
                           GCancellable *cancellable,
                           MatoiPagerdutyDutyDone done,
                           gpointer user_data)
{
  const char *policy = matoi_desk_get_setting (desk, "pagerduty.policy");
  const char *trainees = matoi_desk_get_setting (desk, "pagerduty.trainees");
  const char *query[] = { "earliest",
                          "true",
                          "escalation_policy_ids[]",
                          policy,
                          "escalation_policy_ids[]",
                          trainees != NULL ? trainees : policy,
                          NULL };
  Duty *duty;

  if (policy == NULL || *policy == '\0')
    {
      done (FALSE, NULL, user_data);
      return;
    }
  duty = g_new0 (Duty, 1);
  duty->desk = g_object_ref (desk);
  duty->client = g_object_ref (client);
  duty->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  duty->done = done;
  duty->user_data = user_data;
  duty->oncalls = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_pagerduty_oncall_free);
  matoi_pagerduty_list_async (client, "oncalls", query, cancellable, on_oncalls, duty);
}
