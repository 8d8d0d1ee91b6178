/** What a stream's pod may do in the object store: read, write and list its own keys, and nothing else. */
import { type StreamName, streamPrefix } from '@kubecast/media/keys';

/** A session policy in IAM's language (2012-10-17), as JSON. */
export const sessionPolicy = (bucket: string, stream: StreamName): string => {
  const prefix = streamPrefix(stream);
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
        Resource: [`arn:aws:s3:::${bucket}/${prefix}*`],
      },
      {
        Effect: 'Allow',
        Action: ['s3:ListBucket'],
        Resource: [`arn:aws:s3:::${bucket}`],
        Condition: { StringLike: { 's3:prefix': [`${prefix}*`] } },
      },
    ],
  });
};
