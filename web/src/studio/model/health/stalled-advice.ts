import { type AdviceTable, tellOperator } from './advice.ts';

const keyUnusable = 'The key of this stream is kept in a Secret of the cluster, and it cannot be used as it is.';

/** Reasons of `Stalled`: a person must act, and nothing is tried until then. */
export const stalledAdvice: AdviceTable = {
  SecretNotFound: {
    title: 'The key is missing',
    meaning: 'The key of this stream should be in a Secret of the cluster that does not exist.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  SecretKeyMissing: {
    title: 'The key is incomplete',
    meaning: keyUnusable,
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  SecretKeyInvalid: {
    title: 'The key is not valid',
    meaning: keyUnusable,
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  StreamIdTaken: {
    title: 'Another stream has the same stream id',
    meaning: 'A stream id names one stream of the whole cluster; the older stream keeps it.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  NodePortTaken: {
    title: 'The port is taken',
    meaning: 'Something else in the cluster uses the port that this stream asks for.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  NodePortOutOfRange: {
    title: 'The port is not one of the cluster’s',
    meaning: 'The cluster gives ports of another range.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  PodTemplateInvalid: {
    title: 'The cluster refuses the stream’s server',
    meaning: 'The additions to its server are not allowed or not valid.',
    fix: tellOperator,
    severity: 'bad',
    isForOperator: true,
  },
  NameConflict: {
    title: 'The name is in use',
    meaning: 'Something else in the cluster has the name that a part of this stream needs.',
    fix: 'Create the stream anew under another title, or tell whoever runs the cluster, with the details below.',
    severity: 'bad',
    isForOperator: true,
  },
};
