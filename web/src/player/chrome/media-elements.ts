/** The elements of Media Chrome that players are made of, and no others: each import defines its own. */
import { MediaCaptionsButton } from 'media-chrome/dist/media-captions-button.js';
import { MediaController } from 'media-chrome/dist/media-controller.js';
import MediaFullscreenButton from 'media-chrome/dist/media-fullscreen-button.js';
import MediaGestureReceiver from 'media-chrome/dist/media-gesture-receiver.js';
import MediaMuteButton from 'media-chrome/dist/media-mute-button.js';
import MediaPipButton from 'media-chrome/dist/media-pip-button.js';
import { MediaPlayButton } from 'media-chrome/dist/media-play-button.js';
import MediaTooltip from 'media-chrome/dist/media-tooltip.js';
import MediaVolumeRange from 'media-chrome/dist/media-volume-range.js';
import type { HTMLAttributes, Ref } from 'react';
import { adoptStyles } from './adopt-styles.ts';
import './element-names.ts';

const elementClasses = [
  MediaCaptionsButton,
  MediaController,
  MediaFullscreenButton,
  MediaGestureReceiver,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaTooltip,
  MediaVolumeRange,
];

for (const elementClass of elementClasses) adoptStyles(elementClass);

interface MediaElementProps extends HTMLAttributes<HTMLElement> {
  readonly ref?: Ref<HTMLElement>;
}

interface MediaButtonProps extends MediaElementProps {
  readonly notooltip?: boolean;
}

interface MediaControllerProps extends MediaElementProps {
  /** Seconds without a move after which the controls go. */
  readonly autohide?: number;
  readonly nohotkeys?: boolean;
  readonly noautoseektolive?: boolean;
  readonly novolumepref?: boolean;
  readonly nomutedpref?: boolean;
  readonly nosubtitleslangpref?: boolean;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'media-controller': MediaControllerProps;
      'media-play-button': MediaButtonProps;
      'media-mute-button': MediaButtonProps;
      'media-volume-range': MediaElementProps;
      'media-captions-button': MediaButtonProps;
      'media-pip-button': MediaButtonProps;
      'media-fullscreen-button': MediaButtonProps;
    }
  }
}
