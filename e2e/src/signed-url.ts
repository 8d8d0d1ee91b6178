/** URLs of stored files as the api will hand them out: signed with the release's own grant key, for a few minutes. */
import { formatGrantQuery, parseGrantKeys, signGrant } from '@kubecast/media/grant';
import { webUrl } from './browser.ts';
import { systemNamespace, type TestCluster } from './cluster.ts';

const validMs = 10 * 60_000;

/** An object in a bucket, as a Recording's status names it. */
export interface StoredFile {
  readonly bucket: string;
  readonly key: string;
}

const pathOf = ({ bucket, key }: StoredFile): string => `/storage/${bucket}/${key}`;

/** Through nginx and edge, without a signature: nobody may read it. */
export const unsignedUrl = (file: StoredFile): string => `${webUrl}${pathOf(file)}`;

/** Through nginx and edge, for this one file. */
export const signedUrl = async (cluster: TestCluster, file: StoredFile): Promise<string> => {
  const { grantKey = '' } = await cluster.secret('kubecast-keys', systemNamespace);
  const [key] = parseGrantKeys(grantKey);
  const grant = signGrant(key, { path: pathOf(file), expiresAt: new Date(Date.now() + validMs) });
  return `${unsignedUrl(file)}?${formatGrantQuery(grant)}`;
};
