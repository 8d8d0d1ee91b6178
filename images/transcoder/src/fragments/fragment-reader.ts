/**
 * One rung's output, as the encoder writes it, read into an initialisation section and fragments. Boxes that are neither
 * (`mfra` at the end, `styp`, `sidx`) are left out.
 */
import { BoxError, requireBox, wholeOf } from '@kubecast/media/boxes';
import { type InitSection, readInitSection } from '@kubecast/media/init-section';
import { readMovieFragment } from '@kubecast/media/movie-fragment';
import { BoxSplitter } from './box-splitter.ts';

/** One moof and its mdat. Times are seconds on the encoder's timeline, which starts at 0, of the video samples. */
export interface Fragment {
  readonly bytes: Buffer;
  readonly startSeconds: number;
  /** The end of the last video sample; the start when there is none. */
  readonly endSeconds: number;
  /** True when it starts with a keyframe. */
  readonly sync: boolean;
}

export type FragmentedItem =
  | { readonly kind: 'init'; readonly bytes: Buffer; readonly section: InitSection }
  | { readonly kind: 'fragment'; readonly fragment: Fragment };

const typeOf = (box: Buffer): string => box.toString('latin1', 4, 8);

export class FragmentReader {
  readonly #splitter = new BoxSplitter();
  #fileType: Buffer | undefined;
  #section: InitSection | undefined;
  #header: Buffer | undefined;
  #endSeconds = 0;

  /** Throws {@link BoxError} when the bytes are not fragmented MP4. */
  push(chunk: Buffer): readonly FragmentedItem[] {
    return this.#splitter.push(chunk).flatMap((box) => this.#take(box) ?? []);
  }

  #take(box: Buffer): FragmentedItem | undefined {
    const type = typeOf(box);
    if (type === 'ftyp') this.#fileType = box;
    if (type === 'moof') this.#header = box;
    if (type === 'moov') return this.#takeMovie(box);
    return type === 'mdat' ? this.#takeFragment(box) : undefined;
  }

  #takeMovie(moov: Buffer): FragmentedItem {
    const bytes = Buffer.concat([this.#fileType ?? Buffer.alloc(0), moov]);
    this.#section = readInitSection(bytes);
    return { kind: 'init', bytes, section: this.#section };
  }

  #takeFragment(mdat: Buffer): FragmentedItem {
    const [section, moof] = [this.#section, this.#header];
    if (!section || !moof) throw new BoxError('Media data came before its moov and moof');
    this.#header = undefined;
    return { kind: 'fragment', fragment: { bytes: Buffer.concat([moof, mdat]), ...this.#timesOf(section, moof) } };
  }

  /** A fragment without pictures (audio that outlasts them) stands where the pictures ended. */
  #timesOf({ video, audio }: InitSection, moof: Buffer): Omit<Fragment, 'bytes'> {
    const tracks = readMovieFragment(moof, requireBox(moof, wholeOf(moof), 'moof'), [video, audio]);
    const pictures = tracks.find(({ trackId, samples }) => trackId === video.id && samples > 0);
    if (!pictures) return { startSeconds: this.#endSeconds, endSeconds: this.#endSeconds, sync: false };
    this.#endSeconds = (pictures.decodeTime + pictures.duration) / video.timescale;
    return { startSeconds: pictures.decodeTime / video.timescale, endSeconds: this.#endSeconds, sync: pictures.sync };
  }
}
