/** No answer came: what went wrong on the way, in the few kinds that callers tell apart. */

/** Why there was no answer. */
export type NetworkFailure = 'timeout' | 'refused' | 'reset' | 'name-not-found' | 'certificate' | 'other';

/** The API server could not be reached, or the connection broke. Whether it acted on the request is unknown. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly failure: NetworkFailure;

  /** `attempt` as in `ApiError`. */
  constructor(attempt: string, failure: NetworkFailure, cause: unknown) {
    super(`Could not ${attempt}: ${explanations[failure]}`, { cause });
    this.failure = failure;
  }
}

const explanations: Record<NetworkFailure, string> = {
  timeout: 'the API server did not answer in time',
  refused: 'the API server refuses connections; is it running?',
  reset: 'the connection to the API server broke',
  'name-not-found': 'the name of the API server is unknown; check the kubeconfig and DNS',
  certificate: 'the certificate of the API server is not trusted; check the CA',
  other: 'the API server could not be reached',
};

const failuresByCode: Readonly<Record<string, NetworkFailure>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_ABORTED: 'reset',
  UND_ERR_DESTROYED: 'reset',
  UND_ERR_CLOSED: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'other',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  EHOSTUNREACH: 'other',
  ENETUNREACH: 'other',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
};

/** What an error of undici, the socket or TLS means; undefined for any other error. */
export const networkFailureOf = (error: unknown): NetworkFailure | undefined => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(error.code)) return 'certificate';
  return failuresByCode[error.code] ?? (error.code.startsWith('HPE_') ? 'reset' : undefined);
};
