import type { components } from '../../contract/tier-api/openapi.gen.ts';

type Schemas = components['schemas'];

export type PtzAbilities = Schemas['PtzAbilities'];
export type PtzAct = Schemas['PtzAct'];
export type PtzAsk = Schemas['PtzAsk'];
export type PtzAux = Schemas['PtzAux'];
export type PtzHead = Schemas['PtzHead'];
export type PtzHolder = Schemas['PtzHolder'];
export type PtzPatrol = Schemas['PtzPatrol'];
export type PtzPlaces = Schemas['PtzPlaces'];
export type PtzPosition = Schemas['PtzPosition'];

/** Speeds, each -1..1: to the right, up, closer. */
export interface Velocity {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
}

export const STILL: Velocity = { pan: 0, tilt: 0, zoom: 0 };
export const isStill = ({ pan, tilt, zoom }: Velocity): boolean => pan === 0 && tilt === 0 && zoom === 0;
