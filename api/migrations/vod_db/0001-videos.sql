-- Published videos. The words are written here alone; media facts come with the recording or with the import.

CREATE TABLE videos (
  -- UUIDv5 of the recording's uid, or the id that an import named.
  id uuid PRIMARY KEY,
  recording_id uuid UNIQUE,
  -- The LiveStream it was recorded from; null for an import.
  namespace text,
  stream_name text,
  owner_id uuid,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 5000),
  category text CHECK (category ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(category) <= 40),
  -- public: listed; unlisted: whoever has the link; private: the owner alone.
  visibility text NOT NULL CHECK (visibility IN ('public', 'unlisted', 'private')),
  duration_seconds double precision NOT NULL CHECK (duration_seconds >= 0),
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  width integer NOT NULL,
  height integer NOT NULL,
  has_thumbnail boolean NOT NULL,
  has_storyboard boolean NOT NULL,
  -- [{at, seconds}]: where the session had no media; `at` is a time of day.
  gaps jsonb NOT NULL DEFAULT '[]',
  -- When the media began.
  recorded_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- A tombstone: nothing comes back under this id.
  deleted_at timestamptz,
  view_count bigint NOT NULL DEFAULT 0,
  like_count bigint NOT NULL DEFAULT 0,
  search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', description), 'B')
  ) STORED
);

CREATE INDEX videos_newest ON videos (created_at DESC, id DESC) WHERE deleted_at IS NULL AND visibility = 'public';
CREATE INDEX videos_category ON videos (category, created_at DESC, id DESC) WHERE deleted_at IS NULL AND visibility = 'public';
CREATE INDEX videos_owner ON videos (owner_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX videos_search ON videos USING gin (search) WHERE deleted_at IS NULL;

CREATE TABLE video_tags (
  video_id uuid NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  tag text NOT NULL CHECK (tag ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(tag) <= 40),
  PRIMARY KEY (video_id, tag)
);

CREATE INDEX video_tags_tag ON video_tags (tag, video_id);

CREATE TABLE video_likes (
  video_id uuid NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (video_id, user_id)
);

-- Who has been counted: one row a viewer and video, until it expires.
CREATE TABLE video_views (
  video_id uuid NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  -- SHA-256 over the viewer and the session; nothing of the viewer can be read back.
  viewer bytea NOT NULL CHECK (length(viewer) = 32),
  counted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (video_id, viewer)
);

CREATE INDEX video_views_age ON video_views (counted_at);
