import type { FastifyInstance } from 'fastify';
import type { HandoverSheet } from '../../../contract/domain/duty.ts';
import { cameraId, utcMs } from '../../../contract/domain/units.ts';
import { RIGHTS, type DemoPerson } from '../../people.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { CallerOf } from '../caller.ts';
import type { Clock } from '../clock.ts';
import type { Directory } from '../directory.ts';
import type { Heads } from '../ptz-heads.ts';
import type { TierSchemas } from '../schemas.ts';
import { foldUsername } from '../sessions.ts';
import { createDuty } from './duty.ts';
import { dutyRoutes } from './duty-routes.ts';
import type { DutyStore } from './duty-store.ts';
import { createHandovers, type HandoverParts } from './handovers.ts';

export interface DutySetup {
  readonly desk: AlarmDesk;
  readonly store: DutyStore;
  readonly clock: Clock;
  readonly centreName: string;
  readonly people: readonly DemoPerson[];
  readonly heads: Pick<Heads, 'active'>;
  readonly directory: Pick<Directory, 'byId'>;
  readonly proveFactor: HandoverParts['proveFactor'];
  readonly schemas: TierSchemas;
  readonly callerOf: CallerOf;
}

/** Hands on heads of this tier's cameras that were lent for a time. */
function leasesOf(heads: DutySetup['heads'], directory: DutySetup['directory']): HandoverSheet['ptzLeases'] {
  return heads.active().flatMap((head) => {
    const camera = directory.byId(head.cameraId);
    return camera === null || head.holder === null || head.untilUtcMs === null ? [] : [{ camera: cameraId(camera.id), cameraName: camera.name, byName: head.holder.name, untilUtcMs: utcMs(head.untilUtcMs) }];
  });
}

/** Puts duty, sharing and handovers of one tier together and serves them; the answer stops it. */
export function setUpDuty(app: FastifyInstance, { desk, store, clock, centreName, people, heads, directory, proveFactor, schemas, callerOf }: DutySetup): () => void {
  const byId = new Map(people.map((person) => [person.id, person]));
  const byUsername = new Map(people.map((person) => [foldUsername(person.username), person]));
  const duty = createDuty({
    desk,
    store,
    clock,
    centreName,
    rightsOf: (personId) => {
      const person = byId.get(personId);
      return person === undefined ? [] : [...RIGHTS[person.role], ...(person.moreRights ?? [])];
    },
  });
  const handovers = createHandovers({
    duty,
    desk,
    clock,
    ptzLeases: () => leasesOf(heads, directory),
    proveFactor,
    personIdOf: (username) => byUsername.get(foldUsername(username))?.id ?? null,
    unitNameOf: (personId) => byId.get(personId)?.unitName ?? centreName,
  });
  dutyRoutes(app, { duty, handovers, schemas, callerOf });
  return duty.destroy;
}
