import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { streamId } from '../../../../../contract/domain/units.ts';
import { splitFragments } from '../../../../../demo/clips/units.ts';
import { CaptureMarks } from '../../../../../renderer/players/mse/capture-marks.ts';
import { readFragmentTimes } from '../../../../../renderer/players/mse/fragment-times.ts';
import { stayAtEdge } from '../../../../../renderer/players/mse/live-edge.ts';
import { NEW_MEDIA_CLOCK, placeFragment, START_S } from '../../../../../renderer/players/mse/media-clock.ts';
import { MseFeed, type MediaOutlet } from '../../../../../renderer/players/mse/mse-feed.ts';
import type { StreamShape } from '../../../../../renderer/players/unit-decoder.ts';

const clip = new Uint8Array(readFileSync(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../../assets/demo/clips/cho.sub.fmp4')));
const units = splitFragments(clip).map(({ offset, length, key }) => ({ key, data: clip.slice(offset, offset + length).buffer }));
const SHAPE: StreamShape = { profile: 'sub', format: 'fmp4', codec: 'avc1.4d401e', widthPx: 640, heightPx: 360 };

describe('the times of a fragment', () => {
  it('are read from a recorded stream: one picture each, 15 a second', () => {
    const [first, second, third] = units.map(({ data }) => readFragmentTimes(data));
    const timescale = first?.timescale ?? NaN;
    expect(first?.decodeTime).toBe(0);
    expect(second?.timescale).toBeNull();
    expect((second?.decodeTime ?? NaN) / timescale).toBeCloseTo(1 / 15, 3);
    expect((third?.decodeTime ?? NaN) / timescale).toBeCloseTo(2 / 15, 3);
  });

  it('are none in other bytes, and nothing throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readFragmentTimes(bytes.slice().buffer);
      }),
    );
    const [first] = units;
    for (let length = 0; length < 900; length += 7) readFragmentTimes((first?.data ?? new ArrayBuffer(0)).slice(0, length));
  });
});

