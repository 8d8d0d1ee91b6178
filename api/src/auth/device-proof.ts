/**
 * The cookie by which a browser proves that it logged in to an account before: `<user id>.<device id>.<signature>`, HMAC-SHA256
 * under an access-token key. It opens nothing: it only spares its owner the waits that strangers' failures bring (`throttle.ts`).
 * A changed password makes it void, for whoever knew the old one may have such a cookie too.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

type Keys = readonly [string, ...string[]];

/** Whose device it is. */
export interface DeviceOwner {
  readonly id: string;
  readonly passwordVersion: number;
}

const pattern = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

const signature = (key: string, owner: DeviceOwner, device: string): string =>
  createHmac('sha256', key)
    .update(`kubecast-device\n${owner.id}\n${owner.passwordVersion}\n${device}`)
    .digest('base64url');

/** 128 random bits, 22 characters of base64url. */
export const newDeviceId = (): string => randomBytes(16).toString('base64url');

/** The cookie's value. */
export const signDevice = ([key]: Keys, owner: DeviceOwner, device: string): string =>
  `${owner.id}.${device}.${signature(key, owner, device)}`;

/** The device's id, when one of the keys signed that it is this owner's. */
export const provedDevice = (keys: Keys, owner: DeviceOwner, value: string | undefined): string | undefined => {
  const [, id, device, presented] = pattern.exec(value ?? '') ?? [];
  if (device === undefined || presented === undefined || id !== owner.id) return undefined;
  const isSigned = keys.some((key) =>
    timingSafeEqual(Buffer.from(signature(key, owner, device)), Buffer.from(presented)),
  );
  return isSigned ? device : undefined;
};
