#include "config.h"

#include "app/plim-error.h"

G_DEFINE_QUARK (plim-error-quark, plim_error)
