#include "config.h"

#include "app/import/plim-grammar.h"

#include <glib/gi18n.h>
#include <libxml/tree.h>
#include <string.h>

static const char * const attribute_names[PLIM_N_ATTRIBUTES] = {
  [PLIM_ATTRIBUTE_ID] = "id",
  [PLIM_ATTRIBUTE_SYMBOL] = "symbol",
  [PLIM_ATTRIBUTE_EDITION] = "edition",
  [PLIM_ATTRIBUTE_EXERCISE] = "exercise",
  [PLIM_ATTRIBUTE_XML_LANG] = "xml:lang",
  [PLIM_ATTRIBUTE_KIND] = "kind",
  [PLIM_ATTRIBUTE_NAME] = "name",
  [PLIM_ATTRIBUTE_BASIS] = "basis",
  [PLIM_ATTRIBUTE_IMO] = "imo",
  [PLIM_ATTRIBUTE_OWNER_IMO] = "owner-imo",
  [PLIM_ATTRIBUTE_MMSI] = "mmsi",
  [PLIM_ATTRIBUTE_CALLSIGN] = "callsign",
  [PLIM_ATTRIBUTE_FLAG] = "flag",
  [PLIM_ATTRIBUTE_TYPE] = "type",
  [PLIM_ATTRIBUTE_BUILT] = "built",
  [PLIM_ATTRIBUTE_GT] = "gt",
  [PLIM_ATTRIBUTE_DWT] = "dwt",
  [PLIM_ATTRIBUTE_CAPACITY_BBL] = "capacity-bbl",
  [PLIM_ATTRIBUTE_BY] = "by",
  [PLIM_ATTRIBUTE_INSTRUMENT] = "instrument",
  [PLIM_ATTRIBUTE_RESOLUTION] = "resolution",
  [PLIM_ATTRIBUTE_COMMODITY] = "commodity",
  [PLIM_ATTRIBUTE_DIRECTION] = "direction",
  [PLIM_ATTRIBUTE_ON] = "on",
  [PLIM_ATTRIBUTE_FROM] = "from",
  [PLIM_ATTRIBUTE_TO] = "to",
  [PLIM_ATTRIBUTE_TIME] = "time",
  [PLIM_ATTRIBUTE_YEAR_STARTS] = "year-starts",
  [PLIM_ATTRIBUTE_LIMB_OF] = "limb-of",
  [PLIM_ATTRIBUTE_ALTERNATIVE_OF] = "alternative-of",
  [PLIM_ATTRIBUTE_REPLACED_BY] = "replaced-by",
  [PLIM_ATTRIBUTE_FACTOR] = "factor",
  [PLIM_ATTRIBUTE_QUANTITY] = "quantity",
  [PLIM_ATTRIBUTE_QUANTITY_HIGH] = "quantity-high",
  [PLIM_ATTRIBUTE_UNIT] = "unit",
  [PLIM_ATTRIBUTE_BOUND] = "bound",
  [PLIM_ATTRIBUTE_VALUE] = "value",
  [PLIM_ATTRIBUTE_VALUE_HIGH] = "value-high",
  [PLIM_ATTRIBUTE_VALUE_BOUND] = "value-bound",
  [PLIM_ATTRIBUTE_AMOUNT] = "amount",
  [PLIM_ATTRIBUTE_AMOUNT_HIGH] = "amount-high",
  [PLIM_ATTRIBUTE_CURRENCY] = "currency",
  [PLIM_ATTRIBUTE_FRACTION] = "fraction",
  [PLIM_ATTRIBUTE_COUNT] = "count",
  [PLIM_ATTRIBUTE_LADEN] = "laden",
  [PLIM_ATTRIBUTE_METHOD] = "method",
  [PLIM_ATTRIBUTE_VESSEL] = "vessel",
  [PLIM_ATTRIBUTE_WITH] = "with",
  [PLIM_ATTRIBUTE_ORIGIN] = "origin",
  [PLIM_ATTRIBUTE_ORIGIN_COUNTRY] = "origin-country",
  [PLIM_ATTRIBUTE_DESTINATION] = "destination",
  [PLIM_ATTRIBUTE_DESTINATION_COUNTRY] = "destination-country",
  [PLIM_ATTRIBUTE_COUNTRY] = "country",
  [PLIM_ATTRIBUTE_LAT] = "lat",
  [PLIM_ATTRIBUTE_LON] = "lon",
  [PLIM_ATTRIBUTE_RADIUS_KM] = "radius-km",
  [PLIM_ATTRIBUTE_PLACE] = "place",
  [PLIM_ATTRIBUTE_WHERE] = "where",
  [PLIM_ATTRIBUTE_ACTIVITY] = "activity",
  [PLIM_ATTRIBUTE_KNOWN_BY] = "known-by",
  [PLIM_ATTRIBUTE_SOG] = "sog",
  [PLIM_ATTRIBUTE_COG] = "cog",
  [PLIM_ATTRIBUTE_HEADING] = "heading",
  [PLIM_ATTRIBUTE_DRAUGHT] = "draught",
  [PLIM_ATTRIBUTE_SUSPECTED] = "suspected",
  [PLIM_ATTRIBUTE_TARGET] = "target",
  [PLIM_ATTRIBUTE_TARGET_KIND] = "target-kind",
  [PLIM_ATTRIBUTE_CODE] = "code",
  [PLIM_ATTRIBUTE_ASSET] = "asset",
  [PLIM_ATTRIBUTE_STRENGTH] = "strength",
  [PLIM_ATTRIBUTE_HOW] = "how",
  [PLIM_ATTRIBUTE_THROUGH] = "through",
  [PLIM_ATTRIBUTE_SOURCE] = "source",
  [PLIM_ATTRIBUTE_PARA] = "para",
  [PLIM_ATTRIBUTE_ANNEX] = "annex",
  [PLIM_ATTRIBUTE_PAGE] = "page",
  [PLIM_ATTRIBUTE_VIA] = "via",
  [PLIM_ATTRIBUTE_GRADE] = "grade",
  [PLIM_ATTRIBUTE_KNOWN] = "known",
  [PLIM_ATTRIBUTE_PART_OF] = "part-of",
  [PLIM_ATTRIBUTE_SUPERSEDES] = "supersedes",
};

