-- Logins that last, and how often was tried.

-- Counts a password's changes: whoever proved an older one gets no session by it.
ALTER TABLE users ADD COLUMN password_version integer NOT NULL DEFAULT 1;

-- One login of one browser. Its tokens hold as long as it does, so that revoking this one row ends them all, one that is being
-- exchanged at the moment too.
CREATE TABLE refresh_families (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  -- No exchange prolongs it beyond.
  ends_at timestamptz NOT NULL,
  revoked_at timestamptz
);

CREATE INDEX refresh_families_user ON refresh_families (user_id) WHERE revoked_at IS NULL;
CREATE INDEX refresh_families_end ON refresh_families (ends_at);

-- A token is of its family, and the family has the user.
DELETE FROM refresh_tokens;
ALTER TABLE refresh_tokens
  DROP COLUMN user_id,
  DROP COLUMN revoked_at,
  ADD FOREIGN KEY (family_id) REFERENCES refresh_families (id) ON DELETE CASCADE;

-- Unlogged: after a crash everybody starts anew, and a login costs no write to the log.
CREATE UNLOGGED TABLE attempt_counters (
  -- SHA-256 of what is counted: an account, an address, both, a device.
  key bytea PRIMARY KEY CHECK (length(key) = 32),
  attempts integer NOT NULL CHECK (attempts >= 0),
  blocked_until timestamptz NOT NULL,
  forgotten_at timestamptz NOT NULL
);

CREATE INDEX attempt_counters_end ON attempt_counters (forgotten_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_families, attempt_counters TO kubecast_api;
