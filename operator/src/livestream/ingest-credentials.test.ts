import { describe, expect, it } from 'vitest';
import { checkIngestCredentials, generateIngestCredentials } from './ingest-credentials.ts';

const encode = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));

const usable = { streamId: 'main_1-a', passphrase: 'correct-horse' };
const secret = { namespace: 'live', name: 'cam-key', version: '7', generated: false };

describe('checkIngestCredentials', () => {
  it('accepts letters, digits, dashes and underscores', () => {
    const verdict = checkIngestCredentials({ ...secret, data: encode(usable) });
    expect(verdict).toEqual({ valid: true, streamId: 'main_1-a', version: '7' });
  });

  it('names the command that makes a missing Secret', () => {
    expect(checkIngestCredentials({ ...secret, data: undefined })).toEqual({
      valid: false,
      reason: 'SecretNotFound',
      message:
        'Secret live/cam-key does not exist; make it: kubectl create secret generic cam-key --namespace live ' +
        "--from-literal=streamId='<stream id>' --from-literal=passphrase='<10 to 79 letters and digits>'",
    });
  });

  it.each([
    ['no stream id', { passphrase: usable.passphrase }, 'SecretKeyMissing', 'has no key streamId'],
    ['an empty passphrase', { ...usable, passphrase: '' }, 'SecretKeyMissing', 'has no key passphrase'],
    ['a stream id that a URL would change', { ...usable, streamId: 'a b' }, 'SecretKeyInvalid', 'streamId must be'],
    ['a line end after the stream id', { ...usable, streamId: 'main\n' }, 'SecretKeyInvalid', 'streamId must be'],
    ['a stream id of 65', { ...usable, streamId: 'a'.repeat(65) }, 'SecretKeyInvalid', '1 to 64'],
    ['a passphrase of 9', { ...usable, passphrase: 'a'.repeat(9) }, 'SecretKeyInvalid', '10 to 79'],
    ['a passphrase of 80', { ...usable, passphrase: 'a'.repeat(80) }, 'SecretKeyInvalid', '10 to 79'],
    ['a percent in the passphrase', { ...usable, passphrase: 'secret%20secret' }, 'SecretKeyInvalid', 'passphrase'],
  ])('refuses %s', (_what, values, reason, message) => {
    const verdict = checkIngestCredentials({ ...secret, data: encode(values) });
    expect(verdict).toMatchObject({ valid: false, reason, message: expect.stringContaining(message) });
    expect(verdict).toMatchObject({
      message: expect.stringContaining('kubectl patch secret cam-key --namespace live'),
    });
  });

  it('never quotes a value', () => {
    const verdict = checkIngestCredentials({ ...secret, data: encode({ ...usable, passphrase: 'short' }) });
    expect(JSON.stringify(verdict)).not.toContain('short');
  });

  it('advises to delete a generated Secret that was changed', () => {
    const verdict = checkIngestCredentials({ ...secret, name: 'main-ingest', generated: true, data: {} });
    expect(verdict).toMatchObject({
      message: expect.stringContaining('kubectl delete secret main-ingest --namespace live'),
    });
  });
});

describe('generateIngestCredentials', () => {
  it('makes credentials that pass the check, for the longest name too', () => {
    for (const stream of ['a', 'a'.repeat(40)]) {
      const credentials = generateIngestCredentials(stream);
      expect(credentials.passphrase).toHaveLength(32);
      expect(checkIngestCredentials({ ...secret, data: encode({ ...credentials }) })).toEqual({
        valid: true,
        streamId: credentials.streamId,
        version: '7',
      });
    }
  });
});
