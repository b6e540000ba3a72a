import path from 'node:path';
import { err, type Result } from '@contract/domain/result.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import { EMPTY_QUERY } from '@contract/domain/camera-query.ts';
import { foldText } from '@contract/domain/text-fold.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import type { DirectoryService, OtherEvent } from '../services/directory/directory-service.ts';
import { createForcesService } from '../services/forces/forces-service.ts';
import type { FindCamera } from '../services/groups/group-import.ts';
import { createGroupsService } from '../services/groups/groups-service.ts';
import { createSearchesService } from '../services/groups/searches-service.ts';
import { createPtzService } from '../services/ptz/ptz-service.ts';
import { only, type Stores } from '../state/stores.ts';
import { openGroups, openSearches } from '../storage/documents/shared-lists.ts';
import type { StorageContext } from '../storage/json-document.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import type { Dialogs } from './dialogs.ts';
import { createGroupFiles } from './group-files.ts';
import type { HandlerEnvironment } from './handlers/index.ts';
import type { Notices } from './notices.ts';
import { createSharedListCache } from './shared-list-cache.ts';

export interface FieldToolsParts {
  readonly stores: Stores;
  readonly vms: VmsConnection;
  readonly context: StorageContext;
  readonly notices: Notices;
  readonly directory: Pick<DirectoryService, 'ask' | 'setGroups'>;
  readonly dialogs: Dialogs;
  /** Absolute; where dialogs begin. */
  readonly documentsFolder: string;
  /** Groups or searches were written to this PC's disk, or were not. */
  readonly onDidKeep: (what: 'groups' | 'searches', result: Result<null>) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** What the handlers need of the services around cameras in the field, and when their person comes and goes. */
export interface FieldTools extends Pick<HandlerEnvironment, 'groups' | 'searches' | 'groupFiles' | 'ptz' | 'knowsCamera' | 'cameraMore'> {
  /** Somebody is here, perhaps without the server. `folder`: absolute, what this PC keeps of them. */
  readonly open: (folder: string, personId: string) => Promise<void>;
  /** The server answers and somebody is signed in; may come many times. */
  readonly follow: () => Promise<void>;
  readonly take: (event: OtherEvent) => void;
  /** Events of now are heard from here on: what is kept by them is loaded anew. */
  readonly joinedEvents: () => void;
  readonly tokenRenewed: () => void;
  readonly serverCameBack: () => void;
  readonly windowGone: (window: number) => void;
  /** Forgets everything of the person who was here; may be called twice. */
  readonly close: () => void;
}

/** How long a group may show what it held before a great change of the directory. */
const GROUPS_AGAIN_MS = 1_000;

/** Puts the services around cameras in the field together: groups, saved searches, forces, heads that turn. */
export function createFieldTools(parts: FieldToolsParts): FieldTools {
  const { stores, vms, context, notices, directory, clock, timers, random, log } = parts;
  const person = () => sessionPerson(only(stores.session).session);
  const knowsCamera = (camera: CameraId): boolean => stores.cameras.has(camera);

  const listParts = { clock, uuid: random.uuid, log };
  const groups = createGroupsService({
    ...listParts,
    stores,
    port: () => vms.groups ?? null,
    knows: knowsCamera,
    onDidKeep: (result) => parts.onDidKeep('groups', result),
    onDidMerge: (group) => notices.show('groupMerged', 'info', { group: group.name }),
    onDidKeepApart: (copy) => notices.show('groupKeptApart', 'warning', { copy: copy.name }),
  });
  const searches = createSearchesService({
    ...listParts,
    stores,
    port: () => vms.searches ?? null,
    onDidKeep: (result) => parts.onDidKeep('searches', result),
    onDidMerge: () => undefined,
    onDidKeepApart: (copy) => notices.show('searchKeptApart', 'warning', { copy: copy.name }),
  });
  let cancelShown: Cancel | null = null;
  stores.cameras.onDidChange((ids) => {
    if (ids !== null) return groups.camerasChanged(ids);
    // While a directory is loaded all of it changes many times a second; each look goes through every group.
    cancelShown ??= timers.after(GROUPS_AGAIN_MS, () => {
      cancelShown = null;
      groups.camerasChanged(null);
    });
  });
  stores.groups.onDidChange(() => directory.setGroups([...stores.groups.records().values()].map(({ id, cameras }) => ({ id, cameras }))));

  /** By number, then by code or name, both as a whole and of one camera only. */
  const find: FindCamera = async ({ number, code, name }) => {
    if (number !== null) {
      const found = await directory.ask('number', { number });
      if (!found.ok) return undefined;
      if (found.value.camera !== null) return found.value.camera.id;
    }
    for (const words of [code, name]) {
      if (words === null || words === '') continue;
      const found = await directory.ask('search', { query: { ...EMPTY_QUERY, text: words.slice(0, 200) } });
      if (!found.ok) return undefined;
      const folded = foldText(words);
      const exact = found.value.ids.flatMap((id) => stores.cameras.get(id) ?? []).filter((camera) => foldText(camera.code ?? '') === folded || foldText(camera.name) === folded);
      if (exact.length === 1) return exact[0]?.id ?? null;
    }
    return null;
  };
  const groupFiles = createGroupFiles({ dialogs: parts.dialogs, folder: parts.documentsFolder, files: context.files, groups, stores, find, personId: () => person()?.id ?? null, uuid: random.uuid });

  const forces = createForcesService({ port: () => vms.forces ?? null, maySee: () => person()?.rights.includes('forces.see') ?? false, stores, timers, random: random.unit, log });
  const ptz = createPtzService({
    port: () => vms.ptz ?? null,
    stores,
    cameraOf: (camera) => stores.cameras.get(camera),
    clock,
    timers,
    log,
    onTaken: (camera, by) => notices.show('ptzTaken', 'warning', { camera: stores.cameras.get(camera)?.name ?? camera, name: by.name, unit: by.unitName }),
    onAsked: (ask) => {
      if (ask.side === 'asked' && ask.state === 'open') notices.show('ptzAsked', 'warning', { camera: stores.cameras.get(ask.camera)?.name ?? ask.camera, name: ask.from.name, unit: ask.from.unitName, minutes: ask.minutes });
    },
  });
  stores.ptzAsks.onDidChange(() => {
    if (![...stores.ptzAsks.records().values()].some(({ side, state }) => side === 'asked' && state === 'open')) notices.clear('ptzAsked');
  });

  return {
    groups,
    searches,
    groupFiles,
    ptz,
    knowsCamera,
    cameraMore: async (camera) => {
      if (only(stores.tier).connection.kind !== 'online') return err('tier/unreachable', { retryable: true });
      return vms.cameraPage === undefined ? err('tier/refused') : vms.cameraPage.more(camera);
    },
    open: async (folder, personId) => {
      await groups.open(createSharedListCache(openGroups({ ...context, folder: path.join(folder, 'groups') })), personId);
      await searches.open(createSharedListCache(openSearches({ ...context, folder: path.join(folder, 'searches') })), personId);
    },
    follow: async () => {
      ptz.follow();
      await groups.sync();
      await searches.sync();
      await forces.sync();
    },
    take: (event) => {
      if (event.kind === 'groups.changed') void groups.sync();
      else if (event.kind === 'searches.changed') void searches.sync();
      else if (event.kind === 'force.moved') forces.take(event.force);
    },
    joinedEvents: () => void forces.sync(),
    tokenRenewed: ptz.tokenRenewed,
    serverCameBack: ptz.serverCameBack,
    windowGone: ptz.windowGone,
    close: () => {
      ptz.close();
      cancelShown?.();
      cancelShown = null;
      groups.close();
      searches.close();
      forces.close();
      for (const key of ['groupMerged', 'groupKeptApart', 'searchKeptApart', 'ptzTaken', 'ptzAsked'] as const) notices.clear(key);
    },
  };
}
