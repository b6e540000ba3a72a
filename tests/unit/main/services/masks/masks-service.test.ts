import { describe, expect, it } from 'vitest';
import type { MaskLift } from '@contract/domain/privacy-mask.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraId, monitorKey, monitorSurface, utcMs } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { SLICES_FOR } from '@contract/state/slices.ts';
import { createMasksService } from '../../../../../main/services/masks/masks-service.ts';
import { createStores, update } from '../../../../../main/state/stores.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked } from '../../../../builders/fake-vms.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const C1 = cameraId('c1');
const MINUTE = 60_000;
const REASON = 'Tìm trẻ lạc tại cổng chợ';

function scene() {
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const time = createFakeTime();
  const log = createRecordingLog();
  const told: (readonly string[])[] = [];
  const lifts = createAsked<[typeof C1, number, string], Result<MaskLift>>();
  const restores = createAsked<[string], Result<null>>();
  let jumpMs = 0;
  let person: string | null = 'p1';
  const clock = { utcMs: () => time.clock.utcMs() + jumpMs, monoMs: time.clock.monoMs };
  const service = createMasksService({ port: () => ({ lift: lifts.call, restore: restores.call }), stores, clock, timers: time.timers, personId: () => person, log, onDidCoverForWall: (cameras) => told.push(cameras) });
  const liftUntil = (untilUtcMs: number): MaskLift => ({ id: C1, liftId: 'l1', untilUtcMs: utcMs(untilUtcMs), reason: REASON });
  const lifted = async (minutes = 5) => {
    const asked = service.lift(C1, minutes, REASON);
    await lifts.answer(ok(liftUntil(clock.utcMs() + minutes * MINUTE)));
    return asked;
  };
  return { told, leave: () => (person = null), stores, time, log, lifts, restores, service, clock, liftUntil, lifted, jump: (byMs: number) => (jumpMs += byMs), isLifted: () => stores.maskLifts.get(C1) !== undefined, audit: () => log.lines.flatMap(([event, fields]) => (event === 'audit.mask' ? [fields['act']] : [])) };
}

