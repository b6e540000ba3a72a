import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as hands from '../../../../demo/ptz/hand.ts';
import { ASK_MS, IDLE_MS, nobodysHand, type Hand, type HandStep, type Steerer } from '../../../../demo/ptz/hand.ts';
import { aSteerer } from './places.ts';

const AN = aSteerer('an', 40);
const BINH = aSteerer('binh', 40);
const MINH = aSteerer('minh', 60);
const OANH = aSteerer('oanh', 20);

const holder = ({ by }: Hand): string | null => by?.holder.personId ?? null;
const held = (who: Steerer, utcMs = 0): Hand => hands.claim(nobodysHand(0), who, utcMs).hand;
const asked = (hand: Hand, from: Steerer, minutes = 5, utcMs = 0): HandStep => hands.ask(hand, { askId: `${from.holder.personId}-asks`, from, minutes, reason: 'Theo dõi đoàn xe', askedUtcMs: utcMs }, utcMs);
const states = ({ told }: HandStep): readonly string[] => told.flatMap((one) => (one.kind === 'asked' ? [`${one.connection} ${one.ask.side} ${one.ask.state}`] : []));

describe('the hand on a head', () => {
  it('is given when free, refused to an equal or lower level with who has it, and taken by a higher one, who the other hears of', () => {
    const first = held(AN);
    expect(hands.claim(first, BINH, 1)).toMatchObject({ refused: { code: 'ptz/held', holder: { personId: 'an' } }, told: [] });
    expect(holder(hands.claim(first, OANH, 1).hand)).toBe('an');
    const taken = hands.claim(first, MINH, 1);
    expect(holder(taken.hand)).toBe('minh');
    expect(taken.told).toEqual([{ kind: 'taken', connection: 'an-pc', by: MINH.holder }]);
  });

  it('moves with its person to another PC, and goes with the connection that has it', () => {
    const elsewhere = hands.claim(held(AN), { ...AN, connection: 'other-pc' }, 5).hand;
    expect(holder(hands.gone(elsewhere, 'an-pc', 6).hand)).toBe('an');
    expect(holder(hands.gone(elsewhere, 'other-pc', 6).hand)).toBeNull();
  });

  it('is let go when nothing was done with it for a minute, and kept by every use', () => {
    const hand = held(AN);
    expect(holder(hands.atTime(hand, IDLE_MS - 1).hand)).toBe('an');
    expect(hands.atTime(hand, IDLE_MS)).toMatchObject({ hand: { by: null }, notes: [{ note: 'idle' }] });
    expect(holder(hands.atTime(hands.used(hand, AN, 50_000), IDLE_MS).hand)).toBe('an');
  });
});

