import type { Access } from '../access/access.ts';

type Requirement = Readonly<Record<string, readonly string[]>>;

/** What OpenAPI says a route of this declaration demands; any one of the entries will do. */
export const routeSecurity: Readonly<Record<Access, readonly Requirement[]>> = {
  public: [{}, { accessToken: [] }],
  cookie: [{ refreshCookie: [] }],
  user: [{ accessToken: [] }],
  owner: [{ accessToken: [] }],
  admin: [{ accessToken: [] }],
  service: [{ internalApiKey: [] }],
};
