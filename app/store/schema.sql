-- Today's tables. Facts are ordinary rows; positions are blocks. What can be worked out is not stored,
-- but for days as numbers, which indexes need. No row is ever changed after its import is committed.

-- A file that came in, and what it became. Kinds of logs are named ais-csv, nmea, gpx and so on.
CREATE TABLE import (
  import_id    INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,                 -- what the file was: report
  file_name    TEXT NOT NULL,                 -- without its folder
  bytes        INTEGER NOT NULL,
  sha256       TEXT NOT NULL,                 -- of the file
  rows_sha256  TEXT NOT NULL,                 -- of the canonical rows it became: see plim-store-digest.c
  imported_at  TEXT NOT NULL,                 -- ISO 8601, UTC; outside the digests
  program      TEXT NOT NULL                  -- version that read it
) STRICT;
CREATE INDEX import_by_sha256 ON import (sha256);

-- The original file, compressed (zlib stream), in rows of 1 MiB.
CREATE TABLE original (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  part       INTEGER NOT NULL,
  bytes      BLOB NOT NULL,
  UNIQUE (import_id, part)
) STRICT;

-- What the import log said.
CREATE TABLE message (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  severity   TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
  line       INTEGER NOT NULL,
  "column"   INTEGER NOT NULL,
  element    TEXT,                            -- path: /report/trade/total[3]
  text       TEXT NOT NULL,
  PRIMARY KEY (import_id, ord)
) STRICT;

-- Rows of a log that were kept apart, or doubted: how many for each reason, and the first of them.
CREATE TABLE rejection (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  reason     TEXT NOT NULL,                   -- see plim-log.h
  doubted    INTEGER NOT NULL CHECK (doubted IN (0, 1)),  -- 1: the rows were kept, and something in them not used
  count      INTEGER NOT NULL,
  line       INTEGER NOT NULL,                -- of the first; 0 unknown
  text       TEXT,
  PRIMARY KEY (import_id, reason)
) STRICT;

-- The first of them all, as they stand.
CREATE TABLE rejected_row (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  text       TEXT,
  PRIMARY KEY (import_id, ord)
) STRICT;

-- One edition of a published document, or one log.
CREATE TABLE report (
  import_id       INTEGER PRIMARY KEY REFERENCES import ON DELETE CASCADE,
  symbol          TEXT NOT NULL,
  edition         INTEGER NOT NULL CHECK (edition >= 1),
  lang            TEXT,
  exercise        INTEGER NOT NULL CHECK (exercise IN (0, 1)),
  title           TEXT,
  publisher       TEXT,
  publisher_kind  TEXT,
  dated           TEXT,                       -- dates stand as the document writes them
  covers_from     TEXT,
  covers_to       TEXT,
  status          TEXT,
  status_on       TEXT,
  handling        TEXT,
  UNIQUE (symbol, edition)
) STRICT;

-- A place a report names. References to places and vessels are SYMBOL#id, so that they resolve in any order.
CREATE TABLE place (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  local_id   TEXT NOT NULL,
  name       TEXT,
  country    TEXT,                            -- ISO 3166
  lat        REAL,                            -- degrees, WGS 84
  lon        REAL,
  radius_km  REAL,
  kind       TEXT,
  PRIMARY KEY (import_id, local_id)
) STRICT, WITHOUT ROWID;

