import { expect } from 'vitest';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import { createDirectoryService, type CachedDirectory, type DirectoryCache } from '../../../../../main/services/directory/directory-service.ts';
import { createStores, only } from '../../../../../main/state/stores.ts';
import type { CameraChange, DirectoryLoad, DirectoryPage, DirectoryPort } from '../../../../../main/vms/adapter.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { cameraNamed, createAsked, createFakeEvents, stateOf, unitNamed } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

type Answer<K extends 'units' | 'states'> = Awaited<ReturnType<DirectoryPort[K]>>;
type Changes = Result<{ readonly changes: readonly CameraChange[]; readonly skipped: number; readonly changeToken: string }>;
type Page = (page: DirectoryPage) => void;

export const AWAY: Result<never> = err('tier/unreachable', { retryable: true });
export const LOADED: Result<DirectoryLoad> = ok({ kind: 'loaded', etag: 'e1', changeToken: 't1', skipped: 0 });
export const page = (...ids: readonly string[]): DirectoryPage => ({ cameras: ids.map((id) => cameraNamed(id)), skipped: 0, total: ids.length });
export const cachedOf = (...ids: readonly string[]): CachedDirectory => ({ units: [unitNamed('u1')], cameras: ids.map((id) => cameraNamed(id)), etag: 'e0', changeToken: 't0', directoryUtcMs: utcMs(5), skipped: 2 });

/** A directory service before a server whose every answer the test gives. */
export function directory(options: { readonly changeFeed?: boolean } = {}) {
  const time = createFakeTime();
  const units = createAsked<readonly [], Answer<'units'>>();
  const cameras = createAsked<readonly [string | null, Page], Result<DirectoryLoad>>();
  const changes = createAsked<readonly [string], Changes>();
  const states = createAsked<readonly [], Answer<'states'>>();
  const events = createFakeEvents();
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const lost: AppError[] = [];
  const loads: string[] = [];
  const seen = { layouts: 0, joined: 0, alarms: new Array<string>() };
  const service = createDirectoryService({
    vms: { directory: { units: units.call, cameras: cameras.call, states: states.call, ...(options.changeFeed === false ? {} : { changes: changes.call }) }, events: events.port },
    stores,
    clock: time.clock,
    timers: time.timers,
    random: () => 1,
    log: createRecordingLog(),
    onDidLoseServer: (error) => lost.push(error),
    onLayoutsChanged: () => (seen.layouts += 1),
    onAlarmEvent: (event) => void seen.alarms.push(event.kind),
    onDidJoinEvents: () => (seen.joined += 1),
    onDidLoad: (error) => loads.push(error?.code ?? 'loaded'),
  });
  const saves: CachedDirectory[] = [];
  const cacheOf = (saved: CachedDirectory | null): DirectoryCache => ({ load: async () => saved, save: async (value) => void saves.push(value) });
  const ids = () => [...stores.cameras.records().keys()];
  const tier = () => only(stores.tier);
  const givePage = (given: DirectoryPage) => cameras.args.at(-1)?.[1](given);
  const giveUnits = () => units.answer(ok({ units: [unitNamed('u1')], skipped: 0 }));
  const giveStates = (...given: readonly string[]) => states.answer(ok({ states: given.map((id) => stateOf(id)), cursor: { epoch: 'x', seq: 1 } }));
  /** A whole load of these cameras. */
  const loadAll = async (...given: readonly string[]) => {
    await giveUnits();
    givePage(page(...given));
    await cameras.answer(LOADED);
    await giveStates(...given);
  };
  const nothingLeft = () => expect([ids(), stores.units.records().size, stores.cameraStates.records().size, tier().directoryState, tier().directoryTotal]).toEqual([[], 0, 0, 'empty', 0]);
  return { ...time, units, cameras, changes, states, events, stores, lost, loads, seen, service, saves, cacheOf, ids, tier, givePage, giveUnits, giveStates, loadAll, nothingLeft };
}
