-- The log: the ends of all chains in one order, a Merkle tree that only grows (RFC 6962). Written by the worker, never changed.
CREATE TABLE log_leaf (
    nth  BIGINT NOT NULL PRIMARY KEY,        -- from 0, without gaps
    file UUID   NOT NULL,
    seq  BIGINT NOT NULL,                    -- the end of the file's chain when the leaf was added, and its hash
    hash BYTEA  NOT NULL
);
CREATE INDEX log_leaf_by_file ON log_leaf (file, seq);

CREATE TABLE log_head (
    size  BIGINT NOT NULL PRIMARY KEY,       -- how many leaves it fixes
    taken BIGINT NOT NULL,
    note  BYTEA  NOT NULL,                   -- the signed head, and what witnesses have written under it
    peaks BYTEA  NOT NULL                    -- the roots of the whole subtrees, the largest first: from them the tree grows on
);

-- Heads over the ends of chains as they happened to stand were of another form, and nothing here can check them.
DROP TABLE tree_head;
