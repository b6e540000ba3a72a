import { STILL, type PtzVelocity } from '@contract/domain/ptz.ts';

/** What a key means while a camera is steered. */
export type SteerKey =
  | { readonly kind: 'move'; readonly pan: -1 | 0 | 1; readonly tilt: -1 | 0 | 1; readonly zoom: -1 | 0 | 1 }
  | { readonly kind: 'preset'; readonly preset: number }
  | { readonly kind: 'home' }
  | { readonly kind: 'end' };

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey'>;
type Direction = Omit<Extract<SteerKey, { readonly kind: 'move' }>, 'kind'>;

const turn = (pan: Direction['pan'], tilt: Direction['tilt']): Direction => ({ pan, tilt, zoom: 0 });
const zoom = (by: Direction['zoom']): Direction => ({ pan: 0, tilt: 0, zoom: by });
/** By place on the keyboard: the numeric block steers with and without Num Lock. */
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: turn(-1, 0),
  ArrowRight: turn(1, 0),
  ArrowUp: turn(0, 1),
  ArrowDown: turn(0, -1),
  Numpad4: turn(-1, 0),
  Numpad6: turn(1, 0),
  Numpad8: turn(0, 1),
  Numpad2: turn(0, -1),
  Numpad7: turn(-1, 1),
  Numpad9: turn(1, 1),
  Numpad1: turn(-1, -1),
  Numpad3: turn(1, -1),
  NumpadAdd: zoom(1),
  NumpadSubtract: zoom(-1),
  Equal: zoom(1),
  Minus: zoom(-1),
  PageUp: zoom(1),
  PageDown: zoom(-1),
};

/** Null: not for the head. Keys with Ctrl, Alt or Meta never are. */
export function steerKeyOf({ key, code, ctrlKey, altKey, metaKey }: Press): SteerKey | null {
  if (ctrlKey || altKey || metaKey) return null;
  const direction = DIRECTIONS[code];
  if (direction !== undefined) return { kind: 'move', ...direction };
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (digit !== undefined) return { kind: 'preset', preset: Number(digit) };
  if (key === 'Home') return { kind: 'home' };
  return key === 'Escape' ? { kind: 'end' } : null;
}

/** Speeds that held keys amount to. `speed` 0..1. */
export function keysVelocity(codes: Iterable<string>, speed: number): PtzVelocity {
  let sum = STILL;
  for (const code of codes) {
    const direction = DIRECTIONS[code];
    if (direction !== undefined) sum = { pan: sum.pan + direction.pan, tilt: sum.tilt + direction.tilt, zoom: sum.zoom + direction.zoom };
  }
  const of = (value: number): number => Math.sign(value) * speed || 0;
  return { pan: of(sum.pan), tilt: of(sum.tilt), zoom: of(sum.zoom) };
}
