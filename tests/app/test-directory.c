/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People and services: what is read, what is refused and on which line. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "matoi-directory.h"

static MatoiDirectory *
read_all (const char *text)
{
  g_autoptr (GError) error = NULL;
  MatoiDirectory *directory = matoi_directory_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (directory);
  return directory;
}

/* @part: of the message. */
static void
refuse (const char *text, gssize length, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiDirectory) directory = matoi_directory_parse (text, length, &error);

  g_assert_null (directory);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  if (!strstr (error->message, part))
    g_error ("“%s” is not in “%s”", part, error->message);
}

static const MatoiPerson *
person (MatoiDirectory *directory, guint i)
{
  g_assert_cmpuint (i, <, directory->people->len);
  return g_ptr_array_index (directory->people, i);
}

static void
test_csv (void)
{
  g_autoptr (MatoiDirectory) directory = read_all (
    "\xef\xbb\xbfname,reading,email,phone,services,roles,slack\r\n"
    "田中 愛子,たなか あいこ,aiko@example.com,+81 3 1234,\"決済; checkout\",ic;deputy,U1\r\n"
    "\r\n"
    "\"O'Brien, \"\"Bo\"\"\",,,,,\n"
    "A & B <c>,,,,payments");

  g_assert_cmpuint (directory->people->len, ==, 3);
  g_assert_cmpstr (person (directory, 0)->name, ==, "田中 愛子");
  g_assert_cmpstr (person (directory, 0)->reading, ==, "たなか あいこ");
  g_assert_cmpstr (person (directory, 0)->services[0], ==, "決済");
  g_assert_cmpstr (person (directory, 0)->services[1], ==, "checkout");
  g_assert_cmpstr (person (directory, 0)->roles[1], ==, "deputy");
  g_assert_cmpstr (person (directory, 0)->slack, ==, "U1");
  g_assert_cmpstr (person (directory, 1)->name, ==, "O'Brien, \"Bo\"");
  g_assert_null (person (directory, 1)->services[0]);
  g_assert_cmpstr (person (directory, 2)->name, ==, "A & B <c>");
  g_assert_cmpuint (person (directory, 2)->line, ==, 5);
}

static void
test_csv_services (void)
{
  g_autoptr (MatoiDirectory) directory =
    read_all ("team\tservice\treading\nPay\tpayments\t\n\t決済\tけっさい\n");
  const MatoiService *service;

  g_assert_cmpuint (directory->people->len, ==, 0);
  g_assert_cmpuint (directory->services->len, ==, 2);
  service = matoi_directory_find_service (directory, "Ｐａｙments");
  g_assert_nonnull (service);
  g_assert_cmpstr (service->team, ==, "Pay");
  g_assert_cmpstr (matoi_directory_find_service (directory, "決済")->reading, ==, "けっさい");
}

static void
test_csv_header (void)
{
  g_autoptr (MatoiDirectory) directory =
    read_all ("メール,氏名,よみ\na@example.com,林 芽衣,ハヤシ メイ\n");

  g_assert_cmpstr (person (directory, 0)->email, ==, "a@example.com");
  g_assert_cmpstr (person (directory, 0)->reading, ==, "ハヤシ メイ");
}

static void
test_json (void)
{
  g_autoptr (MatoiDirectory) directory = read_all (
    "{\"people\": [{\"name\": \" Ann \", \"services\": [\"a;b\", \"\"], \"roles\": \"ic; sme\"}],"
    " \"services\": [{\"name\": \"db\"}, {\"service\": \"web\", \"team\": null}]}");
  g_autoptr (MatoiDirectory) empty = NULL;

  g_assert_cmpstr (person (directory, 0)->name, ==, "Ann");
  g_assert_cmpstr (person (directory, 0)->services[0], ==, "a;b");
  g_assert_null (person (directory, 0)->services[1]);
  g_assert_cmpstr (person (directory, 0)->roles[1], ==, "sme");
  g_assert_cmpuint (directory->services->len, ==, 2);
  empty = read_all ("[]");
  g_assert_cmpuint (empty->people->len, ==, 0);
}

static void
test_round_trip (void)
{
  g_autoptr (MatoiDirectory) directory =
    read_all ("name,reading,email,phone,services,roles,slack\n"
              "\"A & B <c>\",えー,a@b.c,110,x;y,ic,U2\nB,,,,,,\n");
  g_autofree char *people = matoi_directory_dup_people (directory);
  g_autoptr (MatoiDirectory) again = read_all (people);
  g_autofree char *same = matoi_directory_dup_people (again);
  g_autofree char *services = matoi_directory_dup_services (again);

  g_assert_cmpstr (people, ==, same);
  g_assert_cmpstr (services, ==, "[]");
  g_assert_cmpuint (again->people->len, ==, 2);
  g_assert_cmpstr (person (again, 0)->slack, ==, "U2");
}

