import { randomUUID } from 'node:crypto';
import type { Camera } from './api-types.ts';
import type { Clock } from './clock.ts';
import * as machine from '../ptz/head.ts';
import type { HeadPlace, HeadState, HeadStep, Lens } from '../ptz/head.ts';
import { nextDue, type Refusal, type Steerer, type Told } from '../ptz/hand.ts';
import { headPlaceOf, usualPresets } from '../ptz/usual-places.ts';
import type { PtzAbilities, PtzAct, PtzAsk, PtzHead, PtzHolder, PtzPlaces, PtzPosition, Velocity } from '../ptz/wire.ts';
import { createPtzRecord, type PtzRecord } from './ptz-record.ts';
import type { PtzPlaceStore } from './ptz-places.ts';

/** Between two tells of a head that only moves on: at most eight a second. */
const TELL_MS = 125;
/** How often what moves by itself is looked at. */
const LOOK_MS = 60;
const LONGEST_MS = 60_000;

/** Somebody who is told of heads. */
export interface HeadListener {
  readonly connection: string;
  /** Whether they may know of this camera. */
  readonly sees: (cameraId: string) => boolean;
  readonly onChanged: (heads: readonly PtzHead[]) => void;
  readonly onTaken: (cameraId: string, by: PtzHolder) => void;
  readonly onAsked: (ask: PtzAsk) => void;
}

/** Where a head looks, and through what. */
export interface HeadView {
  readonly abilities: PtzAbilities;
  readonly position: PtzPosition;
  readonly lens: Lens;
}

export interface HeadsOptions {
  readonly cameraOf: (cameraId: string) => Camera | null;
  readonly clock: Clock;
  readonly places: PtzPlaceStore;
  /** False: the camera does not answer. */
  readonly isReachable: (cameraId: string) => boolean;
}

/** The heads of the city: one hand on each, whichever centre it comes from. Null from an act: done. */
export interface Heads {
  readonly join: (listener: HeadListener) => () => void;
  /** All that somebody holds or that move. */
  readonly active: () => readonly PtzHead[];
  readonly claim: (who: Steerer, cameraId: string) => Refusal | null;
  readonly release: (who: Steerer, cameraId: string) => Refusal | null;
  readonly move: (who: Steerer, cameraId: string, velocity: Velocity, request: number) => Refusal | null;
  readonly act: (who: Steerer, cameraId: string, act: PtzAct) => Refusal | null;
  readonly ask: (who: Steerer, cameraId: string, minutes: number, reason: string) => Refusal | null;
  readonly answer: (who: Steerer, askId: string, accept: boolean) => Refusal | null;
  /** Null: the camera's head does not turn. */
  readonly placesOf: (cameraId: string) => PtzPlaces | null;
  readonly positionOf: (cameraId: string, preset: number) => PtzPosition | null;
  /** Where it looks now; null: it does not turn. */
  readonly viewOf: (cameraId: string) => HeadView | null;
  /** Whether somebody holds it or it moves. */
  readonly isActive: (cameraId: string) => boolean;
  /** A head was claimed or told to move. */
  readonly onDidUse: (listener: (cameraId: string) => void) => () => void;
  readonly record: PtzRecord;
  /** Stops the timer; may be called twice. */
  readonly destroy: () => void;
}

interface Known {
  readonly place: HeadPlace;
  state: HeadState;
  toldUtcMs: number;
  told: string;
  isTellDue: boolean;
}

