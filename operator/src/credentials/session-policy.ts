/** What credentials may do in the object store, in IAM's language. */

/** What may be done with the keys below one prefix, and with nothing else. */
export interface BucketAccess {
  readonly bucket: string;
  /** Ends with a slash. */
  readonly prefix: string;
  /** `write` includes giving up an upload by parts. */
  readonly verbs: readonly AccessVerb[];
}

export type AccessVerb = 'read' | 'write' | 'delete' | 'list';

const objectActions = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload'],
  delete: ['s3:DeleteObject'],
  list: [],
} as const satisfies Record<AccessVerb, readonly string[]>;

const statementsFor = ({ bucket, prefix, verbs }: BucketAccess): readonly object[] => [
  {
    Effect: 'Allow',
    Action: verbs.flatMap((verb) => objectActions[verb]),
    Resource: [`arn:aws:s3:::${bucket}/${prefix}*`],
  },
  ...(verbs.includes('list')
    ? [
        {
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: [`arn:aws:s3:::${bucket}`],
          Condition: { StringLike: { 's3:prefix': [`${prefix}*`] } },
        },
      ]
    : []),
];

/** A session policy (2012-10-17), as JSON. */
export const sessionPolicy = (access: readonly BucketAccess[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: access.flatMap(statementsFor) });
