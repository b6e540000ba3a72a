import { describe, expect, test } from 'vitest';
import type { StreamStatus } from '@contract/domain/stream.ts';
import { cameraId, streamId } from '@contract/domain/units.ts';
import { replayTimeline } from '../../../../main/media/replay-timeline.ts';
import type { KeptGroup } from '../../../../main/media/kept-pictures.ts';
import { GATEWAY_SOURCE, OPEN, startGateway, unit } from '../../../builders/gateway-scene.ts';

const SECOND_US = 1e6;
const FROM_US = 1_700_000_000 * SECOND_US;
if (OPEN.kind !== 'open') throw new Error('not open');
const open = OPEN;
/** The n-th picture of a source of two a second; every fourth is a key frame. */
const picture = (place: number) => unit(place, place % 4 === 0, { captureUtcUs: FROM_US + (place * SECOND_US) / 2 });
const captureMs = (place: number) => FROM_US / 1000 + place * 500;

/** Ten seconds of a camera on one tile; then the desk asks for the last ones again. */
function watched(secondsBack = 3) {
  const scene = startGateway();
  scene.signIn();
  const desk = scene.window(1);
  desk.attach(1, 'cam');
  scene.upstream().listener.onStatus(OPEN);
  for (let place = 0; place <= 20; place += 1) scene.upstream().listener.onUnit(picture(place));
  desk.replay(9, 'cam', secondsBack);
  const spans = () => scene.posted.flatMap((message) => (message.kind === 'replay-span' ? [message] : []));
  const shown = () => desk.captures(9).map((captureUtcUs) => (captureUtcUs - FROM_US) / (SECOND_US / 2));
  const ended = () => desk.got.filter(({ kind }) => kind === 'replay-ended').length;
  return { ...scene, desk, spans, shown, ended };
}

