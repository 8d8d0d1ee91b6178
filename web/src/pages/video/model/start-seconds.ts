/** A moment in a link to a video, `?t=83`, in whole seconds. Pure. */

const parameter = 't';

/** Undefined for what is no number of seconds. */
export const startSecondsOf = (query: URLSearchParams): number | undefined => {
  const text = query.get(parameter) ?? '';
  return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
};

/** A link to that moment of the page at `url`; to its beginning without one. */
export const linkAt = (url: string, seconds?: number): string => {
  const { origin, pathname } = new URL(url);
  const whole = Math.floor(seconds ?? 0);
  return `${origin}${pathname}${whole > 0 ? `?${parameter}=${whole}` : ''}`;
};