export function createHeads({ cameraOf, clock, places, isReachable }: HeadsOptions): Heads {
  const known = new Map<string, Known>();
  const active = new Set<string>();
  const listeners = new Set<HeadListener>();
  const useListeners = new Set<(cameraId: string) => void>();
  const record = createPtzRecord(clock);
  let timer: NodeJS.Timeout | null = null;
  let destroyed = false;

  const headOf = (cameraId: string): Known | null => {
    const there = known.get(cameraId);
    if (there !== undefined) return there;
    const camera = cameraOf(cameraId);
    const place = camera === null ? null : headPlaceOf(camera);
    if (place === null) return null;
    const head: Known = { place, state: machine.newHead(place, places.of(cameraId) ?? usualPresets(place), clock.nowUtcMs()), toldUtcMs: 0, told: '', isTellDue: false };
    known.set(cameraId, head);
    return head;
  };
  const say = (cameraId: string, told: readonly Told[]): void => {
    for (const one of told) {
      for (const listener of listeners) {
        if (listener.connection !== one.connection) continue;
        if (one.kind === 'taken') listener.onTaken(cameraId, one.by);
        else listener.onAsked({ ...one.ask, cameraId });
      }
    }
  };
  const tell = (cameraId: string, head: Known): void => {
    const wire = wireHead(cameraId, head);
    head.toldUtcMs = clock.nowUtcMs();
    head.told = standing(wire);
    head.isTellDue = false;
    for (const listener of listeners) if (listener.sees(cameraId)) listener.onChanged([wire]);
  };
  /** Takes a step over: tells whom it concerns, notes it, and looks again when something will happen. */
  const take = (cameraId: string, head: Known, { head: state, told, notes }: HeadStep): void => {
    const moved = state.motion !== head.state.motion;
    head.state = state;
    for (const { note, who } of notes) record.note(cameraId, note, who);
    say(cameraId, told);
    const isOn = state.hand.by !== null || machine.isBusy(head.place, state);
    if (isOn) active.add(cameraId);
    const isOther = standing(wireHead(cameraId, head)) !== head.told;
    if ((isOn || active.has(cameraId)) && (isOther || ((moved || head.isTellDue) && clock.nowUtcMs() - head.toldUtcMs >= TELL_MS))) tell(cameraId, head);
    else if (moved) head.isTellDue = true;
    if (!isOn && !head.isTellDue) active.delete(cameraId);
    plan();
  };
  const advanced = (cameraId: string, head: Known): void => take(cameraId, head, machine.advance(head.place, head.state, clock.nowUtcMs()));
  const plan = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (destroyed || active.size === 0) return;
    let dueUtcMs = Infinity;
    for (const cameraId of active) {
      const head = known.get(cameraId);
      if (head === undefined) continue;
      const isSoon = machine.isBusy(head.place, head.state) || head.isTellDue;
      dueUtcMs = Math.min(dueUtcMs, isSoon ? clock.nowUtcMs() + LOOK_MS : nextDue(head.state.hand));
    }
    timer = setTimeout(look, Math.min(LONGEST_MS, Math.max(1, dueUtcMs - clock.nowUtcMs())));
  };
  const look = (): void => {
    for (const cameraId of [...active]) {
      const head = known.get(cameraId);
      if (head !== undefined) advanced(cameraId, head);
    }
    plan();
  };
  const doing = (cameraId: string, who: Steerer, name: string, detail: object, run: (head: Known) => HeadStep): Refusal | null => {
    const head = headOf(cameraId);
    const refusal: Refusal | null = head === null ? { code: 'ptz/not-offered' } : isReachable(cameraId) ? null : { code: 'ptz/unreachable' };
    if (head === null || refusal !== null) {
      record.act(cameraId, who, name, detail, refusal);
      return refusal;
    }
    advanced(cameraId, head);
    const step = run(head);
    record.act(cameraId, who, name, detail, step.refused);
    take(cameraId, head, step);
    if (step.refused === null && name !== 'release') for (const listener of useListeners) listener(cameraId);
    return step.refused;
  };
  const leave = (connection: string): void => {
    for (const [cameraId, head] of known) {
      const { by, loan, asks } = head.state.hand;
      if (by?.connection !== connection && loan?.lender?.connection !== connection && !asks.some(({ from }) => from.connection === connection)) continue;
      advanced(cameraId, head);
      take(cameraId, head, machine.gone(head.state, connection));
    }
  };
  const viewOf = (cameraId: string): HeadView | null => {
    const head = headOf(cameraId);
    if (head === null) return null;
    // At rest nothing changes: no need to look.
    if (active.has(cameraId)) advanced(cameraId, head);
    return { abilities: head.place.abilities, position: head.state.motion.position, lens: head.state.lens };
  };

  return {
    join: (listener) => {
      listeners.add(listener);
      return () => {
        if (listeners.delete(listener)) leave(listener.connection);
      };
    },
    active: () =>
      [...active].flatMap((cameraId) => {
        const head = known.get(cameraId);
        return head === undefined ? [] : [wireHead(cameraId, head)];
      }),
    claim: (who, cameraId) => doing(cameraId, who, 'claim', {}, ({ state }) => machine.claim(state, who)),
    release: (who, cameraId) => doing(cameraId, who, 'release', {}, ({ state }) => machine.release(state, who)),
    move: (who, cameraId, velocity, request) => doing(cameraId, who, 'move', { ...velocity, request }, ({ state }) => machine.move(state, who, velocity)),
    act: (who, cameraId, act) =>
      doing(cameraId, who, act.kind, act, ({ place, state }) => {
        const step = machine.act(place, state, who, act);
        if (step.head.presets !== state.presets) places.save(cameraId, step.head.presets);
        return step;
      }),
    ask: (who, cameraId, minutes, reason) => doing(cameraId, who, 'ask', { minutes, reason }, ({ state }) => machine.ask(state, { askId: randomUUID(), from: who, minutes, reason, askedUtcMs: clock.nowUtcMs() })),
    answer: (who, askId, accept) => {
      const asked = [...known].find(([, { state }]) => state.hand.asks.some((open) => open.askId === askId));
      return asked === undefined ? { code: 'ptz/ask-unknown' } : doing(asked[0], who, 'answer', { askId, accept }, ({ state }) => machine.answer(state, who, askId, accept));
    },
    placesOf: (cameraId) => {
      const head = headOf(cameraId);
      return head === null ? null : { presets: head.state.presets.map(({ number, name }) => ({ number, name })), patrols: head.place.patrols };
    },
    positionOf: (cameraId, preset) => headOf(cameraId)?.state.presets.find(({ number }) => number === preset)?.position ?? null,
    viewOf,
    isActive: (cameraId) => active.has(cameraId),
    onDidUse: (listener) => {
      useListeners.add(listener);
      return () => useListeners.delete(listener);
    },
    record,
    destroy: () => {
      destroyed = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      listeners.clear();
    },
  };
}

function wireHead(cameraId: string, { place, state }: Known): PtzHead {
  const { hand, motion, patrol, tracking } = state;
  const { panDeg, tiltDeg, zoom } = motion.position;
  return {
    cameraId,
    holder: hand.by?.holder ?? null,
    sinceUtcMs: Math.floor(hand.sinceUtcMs),
    untilUtcMs: hand.loan === null ? null : Math.floor(hand.loan.untilUtcMs),
    moving: machine.isMoving(place, state),
    patrol: patrol?.number ?? null,
    tracking,
    position: { panDeg: rounded(panDeg), tiltDeg: rounded(tiltDeg), zoom: rounded(zoom) },
  };
}

/** All of a head but where it looks: when this changes, everybody is told at once. */
const standing = ({ position: _position, ...head }: PtzHead): string => JSON.stringify(head);

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