describe('a replay', () => {
  test('answers what it spans, and plays it in its own time to its end', () => {
    const { spans, shown, ended, time } = watched();
    expect(spans()).toEqual([{ kind: 'replay-span', stream: 9, span: { fromUtcMs: captureMs(14), untilUtcMs: captureMs(20) } }]);
    expect(shown()).toEqual([14]);
    time.advance(1000);
    expect(shown()).toEqual([14, 15, 16]);
    time.advance(1999);
    expect([shown().at(-1), ended()]).toEqual([19, 0]);
    time.advance(1);
    expect([shown().at(-1), ended()]).toEqual([20, 1]);
    time.advance(60_000);
    expect([shown().length, ended()]).toEqual([7, 1]);
  });

  test('begins with a status and the key frame before, for the decoder alone, and numbers its units without a gap', () => {
    const { desk, time } = watched();
    time.advance(3000);
    const own = desk.got.filter((message) => message.stream === 9);
    const status: StreamStatus = { kind: 'open', profile: 'sub', codec: 'avc1.4d401f', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15, pace: 'full', lowered: null, audio: null };
    expect(own[0]).toEqual({ kind: 'status', stream: 9, status });
    expect(own[1]).toMatchObject({ kind: 'unit', key: true, preroll: true, captureUtcUs: FROM_US + 6 * SECOND_US });
    expect(desk.units().filter((text) => text.startsWith('9 '))).toEqual(['9 0 preroll', '9 1 preroll', '9 2', '9 3', '9 4', '9 5', '9 6', '9 7', '9 8']);
  });

  test('leaves the live tile of the camera alone', () => {
    const { desk, upstream, time } = watched();
    upstream().listener.onUnit(picture(21));
    time.advance(500);
    expect(desk.captures(1)).toHaveLength(22);
  });

  test('stands when paused, goes on by one picture, and on from there', () => {
    const { desk, shown, time } = watched();
    desk.act(9, { kind: 'pause' });
    time.advance(10_000);
    desk.act(9, { kind: 'step' });
    time.advance(10_000);
    expect(shown()).toEqual([14, 15]);
    desk.act(9, { kind: 'play' });
    time.advance(500);
    expect(shown()).toEqual([14, 15, 16]);
  });

  test('stepped beyond its end says so', () => {
    const { desk, shown, ended } = watched(1);
    for (let step = 0; step < 4; step += 1) desk.act(9, { kind: 'step' });
    expect([shown(), ended()]).toEqual([[18, 19, 20], 2]);
  });

  test('goes to a time, from the key frame before it, playing on if it played', () => {
    const { desk, shown, time } = watched();
    desk.act(9, { kind: 'seek', utcMs: captureMs(17) + 200 });
    time.advance(500);
    expect(shown()).toEqual([14, 17, 18]);
    desk.act(9, { kind: 'pause' });
    desk.act(9, { kind: 'seek', utcMs: 0 });
    time.advance(5000);
    expect(shown()).toEqual([14, 17, 18, 14]);
    expect(desk.units().filter((text) => text.startsWith('9 ')).slice(-3)).toEqual(['9 6 preroll', '9 7 preroll', '9 8']);
  });

  test('played again after its end begins anew', () => {
    const { desk, shown, time, ended } = watched(1);
    time.advance(1000);
    desk.act(9, { kind: 'play' });
    time.advance(1000);
    expect([shown(), ended()]).toEqual([[18, 19, 20, 18, 19, 20], 2]);
  });

  test('brings the picture at hand again when the decoder asks for a key frame, but not in a storm', () => {
    const { desk, shown } = watched();
    desk.act(9, { kind: 'pause' });
    for (let repeat = 0; repeat < 5; repeat += 1) desk.say({ kind: 'key-frame', stream: 9 });
    expect(shown()).toEqual([14, 14]);
  });

  test('goes on though the camera is let go of, and leaves nothing when it is closed', () => {
    const { desk, shown, time, posted } = watched();
    desk.detach(1);
    time.advance(3000);
    expect(shown().at(-1)).toBe(20);
    desk.detach(9);
    expect(desk.last()).toEqual({ kind: 'status', stream: 9, status: { kind: 'closed' } });
    time.advance(2000);
    expect(posted.findLast(({ kind }) => kind === 'load')).toMatchObject({ keptCameras: 0, keptMb: 0 });
    desk.replay(10, 'cam', 3);
    expect(posted.at(-1)).toEqual({ kind: 'replay-span', stream: 10, span: null });
  });

  test('of a camera nobody was shown has nothing', () => {
    const { desk, posted } = watched();
    desk.replay(10, 'other', 60);
    expect(posted.at(-1)).toEqual({ kind: 'replay-span', stream: 10, span: null });
  });

  test('is there while the camera is away', () => {
    const { desk, upstream, spans } = watched();
    upstream().listener.onStatus({ kind: 'interrupted', code: 'camera/lost' });
    desk.replay(10, 'cam', 2);
    expect(spans().at(-1)).toMatchObject({ stream: 10, span: { untilUtcMs: captureMs(20) } });
  });

  test('ends with the session, and nothing seen in it is left', () => {
    const { gateway, desk, shown, time, posted } = watched();
    gateway.handle({ kind: 'token', accessToken: null }, null);
    time.advance(10_000);
    expect([shown(), desk.statuses().at(-1)]).toEqual([[14], '9 closed']);
    gateway.handle({ kind: 'source', source: GATEWAY_SOURCE, accessToken: 'token-2' }, null);
    desk.replay(10, 'cam', 60);
    expect(posted.at(-1)).toEqual({ kind: 'replay-span', stream: 10, span: null });
  });

  test('asked for by a window that is gone is answered all the same', () => {
    const { gateway, posted } = watched();
    gateway.handle({ kind: 'replay', port: 7, stream: streamId(10), camera: cameraId('cam'), secondsBack: 5 }, null);
    expect(posted).toContainEqual({ kind: 'replay-span', stream: 10, span: null });
  });
});

describe('the line of a replay', () => {
  const group = (profile: 'main' | 'sub', fromS: number, untilS: number): KeptGroup => ({
    profile,
    open,
    units: Array.from({ length: (untilS - fromS) * 2 }, (_, index) => unit(index, index === 0, { captureUtcUs: FROM_US + (fromS + index / 2) * SECOND_US })),
  });
  const line = (...groups: readonly KeptGroup[]) => replayTimeline(groups).filter(({ isShown }) => isShown).map(({ profile, unit: { captureUtcUs }, offsetMs }) => `${profile} ${(captureUtcUs - FROM_US) / SECOND_US} at ${offsetMs}`);

  test('changes from sub to main with the first of main, and back after the last', () => {
    expect(line(group('sub', 0, 2), group('main', 1, 2), group('sub', 1, 3))).toEqual(['sub 0 at 0', 'sub 0.5 at 500', 'main 1 at 1000', 'main 1.5 at 1500', 'sub 2 at 2000', 'sub 2.5 at 2500']);
  });

  test('crosses a time without pictures in a second', () => {
    expect(line(group('sub', 0, 1), group('sub', 30, 31))).toEqual(['sub 0 at 0', 'sub 0.5 at 500', 'sub 30 at 1500', 'sub 30.5 at 2000']);
  });

  test('of nothing is nothing', () => {
    expect(line()).toEqual([]);
  });
});