#define MAY(attribute, type)  { PLIM_ATTRIBUTE_##attribute, PLIM_VALUE_##type, FALSE }
#define MUST(attribute, type) { PLIM_ATTRIBUTE_##attribute, PLIM_VALUE_##type, TRUE }

/* What every claim may carry. */
#define CLAIM MAY (ID, ID), MAY (KNOWN, DATE_OR_TIME), MAY (PART_OF, IDREF), MAY (SUPERSEDES, IDREF)

static const PlimGrammarAttribute report_attributes[] = {
  MUST (SYMBOL, TEXT), MAY (EDITION, EDITION), MAY (XML_LANG, LANGUAGE), MAY (EXERCISE, YES_NO),
};
static const PlimGrammarAttribute title_attributes[] = { MAY (XML_LANG, LANGUAGE) };
static const PlimGrammarAttribute publisher_attributes[] = {
  MUST (KIND, PUBLISHER), MAY (XML_LANG, LANGUAGE),
};
static const PlimGrammarAttribute covers_attributes[] = { MAY (FROM, FROM_OR_TO), MAY (TO, FROM_OR_TO) };
static const PlimGrammarAttribute status_attributes[] = { MAY (ON, DATE_OR_TIME) };
static const PlimGrammarAttribute source_attributes[] = {
  MUST (ID, ID), MUST (BASIS, BASIS), MAY (XML_LANG, LANGUAGE),
};
static const PlimGrammarAttribute place_attributes[] = {
  MUST (ID, ID), MUST (NAME, TEXT), MAY (COUNTRY, COUNTRY), MAY (LAT, LATITUDE), MAY (LON, LONGITUDE),
  MAY (RADIUS_KM, NUMBER), MAY (KIND, TEXT),
};
static const PlimGrammarAttribute vessel_attributes[] = { MUST (ID, ID), MAY (IMO, TEXT) };
static const PlimGrammarAttribute particulars_attributes[] = {
  CLAIM, MAY (TYPE, TEXT), MAY (BUILT, YEAR), MAY (GT, NUMBER), MAY (DWT, NUMBER), MAY (CAPACITY_BBL, NUMBER),
};
static const PlimGrammarAttribute identity_attributes[] = {
  CLAIM, MAY (KIND, TEXT), MAY (NAME, TEXT), MAY (FLAG, COUNTRY), MAY (MMSI, TEXT), MAY (CALLSIGN, TEXT),
  MAY (OWNER_IMO, TEXT), MAY (FROM, FROM_OR_TO), MAY (TO, FROM_OR_TO),
};
static const PlimGrammarAttribute measure_attributes[] = {
  CLAIM, MUST (BY, TEXT), MAY (KIND, TEXT), MAY (FROM, FROM_OR_TO), MAY (TO, FROM_OR_TO), MAY (INSTRUMENT, TEXT),
  MAY (PARA, TEXT),
};
static const PlimGrammarAttribute cap_attributes[] = {
  CLAIM, MUST (COMMODITY, COMMODITY), MAY (DIRECTION, DIRECTION), MAY (QUANTITY, NUMBER),
  MAY (UNIT, UNIT_OR_CURRENCY), MAY (FROM, FROM_OR_TO), MAY (TO, FROM_OR_TO), MAY (YEAR_STARTS, MONTH_DAY),
  MAY (RESOLUTION, TEXT), MAY (PARA, TEXT), MAY (LIMB_OF, IDREF), MAY (ALTERNATIVE_OF, IDREF),
  MAY (REPLACED_BY, IDREF),
};
static const PlimGrammarAttribute conversion_attributes[] = {
  CLAIM, MAY (COMMODITY, COMMODITY), MUST (FROM, UNIT_OR_CURRENCY), MUST (TO, UNIT_OR_CURRENCY),
  MUST (FACTOR, NUMBER),
};
static const PlimGrammarAttribute trade_total_attributes[] = {
  CLAIM, MUST (COMMODITY, COMMODITY), MUST (DIRECTION, DIRECTION), MAY (FROM, FROM_OR_TO), MAY (TO, FROM_OR_TO),
  MAY (QUANTITY, NUMBER), MAY (QUANTITY_HIGH, NUMBER), MAY (UNIT, UNIT), MAY (BOUND, BOUND),
  MAY (VALUE, NUMBER), MAY (VALUE_HIGH, NUMBER), MAY (VALUE_BOUND, BOUND), MAY (CURRENCY, CURRENCY),
  MAY (COUNT, COUNT), MAY (ORIGIN, IDREF), MAY (ORIGIN_COUNTRY, COUNTRY), MAY (DESTINATION, IDREF),
  MAY (DESTINATION_COUNTRY, COUNTRY), MAY (LADEN, SHARE), MAY (METHOD, TEXT),
};
static const PlimGrammarAttribute shipment_attributes[] = {
  CLAIM, MUST (COMMODITY, COMMODITY), MUST (DIRECTION, DIRECTION), MAY (ON, DATE_OR_TIME),
  MAY (VESSEL, IDREF), MAY (QUANTITY, NUMBER), MAY (QUANTITY_HIGH, NUMBER), MAY (UNIT, UNIT), MAY (BOUND, BOUND),
  MAY (VALUE, NUMBER), MAY (VALUE_HIGH, NUMBER), MAY (VALUE_BOUND, BOUND), MAY (CURRENCY, CURRENCY),
  MAY (ORIGIN, IDREF), MAY (ORIGIN_COUNTRY, COUNTRY), MAY (DESTINATION, IDREF),
  MAY (DESTINATION_COUNTRY, COUNTRY), MAY (LADEN, SHARE), MAY (METHOD, TEXT),
};
static const PlimGrammarAttribute sighting_attributes[] = {
  CLAIM, MAY (VESSEL, IDREF), MAY (ON, DATE_OR_TIME), MAY (LAT, LATITUDE), MAY (LON, LONGITUDE),
  MAY (RADIUS_KM, NUMBER), MAY (PLACE, IDREF), MAY (WHERE, TEXT), MAY (ACTIVITY, TEXT), MAY (WITH, IDREF),
  MAY (KNOWN_BY, KNOWN_BY),
};
static const PlimGrammarAttribute track_attributes[] = {
  CLAIM, MAY (VESSEL, IDREF), MAY (MMSI, TEXT), MAY (KNOWN_BY, KNOWN_BY),
};
static const PlimGrammarAttribute fix_attributes[] = {
  MUST (TIME, TIME), MUST (LAT, LATITUDE), MUST (LON, LONGITUDE), MAY (SOG, KNOTS), MAY (COG, DEGREES),
  MAY (HEADING, DEGREES), MAY (DRAUGHT, METRES),
};
static const PlimGrammarAttribute silence_attributes[] = { MUST (FROM, FROM_OR_TO), MAY (TO, FROM_OR_TO) };
static const PlimGrammarAttribute route_attributes[] = {
  CLAIM, MAY (VESSEL, IDREF), MAY (SUSPECTED, YES_NO), MAY (FROM, FROM_OR_TO), MAY (TO, FROM_OR_TO),
};
static const PlimGrammarAttribute leg_attributes[] = { MAY (FROM, IDREF), MAY (TO, IDREF) };
static const PlimGrammarAttribute via_attributes[] = { MUST (LAT, LATITUDE), MUST (LON, LONGITUDE) };
static const PlimGrammarAttribute theft_attributes[] = {
  CLAIM, MAY (ON, DATE_OR_TIME), MAY (TARGET, TEXT), MAY (TARGET_KIND, TEXT), MAY (COUNTRY, COUNTRY),
  MAY (AMOUNT, NUMBER), MAY (AMOUNT_HIGH, NUMBER), MAY (CURRENCY, CURRENCY), MAY (BOUND, BOUND),
};
static const PlimGrammarAttribute asset_attributes[] = { MUST (CODE, TEXT), MAY (AMOUNT, NUMBER) };
static const PlimGrammarAttribute address_attributes[] = { MAY (ASSET, TEXT) };
static const PlimGrammarAttribute attribution_attributes[] = {
  MAY (TO, TEXT), MAY (BY, TEXT), MAY (ON, DATE_OR_TIME), MAY (STRENGTH, STRENGTH),
};
static const PlimGrammarAttribute recovered_attributes[] = {
  MAY (AMOUNT, NUMBER), MAY (BOUND, BOUND), MAY (FRACTION, SHARE),
};
static const PlimGrammarAttribute step_attributes[] = {
  MAY (ON, DATE_OR_TIME), MAY (HOW, TEXT), MAY (THROUGH, TEXT), MAY (AMOUNT, NUMBER),
};
static const PlimGrammarAttribute theft_total_attributes[] = {
  CLAIM, MAY (FROM, FROM_OR_TO), MAY (TO, FROM_OR_TO), MAY (AMOUNT, NUMBER), MAY (AMOUNT_HIGH, NUMBER),
  MAY (CURRENCY, CURRENCY), MAY (BOUND, BOUND), MAY (COUNT, COUNT),
};
static const PlimGrammarAttribute cite_attributes[] = {
  MAY (SOURCE, IDREF), MAY (PARA, TEXT), MAY (ANNEX, TEXT), MAY (PAGE, TEXT), MAY (VIA, TEXT), MAY (GRADE, GRADE),
};
static const PlimGrammarAttribute wording_attributes[] = { MAY (XML_LANG, LANGUAGE) };
static const PlimGrammarAttribute disputed_attributes[] = {
  MAY (BY, TEXT), MAY (ON, DATE_OR_TIME), MAY (XML_LANG, LANGUAGE),
};

