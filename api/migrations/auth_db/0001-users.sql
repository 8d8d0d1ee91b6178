-- Who may log in, and the refresh tokens that keep them logged in.

CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  username text NOT NULL CHECK (username ~ '^[A-Za-z0-9_][A-Za-z0-9_-]{2,31}$'),
  email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  display_name text CHECK (length(display_name) BETWEEN 1 AND 80),
  role text NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
  -- PHC string: $argon2id$v=19$m=…,t=…,p=…$salt$hash
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX users_username_key ON users (lower(username));
CREATE UNIQUE INDEX users_email_key ON users (lower(email));

CREATE TABLE refresh_tokens (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  -- All tokens that came from one login; they are revoked together.
  family_id uuid NOT NULL,
  -- SHA-256 of the token, which has 256 random bits.
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  -- Set when it was exchanged for its successor.
  used_at timestamptz,
  revoked_at timestamptz
);

CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_user ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);
