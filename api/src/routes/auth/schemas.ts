/** Requests and answers of `/api/auth`. */
import { type TSchema, Type } from 'typebox';
import { passwordLength } from '../../auth/password-rules.ts';
import { routeSecurity } from '../../openapi/route-security.ts';
import { instant } from '../../schemas/instant.ts';
import { noContent } from '../../schemas/no-content.ts';
import { nullable } from '../../schemas/nullable.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { text } from '../../schemas/text.ts';
import { uuid } from '../../schemas/uuid.ts';

const username = () =>
  Type.String({
    pattern: '^[A-Za-z0-9_][A-Za-z0-9_-]{2,31}$',
    minLength: 3,
    maxLength: 32,
    description: 'Unique whatever its case',
  });

const email = () =>
  Type.String({
    format: 'email',
    minLength: 3,
    maxLength: 254,
    description: 'Unique whatever its case. Nobody checks that it is yours, and no mail is sent to it',
  });

const displayName = () => text({ min: 1, max: 80, description: 'Shown instead of the username' });

const newPassword = () =>
  Type.String({
    minLength: passwordLength.min,
    maxLength: passwordLength.max,
    description: 'Any characters; not one of the commonest, nor a name of the account',
  });

const presentedPassword = () => Type.String({ minLength: 1, maxLength: passwordLength.max });

/** One's own account. */
export const meSchema = Type.Object(
  {
    id: uuid(),
    username: Type.String(),
    email: Type.String(),
    displayName: nullable(Type.String()),
    role: Type.Enum(['user', 'admin']),
    createdAt: instant(),
  },
  { title: 'Me' },
);

const sessionSchema = Type.Object(
  {
    user: meSchema,
    accessToken: Type.String({ description: 'Send it as `Authorization: Bearer …`' }),
    accessTokenExpiresAt: instant('Ten minutes from now. Nothing ends the token before, a logout neither'),
  },
  { title: 'Session', description: 'The refresh token comes beside it, as the cookie `kubecast_refresh`' },
);

const body = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

const tags = ['auth'];

export const registerSchema = {
  operationId: 'register',
  tags,
  summary: 'Make an account and log in',
  body: body({
    username: username(),
    email: email(),
    password: newPassword(),
    displayName: Type.Optional(nullable(displayName())),
  }),
  response: { 201: sessionSchema, ...problemResponses('AccountTaken', 'Conflict', 'TooManyRequests', 'Busy') },
};

export const loginSchema = {
  operationId: 'logIn',
  tags,
  summary: 'Log in',
  body: body({
    login: text({ min: 1, max: 254, description: 'Username or e-mail address' }),
    password: presentedPassword(),
  }),
  response: { 200: sessionSchema, ...problemResponses('LoginRefused', 'TooManyRequests', 'Busy') },
};

export const refreshSchema = {
  operationId: 'refresh',
  tags,
  summary: 'Exchange the refresh cookie for an access token and the next cookie',
  description:
    'Each cookie is good for one exchange. `RefreshSuperseded`: another tab was faster, and the browser has the next cookie ' +
    'already; send the request again. Any later use of an exchanged cookie ends the login.',
  response: { 200: sessionSchema, ...problemResponses('RefreshTokenInvalid', 'RefreshSuperseded') },
};

export const logoutSchema = {
  operationId: 'logOut',
  tags,
  summary: 'End this login',
  description: 'Without the cookie there is none, which is as good.',
  security: [{}, ...routeSecurity.cookie],
  response: { 204: noContent },
};

export const logoutEverywhereSchema = {
  operationId: 'logOutEverywhere',
  tags,
  summary: 'End all logins of the account',
  response: { 204: noContent },
};

export const readMeSchema = {
  operationId: 'readMe',
  tags,
  summary: 'Read your account',
  response: { 200: meSchema },
};

export const changeMeSchema = {
  operationId: 'changeMe',
  tags,
  summary: 'Change your account',
  description: 'The e-mail address and the password ask for `currentPassword`. A new password ends all other logins.',
  body: body({
    displayName: Type.Optional(nullable(displayName())),
    email: Type.Optional(email()),
    password: Type.Optional(newPassword()),
    currentPassword: Type.Optional(presentedPassword()),
  }),
  response: {
    200: meSchema,
    ...problemResponses('PasswordWrong', 'AccountTaken', 'Conflict', 'TooManyRequests', 'Busy'),
  },
};
