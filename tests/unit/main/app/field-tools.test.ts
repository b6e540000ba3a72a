import { describe, expect, it } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import { err } from '@contract/domain/result.ts';
import type { PtzAsk } from '@contract/domain/ptz.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';
import type { Dialogs } from '../../../../main/app/dialogs.ts';
import { createFieldTools } from '../../../../main/app/field-tools.ts';
import { createNotices } from '../../../../main/app/notices.ts';
import type { StorageContext } from '../../../../main/storage/json-document.ts';
import { createStores } from '../../../../main/state/stores.ts';
import type { PtzListener, PtzLink, VmsConnection } from '../../../../main/vms/adapter.ts';
import { standIn } from '../../../builders/fake-electron.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { cameraNamed } from '../../../builders/fake-vms.ts';
import { holderWith } from '../../../builders/ptz.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const C1 = cameraId('c1');
const askOf = (id: string, state: PtzAsk['state'], side: PtzAsk['side'] = 'asked'): PtzAsk => ({ id, camera: C1, from: holderWith(), minutes: 5, reason: 'Theo đoàn xe', askedUtcMs: utcMs(0), state, side });

async function scene() {
  const time = createFakeTime();
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const cameras = new Map<string, Camera>([[C1, cameraNamed(C1)]]);
  stores.cameras.setSource({ get: (id) => cameras.get(id), has: (id) => cameras.has(id) });
  let listener: PtzListener | null = null;
  const open = (to: PtzListener): PtzLink => {
    listener = to;
    return standIn<PtzLink>({ close: () => undefined });
  };
  const field = createFieldTools({
    stores,
    vms: standIn<VmsConnection>({ ptz: { open, places: async () => err('ptz/not-offered') } }),
    context: standIn<StorageContext>({}),
    notices: createNotices(stores, time.clock),
    directory: { ask: async () => err('app/internal'), setGroups: () => undefined },
    dialogs: standIn<Dialogs>({}),
    documentsFolder: '/documents',
    onDidKeep: () => undefined,
    clock: time.clock,
    timers: time.timers,
    random: { unit: () => 0.5, bytes: (count) => new Uint8Array(count), uuid: () => 'u' },
    log: createRecordingLog(),
  });
  await field.follow();
  const say = (): PtzListener => {
    if (listener === null) throw new Error('nobody listens');
    return listener;
  };
  return { ...time, say, isTold: () => stores.notices.get('ptzAsked') !== undefined };
}

describe('the notice that somebody asks for a hand', () => {
  it('stays while any ask is open, whatever becomes of the others', async () => {
    const { say, isTold } = await scene();
    say().onAsked(askOf('a1', 'open'));
    say().onAsked(askOf('a2', 'open'));
    say().onAsked(askOf('a1', 'declined'));
    say().onAsked(askOf('mine', 'accepted', 'asking'));
    expect(isTold()).toBe(true);
    say().onAsked(askOf('a2', 'accepted'));
    expect(isTold()).toBe(false);
  });

  it('goes with an ask whose end nobody told', async () => {
    const { say, isTold, advance } = await scene();
    say().onAsked(askOf('a1', 'open'));
    expect(isTold()).toBe(true);
    advance(120_000);
    expect(isTold()).toBe(false);
  });
});
