/** The name of a file whose provisional numbers are moved (pure). */
import { initName, parseInitName, parseSegmentName, segmentName } from '@kubecast/media/keys';
import type { MediaFile } from './media-files.ts';

/** Adds to the epoch and, where there is one, to the sequence number. Other names stay. */
export const renumberedFile = (file: MediaFile, epochs: number, sequences: number): MediaFile => {
  const { session, rendition, fileName } = file;
  const init = parseInitName(fileName);
  if (init !== undefined) return { session, rendition, fileName: initName(init + epochs) };
  const segment = parseSegmentName(fileName);
  if (!segment) return { session, rendition, fileName };
  const moved = { ...segment, epoch: segment.epoch + epochs, sequence: segment.sequence + sequences };
  return { session, rendition, fileName: segmentName(moved) };
};
