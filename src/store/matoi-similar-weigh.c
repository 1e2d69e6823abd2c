/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-similar-private.h"

#include <math.h>

/* How much another incident is like the one that is asked about. */

/* That many of the heaviest terms make two incidents the same. */
#define ENOUGH_TERMS  12
#define TEXT_PART     0.5
#define SERVICES_PART 0.2
#define CAUSES_PART   0.3

static double
weigh (const MatoiSimilarLook *look, guint n)
{
  return n > 0 ? log ((double) (look->others->len + 1) / (double) n) : 0;
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x < y) - (x > y);
}

/* The weight of enough terms. */
static double
weigh_terms (MatoiSimilarLook *look)
{
  g_autofree double *all = g_new0 (double, look->text.terms->len + 1);
  double sum = 0;

  for (guint i = 0; i < look->text.terms->len; i++)
    {
      MatoiSimilarTerm *term = &g_array_index (look->text.terms, MatoiSimilarTerm, i);

      term->weight = weigh (look, term->n);
      all[i] = term->weight;
    }
  qsort (all, look->text.terms->len, sizeof *all, compare_weights);
  for (guint i = 0; i < MIN (ENOUGH_TERMS, look->text.terms->len); i++)
    sum += all[i];
  return MAX (sum, 2 * log ((double) look->others->len + 1));
}

/* @ours without the empty ones: the weight of those in @shared, of all; 0 … 1 */
static double
compare_lists (const MatoiSimilarLook *look,
               GStrv ours,
               const guint *n,
               const char *shared,
               const char *sign)
{
  g_auto (GStrv) each = shared != NULL ? g_strsplit (shared, sign, -1) : NULL;
  double all = 0, some = 0;

  for (guint i = 0; ours[i] != NULL; i++)
    {
      double weight =
        *ours[i] != '\0' ? log (1 + (double) (look->others->len + 1) / (n[i] + 1)) : 0;

      all += weight;
      if (each != NULL && g_strv_contains ((const char *const *) each, ours[i]))
        some += weight;
    }
  return all > 0 ? some / all : 0;
}

/** matoi_similar_weigh: see the header. */
void
matoi_similar_weigh (MatoiSimilarLook *look)
{
  double enough = weigh_terms (look);
  double whole = TEXT_PART +
                 (look->services[0] != NULL && *look->services[0] != '\0' ? SERVICES_PART : 0) +
                 (look->causes[0] != NULL && *look->causes[0] != '\0' ? CAUSES_PART : 0);

  for (guint i = 0; i < look->others->len; i++)
    {
      MatoiSimilarOther *other = &g_array_index (look->others, MatoiSimilarOther, i);
      double text = 0;

      for (guint j = 0; other->shares != NULL && j < other->shares->len; j++)
        text += g_array_index (look->text.terms, MatoiSimilarTerm,
                               g_array_index (other->shares, MatoiSimilarShare, j).term)
                  .weight;
      if (enough > 0)
        other->score = TEXT_PART * MIN (text / enough, 1);
      if (other->services != NULL)
        other->score += SERVICES_PART * compare_lists (look, look->services, look->n_services,
                                                       other->services, ",");
      if (other->causes != NULL)
        other->score +=
          CAUSES_PART * compare_lists (look, look->causes, look->n_causes, other->causes, "\n");
      other->score /= whole;
    }
}
