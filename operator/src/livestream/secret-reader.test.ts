import { ApiError } from '@kubecast/runtime/api-error';
import type { KubernetesClient } from '@kubecast/runtime/client';
import type { Secret } from '@kubecast/runtime/core-kinds';
import { describe, expect, it, vi } from 'vitest';
import { SecretReader } from './secret-reader.ts';

const secret = (resourceVersion: string, value: string): Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace: 'live', name: 'main-ingest', resourceVersion },
  data: { value },
});

const notFound = new ApiError({ attempt: 'get Secret', status: 404, reason: 'NotFound', serverMessage: 'none' });
const signal = AbortSignal.timeout(60_000);

const createReader = () => {
  const get = vi.fn<(...parameters: unknown[]) => Promise<Secret>>();
  const client = { get } as Pick<KubernetesClient, 'get'>;
  return { get, reader: new SecretReader(client, ({ data }) => data?.value) };
};

describe('SecretReader', () => {
  it('fetches a version once', async () => {
    const { get, reader } = createReader();
    get.mockResolvedValue(secret('7', 'a'));
    expect(await reader.read(secret('7', ''), signal)).toBe('a');
    expect(await reader.read(secret('7', ''), signal)).toBe('a');
    expect(get).toHaveBeenCalledOnce();
  });

  it('fetches a newer version, and believes what it wrote against an older informer', async () => {
    const { get, reader } = createReader();
    reader.remember(secret('8', 'b'));
    expect(await reader.read(secret('7', ''), signal)).toBe('b');
    expect(get).not.toHaveBeenCalled();
    get.mockResolvedValue(secret('9', 'c'));
    expect(await reader.read(secret('9', ''), signal)).toBe('c');
  });

  it('knows nothing of a Secret that is gone, and forgets it', async () => {
    const { get, reader } = createReader();
    get.mockRejectedValue(notFound);
    expect(await reader.read(secret('7', ''), signal)).toBeUndefined();
    reader.remember(secret('7', 'a'));
    reader.forget('live/main-ingest');
    expect(await reader.read(secret('7', ''), signal)).toBeUndefined();
  });

  it('hands on that the server cannot be asked', async () => {
    const { get, reader } = createReader();
    const failure = new Error('cut');
    get.mockRejectedValue(failure);
    await expect(reader.read(secret('7', ''), signal)).rejects.toBe(failure);
  });
});
