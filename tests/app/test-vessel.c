#include "config.h"

#include "app/import/plim-record-check.h"
#include "app/model/plim-vessel.h"
#include "tests/plim-test.h"

/* Every number there is, against the rule worked out another way: the weights 7 to 2 are what the first
 * digits count for in tens and units. */
static void
test_imo_every_number (void)
{
  guint valid = 0;

  for (guint first = 0; first < 1000000; first++)
    {
      guint rest = first, sum = 0, check;
      char imo[8];

      for (guint weight = 2; weight <= 7; weight++, rest /= 10)
        sum += weight * (rest % 10);
      check = sum % 10;
      g_snprintf (imo, sizeof imo, "%06u0", first);

      for (guint digit = 0; digit < 10; digit++)
        {
          imo[6] = (char) ('0' + digit);
          if (plim_imo_is_valid (imo) != (digit == check))
            g_error ("%s", imo);
          valid += digit == check;
        }
    }
  g_assert_cmpuint (valid, ==, 1000000);
}

static void
test_imo (void)
{
  static const char * const wrong[] = { NULL, "", "951430", "95143030", "9514304", "951430a", " 951430", "９５１４３０３", "IMO9514303" };

  /* Numbers that reports give for ships: right, and as misprinted. */
  g_assert_true (plim_imo_is_valid ("9514303"));
  g_assert_true (plim_imo_is_valid ("8514306"));
  g_assert_true (plim_imo_is_valid ("8314811"));
  g_assert_true (plim_imo_is_valid ("8814811"));
  g_assert_false (plim_imo_is_valid ("8314881"));
  g_assert_false (plim_imo_is_valid ("8814881"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (plim_imo_is_valid (wrong[i]));
}

static void
test_mmsi_country (void)
{
  static const struct { const char *mmsi, *country; } numbers[] = {
    { "445123456", "KP" }, { "440000001", "KR" }, { "441999999", "KR" }, { "412000000", "CN" }, { "414000000", "CN" },
    { "477000000", "HK" }, { "416000000", "TW" }, { "273000000", "RU" }, { "351000000", "PA" }, { "357000000", "PA" },
    { "370000000", "PA" }, { "374000000", "PA" }, { "375000000", "VC" }, { "667000000", "SL" }, { "671000000", "TG" },
    { "511000000", "PW" }, { "613000000", "CM" }, { "620000000", "KM" }, { "457000000", "MN" }, { "563000000", "SG" },
    { "674000000", "TZ" }, { "677000000", "TZ" }, { "574000000", "VN" },
    /* Not assigned, or no ship's. */
    { "799000001", NULL }, { "000000000", NULL }, { "99412345", NULL }, { "9941234567", NULL }, { "44512345a", NULL }, { "", NULL },
    { NULL, NULL }, { "４４５１２３４５６", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpstr (plim_mmsi_get_country (numbers[i].mmsi), ==, numbers[i].country);
}

typedef char *(*Check) (const char *number, const char *flag, gboolean exercise);

static char *
check_imo (const char *number,
           const char *flag,
           gboolean    exercise)
{
  return plim_record_check_imo (number, exercise);
}

static void
test_doubts (void)
{
  static const struct { Check check; const char *number, *flag; gboolean exercise; const char *says; } doubts[] = {
    { check_imo, "9514303", NULL, FALSE, NULL },
    { check_imo, NULL, NULL, FALSE, NULL },
    { check_imo, "8314881", NULL, FALSE, "wrong check digit" },
    { check_imo, "12345", NULL, FALSE, "seven digits" },
    { check_imo, "0001236", NULL, FALSE, "begins with 0" },
    { check_imo, "0001236", NULL, TRUE, NULL },
    { check_imo, "0001237", NULL, TRUE, "wrong check digit" },
    { check_imo, "9514303", NULL, TRUE, "could be a real ship's" },
    { plim_record_check_mmsi, "445123456", "KP", FALSE, NULL },
    { plim_record_check_mmsi, "445123456", NULL, FALSE, NULL },
    { plim_record_check_mmsi, "445123456", "SL", FALSE, "the flag given is SL" },
    { plim_record_check_mmsi, "799000001", "KP", FALSE, NULL },
    { plim_record_check_mmsi, "899000001", NULL, FALSE, "no ship's" },
    { plim_record_check_mmsi, "12345", NULL, FALSE, "nine digits" },
    { plim_record_check_mmsi, "799000001", "KP", TRUE, NULL },
    { plim_record_check_mmsi, "445123456", "KP", TRUE, "could be a real ship's" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_autofree char *said = doubts[i].check (doubts[i].number, doubts[i].flag, doubts[i].exercise);

      if (doubts[i].says == NULL)
        g_assert_cmpstr (said, ==, NULL);
      else
        {
          g_assert_nonnull (said);
          g_assert_nonnull (g_strstr_len (said, -1, doubts[i].says));
        }
    }
}

static void
add_identity (PlimVessel *vessel,
              const char *name,
              const char *kind)
{
  PlimIdentity *identity = g_new0 (PlimIdentity, 1);

  identity->name = g_strdup (name);
  identity->kind = g_strdup (kind);
  g_ptr_array_add (vessel->identities, identity);
}

static void
test_name (void)
{
  PlimVessel *vessel = g_new0 (PlimVessel, 1);

  vessel->refs = g_ptr_array_new ();
  vessel->identities = g_ptr_array_new_with_free_func ((GDestroyNotify) plim_identity_free);
  vessel->particulars = g_ptr_array_new ();
  vessel->measures = g_ptr_array_new ();

  g_assert_cmpstr (plim_vessel_get_name (vessel), ==, "unnamed vessel");
  add_identity (vessel, "EXERCISE BRAVO", "borrowed");
  g_assert_cmpstr (plim_vessel_get_name (vessel), ==, "EXERCISE BRAVO");
  add_identity (vessel, "EXERCISE ALPHA", "later");
  add_identity (vessel, NULL, NULL);
  add_identity (vessel, "EXERCISE CHARLIE", "disguise");
  /* The hull's own last name comes before one it borrowed. */
  g_assert_cmpstr (plim_vessel_get_name (vessel), ==, "EXERCISE ALPHA");

  plim_vessel_free (vessel);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/vessel/imo/every-number", test_imo_every_number);
  g_test_add_func ("/vessel/imo/known", test_imo);
  g_test_add_func ("/vessel/mmsi", test_mmsi_country);
  g_test_add_func ("/vessel/doubts", test_doubts);
  g_test_add_func ("/vessel/name", test_name);

  return g_test_run ();
}
