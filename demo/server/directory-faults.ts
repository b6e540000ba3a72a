import { err, ok, type Result } from '../../contract/domain/result.ts';
import { createRandom } from '../city/random.ts';
import type { CameraRecord } from './directory-listing.ts';

export const DIRECTORY_FAULTS = ['cut', 'slow', 'duplicate', 'reorder', 'truncate', 'huge', 'broken'] as const;
export type DirectoryFaultKind = (typeof DIRECTORY_FAULTS)[number];

/** What is wrong with the pages and changes of one centre's directory. */
export interface DirectoryFault {
  readonly kind: DirectoryFaultKind;
  /** `cut`, `truncate`, `huge`: from this page of a load on; changes always. */
  readonly page: number;
  /** `slow` */
  readonly delayMs: number;
  /** Answers it still spoils; null: until it is taken back. */
  readonly times: number | null;
}

/** How one answer goes out. `body` is what is in it; `fresh` false: it must not be taken for the state of the directory. */
export interface SpoiltAnswer {
  readonly how: 'whole' | 'cut' | 'truncate' | 'huge';
  readonly delayMs: number;
  readonly fresh: boolean;
  readonly body: object;
}

/** One answer of the directory, before anything is done to it. */
export type DirectoryAnswer = { readonly kind: 'page'; readonly isFirst: boolean; readonly items: readonly CameraRecord[] } | { readonly kind: 'changes'; readonly items: readonly object[] };

/** The fault of one centre's directory, if any. */
export interface DirectoryFaults {
  readonly of: () => DirectoryFault | null;
  readonly set: (fault: DirectoryFault | null) => void;
  /** What becomes of an answer; `rest` are its other fields. */
  readonly spoil: (answer: DirectoryAnswer, rest: object) => SpoiltAnswer;
}

const USUAL = { page: 2, delayMs: 3000 } as const;
const MAX_DELAY_MS = 60_000;
/** Of so many records one is malformed. */
const BROKEN_EVERY = 20;

export function createDirectoryFaults(): DirectoryFaults {
  let fault: DirectoryFault | null = null;
  let page = 0;
  let before: readonly CameraRecord[] = [];
  const spent = (): void => {
    if (fault?.times === undefined || fault.times === null) return;
    fault = fault.times <= 1 ? null : { ...fault, times: fault.times - 1 };
  };
  return {
    of: () => fault,
    set: (next) => {
      fault = next;
    },
    spoil: (answer, rest) => {
      if (answer.kind === 'page') page = answer.isFirst ? 1 : page + 1;
      const previous = answer.kind === 'page' && !answer.isFirst ? before : [];
      if (answer.kind === 'page') before = answer.items;
      const now = fault;
      const whole: SpoiltAnswer = { how: 'whole', delayMs: 0, fresh: true, body: { ...rest, items: answer.items } };
      if (now === null) return whole;
      const isDue = answer.kind === 'changes' || page >= now.page;
      switch (now.kind) {
        case 'cut':
        case 'truncate':
        case 'huge':
          if (!isDue) return whole;
          spent();
          return { ...whole, how: now.kind };
        case 'slow':
          spent();
          return { ...whole, delayMs: now.delayMs };
        case 'duplicate':
          spent();
          return { ...whole, body: { ...rest, items: [...previous, ...answer.items, ...(answer.kind === 'changes' ? answer.items : [])] } };
        case 'reorder':
          spent();
          return { ...whole, body: { ...rest, items: answer.kind === 'changes' ? reordered(answer.items) : answer.items.toReversed() } };
        case 'broken':
          spent();
          return { ...whole, fresh: false, body: { ...rest, items: answer.items.map(damagedNowAndThen) } };
      }
    },
  };
}

/** What a request for such a fault asks for; null: well again. The error's `detail` says what is wrong with it. */
export function readDirectoryFault(body: Readonly<Record<string, unknown>>): Result<DirectoryFault | null> {
  const asked = body['fault'];
  if (asked === 'none') return ok(null);
  const kind = DIRECTORY_FAULTS.find((known) => known === asked);
  if (kind === undefined) return err('app/invalid-input', { detail: `fault must be one of ${DIRECTORY_FAULTS.join(', ')}, none` });
  const { page = USUAL.page, delayMs = USUAL.delayMs, times = null } = body;
  const isWhole = (value: unknown, from: number, to: number): value is number => Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
  if (!isWhole(page, 1, 100_000) || !isWhole(delayMs, 1, MAX_DELAY_MS) || (times !== null && !isWhole(times, 1, 100_000))) return err('app/invalid-input', { detail: 'page, delayMs or times' });
  return ok({ kind, page, delayMs, times });
}

/** Mixed up, but changes of one camera stay in their order: nobody could tell which of two was meant. */
function reordered(items: readonly object[]): readonly object[] {
  const order = createRandom(`reorder ${String(items.length)}`).shuffled(items.map(cameraOf));
  const queues = new Map<string, object[]>();
  for (const item of items) queues.set(cameraOf(item), [...(queues.get(cameraOf(item)) ?? []), item]);
  return order.flatMap((camera) => queues.get(camera)?.shift() ?? []);
}

function cameraOf(change: object): string {
  if ('cameraId' in change) return String(change.cameraId);
  const camera = 'camera' in change && typeof change.camera === 'object' && change.camera !== null ? change.camera : {};
  return 'id' in camera ? String(camera.id) : '';
}

/** Ways in which a record is none. */
const DAMAGES: readonly ((record: object) => unknown)[] = [
  () => null,
  () => 'camera',
  (record) => ({ ...record, id: 42 }),
  (record) => ({ ...record, number: 'mười' }),
  (record) => ({ ...record, name: { vi: 'x' } }),
  (record) => ({ ...record, streams: 'main' }),
  (record) => ({ ...record, kind: 'flying' }),
  () => [],
];

const damagedNowAndThen = (item: object, index: number): unknown => (index % BROKEN_EVERY === BROKEN_EVERY - 1 ? damaged(item, Math.floor(index / BROKEN_EVERY)) : item);

function damaged(item: object, turn: number): unknown {
  const damage = DAMAGES[turn % DAMAGES.length];
  if (damage === undefined) return null;
  return 'camera' in item && typeof item.camera === 'object' && item.camera !== null ? { ...item, camera: damage(item.camera) } : damage(item);
}
