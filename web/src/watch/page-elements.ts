/** The elements of watch.html, found once. Throws where page and script do not fit together. */
const find = <Type extends Element>(id: string, type: new () => Type): Type => {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new TypeError(`The page has no ${type.name} #${id}`);
};

export const findPageElements = () => ({
  player: find('player', HTMLElement),
  video: find('video', HTMLVideoElement),
  message: find('message', HTMLElement),
  messageTitle: find('message-title', HTMLElement),
  messageHint: find('message-hint', HTMLElement),
  seek: find('seek', HTMLInputElement),
  play: find('play', HTMLButtonElement),
  mute: find('mute', HTMLButtonElement),
  volume: find('volume', HTMLInputElement),
  goLive: find('go-live', HTMLButtonElement),
  goLiveText: find('go-live-text', HTMLElement),
  position: find('position', HTMLOutputElement),
  quality: find('quality', HTMLSelectElement),
  fullScreen: find('full-screen', HTMLButtonElement),
  title: find('title', HTMLElement),
});

export type PageElements = ReturnType<typeof findPageElements>;
