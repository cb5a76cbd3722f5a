-- The list of homes: what a home is like, and apart from it where it is, under a key of its own. Neither stands in plain.
CREATE TABLE home (
    id        UUID   NOT NULL PRIMARY KEY,
    reference TEXT   NOT NULL UNIQUE,        -- neutral: a letter for the kind, and a number
    body      UUID   NOT NULL,               -- whose home it is
    team      UUID   NOT NULL,               -- the housing team that runs or buys it
    withdrawn BIGINT,
    details   BYTEA  NOT NULL,               -- sealed under the house key
    place     BYTEA                          -- sealed under the home's own key; nothing for a refuge
);
CREATE INDEX home_by_body ON home (body, reference);
CREATE TABLE home_room (room UUID NOT NULL PRIMARY KEY, home UUID NOT NULL);

-- A view: which file holds which room, from when and until when. The room stands as a token that only the key can make, so that the database
-- alone does not tell which file is where.
CREATE TABLE occupancy (
    file    UUID   NOT NULL,
    fact    UUID   NOT NULL,                 -- the placement, or the offer
    room    BYTEA  NOT NULL,
    lived   BIGINT NOT NULL,                 -- 1 where somebody lives there, 0 where it was offered
    since   TEXT   NOT NULL,
    until   TEXT   NOT NULL,                 -- the day on which somebody else may come in; 9999-12-31 while it is held
    home    TEXT   NOT NULL,
    family  BIGINT NOT NULL,
    nightly BIGINT NOT NULL,
    PRIMARY KEY (file, fact)
);
CREATE INDEX occupancy_by_room ON occupancy (room, until);
CREATE INDEX occupancy_by_until ON occupancy (until);
-- Moves on with every change of the view, so that no two writers give one room to two households.
CREATE TABLE occupancy_turn (id BIGINT NOT NULL PRIMARY KEY, turn BIGINT NOT NULL);
INSERT INTO occupancy_turn (id, turn) VALUES (1, 0);

-- A view: repairs that were reported in rooms of the list.
CREATE TABLE home_repair (
    file  UUID  NOT NULL,
    fact  UUID  NOT NULL,
    room  BYTEA NOT NULL,
    since TEXT  NOT NULL,
    due   TEXT,
    done  TEXT,
    PRIMARY KEY (file, fact)
);
CREATE INDEX home_repair_open ON home_repair (room) WHERE done IS NULL;
