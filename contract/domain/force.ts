import type { Position } from './camera.ts';
import type { ForceId, UtcMs } from './units.ts';

export const FORCE_KINDS = ['patrol', 'car', 'motorbike', 'fire-engine', 'ambulance'] as const;
export type ForceKind = (typeof FORCE_KINDS)[number];
export const FORCE_STATES = ['free', 'busy', 'off'] as const;
export type ForceState = (typeof FORCE_STATES)[number];

/** Where a force was at a moment, by the server's clock. */
export interface ForceFix {
  readonly at: Position;
  readonly utcMs: UtcMs;
}

/** A patrol or vehicle on the map (HN 2.2.3.1). `trail`: its last places, oldest first, at most 60, the newest is where it is. */
export interface Force {
  readonly id: ForceId;
  /** Call sign. */
  readonly name: string;
  readonly kind: ForceKind;
  readonly state: ForceState;
  readonly unitName?: string;
  readonly trail: readonly ForceFix[];
}

/** A place older than this is told as old, ms. */
export const FORCE_OLD_MS = 60_000;
