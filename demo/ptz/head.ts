import { assertNever } from '../../contract/domain/result.ts';
import { centreOn, frameOn, lookAt, type Place } from './aim.ts';
import * as hands from './hand.ts';
import type { Hand, HandStep, Refusal, Steerer } from './hand.ts';
import { advanceMotion, atRest, clamp, hasArrived, isAtRest, reachable, type Drive, type Motion } from './kinematics.ts';
import { isStill, type PtzAbilities, type PtzAct, type PtzPatrol, type PtzPosition, type Velocity } from './wire.ts';

/** A movement not renewed for this long begins to brake: it stands within a second of its last command. */
export const DEAD_MAN_MS = 900;
/** How fast focus and iris go while their button is held, from one end to the other in 2 s. */
const LENS_PER_S = 1;

/** What never changes of a head. */
export interface HeadPlace {
  readonly abilities: PtzAbilities;
  /** Where it stands. */
  readonly stands: Place | undefined;
  readonly mountingHeightM: number | undefined;
  readonly home: PtzPosition;
  readonly patrols: readonly PtzPatrol[];
  /** Where the thing is that tracking follows, pan and tilt in degrees. */
  readonly followed: (utcMs: number) => { readonly panDeg: number; readonly tiltDeg: number };
}

/** What hangs on a lens: 0 is sharp and usual, -1 and 1 the ends. */
export interface Lens {
  readonly focus: number;
  readonly iris: number;
  readonly wiper: boolean;
  readonly light: boolean;
  /** Buttons held. */
  readonly held: { readonly focus: number; readonly iris: number };
}

export interface SavedPlace {
  readonly number: number;
  readonly name: string;
  readonly position: PtzPosition;
  readonly pictureBase64?: string;
}

/** One head at a moment. */
export interface HeadState {
  readonly atUtcMs: number;
  readonly hand: Hand;
  readonly motion: Motion;
  readonly drive: Drive;
  /** When a held movement ends unless renewed. */
  readonly renewUntilUtcMs: number | null;
  readonly patrol: { readonly number: number; readonly step: number; /** Null: on the way. */ readonly arrivedUtcMs: number | null } | null;
  readonly tracking: boolean;
  readonly lens: Lens;
  readonly presets: readonly SavedPlace[];
}

export type HeadNote = hands.HandNote | 'dead-man';

export interface HeadStep extends Omit<HandStep, 'hand' | 'notes'> {
  readonly head: HeadState;
  readonly notes: readonly { readonly note: HeadNote; readonly who: HandStep['notes'][number]['who'] | null }[];
}

const STILL_DRIVE: Drive = { kind: 'still' };

export const newHead = (place: HeadPlace, presets: readonly SavedPlace[], nowUtcMs: number): HeadState => ({
  atUtcMs: nowUtcMs,
  hand: hands.nobodysHand(nowUtcMs),
  motion: atRest(place.home),
  drive: STILL_DRIVE,
  renewUntilUtcMs: null,
  patrol: null,
  tracking: false,
  lens: { focus: 0, iris: 0, wiper: false, light: false, held: { focus: 0, iris: 0 } },
  presets,
});

const plain = (head: HeadState, refused: Refusal | null = null): HeadStep => ({ head, refused, told: [], notes: [] });
const stopped = (head: HeadState): HeadState => ({ ...head, drive: STILL_DRIVE, renewUntilUtcMs: null, lens: { ...head.lens, held: { focus: 0, iris: 0 } } });
/** Whoever loses the hand moves nothing any more; what the head does by itself goes on. */
const handed = (head: HeadState, { hand, ...step }: HandStep): HeadStep => {
  if (hand.by?.holder.personId === head.hand.by?.holder.personId) return { ...step, head: { ...head, hand } };
  const left = head.renewUntilUtcMs === null ? { ...head, lens: { ...head.lens, held: { focus: 0, iris: 0 } } } : stopped(head);
  return { ...step, head: { ...left, hand } };
};

export const claim = (head: HeadState, who: Steerer): HeadStep => handed(head, hands.claim(head.hand, who, head.atUtcMs));
export const release = (head: HeadState, who: Steerer): HeadStep => handed(head, hands.release(head.hand, who, head.atUtcMs));
export const ask = (head: HeadState, request: hands.OpenAsk): HeadStep => handed(head, hands.ask(head.hand, request, head.atUtcMs));
export const answer = (head: HeadState, who: Steerer, askId: string, accept: boolean): HeadStep => handed(head, hands.answer(head.hand, who, askId, accept, head.atUtcMs));
export const gone = (head: HeadState, connection: string): HeadStep => handed(head, hands.gone(head.hand, connection, head.atUtcMs));

