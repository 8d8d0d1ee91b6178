/** The home page: sends whoever names a stream to its page. */
import { watchPath } from '../watch/watch-address.ts';

const form = document.getElementById('watch');
if (!(form instanceof HTMLFormElement)) throw new TypeError('The page has no form #watch');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const data = new FormData(form);
  window.location.assign(watchPath(String(data.get('namespace')), String(data.get('stream'))));
});
