#include "config.h"

#include "app/import/plim-grammar.h"
#include "tests/plim-test.h"

#include <string.h>

typedef struct
{
  PlimValueType  type;
  const char    *value;
  gboolean       right;
} Case;

static const Case cases[] = {
  { PLIM_VALUE_DATE, "2030", TRUE },          { PLIM_VALUE_DATE, "0000", FALSE },
  { PLIM_VALUE_DATE, "2030-05", TRUE },       { PLIM_VALUE_DATE, "2030-13", FALSE },
  { PLIM_VALUE_DATE, "2030-Q4", TRUE },       { PLIM_VALUE_DATE, "2030-Q5", FALSE },
  { PLIM_VALUE_DATE, "2030-H2", TRUE },       { PLIM_VALUE_DATE, "2030-H0", FALSE },
  { PLIM_VALUE_DATE, "2028-02-29", TRUE },    { PLIM_VALUE_DATE, "2030-02-29", FALSE },
  { PLIM_VALUE_DATE, "2000-02-29", TRUE },    { PLIM_VALUE_DATE, "2100-02-29", FALSE },
  { PLIM_VALUE_DATE, "2030-04-30", TRUE },    { PLIM_VALUE_DATE, "2030-04-31", FALSE },
  { PLIM_VALUE_DATE, "30-04-2030", FALSE },   { PLIM_VALUE_DATE, "2030-4-1", FALSE },
  { PLIM_VALUE_DATE, "open", FALSE },         { PLIM_VALUE_FROM_OR_TO, "open", TRUE },
  { PLIM_VALUE_DATE, "2030-05-11T03:30Z", FALSE },
  { PLIM_VALUE_DATE_OR_TIME, "2030-05-11T03:30Z", TRUE },
  { PLIM_VALUE_DATE_OR_TIME, "2030-05-11T03:30:15.5+09:00", TRUE },
  { PLIM_VALUE_DATE_OR_TIME, "2030-05-11T03:30", FALSE },
  { PLIM_VALUE_DATE_OR_TIME, "2030-05-11T24:00Z", FALSE },
  { PLIM_VALUE_DATE_OR_TIME, "2030-05-11T23:59:60Z", FALSE },
  { PLIM_VALUE_DATE_OR_TIME, "2030-05-11T03:30+14:00", TRUE },
  { PLIM_VALUE_DATE_OR_TIME, "2030-05-11T03:30+14:30", FALSE },
  { PLIM_VALUE_DATE_OR_TIME, "2030-05-11 03:30Z", FALSE },
  { PLIM_VALUE_TIME, "2030-05-11", FALSE },
  { PLIM_VALUE_YEAR, "1995", TRUE },          { PLIM_VALUE_YEAR, "1995-01", FALSE },
  { PLIM_VALUE_MONTH_DAY, "01-01", TRUE },    { PLIM_VALUE_MONTH_DAY, "02-29", FALSE },
  { PLIM_VALUE_NUMBER, "0", TRUE },           { PLIM_VALUE_NUMBER, "-1", FALSE },
  { PLIM_VALUE_NUMBER, "2500000.25", TRUE },  { PLIM_VALUE_NUMBER, "2,500,000", FALSE },
  { PLIM_VALUE_NUMBER, "1.", FALSE },         { PLIM_VALUE_NUMBER, ".5", FALSE },
  { PLIM_VALUE_NUMBER, "1e400", FALSE },      { PLIM_VALUE_NUMBER, "NaN", FALSE },
  { PLIM_VALUE_NUMBER, "0x10", FALSE },       { PLIM_VALUE_NUMBER, "1234567890123456789", FALSE },
  { PLIM_VALUE_COUNT, "400", TRUE },          { PLIM_VALUE_COUNT, "4.5", FALSE },
  { PLIM_VALUE_EDITION, "1", TRUE },          { PLIM_VALUE_EDITION, "0", FALSE },
  { PLIM_VALUE_LATITUDE, "38.72", TRUE },     { PLIM_VALUE_LATITUDE, "90.000001", FALSE },
  { PLIM_VALUE_LATITUDE, "-90.0", TRUE },     { PLIM_VALUE_LATITUDE, "91", FALSE },
  { PLIM_VALUE_LONGITUDE, "-180", TRUE },     { PLIM_VALUE_LONGITUDE, "181", FALSE },
  { PLIM_VALUE_LONGITUDE, "125.39", TRUE },   { PLIM_VALUE_LONGITUDE, "+125", FALSE },
  { PLIM_VALUE_LONGITUDE, "0125", FALSE },    { PLIM_VALUE_LATITUDE, "038", TRUE },
  { PLIM_VALUE_DEGREES, "360", TRUE },        { PLIM_VALUE_DEGREES, "511", FALSE },
  { PLIM_VALUE_DEGREES, "359.9", TRUE },      { PLIM_VALUE_DEGREES, "360.1", FALSE },
  { PLIM_VALUE_SHARE, "0.9", TRUE },          { PLIM_VALUE_SHARE, "0.0", FALSE },
  { PLIM_VALUE_SHARE, "1", TRUE },            { PLIM_VALUE_SHARE, "1.1", FALSE },
  { PLIM_VALUE_SHARE, "1/3", TRUE },          { PLIM_VALUE_SHARE, "4/3", FALSE },
  { PLIM_VALUE_SHARE, "9/10", TRUE },         { PLIM_VALUE_SHARE, "90%", FALSE },
  { PLIM_VALUE_SHARE, "3/3", TRUE },          { PLIM_VALUE_SHARE, "0/3", FALSE },
  { PLIM_VALUE_COUNTRY, "KP", TRUE },         { PLIM_VALUE_COUNTRY, "kp", FALSE },
  { PLIM_VALUE_CURRENCY, "KRW", TRUE },       { PLIM_VALUE_CURRENCY, "US$", FALSE },
  { PLIM_VALUE_UNIT, "bbl", TRUE },           { PLIM_VALUE_UNIT, "barrels", FALSE },
  { PLIM_VALUE_UNIT_OR_CURRENCY, "USD", TRUE }, { PLIM_VALUE_UNIT_OR_CURRENCY, "usd", FALSE },
  { PLIM_VALUE_LANGUAGE, "ko-KP", TRUE },     { PLIM_VALUE_LANGUAGE, "korean-language", TRUE },
  { PLIM_VALUE_LANGUAGE, "ko_KP", FALSE },    { PLIM_VALUE_LANGUAGE, "k0", FALSE },
  { PLIM_VALUE_BOUND, "at-least", TRUE },     { PLIM_VALUE_BOUND, "at least", FALSE },
  { PLIM_VALUE_COMMODITY, "coal", TRUE },     { PLIM_VALUE_COMMODITY, "Coal", FALSE },
  { PLIM_VALUE_ID, "t1", TRUE },              { PLIM_VALUE_ID, "1t", FALSE },
  { PLIM_VALUE_ID, "표1", TRUE },             { PLIM_VALUE_ID, "a:b", FALSE },
  { PLIM_VALUE_IDREF, "t1", TRUE },           { PLIM_VALUE_IDREF, "S/2019/171#t1", TRUE },
  { PLIM_VALUE_IDREF, "S/RES/2371 (2017)#a", TRUE }, { PLIM_VALUE_IDREF, "#t1", FALSE },         { PLIM_VALUE_IDREF, "S/2019/171#", FALSE },
  { PLIM_VALUE_TEXT, "any <text> & more", TRUE }, { PLIM_VALUE_TEXT, "bell \a", FALSE },
};

