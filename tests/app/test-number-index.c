#include "config.h"

#include "app/store/plim-number-index.h"
#include "tests/plim-test.h"

/* Numbers of one country follow each other; others are all over; the greatest is a number too. */
static guint32
make_number (guint i)
{
  return i % 3 == 0 ? 799000000u + i : i % 3 == 1 ? i * 2654435761u : G_MAXUINT32 - i;
}

static void
test_places (void)
{
  g_autoptr(PlimNumberIndex) index = plim_number_index_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 300000; i++)
    {
      guint32 number = make_number (i);
      gpointer at = g_hash_table_lookup (seen, GUINT_TO_POINTER (number));
      guint place = at != NULL ? GPOINTER_TO_UINT (at) - 1 : g_hash_table_size (seen);

      g_assert_cmpuint (plim_number_index_find (index, number), ==, at != NULL ? place : G_MAXUINT);
      g_assert_cmpuint (plim_number_index_add (index, number), ==, place);
      g_hash_table_insert (seen, GUINT_TO_POINTER (number), GUINT_TO_POINTER (place + 1));
    }
  g_assert_cmpuint (plim_number_index_get_length (index), ==, g_hash_table_size (seen));
  for (guint i = 0; i < 300000; i++)
    {
      guint place = plim_number_index_add (index, make_number (i));

      g_assert_cmpuint (plim_number_index_get_number (index, place), ==, make_number (i));
    }
  g_assert_cmpuint (plim_number_index_get_length (index), ==, g_hash_table_size (seen));
}

static void
test_empty (void)
{
  g_autoptr(PlimNumberIndex) index = plim_number_index_new ();

  g_assert_cmpuint (plim_number_index_find (index, 0), ==, G_MAXUINT);
  g_assert_cmpuint (plim_number_index_find (index, G_MAXUINT32), ==, G_MAXUINT);
  g_assert_cmpuint (plim_number_index_get_length (index), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  plim_test_init (&argc, &argv);
  g_test_add_func ("/number-index/places", test_places);
  g_test_add_func ("/number-index/empty", test_empty);

  return g_test_run ();
}
