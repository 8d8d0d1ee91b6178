/** Where a stream stands, in one word for its owner. Pure. */
import type { StreamSummary } from '../../api/generated/schemas.ts';

export type StandingKind = 'live' | 'reconnecting' | 'ready' | 'preparing' | 'suspended';

export interface Standing {
  readonly kind: StandingKind;
  readonly label: string;
  /** One sentence of what that means. */
  readonly hint: string;
}

const standings: Readonly<Record<StandingKind, Omit<Standing, 'kind'>>> = {
  live: { label: 'Live', hint: 'You are on air.' },
  reconnecting: { label: 'Reconnecting', hint: 'Your encoder is away; the session waits for it.' },
  ready: { label: 'Ready', hint: 'Start streaming in OBS at any time.' },
  preparing: { label: 'Not ready', hint: 'It takes no encoder yet.' },
  suspended: { label: 'Closed', hint: 'Encoders are turned away until you open it again.' },
};

const kindOf = ({ state, isReady, isSuspended }: StandingFacts): StandingKind => {
  if (isSuspended) return 'suspended';
  if (state !== 'offline') return state;
  return isReady ? 'ready' : 'preparing';
};

export type StandingFacts = Pick<StreamSummary, 'state' | 'isReady' | 'isSuspended'>;

/** See the file header. */
export const standingOf = (stream: StandingFacts): Standing => {
  const kind = kindOf(stream);
  return { kind, ...standings[kind] };
};
