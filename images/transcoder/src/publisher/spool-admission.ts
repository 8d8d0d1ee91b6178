/**
 * What leaves the spool when a segment needs room (pure). The recorded rendition is dropped last: segments of the others make
 * room for it, oldest first, and are themselves refused when there is none.
 */

/** A queued file. */
export interface SpooledFile {
  readonly rendition: string;
  readonly bytes: number;
}

export interface AdmissionRequest<File extends SpooledFile> {
  /** In the order of their age. */
  readonly queued: readonly File[];
  readonly incoming: SpooledFile;
  readonly capacityBytes: number;
  readonly recordedRendition: string;
}

/** `dropped` has to go first; with `admitted: false` nothing is dropped and the incoming file is lost to the bucket. */
export interface Admission<File> {
  readonly admitted: boolean;
  readonly dropped: readonly File[];
}

const bytesOf = (files: readonly SpooledFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

const refused = { admitted: false, dropped: [] } as const;

/** Decides by what is queued now. */
export const admit = <File extends SpooledFile>(request: AdmissionRequest<File>): Admission<File> => {
  const { queued, incoming, capacityBytes, recordedRendition } = request;
  let missing = bytesOf(queued) + incoming.bytes - capacityBytes;
  if (missing <= 0) return { admitted: true, dropped: [] };
  if (incoming.rendition !== recordedRendition) return refused;
  const dropped: File[] = [];
  for (const file of queued) {
    if (missing <= 0) break;
    if (file.rendition === recordedRendition) continue;
    dropped.push(file);
    missing -= file.bytes;
  }
  return missing > 0 ? refused : { admitted: true, dropped };
};
