-- The list that everybody sees: a page of it reads a page of rows, however many private streams there are between them.
CREATE INDEX streams_public ON streams ((state <> 'offline') DESC, created_at DESC, id DESC) WHERE visibility = 'public';
