-- What the lists of videos go by, so that a page costs the same whichever it is and however many videos there are.

-- A tag's videos in the order of the list: who lists by tag reads twenty rows of this index, not every video of the tag.
ALTER TABLE video_tags ADD COLUMN created_at timestamptz, ADD COLUMN is_listed boolean;
UPDATE video_tags t SET created_at = v.created_at, is_listed = (v.visibility = 'public' AND v.deleted_at IS NULL)
FROM videos v WHERE v.id = t.video_id;
ALTER TABLE video_tags ALTER COLUMN created_at SET NOT NULL, ALTER COLUMN is_listed SET NOT NULL;

DROP INDEX video_tags_tag;
CREATE INDEX video_tags_newest ON video_tags (tag, created_at DESC, video_id DESC) WHERE is_listed;

-- Both columns are the video's, and are kept so here alone: who writes tags names the video and the tag.
CREATE FUNCTION video_tags_follow_video() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT v.created_at, v.visibility = 'public' AND v.deleted_at IS NULL
  INTO STRICT NEW.created_at, NEW.is_listed
  FROM videos v WHERE v.id = NEW.video_id
  -- Nobody changes the visibility until the tag is there to follow.
  FOR NO KEY UPDATE;
  RETURN NEW;
END $$;

CREATE TRIGGER video_tags_follow_video BEFORE INSERT ON video_tags
FOR EACH ROW EXECUTE FUNCTION video_tags_follow_video();

CREATE FUNCTION videos_list_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE video_tags SET is_listed = (NEW.visibility = 'public' AND NEW.deleted_at IS NULL) WHERE video_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER videos_list_tags AFTER UPDATE OF visibility, deleted_at ON videos
FOR EACH ROW WHEN ((OLD.visibility, OLD.deleted_at) IS DISTINCT FROM (NEW.visibility, NEW.deleted_at))
EXECUTE FUNCTION videos_list_tags();

GRANT UPDATE (is_listed) ON video_tags TO kubecast_api;

-- What a channel shows to others, and what belongs to nobody but the administrators.
CREATE INDEX videos_owner_public ON videos (owner_id, created_at DESC, id DESC)
  WHERE deleted_at IS NULL AND visibility = 'public';
CREATE INDEX videos_ownerless ON videos (created_at DESC, id DESC) WHERE deleted_at IS NULL AND owner_id IS NULL;

-- Views and likes count up in place: with room in the page, no index has to be written for it.
ALTER TABLE videos SET (fillfactor = 90);
-- How many words a search finds is estimated from these; the default of 100 knows the few commonest alone.
ALTER TABLE videos ALTER COLUMN search SET STATISTICS 1000;
-- So is how many videos an owner, a category or a tag has: a few have most of them.
ALTER TABLE videos ALTER COLUMN owner_id SET STATISTICS 1000, ALTER COLUMN category SET STATISTICS 1000;
ALTER TABLE video_tags ALTER COLUMN tag SET STATISTICS 1000;

-- How many anonymous viewers of an address were counted: cookies are free, addresses are not.
CREATE TABLE video_view_addresses (
  video_id uuid NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  -- As video_views.viewer, over the address.
  address bytea NOT NULL CHECK (length(address) = 32),
  -- When the first of them was counted.
  first_at timestamptz NOT NULL,
  viewers integer NOT NULL CHECK (viewers > 0),
  PRIMARY KEY (video_id, address)
);

CREATE INDEX video_view_addresses_age ON video_view_addresses (first_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON video_view_addresses TO kubecast_api;