#define ONE(kind)  { PLIM_ELEMENT_##kind, TRUE, FALSE }
#define LONE(kind) { PLIM_ELEMENT_##kind, FALSE, FALSE }
#define MANY(kind) { PLIM_ELEMENT_##kind, FALSE, TRUE }
#define CITED      MANY (CITE), MANY (WORDING), MANY (DISPUTED)

static const PlimGrammarChild report_children[] = {
  ONE (ABOUT), LONE (SOURCES), LONE (PLACES), LONE (VESSELS), LONE (CAPS), LONE (CONVERSIONS), LONE (TRADE),
  LONE (MOVEMENTS), LONE (THEFTS),
};
static const PlimGrammarChild about_children[] = {
  ONE (TITLE), ONE (PUBLISHER), ONE (DATED), LONE (COVERS), LONE (STATUS), LONE (HANDLING),
};
static const PlimGrammarChild sources_children[] = { MANY (SOURCE) };
static const PlimGrammarChild places_children[] = { MANY (PLACE) };
static const PlimGrammarChild vessels_children[] = { MANY (VESSEL) };
static const PlimGrammarChild vessel_children[] = { MANY (PARTICULARS), MANY (IDENTITY), MANY (MEASURE) };
static const PlimGrammarChild caps_children[] = { MANY (CAP) };
static const PlimGrammarChild conversions_children[] = { MANY (CONVERSION) };
static const PlimGrammarChild trade_children[] = { MANY (TRADE_TOTAL), MANY (SHIPMENT) };
static const PlimGrammarChild movements_children[] = { MANY (SIGHTING), MANY (TRACK), MANY (ROUTE) };
static const PlimGrammarChild track_children[] = { MANY (FIX), MANY (SILENCE), CITED };
static const PlimGrammarChild route_children[] = { MANY (LEG), CITED };
static const PlimGrammarChild leg_children[] = { MANY (VIA) };
static const PlimGrammarChild thefts_children[] = { MANY (THEFT), MANY (THEFT_TOTAL) };
static const PlimGrammarChild theft_children[] = {
  MANY (ASSET), MANY (ADDRESS), MANY (ATTRIBUTION), MANY (RECOVERED), MANY (STEP), CITED,
};
static const PlimGrammarChild cited_children[] = { CITED };

