-- Looks, by when they were taken: for the rules that ask about some of them.
CREATE INDEX journal_looks ON journal (recorded) WHERE kind = 'looked';

-- Until when looks have been gone through.
CREATE TABLE watch (id BIGINT NOT NULL PRIMARY KEY, until BIGINT NOT NULL);

-- Sharing that is to be looked at again, for the privacy officers of the body that shares.
CREATE INDEX obligation_sharing ON obligation (team, due_at) WHERE rule = 'ACCESS-sharing-review' AND ended IS NULL;
