import { createHmac, timingSafeEqual } from 'node:crypto';

/** Shortest accepted key of a wall, bytes. */
export const WALL_KEY_MIN_BYTES = 32;
const MAC_CHARS = 64;

const macOf = (key: Uint8Array, topic: string, json: string): string => createHmac('sha256', key).update(topic).update('\n').update(json).digest('hex');

/** A message only a holder of the wall's key can have made, for this topic: HMAC-SHA-256 in hex, a dot, the JSON. */
export const seal = (key: Uint8Array, topic: string, body: unknown): string => {
  const json = JSON.stringify(body);
  return `${macOf(key, topic, json)}.${json}`;
};

/** The body of a sealed message, or undefined when it is not of this wall, was made for another topic, or was changed. */
export function unseal(key: Uint8Array, topic: string, text: string): unknown {
  if (text.charAt(MAC_CHARS) !== '.') return undefined;
  const json = text.slice(MAC_CHARS + 1);
  const given = Buffer.from(text.slice(0, MAC_CHARS));
  const due = Buffer.from(macOf(key, topic, json));
  if (given.length !== due.length || !timingSafeEqual(given, due)) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
