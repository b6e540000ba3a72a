import { expect, test } from 'vitest';
import type { Pace } from '../../../../demo/server/api-types.ts';
import type { Fault, FaultEffect } from '../../../../demo/server/fault-board.ts';
import { createLiveStream, type LiveStream } from '../../../../demo/server/live-stream.ts';

const START = 1_800_000_000_000;
const UNIT_BYTES = 1000;

interface Sent {
  readonly unit: number;
  readonly key: boolean;
  readonly preRoll: boolean;
  readonly sequence: number;
  readonly captureUtcMs: number;
}

/** A stream of 40 pictures at 10 a second, a key frame every 20, and a connection whose buffer the test sets. */
function aStream(fault: Fault | null = null, pace: Pace = 'full', keyEvery = 20): { readonly stream: LiveStream; readonly units: readonly Buffer[]; readonly sent: Sent[]; readonly run: (fromMs: number, toMs: number) => void; buffered: number } {
  const units = Array.from({ length: 40 }, (_, index) => Buffer.alloc(UNIT_BYTES, index));
  const sent: Sent[] = [];
  const connection = { buffered: 0 };
  const stream = createLiveStream({
    stream: 3,
    source: { profile: 'sub', codec: 'avc1.4d401e', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 10, bitrateKbps: 80, units, keyEvery },
    timing: { loopMs: 4000, frameRate: 10, units: 40, keyEvery, phaseMs: 0 },
    sink: {
      send: (frame) => {
        sent.push({ unit: frame[24] ?? -1, key: (frame.readUInt8(1) & 1) !== 0, preRoll: (frame.readUInt8(1) & 2) !== 0, sequence: frame.readUInt32BE(16), captureUtcMs: Number(frame.readBigUInt64BE(8)) / 1000 });
      },
      bufferedBytes: () => connection.buffered,
    },
    fault,
    pace,
  });
  const run = (fromMs: number, toMs: number): void => {
    for (let at = fromMs; at <= toMs; at += 5) if (stream.nextDueUtcMs() <= START + at) stream.tick(START + at);
  };
  return Object.assign(connection, { stream, units, sent, run });
}

const aFault = (effect: FaultEffect): Fault => ({ ...effect, sinceUtcMs: START + 500, untilUtcMs: null });
const unitsOf = (sent: readonly Sent[]): readonly number[] => sent.map(({ unit }) => unit);

