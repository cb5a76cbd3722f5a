-- Versions of the key under which every file's and person's key is wrapped. A version goes when nothing is wrapped under it any more: the
-- reference forbids it before.
CREATE TABLE key_version (
    version BIGINT NOT NULL PRIMARY KEY,
    made    BIGINT NOT NULL
);
INSERT INTO key_version (version, made) VALUES (1, 0);
ALTER TABLE file ADD COLUMN key_version BIGINT REFERENCES key_version (version);
ALTER TABLE person_key ADD COLUMN key_version BIGINT REFERENCES key_version (version);
UPDATE file SET key_version = 1 WHERE wrapped_key IS NOT NULL;
UPDATE person_key SET key_version = 1 WHERE wrapped_key IS NOT NULL;
CREATE INDEX file_by_key_version ON file (key_version, id);
CREATE INDEX person_key_by_version ON person_key (key_version, person);
CREATE INDEX person_key_by_file ON person_key (file);

-- What was done with keys, in a chain of its own whose end stands in the log like a file's.
CREATE TABLE key_act (
    nth  BIGINT NOT NULL PRIMARY KEY,        -- from 1
    at   BIGINT NOT NULL,
    act  TEXT   NOT NULL,                    -- what, with ids and no words of a case
    hash BYTEA  NOT NULL
);

-- What has been asked to be destroyed, and by whom. A second person agrees, or it stays a wish.
CREATE TABLE shredding (
    target    UUID   NOT NULL PRIMARY KEY,
    of_person BIGINT NOT NULL,               -- 1 where it is a person's key, 0 where it is a file's
    asked     BIGINT NOT NULL,
    asked_by  UUID   NOT NULL,
    because   BYTEA  NOT NULL,               -- sealed under the house key
    agreed    BIGINT,
    agreed_by UUID
);
