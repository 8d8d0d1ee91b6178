/** The api's secrets, from the files of its mounted Secret. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseGrantKeys } from '@kubecast/media/grant';
import type { ApiKeys } from './dependencies.ts';

const minimumKeyLength = 32;

/** One key a line. */
const readLines = async (directory: string, name: string): Promise<readonly string[]> => {
  const path = join(directory, name);
  const keys = (await readFile(path, 'utf8')).split(/\s+/).filter((line) => line !== '');
  if (keys.length === 0) throw new RangeError(`${path} is empty, put one key a line into it`);
  if (keys.some((key) => key.length < minimumKeyLength)) {
    throw new RangeError(`${path} has a key of less than ${minimumKeyLength} characters, make it of 32 random bytes`);
  }
  return keys;
};

const readAccessTokenKeys = async (directory: string): Promise<ApiKeys['accessTokenKeys']> => {
  const [first, ...others] = await readLines(directory, 'accessTokenKeys');
  if (first === undefined) throw new RangeError('There is no key to sign access tokens with');
  return [first, ...others];
};

/** @throws an error that names the file when one is absent or its content is no key; never with what it holds */
export const readApiKeys = async (directory: string): Promise<ApiKeys> => {
  const [accessTokenKeys, internalApiKeys, grantKeys] = await Promise.all([
    readAccessTokenKeys(directory),
    readLines(directory, 'internalApiKeys'),
    readFile(join(directory, 'grantKey'), 'utf8').then(parseGrantKeys),
  ]);
  return { accessTokenKeys, internalApiKeys, grantKeys };
};