#define WITH_ATTRIBUTES(table) table##_attributes, G_N_ELEMENTS (table##_attributes)
#define BARE                   NULL, 0
#define CHILDREN(how, table)   PLIM_CONTENT_##how, table##_children, G_N_ELEMENTS (table##_children), 0, FALSE
#define TEXT(type, required)   PLIM_CONTENT_TEXT, NULL, 0, PLIM_VALUE_##type, required
#define EMPTY                  PLIM_CONTENT_EMPTY, NULL, 0, 0, FALSE

static const PlimGrammarElement elements[PLIM_N_ELEMENTS] = {
  [PLIM_ELEMENT_REPORT]      = { "report", WITH_ATTRIBUTES (report), CHILDREN (IN_ORDER, report) },
  [PLIM_ELEMENT_ABOUT]       = { "about", BARE, CHILDREN (ONCE_EACH, about) },
  [PLIM_ELEMENT_TITLE]       = { "title", WITH_ATTRIBUTES (title), TEXT (TEXT, TRUE) },
  [PLIM_ELEMENT_PUBLISHER]   = { "publisher", WITH_ATTRIBUTES (publisher), TEXT (TEXT, TRUE) },
  [PLIM_ELEMENT_DATED]       = { "dated", BARE, TEXT (DATE, TRUE) },
  [PLIM_ELEMENT_COVERS]      = { "covers", WITH_ATTRIBUTES (covers), EMPTY },
  [PLIM_ELEMENT_STATUS]      = { "status", WITH_ATTRIBUTES (status), TEXT (STATUS, FALSE) },
  [PLIM_ELEMENT_HANDLING]    = { "handling", BARE, TEXT (TEXT, FALSE) },
  [PLIM_ELEMENT_SOURCES]     = { "sources", BARE, CHILDREN (IN_ORDER, sources) },
  [PLIM_ELEMENT_SOURCE]      = { "source", WITH_ATTRIBUTES (source), TEXT (TEXT, FALSE) },
  [PLIM_ELEMENT_PLACES]      = { "places", BARE, CHILDREN (IN_ORDER, places) },
  [PLIM_ELEMENT_PLACE]       = { "place", WITH_ATTRIBUTES (place), EMPTY },
  [PLIM_ELEMENT_VESSELS]     = { "vessels", BARE, CHILDREN (IN_ORDER, vessels) },
  [PLIM_ELEMENT_VESSEL]      = { "vessel", WITH_ATTRIBUTES (vessel), CHILDREN (ANY, vessel) },
  [PLIM_ELEMENT_PARTICULARS] = { "particulars", WITH_ATTRIBUTES (particulars), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_IDENTITY]    = { "identity", WITH_ATTRIBUTES (identity), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_MEASURE]     = { "measure", WITH_ATTRIBUTES (measure), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_CAPS]        = { "caps", BARE, CHILDREN (IN_ORDER, caps) },
  [PLIM_ELEMENT_CAP]         = { "cap", WITH_ATTRIBUTES (cap), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_CONVERSIONS] = { "conversions", BARE, CHILDREN (IN_ORDER, conversions) },
  [PLIM_ELEMENT_CONVERSION]  = { "conversion", WITH_ATTRIBUTES (conversion), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_TRADE]       = { "trade", BARE, CHILDREN (IN_ORDER, trade) },
  [PLIM_ELEMENT_TRADE_TOTAL] = { "total", WITH_ATTRIBUTES (trade_total), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_SHIPMENT]    = { "shipment", WITH_ATTRIBUTES (shipment), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_MOVEMENTS]   = { "movements", BARE, CHILDREN (IN_ORDER, movements) },
  [PLIM_ELEMENT_SIGHTING]    = { "sighting", WITH_ATTRIBUTES (sighting), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_TRACK]       = { "track", WITH_ATTRIBUTES (track), CHILDREN (ANY, track) },
  [PLIM_ELEMENT_FIX]         = { "fix", WITH_ATTRIBUTES (fix), EMPTY },
  [PLIM_ELEMENT_SILENCE]     = { "silence", WITH_ATTRIBUTES (silence), EMPTY },
  [PLIM_ELEMENT_ROUTE]       = { "route", WITH_ATTRIBUTES (route), CHILDREN (ANY, route) },
  [PLIM_ELEMENT_LEG]         = { "leg", WITH_ATTRIBUTES (leg), CHILDREN (IN_ORDER, leg) },
  [PLIM_ELEMENT_VIA]         = { "via", WITH_ATTRIBUTES (via), EMPTY },
  [PLIM_ELEMENT_THEFTS]      = { "thefts", BARE, CHILDREN (IN_ORDER, thefts) },
  [PLIM_ELEMENT_THEFT]       = { "theft", WITH_ATTRIBUTES (theft), CHILDREN (ANY, theft) },
  [PLIM_ELEMENT_ASSET]       = { "asset", WITH_ATTRIBUTES (asset), EMPTY },
  [PLIM_ELEMENT_ADDRESS]     = { "address", WITH_ATTRIBUTES (address), TEXT (TEXT, TRUE) },
  [PLIM_ELEMENT_ATTRIBUTION] = { "attribution", WITH_ATTRIBUTES (attribution), EMPTY },
  [PLIM_ELEMENT_RECOVERED]   = { "recovered", WITH_ATTRIBUTES (recovered), EMPTY },
  [PLIM_ELEMENT_STEP]        = { "step", WITH_ATTRIBUTES (step), EMPTY },
  [PLIM_ELEMENT_THEFT_TOTAL] = { "total", WITH_ATTRIBUTES (theft_total), CHILDREN (ANY, cited) },
  [PLIM_ELEMENT_CITE]        = { "cite", WITH_ATTRIBUTES (cite), EMPTY },
  [PLIM_ELEMENT_WORDING]     = { "wording", WITH_ATTRIBUTES (wording), TEXT (TEXT, FALSE) },
  [PLIM_ELEMENT_DISPUTED]    = { "disputed", WITH_ATTRIBUTES (disputed), TEXT (TEXT, FALSE) },
};

