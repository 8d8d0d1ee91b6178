import type { AdviceTable } from './advice.ts';

/** Reasons of `Reconciling`: what is still being done. */
export const reconcilingAdvice: AdviceTable = {
  // Told of a stream that is ready alone, and of one that is it says that something failed.
  Progressing: {
    title: 'Something could not be done yet',
    meaning: 'The stream goes on as it is, and what failed is tried again by itself.',
    fix: 'If this stays for minutes, tell whoever runs the cluster, with the details below.',
    severity: 'warning',
    isForOperator: true,
  },
  ChangeWaitsForIdle: {
    title: 'Your change waits for the end of the session',
    meaning: 'Taking it over now would interrupt you. It is applied by itself when the session has ended.',
    severity: 'info',
  },
  Terminating: { title: 'The stream is being deleted', meaning: 'Its recordings stay.', severity: 'working' },
};