static void
test_values (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = NULL;
      gboolean right = plim_grammar_check_value (cases[i].type, cases[i].value, &expected);

      if (right != cases[i].right)
        g_error ("%s: %s", cases[i].value, right ? "was let through" : expected);
      g_assert_true (right == (expected == NULL));
      if (!right)
        g_assert_cmpuint (strlen (expected), >, 3);
    }
}

static void
test_tables (void)
{
  gboolean known[PLIM_N_ATTRIBUTES] = { FALSE };

  for (guint kind = PLIM_ELEMENT_NONE + 1; kind < PLIM_N_ELEMENTS; kind++)
    {
      const PlimGrammarElement *element = plim_grammar_get_element (kind);

      g_assert_nonnull (element->name);
      for (guint i = 0; i < element->n_attributes; i++)
        {
          known[element->attributes[i].attribute] = TRUE;
          g_assert_true (plim_grammar_find_attribute (element, element->attributes[i].attribute)
                         == &element->attributes[i]);
        }
      for (guint i = 0; i < element->n_children; i++)
        g_assert_nonnull (plim_grammar_get_element (element->children[i].kind)->name);
    }
  for (guint attribute = 0; attribute < PLIM_N_ATTRIBUTES; attribute++)
    {
      g_assert_true (known[attribute]);
      g_assert_nonnull (plim_grammar_attribute_name (attribute));
    }
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);

  g_test_add_func ("/grammar/values", test_values);
  g_test_add_func ("/grammar/tables", test_tables);

  return g_test_run ();
}
