/**
 * The cookies of a login: the refresh token, and the proof of the device. Scripts see neither (HttpOnly), other sites send neither
 * (SameSite=Strict), and only `/api/auth` gets them. They are Secure where the request came by https.
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseRefreshToken, type RefreshToken } from './refresh-token.ts';
import type { RefreshCookie, Session } from './sessions.ts';

export const refreshCookieName = 'kubecast_refresh';
export const deviceCookieName = 'kubecast_device';

const deviceSeconds = 365 * 86_400;

const attributesFor = (request: FastifyRequest): CookieSerializeOptions => ({
  path: '/api/auth',
  httpOnly: true,
  sameSite: 'strict',
  secure: request.protocol === 'https',
});

/** The refresh token that the request carries; undefined for none, or what is none. */
export const presentedToken = (request: FastifyRequest): RefreshToken | undefined =>
  parseRefreshToken(request.cookies[refreshCookieName]);

export const presentedDevice = (request: FastifyRequest): string | undefined => request.cookies[deviceCookieName];

const setRefreshCookie = (reply: FastifyReply, { value, expiresAt }: RefreshCookie): void => {
  reply.setCookie(refreshCookieName, value, { ...attributesFor(reply.request), expires: expiresAt });
};

export const setDeviceCookie = (reply: FastifyReply, value: string): void => {
  reply.setCookie(deviceCookieName, value, { ...attributesFor(reply.request), maxAge: deviceSeconds });
};

export const setSessionCookies = (reply: FastifyReply, { refresh, device }: Session): void => {
  setRefreshCookie(reply, refresh);
  if (device !== undefined) setDeviceCookie(reply, device);
};

/** The device stays known: whoever logs out is no stranger. */
export const clearRefreshCookie = (reply: FastifyReply): void => {
  reply.clearCookie(refreshCookieName, attributesFor(reply.request));
};
