/** A browser for a test: keeps cookies, sends them back to `/api/auth`, has an address. Its cookies are put in and looked at by name. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

export interface TestBrowser {
  readonly cookies: Map<string, string>;
  readonly send: (
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    options?: SendOptions,
  ) => Promise<LightMyRequestResponse>;
}

export interface SendOptions {
  readonly body?: object;
  /** Sent as Bearer. */
  readonly token?: string;
  /** When another than the browser's usual one. */
  readonly address?: string;
}

export const openBrowser = (app: FastifyInstance, usualAddress = '192.0.2.1'): TestBrowser => {
  const cookies = new Map<string, string>();
  const keep = ({ cookies: set }: LightMyRequestResponse): void => {
    for (const { name, value } of set) {
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const send: TestBrowser['send'] = async (method, path, { body, token, address = usualAddress } = {}) => {
    const answer = await app.inject({
      method,
      url: `/api/auth${path}`,
      remoteAddress: address,
      cookies: Object.fromEntries(cookies),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(body && { payload: body }),
    });
    keep(answer);
    return answer;
  };
  return { cookies, send };
};
