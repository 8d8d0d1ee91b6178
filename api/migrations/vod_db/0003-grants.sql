-- A deleted video stays as a tombstone.
GRANT SELECT, INSERT, UPDATE ON videos TO kubecast_api;
GRANT SELECT, INSERT, DELETE ON video_tags TO kubecast_api;
GRANT SELECT, INSERT, DELETE ON video_likes TO kubecast_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON video_views TO kubecast_api;
