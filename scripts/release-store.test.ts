import { describe, expect, it } from 'vitest';
import { releaseStoreOf } from './release-store.ts';

const deployment = (endpoint: string) => ({
  spec: {
    template: {
      spec: {
        containers: [
          {
            env: [
              { name: 'POD_NAME', valueFrom: {} },
              {
                name: 'KUBECAST_OBJECT_STORE',
                value: JSON.stringify({ endpoint, region: 'eu-1', forcePathStyle: true, bucket: 'live-segments' }),
              },
            ],
          },
        ],
        volumes: [
          {
            projected: {
              sources: [
                { secret: { name: 'keys', items: [{ path: 'stateKey' }] } },
                { secret: { name: 's3', items: [{ path: 'accessKeyId' }, { path: 'secretAccessKey' }] } },
              ],
            },
          },
        ],
      },
    },
  },
});

describe('releaseStoreOf', () => {
  it.each([
    [
      'http://kubecast-minio.kubecast-system.svc:9000',
      { namespace: 'kubecast-system', name: 'kubecast-minio', port: 9000 },
    ],
    ['http://s3.store.svc.cluster.local', { namespace: 'store', name: 's3', port: 80 }],
  ])('names the Service when the store is %s', (endpoint, service) => {
    expect(releaseStoreOf(deployment(endpoint))).toEqual({
      ...{ endpoint, region: 'eu-1', forcePathStyle: true },
      ...{ secretName: 's3', service },
    });
  });

  it.each(['https://s3.eu-central-1.amazonaws.com', 'http://store.svc.example.org.:9000'])(
    'names none when the store is %s, outside the cluster',
    (endpoint) => expect(releaseStoreOf(deployment(endpoint))).not.toHaveProperty('service'),
  );

  it('says what to use instead when the store is in the cluster and speaks TLS', () => {
    expect(() => releaseStoreOf(deployment('https://s3.store.svc'))).toThrow('use an S3 client in the cluster');
  });

  it('says what is missing when the operator is another', () => {
    const other = { spec: { template: { spec: { containers: [{}] } } } };
    expect(() => releaseStoreOf(other)).toThrow('The operator has no KUBECAST_OBJECT_STORE');
  });
});
