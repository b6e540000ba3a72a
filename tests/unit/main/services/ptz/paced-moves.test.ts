import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStill, STILL, type PtzVelocity } from '@contract/domain/ptz.ts';
import { dueInMs, MOVE_GAP_MS, NOTHING_SENT, offerMove, takeDue } from '../../../../../main/services/ptz/paced-moves.ts';

const to = (pan: number): PtzVelocity => ({ pan, tilt: 0, zoom: 0 });

interface Sent {
  readonly atMs: number;
  readonly velocity: PtzVelocity;
}

/** What goes on the wire when all of it is offered, each some time after the one before, and the timers run in time. */
function play(offers: readonly { readonly afterMs: number; readonly velocity: PtzVelocity }[]): readonly Sent[] {
  const sent: Sent[] = [];
  let moves = NOTHING_SENT;
  let nowMs = 0;
  const put = (step: ReturnType<typeof offerMove>) => {
    moves = step.moves;
    if (step.send !== null) sent.push({ atMs: nowMs, velocity: step.send });
  };
  const runUntil = (untilMs: number) => {
    const waitMs = dueInMs(moves, nowMs);
    if (waitMs !== null && nowMs + waitMs <= untilMs) {
      nowMs += waitMs;
      put(takeDue(moves, nowMs));
    }
    nowMs = untilMs;
  };
  for (const { afterMs, velocity } of offers) {
    runUntil(nowMs + afterMs);
    put(offerMove(moves, velocity, nowMs));
  }
  runUntil(nowMs + 1000);
  return sent;
}

const offer = fc.record({ afterMs: fc.integer({ min: 0, max: 60 }), velocity: fc.oneof(fc.constant(STILL), fc.double({ min: 0.01, max: 1, noNaN: true }).map(to)) });

describe('movements on the wire', () => {
  it('go at once when they are the first, and the newest of those that come too fast goes as soon as it may', () => {
    const sent = play([{ afterMs: 0, velocity: to(0.1) }, { afterMs: 5, velocity: to(0.2) }, { afterMs: 5, velocity: to(0.3) }]);
    expect(sent).toEqual([{ atMs: 0, velocity: to(0.1) }, { atMs: MOVE_GAP_MS, velocity: to(0.3) }]);
  });

  it('end with a stop that waits for nothing, and after which nothing comes', () => {
    const sent = play([{ afterMs: 0, velocity: to(0.1) }, { afterMs: 5, velocity: to(0.2) }, { afterMs: 5, velocity: STILL }]);
    expect(sent).toEqual([{ atMs: 0, velocity: to(0.1) }, { atMs: 10, velocity: STILL }]);
  });

  it('whatever is asked: every stop goes when it was asked, the last word is the last on the wire, and movements are at most thirty a second', () => {
    fc.assert(
      fc.property(fc.array(offer, { minLength: 1, maxLength: 60 }), (offers) => {
        const sent = play(offers);
        let nowMs = 0;
        const stops = offers.flatMap(({ afterMs, velocity }) => {
          nowMs += afterMs;
          return isStill(velocity) ? [nowMs] : [];
        });
        expect(sent.flatMap(({ atMs, velocity }) => (isStill(velocity) ? [atMs] : []))).toEqual(stops);
        expect(sent.at(-1)?.velocity).toEqual(offers.at(-1)?.velocity);
        const movesMs = sent.flatMap(({ atMs, velocity }) => (isStill(velocity) ? [] : [atMs]));
        for (const [index, atMs] of movesMs.entries()) expect(movesMs.slice(index).filter((later) => later < atMs + 1000).length).toBeLessThanOrEqual(30);
        // What goes after a stop was asked for after it.
        for (const [index, { velocity }] of sent.entries()) {
          const before = sent[index - 1];
          if (before === undefined || !isStill(before.velocity) || isStill(velocity)) continue;
          let askedMs = 0;
          const later = offers.some((one) => {
            askedMs += one.afterMs;
            return askedMs >= before.atMs && one.velocity === velocity;
          });
          expect(later).toBe(true);
        }
      }),
    );
  });
});
