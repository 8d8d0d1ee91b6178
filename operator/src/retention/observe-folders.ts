import type { ObjectStore } from '@kubecast/media/object-store';

/** Names of the folders directly below `prefix`, in key order. Throws the errors of the object store. */
export const observeFolders = async (
  store: Pick<ObjectStore, 'listFolders'>,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const folder of store.listFolders(prefix, { signal })) names.push(folder.slice(prefix.length, -1));
  return names;
};
