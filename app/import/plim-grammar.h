/* plim-grammar.h: the report format as one table */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlimElementKind:
 *
 * Every element of the report format. `total` is two kinds, since a total of trade and a
 * total of thefts say different things; where it stands decides.
 */
typedef enum
{
  PLIM_ELEMENT_NONE,
  PLIM_ELEMENT_REPORT,
  PLIM_ELEMENT_ABOUT,
  PLIM_ELEMENT_TITLE,
  PLIM_ELEMENT_PUBLISHER,
  PLIM_ELEMENT_DATED,
  PLIM_ELEMENT_COVERS,
  PLIM_ELEMENT_STATUS,
  PLIM_ELEMENT_HANDLING,
  PLIM_ELEMENT_SOURCES,
  PLIM_ELEMENT_SOURCE,
  PLIM_ELEMENT_PLACES,
  PLIM_ELEMENT_PLACE,
  PLIM_ELEMENT_VESSELS,
  PLIM_ELEMENT_VESSEL,
  PLIM_ELEMENT_PARTICULARS,
  PLIM_ELEMENT_IDENTITY,
  PLIM_ELEMENT_MEASURE,
  PLIM_ELEMENT_CAPS,
  PLIM_ELEMENT_CAP,
  PLIM_ELEMENT_CONVERSIONS,
  PLIM_ELEMENT_CONVERSION,
  PLIM_ELEMENT_TRADE,
  PLIM_ELEMENT_TRADE_TOTAL,
  PLIM_ELEMENT_SHIPMENT,
  PLIM_ELEMENT_MOVEMENTS,
  PLIM_ELEMENT_SIGHTING,
  PLIM_ELEMENT_TRACK,
  PLIM_ELEMENT_FIX,
  PLIM_ELEMENT_SILENCE,
  PLIM_ELEMENT_ROUTE,
  PLIM_ELEMENT_LEG,
  PLIM_ELEMENT_VIA,
  PLIM_ELEMENT_THEFTS,
  PLIM_ELEMENT_THEFT,
  PLIM_ELEMENT_ASSET,
  PLIM_ELEMENT_ADDRESS,
  PLIM_ELEMENT_ATTRIBUTION,
  PLIM_ELEMENT_RECOVERED,
  PLIM_ELEMENT_STEP,
  PLIM_ELEMENT_THEFT_TOTAL,
  PLIM_ELEMENT_CITE,
  PLIM_ELEMENT_WORDING,
  PLIM_ELEMENT_DISPUTED,
  PLIM_N_ELEMENTS,
} PlimElementKind;

/**
 * PlimAttribute:
 *
 * Every attribute of the report format. The order is part of what a claim's computed id
 * is made from (see plim_node_update_checksum()): new ones are added at the end.
 */
