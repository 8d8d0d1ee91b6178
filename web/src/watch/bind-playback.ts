/** Play and pause, sound, full screen. */
import { type Binding, showState, showToggle } from './binding.ts';

const bindPlay = (binding: Binding): void => {
  const { elements, player, signal } = binding;
  elements.play.addEventListener('click', () => player.togglePlay(), { signal });
  elements.video.addEventListener('click', () => player.togglePlay(), { signal });
  showState(binding, ({ isPaused }) => showToggle(elements.play, !isPaused, isPaused ? 'Play' : 'Pause'));
};

const bindSound = (binding: Binding): void => {
  const { elements, player, signal } = binding;
  elements.mute.addEventListener('click', () => player.toggleMute(), { signal });
  elements.volume.addEventListener('input', () => player.setVolume(elements.volume.valueAsNumber), { signal });
  showState(binding, ({ isMuted, volume }) => {
    showToggle(elements.mute, isMuted, isMuted ? 'Unmute' : 'Mute');
    elements.volume.valueAsNumber = isMuted ? 0 : volume;
  });
};

/** Fills the screen with the player, or leaves it. iPhones only let the video itself do it. */
export const toggleFullScreen = async ({ player, video }: Binding['elements']): Promise<void> => {
  if (document.fullscreenElement) await document.exitFullscreen();
  else if (document.fullscreenEnabled) await player.requestFullscreen();
  else if ('webkitEnterFullscreen' in video && typeof video.webkitEnterFullscreen === 'function') {
    video.webkitEnterFullscreen();
  }
};

const bindFullScreen = ({ elements, signal }: Binding): void => {
  const toggle = (): void => void toggleFullScreen(elements).catch(() => undefined);
  const show = (): void => {
    const isOn = document.fullscreenElement !== null;
    showToggle(elements.fullScreen, isOn, isOn ? 'Leave full screen' : 'Full screen');
  };
  elements.fullScreen.addEventListener('click', toggle, { signal });
  elements.video.addEventListener('dblclick', toggle, { signal });
  document.addEventListener('fullscreenchange', show, { signal });
};

export const bindPlayback = (binding: Binding): void => {
  bindPlay(binding);
  bindSound(binding);
  bindFullScreen(binding);
};
