import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import { createAlarmRinger, type Ringing } from '../../../../../renderer/widgets/alarm-sounds/alarm-ringer.ts';

const LENGTH_MS = 1_300;
const ringing = (burst: string, priority: AlarmPriority): Ringing => ({ burst, alarm: `${burst}-first`, kind: 'intrusion', priority });

/** A ringer whose sounds take 1.3 s, on a clock that the test turns. */
function desk() {
  const heard: string[] = [];
  const due: { atMs: number; run: () => void; isOver: boolean }[] = [];
  let nowMs = 0;
  const stop = vi.fn<() => void>();
  const ringer = createAlarmRinger({
    play: ({ burst }) => {
      heard.push(`${burst} ${String(nowMs)}`);
      return Promise.resolve(LENGTH_MS);
    },
    stop,
    later: (run, delayMs) => {
      const each = { atMs: nowMs + delayMs, run, isOver: false };
      due.push(each);
      return () => {
        each.isOver = true;
      };
    },
  });
  const advance = async (ms: number): Promise<void> => {
    const untilMs = nowMs + ms;
    for (;;) {
      await Promise.resolve();
      await Promise.resolve();
      const next = due.filter(({ isOver, atMs }) => !isOver && atMs <= untilMs).sort((one, other) => one.atMs - other.atMs)[0];
      if (next === undefined) break;
      next.isOver = true;
      nowMs = next.atMs;
      next.run();
    }
    nowMs = untilMs;
  };
  return { heard, stop, ringer, advance };
}

describe('the ringer', () => {
  test('sounds priority 1 every four seconds until it is seen', async () => {
    const { heard, stop, ringer, advance } = desk();
    ringer.show(ringing('fire', 1), false);
    await advance(9_000);
    expect(heard).toEqual(['fire 0', 'fire 4000', 'fire 8000']);
    ringer.show(null, false);
    await advance(60_000);
    expect(heard).toHaveLength(3);
    expect(stop).toHaveBeenCalled();
  });

  test('sounds priority 2 every ten seconds, 3 and 4 once', async () => {
    for (const [priority, times] of [[2, 3], [3, 1], [4, 1]] as const) {
      const { heard, ringer, advance } = desk();
      ringer.show(ringing('a', priority), false);
      await advance(25_000);
      expect(heard).toHaveLength(times);
    }
  });

  test('sounds once for a burst, however often the state says it', async () => {
    const { heard, ringer, advance } = desk();
    for (let time = 0; time < 20; time += 1) ringer.show({ ...ringing('storm', 3), alarm: `alarm ${String(time)}` }, false);
    await advance(30_000);
    expect(heard).toEqual(['storm 0']);
    ringer.show(ringing('fire', 1), false);
    ringer.show(ringing('storm', 3), false);
    await advance(30_000);
    expect(heard.filter((each) => each.startsWith('storm'))).toHaveLength(1);
  });

  test('is silent while muted, and goes on after, unless it was one that sounds once', async () => {
    const { heard, ringer, advance } = desk();
    ringer.show(ringing('fire', 1), false);
    ringer.show(ringing('fire', 1), true);
    await advance(60_000);
    expect(heard).toHaveLength(1);
    ringer.show(ringing('fire', 1), false);
    await advance(5_000);
    expect(heard).toHaveLength(3);
    const other = desk();
    other.ringer.show(ringing('waste', 4), false);
    other.ringer.show(ringing('waste', 4), true);
    other.ringer.show(ringing('waste', 4), false);
    await other.advance(5_000);
    expect(other.heard).toHaveLength(1);
  });

  test('never lets a priority 1 stand unheard when nothing is muted, whatever came before', async () => {
    const step = fc.record({ burst: fc.constantFrom('a', 'b', 'c', null), priority: fc.constantFrom<AlarmPriority[]>(1, 2, 3, 4), isMuted: fc.boolean(), ms: fc.integer({ min: 0, max: 5_000 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { heard, ringer, advance } = desk();
        for (const { burst, priority, isMuted, ms } of steps) {
          ringer.show(burst === null ? null : ringing(burst, priority), isMuted);
          await advance(ms);
        }
        const before = heard.length;
        ringer.show(ringing('last', 1), false);
        await advance(4_000);
        expect(heard.slice(before)).toEqual([expect.stringContaining('last'), expect.stringContaining('last')]);
      }),
    );
  });
});
