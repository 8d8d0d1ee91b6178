/** The operator's own secrets, from the files of its mounted Secret. Read once: a changed one takes effect at the next start. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '@kubecast/media/read-configuration';

const names = ['originKey', 'stateKey', 'accessKeyId', 'secretAccessKey'] as const;

/** Keys for deriving tokens, and the object store's keys. */
export type OperatorSecrets = Readonly<Record<(typeof names)[number], string>>;

const readOne = async (directory: string, name: string): Promise<string> => {
  const text = await readFile(join(directory, name), 'utf8').catch(() => '');
  return text.trim();
};

/** Reads them all. Throws ConfigurationError that names each file that is missing or empty. */
export const readOperatorSecrets = async (directory: string): Promise<OperatorSecrets> => {
  const [originKey = '', stateKey = '', accessKeyId = '', secretAccessKey = ''] = await Promise.all(
    names.map((name) => readOne(directory, name)),
  );
  const secrets: OperatorSecrets = { originKey, stateKey, accessKeyId, secretAccessKey };
  const missing = names.filter((name) => secrets[name] === '');
  if (missing.length > 0) {
    throw new ConfigurationError(`Secrets are missing, mount these files in ${directory}: ${missing.join(', ')}`);
  }
  return secrets;
};
