import { err, ok, type Result } from '../../contract/domain/result.ts';
import type { Steerer } from '../ptz/hand.ts';
import type { Directory } from './directory.ts';
import type { Heads } from './ptz-heads.ts';

/** How often a demo person's hand renews its movement, and how long it goes one way. */
const RENEW_MS = 400;
const SWAY_MS = 2400;
const SWAY = 0.25;

/** Somebody the demo can put at a head. */
export interface DemoHand {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly unitName?: string;
  readonly ptzLevel?: number;
}

/** Puts a demo person's hand on a head and lets it sway, so that there is somebody to take it from. */
export interface PtzDemo {
  /** `{"hold": camera number or id, "as": user name}`, `{"free": camera}` or `{"free": "all"}`. */
  readonly act: (body: unknown, directory: Directory) => Result<object>;
  /** Stops the timers; may be called twice. */
  readonly destroy: () => void;
}

interface Held {
  readonly timer: NodeJS.Timeout;
  readonly leave: () => void;
}

export function createPtzDemo(heads: Heads, people: readonly DemoHand[]): PtzDemo {
  const held = new Map<string, Held>();

  const free = (cameraId: string): void => {
    const known = held.get(cameraId);
    if (known === undefined) return;
    clearInterval(known.timer);
    held.delete(cameraId);
    known.leave();
  };
  const hold = (cameraId: string, { id, name, unitName, ptzLevel = 1, username }: DemoHand): Result<object> => {
    free(cameraId);
    const connection = `demo ${username} ${cameraId}`;
    const who: Steerer = { connection, holder: { personId: id, name, unitName: unitName ?? '', level: ptzLevel } };
    const leave = heads.join({ connection, sees: () => false, onChanged: () => undefined, onTaken: () => free(cameraId), onAsked: () => undefined });
    const refused = heads.claim(who, cameraId);
    if (refused !== null) {
      leave();
      return err(refused.code);
    }
    let turns = 0;
    const sway = (): void => {
      turns += 1;
      const way = Math.floor((turns * RENEW_MS) / SWAY_MS) % 2 === 0 ? 1 : -1;
      if (heads.move(who, cameraId, { pan: SWAY * way, tilt: 0, zoom: 0 }, turns) !== null) free(cameraId);
    };
    held.set(cameraId, { timer: setInterval(sway, RENEW_MS), leave });
    sway();
    return ok({ held: cameraId, as: username, level: ptzLevel });
  };

  return {
    act: (body, directory) => {
      const fields: Readonly<Record<string, unknown>> = typeof body === 'object' && body !== null ? { ...body } : {};
      if (fields['free'] === 'all') {
        const freed = [...held.keys()];
        for (const cameraId of freed) free(cameraId);
        return ok({ freed });
      }
      const camera = cameraNamed(directory, fields['hold'] ?? fields['free']);
      if (camera === null) return err('camera/unknown', { detail: 'hold or free with a camera number or id wanted' });
      if (fields['hold'] === undefined) {
        free(camera);
        return ok({ freed: [camera] });
      }
      const person = people.find(({ username }) => username === fields['as']);
      return person === undefined ? err('app/invalid-input', { detail: 'as: no such demo person' }) : hold(camera, person);
    },
    destroy: () => {
      for (const cameraId of [...held.keys()]) free(cameraId);
    },
  };
}

function cameraNamed(directory: Directory, named: unknown): string | null {
  if (typeof named !== 'string' && typeof named !== 'number') return null;
  const byId = typeof named === 'string' ? directory.byId(named) : null;
  return (byId ?? (/^\d+$/.test(String(named)) ? directory.byNumber(Number(named)) : null))?.id ?? null;
}
