-- What Recordings are and how far they are: a projection of the resources.

CREATE TABLE recordings (
  -- metadata.uid
  id uuid PRIMARY KEY,
  namespace text NOT NULL,
  name text NOT NULL,
  stream_name text NOT NULL,
  session_id text NOT NULL,
  -- null: the administrators'.
  owner_id uuid,
  title text NOT NULL,
  visibility text NOT NULL CHECK (visibility IN ('public', 'private')),
  -- A part of the session; both or none.
  range_from timestamptz,
  range_to timestamptz,
  -- waiting: the session still runs, or its turn has not come; working; complete; failed.
  state text NOT NULL CHECK (state IN ('waiting', 'working', 'complete', 'failed')),
  -- Why, in one word for programs and for people, with what to do: from the condition Ready.
  reason text NOT NULL,
  message text NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  duration_seconds double precision,
  size_bytes bigint,
  width integer,
  height integer,
  segments bigint,
  missing_segments bigint,
  -- [{at, seconds}], at most 100.
  gaps jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  generation bigint NOT NULL,
  resource_version numeric NOT NULL,
  UNIQUE (namespace, name),
  CHECK ((range_from IS NULL) = (range_to IS NULL))
);

CREATE INDEX recordings_owner ON recordings (owner_id, created_at DESC, id DESC);
CREATE INDEX recordings_listing ON recordings (created_at DESC, id DESC);
CREATE INDEX recordings_stream ON recordings (namespace, stream_name, created_at DESC, id DESC);