typedef enum
{
  PLIM_ATTRIBUTE_ID,
  PLIM_ATTRIBUTE_SYMBOL,
  PLIM_ATTRIBUTE_EDITION,
  PLIM_ATTRIBUTE_EXERCISE,
  PLIM_ATTRIBUTE_XML_LANG,
  PLIM_ATTRIBUTE_KIND,
  PLIM_ATTRIBUTE_NAME,
  PLIM_ATTRIBUTE_BASIS,
  PLIM_ATTRIBUTE_IMO,
  PLIM_ATTRIBUTE_OWNER_IMO,
  PLIM_ATTRIBUTE_MMSI,
  PLIM_ATTRIBUTE_CALLSIGN,
  PLIM_ATTRIBUTE_FLAG,
  PLIM_ATTRIBUTE_TYPE,
  PLIM_ATTRIBUTE_BUILT,
  PLIM_ATTRIBUTE_GT,
  PLIM_ATTRIBUTE_DWT,
  PLIM_ATTRIBUTE_CAPACITY_BBL,
  PLIM_ATTRIBUTE_BY,
  PLIM_ATTRIBUTE_INSTRUMENT,
  PLIM_ATTRIBUTE_RESOLUTION,
  PLIM_ATTRIBUTE_COMMODITY,
  PLIM_ATTRIBUTE_DIRECTION,
  PLIM_ATTRIBUTE_ON,
  PLIM_ATTRIBUTE_FROM,
  PLIM_ATTRIBUTE_TO,
  PLIM_ATTRIBUTE_TIME,
  PLIM_ATTRIBUTE_YEAR_STARTS,
  PLIM_ATTRIBUTE_LIMB_OF,
  PLIM_ATTRIBUTE_ALTERNATIVE_OF,
  PLIM_ATTRIBUTE_REPLACED_BY,
  PLIM_ATTRIBUTE_FACTOR,
  PLIM_ATTRIBUTE_QUANTITY,
  PLIM_ATTRIBUTE_QUANTITY_HIGH,
  PLIM_ATTRIBUTE_UNIT,
  PLIM_ATTRIBUTE_BOUND,
  PLIM_ATTRIBUTE_VALUE,
  PLIM_ATTRIBUTE_VALUE_HIGH,
  PLIM_ATTRIBUTE_VALUE_BOUND,
  PLIM_ATTRIBUTE_AMOUNT,
  PLIM_ATTRIBUTE_AMOUNT_HIGH,
  PLIM_ATTRIBUTE_CURRENCY,
  PLIM_ATTRIBUTE_FRACTION,
  PLIM_ATTRIBUTE_COUNT,
  PLIM_ATTRIBUTE_LADEN,
  PLIM_ATTRIBUTE_METHOD,
  PLIM_ATTRIBUTE_VESSEL,
  PLIM_ATTRIBUTE_WITH,
  PLIM_ATTRIBUTE_ORIGIN,
  PLIM_ATTRIBUTE_ORIGIN_COUNTRY,
  PLIM_ATTRIBUTE_DESTINATION,
  PLIM_ATTRIBUTE_DESTINATION_COUNTRY,
  PLIM_ATTRIBUTE_COUNTRY,
  PLIM_ATTRIBUTE_LAT,
  PLIM_ATTRIBUTE_LON,
  PLIM_ATTRIBUTE_RADIUS_KM,
  PLIM_ATTRIBUTE_PLACE,
  PLIM_ATTRIBUTE_WHERE,
  PLIM_ATTRIBUTE_ACTIVITY,
  PLIM_ATTRIBUTE_KNOWN_BY,
  PLIM_ATTRIBUTE_SOG,
  PLIM_ATTRIBUTE_COG,
  PLIM_ATTRIBUTE_HEADING,
  PLIM_ATTRIBUTE_DRAUGHT,
  PLIM_ATTRIBUTE_SUSPECTED,
  PLIM_ATTRIBUTE_TARGET,
  PLIM_ATTRIBUTE_TARGET_KIND,
  PLIM_ATTRIBUTE_CODE,
  PLIM_ATTRIBUTE_ASSET,
  PLIM_ATTRIBUTE_STRENGTH,
  PLIM_ATTRIBUTE_HOW,
  PLIM_ATTRIBUTE_THROUGH,
  PLIM_ATTRIBUTE_SOURCE,
  PLIM_ATTRIBUTE_PARA,
  PLIM_ATTRIBUTE_ANNEX,
  PLIM_ATTRIBUTE_PAGE,
  PLIM_ATTRIBUTE_VIA,
  PLIM_ATTRIBUTE_GRADE,
  PLIM_ATTRIBUTE_KNOWN,
  PLIM_ATTRIBUTE_PART_OF,
  PLIM_ATTRIBUTE_SUPERSEDES,
  PLIM_N_ATTRIBUTES,
} PlimAttribute;

/**
 * PlimValueType:
 *
 * What an attribute's value, or an element's text, may be.
 */
