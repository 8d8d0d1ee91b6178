/** The operator's environment. Secrets come as files of a mounted Secret, not as variables. */
import { buckets } from '@kubecast/crds/names';
import { jsonVariable } from '@kubecast/media/read-configuration';
import { transcoderConfigSchema } from '@kubecast/media/transcoder-config';
import { z } from 'zod';

/** A chart may set a variable that is not wanted to nothing; as a number, that would be 0. */
const orAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const optional = <Schema extends z.ZodType>(schema: Schema) => orAbsent(schema.optional());

const namespaceList = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((name) => name.trim()))
  .transform((names) => names.filter((name) => name !== ''));

/** Of MinIO: seven days. A role of AWS allows less: set `stsDurationSeconds` there. */
const longestStsSeconds = 604_800;

const objectStoreSchema = transcoderConfigSchema.shape.objectStore.extend({
  /** How pods get credentials: their own by AssumeRole, or the operator's. */
  credentials: z.enum(['sts', 'static']),
  /** Where AssumeRole is asked for; absent: at `endpoint`. */
  stsEndpoint: z.url().optional(),
  /** AWS demands one; MinIO ignores it. */
  stsRoleArn: z.string().min(1).default('arn:aws:iam::000000000000:role/kubecast-transcoder'),
  stsDurationSeconds: z.number().int().min(900).max(longestStsSeconds).default(longestStsSeconds),
});

const quantities = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .transform((values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])));

/** As in a container's `resources`. */
const resourcesSchema = z.object({ requests: quantities.default({}), limits: quantities.default({}) });

/** See {@link OperatorConfiguration}. */
export const operatorConfigurationSchema = z.object({
  KUBECAST_TRANSCODER_IMAGE: z.string().min(1),
  KUBECAST_RECORDER_IMAGE: z.string().min(1),
  /** Of the recorder's container, without ephemeral storage: that is computed. */
  KUBECAST_RECORDER_RESOURCES: orAbsent(jsonVariable(resourcesSchema).default({ requests: {}, limits: {} })),
  /** How many recorders work at once, the oldest session first. */
  KUBECAST_MAX_RECORDERS: orAbsent(z.coerce.number().int().min(1).default(4)),
  KUBECAST_IMAGE_PULL_POLICY: z.enum(['Always', 'IfNotPresent', 'Never']).default('IfNotPresent'),
  KUBECAST_OBJECT_STORE: jsonVariable(objectStoreSchema),
  /** Of finished videos, in the same object store. */
  KUBECAST_RECORDINGS_BUCKET: orAbsent(z.string().min(1).default(buckets.recordings)),
  /** Hours after a session's end until its live segments may be deleted, where nothing needs them any more. */
  KUBECAST_SEGMENTS_RETENTION_HOURS: orAbsent(z.coerce.number().min(0).default(72)),
  /** Share of a ladder's CPU need that its pod requests. */
  KUBECAST_CPU_REQUEST_PERCENT: z.coerce.number().int().min(1).max(100).default(50),
  /** Address that encoders use for NodePort Services; absent: the node's. */
  KUBECAST_NODE_PORT_HOST: optional(z.string()),
  /** Where encoders reach ClusterIP streams. */
  KUBECAST_GATEWAY_HOST: optional(z.string()),
  KUBECAST_GATEWAY_PORT: optional(z.coerce.number().int().min(1).max(65_535)),
  /** The gateway's Service in `POD_NAMESPACE`: its load balancer's address counts where KUBECAST_GATEWAY_HOST is absent. */
  KUBECAST_GATEWAY_SERVICE: optional(z.string()),
  /** Separated by commas; empty: all. */
  KUBECAST_WATCH_NAMESPACES: namespaceList,
  /** Only LiveStreams and Recordings with the label `kubecast.dev/shard` of this value; absent: those without. */
  KUBECAST_SHARD: optional(z.string()),
  KUBECAST_SECRETS_DIRECTORY: z.string().min(1).default('/var/run/kubecast/secrets'),
  KUBECAST_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Where the Lease is. */
  POD_NAMESPACE: z.string().min(1),
  POD_NAME: z.string().min(1),
});

/** The environment, parsed. */
export type OperatorConfiguration = z.output<typeof operatorConfigurationSchema>;

/** The object store as the operator needs it. */
export type ObjectStoreSettings = OperatorConfiguration['KUBECAST_OBJECT_STORE'];
