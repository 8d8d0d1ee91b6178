import { type AdviceTable, tellOperator } from './advice.ts';

/** Reasons of `StorageHealthy`: whether media reaches the object store in time. */
export const storageAdvice: AdviceTable = {
  UploadsKeepUp: { title: 'Saving keeps up', meaning: 'What you stream is stored as it comes.', severity: 'good' },
  UploadsLag: {
    title: 'Saving is late',
    meaning:
      'Live viewers notice nothing. The recording waits on the server, and is lost only if that fails meanwhile.',
    fix: 'A smaller set of qualities helps. Otherwise whoever runs the cluster gives the object store more bandwidth.',
    severity: 'warning',
  },
  BucketRefuses: {
    title: 'The object store refuses what is saved',
    meaning: 'Live viewers notice nothing at first; the recording does not grow.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  BucketUnreachable: {
    title: 'The object store cannot be reached',
    meaning: 'Live viewers notice nothing at first. What is not stored waits on the server until the store is back.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  SpoolFull: {
    title: 'Parts of the recording are being lost',
    meaning: 'The object store has been away for so long that no more can wait for it.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  NoPod: { title: 'Nothing to save', meaning: 'The stream’s own server is not there.', severity: 'info' },
  FeedUnavailable: {
    title: 'Whether saving keeps up is not known now',
    meaning: 'Nobody could ask the stream’s own server.',
    severity: 'info',
  },
};