/** Speeds until the next ones, or until they are not renewed. Ends what the head does by itself. */
export function move(head: HeadState, who: Steerer, velocity: Velocity): HeadStep {
  const refused = hands.whyNot(head.hand, who);
  if (refused !== null) return plain(head, refused);
  const hand = hands.used(head.hand, who, head.atUtcMs);
  const still = isStill(velocity);
  return plain({ ...head, hand, drive: still ? STILL_DRIVE : { kind: 'speed', velocity }, renewUntilUtcMs: still ? null : head.atUtcMs + DEAD_MAN_MS, patrol: null, tracking: false });
}

/** One thing asked of the head. Times are the head's own: advance it first. */
export function act(place: HeadPlace, head: HeadState, who: Steerer, wanted: PtzAct): HeadStep {
  const refused = hands.whyNot(head.hand, who) ?? whyNotOffered(place, wanted);
  if (refused !== null) return plain(head, refused);
  const done = acted(place, { ...head, hand: hands.used(head.hand, who, head.atUtcMs) }, wanted);
  return 'code' in done ? plain(head, done) : plain(done);
}

function acted(place: HeadPlace, head: HeadState, wanted: PtzAct): HeadState | Refusal {
  const { abilities } = place;
  const { position } = head.motion;
  const goTo = (to: PtzPosition): HeadState => ({ ...head, drive: { kind: 'place', position: reachable(abilities, to) }, renewUntilUtcMs: null, patrol: null, tracking: false });
  switch (wanted.kind) {
    case 'centre':
      return goTo(centreOn(abilities, position, wanted.x, wanted.y));
    case 'box':
      return goTo(frameOn(abilities, position, wanted));
    case 'look': {
      const there = lookAt(abilities, place.stands, place.mountingHeightM, wanted);
      return there === null ? { code: 'ptz/not-offered' } : goTo(there);
    }
    case 'home':
      return goTo(place.home);
    case 'preset-go': {
      const saved = head.presets.find(({ number }) => number === wanted.preset);
      return saved === undefined ? { code: 'ptz/no-such-place' } : goTo(saved.position);
    }
    case 'preset-save': {
      const name = wanted.name?.trim();
      const before = head.presets.find(({ number }) => number === wanted.preset);
      const saved: SavedPlace = { number: wanted.preset, name: name === undefined || name === '' ? (before?.name ?? `Vị trí ${String(wanted.preset)}`) : name, position };
      return { ...head, presets: [...head.presets.filter((other) => other !== before), saved].sort((one, other) => one.number - other.number) };
    }
    case 'preset-rename': {
      const name = wanted.name.trim();
      if (!head.presets.some(({ number }) => number === wanted.preset)) return { code: 'ptz/no-such-place' };
      return name === '' ? head : { ...head, presets: head.presets.map((saved) => (saved.number === wanted.preset ? { ...saved, name } : saved)) };
    }
    case 'preset-remove':
      return head.presets.some(({ number }) => number === wanted.preset) ? { ...head, presets: head.presets.filter(({ number }) => number !== wanted.preset) } : { code: 'ptz/no-such-place' };
    case 'patrol-start':
      return patrolStep(place, { ...head, renewUntilUtcMs: null, tracking: false }, wanted.patrol, 0) ?? { code: 'ptz/no-such-place' };
    case 'patrol-stop':
      return head.patrol === null ? head : { ...stopped(head), patrol: null };
    case 'tracking':
      return wanted.on ? { ...head, tracking: true, patrol: null, renewUntilUtcMs: null } : head.tracking ? { ...stopped(head), tracking: false } : head;
    case 'aux':
      return { ...head, lens: pressed(head.lens, wanted.aux, wanted.value) };
    default:
      return assertNever(wanted);
  }
}

