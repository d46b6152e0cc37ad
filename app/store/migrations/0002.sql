-- From version 1's tables to version 2's: logs of positions beside reports. What is made here must read as it does in
-- schema.sql, letter for letter. A table that gains columns is made anew: what ALTER TABLE leaves reads otherwise.
-- The boxes of the blocks are made by plim_position_box_rebuild(), which can look into them.

CREATE TEMP TABLE old_vessel AS SELECT import_id, local_id, imo FROM vessel;
DROP TABLE vessel;
CREATE TABLE vessel (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  local_id   TEXT NOT NULL,
  imo        TEXT,
  mmsi       TEXT,                            -- logs alone
  PRIMARY KEY (import_id, local_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX vessel_by_imo ON vessel (imo) WHERE imo IS NOT NULL;
INSERT INTO vessel (import_id, local_id, imo) SELECT import_id, local_id, imo FROM old_vessel;
DROP TABLE old_vessel;

CREATE TEMP TABLE old_identity AS SELECT claim_key, vessel, name, flag, mmsi, callsign, kind, owner_imo FROM identity;
DROP TABLE identity;
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
INSERT INTO identity (claim_key, vessel, name, flag, mmsi, callsign, kind, owner_imo)
  SELECT claim_key, vessel, name, flag, mmsi, callsign, kind, owner_imo FROM old_identity;
DROP TABLE old_identity;

CREATE TABLE rejection (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  reason     TEXT NOT NULL,                   -- see plim-log.h
  doubted    INTEGER NOT NULL CHECK (doubted IN (0, 1)),  -- 1: the rows were kept, and something in them not used
  count      INTEGER NOT NULL,
  line       INTEGER NOT NULL,                -- of the first; 0 unknown
  text       TEXT,
  PRIMARY KEY (import_id, reason)
) STRICT;

CREATE TABLE rejected_row (
  import_id  INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  ord        INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  text       TEXT,
  PRIMARY KEY (import_id, ord)
) STRICT;

CREATE INDEX track_by_vessel ON track (vessel);

DROP INDEX position_block_by_mmsi;
DROP INDEX position_block_by_claim;
CREATE INDEX position_block_by_mmsi ON position_block (mmsi, last_s, first_s);
CREATE INDEX position_block_by_claim ON position_block (claim_key, first_s, last_s, count);

CREATE VIRTUAL TABLE position_box USING rtree_i32 (
  block_key,
  min_lon, max_lon,
  min_lat, max_lat,
  min_s, max_s
);
