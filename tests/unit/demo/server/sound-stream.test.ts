import { expect, test } from 'vitest';
import type { Fault, FaultEffect } from '../../../../demo/server/fault-board.ts';
import { createSoundStream, SOUND_UNIT_MS } from '../../../../demo/server/sound-stream.ts';

const START = 1_800_000_000_000;

/** Ten units of sound, each filled with its number, and a connection whose buffer the test sets. */
function aSound() {
  const bytes = Buffer.from(Array.from({ length: 3200 }, (_, at) => Math.floor(at / 320)));
  const sent: { readonly flags: number; readonly unit: number; readonly sequence: number; readonly captureMs: number }[] = [];
  const connection = { buffered: 0 };
  const stream = createSoundStream({
    stream: 3,
    sound: { codec: 'pcmu', sampleRateHz: 8000, bytes },
    sink: { send: (frame) => void sent.push({ flags: frame.readUInt8(1), unit: frame[24] ?? -1, sequence: frame.readUInt32BE(16), captureMs: Number(frame.readBigUInt64BE(8)) / 1000 - START }), bufferedBytes: () => connection.buffered },
    fault: null,
  });
  const run = (fromMs: number, toMs: number): void => {
    for (let at = fromMs; at <= toMs; at += 5) if (stream.nextDueUtcMs() <= START + at) stream.tick(START + at);
  };
  return Object.assign(connection, { stream, sent, run });
}
const aFault = (effect: FaultEffect): Fault => ({ ...effect, sinceUtcMs: START, untilUtcMs: null });

test('it is silent until switched on, then sends each unit once it is whole, marked as sound', () => {
  const { stream, sent, run } = aSound();
  run(0, 400);
  expect(stream.nextDueUtcMs()).toBe(Number.POSITIVE_INFINITY);
  stream.setOn(true);
  run(405, 1000);
  expect(sent.map(({ captureMs }) => captureMs)).toEqual(sent.map((_, index) => 360 + index * SOUND_UNIT_MS));
  expect(sent.map(({ flags, sequence }) => [flags, sequence])).toEqual(sent.map((_, index) => [4, index]));
  expect(sent.map(({ unit }) => unit).slice(0, 5)).toEqual([9, 0, 1, 2, 3]);
  const count = sent.length;
  stream.setOn(false);
  run(1005, 1500);
  expect(sent).toHaveLength(count);
});

test('two who listen hear the same at the same moment', () => {
  const [one, other] = [aSound(), aSound()];
  one.stream.setOn(true);
  one.run(0, 1000);
  other.stream.setOn(true);
  other.run(600, 1000);
  expect(other.sent.every(({ captureMs, unit }) => one.sent.some((heard) => heard.captureMs === captureMs && heard.unit === unit))).toBe(true);
});

test('what a full connection loses leaves a gap, and a server that slept goes on with the newest', () => {
  const sound = aSound();
  sound.stream.setOn(true);
  sound.run(0, 200);
  sound.buffered = 1_000_000;
  sound.run(205, 400);
  sound.buffered = 0;
  sound.run(405, 480);
  sound.run(5000, 5040);
  const places = sound.sent.map(({ captureMs, sequence }) => captureMs / SOUND_UNIT_MS - sequence);
  expect(new Set(places).size).toBe(1);
  expect(sound.sent.map(({ captureMs }) => captureMs).filter((at) => at >= 200 && at < 360)).toEqual([]);
  expect(sound.sent.filter(({ captureMs }) => captureMs > 480)).toHaveLength(2);
});

test('a fault of the camera is a fault of its sound', () => {
  const { stream, sent, run } = aSound();
  stream.setOn(true);
  run(0, 200);
  stream.setFault(aFault({ kind: 'freeze' }));
  run(205, 600);
  const count = sent.length;
  stream.setFault(aFault({ kind: 'jump', jumpMs: 3_600_000 }));
  run(605, 700);
  expect(sent.slice(0, count).every(({ captureMs }) => captureMs < 200)).toBe(true);
  expect(sent.slice(count).every(({ captureMs }) => captureMs > 3_600_000)).toBe(true);
});