test('it begins at the last key frame and marks all but the newest picture as pre-roll', () => {
  const { sent, run } = aStream();
  run(500, 700);
  expect(unitsOf(sent)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(sent.map(({ preRoll }) => preRoll)).toEqual([true, true, true, true, true, false, false, false]);
  expect(sent.map(({ captureUtcMs }) => captureUtcMs - START)).toEqual([0, 100, 200, 300, 400, 500, 600, 700]);
  expect(sent.filter(({ key }) => key).map(({ unit }) => unit)).toEqual([0]);
});

test('a full connection loses pictures until a key frame finds room, and the sequence shows the gap', () => {
  const connection = aStream();
  connection.run(0, 500);
  connection.buffered = 3_000_000;
  connection.run(505, 900);
  connection.buffered = 0;
  connection.run(905, 2200);
  expect(unitsOf(connection.sent)).toEqual([0, 1, 2, 3, 4, 5, 20, 21, 22]);
  expect(connection.sent.at(6)).toMatchObject({ key: true, sequence: 20 });
});

test('many starts at once wait for room instead of pushing each other out', () => {
  const connection = aStream();
  connection.buffered = 1_000_000;
  connection.run(500, 600);
  expect(connection.sent).toEqual([]);
  connection.buffered = 0;
  connection.run(605, 610);
  expect(unitsOf(connection.sent)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('a server that slept starts again at the newest key frame', () => {
  const { sent, run } = aStream();
  run(0, 100);
  run(3900, 3900);
  expect(unitsOf(sent).slice(0, 3)).toEqual([0, 1, 20]);
  expect(sent[2]).toMatchObject({ key: true, sequence: 20 });
});

test('asked for a key frame it goes back to the last one', () => {
  const { stream, sent, run } = aStream();
  run(0, 200);
  stream.restart();
  run(205, 205);
  expect(unitsOf(sent)).toEqual([0, 1, 2, 0, 1, 2]);
  expect(sent.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5]);
});

test.each(['cut', 'freeze', 'stall-socket'] as const)('%s stops the pictures; afterwards it starts with a key frame', (kind) => {
  const { stream, sent, run } = aStream();
  run(0, 500);
  stream.setFault(aFault({ kind }));
  expect(stream.nextDueUtcMs()).toBe(Number.POSITIVE_INFINITY);
  run(505, 2500);
  expect(sent).toHaveLength(6);
  stream.setFault(null);
  run(2505, 2505);
  expect(unitsOf(sent).slice(6)).toEqual([20, 21, 22, 23, 24, 25]);
  expect(sent[6]).toMatchObject({ key: true, preRoll: true, sequence: 20 });
});

test('delay holds pictures back without touching their capture time', () => {
  const { stream, sent, run } = aStream();
  run(0, 500);
  stream.setFault(aFault({ kind: 'delay', delayMs: 1000 }));
  run(505, 1500);
  expect(unitsOf(sent)).toEqual([0, 1, 2, 3, 4, 5]);
  run(1505, 1700);
  expect(sent.slice(6).map(({ unit, captureUtcMs }) => [unit, captureUtcMs - START])).toEqual([[6, 600], [7, 700]]);
  stream.setFault(null);
  run(1705, 1705);
  expect(sent.at(8)).toMatchObject({ unit: 0, key: true });
  expect(sent.at(-1)).toMatchObject({ unit: 17, preRoll: false });
});

test('repeat shows every viewer the same key frame with running times', () => {
  const { sent, run } = aStream(aFault({ kind: 'repeat' }));
  run(2500, 2700);
  expect(new Set(unitsOf(sent))).toEqual(new Set([0]));
  expect(sent.every(({ key }) => key)).toBe(true);
  expect(sent.map(({ captureUtcMs }) => captureUtcMs - START)).toEqual([2000, 2100, 2200, 2300, 2400, 2500, 2600, 2700]);
});

test('corrupt damages what is sent, never the clip that others see', () => {
  const { units, sent, run } = aStream(aFault({ kind: 'corrupt' }));
  run(500, 2500);
  expect(sent.length).toBeGreaterThan(20);
  expect(units).toEqual(Array.from({ length: 40 }, (_, index) => Buffer.alloc(UNIT_BYTES, index)));
});

test('of key frames only it sends those, and the sequence has no gap: what the pace leaves out is not lost', () => {
  const { sent, run } = aStream(null, 'key-frames');
  run(500, 6500);
  expect(sent.map(({ captureUtcMs }) => captureUtcMs - START)).toEqual([0, 2000, 4000, 6000]);
  expect(sent.map(({ sequence, key, preRoll }) => [sequence, key, preRoll])).toEqual([0, 1, 2, 3].map((sequence) => [sequence, true, false]));
});

test('of stills it sends the newest key frame at once and then one in five seconds', () => {
  const { sent, run } = aStream(null, 'stills');
  run(500, 30_500);
  const times = sent.map(({ captureUtcMs }) => captureUtcMs - START);
  expect(times).toEqual([0, 6000, 10_000, 16_000, 20_000, 26_000, 30_000]);
});

test('where every picture is a key frame, the slower paces still bring fewer', () => {
  const { sent, run } = aStream(null, 'key-frames', 1);
  run(500, 6500);
  expect(sent.map(({ captureUtcMs }) => captureUtcMs - START)).toEqual([0, 2000, 4000, 6000]);
});

test('slowed down it goes on without a break; back at full pace it begins with a key frame and catches up', () => {
  const { stream, sent, run } = aStream();
  run(0, 500);
  stream.setPace('key-frames');
  run(505, 4500);
  stream.setPace('full');
  run(4505, 4705);
  expect(unitsOf(sent)).toEqual([0, 1, 2, 3, 4, 5, 20, 0, 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(sent[8]).toMatchObject({ key: true, preRoll: true });
  expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index));
});

test('jump moves the stamps by an hour and back, never the pictures', () => {
  const { stream, sent, run } = aStream();
  run(0, 200);
  stream.setFault(aFault({ kind: 'jump', jumpMs: -3_600_000 }));
  run(205, 400);
  stream.setFault(null);
  run(405, 405);
  expect(unitsOf(sent)).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
  expect(sent.slice(2, 6).map(({ captureUtcMs }) => captureUtcMs - START)).toEqual([200, 300 - 3_600_000, 400 - 3_600_000, 0]);
});

test('unkeyed sends no key frame, whatever a viewer asks, until it is over', () => {
  const { stream, sent, run } = aStream(aFault({ kind: 'unkeyed' }));
  run(500, 2500);
  stream.restart();
  run(2505, 4500);
  expect(sent.length).toBeGreaterThan(30);
  expect(sent.filter(({ key }) => key)).toEqual([]);
  stream.setFault(null);
  run(4505, 4505);
  expect(sent.find(({ captureUtcMs }) => captureUtcMs === START + 4000)).toMatchObject({ key: true, unit: 0 });
});

test('loss leaves gaps in the sequence, and jitter makes units late but never exchanges them', () => {
  const { sent, run } = aStream(aFault({ kind: 'loss', lossPercent: 20, jitterMs: 200 }));
  run(0, 60_000);
  const missing = (sent.at(-1)?.sequence ?? 0) + 1 - sent.length;
  expect(missing / 600).toBeGreaterThan(0.12);
  expect(missing / 600).toBeLessThan(0.28);
  const times = sent.map(({ captureUtcMs }) => captureUtcMs);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});
