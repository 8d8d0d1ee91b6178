/** What Media Chrome's elements are called, in the words of our own buttons. */
import { addTranslation, setLanguage } from 'media-chrome/dist/utils/i18n.js';

setLanguage('en');
addTranslation('en', {
  play: 'Play',
  pause: 'Pause',
  mute: 'Mute',
  unmute: 'Unmute',
  volume: 'Volume',
  'closed captions': 'Captions',
  'enter picture in picture mode': 'Picture in picture',
  'exit picture in picture mode': 'Leave picture in picture',
  'enter fullscreen mode': 'Full screen',
  'exit fullscreen mode': 'Leave full screen',
});