describe('the time line of the media element', () => {
  it('has no hole, wherever the fragments’ own times leap', () => {
    let clock = NEW_MEDIA_CLOCK;
    const placed = [5, 5.1, 5.2, 90, 90.1, 0, 0.1].map((ownS) => {
      const next = placeFragment(clock, ownS);
      clock = next.clock;
      return Number(next.mediaS.toFixed(3));
    });
    expect(placed).toEqual([START_S, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  });
});

describe('the capture times of a media element', () => {
  it('are those of the fragment shown, and none where there is none', () => {
    const marks = new CaptureMarks();
    for (let at = 0; at < 400; at += 1) marks.add({ mediaTimeUs: 100_000 + at * 66_667, captureUtcUs: 1_000_000_000 + at * 70_000 });
    expect(marks.captureUtcUs(100_000 + 399 * 66_667 - 1)).toBe(1_000_000_000 + 399 * 70_000);
    expect(marks.captureUtcUs(100_000 + 398 * 66_667 + 30_000)).toBe(1_000_000_000 + 398 * 70_000 + 30_000);
    expect(marks.captureUtcUs(0)).toBeNull();
    expect(marks.captureUtcUs(1e12)).toBeNull();
  });
});

describe('the live edge', () => {
  it.each([
    ['goes on while it is near', { currentS: 9.9, startS: 0, endS: 10 }, { kind: 'rate', rate: 1 }],
    ['hurries when it falls behind', { currentS: 9.7, startS: 0, endS: 10 }, { kind: 'rate', rate: 1.12 }],
    ['leaps when it is half a second behind', { currentS: 9.4, startS: 0, endS: 10 }, { kind: 'seek', toS: 9.92 }],
    ['leaps into what is there', { currentS: 0, startS: 9.98, endS: 10 }, { kind: 'seek', toS: 9.98 }],
  ] as const)('%s', (_what, view, move) => {
    expect(stayAtEdge(view)).toEqual(move);
  });
});

const scene = () => {
  const said: string[] = [];
  const appended: number[] = [];
  const marks: number[] = [];
  const outlets: { on: { readonly onIdle: () => void; readonly onError: () => void }; isBusy: boolean; isOpen: boolean; isClosed: boolean }[] = [];
  let nowMs = 0;
  const feed = new MseFeed(SHAPE, {
    openOutlet: (codec, on): MediaOutlet => {
      const outlet = { on, isBusy: false, isOpen: false, isClosed: false };
      outlets.push(outlet);
      said.push(`open ${codec}`);
      return {
        isIdle: () => outlet.isOpen && !outlet.isBusy,
        append: (data) => {
          outlet.isBusy = true;
          appended.push(data.byteLength);
        },
        remove: (_fromS, untilS) => {
          outlet.isBusy = true;
          said.push(`remove until ${String(Math.round(untilS))}`);
        },
        close: () => {
          outlet.isClosed = true;
        },
      };
    },
    onMark: ({ mediaTimeUs }) => marks.push(mediaTimeUs),
    onReport: (report) => said.push(report),
    requestKeyFrame: () => said.push('key-frame!'),
    reopenStream: () => said.push('reopen!'),
    after: () => () => undefined,
    nowMs: () => nowMs,
  });
  let sequence = 0;
  const push = (index: number): void => {
    sequence += 1;
    const unit = units[index % units.length] ?? expect.fail('no unit');
    feed.push({ kind: 'unit', stream: streamId(1), key: unit.key, preroll: false, captureUtcUs: sequence * 66_667, sequence, data: unit.data });
  };
  const settle = (): void => {
    const outlet = outlets.at(-1);
    if (outlet === undefined) return;
    outlet.isOpen = true;
    outlet.isBusy = false;
    outlet.on.onIdle();
  };
  return {
    feed,
    said,
    appended,
    marks,
    outlets,
    push,
    settle,
    lose: () => {
      sequence += 1;
    },
    advance: (ms: number) => {
      nowMs += ms;
    },
  };
};

describe('the feed of a media element', () => {
  it('waits for a key unit, then for the element, then appends one after the other', () => {
    const { said, appended, push, settle, feed } = scene();
    push(1);
    expect(said).toEqual(['waiting-key-frame', 'key-frame!']);
    push(0);
    push(1);
    expect(appended).toEqual([]);
    settle();
    settle();
    expect(appended).toEqual([units[0]?.data.byteLength, units[1]?.data.byteLength]);
    expect(said.slice(2)).toEqual(['open avc1.4d401e', 'ok']);
    expect([feed.received, feed.decoded, feed.dropped]).toEqual([3, 2, 1]);
  });

  it('goes on at the next key unit after a gap, without a hole in the time line', () => {
    const { feed, marks, push, settle, lose } = scene();
    push(0);
    settle();
    push(1);
    settle();
    lose();
    push(3);
    settle();
    push(30);
    settle();
    expect(feed.gaps).toBe(1);
    expect(marks).toHaveLength(3);
    expect((marks[2] ?? NaN) - (marks[1] ?? NaN)).toBeLessThan(100_000);
  });

  it('opens another outlet after an error and says so', () => {
    const { feed, said, outlets, push, settle } = scene();
    push(0);
    settle();
    outlets[0]?.on.onError();
    expect(said.at(-1)).toBe('key-frame!');
    expect(said).toContain('error');
    push(0);
    settle();
    expect(outlets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    expect(said.at(-1)).toBe('ok');
    expect(feed.decoderResets).toBe(1);
  });

  it('takes another codec in another outlet, from a key unit on', () => {
    const { feed, outlets, push, settle } = scene();
    push(0);
    settle();
    feed.configure({ ...SHAPE, codec: 'avc1.4d401f' });
    push(1);
    expect(outlets).toHaveLength(1);
    push(30);
    expect(outlets).toHaveLength(2);
  });

  it('never builds a delay: a full queue is left out up to the next key unit', () => {
    const { feed, push, settle, appended } = scene();
    for (let at = 0; at < 40; at += 1) push(at);
    settle();
    for (let turn = 0; turn < 40; turn += 1) settle();
    expect(feed.dropped).toBeGreaterThan(20);
    expect(appended.length).toBeLessThan(15);
  });

  it('removes old pictures', () => {
    const { said, push, settle } = scene();
    for (let at = 0; at < 400; at += 1) {
      push(at % 180);
      settle();
      settle();
    }
    expect(said.filter((each) => each.startsWith('remove')).length).toBeGreaterThan(0);
  });

  it('finds an element that never takes what it is given', () => {
    const { feed, said, push, advance } = scene();
    push(0);
    advance(5_000);
    feed.check();
    expect(said).toContain('error');
    feed.close();
    feed.close();
  });
});
