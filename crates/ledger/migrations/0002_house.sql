-- The house around the journal: who works here, and what keeps the work going.
CREATE TABLE partnership (
    id        BIGINT NOT NULL PRIMARY KEY,
    name      TEXT   NOT NULL,
    standards TEXT   NOT NULL                -- the partnership's own lengths, as JSON
);

CREATE TABLE body (
    id   UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL
);

CREATE TABLE team (
    id       UUID NOT NULL PRIMARY KEY,
    body     UUID NOT NULL,
    name     TEXT NOT NULL,
    function TEXT NOT NULL
);
CREATE INDEX team_by_body ON team (body);

CREATE TABLE officer (
    id         UUID NOT NULL PRIMARY KEY,
    sign_in    TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    email      TEXT NOT NULL,
    team       UUID NOT NULL,
    role       TEXT NOT NULL,
    away_until TEXT,
    left_on    TEXT
);
CREATE INDEX officer_by_team ON officer (team);

CREATE TABLE credential (
    officer       UUID   NOT NULL PRIMARY KEY,
    password_hash TEXT   NOT NULL,
    totp_secret   BYTEA,                     -- sealed under the house key
    last_step     BIGINT,                    -- the last one-time code's step, so that no code works twice
    failures      BIGINT NOT NULL,
    failed_at     BIGINT
);

CREATE TABLE session (
    token      BYTEA  NOT NULL PRIMARY KEY,  -- hashed
    officer    UUID   NOT NULL,
    csrf       BYTEA  NOT NULL,              -- sealed under the house key
    created    BIGINT NOT NULL,
    seen       BIGINT NOT NULL,
    stepped_up BIGINT
);
CREATE INDEX session_by_officer ON session (officer, created);
CREATE INDEX session_by_age ON session (seen);

CREATE TABLE attempt (
    what  BYTEA  NOT NULL,                   -- a keyed MAC of what is counted: an account, an address
    since BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (what)
);
CREATE INDEX attempt_by_age ON attempt (since);

CREATE TABLE idempotency (
    officer UUID   NOT NULL,
    key     TEXT   NOT NULL,
    kept    BIGINT NOT NULL,
    outcome BYTEA,                           -- sealed under the house key
    PRIMARY KEY (officer, key)
);
CREATE INDEX idempotency_by_age ON idempotency (kept);

CREATE TABLE outbox (
    id          UUID   NOT NULL PRIMARY KEY,
    kind        TEXT   NOT NULL,
    body        BYTEA  NOT NULL,             -- sealed under the house key
    due_at      BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    attempts    BIGINT NOT NULL,
    done        BIGINT,
    dedupe      TEXT UNIQUE
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE done IS NULL;
CREATE INDEX outbox_done ON outbox (done) WHERE done IS NOT NULL;

CREATE TABLE leader (
    name   TEXT   NOT NULL PRIMARY KEY,
    holder UUID   NOT NULL,
    until  BIGINT NOT NULL
);

CREATE TABLE draft (
    officer UUID   NOT NULL,
    key     TEXT   NOT NULL,
    kept    BIGINT NOT NULL,
    body    BYTEA  NOT NULL,                 -- sealed under the house key
    PRIMARY KEY (officer, key)
);
