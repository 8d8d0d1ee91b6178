import { describe, expect, it, vi } from 'vitest';
import { anonymous, type Caller } from '../access/caller.ts';
import { readViewer, signViewer, viewerCookieName } from './viewer-cookie.ts';
import { viewerOf } from './viewer-identity.ts';

const keys = ['c'.repeat(32), 'o'.repeat(32)] as const;
const id = 'AAAAAAAAAAAAAAAAAAAAAA';

const identify = (caller: Caller, cookie?: string) => {
  const setCookie = vi.fn();
  const cookies = cookie === undefined ? {} : { [viewerCookieName]: cookie };
  const viewer = viewerOf({ caller, cookies, protocol: 'https' }, { setCookie }, keys);
  return { viewer, setCookie };
};

describe('viewerOf', () => {
  it('names a user by id and sets no cookie', () => {
    const { viewer, setCookie } = identify({ kind: 'user', id: 'a-user', role: 'user' }, signViewer(keys, id));
    expect(viewer).toBe('user:a-user');
    expect(setCookie).not.toHaveBeenCalled();
  });

  it('names an anonymous viewer by the cookie', () => {
    const { viewer, setCookie } = identify(anonymous, signViewer(keys, id));
    expect(viewer).toBe(`anonymous:${id}`);
    expect(setCookie).not.toHaveBeenCalled();
  });

  it('signs the same id anew when a key that is going signed it', () => {
    const { viewer, setCookie } = identify(anonymous, signViewer([keys[1]], id));
    expect(viewer).toBe(`anonymous:${id}`);
    expect(setCookie).toHaveBeenCalledWith(viewerCookieName, signViewer(keys, id), expect.anything());
  });

  it.each([undefined, 'forged', `${id}.${'A'.repeat(43)}`])('makes a viewer when the cookie is %j', (cookie) => {
    const { viewer, setCookie } = identify(anonymous, cookie);
    const [, value, options] = setCookie.mock.calls[0] ?? [];
    expect(`anonymous:${readViewer(keys, value)?.id}`).toBe(viewer);
    expect(viewer).not.toContain(id);
    expect(options).toEqual({ httpOnly: true, sameSite: 'lax', path: '/api', maxAge: 34_560_000, secure: true });
  });
});
