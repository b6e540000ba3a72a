import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { cameraId, DESK_SURFACE, monitorKey, monitorSurface, streamId, utcMs } from '@contract/domain/units.ts';
import { emptySurface, withCamera } from '@contract/domain/wall.ts';
import { createHandlers, type HandlerEnvironment } from '../../../../main/app/handlers.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { createStores, update } from '../../../../main/state/stores.ts';
import { standIn } from '../../../builders/fake-electron.ts';
import { cameraNamed, settled } from '../../../builders/fake-vms.ts';
import { personWith } from '../../../builders/people.ts';

const left = monitorKey('d1');
const desk: KnownWindow = { id: 1, kind: 'desk', monitor: null };
const wall: KnownWindow = { id: 2, kind: 'wall', monitor: left };
const OPENED: Result<{ readonly stream: ReturnType<typeof streamId> }> = ok({ stream: streamId(7) });

function handlers() {
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const state = { token: 'access' as string | null };
  const { 'media.open': open } = createHandlers(standIn<HandlerEnvironment>({ stores, session: { accessToken: () => state.token }, broker: { open: () => OPENED } }));
  const ask = (camera: string, window = desk) => Promise.resolve(open({ camera: cameraId(camera), profile: 'sub' }, { window, person: personWith() }));
  const directory = (directoryState: 'empty' | 'loading' | 'cached' | 'current', ...cameras: readonly string[]) => {
    stores.cameras.replaceAll(cameras.map((id) => cameraNamed(id)));
    update(stores.tier, { directoryState });
  };
  const online = (is: boolean) => update(stores.tier, { connection: is ? { kind: 'online' } : { kind: 'offline', error: { code: 'tier/unreachable', retryable: true }, sinceUtcMs: utcMs(0) } });
  return { stores, state, ask, directory, online };
}

describe('opening a camera', () => {
  it('that is granted gives its stream', async () => {
    const { ask, directory } = handlers();
    directory('current', 'a');
    expect(await ask('a')).toEqual(OPENED);
  });

  it('waits for the list of cameras while it is on its way, instead of saying that the camera is not granted', async () => {
    const { ask, directory } = handlers();
    directory('loading');
    const answers: unknown[] = [];
    void ask('a').then((answer) => answers.push(answer));
    void ask('b').then((answer) => answers.push(answer));
    await settled();
    expect(answers).toEqual([]);
    directory('current', 'a');
    await settled();
    expect(answers).toEqual([OPENED, err('camera/unknown')]);
  });

  it('without any list says what is missing: the server, or an answer that can be read', async () => {
    const { ask, directory, online } = handlers();
    directory('empty');
    online(false);
    expect(await ask('a')).toEqual(err('tier/unreachable', { retryable: true }));
    online(true);
    expect(await ask('a')).toEqual(err('tier/bad-answer', { retryable: true }));
  });

  it('on a desk opened from the cache says that the server is away, and once it is back that a sign-in is missing', async () => {
    const { ask, directory, online, state } = handlers();
    state.token = null;
    directory('cached', 'a');
    online(false);
    expect(await ask('a')).toEqual(err('tier/unreachable', { retryable: true }));
    online(true);
    expect(await ask('a')).toEqual(err('session/not-signed-in', { retryable: true }));
  });

  it('is for a wall only what its own monitor shows', async () => {
    const { ask, directory, stores } = handlers();
    directory('current', 'a', 'b');
    stores.surfaces.put(withCamera(emptySurface(monitorSurface(left)), 0, cameraId('a')), withCamera(emptySurface(DESK_SURFACE), 0, cameraId('b')));
    expect(await ask('a', wall)).toEqual(OPENED);
    expect(await ask('b', wall)).toEqual(err('camera/unknown'));
  });
});