/* One of these words; each list ends with NULL. */
static const char * const yes_no_words[] = { "yes", "no", NULL };
static const char * const unit_words[] = { "t", "bbl", "kg", "l", "m3", NULL };
static const char * const basis_words[] = {
  "notified", "member-state", "panel", "national", "court", "ngo", "private", "media", NULL
};
static const char * const publisher_words[] = {
  "panel", "committee", "state", "states", "court", "ngo", "company", "media", NULL
};
static const char * const status_words[] = { "draft", "submitted", "approved", "published", "withdrawn", NULL };
static const char * const bound_words[] = { "exact", "at-least", "more-than", "about", "nearly", "up-to", NULL };
static const char * const grade_words[] = { "seen", "recalled", NULL };
static const char * const known_by_words[] = { "broadcast", "seen", "told", NULL };
static const char * const strength_words[] = {
  "confirmed", "attributed", "strongly-suggested", "suspected", "investigating", NULL
};
static const char * const direction_words[] = { "import", "export", NULL };
static const char * const commodity_words[] = {
  "coal", "refined-petroleum", "crude", "condensates-and-ngl", "iron-ore", "iron", "lead", "seafood", "textiles",
  "other", NULL
};

static const char * const *
get_words (PlimValueType type)
{
  switch (type)
    {
    case PLIM_VALUE_YES_NO:    return yes_no_words;
    case PLIM_VALUE_UNIT:      return unit_words;
    case PLIM_VALUE_BASIS:     return basis_words;
    case PLIM_VALUE_PUBLISHER: return publisher_words;
    case PLIM_VALUE_STATUS:    return status_words;
    case PLIM_VALUE_BOUND:     return bound_words;
    case PLIM_VALUE_GRADE:     return grade_words;
    case PLIM_VALUE_KNOWN_BY:  return known_by_words;
    case PLIM_VALUE_STRENGTH:  return strength_words;
    case PLIM_VALUE_DIRECTION: return direction_words;
    case PLIM_VALUE_COMMODITY: return commodity_words;
    default:                   return NULL;
    }
}

