-- Which files something happened to that may bring them into a national return. The list of kinds stands in the query word for word.
CREATE INDEX journal_returned ON journal (file, happened, kind) WHERE kind IN ('homelessness-opened', 'homelessness-assessed', 'duty-accepted', 'duty-ended', 'decision-made', 'review-decided', 'referral-answered', 'placement-made', 'placement-ended', 'moved');
