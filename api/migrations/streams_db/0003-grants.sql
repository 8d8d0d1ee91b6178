GRANT SELECT, INSERT, UPDATE, DELETE ON streams TO kubecast_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON stream_audience TO kubecast_api;
