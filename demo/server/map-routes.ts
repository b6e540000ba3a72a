import type { FastifyInstance } from 'fastify';
import type { Camera, CameraMore, Right, Unit } from './api-types.ts';
import type { CallerOf } from './caller.ts';
import type { Directory } from './directory.ts';
import { sendProblem } from './problem.ts';
import type { Caller } from './sessions.ts';
import { etagOf, matches } from './shared-list.ts';
import { viewersOf } from './stream-board.ts';
import type { World } from './world.ts';

export interface MapRouteParts {
  readonly directory: Directory;
  readonly world: World;
  readonly units: readonly Unit[];
  /** Whether this tier sees the forces of a unit. */
  readonly seesForcesOf: (unitId: string) => boolean;
  readonly callerOf: CallerOf;
}

const cameraParams = { type: 'object', required: ['cameraId'], properties: { cameraId: { type: 'string', minLength: 1, maxLength: 64 } } } as const;

/** What the page of a camera and the map show beside the directory: rights, history, viewers; forces; walls. */
export function mapRoutes(app: FastifyInstance, { directory, world, units, seesForcesOf, callerOf }: MapRouteParts): void {
  const unitIds = new Set(units.map(({ id }) => id));
  let walls: { readonly etag: string; readonly items: readonly object[] } | null = null;
  const wallsHere = (): NonNullable<typeof walls> => {
    const items = world.buildings().flatMap(({ unitId, ...wall }) => (unitIds.has(unitId) ? [wall] : []));
    return { items, etag: etagOf(JSON.stringify(items)) };
  };

  app.get<{ Params: { cameraId: string } }>('/v1/cameras/:cameraId/more', { schema: { params: cameraParams } }, (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const camera = directory.byId(request.params.cameraId);
    return camera === null ? sendProblem(reply, { code: 'camera/unknown' }) : reply.send(moreOf(camera, caller, world));
  });
  app.get('/v1/forces', (request, reply) => (callerOf(request, reply, 'forces.see') === null ? reply : reply.send({ items: world.forces.list(seesForcesOf) })));
  app.get('/v1/map/walls', (request, reply) => {
    if (callerOf(request, reply) === null) return reply;
    walls ??= wallsHere();
    const known = request.headers['if-none-match'];
    reply.header('etag', walls.etag);
    return known !== undefined && matches(known, walls.etag) ? reply.code(304).send() : reply.send({ items: walls.items });
  });
}

/** Rights that are about a camera, and those only where it can do what they allow. */
const CAMERA_RIGHTS: readonly (readonly [Right, (camera: Camera) => boolean])[] = [
  ['live.view', () => true],
  ['snapshot.take', () => true],
  ['mask.lift', ({ masks = [] }) => masks.length > 0],
  ['ptz.steer', ({ ptz }) => ptz !== undefined],
];

function moreOf(camera: Camera, { person, subjectId }: Caller, world: World): CameraMore {
  const rights = CAMERA_RIGHTS.flatMap(([right, fits]) => (person.rights.includes(right) && fits(camera) ? [right] : []));
  const viewers = person.rights.includes('viewers.see') ? { viewers: viewersOf(world.streams.list(), camera.id, subjectId) } : {};
  return { rights, history: world.historyOf(camera.id), ...viewers };
}
