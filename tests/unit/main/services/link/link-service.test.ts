import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { TierService } from '@contract/domain/tier.ts';
import { createLinkService } from '../../../../../main/services/link/link-service.ts';
import { createStores, only } from '../../../../../main/state/stores.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked, SERVICE, settled } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const AWAY: Result<never> = err('tier/unreachable', { retryable: true, detail: 'ECONNREFUSED 10.0.0.1' });

function linked() {
  const time = createFakeTime();
  const describeServer = createAsked<readonly [], Result<TierService>>();
  const measure = createAsked<readonly [number], Result<{ readonly offsetMs: number; readonly errorMs: number }>>();
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const link = createLinkService({ vms: { describe: describeServer.call, measureClock: measure.call }, stores, clock: time.clock, timers: time.timers, random: () => 0.5, log: createRecordingLog() });
  const came: string[] = [];
  link.onDidComeOnline((service) => came.push(service.serverId));
  const connection = () => only(stores.tier).connection;
  const goOnline = async () => {
    await describeServer.answer(ok(SERVICE));
    if (measure.waiting() > 0) await measure.answer(ok({ offsetMs: 1234.4, errorMs: 5 }));
  };
  return { ...time, describeServer, measure, stores, link, came, connection, goOnline };
}

describe('the link to the server', () => {
  it('says who the server is, what its clock says, and that it is there', async () => {
    const { link, stores, came, connection, goOnline, measure } = linked();
    expect(connection().kind).toBe('connecting');
    link.start();
    await goOnline();
    expect(connection()).toEqual({ kind: 'online' });
    expect(only(stores.tier)).toMatchObject({ service: SERVICE, clockOffsetMs: 1234 });
    expect(measure.args).toEqual([[8]]);
    expect([came, link.isOnline()]).toEqual([['s1'], true]);
  });

  it('that is not there says so once, since when, and tells windows no address', async () => {
    const { link, connection, describeServer, clock, advance } = linked();
    link.start();
    await describeServer.answer(AWAY);
    const sinceUtcMs = clock.utcMs();
    expect(connection()).toEqual({ kind: 'offline', error: { code: 'tier/unreachable', retryable: true }, sinceUtcMs });
    advance(5_000);
    await describeServer.answer(AWAY);
    expect(connection()).toMatchObject({ sinceUtcMs });
  });

  it('is looked for again alone, less and less often, at least every half minute', async () => {
    const { link, describeServer, advance, clock } = linked();
    link.start();
    const gaps: number[] = [];
    let lastMs = clock.monoMs();
    for (let turn = 0; turn < 12; turn += 1) {
      await describeServer.answer(AWAY);
      while (describeServer.waiting() === 0) advance(10);
      gaps.push(clock.monoMs() - lastMs);
      lastMs = clock.monoMs();
    }
    expect(gaps[0]).toBeLessThan(500);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_110);
    expect(gaps.toSorted((a, b) => a - b)).toEqual(gaps);
  });

  it('that returns is told once to everybody who waits', async () => {
    const { link, came, describeServer, goOnline, advance } = linked();
    link.start();
    await goOnline();
    advance(2_000);
    await describeServer.answer(AWAY);
    advance(1_000);
    await goOnline();
    advance(2_000);
    await goOnline();
    expect(came).toEqual(['s1', 's1']);
  });

  it('reported lost by another part is believed, looked for at once, and its return told once', async () => {
    const { link, came, connection, goOnline, advance, describeServer } = linked();
    link.start();
    await goOnline();
    link.reportLost({ code: 'tier/unreachable', retryable: true });
    expect(connection().kind).toBe('offline');
    advance(500);
    await settled();
    await describeServer.answer(ok(SERVICE));
    expect([connection().kind, came]).toEqual(['online', ['s1', 's1']]);
  });

  it('is there as soon as it said who it is, and is watched on while it is slow to tell the time', async () => {
    const { link, connection, describeServer, measure, advance, came } = linked();
    link.start();
    await describeServer.answer(ok(SERVICE));
    expect([connection().kind, came, measure.waiting()]).toEqual(['online', ['s1'], 1]);
    advance(2_000);
    await describeServer.answer(AWAY);
    expect([connection().kind, measure.args.length]).toEqual(['offline', 1]);
  });

  it('that comes back is asked for its time at once: it may be another machine', async () => {
    const { link, stores, describeServer, measure, advance } = linked();
    link.start();
    await describeServer.answer(ok(SERVICE));
    await measure.answer(ok({ offsetMs: 10, errorMs: 5 }));
    link.reportLost({ code: 'tier/unreachable', retryable: true });
    advance(500);
    await settled();
    await describeServer.answer(ok(SERVICE));
    await measure.answer(ok({ offsetMs: 61_000, errorMs: 5 }));
    expect(only(stores.tier).clockOffsetMs).toBe(61_000);
  });

  it('that answers slowly changes no offset that could be right: a picture keeps its age', async () => {
    const { link, stores, describeServer, measure, advance } = linked();
    link.start();
    await describeServer.answer(ok(SERVICE));
    // All five seconds were spent on one way: half of them is no offset.
    await measure.answer(ok({ offsetMs: 2_500, errorMs: 2_500 }));
    expect(only(stores.tier).clockOffsetMs).toBe(0);
    advance(10_000);
    await describeServer.answer(ok(SERVICE));
    await measure.answer(ok({ offsetMs: 1_234, errorMs: 20 }));
    expect(only(stores.tier).clockOffsetMs).toBe(1_234);
    for (let turn = 0; turn < 30; turn += 1) {
      advance(2_000);
      await describeServer.answer(ok(SERVICE));
    }
    await measure.answer(ok({ offsetMs: 3_000, errorMs: 2_400 }));
    expect(only(stores.tier).clockOffsetMs).toBe(1_234);
  });

  it('that answers slowly still corrects an offset that cannot be right', async () => {
    const { link, stores, describeServer, measure } = linked();
    link.start();
    await describeServer.answer(ok(SERVICE));
    await measure.answer(ok({ offsetMs: 3_600_000, errorMs: 400 }));
    expect(only(stores.tier).clockOffsetMs).toBe(3_599_600);
  });

  it('measures the clock once a minute, and again soon when that failed', async () => {
    const { link, measure, describeServer, advance, connection } = linked();
    link.start();
    await describeServer.answer(ok(SERVICE));
    await measure.answer(AWAY);
    expect(connection().kind).toBe('online');
    advance(2_000);
    await describeServer.answer(ok(SERVICE));
    await measure.answer(ok({ offsetMs: 7, errorMs: 1 }));
    for (let turn = 0; turn < 10; turn += 1) {
      advance(2_000);
      await describeServer.answer(ok(SERVICE));
    }
    expect(measure.args).toHaveLength(2);
  });

  it('stopped asks no more and says no more', async () => {
    const { link, describeServer, advance, waiting, connection } = linked();
    link.start();
    link.stop();
    await describeServer.answer(ok(SERVICE));
    advance(600_000);
    expect([connection().kind, waiting(), describeServer.args.length]).toEqual(['connecting', 0, 1]);
  });
});
