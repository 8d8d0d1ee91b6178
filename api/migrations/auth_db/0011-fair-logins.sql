-- What was tried leaks away attempt by attempt: attempts says which one the last was of those that had not, forgotten_at when the
-- last will have. Older rows mean something else by it, so everybody starts anew.
TRUNCATE attempt_counters;

-- Revoked ones are swept long before their end.
CREATE INDEX refresh_families_revoked ON refresh_families (revoked_at) WHERE revoked_at IS NOT NULL;