describe('asking for the hand', () => {
  it('is told to both sides, and after a yes the hand is lent until its end and then goes back', () => {
    const open = asked(held(AN), OANH, 5);
    expect(states(open)).toEqual(['an-pc asked open', 'oanh-pc asking open']);
    const accepted = hands.answer(open.hand, AN, 'oanh-asks', true, 1000);
    expect(states(accepted)).toEqual(['an-pc asked accepted', 'oanh-pc asking accepted']);
    expect(accepted.hand).toMatchObject({ by: OANH, loan: { untilUtcMs: 301_000 } });
    expect(holder(hands.atTime(accepted.hand, 300_999).hand)).toBe('oanh');
    expect(hands.atTime(accepted.hand, 301_000)).toMatchObject({ hand: { by: AN, loan: null }, notes: [{ note: 'loan-ended' }] });
  });

  it('goes back to whoever lent it when let go early, and becomes free when they are gone', () => {
    const lent = hands.answer(asked(held(AN), OANH).hand, AN, 'oanh-asks', true, 0).hand;
    expect(holder(hands.release(lent, OANH, 1).hand)).toBe('an');
    expect(holder(hands.release(hands.gone(lent, 'an-pc', 1).hand, OANH, 2).hand)).toBeNull();
    expect(holder(hands.claim(lent, AN, 1).hand)).toBe('an');
  });

  it('ends with no, after a minute, when the one who asked is gone, and when the hand goes to another', () => {
    const open = asked(held(AN), OANH).hand;
    expect(states(hands.answer(open, AN, 'oanh-asks', false, 1))).toEqual(['an-pc asked declined', 'oanh-pc asking declined']);
    expect(states(hands.atTime(hands.used(open, AN, ASK_MS), ASK_MS))).toEqual(['an-pc asked expired', 'oanh-pc asking expired']);
    expect(states(hands.gone(open, 'oanh-pc', 1))).toContain('an-pc asked expired');
    expect(states(hands.claim(open, MINH, 1))).toEqual(['an-pc asked expired', 'oanh-pc asking expired']);
  });

  it('is answered only by who holds the hand, only once, and lends a free hand at once', () => {
    const open = asked(held(AN), OANH).hand;
    expect(hands.answer(open, BINH, 'oanh-asks', true, 1).refused).toEqual({ code: 'ptz/ask-unknown' });
    const once = hands.answer(open, AN, 'oanh-asks', false, 1).hand;
    expect(hands.answer(once, AN, 'oanh-asks', true, 2).refused).toEqual({ code: 'ptz/ask-unknown' });
    expect(asked(nobodysHand(0), OANH)).toMatchObject({ hand: { by: OANH, loan: { lender: null, untilUtcMs: 300_000 } } });
  });
});

const someone = fc.constantFrom(AN, BINH, MINH, OANH);
const anything = fc.oneof(
  fc.record({ kind: fc.constantFrom('claim', 'release', 'ask', 'gone', 'yes', 'no', 'wait'), who: someone, waitMs: fc.integer({ min: 0, max: 70_000 }) }),
);

describe('whatever people do', () => {
  it('there is one hand, an equal or lower level never takes it, whoever loses it to another hears of it, and an ask ends once', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (steps) => {
        let hand = nobodysHand(0);
        let nowUtcMs = 0;
        const open = new Map<string, number>();
        for (const { kind, who, waitMs } of steps) {
          nowUtcMs += kind === 'wait' ? waitMs : 1;
          const before = hand;
          const askId = before.asks.find(({ from }) => from.holder.personId !== who.holder.personId)?.askId ?? 'none';
          const step: HandStep =
            kind === 'claim' ? hands.claim(hand, who, nowUtcMs)
            : kind === 'release' ? hands.release(hand, who, nowUtcMs)
            : kind === 'ask' ? hands.ask(hand, { askId: `${String(nowUtcMs)}`, from: who, minutes: 1, reason: 'lý do', askedUtcMs: nowUtcMs }, nowUtcMs)
            : kind === 'gone' ? hands.gone(hand, who.connection, nowUtcMs)
            : kind === 'wait' ? hands.atTime(hand, nowUtcMs)
            : hands.answer(hand, who, askId, kind === 'yes', nowUtcMs);
          hand = step.hand;
          const changed = holder(before) !== null && holder(hand) !== holder(before);
          if (kind === 'claim' && changed) {
            const lender = before.loan?.lender?.holder.personId;
            expect(who.holder.level > (before.by?.holder.level ?? 0) || lender === who.holder.personId).toBe(true);
            expect(step.told).toContainEqual({ kind: 'taken', connection: before.by?.connection, by: who.holder });
          }
          for (const one of step.told) {
            if (one.kind !== 'asked' || one.ask.side !== 'asking') continue;
            expect(open.get(one.ask.askId) ?? 0).toBeLessThan(one.ask.state === 'open' ? 1 : 2);
            open.set(one.ask.askId, one.ask.state === 'open' ? 1 : 2);
          }
          expect(hand.asks.every(({ from }) => from.holder.personId !== holder(hand))).toBe(true);
        }
        expect(hand.asks.map(({ askId }) => open.get(askId))).toEqual(hand.asks.map(() => 1));
      }),
    );
  });
});
