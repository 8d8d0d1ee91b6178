import { ConfigurationError, readConfiguration } from '@kubecast/media/read-configuration';
import { describe, expect, it } from 'vitest';
import { createCredentialIssuer } from './credentials/create-credential-issuer.ts';
import { operatorConfigurationSchema } from './operator-configuration.ts';
import { recorderSettings, streamSettings } from './pod-settings.ts';

const store = {
  endpoint: 'http://minio:9000',
  region: 'us-east-1',
  forcePathStyle: true,
  bucket: 'live-segments',
  credentials: 'static',
};

const environment = {
  KUBECAST_TRANSCODER_IMAGE: 'kubecast.dev/transcoder:1',
  KUBECAST_RECORDER_IMAGE: 'kubecast.dev/recorder:1',
  KUBECAST_OBJECT_STORE: JSON.stringify(store),
  POD_NAMESPACE: 'kubecast-system',
  POD_NAME: 'operator-1',
};

const read = (variables: Readonly<Record<string, string>> = {}) =>
  readConfiguration(operatorConfigurationSchema, { ...environment, ...variables });

describe('operatorConfigurationSchema', () => {
  it('fills in what may be left out', () => {
    expect(read()).toMatchObject({
      KUBECAST_IMAGE_PULL_POLICY: 'IfNotPresent',
      KUBECAST_CPU_REQUEST_PERCENT: 50,
      KUBECAST_WATCH_NAMESPACES: [],
      KUBECAST_HTTP_PORT: 8080,
      KUBECAST_RECORDINGS_BUCKET: 'recordings',
      KUBECAST_SEGMENTS_RETENTION_HOURS: 72,
      KUBECAST_RECORDER_RESOURCES: { requests: {}, limits: {} },
      KUBECAST_SECRETS_DIRECTORY: '/var/run/kubecast/secrets',
      KUBECAST_OBJECT_STORE: { stsDurationSeconds: 604_800 },
    });
  });

  it('takes a variable that a chart leaves empty for one that is absent', () => {
    const configuration = read({ KUBECAST_GATEWAY_HOST: '', KUBECAST_GATEWAY_PORT: '', KUBECAST_NODE_PORT_HOST: '' });
    expect(streamSettings(configuration)).toMatchObject({ nodePortHost: undefined, gateway: undefined });
  });

  it('keeps to the default when a chart leaves a variable empty that has one', () => {
    const empty = {
      KUBECAST_SEGMENTS_RETENTION_HOURS: '',
      KUBECAST_MAX_RECORDERS: '',
      KUBECAST_RECORDER_RESOURCES: '',
      KUBECAST_RECORDINGS_BUCKET: '',
    };
    expect(read(empty)).toMatchObject({
      KUBECAST_SEGMENTS_RETENTION_HOURS: 72,
      KUBECAST_MAX_RECORDERS: 4,
      KUBECAST_RECORDER_RESOURCES: { requests: {}, limits: {} },
      KUBECAST_RECORDINGS_BUCKET: 'recordings',
    });
  });

  it('reads a list of namespaces', () => {
    expect(read({ KUBECAST_WATCH_NAMESPACES: 'live, backstage,' }).KUBECAST_WATCH_NAMESPACES).toEqual([
      'live',
      'backstage',
    ]);
  });

  it('names every variable that is wrong at once', () => {
    const wrong = {
      KUBECAST_OBJECT_STORE: '{',
      KUBECAST_IMAGE_PULL_POLICY: 'Sometimes',
      KUBECAST_CPU_REQUEST_PERCENT: '0',
      KUBECAST_SEGMENTS_RETENTION_HOURS: '-1',
      KUBECAST_MAX_RECORDERS: '0',
      KUBECAST_RECORDER_RESOURCES: '{"requests":{"cpu":true}}',
    };
    expect(() => read(wrong)).toThrow(ConfigurationError);
    for (const name of Object.keys(wrong)) expect(() => read(wrong)).toThrow(name);
  });
});

describe('streamSettings', () => {
  it('gives the gateway SRT its usual port', () => {
    expect(streamSettings(read({ KUBECAST_GATEWAY_HOST: 'live.example.com' })).gateway).toEqual({
      host: 'live.example.com',
      port: 8890,
    });
  });

  it('hands the pods nothing of how the operator gets its credentials', () => {
    expect(Object.keys(streamSettings(read()).objectStore)).toEqual(['endpoint', 'region', 'forcePathStyle', 'bucket']);
  });
});

describe('recorderSettings', () => {
  it('takes resources as a chart writes them', () => {
    const resources = JSON.stringify({ requests: { cpu: 1, memory: '128Mi' }, limits: { memory: '512Mi' } });
    expect(recorderSettings(read({ KUBECAST_RECORDER_RESOURCES: resources })).resources).toEqual({
      requests: { cpu: '1', memory: '128Mi' },
      limits: { memory: '512Mi' },
    });
  });
});

describe('createCredentialIssuer', () => {
  const secrets = { originKey: 'o', stateKey: 's', accessKeyId: 'id', secretAccessKey: 'key' };
  const { KUBECAST_OBJECT_STORE: settings } = read();

  it('hands the configured keys on where the store has no STS', async () => {
    const issuer = createCredentialIssuer(settings, secrets);
    expect(await issuer.issue({ holder: 'live/main', access: [] }, AbortSignal.timeout(1))).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'key',
      sessionToken: '',
    });
  });

  it('has another source when the keys, the kind or the store change, and tells none of them', () => {
    const { source } = createCredentialIssuer(settings, secrets);
    expect(source).toMatch(/^[0-9a-f]{16}$/);
    const others = [
      createCredentialIssuer(settings, { ...secrets, secretAccessKey: 'rotated' }),
      createCredentialIssuer({ ...settings, credentials: 'sts' }, secrets),
      createCredentialIssuer({ ...settings, bucket: 'other' }, secrets),
    ];
    for (const other of others) expect(other.source).not.toBe(source);
  });
});
