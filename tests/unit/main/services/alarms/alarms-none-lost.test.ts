import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { isClosed, isInQueue, type AlarmPriority } from '@contract/domain/alarm.ts';
import { alarmId } from '@contract/domain/units.ts';
import { alarmFolder, alarmScene, type AlarmConsole } from '../../../../builders/alarm-scene.ts';

// Everything that can happen between a server and a desk, in any order: lines cut, messages dropped, doubled and shuffled, a server that begins
// anew or has forgotten what it sent, a console that is closed or killed. Afterwards the desk knows what the server knows, and each alarm was told once.

type Step =
  | { readonly kind: 'raise'; readonly priority: AlarmPriority }
  | { readonly kind: 'change' | 'close'; readonly which: number }
  | { readonly kind: 'cut' | 'connect' | 'restart-server' | 'forget-stream' | 'close-console' | 'kill-console' | 'heartbeat' }
  | { readonly kind: 'drop' | 'double' | 'hold'; readonly count: number }
  | { readonly kind: 'let-go'; readonly seed: number }
  | { readonly kind: 'pass'; readonly ms: number };

const which = fc.nat({ max: 30 });
const few = fc.integer({ min: 1, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('raise' as const), priority: fc.constantFrom<AlarmPriority[]>(1, 2, 3, 4) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('change' as const), which }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('close' as const), which }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'cut' as const }) },
  { weight: 6, arbitrary: fc.constant({ kind: 'connect' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'restart-server' as const }, { kind: 'forget-stream' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'close-console' as const }, { kind: 'kill-console' as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'heartbeat' as const }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('drop' as const, 'double' as const, 'hold' as const), count: few }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('let-go' as const), seed: fc.nat({ max: 1_000 }) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(0, 20, 100, 2_000, 20_000) }) },
);

const RUNS = 170;
const STEPS = 60;

describe('alarms between a server and a desk', () => {
  it(
    'are none lost and none told twice by cuts, repeats, reorders and restarts: 10,000 of them',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS, size: 'max' }), async (steps) => {
          const place = alarmFolder();
          try {
            await play(place.file, steps);
          } finally {
            place.remove();
          }
        }),
        { numRuns: RUNS, seed: 5, endOnFailure: true },
      );
    },
  );
});

async function play(file: string, steps: readonly Step[]): Promise<void> {
  const scene = alarmScene(file);
  const { server } = scene;
  const raisedAt = new Map<string, number>();
  const missed: { readonly fromUtcMs: number; readonly untilUtcMs: number }[] = [];
  let desk: AlarmConsole = scene.begin();
  let [toDrop, toDouble, toHold] = [0, 0, 0];
  const held: unknown[] = [];

  const spoil = (): void => {
    server.onEvent((message) => {
      if (!desk.isConnected()) return;
      const socket = desk.sockets.last();
      if (toDrop > 0) toDrop -= 1;
      else if (toHold > 0) {
        toHold -= 1;
        held.push(message);
      } else {
        socket.text(message);
        if (toDouble > 0) {
          toDouble -= 1;
          socket.text(message);
        }
      }
    });
  };
  const letGo = (seed: number): void => {
    const messages = held.splice(0).map((message, index) => ({ message, at: (index * 7919 + seed * 31) % 101 })).sort((one, other) => one.at - other.at);
    if (desk.isConnected()) for (const { message } of messages) desk.sockets.last().text(message);
  };
  const begin = async (): Promise<void> => {
    desk = scene.begin();
    spoil();
    desk.open();
    desk.follow();
    await desk.pass(0);
  };
  const noteMissed = (): void => void missed.push(...desk.desk().missed);

  await begin();
  desk.connect();
  await desk.pass();
  let count = 0;
  const chosen = (index: number) => {
    const all = server.all();
    return all.length === 0 ? null : (all[index % all.length] ?? null);
  };
  const take = async (step: Step): Promise<void> => {
    switch (step.kind) {
      case 'raise':
        count += 1;
        raisedAt.set(`a${count}`, scene.now());
        return void server.raise(`a${count}`, { priority: step.priority });
      case 'change': {
        const alarm = chosen(step.which);
        if (alarm !== null && !isClosed(alarm)) server.acknowledge(alarm.id);
        return;
      }
      case 'close': {
        const alarm = chosen(step.which);
        if (alarm !== null && !isClosed(alarm)) server.closeAlarm(alarm.id);
        return;
      }
      case 'cut':
        held.length = 0;
        return desk.cut();
      case 'connect':
        return desk.connect();
      case 'restart-server':
        held.length = 0;
        desk.cut();
        return server.restart();
      case 'forget-stream':
        return server.forgetStream();
      case 'close-console':
      case 'kill-console':
        held.length = 0;
        await desk.pass(0);
        noteMissed();
        if (step.kind === 'close-console') desk.service.close();
        return begin();
      case 'heartbeat':
        return desk.isConnected() ? desk.sockets.last().text(server.heartbeat()) : undefined;
      case 'drop':
        toDrop = step.count;
        return;
      case 'double':
        toDouble = step.count;
        return;
      case 'hold':
        toHold = step.count;
        return;
      case 'let-go':
        return letGo(step.seed);
      case 'pass':
        return desk.pass(step.ms);
    }
  };
  for (const one of steps) await take(one);

  // The line is well again.
  [toDrop, toDouble, toHold] = [0, 0, 0];
  letGo(1);
  for (let round = 0; round < 4; round += 1) {
    await desk.pass(1_000);
    desk.connect();
    await desk.pass(1_000);
    if (desk.isConnected()) desk.sockets.last().text(server.heartbeat());
    await desk.pass(1_000);
  }
  noteMissed();

  const expected = server.open().filter(isInQueue).map(({ id, version }) => `${id} v${version}`).toSorted();
  expect(desk.rows().map(({ id, version }) => `${id} v${version}`).toSorted()).toEqual(expected);
  expect(desk.desk().isCurrent).toBe(true);
  expect(new Set(scene.told).size).toBe(scene.told.length);
  for (const [id, atUtcMs] of raisedAt) {
    if (scene.told.includes(id)) continue;
    // Raised and over while nobody could hear of it: the desk says when that was.
    const alarm = server.all().find((one) => one.id === alarmId(id));
    expect(alarm === undefined || isClosed(alarm), `${id} was never told`).toBe(true);
    expect(missed.some(({ fromUtcMs, untilUtcMs }) => fromUtcMs <= atUtcMs + 1 && atUtcMs <= untilUtcMs + 1), `${id} lies in no interval that is told`).toBe(true);
  }
  desk.service.close();
}
