-- Who waits for a home, at which body: a view, made from facts. What is known of them is sealed under the house's key; areas that are not safe
-- stand in it only as keyed marks that are of use for this one file.
CREATE TABLE applicant (
    file   UUID  NOT NULL,
    body   UUID  NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (file, body)
);
CREATE INDEX applicant_by_body ON applicant (body, file);

-- Homes to let. What is known of one is sealed under the house's key. Whether it is free is all that is told of it; for whom it is kept stands in
-- the file of whoever gets it and nowhere here.
CREATE TABLE vacancy (
    id      UUID   NOT NULL PRIMARY KEY,
    body    UUID   NOT NULL,
    entered BIGINT NOT NULL,
    told    BIGINT,                          -- when those had been told whose files stand on no list
    free    BIGINT NOT NULL,                 -- 1 while it is kept for nobody
    gone    BIGINT,                          -- when it was taken off the list
    sealed  BYTEA  NOT NULL
);
CREATE INDEX vacancy_free ON vacancy (body, entered, id) WHERE free = 1 AND gone IS NULL;
CREATE INDEX vacancy_untold ON vacancy (entered, id) WHERE told IS NULL AND gone IS NULL;
