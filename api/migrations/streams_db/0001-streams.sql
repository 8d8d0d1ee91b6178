-- What LiveStreams are and how they stand: a projection of the resources, which can be rebuilt from them at any time.

CREATE TABLE streams (
  -- metadata.uid
  id uuid PRIMARY KEY,
  namespace text NOT NULL,
  name text NOT NULL,
  -- From the annotation kubecast.dev/owner; null: the administrators'.
  owner_id uuid,
  title text NOT NULL,
  visibility text NOT NULL CHECK (visibility IN ('public', 'private')),
  -- offline: no session, or it ended; live: media arrives; reconnecting: the encoder is away, the session is not over.
  state text NOT NULL CHECK (state IN ('offline', 'live', 'reconnecting')),
  -- An encoder may connect now.
  is_ready boolean NOT NULL,
  is_suspended boolean NOT NULL,
  session_id text,
  session_started_at timestamptz,
  session_ended_at timestamptz,
  -- Rungs of the session, highest first: 1080p, 720p, …
  available_qualities text[] NOT NULL DEFAULT '{}',
  -- The conditions of the status: an array of {type, status, reason, message, lastTransitionTime}.
  conditions jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- metadata.generation and metadata.resourceVersion of what the row was written from.
  generation bigint NOT NULL,
  resource_version numeric NOT NULL,
  UNIQUE (namespace, name)
);

CREATE INDEX streams_listing ON streams ((state <> 'offline') DESC, created_at DESC, id DESC);
CREATE INDEX streams_owner ON streams (owner_id, created_at DESC, id DESC);

-- How many watch now. Beside the projection, so that neither writes the other's row.
CREATE TABLE stream_audience (
  stream_id uuid PRIMARY KEY REFERENCES streams (id) ON DELETE CASCADE,
  viewers integer NOT NULL CHECK (viewers >= 0),
  updated_at timestamptz NOT NULL DEFAULT now()
);
