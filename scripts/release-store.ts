/**
 * Where the installed release keeps its objects, read off the operator's Deployment: the store in its environment, the
 * credentials in the Secret that is mounted into it.
 */
import { z } from 'zod';

const storeSchema = z.object({ endpoint: z.url(), region: z.string(), forcePathStyle: z.boolean() });

const volumeSchema = z.object({
  projected: z
    .object({
      sources: z.array(
        z.object({ secret: z.object({ name: z.string(), items: z.array(z.object({ path: z.string() })) }).optional() }),
      ),
    })
    .optional(),
});

const deploymentSchema = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.array(
          z.object({ env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]) }),
        ),
        volumes: z.array(volumeSchema).default([]),
      }),
    }),
  }),
});

type PodSpec = z.infer<typeof deploymentSchema>['spec']['template']['spec'];

/** The Service of the cluster that an endpoint names, as `kubectl port-forward` wants it. */
export interface StoreService {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
}

export interface ReleaseStore extends z.infer<typeof storeSchema> {
  /** The Secret in the release's namespace with `accessKeyId` and `secretAccessKey`. */
  readonly secretName: string;
  /** Set where the store is inside the cluster, and this host has no way to it of its own. */
  readonly service?: StoreService;
}

const variableOf = ({ containers }: PodSpec, wanted: string): string => {
  const value = containers[0]?.env.find(({ name }) => name === wanted)?.value;
  if (value === undefined) throw new Error(`The operator has no ${wanted}: is this release older than the scripts?`);
  return value;
};

const secretWith = ({ volumes }: PodSpec, file: string): string => {
  const sources = volumes.flatMap(({ projected }) => projected?.sources ?? []);
  const found = sources.find(({ secret }) => secret?.items.some(({ path }) => path === file))?.secret?.name;
  if (found === undefined) throw new Error(`The operator mounts no Secret with ${file}`);
  return found;
};

/** `http://kubecast-minio.kubecast-system.svc:9000`, with or without the cluster's domain. A forwarded port has another name, which no certificate holds. */
const serviceOf = (endpoint: string): StoreService | undefined => {
  const { hostname, port, protocol } = new URL(endpoint);
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc(\..*)?$/.exec(hostname) ?? [];
  if (name === undefined || namespace === undefined) return undefined;
  if (protocol === 'https:') {
    const advice = 'use an S3 client in the cluster, with bucket and key from status.video of the Recording';
    throw new Error(
      `The object store ${endpoint} is inside the cluster and speaks TLS, a forwarded port does not: ${advice}`,
    );
  }
  return { name, namespace, port: Number(port) || 80 };
};

/** `deployment` is the operator's, as the API server has it. Throws when it is none of ours, or its store cannot be reached from here. */
export const releaseStoreOf = (deployment: unknown): ReleaseStore => {
  const pod = deploymentSchema.parse(deployment).spec.template.spec;
  const store = storeSchema.parse(JSON.parse(variableOf(pod, 'KUBECAST_OBJECT_STORE')));
  const service = serviceOf(store.endpoint);
  return { ...store, secretName: secretWith(pod, 'accessKeyId'), ...(service ? { service } : {}) };
};
