/** Why a playlist was refused, and when to ask again. The edge says so by status and by the `code` of a problem document (RFC 9457). */
import type { PlayerPhase } from '../player-state.ts';

export interface Refusal {
  readonly phase: Extract<PlayerPhase, 'offline' | 'private' | 'notFound' | 'connecting' | 'disconnected'>;
  readonly retryMs: number;
}

const codeOf = (body: string): unknown => {
  try {
    const document: unknown = JSON.parse(body);
    return typeof document === 'object' && document !== null && 'code' in document ? document.code : undefined;
  } catch {
    return undefined;
  }
};

/** `status` is 0 where no answer came. */
export const classifyRefusal = (status: number, body: string): Refusal => {
  if (status === 0) return { phase: 'disconnected', retryMs: 1_000 };
  if (status === 401 || status === 403) return { phase: 'private', retryMs: 10_000 };
  if (status !== 404 && status !== 410) return { phase: 'connecting', retryMs: 1_000 };
  return codeOf(body) === 'LiveStreamNotFound'
    ? { phase: 'notFound', retryMs: 10_000 }
    : { phase: 'offline', retryMs: 2_000 };
};
