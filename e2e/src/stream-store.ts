/** The buckets behind the chart's bundled MinIO, through a forwarded port, with the release's own credentials. */
import { buckets } from '@kubecast/crds/names';
import { type ListedObject, ObjectStore, type ObjectStoreOptions } from '@kubecast/media/object-store';
import { systemNamespace, type TestCluster } from './cluster.ts';
import { forwardPort } from './port-forward.ts';

/** What a test looks at in the bucket of live segments. */
export interface StreamStore {
  /** The objects whose keys begin with `prefix`, in key order. */
  list(prefix: string): Promise<readonly ListedObject[]>;
  close(): Promise<void>;
}

/** All buckets. The way to them is cut when MinIO's pod goes. */
export interface StreamStores {
  readonly liveSegments: ObjectStore;
  readonly recordings: ObjectStore;
  readonly videos: ObjectStore;
  close(): Promise<void>;
}

/** Lists everything below a prefix. */
export const listAll = async (store: ObjectStore, prefix: string): Promise<readonly ListedObject[]> => {
  const objects: ListedObject[] = [];
  for await (const object of store.list(prefix)) objects.push(object);
  return objects;
};

/** Opens the buckets of any S3 server, whichever bucket the options name; the caller closes them. */
export const openStores = ({ location, credentials }: ObjectStoreOptions): StreamStores => {
  const open = (bucket: string): ObjectStore => new ObjectStore({ location: { ...location, bucket }, credentials });
  const stores = {
    liveSegments: open(buckets.liveSegments),
    recordings: open(buckets.recordings),
    videos: open(buckets.videos),
  };
  return {
    ...stores,
    close: async () => {
      for (const store of Object.values(stores)) store.close();
    },
  };
};

/** Opens those of MinIO; the caller closes them. */
export const openBundledStores = async (cluster: TestCluster): Promise<StreamStores> => {
  const secret = await cluster.secret('kubecast-minio', systemNamespace);
  const { accessKeyId = '', secretAccessKey = '' } = secret;
  const forward = await forwardPort(systemNamespace, 'service/kubecast-minio', 9000);
  const stores = openStores({
    location: { endpoint: forward.url, region: 'us-east-1', forcePathStyle: true, bucket: '' },
    credentials: async () => ({ accessKeyId, secretAccessKey, expiration: new Date(0) }),
  });
  return {
    ...stores,
    close: async () => {
      await stores.close();
      await forward.stop();
    },
  };
};

/** Opens the bucket of live segments alone; the caller closes it. */
export const openBundledStore = async (cluster: TestCluster): Promise<StreamStore> => {
  const { liveSegments, close } = await openBundledStores(cluster);
  return { list: (prefix) => listAll(liveSegments, prefix), close };
};
