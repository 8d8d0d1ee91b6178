-- Tombstones are looked over twice: at once, and again an hour after the deletion, when nobody can be copying what it was made of any more.
-- `objects_deleted_at` is when that was done last.

DROP INDEX videos_left_objects;
CREATE INDEX videos_left_objects ON videos (id)
  WHERE deleted_at IS NOT NULL AND (objects_deleted_at IS NULL OR objects_deleted_at - deleted_at < interval '1 hour');
