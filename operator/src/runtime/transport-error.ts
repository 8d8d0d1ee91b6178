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
