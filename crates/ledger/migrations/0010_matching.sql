-- By what people in files are found, and told from one another: keyed MACs of normalised details under the key of the blind index, which opens
-- nothing. A view, made from facts. It takes the place of the words of names alone.
CREATE TABLE person_trace (
    token  BYTEA  NOT NULL,                  -- the first half of a MAC
    file   UUID   NOT NULL,
    person UUID   NOT NULL,
    found  BIGINT NOT NULL,                  -- 1 where whoever may open the file finds this person by it
    side   BIGINT NOT NULL,                  -- 1 for the alleged perpetrator and those who belong to him, 2 for the survivor
    PRIMARY KEY (token, file, person)
);
CREATE INDEX person_trace_by_file ON person_trace (file);
DROP TABLE name_token;

-- What members of staff have told of themselves: sealed under a key of their own. Read by the matcher, and by themselves.
CREATE TABLE staff_detail (
    officer UUID   NOT NULL PRIMARY KEY,
    kept    BIGINT NOT NULL,
    sealed  BYTEA  NOT NULL
);
CREATE TABLE staff_trace (
    officer UUID  NOT NULL,
    token   BYTEA NOT NULL,
    PRIMARY KEY (officer, token)
);

-- Goes up with every change on the side of staff. What is recorded about people is kept only if it was compared with staff as they are now.
CREATE TABLE matching (
    id    BIGINT NOT NULL PRIMARY KEY,
    epoch BIGINT NOT NULL
);
INSERT INTO matching (id, epoch) VALUES (1, 0);
