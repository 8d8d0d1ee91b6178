/** A message as text, made once however many clients it goes to. */
import type { ServerMessage } from './realtime-protocol.ts';

const texts = new WeakMap<ServerMessage, string>();

export const encodeMessage = (message: ServerMessage): string => {
  const known = texts.get(message);
  if (known !== undefined) return known;
  const text = JSON.stringify(message);
  texts.set(message, text);
  return text;
};
