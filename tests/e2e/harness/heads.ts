import type { DemoCity } from './demo-city.ts';

/** How a head stands at the server. */
export interface HeadSeen {
  readonly cameraId: string;
  readonly moving: boolean;
  readonly holder: { readonly personId: string } | null;
  readonly untilUtcMs: number | null;
  readonly position: { readonly panDeg: number } | null;
}

/** What was done to a head, or happened to it, in the order it was received. */
export interface HeadAct {
  readonly seq: number;
  readonly receivedUtcMs: number;
  readonly cameraId: string;
  readonly what: string;
  readonly detail?: { readonly pan?: number; readonly accept?: boolean };
  readonly personId: string | null;
  readonly connection?: string;
  readonly code?: string;
}

/** The server's own word of heads, past any console. */
export interface CityHeads {
  /** Undefined: nobody holds it and it stands. */
  readonly of: (cameraId: string) => Promise<HeadSeen | undefined>;
  readonly isMoving: (cameraId: string) => Promise<boolean>;
  /** NaN where it is not told. */
  readonly panDeg: (cameraId: string) => Promise<number>;
  readonly acts: (cameraId: string, fromUtcMs?: number) => Promise<readonly HeadAct[]>;
}

export function headsOf({ province }: DemoCity): CityHeads {
  const read = async (): Promise<{ readonly heads: readonly HeadSeen[]; readonly items: readonly HeadAct[] }> => {
    const answer = await fetch(`${province.httpUrl}/demo/ptz?after=0`);
    return (await answer.json()) as { readonly heads: readonly HeadSeen[]; readonly items: readonly HeadAct[] };
  };
  const of = async (cameraId: string): Promise<HeadSeen | undefined> => (await read()).heads.find((head) => head.cameraId === cameraId);
  return {
    of,
    isMoving: async (cameraId) => (await of(cameraId))?.moving ?? false,
    panDeg: async (cameraId) => (await of(cameraId))?.position?.panDeg ?? Number.NaN,
    acts: async (cameraId, fromUtcMs = 0) => (await read()).items.filter((act) => act.cameraId === cameraId && act.receivedUtcMs >= fromUtcMs),
  };
}

/** Cameras at one place of the city whose heads turn and that nothing is wrong with, in order of their numbers. */
export function turningCameras({ demo }: DemoCity, place: string) {
  return demo.world.city.cameras.filter(({ id, name, ptz }) => name.startsWith(place) && ptz !== undefined && demo.world.brokenSinceUtcMs(id) === null);
}
