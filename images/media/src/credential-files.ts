/** Object-store credentials from the files of a mounted Secret, read anew for every request: a rotated one counts at once. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BucketRefusesError } from './object-store-error.ts';

/** As the S3 client wants them. `expiration` is always past, so that the client never keeps them. */
export interface StoreCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration: Date;
}

const readValue = async (directory: string, name: string): Promise<string> => {
  try {
    return (await readFile(join(directory, name), 'utf8')).trim();
  } catch (cause) {
    throw new BucketRefusesError(`Could not read the object store’s ${name}; mount it into ${directory}`, { cause });
  }
};

/** An absent or empty `sessionToken` means long-lived keys. */
const readSessionToken = (directory: string): Promise<string> => readValue(directory, 'sessionToken').catch(() => '');

/** A provider of what `<directory>/{accessKeyId,secretAccessKey,sessionToken}` hold. Throws {@link BucketRefusesError} for an absent file. */
export const credentialFiles = (directory: string) => async (): Promise<StoreCredentials> => {
  const [accessKeyId, secretAccessKey, sessionToken] = await Promise.all([
    readValue(directory, 'accessKeyId'),
    readValue(directory, 'secretAccessKey'),
    readSessionToken(directory),
  ]);
  const keys = { accessKeyId, secretAccessKey, expiration: new Date(0) };
  return sessionToken === '' ? keys : { ...keys, sessionToken };
};