static gboolean
is_word (const char * const *words,
         const char         *value)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], value) == 0)
      return TRUE;
  return FALSE;
}

/* Moves on over between @min and @max digits; a digit after the last is left to the caller. */
static gboolean
skip_digits (const char **at,
             guint        min,
             guint        max)
{
  guint n = 0;

  while (n < max && g_ascii_isdigit ((*at)[n]))
    n++;
  *at += n;
  return n >= min;
}

/* Reads exactly two digits within [low, high]. */
static gboolean
read_two (const char **at,
          int          low,
          int          high,
          int         *out)
{
  const char *p = *at;

  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return FALSE;
  *out = (p[0] - '0') * 10 + p[1] - '0';
  *at = p + 2;
  return *out >= low && *out <= high;
}

static gboolean
read_year (const char **at,
           int         *year)
{
  int century, rest;

  if (!read_two (at, 0, 99, &century) || !read_two (at, 0, 99, &rest))
    return FALSE;
  *year = century * 100 + rest;
  return *year > 0;
}

/* A whole day, and nothing less exact. */
static gboolean
read_day (const char **at)
{
  static const guint8 month_lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int year, month, day, length;

  if (!read_year (at, &year) || *(*at)++ != '-' || !read_two (at, 1, 12, &month) || *(*at)++ != '-')
    return FALSE;
  length = month_lengths[month - 1];
  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    length = 29;
  return read_two (at, 1, length, &day);
}

static gboolean
is_date (const char *value)
{
  const char *at = value;
  int ignored;

  if (!read_year (&at, &ignored))
    return FALSE;
  if (*at == '\0')
    return TRUE;
  if (*at != '-')
    return FALSE;
  if (at[1] == 'Q')
    return at[2] >= '1' && at[2] <= '4' && at[3] == '\0';
  if (at[1] == 'H')
    return at[2] >= '1' && at[2] <= '2' && at[3] == '\0';
  at++;
  if (!read_two (&at, 1, 12, &ignored))
    return FALSE;
  if (*at == '\0')
    return TRUE;
  at = value;
  return read_day (&at) && *at == '\0';
}

static gboolean
is_time (const char *value)
{
  const char *at = value;
  int hours, ignored;

  if (!read_day (&at) || *at++ != 'T' || !read_two (&at, 0, 23, &ignored) || *at++ != ':'
      || !read_two (&at, 0, 59, &ignored))
    return FALSE;
  if (*at == ':')
    {
      at++;
      if (!read_two (&at, 0, 59, &ignored))
        return FALSE;
      if (*at == '.' && (at++, !skip_digits (&at, 1, 9)))
        return FALSE;
    }
  if (*at == 'Z')
    return at[1] == '\0';
  if (*at != '+' && *at != '-')
    return FALSE;
  at++;
  if (!read_two (&at, 0, 14, &hours) || *at++ != ':' || !read_two (&at, 0, hours == 14 ? 0 : 59, &ignored))
    return FALSE;
  return *at == '\0';
}

