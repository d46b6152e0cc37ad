/* plim-test-log.h: positions as a log has them, put into a store without a file */

#pragma once

#include "app/store/plim-position-feed.h"

G_BEGIN_DECLS

/** No country has its digits. */
#define PLIM_TEST_FIRST_MMSI 799000001u
#define PLIM_TEST_START_S    G_GINT64_CONSTANT (1924992000)   /* 1 January 2031, 00:00 UTC */

typedef struct
{
  guint32      craft;
  PlimPosition position;
} PlimTestFed;

PlimPosition plim_test_log_position  (gint64              time_s,
                                      gint32              lat_e6,
                                      gint32              lon_e6);

/** By craft, time and place. */
int          plim_test_log_compare   (gconstpointer       a,
                                      gconstpointer       b);
/** (element-type PlimTestFed): each once, by craft and time: what the store has to say after all these were fed. */
GArray      *plim_test_log_settle    (GArray             *fed);

/** (element-type PlimFedCraft): what the import of a log does, and what became of each craft. */
GArray      *plim_test_log_import    (PlimStore          *store,
                                      const char         *symbol,
                                      gboolean            exercise,
                                      const PlimTestFed  *fed,
                                      guint               n_fed);
/** Its part: the vessel, the claim and the track of one craft. */
void         plim_test_log_add_craft (PlimStoreWriter    *writer,
                                      const char         *symbol,
                                      const PlimFedCraft *craft);

G_END_DECLS