static void
test_find (void)
{
  g_autoptr (MatoiDirectory) directory =
    read_all ("name,reading,services\nヨナス・ウェーバー,,決済\nMei Lin,はやし めい,\n");
  g_autoptr (MatoiDirectory) more = read_all ("name,phone\nmei lin,119\nNew,\n");

  g_assert_nonnull (matoi_directory_find_person (directory, "よなす うぇーばー"));
  g_assert_nonnull (matoi_directory_find_person (directory, "ＭＥＩ　ｌｉｎ"));
  g_assert_null (matoi_directory_find_person (directory, "Mei"));
  g_assert_null (matoi_directory_find_person (directory, ""));
  g_assert_true (matoi_person_is_expert (person (directory, 0), "決済"));
  g_assert_false (matoi_person_is_expert (person (directory, 1), "決済"));
  g_assert_true (matoi_directory_matches ("Mei Lin", "はやし めい", "ハヤシ"));
  g_assert_true (matoi_directory_matches ("Mei Lin", NULL, "EI L"));
  g_assert_true (matoi_directory_matches ("Mei Lin", NULL, ""));
  g_assert_false (matoi_directory_matches ("Mei Lin", NULL, "Linn"));

  matoi_directory_merge (directory, more);
  g_assert_cmpuint (directory->people->len, ==, 3);
  g_assert_cmpstr (person (directory, 1)->name, ==, "mei lin");
  g_assert_cmpstr (person (directory, 1)->phone, ==, "119");
  g_assert_nonnull (matoi_directory_find_person (directory, "New"));
}

static void
test_bad_csv (void)
{
  refuse ("", -1, "empty");
  refuse ("\n\r\n\n", -1, "empty");
  refuse ("Ann,Bob\n", -1, "Line 1: There is no column “Ann”");
  refuse ("reading,email\n", -1, "Line 1: The first line must name the columns");
  refuse ("name,service\n", -1, "Line 1: People and services");
  refuse ("name,NAME\n", -1, "Line 1: The column “NAME” is there twice");
  refuse ("name\nAnn\n\n\"x\ny\" z\n", -1, "Line 5: There is text after a closing");
  refuse ("name\nAnn\n\"x\ny\n", -1, "Line 3: A quotation mark is opened");
  refuse ("name\nA\"nn\n", -1, "Line 2: There is a quotation mark inside");
  refuse ("name,reading\nAnn,,x\n", -1, "Line 2: There are more cells than columns");
  refuse ("name,reading\n,x\n", -1, "Line 2: The name is missing");
  refuse ("name\nAnn\r\nBob\r\nＡＮＮ\r\n", -1, "Line 4: “ＡＮＮ” is on line 2 already");
  refuse ("service\na\na\n", -1, "Line 3: “a” is on line 2 already");
  refuse ("name,roles\nAnn,ic\nBob,ic;boss\n", -1, "Line 3: There is no role “boss”. Roles: ic, ");
  refuse ("name,email\nAnn,here\n", -1, "Line 2: “here” is not an e-mail address");
  refuse ("name,phone\nAnn,none\n", -1, "Line 2: “none” is not a telephone number");
  refuse ("name\n\"A\nB\"\n", -1, "Line 2: “name” has a line break");
  refuse ("name\nA\xe2\x80\xae"
          "B\n",
          -1, "Line 2: “name” has a line break");
  refuse ("name\nAnn\nB\xff\n", -1, "Line 3: The text is not valid UTF-8");
  refuse ("name\nA\0B\n", 9, "Line 2: The text is not valid UTF-8");
}

static void
test_bad_json (void)
{
  refuse ("[", -1, "line 1, column 2");
  refuse ("{\"people\": 1}", -1, "Line 1: “people” must be a list");
  refuse ("{\n}", -1, "neither “people” nor “services”");
  refuse ("[\n1]", -1, "Line 2: Each part of the list");
  refuse ("[{\"name\": \"}],\\\" \"},\n{\"name\": \"B\"},\n\n{\"name\": \"b\"}]", -1,
          "Line 4: “b” is on line 2 already");
  refuse ("[{\"name\": \"B\"}, {\"name\": \"b\"}]", -1, "Line 1: “b” is there twice");
  refuse ("{\"x\": {\"people\": [[\"a,]\"]]},\n\"people\": [\n{\"name\": 1}]}", -1,
          "Line 3: “name” must be a text");
  refuse ("{\"x\": [\"}\", 1], \"people\":\n[{\"name\": \"A\"},\n{\"name\": \"\"}]}", -1,
          "Line 3: The name is missing");
  refuse ("[{\"name\": \"A\",\n\"roles\": [1]}]", -1, "Line 2: “roles” must be a list of texts");
  refuse ("[{\"name\": \"A\",\n\"nick\": \"B\"}]", -1, "Line 2: There is no member “nick”");
  refuse ("[{\"name\": \"A\", \"roles\": [\"boss\"]}]", -1, "There is no role “boss”");
  refuse ("[[[[[[[[[[[]]]]]]]]]]]", -1, "line 1");
}