-- A hull as one report speaks of it. Which hulls of two reports are one is worked out from the number. A log of
-- broadcasts knows no hulls: its vessel is the number that broadcast, and what that said of itself is an identity.
CREATE TABLE vessel (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  local_id   TEXT NOT NULL,
  imo        TEXT,
  mmsi       TEXT,                            -- logs alone
  PRIMARY KEY (import_id, local_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX vessel_by_imo ON vessel (imo) WHERE imo IS NOT NULL;

-- One statement by one source about one thing.
CREATE TABLE claim (
  claim_key   INTEGER PRIMARY KEY,
  import_id   INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  ord         INTEGER NOT NULL,               -- its place in the report
  local_id    TEXT NOT NULL,                  -- the report's id, or 12 hex digits of the content's SHA-256
  subject     INTEGER NOT NULL,               -- PlimSubject
  from_date   TEXT,                           -- as stated
  to_date     TEXT,
  first_day   INTEGER NOT NULL,               -- the same as day numbers; 0 where not stated
  last_day    INTEGER NOT NULL,
  known       TEXT,                           -- known as of; empty: the report's date
  basis       INTEGER NOT NULL,               -- PlimBasis of the first cite, else of the publisher
  part_of     TEXT,                           -- SYMBOL#id of the claim that contains this one
  supersedes  TEXT,                           -- SYMBOL#id of the claim that this one revises
  handling    TEXT,
  content     BLOB NOT NULL CHECK (length (content) = 32),  -- SHA-256 of what it says, to compare editions
  UNIQUE (import_id, local_id)
) STRICT;
CREATE INDEX claim_by_subject ON claim (subject, first_day);

-- Places where that same statement stands.
CREATE TABLE cite (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  source     TEXT,                            -- who, by name
  basis      INTEGER NOT NULL,
  para       TEXT,
  annex      TEXT,
  page       TEXT,
  via        TEXT,                            -- the publication through which it was read
  recalled   INTEGER NOT NULL CHECK (recalled IN (0, 1)),
  PRIMARY KEY (claim_key, ord)
) STRICT, WITHOUT ROWID;

-- The source's own words. With a row number, since long rows of a table without one fill a page each.
CREATE TABLE wording (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  lang       TEXT,
  text       TEXT NOT NULL,
  PRIMARY KEY (claim_key, ord)
) STRICT;

-- Who disagrees, and what they said.
CREATE TABLE dispute (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  by_whom    TEXT,
  on_date    TEXT,
  text       TEXT,
  PRIMARY KEY (claim_key, ord)
) STRICT;

-- Coal or oil moved: a shipment, or a stated total of shipments. NULL is unknown, never zero.
CREATE TABLE trade (
  claim_key            INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  is_total             INTEGER NOT NULL CHECK (is_total IN (0, 1)),
  commodity            TEXT NOT NULL,
  direction            TEXT NOT NULL CHECK (direction IN ('export', 'import')),
  quantity             REAL,
  quantity_high        REAL,
  unit                 TEXT,
  bound                TEXT,
  money                REAL,
  money_high           REAL,
  money_bound          TEXT,
  currency             TEXT,
  laden                TEXT,
  count                INTEGER,
  origin               TEXT,
  origin_country       TEXT,
  destination          TEXT,
  destination_country  TEXT,
  vessel               TEXT,
  method               TEXT
) STRICT;

-- How much may be moved in which twelve months; 0 is a ban.
CREATE TABLE cap (
  claim_key       INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  commodity       TEXT NOT NULL,
  direction       TEXT NOT NULL CHECK (direction IN ('export', 'import')),
  quantity        REAL,
  unit            TEXT,
  year_starts     TEXT,                       -- MM-DD
  resolution      TEXT,
  para            TEXT,
  limb_of         TEXT,
  alternative_of  TEXT,
  replaced_by     TEXT
) STRICT;

-- A factor that somebody uses between units.
CREATE TABLE conversion (
  claim_key  INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  commodity  TEXT,
  from_unit  TEXT NOT NULL,
  to_unit    TEXT NOT NULL,
  factor     REAL NOT NULL
) STRICT;

-- The hull: what it is.
CREATE TABLE particulars (
  claim_key     INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  vessel        TEXT NOT NULL,
  type          TEXT,
  built         TEXT,
  gt            TEXT,
  dwt           TEXT,
  capacity_bbl  TEXT
) STRICT;
CREATE INDEX particulars_by_vessel ON particulars (vessel);

-- Under which name, flag and numbers it went.
CREATE TABLE identity (
  claim_key    INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  vessel       TEXT NOT NULL,
  name         TEXT,
  flag         TEXT,
  mmsi         TEXT,
  callsign     TEXT,
  kind         TEXT,                          -- as stated: borrowed, former, later, also-known-as …; NULL: its own
  owner_imo    TEXT,
  imo          TEXT,                          -- this and what follows as broadcast: logs alone
  ship_type    TEXT,
  length_m     TEXT,
  width_m      TEXT,
  draught_m    TEXT,
  destination  TEXT
) STRICT;
CREATE INDEX identity_by_vessel ON identity (vessel);

-- What was decided about it, by whom.
CREATE TABLE measure (
  claim_key   INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  vessel      TEXT NOT NULL,
  by_whom     TEXT,
  kind        TEXT,
  instrument  TEXT,
  para        TEXT
) STRICT;
CREATE INDEX measure_by_vessel ON measure (vessel);

-- Where somebody saw it, or was told it was.
CREATE TABLE sighting (
  claim_key    INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  vessel       TEXT,
  other        TEXT,                          -- the vessel it was with
  place        TEXT,
  place_words  TEXT,                          -- the place in the source's words
  lat          REAL,
  lon          REAL,
  radius_km    REAL,
  activity     TEXT,
  known_by     TEXT
) STRICT;

-- A vessel's way as broadcast: its positions are blocks.
CREATE TABLE track (
  claim_key  INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  vessel     TEXT,
  mmsi       TEXT,
  known_by   TEXT
) STRICT;
CREATE INDEX track_by_vessel ON track (vessel);

CREATE TABLE silence (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  from_s     INTEGER NOT NULL,                -- Unix seconds
  to_s       INTEGER NOT NULL,
  PRIMARY KEY (claim_key, ord)
) STRICT, WITHOUT ROWID;

-- At most 256 positions of one MMSI in time order: see plim-position-block.h.
CREATE TABLE position_block (
  block_key  INTEGER PRIMARY KEY,
  -- deferred: a track's positions come before the words that end its element
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  mmsi       TEXT NOT NULL,                   -- empty where none was broadcast
  first_s    INTEGER NOT NULL,
  last_s     INTEGER NOT NULL,
  count      INTEGER NOT NULL,
  positions  BLOB NOT NULL
) STRICT;
-- What lies in a span: last_s >= :from AND first_s <= :to.
CREATE INDEX position_block_by_mmsi ON position_block (mmsi, last_s, first_s);
-- All that is asked about blocks without looking into them.
CREATE INDEX position_block_by_claim ON position_block (claim_key, first_s, last_s, count);

-- Where and when each block is, in millionths of a degree and Unix seconds. A block that crosses 180° has the box of
-- all longitudes; what is in it is looked at anyhow. Worked out from the blocks, outside the digests, and made anew by
-- plim_position_box_rebuild().
CREATE VIRTUAL TABLE position_box USING rtree_i32 (
  block_key,
  min_lon, max_lon,
  min_lat, max_lat,
  min_s, max_s
);

-- A suspected route, leg by leg.
CREATE TABLE route (
  claim_key  INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  vessel     TEXT,
  suspected  INTEGER NOT NULL CHECK (suspected IN (0, 1))
) STRICT;

CREATE TABLE leg (
  claim_key   INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord         INTEGER NOT NULL,
  from_place  TEXT,
  to_place    TEXT,
  PRIMARY KEY (claim_key, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE via (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  leg        INTEGER NOT NULL,
  ord        INTEGER NOT NULL,
  lat        REAL NOT NULL,
  lon        REAL NOT NULL,
  PRIMARY KEY (claim_key, leg, ord)
) STRICT, WITHOUT ROWID;

-- Virtual assets taken: one theft, or a stated total of thefts.
CREATE TABLE theft (
  claim_key    INTEGER PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  is_total     INTEGER NOT NULL CHECK (is_total IN (0, 1)),
  target       TEXT,
  target_kind  TEXT,
  country      TEXT,
  amount       REAL,
  amount_high  REAL,
  currency     TEXT,
  bound        TEXT,
  count        INTEGER
) STRICT;

CREATE TABLE asset (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  code       TEXT,
  amount     TEXT,
  address    TEXT,
  PRIMARY KEY (claim_key, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  to_whom    TEXT,
  by_whom    TEXT,
  on_date    TEXT,
  strength   TEXT,
  PRIMARY KEY (claim_key, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovered (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  amount     REAL,
  bound      TEXT,
  fraction   REAL,
  PRIMARY KEY (claim_key, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
  claim_key  INTEGER NOT NULL REFERENCES claim ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  on_date    TEXT,
  how        TEXT,
  through    TEXT,
  amount     TEXT,
  PRIMARY KEY (claim_key, ord)
) STRICT, WITHOUT ROWID;

-- The claims that questions are answered from: the latest edition of each report.
CREATE VIEW latest AS
  SELECT import_id, symbol, edition, exercise, title, publisher, dated, handling
    FROM report AS this
   WHERE NOT EXISTS (SELECT 1 FROM report AS later WHERE later.symbol = this.symbol AND later.edition > this.edition);
