import type { AdviceTable } from './advice.ts';

/** Reasons of `Reconciling`: what is still being done. */
export const reconcilingAdvice: AdviceTable = {
  Progressing: {
    title: 'The stream is being set up',
    meaning: 'What you asked for is being made. This passes by itself.',
    severity: 'working',
  },
  ChangeWaitsForIdle: {
    title: 'Your change waits for the end of the session',
    meaning: 'Taking it over now would interrupt you. It is applied by itself when the session has ended.',
    severity: 'info',
  },
  Terminating: { title: 'The stream is being deleted', meaning: 'Its recordings stay.', severity: 'working' },
};
