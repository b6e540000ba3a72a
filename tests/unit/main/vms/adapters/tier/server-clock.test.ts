import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { measureServerClock } from '../../../../../../main/vms/adapters/tier/server-clock.ts';
import type { Reader } from '../../../../../../main/vms/adapters/tier/wire.schema.ts';
import { createFakeTime } from '../../../../../builders/fake-time.ts';

/** A server `aheadMs` ahead whose answers take these times, all of it on the way back; null is no answer. */
function serverTaking(aheadMs: number, tookMs: readonly (number | null)[]) {
  const time = createFakeTime();
  let asked = 0;
  const read = async <T>(_request: unknown, reader: Reader<T>): Promise<Result<T>> => {
    const utcMs = time.clock.utcMs() + aheadMs;
    const took = tookMs[asked] ?? null;
    asked += 1;
    if (took === null) return err('tier/unreachable');
    time.advance(took);
    const parsed = reader.safeParse({ utcMs });
    return parsed.success ? ok(parsed.data) : err('tier/bad-answer');
  };
  return { measure: () => measureServerClock(time.clock, { read }, 8), asked: () => asked };
}

describe('the measured clock of the server', () => {
  it('is that of the shortest of eight exchanges', async () => {
    const { measure, asked } = serverTaking(7_000, [80, 60, 20, 40, 60, 80, 60, 40]);
    expect(await measure()).toEqual(ok({ offsetMs: 6_990, errorMs: 10 }));
    expect(asked()).toBe(8);
  });

  it('of a slow server is asked once, and says how little it can be trusted', async () => {
    const { measure, asked } = serverTaking(0, [5_000, 5_000]);
    expect(await measure()).toEqual(ok({ offsetMs: -2_500, errorMs: 2_500 }));
    expect(asked()).toBe(1);
  });

  it('stands when a later exchange fails, and is unknown when the first does', async () => {
    expect(await serverTaking(0, [40, null]).measure()).toEqual(ok({ offsetMs: -20, errorMs: 20 }));
    expect(await serverTaking(0, [null]).measure()).toMatchObject({ ok: false, error: { code: 'tier/unreachable' } });
  });
});
