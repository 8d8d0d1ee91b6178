GRANT SELECT, INSERT, UPDATE, DELETE ON recordings TO kubecast_api;
