-- Who may open a file: a view, made from its facts. What the door asks is sealed under the file's key, so that nobody writes themselves in;
-- the rest narrows lists, and can only hide.
CREATE TABLE file_guard (
    file     UUID  NOT NULL PRIMARY KEY,
    guarding BYTEA NOT NULL                  -- sealed under the file's key
);

CREATE TABLE file_restricted (
    file   UUID   NOT NULL PRIMARY KEY,
    hidden BIGINT NOT NULL                   -- 1 where nobody else may even know of the file
);

CREATE TABLE file_named (
    file    UUID NOT NULL,
    officer UUID NOT NULL,
    until   TEXT,                            -- the last day of leave that was given for a time
    PRIMARY KEY (file, officer)
);
CREATE INDEX file_named_by_officer ON file_named (officer, file);

CREATE TABLE file_bar (
    file    UUID NOT NULL,
    officer UUID NOT NULL,
    PRIMARY KEY (file, officer)
);
CREATE INDEX file_bar_by_officer ON file_bar (officer, file);
