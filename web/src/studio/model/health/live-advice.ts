import type { AdviceTable } from './advice.ts';

/** Reasons of `Live`: whether media arrives. */
export const liveAdvice: AdviceTable = {
  Live: { title: 'You are live', meaning: 'Your media arrives and goes out to viewers.', severity: 'good' },
  Reconnecting: {
    title: 'Your encoder is away',
    meaning: 'Viewers keep their page. If you are back in time, the same session and recording go on.',
    fix: 'OBS connects again by itself; if it does not, look at your connection and start streaming again.',
    severity: 'warning',
  },
  Idle: { title: 'Nobody streams', meaning: 'There has been no session yet.', severity: 'info' },
  Ended: { title: 'The last session has ended', meaning: 'Your next start begins a new one.', severity: 'info' },
  FeedUnavailable: {
    title: 'Whether you are live is not known now',
    meaning: 'Nobody could ask how your stream is doing. Viewers and the recording do not depend on it.',
    severity: 'info',
  },
};
