import type { CameraMore } from '@contract/domain/camera-page.ts';
import { err, ok } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { directoryContract } from '@contract/ipc/directory-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { StatePublisher } from '../../ipc/state-publisher.ts';
import type { DirectoryService } from '../../services/directory/directory-service.ts';
import type { Stores } from '../../state/stores.ts';
import type { Answer } from './answer.ts';

export interface DirectoryHandlerEnvironment {
  readonly stores: Pick<Stores, 'cameras'>;
  readonly directory: Pick<DirectoryService, 'ask' | 'watch' | 'look' | 'windowGone'>;
  /** What only the server knows. Codes camera/unknown, tier/unreachable, tier/refused. */
  readonly cameraMore: (camera: CameraId) => Answer<CameraMore>;
  readonly publisher: Pick<StatePublisher, 'flush'>;
}

type Names = Exclude<keyof typeof directoryContract, `groups.${string}` | `searches.${string}`>;

/** Finding cameras: questions go on to the directory's process. */
export function directoryHandlers({ stores, directory, cameraMore, publisher }: DirectoryHandlerEnvironment): Pick<Handlers, Names> {
  return {
    'directory.search': async ({ query }) => {
      const found = await directory.ask('search', { query });
      return found.ok ? ok({ ids: [...found.value.ids], first: [...found.value.first], total: found.value.total, near: found.value.near }) : found;
    },
    'directory.facets': async ({ query }) => {
      const found = await directory.ask('facets', { query });
      return found.ok ? ok({ facets: [...found.value.facets] }) : found;
    },
    'directory.cameras': ({ cameras }) => ok({ cameras: cameras.flatMap((id) => stores.cameras.get(id) ?? []) }),
    'directory.number': ({ number }) => directory.ask('number', { number }),
    'directory.unit': async ({ unit }) => {
      const found = await directory.ask('unit', { unit });
      return found.ok ? ok({ ids: [...found.value.ids], first: [...found.value.first] }) : found;
    },
    'directory.watch': ({ fresh, add, remove }, { window }) => {
      if (fresh) directory.windowGone(window.id);
      const unknown = directory.watch(window.id, add, remove);
      // A line that was just drawn waits for its record.
      publisher.flush();
      return ok({ unknown: [...unknown] });
    },
    'directory.area': async ({ area, scope, most }) => {
      const found = await directory.ask('area', { area, scope, most });
      return found.ok ? ok({ items: [...found.value.items], total: found.value.total }) : found;
    },
    'directory.places': async ({ text }) => {
      const found = await directory.ask('places', { text });
      return found.ok ? ok({ places: [...found.value.places] }) : found;
    },
    'directory.more': ({ camera }) => (stores.cameras.get(camera) === undefined ? err('camera/unknown') : cameraMore(camera)),
    'map.look': ({ look }) => {
      directory.look(look);
      return ok(null);
    },
    'map.coverage': async ({ bounds, scope }) => {
      const found = await directory.ask('coverage', { bounds, scope });
      return found.ok ? ok({ areas: found.value.areas.map(({ camera, corners }) => ({ camera, corners: corners.map(([lon, lat]): [number, number] => [lon, lat]) })), tooMany: found.value.tooMany }) : found;
    },
    'map.extent': ({ scope }) => directory.ask('extent', { scope }),
  };
}
