import { describe, expect, it } from 'vitest';
import { avatarColour, initials } from './avatar.tsx';

describe('initials', () => {
  it.each([
    ['ada', 'A'],
    ['Ada Lovelace', 'AL'],
    ['Ada King Lovelace', 'AL'],
    ['grace_hopper', 'GH'],
    ['🐙 octo', '🐙O'],
    ['', '?'],
    ['__', '?'],
  ])('of %j are %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

describe('avatarColour', () => {
  it('is the same for the same name', () => {
    expect(avatarColour('ada')).toBe(avatarColour('ada'));
    expect(avatarColour('ada')).toMatch(/^bg-avatar-[1-6]$/);
  });
});
