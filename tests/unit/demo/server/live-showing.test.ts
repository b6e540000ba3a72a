import { expect, test } from 'vitest';
import { createLiveStream, type LiveStream, type Showing } from '../../../../demo/server/live-stream.ts';

const START = 1_800_000_000_000;

interface Sent {
  readonly mark: number;
  readonly key: boolean;
  readonly sequence: number;
}

/** Forty pictures at 10 a second whose bytes are `mark`, a key one every 10. */
const aLoop = (mark: number, newest?: () => number | null): Showing => ({
  source: { profile: 'sub', codec: 'avc1.4d401e', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 10, bitrateKbps: 80, units: Array.from({ length: 40 }, () => Buffer.alloc(10, mark)), keyEvery: 10 },
  timing: { loopMs: 4000, frameRate: 10, units: 40, keyEvery: 10, phaseMs: 0 },
  newest,
});
const pictureAt = (ms: number): number => Math.floor((START + ms) / 100);

function aStream(showing: Showing): { readonly stream: LiveStream; readonly sent: readonly Sent[]; readonly run: (fromMs: number, toMs: number) => void } {
  const sent: Sent[] = [];
  const sink = { send: (frame: Buffer) => void sent.push({ mark: frame[24] ?? -1, key: (frame.readUInt8(1) & 1) !== 0, sequence: frame.readUInt32BE(16) }), bufferedBytes: () => 0 };
  const stream = createLiveStream({ stream: 1, ...showing, sink, fault: null });
  const run = (fromMs: number, toMs: number): void => {
    for (let at = fromMs; at <= toMs; at += 5) if (stream.nextDueUtcMs() <= START + at) stream.tick(START + at);
  };
  return { stream, sent, run };
}

test('what a camera shows changes with a key frame and without a gap in the numbers, and showing the same again changes nothing', () => {
  const first = aLoop(1);
  const { stream, sent, run } = aStream(first);
  run(0, 500);
  const before = sent.length;
  stream.setShowing(first);
  run(505, 700);
  expect(sent.slice(before).every(({ key }) => !key)).toBe(true);
  const second = sent.length;
  stream.setShowing(aLoop(2));
  run(705, 1200);
  expect(sent[second]).toMatchObject({ mark: 2, key: true });
  expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index));
});

test('pictures made as they happen are sent when they are there, not when they are due, and nothing is asked for before', () => {
  let newest: number | null = null;
  const { stream, sent, run } = aStream(aLoop(7, () => newest));
  run(0, 300);
  expect(sent).toEqual([]);
  expect(stream.nextDueUtcMs()).toBe(Number.POSITIVE_INFINITY);
  newest = pictureAt(0);
  run(305, 310);
  expect(sent).toMatchObject([{ key: true, mark: 7 }]);
  expect(stream.nextDueUtcMs()).toBe(Number.POSITIVE_INFINITY);
  newest = pictureAt(200);
  run(315, 320);
  expect(sent).toHaveLength(3);
  expect(sent.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
});
