import { afterEach } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { CameraChange, DirectoryLoad, DirectoryPage, DirectoryPort } from '../../main/vms/adapter.ts';
import { directoryScene, portWith, valueOf, type SceneOptions } from './directory-scene.ts';
import { cameraNamed, createAsked, settled, unitNamed } from './fake-vms.ts';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));
/** A scene that ends with its test. */
export const sceneWith = (options: SceneOptions) => {
  const scene = directoryScene(options);
  ends.push(scene.end);
  return scene;
};
export type Scene = ReturnType<typeof directoryScene>;
/** Ids of what fits, by number. */
export const all = async (scene: Scene, text = '') => valueOf(await scene.ask('search', { query: { text, filter: {}, order: 'number' } })).ids;
export const page = (...ids: readonly string[]): DirectoryPage => ({ cameras: ids.map((id, index) => cameraNamed(id, { number: index + 1 })), skipped: 0, total: ids.length });
export const LOADED: Result<DirectoryLoad> = ok({ kind: 'loaded', etag: 'e1', changeToken: 't1', skipped: 0 });
export const AWAY: Result<never> = err('tier/unreachable', { retryable: true });

/** A directory before a server whose answers about cameras the test gives. */
export async function asked(options: { readonly folder?: string; readonly units?: DirectoryPort['units'] } = {}) {
  const cameras = createAsked<readonly [string | null, (page: DirectoryPage) => void], Result<DirectoryLoad>>();
  const changes = createAsked<readonly [string], Result<{ readonly changes: readonly CameraChange[]; readonly skipped: number; readonly changeToken: string }>>();
  const port = portWith({ units: [unitNamed('u1')], cameras: [] }, { cameras: cameras.call, changes: changes.call, ...(options.units === undefined ? {} : { units: options.units }) });
  const scene = sceneWith({ port, ...(options.folder === undefined ? {} : { folder: options.folder }) });
  await scene.open();
  const start = async () => {
    scene.handle({ kind: 'sync' });
    await settled();
  };
  const give = (given: DirectoryPage) => cameras.args.at(-1)?.[1](given);
  const load = async (...pages: readonly DirectoryPage[]) => {
    await start();
    pages.forEach(give);
    await cameras.answer(LOADED);
    await scene.idle();
  };
  const change = async (list: readonly CameraChange[], skipped = 0) => {
    await start();
    await changes.answer(ok({ changes: list, skipped, changeToken: `t${changes.args.length + 1}` }));
    await scene.idle();
  };
  return { ...scene, scene, cameras, changes, start, give, load, change };
}
