-- Emergency access: a view, made from facts, that tells an officer what runs and whether the path is open to them. It can only close.
CREATE TABLE file_emergency (
    file     UUID   NOT NULL,
    fact     UUID   NOT NULL,
    officer  UUID   NOT NULL,
    until    TEXT   NOT NULL,                -- by London's clock
    taken    TEXT   NOT NULL,
    reviewed BIGINT NOT NULL,                -- 1 where somebody has looked at it
    PRIMARY KEY (file, fact)
);
CREATE INDEX file_emergency_by_officer ON file_emergency (officer, until);

-- What somebody asked for in an emergency and did not get: the same row whether there is such a file, whether it is hidden, and whether they are
-- kept out of it. What they said is sealed under the house's key.
CREATE TABLE urgent_request (
    id          UUID   NOT NULL PRIMARY KEY,
    at          BIGINT NOT NULL,
    officer     UUID   NOT NULL,
    body        UUID   NOT NULL,             -- whose duty manager is to act
    said        BYTEA  NOT NULL,
    matched     BIGINT NOT NULL,             -- 1 once the worker has looked whether there is such a file
    other_body  UUID,                        -- the body that leads the file, where there is one
    answered    BIGINT,
    answered_by UUID,
    answer      BYTEA
);
CREATE INDEX urgent_request_open ON urgent_request (at) WHERE answered IS NULL;
CREATE INDEX urgent_request_unmatched ON urgent_request (at) WHERE matched = 0;
