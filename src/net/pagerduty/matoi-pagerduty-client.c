/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-client.h"

#include "matoi-time.h"

/* Of the 960 a minute of a key: other programs use it, too. */
#define PER_MINUTE 240
#define BURST      30

struct _MatoiPagerdutyClient
{
  MatoiRest parent_instance;
  char *from;
};

G_DEFINE_FINAL_TYPE (MatoiPagerdutyClient, matoi_pagerduty_client, MATOI_TYPE_REST)

static void
matoi_pagerduty_client_heed (MatoiRest *rest, gconstpointer data, gboolean writes)
{
  const MatoiPagerdutyAnswer *answer = data;

  if (answer->retry_after >= 0)
    matoi_rest_pause (rest, writes, answer->retry_after);
}

/* Whoever pages does not wait in silence, but is told how long. */
static gpointer
matoi_pagerduty_client_new_paused (gint64 pause)
{
  MatoiPagerdutyAnswer *answer = g_new0 (MatoiPagerdutyAnswer, 1);

  answer->outcome = MATOI_PAGERDUTY_WAIT;
  answer->status = 429;
  answer->retry_after = pause;
  answer->server_time = MATOI_TIME_NONE;
  answer->text = g_strdup (matoi_pagerduty_outcome_text (MATOI_PAGERDUTY_WAIT, 0));
  return answer;
}

/** matoi_pagerduty_client_call_async: see matoi_rest_call_async(). */
void
matoi_pagerduty_client_call_async (MatoiPagerdutyClient *self,
                                   const MatoiRestCall *call,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  matoi_rest_call_async (MATOI_REST (self), call, cancellable, callback, user_data);
}

/**
 * matoi_pagerduty_client_call_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is an answer
 *
 * Returns: (transfer full): what came back
 */
MatoiPagerdutyAnswer *
matoi_pagerduty_client_call_finish (MatoiPagerdutyClient *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  return matoi_rest_call_finish (MATOI_REST (self), result, error);
}

/** matoi_pagerduty_client_get_from: see the header. */
const char *
matoi_pagerduty_client_get_from (MatoiPagerdutyClient *self)
{
  g_return_val_if_fail (MATOI_IS_PAGERDUTY_CLIENT (self), NULL);

  return self->from;
}

/* --- the object */

static gpointer
matoi_pagerduty_client_new_answer (const MatoiHttpReply *reply, gboolean writes)
{
  return matoi_pagerduty_answer_new (reply, writes);
}

static gpointer
matoi_pagerduty_client_new_answer_for_error (const GError *error, gboolean writes)
{
  return matoi_pagerduty_answer_new_for_error (error, writes);
}

static void
matoi_pagerduty_client_finalize (GObject *object)
{
  g_free (MATOI_PAGERDUTY_CLIENT (object)->from);
  G_OBJECT_CLASS (matoi_pagerduty_client_parent_class)->finalize (object);
}

static void
matoi_pagerduty_client_class_init (MatoiPagerdutyClientClass *class)
{
  MatoiRestClass *rest_class = MATOI_REST_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = matoi_pagerduty_client_finalize;
  rest_class->new_answer = matoi_pagerduty_client_new_answer;
  rest_class->new_answer_for_error = matoi_pagerduty_client_new_answer_for_error;
  rest_class->free_answer = (GDestroyNotify) matoi_pagerduty_answer_free;
  rest_class->heed = matoi_pagerduty_client_heed;
  rest_class->new_paused = matoi_pagerduty_client_new_paused;
}

static void
matoi_pagerduty_client_init (MatoiPagerdutyClient *self)
{
  matoi_rest_set_rate (MATOI_REST (self), FALSE, PER_MINUTE, BURST);
}

/**
 * matoi_pagerduty_client_new:
 * @base_url: (nullable): PagerDuty's own
 * @from: the e-mail address of the account that asks
 *
 * Returns: (transfer full)
 */
MatoiPagerdutyClient *
matoi_pagerduty_client_new (MatoiHttp *http,
                            const char *base_url,
                            const char *from,
                            const char *token)
{
  MatoiPagerdutyClient *self = g_object_new (MATOI_TYPE_PAGERDUTY_CLIENT, NULL);
  g_autofree char *plain = g_strstrip (g_strdup (token));
  g_autofree char *authorization = g_strconcat ("Token token=", plain, NULL);
  const char *headers[] = {
    "Authorization", authorization, "Accept", "application/vnd.pagerduty+json;version=2",
    "From",          from,          NULL
  };

  self->from = g_strdup (from);
  matoi_rest_set_up (MATOI_REST (self), http,
                     base_url != NULL && *base_url != '\0' ? base_url : MATOI_PAGERDUTY_BASE, "",
                     headers);
  return self;
}
