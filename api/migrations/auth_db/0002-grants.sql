-- Accounts are not deleted: their ids stand in the other databases.

GRANT SELECT, INSERT, UPDATE ON users TO kubecast_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_tokens TO kubecast_api;

-- Whose names streams_db and vod_db show, and nothing else of anybody.
GRANT SELECT (id, username, display_name) ON users TO kubecast_users_reader;
