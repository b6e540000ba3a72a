import type { Position } from '@contract/domain/camera.ts';
import type { FoundPlace } from '@contract/domain/camera-query.ts';
import { unitId } from '@contract/domain/units.ts';
import type { DirectoryReads } from '../storage/directory-db.ts';
import { wordsOf } from './card.ts';
import type { FilterScene } from './filter.ts';
import { guessesFor, guessMatch, termOf } from './guesses.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Streets, addresses and units that can be gone to on the map. */
export interface Places {
  /** Most cameras first, at most 20; with accents or without, with a slip of the finger too. */
  readonly find: (reads: DirectoryReads, text: string) => readonly FoundPlace[];
}

const PLACES_MAX = 20;
/** Cameras whose addresses are read for one answer. */
const ADDRESSES_MAX = 300;

/** A place while its cameras are counted. */
interface Gathered {
  readonly kind: FoundPlace['kind'];
  readonly name: string;
  readonly words: readonly string[];
  readonly units: Map<number, number>;
  cameras: number;
  latSum: number;
  lonSum: number;
}

const gathered = (kind: FoundPlace['kind'], name: string): Gathered => ({ kind, name, words: wordsOf(name), units: new Map(), cameras: 0, latSum: 0, lonSum: 0 });

export function createPlaces(scene: FilterScene & { readonly vocabulary: Vocabulary }): Places {
  const { columns, tree, vocabulary } = scene;
  /** Streets and units with their cameras: made when they are asked for, until cameras change. */
  let known: { readonly stamp: number; readonly places: readonly Gathered[] } | null = null;

  const count = (place: Gathered, row: number): void => {
    const unit = columns.codes('units')[row] ?? 0;
    place.cameras += 1;
    place.latSum += columns.latDeg()[row] ?? 0;
    place.lonSum += columns.lonDeg()[row] ?? 0;
    place.units.set(unit, (place.units.get(unit) ?? 0) + 1);
  };
  const unitOf = (code: number) => tree().find(unitId(columns.lists('units').words(code)[0] ?? ''));

  const gather = (): readonly Gathered[] => {
    const streets = Array.from({ length: columns.streetNames().count() }, (_, code) => gathered('street', columns.streetNames().words(code)[0] ?? ''));
    const units = new Map(tree().units.map(({ id, name }) => [id, gathered('unit', name)]));
    const unitPaths = Array.from({ length: columns.lists('units').count() }, (_, code) => tree().path(unitId(columns.lists('units').words(code)[0] ?? '')));
    const lat = columns.latDeg();
    const codes = columns.codes('units');
    const streetCodes = columns.streets();
    for (let row = 1; row < columns.end(); row += 1) {
      if (!columns.has(row) || Number.isNaN(lat[row] ?? NaN)) continue;
      const street = streets[streetCodes[row] ?? 0];
      if (street !== undefined && street.name !== '') count(street, row);
      for (const unit of unitPaths[codes[row] ?? 0] ?? []) {
        const place = units.get(unit);
        if (place !== undefined) count(place, row);
      }
    }
    return [...streets, ...units.values()].filter(({ cameras }) => cameras > 0);
  };
  const allPlaces = (): readonly Gathered[] => {
    if (known?.stamp !== columns.stamp()) known = { stamp: columns.stamp(), places: gather() };
    return known.places;
  };

  const shown = (place: Gathered): FoundPlace => {
    const [code] = [...place.units].sort((one, other) => other[1] - one[1])[0] ?? [0];
    const position: Position = { latDeg: place.latSum / place.cameras, lonDeg: place.lonSum / place.cameras };
    const own = place.kind === 'unit' ? tree().units.find(({ name }) => name === place.name) : undefined;
    const above = own?.parentId ?? null;
    const around = place.kind === 'unit' ? (above === null ? undefined : tree().find(above)) : unitOf(code);
    const within = around?.name ?? '';
    return { kind: place.kind, name: place.name, within, position: own?.position ?? position, cameras: place.cameras };
  };

  const addresses = (reads: DirectoryReads, match: string): readonly Gathered[] => {
    const byText = new Map<string, Gathered>();
    for (const row of reads.rows(`{address} : (${match})`).slice(0, ADDRESSES_MAX)) {
      const address = !columns.has(row) || Number.isNaN(columns.latDeg()[row] ?? NaN) ? undefined : reads.camera(row)?.address;
      if (address === undefined) continue;
      const place = byText.get(address) ?? gathered('address', address);
      byText.set(address, place);
      count(place, row);
    }
    return [...byText.values()];
  };

  /** Whether each word begins, or comes close to, some word of the name. */
  const fits = (place: Gathered, wanted: readonly ((word: string) => boolean)[]): boolean => wanted.every((isMeant) => place.words.some(isMeant));
  const exactly = (word: string) => (known: string) => known.startsWith(word);
  const nearly = (word: string, isLast: boolean) => {
    const near = new Set(vocabulary.near(word, isLast).map((close) => close.word));
    return (known: string) => known.startsWith(word) || near.has(known);
  };

  return {
    find: (reads, text) => {
      const words = wordsOf(text);
      if (words.length === 0) return [];
      const byCameras = (one: Gathered, other: Gathered): number => other.cameras - one.cameras || (one.name < other.name ? -1 : 1);
      const pick = (wanted: readonly ((word: string) => boolean)[], match: string): readonly Gathered[] => [
        ...allPlaces().filter((place) => fits(place, wanted)).sort(byCameras),
        ...[...addresses(reads, match)].sort(byCameras),
      ];
      const exact = pick(words.map(exactly), words.map(termOf).join(' AND '));
      if (exact.length > 0) return exact.slice(0, PLACES_MAX).map(shown);
      const [likeliest = []] = guessesFor(words, vocabulary);
      const match = likeliest.map((guess) => `(${guessMatch(guess)})`).join(' OR ');
      return match === '' ? [] : pick(words.map((word, index) => nearly(word, index === words.length - 1)), match).slice(0, PLACES_MAX).map(shown);
    },
  };
}
