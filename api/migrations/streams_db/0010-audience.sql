-- Who watches now, and who is told of changes.

-- A row for each viewer of each stream: several tabs, replicas and repeated heartbeats are one. Of no worth after a crash: whoever
-- still watches is back with the next heartbeat. No reference to streams, so that one that was just deleted fails no batch.
CREATE UNLOGGED TABLE stream_viewers (
  stream_id uuid NOT NULL,
  -- SHA-256 of who it is; nothing of the viewer can be read back.
  viewer bytea NOT NULL CHECK (length(viewer) = 32),
  -- A keyed hash of an anonymous viewer's address block; null for users.
  network bytea CHECK (length(network) = 32),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (stream_id, viewer)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

GRANT SELECT, INSERT, UPDATE, DELETE ON stream_viewers TO kubecast_api;

-- {"id": …, "unlisted": true}; `unlisted`: it was public and is no more, which nobody can tell from the row.
CREATE FUNCTION notify_stream() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was_public boolean := TG_OP <> 'INSERT' AND OLD.visibility = 'public';
  is_public boolean := TG_OP <> 'DELETE' AND NEW.visibility = 'public';
  stream_id uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END;
BEGIN
  PERFORM pg_notify('kubecast_streams', json_build_object('id', stream_id, 'unlisted', was_public AND NOT is_public)::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER streams_come_and_go AFTER INSERT OR DELETE ON streams
  FOR EACH ROW EXECUTE FUNCTION notify_stream();

-- Not for what nobody is shown: generation, resource_version, updated_at.
CREATE TRIGGER streams_change AFTER UPDATE ON streams
  FOR EACH ROW
  WHEN (
    (OLD.namespace, OLD.name, OLD.owner_id, OLD.title, OLD.visibility, OLD.state, OLD.is_ready, OLD.is_suspended, OLD.session_id,
     OLD.session_started_at, OLD.session_ended_at, OLD.available_qualities, OLD.conditions)
    IS DISTINCT FROM
    (NEW.namespace, NEW.name, NEW.owner_id, NEW.title, NEW.visibility, NEW.state, NEW.is_ready, NEW.is_suspended, NEW.session_id,
     NEW.session_started_at, NEW.session_ended_at, NEW.available_qualities, NEW.conditions)
  )
  EXECUTE FUNCTION notify_stream();

CREATE FUNCTION notify_audience() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('kubecast_streams', json_build_object('id', NEW.stream_id)::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER audience_comes AFTER INSERT ON stream_audience
  FOR EACH ROW EXECUTE FUNCTION notify_audience();

CREATE TRIGGER audience_changes AFTER UPDATE ON stream_audience
  FOR EACH ROW WHEN (OLD.viewers <> NEW.viewers) EXECUTE FUNCTION notify_audience();
