/* plim-text.h: text from anywhere, made safe to show and to write */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Whether every output can hold the character: no control character, none that Unicode keeps for itself. */
gboolean plim_text_can_show   (gunichar    character);

/** For g_ptr_array_sort() over strings: by their bytes. */
int      plim_text_compare    (gconstpointer a,
                               gconstpointer b);

/** The text as one line of valid UTF-8: breaks and tabs become blanks, what cannot be shown is left out. %NULL is "". */
char    *plim_text_clean_line (const char *text);

G_END_DECLS
