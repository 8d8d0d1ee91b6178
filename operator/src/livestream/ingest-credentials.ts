/**
 * What makes SRT credentials usable: encoders send the stream id and the passphrase in a URL, and OBS decodes no
 * percent-encoding there, so that only letters, digits, `-` and `_` arrive as they were written. SRT itself wants a
 * passphrase of 10 to 79 characters.
 */
import { randomBytes } from 'node:crypto';
import { stalledReasons } from '@kubecast/crds/conditions';
import { credentialKeys, newPassphrase } from '@kubecast/media/ingest-secret';

/** Usable credentials (the passphrase stays in its Secret) and the Secret's version, or why they are not and what to do. */
export type IngestCredentials =
  | { readonly valid: true; readonly streamId: string; readonly version: string }
  | { readonly valid: false; readonly reason: string; readonly message: string };

/** A Secret with credentials, as it was read. */
export interface CredentialsSecret {
  readonly namespace: string;
  readonly name: string;
  /** Its resourceVersion; empty: there is no such Secret. */
  readonly version: string;
  /** Base64, as on the wire; undefined: there is no such Secret. */
  readonly data: Readonly<Record<string, string>> | undefined;
  /** Made by the operator: the fix is to delete it. */
  readonly generated: boolean;
}

const streamIdPattern = /^[A-Za-z0-9_-]{1,64}$/;
const passphrasePattern = /^[A-Za-z0-9_-]{10,79}$/;

const rules = [
  {
    key: credentialKeys.streamId,
    pattern: streamIdPattern,
    rule: 'must be 1 to 64 letters, digits, "-" and "_"',
    example: '<stream id>',
  },
  {
    key: credentialKeys.passphrase,
    pattern: passphrasePattern,
    rule: 'must be 10 to 79 letters, digits, "-" and "_"',
    example: '<10 to 79 letters and digits>',
  },
] as const;

type Rule = (typeof rules)[number];

const createCommand = ({ namespace, name }: CredentialsSecret): string =>
  `kubectl create secret generic ${name} --namespace ${namespace} ${rules
    .map(({ key, example }) => `--from-literal=${key}='${example}'`)
    .join(' ')}`;

const repairCommand = ({ namespace, name, generated }: CredentialsSecret, { key, example }: Rule): string =>
  generated
    ? `delete the Secret and the operator makes a new one: kubectl delete secret ${name} --namespace ${namespace}`
    : `set it: kubectl patch secret ${name} --namespace ${namespace} --patch '{"stringData":{"${key}":"${example}"}}'`;

const decode = (value: string): string => Buffer.from(value, 'base64').toString('utf8');

const faultOf = (secret: CredentialsSecret, rule: Rule): IngestCredentials | undefined => {
  const value = secret.data?.[rule.key];
  const subject = `Secret ${secret.namespace}/${secret.name}`;
  if (value === undefined || value === '') {
    const message = `${subject} has no key ${rule.key}; ${repairCommand(secret, rule)}`;
    return { valid: false, reason: stalledReasons.secretKeyMissing, message };
  }
  if (rule.pattern.test(decode(value))) return undefined;
  const message = `${subject}: ${rule.key} ${rule.rule}; ${repairCommand(secret, rule)}`;
  return { valid: false, reason: stalledReasons.secretKeyInvalid, message };
};

/** Judges the Secret that a stream takes its credentials from. Messages never quote a value. */
export const checkIngestCredentials = (secret: CredentialsSecret): IngestCredentials => {
  if (secret.data === undefined) {
    const message = `Secret ${secret.namespace}/${secret.name} does not exist; make it: ${createCommand(secret)}`;
    return { valid: false, reason: stalledReasons.secretNotFound, message };
  }
  for (const rule of rules) {
    const fault = faultOf(secret, rule);
    if (fault) return fault;
  }
  return { valid: true, streamId: decode(secret.data[credentialKeys.streamId] ?? ''), version: secret.version };
};

/**
 * New credentials for a stream: a stream id that a person recognises and nobody guesses (128 random bits, at most 63
 * characters), and a passphrase of 32 characters (192 random bits).
 */
export const generateIngestCredentials = (stream: string): { streamId: string; passphrase: string } => ({
  streamId: `${stream}-${randomBytes(16).toString('base64url')}`,
  passphrase: newPassphrase(),
});
