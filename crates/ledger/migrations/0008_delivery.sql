-- Messages to people in files: which fact says that one was sent, and what its carrier says became of it.
-- The words and the number stand in the outbox, sealed, until they are carried; nothing of them stands here.
CREATE TABLE delivery (
    id      UUID   NOT NULL PRIMARY KEY,     -- the outbox id, by which the carrier knows the message
    file    UUID   NOT NULL,
    fact    UUID   NOT NULL,                 -- “message-sent”
    carried TEXT,                            -- the carrier's own id, where it has one
    outcome TEXT,                            -- the last that was reported
    asked   BIGINT NOT NULL,                 -- how often the carrier was asked
    ask_at  BIGINT                           -- when it is asked again; nothing once that is over
);
CREATE INDEX delivery_by_file ON delivery (file);
CREATE INDEX delivery_to_ask ON delivery (ask_at) WHERE ask_at IS NOT NULL;
