-- What is left of deleted videos in the object store: deletion that was cut off is finished by whoever leads the projection.

-- Set when no object of a tombstone is left.
ALTER TABLE videos ADD COLUMN objects_deleted_at timestamptz;

CREATE INDEX videos_left_objects ON videos (deleted_at) WHERE deleted_at IS NOT NULL AND objects_deleted_at IS NULL;
