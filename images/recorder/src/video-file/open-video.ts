/** A finished MP4 as we look at it: its index is read once, its keyframes when they are wanted. */
import { type FileHandle, open } from 'node:fs/promises';
import { type Box, BoxError, childrenOf, readBoxes, readBoxHeader, requireBox, wholeOf } from '@kubecast/media/boxes';
import { readVisualEntry, visualEntryBytes } from '@kubecast/media/codecs';
import { trackKind, trackTimescale } from '@kubecast/media/init-section';
import { readParameterSets } from './parameter-sets.ts';
import { readSampleTable, type SampleTable } from './sample-table.ts';

export interface VideoIndex extends SampleTable {
  /** Of the picture. */
  readonly width: number;
  readonly height: number;
  /** A player may begin before it has the whole file: `moov` lies before `mdat`. */
  readonly isFastStart: boolean;
  /** SPS and PPS, each a NAL unit without a start code. */
  readonly parameterSets: readonly Buffer[];
}

const headerBytes = 16;

const readTopLevel = async (file: FileHandle, size: number): Promise<readonly Box[]> => {
  const boxes: Box[] = [];
  const header = Buffer.alloc(headerBytes);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(header, 0, headerBytes, at);
    const box = readBoxHeader(header.subarray(0, bytesRead), 0);
    if (!box || at + box.end > size) throw new BoxError(`The video ends within the box at ${at}`);
    boxes.push({ type: box.type, start: at, body: at + box.body, end: at + box.end });
    at += box.end;
  }
  return boxes;
};

const readPicture = (bytes: Buffer, stbl: Box) => {
  const stsd = requireBox(bytes, stbl, 'stsd');
  const [entry] = readBoxes(bytes, stsd.body + 8, stsd.end);
  if (!entry) throw new BoxError('The video has no sample entry');
  const configuration = readBoxes(bytes, entry.body + visualEntryBytes, entry.end).find(({ type }) => type === 'avcC');
  if (!configuration) throw new BoxError('The video is not H.264');
  const { width, height } = readVisualEntry(bytes, entry);
  return {
    width,
    height,
    parameterSets: readParameterSets(bytes.subarray(configuration.body, configuration.end)),
  };
};

/** Reads a `moov` box. Throws `BoxError` where there is no H.264 track. */
export const readMovie = (bytes: Buffer): Omit<VideoIndex, 'isFastStart'> => {
  const moov = requireBox(bytes, wholeOf(bytes), 'moov');
  const trak = childrenOf(bytes, moov).find((box) => box.type === 'trak' && trackKind(bytes, box) === 'video');
  if (!trak) throw new BoxError('The video has no picture track');
  const stbl = requireBox(bytes, trak, 'mdia', 'minf', 'stbl');
  return { ...readPicture(bytes, stbl), ...readSampleTable(bytes, stbl, trackTimescale(bytes, trak)) };
};

const readWhole = async (file: FileHandle, from: number, to: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(to - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  if (bytesRead < bytes.length) throw new BoxError(`The video ends before ${to}`);
  return bytes;
};

/** An open video; `close` it. */
export class VideoFile {
  readonly index: VideoIndex;
  readonly #file: FileHandle;

  constructor(file: FileHandle, index: VideoIndex) {
    this.#file = file;
    this.index = index;
  }

  /** Bytes of the file. Throws `BoxError` when it is shorter. */
  read(offset: number, size: number): Promise<Buffer> {
    return readWhole(this.#file, offset, offset + size);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Opens an MP4. Throws `BoxError` when it is none, or has no H.264 track. */
export const openVideo = async (path: string): Promise<VideoFile> => {
  const file = await open(path, 'r');
  try {
    const boxes = await readTopLevel(file, (await file.stat()).size);
    const moov = boxes.find(({ type }) => type === 'moov');
    const mdat = boxes.find(({ type }) => type === 'mdat');
    if (!moov || !mdat) throw new BoxError(`The video has no ${moov ? 'mdat' : 'moov'}`);
    const movie = readMovie(await readWhole(file, moov.start, moov.end));
    return new VideoFile(file, { ...movie, isFastStart: moov.start < mdat.start });
  } catch (error) {
    await file.close();
    throw error;
  }
};
