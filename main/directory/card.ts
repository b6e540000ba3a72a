import type { Camera, CameraView } from '@contract/domain/camera.ts';
import { groundInReach } from '@contract/domain/field-of-view.ts';
import { heightLayer } from '@contract/domain/height-layer.ts';
import { nameKey } from '@contract/domain/name-order.ts';
import { foldText } from '@contract/domain/text-fold.ts';
import type { CameraTexts } from '../storage/directory-db.ts';
import { purposeWords } from './purpose-words.ts';
import { streetOf } from './street.ts';

/** What is held in memory of a camera. Absent words are ''. */
export interface CameraCard {
  readonly id: string;
  readonly number: number;
  readonly unit: string;
  /** See nameKey. */
  readonly key: string;
  readonly kind: string;
  readonly type: string;
  readonly purpose: string;
  readonly connection: string;
  readonly tier: string;
  readonly height: string;
  readonly make: string;
  readonly analytics: readonly string[];
  readonly tags: readonly string[];
  readonly latDeg: number | null;
  readonly lonDeg: number | null;
  /** Where it looks when at rest. */
  readonly bearingDeg: number | null;
  readonly heightM: number | null;
  /** The ground it can see. */
  readonly reach: CameraView | null;
  readonly street: string;
  /** Of the record's JSON: another hash, another record. */
  readonly hash: number;
}

/** 53 bits of a text: enough to see that a record changed. */
export function hashOf(text: string): number {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & other) + (one >>> 0);
}

export const cardOf = (camera: Camera, hash: number): CameraCard => ({
  id: camera.id,
  number: camera.number,
  unit: camera.unitId,
  key: nameKey(camera.name),
  kind: camera.kind,
  type: camera.type ?? '',
  purpose: camera.purpose ?? '',
  connection: camera.connection ?? '',
  tier: camera.tier ?? '',
  height: heightLayer(camera.mountingHeightM) ?? '',
  make: camera.make ?? '',
  analytics: camera.analytics ?? [],
  tags: camera.tags ?? [],
  latDeg: camera.position?.latDeg ?? null,
  lonDeg: camera.position?.lonDeg ?? null,
  bearingDeg: camera.view?.bearingDeg ?? null,
  heightM: camera.mountingHeightM ?? null,
  reach: groundInReach(camera),
  street: streetOf(camera.address ?? ''),
  hash,
});

/** As it is written: values only, in this order. */
export function writeCard(card: CameraCard): string {
  const { reach } = card;
  return JSON.stringify([
    ...[card.id, card.number, card.unit, card.key, card.kind, card.type, card.purpose, card.connection, card.tier, card.height, card.make, card.street, card.hash],
    ...[card.analytics, card.tags, card.latDeg, card.lonDeg, card.bearingDeg, card.heightM],
    ...(reach === null ? [] : [reach.bearingDeg, reach.angleDeg, reach.rangeM]),
  ]);
}

const isWords = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((word) => typeof word === 'string');
const isNumberOrNull = (value: unknown): value is number | null => value === null || typeof value === 'number';
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A card as it was written; null: it cannot be read. */
export function readCard(input: unknown): CameraCard | null {
  if (!Array.isArray(input)) return null;
  const [id, number, unit, key, kind, type, purpose, connection, tier, height, make, street, hash, analytics, tags, latDeg, lonDeg, bearingDeg, heightM, reachBearing, reachAngle, reachRange] = input as readonly unknown[];
  if (typeof id !== 'string' || typeof number !== 'number' || typeof unit !== 'string' || typeof key !== 'string' || typeof hash !== 'number') return null;
  if (!isWords(analytics) || !isWords(tags) || !isNumberOrNull(latDeg) || !isNumberOrNull(lonDeg) || !isNumberOrNull(bearingDeg) || !isNumberOrNull(heightM)) return null;
  const reach = typeof reachBearing === 'number' && typeof reachAngle === 'number' && typeof reachRange === 'number' ? { bearingDeg: reachBearing, angleDeg: reachAngle, rangeM: reachRange } : null;
  const words = { kind: text(kind), type: text(type), purpose: text(purpose), connection: text(connection), tier: text(tier), height: text(height), make: text(make), street: text(street) };
  return { id, number, unit, key, hash, analytics, tags, latDeg, lonDeg, bearingDeg, heightM, reach, ...words };
}

/** A code as it is compared: its letters and digits ("HN-0123" -> "hn0123"). */
export const plainCode = (code: string): string => wordsOf(code).join('');

/** The words of a text as they are found: folded, of letters and digits only. */
export const wordsOf = (text: string): readonly string[] =>
  foldText(text)
    .split(/[^\p{L}\p{N}\p{Co}]+/u)
    .filter((word) => word !== '');

/** What a camera is found by. `unitNames`: of its unit and of those above it. */
export function textsOf(camera: Camera, unitNames: readonly string[]): CameraTexts {
  const { number, code, make, model, purpose, owner, tags } = camera;
  const rest = [String(number), code ?? '', make ?? '', model ?? '', purpose ?? '', purposeWords(purpose), owner ?? '', ...(tags ?? []), ...unitNames];
  return { name: foldText(camera.name), address: foldText(camera.address ?? ''), rest: foldText(rest.join(' | ')) };
}
