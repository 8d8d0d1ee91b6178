/** For tests: a pass's scope. */
import { pino } from 'pino';
import { desiredService } from '../desired-service.ts';
import type { LiveStreamScope } from '../live-stream-scope.ts';
import type { ObservedPod } from '../pod-action.ts';
import { liveStreamFixture } from './live-stream-fixture.ts';

/** A scope at the end of a pass in which every step went well, with `pod` serving. */
export const scopeFixture = (pod: ObservedPod | undefined, fields: Partial<LiveStreamScope> = {}): LiveStreamScope => {
  const liveStream = fields.liveStream ?? liveStreamFixture();
  return {
    log: pino({ level: 'silent' }),
    liveStream,
    pods: pod ? [pod] : [],
    pod,
    service: desiredService(liveStream),
    gatewayService: undefined,
    credentialsSecret: undefined,
    transcoderSecret: undefined,
    hasRecording: () => false,
    confirmed: true,
    renewCredentialsAt: undefined,
    sessionEndedAt: undefined,
    lookAgainMs: undefined,
    streamId: 'main-id',
    credentialsVersion: '7',
    changeWaits: false,
    setback: undefined,
    failure: undefined,
    ...fields,
  };
};
