import { mp4Boxes, type Mp4Box } from '../clips/units.ts';
import type { ClipProfile } from './clips.ts';

/** Where a film begins: late enough that a jump back by an hour has a decode time too. */
const FILM_START_S = 7200;

/**
 * What one viewer is sent of a profile: its units as recorded; of fragments, numbered and timed so that the loop goes on as one film.
 * `jumpMs` moves the film's time.
 */
export function createFilm({ format, units, frameRate }: ClipProfile): (picture: number, unit: number, jumpMs: number) => Uint8Array | null {
  if (format !== 'fmp4') return (_picture, unit) => units[unit] ?? null;
  const places = units.map(fragmentPlaces);
  const ticksAPicture = places[1]?.recorded ?? 0n;
  let start: number | null = null;
  return (picture, unit, jumpMs) => {
    start ??= picture;
    const [bytes, place] = [units[unit], places[unit]];
    if (bytes === undefined || place === undefined || place === null) return bytes ?? null;
    const pictures = Math.round((FILM_START_S + jumpMs / 1000) * frameRate) + picture - start;
    return renumbered(bytes, place, picture - start + 1, BigInt(pictures) * ticksAPicture);
  };
}

/** Where a fragment of a loop says when and the how-many-th it is. */
interface FragmentPlaces {
  /** Offset of mfhd's sequence number, 32 bits. */
  readonly number: number;
  /** Offset of tfdt's decode time, 64 bits. */
  readonly decodeTime: number;
  /** What its decode time is in the recorded loop, in units of the track's time scale. */
  readonly recorded: bigint;
}

/** The places in a fragment of one picture; null when it is none (or older than version 1 of tfdt). */
function fragmentPlaces(unit: Uint8Array): FragmentPlaces | null {
  const view = new DataView(unit.buffer, unit.byteOffset, unit.byteLength);
  const moof = mp4Boxes(unit).find(({ type }) => type === 'moof');
  const inside = (box: Mp4Box | undefined, type: string): Mp4Box | undefined => (box === undefined ? undefined : mp4Boxes(unit, box.offset + 8, box.offset + box.length).find((child) => child.type === type));
  const mfhd = inside(moof, 'mfhd');
  const tfdt = inside(inside(moof, 'traf'), 'tfdt');
  if (mfhd === undefined || tfdt === undefined || tfdt.length < 20 || unit[tfdt.offset + 8] !== 1) return null;
  return { number: mfhd.offset + 12, decodeTime: tfdt.offset + 12, recorded: view.getBigUint64(tfdt.offset + 12) };
}

/** A copy of a fragment that says another number and decode time, so that a loop goes on and on as one film. */
function renumbered(unit: Uint8Array, places: FragmentPlaces, number: number, decodeTime: bigint): Uint8Array {
  const copy = new Uint8Array(unit);
  const view = new DataView(copy.buffer);
  view.setUint32(places.number, number >>> 0);
  view.setBigUint64(places.decodeTime, decodeTime < 0n ? 0n : decodeTime);
  return copy;
}