/* A cell of 100 kB, a file over 1 MB, 100,000 rows: refused, not copied about. */
static void
test_large (void)
{
  g_autofree char *cell = g_strnfill (100 * 1024, 'x');
  g_autofree char *csv = g_strconcat ("name\nAnn\n", cell, "\n", NULL);
  g_autofree char *quoted = g_strconcat ("name\nAnn\n\"", cell, "\"\n", NULL);
  g_autofree char *json = g_strconcat ("[{\"name\": \"", cell, "\"}]", NULL);
  g_autofree char *file = g_strnfill (MATOI_DIRECTORY_MAX_BYTES + 1, ',');
  g_autoptr (GString) rows = g_string_new ("name\n");

  refuse (csv, -1, "Line 3: A cell is longer");
  refuse (quoted, -1, "Line 3: A cell is longer");
  refuse (json, -1, "Line 1: “name” is longer than the 200 characters");
  refuse (file, -1, "larger than the 1 MB");
  file[1024] = '\0';
  refuse (file, -1, "Line 1: There are more than 100 cells");
  for (guint i = 0; i < 5001; i++)
    g_string_append_printf (rows, "p%u\n", i);
  refuse (rows->str, -1, "Line 5002: There are more than 5000 rows");
}

/* Kept in the settings: only what can be read again gets in. */
static void
test_settings (void)
{
  g_autofree char *folder = g_dir_make_tmp ("matoi-directory-XXXXXX", NULL);
  g_autofree char *db = g_build_filename (folder, "matoi.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiContext) context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (MatoiDirectory) empty = NULL, named = NULL, full = NULL;
  static const char *const files[] = { "matoi.db", "matoi.db-wal", "matoi.db-shm",
                                       "matoi.db-head" };

  g_assert_no_error (error);
  empty = matoi_directory_load (context);
  g_assert_cmpuint (empty->people->len, ==, 0);

  g_assert_false (
    matoi_context_set_setting (context, "directory.people", "[{\"name\": \"\"}]", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (matoi_context_set_setting (context, "directory.people", "name\nAnn\n", &error));
  g_clear_error (&error);
  g_assert_false (
    matoi_context_set_setting (context, "directory.services", "[{\"name\": \"Ann\"}]", &error));
  g_clear_error (&error);

  g_assert_true (matoi_context_set_setting (context, "directory.people",
                                            "[{\"name\": \"Ann\",\n\"roles\": [\"ic\"]}]", &error));
  g_assert_true (matoi_context_set_setting (context, "directory.services",
                                            "[{\"service\": \"db\", \"team\": \"T\"}]", &error));
  g_assert_no_error (error);
  full = matoi_directory_load (context);
  g_assert_cmpuint (full->people->len, ==, 1);
  g_assert_cmpstr (person (full, 0)->roles[0], ==, "ic");
  g_assert_cmpstr (matoi_directory_find_service (full, "db")->team, ==, "T");

  /* The names of roles are understood in both languages where the process is known. */
  named =
    matoi_directory_parse_for (context, "name,roles\nAnn,補佐;Incident commander\n", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (person (named, 0)->roles[0], ==, "deputy");
  g_assert_cmpstr (person (named, 0)->roles[1], ==, "ic");

  g_clear_object (&context);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/directory/csv", test_csv);
  g_test_add_func ("/app/directory/csv-services", test_csv_services);
  g_test_add_func ("/app/directory/csv-header", test_csv_header);
  g_test_add_func ("/app/directory/json", test_json);
  g_test_add_func ("/app/directory/round-trip", test_round_trip);
  g_test_add_func ("/app/directory/find", test_find);
  g_test_add_func ("/app/directory/bad-csv", test_bad_csv);
  g_test_add_func ("/app/directory/bad-json", test_bad_json);
  g_test_add_func ("/app/directory/large", test_large);
  g_test_add_func ("/app/directory/settings", test_settings);
  return g_test_run ();
}
