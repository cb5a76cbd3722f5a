-- «Somebody here says that they are known»: the same row whether they are or not. What was said is sealed under the house's key.
CREATE TABLE enquiry (
    id          UUID   NOT NULL PRIMARY KEY,
    at          BIGINT NOT NULL,
    officer     UUID   NOT NULL,
    body        UUID   NOT NULL,             -- whose duty manager is to act
    said        BYTEA  NOT NULL,
    answered    BIGINT,
    answered_by UUID,
    answer      BYTEA
);
CREATE INDEX enquiry_open ON enquiry (at) WHERE answered IS NULL;