describe('a lifted mask', () => {
  it('is shown when the server said yes, and ends by itself when it said', async () => {
    const { lifted, time, isLifted, audit, log } = scene();
    expect(await lifted(5)).toEqual({ ok: true, value: null });
    time.advance(5 * MINUTE - 1);
    expect(isLifted()).toBe(true);
    time.advance(1);
    expect(isLifted()).toBe(false);
    expect(audit()).toEqual(['lifted', 'ended']);
    expect(log.lines[0]?.[1]).toMatchObject({ person: 'p1', camera: 'c1', reason: REASON });
  });

  it('stays covered when the server says no, or answers for another camera, or with a time that is over', async () => {
    const { service, lifts, liftUntil, clock, isLifted } = scene();
    const refused = service.lift(C1, 5, REASON);
    await lifts.answer(err('mask/refused'));
    expect(await refused).toMatchObject({ error: { code: 'mask/refused' } });
    const other = service.lift(C1, 5, REASON);
    await lifts.answer(ok({ ...liftUntil(clock.utcMs() + MINUTE), id: cameraId('c2') }));
    expect(await other).toMatchObject({ error: { code: 'tier/bad-answer' } });
    const over = service.lift(C1, 5, REASON);
    await lifts.answer(ok(liftUntil(clock.utcMs())));
    expect(await over).toMatchObject({ ok: false });
    expect(isLifted()).toBe(false);
  });

  it("ends by the server's clock, also when that turns out to be ahead", async () => {
    const { lifted, stores, time, isLifted } = scene();
    await lifted(5);
    update(stores.tier, { clockOffsetMs: 4 * MINUTE });
    time.advance(MINUTE);
    expect(isLifted()).toBe(false);
  });

  it('does not last longer because a clock was set back, or the server is not heard again', async () => {
    const { lifted, jump, time, isLifted, stores } = scene();
    await lifted(5);
    update(stores.tier, { connection: { kind: 'offline', error: { code: 'tier/unreachable', retryable: true }, sinceUtcMs: utcMs(0) } });
    jump(-60 * MINUTE);
    time.advance(5 * MINUTE);
    expect(isLifted()).toBe(false);
  });

  it('is covered at once when somebody says so, before the server knows', async () => {
    const { lifted, service, restores, isLifted, audit, time } = scene();
    await lifted();
    const restored = service.restore(C1);
    expect(isLifted()).toBe(false);
    await restores.answer(err('tier/unreachable', { retryable: true }));
    expect(await restored).toMatchObject({ ok: false });
    expect(restores.args).toEqual([['l1']]);
    expect(audit()).toEqual(['lifted', 'restored']);
    expect(time.waiting()).toBe(0);
    expect(await service.restore(C1)).toEqual({ ok: true, value: null });
  });

  it('ends with the person who asked for it, also when the answer comes later', async () => {
    const { lifted, service, lifts, liftUntil, clock, isLifted, time } = scene();
    await lifted();
    const late = service.lift(C1, 5, REASON);
    service.close();
    expect(isLifted()).toBe(false);
    await lifts.answer(ok(liftUntil(clock.utcMs() + MINUTE)));
    expect(await late).toMatchObject({ ok: false });
    expect(isLifted()).toBe(false);
    expect(time.waiting()).toBe(0);
  });

  it('lifted a second time lasts as the second answer says', async () => {
    const { lifted, time, isLifted } = scene();
    await lifted(2);
    time.advance(MINUTE);
    await lifted(5);
    time.advance(4 * MINUTE);
    expect(isLifted()).toBe(true);
    time.advance(MINUTE);
    expect(isLifted()).toBe(false);
  });

  it('never lasts longer than was asked for, whatever the server says', async () => {
    const { service, lifts, liftUntil, time, isLifted, stores, clock } = scene();
    const asked = service.lift(C1, 5, REASON);
    await lifts.answer(ok(liftUntil(Number.MAX_SAFE_INTEGER)));
    expect(await asked).toEqual({ ok: true, value: null });
    expect(stores.maskLifts.get(C1)?.untilUtcMs).toBe(clock.utcMs() + 5 * MINUTE);
    time.advance(5 * MINUTE);
    expect(isLifted()).toBe(false);
  });

  it('is not seen by a whole room: it ends when the desk is put on a wall, and is not to be had while it is there', async () => {
    const { service, lifted, lifts, restores, liftUntil, isLifted, audit, stores, clock, told } = scene();
    const monitor = monitorKey('d1');
    const deskOn = (isOn: boolean) => stores.surfaces.put({ ...emptySurface(monitorSurface(monitor), READY['1']), contents: [isOn ? { kind: 'desk' } : null] });
    stores.monitors.put(monitorWith({ id: monitor }));
    await lifted();
    const late = service.lift(cameraId('c2'), 5, REASON);
    deskOn(true);
    expect(isLifted()).toBe(false);
    expect(restores.args).toEqual([['l1']]);
    expect(told).toEqual([[C1]]);
    expect(audit()).toEqual(['lifted', 'ended']);
    await lifts.answer(ok({ ...liftUntil(clock.utcMs() + MINUTE), id: cameraId('c2') }));
    expect(await late).toMatchObject({ error: { code: 'mask/desk-on-wall' } });
    expect(await service.lift(C1, 5, REASON)).toMatchObject({ error: { code: 'mask/desk-on-wall' } });
    expect(stores.maskLifts.records().size).toBe(0);
    deskOn(false);
    await lifted();
    expect(isLifted()).toBe(true);
  });

  it('is put down to the person it was given to, also when they are gone', async () => {
    const { lifted, service, log, leave } = scene();
    await lifted();
    leave();
    service.close();
    expect(log.lines.at(-1)?.[1]).toMatchObject({ act: 'ended', person: 'p1' });
  });

  it('is known to the desk only, never to a wall', () => {
    expect(SLICES_FOR.desk).toContain('maskLifts');
    expect(SLICES_FOR.wall).not.toContain('maskLifts');
  });
});
