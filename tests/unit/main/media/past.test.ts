import { describe, expect, test } from 'vitest';
import { FETCH_LIMIT_MS } from '../../../../main/media/past-fetch.ts';
import { OPEN, startGateway, unit } from '../../../builders/gateway-scene.ts';

const SECOND_US = 1e6;
const FROM_US = 1_700_000_000 * SECOND_US;
if (OPEN.kind !== 'open') throw new Error('not open');
const open = OPEN;
/** The n-th picture of a source of two a second; every fourth is a key frame. */
const picture = (place: number, preroll = false) => unit(place, place % 4 === 0, { captureUtcUs: FROM_US + (place * SECOND_US) / 2, preroll });
const captureMs = (place: number) => FROM_US / 1000 + place * 500;

/** A desk that asks for the pictures 6 to 12 of a camera. */
function asked({ hasPast = true, kept = 0 } = {}) {
  const scene = startGateway({ hasPast });
  scene.signIn();
  const desk = scene.window(1);
  if (kept > 0) {
    desk.attach(1, 'cam');
    scene.upstream().listener.onStatus(OPEN);
    for (let place = 0; place <= kept; place += 1) scene.upstream().listener.onUnit(picture(place));
  }
  desk.past(9, 'cam', captureMs(6), captureMs(12));
  const server = () => {
    const past = scene.pasts[0];
    if (past === undefined) throw new Error('nothing was asked of the server');
    return past;
  };
  const send = () => {
    server().listener.onOpen(open);
    for (let place = 4; place <= 12; place += 1) server().listener.onUnit(picture(place, place < 6));
    server().listener.onEnd(null);
  };
  const spans = () => scene.posted.flatMap((message) => (message.kind === 'replay-span' ? [message.span] : []));
  const shown = () => desk.captures(9).map((captureUtcUs) => (captureUtcUs - FROM_US) / (SECOND_US / 2));
  return { ...scene, desk, server, send, spans, shown };
}

describe('pictures of a time', () => {
  test('come from the server, play in their own time, and begin where they were asked for', () => {
    const { server, send, spans, shown, time } = asked();
    expect(server()).toMatchObject({ camera: 'cam sub', span: { fromUtcMs: captureMs(6), untilUtcMs: captureMs(12) } });
    expect(spans()).toEqual([]);
    send();
    expect(spans()).toEqual([{ fromUtcMs: captureMs(6), untilUtcMs: captureMs(12) }]);
    expect(shown()).toEqual([6]);
    time.advance(1000);
    expect(shown()).toEqual([6, 7, 8]);
    time.advance(10_000);
    expect(shown().at(-1)).toBe(12);
  });

  test('play again and again', () => {
    const { desk, send, shown, time } = asked();
    send();
    time.advance(10_000);
    desk.act(9, { kind: 'play' });
    time.advance(500);
    expect(shown().slice(-2)).toEqual([6, 7]);
  });

  test('are what this PC kept when the server has no recordings, or has none of this time', () => {
    const without = asked({ hasPast: false, kept: 20 });
    expect(without.spans()).toEqual([{ fromUtcMs: captureMs(6), untilUtcMs: captureMs(12) }]);
    const refused = asked({ kept: 20 });
    refused.server().listener.onEnd('replay/nothing-kept');
    expect(refused.spans()).toEqual([{ fromUtcMs: captureMs(6), untilUtcMs: captureMs(12) }]);
  });

  test('that nobody has are said not to be there', () => {
    const { server, spans } = asked();
    server().listener.onEnd('replay/nothing-kept');
    expect(spans()).toEqual([null]);
    const other = asked({ hasPast: false, kept: 4 });
    expect(other.spans()).toEqual([null]);
  });

  test('of a server that says nothing are not waited for', () => {
    const { server, spans, time } = asked();
    time.advance(FETCH_LIMIT_MS);
    expect(spans()).toEqual([null]);
    expect(server().closed).toBe(true);
  });

  test('let go of before they came are not fetched on, and never shown', () => {
    const { desk, server, send, spans, shown } = asked();
    desk.detach(9);
    expect(server().closed).toBe(true);
    send();
    expect([spans(), shown()]).toEqual([[], []]);
  });

  test('are gone when nobody is signed in any more', () => {
    const { gateway, server, send, shown } = asked();
    gateway.handle({ kind: 'token', accessToken: null }, null);
    send();
    expect([server().closed, shown()]).toEqual([true, []]);
  });
});
