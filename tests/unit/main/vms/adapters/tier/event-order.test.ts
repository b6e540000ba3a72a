import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventOrder } from '../../../../../../main/vms/adapters/tier/event-order.ts';

const placed = (seq: number) => ({ seq, event: `e${seq}` });
const seqs = (ready: readonly { readonly seq: number }[]) => ready.map(({ seq }) => seq);

test('events in order are delivered at once', () => {
  const order = createEventOrder<string>();
  order.startAt({ epoch: 'a', seq: 3 });
  expect(seqs(order.take(placed(4)))).toEqual([4]);
  expect(order.position()).toEqual({ epoch: 'a', seq: 4 });
});

test('events after a gap wait, and the gap is named', () => {
  const order = createEventOrder<string>();
  order.startAt({ epoch: 'a', seq: 3 });
  expect(order.take(placed(7))).toEqual([]);
  expect(order.missing()).toEqual({ epoch: 'a', after: 3, until: 6 });
  expect(seqs([4, 5, 6].flatMap((seq) => order.take(placed(seq))))).toEqual([4, 5, 6, 7]);
  expect(order.missing()).toBeNull();
});

test('events that come while the snapshot is loaded follow it', () => {
  const order = createEventOrder<string>();
  for (const seq of [11, 12, 13]) order.take(placed(seq));
  expect(seqs(order.startAt({ epoch: 'a', seq: 11 }))).toEqual([12, 13]);
});

test('events only heard of are missing', () => {
  const order = createEventOrder<string>();
  order.startAt({ epoch: 'a', seq: 3 });
  order.heardOf(9);
  expect(order.missing()).toEqual({ epoch: 'a', after: 3, until: 9 });
});

test('whatever is dropped, doubled or shuffled: with gaps filled, all come once and in order', () => {
  const arrivals = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 200 });
  fc.assert(
    fc.property(arrivals, (arriving) => {
      const order = createEventOrder<string>();
      const delivered = [...order.startAt({ epoch: 'a', seq: 0 })];
      for (const seq of arriving) delivered.push(...order.take(placed(seq)));
      for (let range = order.missing(); range !== null; range = order.missing()) {
        for (let seq = range.after + 1; seq <= range.until; seq += 1) delivered.push(...order.take(placed(seq)));
      }
      expect(seqs(delivered)).toEqual(Array.from({ length: Math.max(0, ...arriving) }, (_, index) => index + 1));
    }),
  );
});

test('a flood behind a gap is not kept without bounds, and still comes whole', () => {
  const order = createEventOrder<string>();
  order.startAt({ epoch: 'a', seq: 0 });
  for (let seq = 2; seq <= 12_000; seq += 1) order.take(placed(seq));
  let delivered = 0;
  for (let range = order.missing(); range !== null; range = order.missing()) {
    for (let seq = range.after + 1; seq <= range.until; seq += 1) delivered += order.take(placed(seq)).length;
  }
  expect(delivered).toBe(12_000);
});
