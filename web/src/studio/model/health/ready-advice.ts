import { type AdviceTable, tellOperator } from './advice.ts';

/** Reasons of `Ready`: whether an encoder may connect. */
export const readyAdvice: AdviceTable = {
  Listening: {
    title: 'Ready for your encoder',
    meaning: 'Your encoder may connect at any time.',
    severity: 'good',
  },
  PodStarting: {
    title: 'Getting ready',
    meaning: 'The stream’s own server is being started. That takes some seconds, half a minute on a busy cluster.',
    severity: 'working',
  },
  PodNotReady: {
    title: 'Almost ready',
    meaning: 'The stream’s own server runs, and does not take connections yet.',
    severity: 'working',
  },
  PodTerminating: {
    title: 'Moving to a new server',
    meaning: 'The stream’s own server ends, and another one takes its place. OBS connects again by itself.',
    severity: 'working',
  },
  Unschedulable: {
    title: 'The cluster has no room for this stream',
    meaning: 'No machine has enough free processor or memory for the qualities that are set.',
    fix: 'Choose a smaller set of qualities in the settings here, delete a stream that you do not need, or ask whoever runs the cluster for more room.',
    severity: 'bad',
  },
  ImagePull: {
    title: 'The stream’s server cannot be started',
    meaning: 'Its program could not be fetched.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  CrashLooping: {
    title: 'The stream’s server keeps failing',
    meaning: 'It ends soon after each start, and is started again with growing pauses.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  Suspended: {
    title: 'The stream is closed',
    meaning: 'Encoders are turned away until you open it again. Its address and key stay the same.',
    fix: 'Open it again when you want to stream.',
    severity: 'info',
  },
  StoreCredentialsUnavailable: {
    title: 'The object store gives no access',
    meaning: 'Without it the stream has no place for its media. It is tried again by itself.',
    fix: `If it lasts: ${tellOperator}`,
    severity: 'bad',
    isForOperator: true,
  },
  PodRefused: {
    title: 'The cluster has no quota left',
    meaning: 'The stream’s own server may not be made now. It is tried again by itself.',
    fix: 'Delete a stream that you do not need, or ask whoever runs the cluster for a larger quota.',
    severity: 'bad',
  },
  Stalled: {
    title: 'Somebody has to act first',
    meaning: 'The stream cannot be made ready as it is set up.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  Progressing: {
    title: 'Getting ready takes longer than usual',
    meaning: 'Something failed on the way, and it is tried again by itself.',
    severity: 'working',
  },
};