function whyNotOffered({ abilities }: HeadPlace, wanted: PtzAct): Refusal | null {
  const offered = (): boolean => {
    switch (wanted.kind) {
      case 'home':
        return abilities.home;
      case 'preset-go':
      case 'preset-save':
      case 'preset-rename':
      case 'preset-remove':
        return abilities.presets;
      case 'patrol-start':
      case 'patrol-stop':
        return abilities.patrols;
      case 'tracking':
        return abilities.tracking;
      case 'aux':
        return abilities.aux.includes(wanted.aux);
      case 'centre':
      case 'box':
      case 'look':
        return true;
      default:
        return assertNever(wanted);
    }
  };
  return offered() ? null : { code: 'ptz/not-offered' };
}

function pressed(lens: Lens, aux: 'focus' | 'iris' | 'wiper' | 'light', value: number): Lens {
  if (aux === 'wiper' || aux === 'light') return { ...lens, [aux]: value > 0 };
  return { ...lens, held: { ...lens.held, [aux]: value } };
}

/** On the way to a step of a patrol; null when there is no such patrol, or nothing is left of its places. */
function patrolStep(place: HeadPlace, head: HeadState, number: number, step: number): HeadState | null {
  const steps = place.patrols.find((patrol) => patrol.number === number)?.steps ?? [];
  for (let tried = 0; tried < steps.length; tried += 1) {
    const at = (step + tried) % steps.length;
    const saved = head.presets.find((preset) => preset.number === steps[at]?.preset);
    if (saved !== undefined) return { ...head, drive: { kind: 'place', position: reachable(place.abilities, saved.position) }, patrol: { number, step: at, arrivedUtcMs: null } };
  }
  return null;
}

/** What happened up to a moment: movements, the dead man's brake, patrols, tracking, idle hands. Going back does nothing. */
export function advance(place: HeadPlace, head: HeadState, nowUtcMs: number): HeadStep {
  if (nowUtcMs <= head.atUtcMs) return plain(head);
  const deadAt = head.renewUntilUtcMs;
  const isDead = deadAt !== null && deadAt <= nowUtcMs;
  const before = isDead ? stopped(moved(place, head, deadAt)) : head;
  const now = patrolled(place, moved(place, before, nowUtcMs));
  const step = handed(now, hands.atTime(now.hand, nowUtcMs));
  return isDead ? { ...step, notes: [{ note: 'dead-man', who: head.hand.by?.holder ?? null }, ...step.notes] } : step;
}

function moved(place: HeadPlace, head: HeadState, untilUtcMs: number): HeadState {
  const byMs = untilUtcMs - head.atUtcMs;
  if (byMs <= 0) return head;
  const drive: Drive = head.tracking ? { kind: 'place', position: reachable(place.abilities, { ...place.followed(untilUtcMs), zoom: head.motion.position.zoom }) } : head.drive;
  return { ...head, atUtcMs: untilUtcMs, drive, motion: advanceMotion(place.abilities, head.motion, drive, byMs), lens: focused(head, byMs) };
}

function focused({ lens, motion }: HeadState, byMs: number): Lens {
  const { held } = lens;
  // It focuses by itself as soon as it looks elsewhere.
  const focus = isAtRest(motion) ? clamp(lens.focus + (held.focus * LENS_PER_S * byMs) / 1000, -1, 1) : 0;
  const iris = clamp(lens.iris + (held.iris * LENS_PER_S * byMs) / 1000, -1, 1);
  return focus === lens.focus && iris === lens.iris ? lens : { ...lens, focus, iris };
}

function patrolled(place: HeadPlace, head: HeadState): HeadState {
  const { patrol } = head;
  if (patrol === null || !hasArrived(place.abilities, head.motion, head.drive)) return head;
  if (patrol.arrivedUtcMs === null) return { ...head, patrol: { ...patrol, arrivedUtcMs: head.atUtcMs } };
  const dwellS = place.patrols.find(({ number }) => number === patrol.number)?.steps[patrol.step]?.dwellS ?? 0;
  if (head.atUtcMs - patrol.arrivedUtcMs < dwellS * 1000) return head;
  return patrolStep(place, head, patrol.number, patrol.step + 1) ?? { ...head, patrol: null };
}

/** Whether the head, or something on its lens, goes somewhere now. */
export const isMoving = (place: HeadPlace, head: HeadState): boolean => !hasArrived(place.abilities, head.motion, head.drive);

/** Whether its picture changes without anybody's doing: it has to be looked at again soon. */
export const isBusy = (place: HeadPlace, head: HeadState): boolean => isMoving(place, head) || head.tracking || head.patrol !== null || head.lens.held.focus !== 0 || head.lens.held.iris !== 0;
