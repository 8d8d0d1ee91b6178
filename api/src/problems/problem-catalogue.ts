/**
 * Every error that the api answers with: its stable code, its HTTP status, and what it means. RFC 9457 calls `type` what is
 * `code` here; programs branch on the code, people read the title and the detail.
 */
export const problemCatalogue = {
  RequestInvalid: { status: 400, title: 'The request is not as the route takes it' },
  CursorInvalid: { status: 400, title: 'The page cursor is not one of this list' },
  NotLoggedIn: { status: 401, title: 'Log in first' },
  AccessTokenInvalid: { status: 401, title: 'The access token has expired or is not valid' },
  LoginRefused: { status: 401, title: 'There is no such account, or the password is another' },
  RefreshTokenInvalid: { status: 401, title: 'The login has ended' },
  InternalKeyInvalid: { status: 401, title: 'The internal API key is not valid' },
  Forbidden: { status: 403, title: 'This is not yours to do' },
  PasswordWrong: { status: 403, title: 'The current password is another' },
  CrossSiteRefused: { status: 403, title: 'The request came from another site' },
  NotFound: { status: 404, title: 'There is no such thing, or it is not yours to see' },
  MethodNotAllowed: { status: 405, title: 'The resource has no such method' },
  RequestTooSlow: { status: 408, title: 'The request did not arrive in time' },
  Conflict: { status: 409, title: 'It changed meanwhile' },
  IngestNotReady: { status: 409, title: 'The stream has no address or no key yet' },
  KeyManagedElsewhere: { status: 409, title: 'The key is kept by whoever runs the cluster' },
  ManagedElsewhere: { status: 409, title: 'It is managed outside of the api' },
  StreamLimitReached: { status: 409, title: 'No more streams for this user' },
  ClipLimitReached: { status: 409, title: 'No more clips for this user now' },
  RecordingNotFailed: { status: 409, title: 'The recording has not failed' },
  AccountTaken: { status: 409, title: 'Somebody has this name or e-mail address' },
  VideoDeleted: { status: 409, title: 'The video was deleted, and its id is not used again' },
  VideoObjectsMissing: { status: 409, title: 'The objects of the video are not in the bucket' },
  RefreshSuperseded: { status: 409, title: 'Another request has just exchanged the token' },
  BodyTooLarge: { status: 413, title: 'The request is too large' },
  MediaTypeUnsupported: { status: 415, title: 'Send JSON' },
  UpgradeRequired: { status: 426, title: 'Open a WebSocket' },
  TooManyRequests: { status: 429, title: 'Too many requests' },
  HeadersTooLarge: { status: 431, title: 'The headers are too large' },
  Internal: { status: 500, title: 'The request failed' },
  DatabaseUnavailable: { status: 503, title: 'The database does not answer' },
  ClusterRefuses: { status: 503, title: 'Kubernetes refuses what the api has to do' },
  ClusterUnavailable: { status: 503, title: 'Kubernetes does not answer' },
  StoreUnavailable: { status: 503, title: 'The object store does not answer' },
  /** Of nginx, when no replica answers it. */
  ApiUnavailable: { status: 503, title: 'The api does not answer' },
  Busy: { status: 503, title: 'Too much to do at the moment' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

export type ProblemCode = keyof typeof problemCatalogue;

const isProblemCode = (code: string): code is ProblemCode => code in problemCatalogue;

/** All, in the catalogue's order. */
export const problemCodes: readonly ProblemCode[] = Object.keys(problemCatalogue).filter(isProblemCode);
