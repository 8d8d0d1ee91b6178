import { describe, expect, it } from 'vitest';
import { anonymous, type Caller } from '../../access/caller.ts';
import { videoFilterFor } from './video-filter.ts';

const user: Caller = { kind: 'user', id: 'user-id', role: 'user' };
const admin: Caller = { kind: 'user', id: 'admin-id', role: 'admin' };
const own = (id: string) => ({ kind: 'user', id });
const named = { kind: 'username', username: 'ann' };

describe('videoFilterFor', () => {
  it.each([
    { what: 'everyone’s', caller: anonymous, listed: { kind: 'anyone' }, isPublicOnly: true },
    { what: 'everyone’s', caller: admin, listed: { kind: 'anyone' }, isPublicOnly: true },
    { what: 'a name’s', owner: 'ann', caller: anonymous, listed: named, isPublicOnly: true },
    { what: 'a name’s', owner: 'ann', caller: user, listed: named, isPublicOnly: true },
    { what: 'a name’s', owner: 'ann', caller: admin, listed: named, isPublicOnly: false },
    { what: 'one’s own', owner: 'me', caller: user, listed: own('user-id'), isPublicOnly: false },
    { what: 'one’s own', owner: 'me', caller: admin, listed: own('admin-id'), isPublicOnly: false },
    { what: 'nobody’s', owner: '-', caller: user, listed: { kind: 'nobody' }, isPublicOnly: true },
    { what: 'nobody’s', owner: '-', caller: admin, listed: { kind: 'nobody' }, isPublicOnly: false },
  ])('lists $what for $caller', ({ owner, caller, listed, isPublicOnly }) => {
    const filter = videoFilterFor(owner === undefined ? {} : { owner }, caller);
    expect(filter).toEqual({ owner: listed, isPublicOnly });
  });

  it('refuses one’s own to nobody', () => {
    expect(() => videoFilterFor({ owner: 'me' }, anonymous)).toThrow(expect.objectContaining({ code: 'NotLoggedIn' }));
    expect(() => videoFilterFor({ owner: 'me' }, { kind: 'service' })).toThrow(
      expect.objectContaining({ code: 'NotLoggedIn' }),
    );
  });
});
