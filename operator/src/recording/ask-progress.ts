/** Asks a recorder how far it is. */
import { ports } from '@kubecast/crds/names';
import { type RecorderProgress, recorderProgressSchema } from '@kubecast/media/recorder-config';
import { request } from 'undici';

const timeoutMs = 2_000;

/** The recorder's address on the pods' network. */
export const progressUrl = (podIp: string): string => {
  const host = podIp.includes(':') ? `[${podIp}]` : podIp;
  return `http://${host}:${ports.http}/progress`;
};

/** One question. Undefined where nobody answers, or not in those terms: it is only to be shown. */
export const askProgress = async (
  url: string,
  token: string,
  signal: AbortSignal,
): Promise<RecorderProgress | undefined> => {
  try {
    const { statusCode, body } = await request(url, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const answer: unknown = await body.json();
    return statusCode === 200 ? recorderProgressSchema.safeParse(answer).data : undefined;
  } catch {
    return undefined;
  }
};
