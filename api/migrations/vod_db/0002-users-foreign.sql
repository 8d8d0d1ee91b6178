-- The names of users, which auth_db alone stores. The server `users` is made before, from the configuration.

CREATE FOREIGN TABLE users_foreign (
  id uuid NOT NULL,
  username text NOT NULL,
  display_name text
) SERVER users OPTIONS (schema_name 'public', table_name 'users');

GRANT SELECT ON users_foreign TO kubecast_api;
