/** The page's state: `data-state` for style and tests, a sentence over the picture, the tab's title. */
import { type Binding, showState } from './binding.ts';
import { messageFor, pageState } from './view-state.ts';

export const bindMessage = (binding: Binding): void => {
  const { elements } = binding;
  showState(binding, (state) => {
    document.body.dataset.state = pageState(state);
    document.body.dataset.phase = state.phase;
    const message = messageFor(state);
    elements.message.classList.toggle('is-hidden', !message);
    elements.message.classList.toggle('is-busy', message?.isBusy ?? false);
    elements.messageTitle.textContent = message?.title ?? '';
    elements.messageHint.textContent = message?.hint ?? '';
  });
};