static gboolean
is_month_day (const char *value)
{
  g_autofree char *day = g_strconcat ("2001-", value, NULL);
  const char *at = day;

  return read_day (&at) && *at == '\0';
}

/* Up to @whole digits, and perhaps a point and up to 18 more: enough for the smallest part of any
 * currency or virtual asset, and never more than a double or a 128-bit integer can hold. */
static gboolean
is_number (const char *value,
           guint       whole)
{
  const char *at = value;

  if (!skip_digits (&at, 1, whole))
    return FALSE;
  if (*at == '.' && (at++, !skip_digits (&at, 1, 18)))
    return FALSE;
  return *at == '\0';
}

/* A number that does not pass @limit, perhaps below zero. */
static gboolean
is_within (const char *value,
           int         limit,
           gboolean    is_signed)
{
  const char *at = value;
  const char *fraction;
  int whole;

  if (is_signed && *at == '-')
    at++;
  if (!is_number (at, 3))
    return FALSE;
  fraction = strchr (at, '.');
  whole = (int) g_ascii_strtoull (at, NULL, 10);
  if (whole == limit && fraction != NULL)
    return fraction[1 + strspn (fraction + 1, "0")] == '\0';
  return whole <= limit;
}

static gboolean
is_share (const char *value)
{
  const char *at = value;

  if (strchr (value, '/') != NULL)
    {
      if (*at < '1' || *at > '9' || at[1] != '/' || at[2] < '1' || at[2] > '9')
        return FALSE;
      at += 3;
      if (!skip_digits (&at, 0, 1) || *at != '\0')
        return FALSE;
      return at - value == 4 || value[0] <= value[2];
    }
  if (!is_number (value, 1))
    return FALSE;
  if (value[0] == '1')
    return value[1] == '\0' || strspn (value + 2, "0") == strlen (value + 2);
  return value[0] == '0' && strpbrk (value, "123456789") != NULL;
}

