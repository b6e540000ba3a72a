import { describe, expect, it } from 'vitest';
import type { CameraState } from '@contract/domain/camera.ts';
import type { Handover, OnDuty } from '@contract/domain/duty.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { cameraId, handoverId, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { createDutyService } from '../../../../../main/services/duty/duty-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import type { DutyPort } from '../../../../../main/vms/alarm-ports.ts';
import { handoverWith, onDutyWith } from '../../../../builders/duty.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked, settled } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

type Listed = Result<{ readonly onDuty: readonly OnDuty[]; readonly handover: Handover | null }>;

function desk(states: Result<readonly CameraState[]> = ok([])) {
  const time = createFakeTime();
  const listed = createAsked<readonly [], Listed>();
  const sheets: unknown[] = [];
  const place: { port: DutyPort | null } = {
    port: {
      list: listed.call,
      signOn: () => Promise.resolve(ok(null)),
      signOff: () => Promise.resolve(ok({ sharedAgain: 2, kept: 1 })),
      handOver: (workstation, sheet) => {
        sheets.push({ workstation, ...sheet });
        return Promise.resolve(ok(handoverWith()));
      },
      sign: () => Promise.resolve(err('session/code-wrong')),
      withdraw: () => Promise.resolve(ok(null)),
      past: () => Promise.resolve(ok([handoverWith({ id: handoverId('old'), state: 'signed' })])),
    },
  };
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const service = createDutyService({ port: () => place.port, stores, cameraStates: () => Promise.resolve(states), muted: () => ['Âm tắt'], workstation: 'BAN-01', timers: time.timers, random: () => 1, log: createRecordingLog() });
  const shown = () => stores.duty.get(ONLY)?.onDuty.map(({ name }) => name);
  return { ...time, service, listed, sheets, place, shown, stores };
}

describe('who is on duty', () => {
  it('is loaded once at a time, and once more for what changed meanwhile', async () => {
    const { service, listed, shown } = desk();
    void service.sync();
    void service.sync();
    void service.sync();
    expect(listed.waiting()).toBe(1);
    await listed.answer(ok({ onDuty: [onDutyWith({ name: 'An' })], handover: null }));
    expect(listed.waiting()).toBe(1);
    await listed.answer(ok({ onDuty: [onDutyWith({ name: 'Bình' })], handover: null }));
    expect([listed.waiting(), shown()]).toEqual([0, ['Bình']]);
  });

  it('is asked for again when the server failed, and forgotten with the person', async () => {
    const { service, listed, shown, advance } = desk();
    void service.sync();
    await listed.answer(err('tier/unreachable', { retryable: true }));
    advance(60_000);
    await listed.answer(ok({ onDuty: [onDutyWith()], handover: handoverWith() }));
    expect(shown()).toEqual(['Trần Văn Minh']);
    void service.sync();
    service.close();
    await listed.answer(ok({ onDuty: [onDutyWith()], handover: null }));
    expect(shown()).toEqual([]);
  });

  it('is known at once after an act, also after one that was refused', async () => {
    const { service, listed } = desk();
    const signing = service.sign(handoverId('h1'), 'to', 'truc.binh', '123456');
    await settled();
    await listed.answer(ok({ onDuty: [], handover: null }));
    expect(await signing).toMatchObject({ ok: false, error: { code: 'session/code-wrong' } });
  });

  it('is nobody\'s business where the server keeps no duty', async () => {
    const { service, place } = desk();
    place.port = null;
    await service.sync();
    expect(await service.signOff()).toMatchObject({ ok: false, error: { code: 'tier/refused' } });
  });
});

describe('a handover', () => {
  it('says what this desk alone knows: lost cameras, the longest first, what is muted, the notes', async () => {
    const state = (id: string, since: number, is: CameraState['state'] = 'lost'): CameraState => ({ id: cameraId(id), state: is, sinceUtcMs: utcMs(since) });
    const { service, listed, sheets } = desk(ok([state('c2', 9), state('c1', 4), state('c3', 1, 'working'), state('c4', 2, 'broken')]));
    const made = service.handOver('Để ý chợ đêm');
    await settled();
    await listed.answer(ok({ onDuty: [], handover: null }));
    expect((await made).ok).toBe(true);
    expect(sheets).toEqual([{ workstation: 'BAN-01', muted: ['Âm tắt'], notes: 'Để ý chợ đêm', lostCameras: { total: 2, named: [{ camera: 'c1', cameraName: 'c1', sinceUtcMs: 4 }, { camera: 'c2', cameraName: 'c2', sinceUtcMs: 9 }] } }]);
  });

  it('is not made with cameras unknown', async () => {
    const { service, listed, sheets } = desk(err('tier/unreachable', { retryable: true }));
    const made = service.handOver('');
    await settled();
    await listed.answer(ok({ onDuty: [], handover: null }));
    expect([(await made).ok, sheets]).toEqual([false, []]);
  });

  it('is found under way or among those of before', async () => {
    const { service, listed } = desk();
    void service.sync();
    await listed.answer(ok({ onDuty: [], handover: handoverWith() }));
    expect(await service.find(handoverId('h1'))).toMatchObject({ ok: true, value: { state: 'open' } });
    expect(await service.find(handoverId('old'))).toMatchObject({ ok: true, value: { state: 'signed' } });
    expect(await service.find(handoverId('x'))).toMatchObject({ ok: false, error: { code: 'handover/unknown' } });
  });
});
