/** Dates in the viewer's own time zone, in the page's language. */

const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit', second: '2-digit' });

const shown = (format: Intl.DateTimeFormat, at: string | Date): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : format.format(date);
};

/** `Nov 23, 2026, 7:06 AM`; empty for what is no date. */
export const formatDateTime = (at: string | Date): string => shown(dateTime, at);

/** `7:06:02 AM`; empty for what is no date. */
export const formatClockTime = (at: string | Date): string => shown(clock, at);
