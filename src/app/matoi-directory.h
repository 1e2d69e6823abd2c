/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* The most that is read: of a file, and of one setting. */
#define MATOI_DIRECTORY_MAX_BYTES (1024 * 1024)

/* The team's people and services, kept in the settings "directory.people" and
 * "directory.services" as JSON. Immutable once loaded; read anew after "settings-changed". */
typedef struct
{
  char *name;          /* as they are called on the timeline */
  char *reading;       /* "" or hiragana/romaji, for completion */
  char *email, *phone; /* "" when unknown */
  char *slack;         /* "" or the id or name of their account */
  GStrv services;      /* what they are an expert of */
  GStrv roles;         /* role ids they are trained for: "ic", "deputy" … */
  guint line;          /* where it was read, for messages; 0: not from a text */
} MatoiPerson;

typedef struct
{
  char *name, *reading, *team; /* reading, team: "" when unknown */
  guint line;
} MatoiService;

typedef struct
{
  GPtrArray *people;   /* of MatoiPerson, as entered */
  GPtrArray *services; /* of MatoiService */
  GHashTable *index;   /* private: (nullable) of the names */
  guint n_indexed;
} MatoiDirectory;

MatoiDirectory *matoi_directory_new (void);
MatoiDirectory *matoi_directory_load (MatoiContext *context);
void matoi_directory_free (MatoiDirectory *directory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiDirectory, matoi_directory_free)

MatoiPerson *matoi_person_new (const char *name);
MatoiPerson *matoi_person_copy (const MatoiPerson *person);
void matoi_person_free (MatoiPerson *person);
MatoiService *matoi_service_new (const char *name);
MatoiService *matoi_service_copy (const MatoiService *service);
void matoi_service_free (MatoiService *service);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiPerson, matoi_person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiService, matoi_service_free)

const MatoiPerson *matoi_directory_find_person (MatoiDirectory *directory, const char *name);
const MatoiService *matoi_directory_find_service (MatoiDirectory *directory, const char *name);
gboolean matoi_person_is_expert (const MatoiPerson *person, const char *service);
/* For an import: takes over what @from has; who is known already is replaced. */
void matoi_directory_merge (MatoiDirectory *directory, MatoiDirectory *from);

/* What is left of a name when width, case, kana and blanks do not count (transfer full). */
char *matoi_directory_fold (const char *text);
/* For completion: whether @typed is part of @name or of @reading_or_null. */
gboolean matoi_directory_matches (const char *name, const char *reading_or_null, const char *typed);

/* The settings texts for the directory (transfer full). */
char *matoi_directory_dup_people (MatoiDirectory *directory);
char *matoi_directory_dup_services (MatoiDirectory *directory);

/* Reads people and services from @text, CSV with a header line or JSON; NULL with
 * MATOI_ERROR_INPUT that names the line. The roles are those of the built-in processes. */
MatoiDirectory *matoi_directory_parse (const char *text, gssize length, GError **error);
/* The same with the roles of the process of @context, which may be called by their names. */
MatoiDirectory *
matoi_directory_parse_for (MatoiContext *context, const char *text, gssize length, GError **error);
/* Whether @text fits the setting of the people, or of the services. */
gboolean matoi_directory_check_setting (MatoiContext *context,
                                        const char *text,
                                        gboolean of_services,
                                        GError **error);

G_END_DECLS
