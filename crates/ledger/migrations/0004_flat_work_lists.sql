-- Within one severity, the order of urgency is the order of last days. So any part of a work list, by when it is due, is one stretch of an index
-- for each severity, however many obligations stand beside it. `ended` stands last so that counting need not look at the table.
DROP INDEX obligation_open_of_team;
DROP INDEX obligation_open_of_officer;
CREATE INDEX obligation_open_of_team ON obligation (team, severity, urgency, file, rule, raised_by, nth, ended) WHERE ended IS NULL;
CREATE INDEX obligation_open_of_officer ON obligation (officer, severity, urgency, file, rule, raised_by, nth, ended)
    WHERE ended IS NULL AND officer IS NOT NULL;
CREATE INDEX obligation_open_of_nobody ON obligation (team, severity, urgency, ended, officer) WHERE ended IS NULL AND officer IS NULL;
