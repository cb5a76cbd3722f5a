-- The journal: what happened, never changed. Times are microseconds since 1970; days and local times are text.
CREATE TABLE file (
    id          UUID   NOT NULL PRIMARY KEY,
    reference   TEXT   NOT NULL UNIQUE,
    wrapped_key BYTEA,                       -- gone once the file's key is destroyed
    opened      BIGINT NOT NULL,
    head_seq    BIGINT NOT NULL,             -- the end of the file's chain, and a MAC over it
    head_hash   BYTEA  NOT NULL,
    head_mac    BYTEA  NOT NULL
);

CREATE TABLE person_key (
    person      UUID   NOT NULL PRIMARY KEY,
    file        UUID   NOT NULL,
    wrapped_key BYTEA                        -- gone once the person's key is destroyed
);

CREATE TABLE journal (
    file        UUID   NOT NULL,
    seq         BIGINT NOT NULL,
    id          UUID   NOT NULL UNIQUE,
    kind        TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    happened    TEXT   NOT NULL,
    recorded    BIGINT NOT NULL,
    recorded_by TEXT   NOT NULL,
    supersedes  UUID,
    known       TEXT   NOT NULL,
    body        BYTEA  NOT NULL,             -- sealed under the file's key
    prev        BYTEA  NOT NULL,
    hash        BYTEA  NOT NULL,
    PRIMARY KEY (file, seq)
);

-- Views: made from facts, in the transaction that adds them. `holdfast ledger rebuild` makes them again.
CREATE TABLE obligation (
    file         UUID   NOT NULL,
    rule         TEXT   NOT NULL,
    raised_by    UUID   NOT NULL,
    nth          BIGINT NOT NULL,            -- one fact may raise one rule for several bodies
    team         UUID   NOT NULL,
    body         UUID,
    officer      UUID,
    severity     TEXT   NOT NULL,
    since        TEXT   NOT NULL,
    due          TEXT   NOT NULL,
    due_at       BIGINT NOT NULL,            -- the last second, London's clock
    urgency      BIGINT NOT NULL,            -- the order of work lists
    ended        TEXT,                       -- met, waived, ended or missed
    ended_on     TEXT,
    ended_by     UUID,
    passed_up    TEXT,
    next_step_at BIGINT,                     -- when it is passed up next, London's clock
    next_step_to TEXT,
    PRIMARY KEY (file, rule, raised_by, nth)
);
CREATE INDEX obligation_open_of_team ON obligation (team, urgency, file, rule, raised_by, nth) WHERE ended IS NULL;
CREATE INDEX obligation_open_of_officer ON obligation (officer, urgency, file, rule, raised_by, nth) WHERE ended IS NULL;
CREATE INDEX obligation_next_step ON obligation (next_step_at, file, rule, raised_by, nth) WHERE next_step_at IS NOT NULL;

CREATE TABLE file_team (
    file   UUID   NOT NULL,
    team   UUID   NOT NULL,
    body   UUID   NOT NULL,
    opened BIGINT NOT NULL,
    PRIMARY KEY (file, team)
);
CREATE INDEX file_team_by_team ON file_team (team, opened, file);
CREATE INDEX file_team_by_body ON file_team (body, file);

CREATE TABLE file_summary (
    file          UUID   NOT NULL PRIMARY KEY,
    name          BYTEA,                     -- what the survivor is called, sealed under the file's key
    lead          UUID,
    last_recorded BIGINT NOT NULL,
    facts         BIGINT NOT NULL,
    open          BIGINT NOT NULL            -- obligations that have not ended
);

CREATE TABLE name_token (
    token BYTEA NOT NULL,                    -- a keyed MAC of a word of a name
    file  UUID  NOT NULL,
    PRIMARY KEY (token, file)
);
CREATE INDEX name_token_by_file ON name_token (file);

CREATE TABLE tree_head (
    taken     BIGINT NOT NULL PRIMARY KEY,
    files     BIGINT NOT NULL,
    root      BYTEA  NOT NULL,
    signature BYTEA  NOT NULL
);
