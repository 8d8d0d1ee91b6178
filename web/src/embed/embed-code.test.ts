// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { embedCode } from './embed-code.ts';

const frameOf = (title: string): HTMLIFrameElement | null => {
  const code = embedCode({ origin: 'https://tv.example.org', namespace: 'live', stream: 'main', title });
  // What is in a template loads nothing.
  const template = document.createElement('template');
  template.innerHTML = code;
  return template.content.querySelector('iframe');
};

describe('embedCode', () => {
  it('is a frame with the player that may do what players do', () => {
    expect(embedCode({ origin: 'https://tv.example.org', namespace: 'live', stream: 'main', title: 'News' })).toBe(
      `<iframe src="https://tv.example.org/embed/live/main" title="News"
  allow="autoplay; fullscreen; picture-in-picture" loading="lazy"
  style="width: 100%; aspect-ratio: 16 / 9; border: 0"></iframe>`,
    );
  });

  it.each(['Tom & "Jerry"', '"><script>alert(1)</script>', "It's on", '&quot;'])(
    'keeps a title as it is: %s',
    (title) => {
      const frame = frameOf(title);
      expect(frame?.title).toBe(title);
      expect(frame?.getAttributeNames().sort()).toEqual(['allow', 'loading', 'src', 'style', 'title']);
    },
  );
});
