import type { Camera, CameraState, OrgUnit } from '@contract/domain/camera.ts';
import { foldText, matchRank } from '@contract/domain/text-fold.ts';
import { isNearWord } from './near-word.ts';

/** A camera made ready for searching and listing. */
export interface CameraEntry {
  readonly camera: Camera;
  readonly unitName: string;
  readonly foldedName: string;
  /** Name, number, code, address and unit, folded, in this order. */
  readonly foldedAll: string;
}

/** What the server last said of a camera; `unknown` when it said nothing yet, as when it is away. */
export type CameraCondition = CameraState['state'] | 'unknown';

export function cameraEntry(camera: Camera, unit: OrgUnit | undefined): CameraEntry {
  const unitName = unit?.name ?? '';
  const foldedName = foldText(camera.name);
  const rest = foldText([String(camera.number), camera.code ?? '', camera.address ?? '', unitName].join(' | '));
  return { camera, unitName, foldedName, foldedAll: `${foldedName} | ${rest}` };
}

export interface SearchAnswer {
  /** Best first. */
  readonly entries: readonly CameraEntry[];
  /** No entry holds all the words; these come close. */
  readonly isNear: boolean;
}

const NOTHING: SearchAnswer = { entries: [], isNear: false };
const MOST_NEAR = 200;

/**
 * Cameras that hold every word of the query, accents or not; a number finds the camera of that number first.
 * Without any, those whose words differ by one slip of the finger.
 */
export function searchCameras(entries: readonly CameraEntry[], query: string): SearchAnswer {
  const folded = foldText(query);
  if (folded === '') return NOTHING;
  const words = folded.split(' ');
  const number = /^[0-9]{1,9}$/.test(folded) ? Number(folded) : null;
  const ranked: { readonly entry: CameraEntry; readonly rank: number }[] = [];
  for (const entry of entries) {
    if (!words.every((word) => entry.foldedAll.includes(word))) continue;
    ranked.push({ entry, rank: rankOf(entry, folded, number) });
  }
  if (ranked.length === 0) return nearCameras(entries, words);
  ranked.sort((one, other) => one.rank - other.rank || one.entry.camera.number - other.entry.camera.number);
  return { entries: ranked.map(({ entry }) => entry), isNear: false };
}

const rankOf = (entry: CameraEntry, folded: string, number: number | null): number => {
  if (number !== null && entry.camera.number === number) return -1;
  const byName = matchRank(entry.foldedName, folded);
  return byName < 3 ? byName : 3 + matchRank(entry.foldedAll, folded);
};

function nearCameras(entries: readonly CameraEntry[], words: readonly string[]): SearchAnswer {
  const vocabulary = vocabularyOf(entries);
  const wanted = words.map((word) => ({ word, near: vocabulary.filter((known) => isNearWord(known, word)).map((known) => ` ${known} `) }));
  const found: CameraEntry[] = [];
  for (const entry of entries) {
    const padded = ` ${entry.foldedAll} `;
    if (!wanted.every(({ word, near }) => padded.includes(word) || near.some((known) => padded.includes(known)))) continue;
    found.push(entry);
    if (found.length === MOST_NEAR) break;
  }
  return { entries: found, isNear: found.length > 0 };
}

const vocabularies = new WeakMap<readonly CameraEntry[], readonly string[]>();

/** Every word of a directory once: far fewer than its cameras. Made at the first search that finds nothing. */
function vocabularyOf(entries: readonly CameraEntry[]): readonly string[] {
  const known = vocabularies.get(entries);
  if (known !== undefined) return known;
  const words = [...new Set(entries.flatMap((entry) => entry.foldedAll.split(' ')))];
  vocabularies.set(entries, words);
  return words;
}