typedef enum
{
  PLIM_VALUE_TEXT,
  PLIM_VALUE_ID,               /* an XML name without colon */
  PLIM_VALUE_IDREF,            /* such a name, or SYMBOL#name */
  PLIM_VALUE_DATE,             /* 2030, 2030-05, 2030-05-12, 2030-Q2, 2030-H1 */
  PLIM_VALUE_DATE_OR_TIME,     /* a date, or a time with its offset */
  PLIM_VALUE_FROM_OR_TO,       /* a date, a time with its offset, or "open" */
  PLIM_VALUE_TIME,             /* 2030-05-11T03:30Z */
  PLIM_VALUE_YEAR,             /* 1995 */
  PLIM_VALUE_MONTH_DAY,        /* 01-01; the 29th of February is not in every year */
  PLIM_VALUE_NUMBER,           /* digits, and perhaps a point and more digits */
  PLIM_VALUE_COUNT,            /* digits */
  PLIM_VALUE_EDITION,          /* digits, from 1 */
  PLIM_VALUE_LATITUDE,         /* -90 to 90 */
  PLIM_VALUE_LONGITUDE,        /* -180 to 180 */
  PLIM_VALUE_KNOTS,            /* up to 999.9… */
  PLIM_VALUE_DEGREES,          /* 0 to 360 */
  PLIM_VALUE_METRES,           /* up to 99.9… */
  PLIM_VALUE_SHARE,            /* above 0, up to 1; or 1/3 */
  PLIM_VALUE_COUNTRY,          /* two capital letters */
  PLIM_VALUE_CURRENCY,         /* three capital letters */
  PLIM_VALUE_UNIT,             /* t bbl kg l m3 */
  PLIM_VALUE_UNIT_OR_CURRENCY,
  PLIM_VALUE_LANGUAGE,         /* en, ko-KP */
  PLIM_VALUE_YES_NO,
  PLIM_VALUE_BASIS,
  PLIM_VALUE_PUBLISHER,
  PLIM_VALUE_STATUS,
  PLIM_VALUE_BOUND,
  PLIM_VALUE_GRADE,
  PLIM_VALUE_KNOWN_BY,
  PLIM_VALUE_STRENGTH,
  PLIM_VALUE_DIRECTION,
  PLIM_VALUE_COMMODITY,
  PLIM_N_VALUE_TYPES,
} PlimValueType;

/**
 * PlimContent:
 * @PLIM_CONTENT_EMPTY: nothing inside
 * @PLIM_CONTENT_TEXT: text of one type
 * @PLIM_CONTENT_IN_ORDER: children in the order of the table
 * @PLIM_CONTENT_ONCE_EACH: children in any order, each at most once
 * @PLIM_CONTENT_ANY: children in any order and any number
 */
typedef enum
{
  PLIM_CONTENT_EMPTY,
  PLIM_CONTENT_TEXT,
  PLIM_CONTENT_IN_ORDER,
  PLIM_CONTENT_ONCE_EACH,
  PLIM_CONTENT_ANY,
} PlimContent;

typedef struct
{
  PlimAttribute attribute;
  PlimValueType type;
  gboolean      required;
} PlimGrammarAttribute;

typedef struct
{
  PlimElementKind kind;
  gboolean        required;
  gboolean        repeatable;
} PlimGrammarChild;

/**
 * PlimGrammarElement:
 * @name: as written in a report
 * @attributes: what it may carry, up to @n_attributes
 * @children: what may stand in it, up to @n_children
 * @text_type: of its text, where @content is %PLIM_CONTENT_TEXT
 * @text_required: whether that text may not be empty
 *
 * data/report.rng says the same in RELAX NG; a test compares the two over hundreds of
 * reports, right and wrong.
 */
typedef struct
{
  const char                 *name;
  const PlimGrammarAttribute *attributes;
  guint                       n_attributes;
  PlimContent                 content;
  const PlimGrammarChild     *children;
  guint                       n_children;
  PlimValueType               text_type;
  gboolean                    text_required;
} PlimGrammarElement;

#define PLIM_GRAMMAR_NAMESPACE "urn:plimsoll:report:1"
#define PLIM_GRAMMAR_XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

const PlimGrammarElement   *plim_grammar_get_element    (PlimElementKind           kind);

/** As written: "xml:lang" with its prefix. */
const char                 *plim_grammar_attribute_name (PlimAttribute             attribute);

/** What @element says of @attribute, or %NULL where it may not stand. */
const PlimGrammarAttribute *plim_grammar_find_attribute (const PlimGrammarElement *element,
                                                         PlimAttribute             attribute);

/**
 * plim_grammar_check_value:
 * @value: with no blanks around it, and not empty: an empty value is an unknown one
 * @expected_out: (out) (optional): what was expected, in words that follow "expected"
 *
 * Whether @value is a value of this type. The reader asks it of what stands in a file,
 * and the parent process asks it again of what the reader's process handed over.
 */
gboolean                    plim_grammar_check_value    (PlimValueType             type,
                                                         const char               *value,
                                                         char                    **expected_out);

G_END_DECLS
