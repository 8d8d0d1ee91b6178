/**
 * Who may call a route. Every route declares it (`config: { access }`); one that does not is refused when it is added, so
 * that nothing is open by oversight. What is about one thing's owner (`owner`) the route's domain call checks, since only it
 * has read the thing: the declaration then makes sure that someone is logged in, and the tests that a stranger is refused.
 */
export const accessKinds = ['public', 'cookie', 'user', 'owner', 'admin', 'service'] as const;

/**
 * - `public`: anyone; who presents a valid token is known by it, a bad token is refused
 * - `cookie`: who holds the refresh cookie, with proof that the request is not another site's
 * - `user`: whoever is logged in
 * - `owner`: the thing's owner, or an administrator; to others a private thing does not exist
 * - `admin`: administrators
 * - `service`: programs with `X-Internal-API-Key`
 */
export type Access = (typeof accessKinds)[number];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}