static gboolean
is_capitals (const char *value,
             gsize       length)
{
  return strlen (value) == length && strspn (value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length;
}

/* RFC 3066: letters, then letters and digits, in runs of at most eight. */
static gboolean
is_language (const char *value)
{
  const char *at = value;
  gboolean first = TRUE;

  for (;;)
    {
      guint n = 0;

      while (first ? g_ascii_isalpha (at[n]) : g_ascii_isalnum (at[n]))
        n++;
      if (n < 1 || n > 8)
        return FALSE;
      at += n;
      if (*at == '\0')
        return TRUE;
      if (*at++ != '-')
        return FALSE;
      first = FALSE;
    }
}

static gboolean
is_reference (const char *value)
{
  const char *hash = strchr (value, '#');

  if (hash == NULL)
    return xmlValidateNCName ((const xmlChar *) value, 0) == 0;
  return hash != value && hash[1] != '\0' && strpbrk (hash + 1, " \t\r\n") == NULL && strchr (hash + 1, '#') == NULL;
}

/* Text as XML can carry it. */
static gboolean
is_text (const char *value)
{
  for (const char *at = value; *at != '\0'; at++)
    if ((guchar) *at < 0x20 && *at != '\t' && *at != '\n' && *at != '\r')
      return FALSE;
  return TRUE;
}

static gboolean
check (PlimValueType  type,
       const char    *value)
{
  const char * const *words = get_words (type);
  const char *at = value;

  if (words != NULL)
    return is_word (words, value);

  switch (type)
    {
    case PLIM_VALUE_TEXT:
      return is_text (value);
    case PLIM_VALUE_ID:
      return xmlValidateNCName ((const xmlChar *) value, 0) == 0;
    case PLIM_VALUE_IDREF:
      return is_reference (value);
    case PLIM_VALUE_DATE:
      return is_date (value);
    case PLIM_VALUE_DATE_OR_TIME:
      return is_date (value) || is_time (value);
    case PLIM_VALUE_FROM_OR_TO:
      return is_date (value) || is_time (value) || strcmp (value, "open") == 0;
    case PLIM_VALUE_TIME:
      return is_time (value);
    case PLIM_VALUE_YEAR:
      return is_date (value) && strlen (value) == 4;
    case PLIM_VALUE_MONTH_DAY:
      return is_month_day (value);
    case PLIM_VALUE_NUMBER:
      return is_number (value, 18);
    case PLIM_VALUE_COUNT:
      return skip_digits (&at, 1, 9) && *at == '\0';
    case PLIM_VALUE_EDITION:
      return *at != '0' && skip_digits (&at, 1, 9) && *at == '\0';
    case PLIM_VALUE_LATITUDE:
      return is_within (value, 90, TRUE);
    case PLIM_VALUE_LONGITUDE:
      return is_within (value, 180, TRUE);
    case PLIM_VALUE_KNOTS:
      return is_number (value, 3);
    case PLIM_VALUE_DEGREES:
      return is_within (value, 360, FALSE);
    case PLIM_VALUE_METRES:
      return is_number (value, 2);
    case PLIM_VALUE_SHARE:
      return is_share (value);
    case PLIM_VALUE_COUNTRY:
      return is_capitals (value, 2);
    case PLIM_VALUE_CURRENCY:
      return is_capitals (value, 3);
    case PLIM_VALUE_UNIT_OR_CURRENCY:
      return is_word (unit_words, value) || is_capitals (value, 3);
    case PLIM_VALUE_LANGUAGE:
      return is_language (value);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static char *
describe (PlimValueType type)
{
  const char * const *words = get_words (type);

  if (words != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", (char **) words);

      /* Translators: %s is a list of words that stand in a report as they are. */
      return g_strdup_printf (_("one of: %s"), list);
    }

  switch (type)
    {
    case PLIM_VALUE_TEXT:
      return g_strdup (_("text"));
    case PLIM_VALUE_ID:
      return g_strdup (_("an id: a letter, then letters, digits, “-”, “_” or “.”"));
    case PLIM_VALUE_IDREF:
      return g_strdup (_("an id of this report, or SYMBOL#id for one of another"));
    case PLIM_VALUE_DATE:
      return g_strdup (_("a date such as 2020, 2020-05, 2020-05-12, 2020-Q2 or 2020-H1"));
    case PLIM_VALUE_DATE_OR_TIME:
      return g_strdup (_("a date such as 2020, 2020-05, 2020-05-12, 2020-Q2 or 2020-H1, "
                         "or a time with its offset such as 2020-05-12T03:30Z"));
    case PLIM_VALUE_FROM_OR_TO:
      return g_strdup (_("a date such as 2020, 2020-05, 2020-05-12, 2020-Q2 or 2020-H1, "
                         "a time with its offset such as 2020-05-12T03:30Z, or “open”"));
    case PLIM_VALUE_TIME:
      return g_strdup (_("a time with its offset such as 2020-05-12T03:30:00Z"));
    case PLIM_VALUE_YEAR:
      return g_strdup (_("a year of four digits"));
    case PLIM_VALUE_MONTH_DAY:
      return g_strdup (_("a month and a day such as 01-01"));
    case PLIM_VALUE_NUMBER:
      return g_strdup (_("a number such as 2500000 or 8.33, not below zero, with neither separators nor exponent"));
    case PLIM_VALUE_COUNT:
      return g_strdup (_("a whole number of up to nine digits"));
    case PLIM_VALUE_EDITION:
      return g_strdup (_("a whole number from 1"));
    case PLIM_VALUE_LATITUDE:
      return g_strdup (_("degrees north, from -90 to 90, such as 38.72"));
    case PLIM_VALUE_LONGITUDE:
      return g_strdup (_("degrees east, from -180 to 180, such as 125.39"));
    case PLIM_VALUE_KNOTS:
      return g_strdup (_("knots below 1000, such as 9.8"));
    case PLIM_VALUE_DEGREES:
      return g_strdup (_("degrees from 0 to 360"));
    case PLIM_VALUE_METRES:
      return g_strdup (_("metres below 100, such as 5.2"));
    case PLIM_VALUE_SHARE:
      return g_strdup (_("a share above 0 and up to 1, such as 0.9 or 1/3"));
    case PLIM_VALUE_COUNTRY:
      return g_strdup (_("a country code of two capital letters, such as KP"));
    case PLIM_VALUE_CURRENCY:
      return g_strdup (_("a currency code of three capital letters, such as USD"));
    case PLIM_VALUE_UNIT_OR_CURRENCY:
      {
        g_autofree char *list = g_strjoinv (", ", (char **) unit_words);

        return g_strdup_printf (_("one of: %s, or a currency code of three capital letters"), list);
      }
    case PLIM_VALUE_LANGUAGE:
      return g_strdup (_("a language code such as en or ko"));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

const PlimGrammarElement *
plim_grammar_get_element (PlimElementKind kind)
{
  g_return_val_if_fail (kind > PLIM_ELEMENT_NONE && kind < PLIM_N_ELEMENTS, NULL);

  return &elements[kind];
}

const char *
plim_grammar_attribute_name (PlimAttribute attribute)
{
  g_return_val_if_fail (attribute < PLIM_N_ATTRIBUTES, NULL);

  return attribute_names[attribute];
}

const PlimGrammarAttribute *
plim_grammar_find_attribute (const PlimGrammarElement *element,
                             PlimAttribute             attribute)
{
  for (guint i = 0; i < element->n_attributes; i++)
    if (element->attributes[i].attribute == attribute)
      return &element->attributes[i];
  return NULL;
}

gboolean
plim_grammar_check_value (PlimValueType   type,
                          const char     *value,
                          char          **expected_out)
{
  g_return_val_if_fail (type < PLIM_N_VALUE_TYPES, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (check (type, value))
    return TRUE;
  if (expected_out != NULL)
    *expected_out = describe (type);
  return FALSE;
}
