/** Where a login leads. */

const here = 'http://here.invalid';
const entrances = new Set(['/login', '/register']);

/** Pure: the address if it is a path of this site that is no login itself, else the home page. Other sites are never led to. */
export const nextPath = (asked: string | null): string => {
  if (!asked?.startsWith('/') || !URL.canParse(asked, here)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, here);
  // A parsed path that begins with two slashes would name another host once more.
  if (origin !== here || pathname.startsWith('//') || entrances.has(pathname)) return '/';
  return pathname + search + hash;
};
