/** The bucket of live segments behind the chart's bundled MinIO, through a forwarded port, with the release's own credentials. */
import { type ListedObject, ObjectStore } from '@kubecast/media/object-store';
import { systemNamespace, type TestCluster } from './cluster.ts';
import { forwardPort } from './port-forward.ts';

/** What a test looks at in the bucket. */
export interface StreamStore {
  /** The objects whose keys begin with `prefix`, in key order. */
  list(prefix: string): Promise<readonly ListedObject[]>;
  close(): Promise<void>;
}

/** Lists everything below a prefix. */
export const listAll = async (store: ObjectStore, prefix: string): Promise<readonly ListedObject[]> => {
  const objects: ListedObject[] = [];
  for await (const object of store.list(prefix)) objects.push(object);
  return objects;
};

/** Opens it; the caller closes it. */
export const openBundledStore = async (cluster: TestCluster): Promise<StreamStore> => {
  const secret = await cluster.secret('kubecast-minio', systemNamespace);
  const { accessKeyId = '', secretAccessKey = '' } = secret;
  const forward = await forwardPort(systemNamespace, 'service/kubecast-minio', 9000);
  const store = new ObjectStore({
    location: { endpoint: forward.url, region: 'us-east-1', forcePathStyle: true, bucket: 'live-segments' },
    credentials: async () => ({ accessKeyId, secretAccessKey, expiration: new Date(0) }),
  });
  return {
    list: (prefix) => listAll(store, prefix),
    close: async () => {
      store.close();
      await forward.stop();
    },
  };
};
