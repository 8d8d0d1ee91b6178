/**
 * The picture of a live page before there is an app: fetched and shown by the first code of the page (src/start.ts), in the place
 * and of the size that the player will have, which then takes it for its poster.
 */
import type { StreamName } from '../../streams/api/get-stream-by-name.ts';
import { streamMediaPath } from '../../streams/stream-media-path.ts';
import { thumbnailAddress } from '../../streams/thumbnail-address.ts';
import { stageClasses } from './model/stage-classes.ts';

let shown: { readonly url: string; readonly address: string } | undefined;

const pictureUrl = (stream: StreamName): string => streamMediaPath(stream, 'thumbnail.jpg');

/** Pure: the stream whose page has this path, as src/app/routes.tsx has it; names are those of Kubernetes. */
export const streamOfPath = (path: string): StreamName | undefined => {
  const [, namespace, name] = /^\/watch\/([-a-z0-9]+)\/([-a-z0-9]+)\/?$/.exec(path) ?? [];
  return namespace === undefined || name === undefined ? undefined : { namespace, name };
};

const makeElement = (className: string, ...children: readonly Node[]): HTMLElement => {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
};

/** Makes the player's place of what stands for a page in `main`, and leaves what says so; returns what takes the picture. */
export const makePlayerPlace = (main: Element): Element => {
  const frame = makeElement('aspect-video');
  const said = [...main.querySelectorAll('[role="status"]')];
  main.className = '';
  main.replaceChildren(...said, makeElement(stageClasses.around, makeElement(stageClasses.place, frame)));
  return frame;
};

/** Resolves when it is shown; a stream without one keeps its black. */
export const showFirstPicture = async (stream: StreamName, frame: Element): Promise<void> => {
  const [picture, url] = [new Image(), pictureUrl(stream)];
  picture.alt = '';
  picture.className = 'size-full object-cover';
  picture.fetchPriority = 'high';
  picture.src = thumbnailAddress(url, Date.now());
  try {
    await picture.decode();
  } catch {
    return;
  }
  shown = { url, address: picture.src };
  frame.append(picture);
};

/** The address of the picture that stood there first; undefined where none did. */
export const firstPictureOf = (stream: StreamName): string | undefined =>
  shown?.url === pictureUrl(stream) ? shown.address : undefined;

/** When its page is left: who comes back later sees the picture of then. */
export const forgetFirstPicture = (): void => {
  shown = undefined;
};
