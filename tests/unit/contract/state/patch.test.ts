import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { apply, diff, emptyReplica, receive, squash, type Patch, type Records, type Replica, type Snapshot } from '@contract/state/patch.ts';

interface Row {
  readonly id: string;
  readonly value: number;
}
type State = Records<Row>;

const ids = ['a', 'b', 'c', 'd', 'e'] as const;
const state: fc.Arbitrary<State> = fc
  .uniqueArray(fc.record({ id: fc.constantFrom(...ids), value: fc.nat(3) }), { selector: (row) => row.id, maxLength: ids.length })
  .map((rows) => new Map(rows.map((row) => [row.id, row])));

/** The next state keeps the identity of the records that did not change, as the store does. */
const step: fc.Arbitrary<(before: State) => State> = fc
  .record({ put: fc.array(fc.record({ id: fc.constantFrom(...ids), value: fc.nat(99) }), { maxLength: 3 }), remove: fc.array(fc.constantFrom(...ids), { maxLength: 2 }) })
  .map((change) => (before: State) => apply(before, change));

const content = (records: State): readonly Row[] => [...records.values()].sort((a, b) => a.id.localeCompare(b.id));

const patchBetween = (before: State, after: State, base: number, revision = base + 1): Patch<Row> => ({
  kind: 'patch',
  slice: 'notices',
  base,
  revision,
  ...(diff(before, after) ?? { put: [], remove: [] }),
});

const snapshotOf = (records: State, revision: number): Snapshot<Row> => ({ kind: 'snapshot', slice: 'notices', revision, records: [...records.values()] });

describe('a difference', () => {
  it('applied to the state before gives the state after', () => {
    fc.assert(fc.property(state, state, (before, after) => { expect(content(apply(before, diff(before, after) ?? { put: [], remove: [] }))).toEqual(content(after)); }));
  });

  it('is null between a state and itself, or one with the very same records', () => {
    fc.assert(fc.property(state, (same) => { expect([diff(same, same), diff(same, new Map(same))]).toEqual([null, null]); }));
  });

  it('names only what changed', () => {
    const kept = { id: 'a', value: 1 };
    const before: State = new Map([kept, { id: 'b', value: 1 }, { id: 'c', value: 1 }].map((row) => [row.id, row]));
    const after: State = new Map([kept, { id: 'b', value: 2 }, { id: 'd', value: 1 }].map((row) => [row.id, row]));
    expect(diff(before, after)).toEqual({ put: [{ id: 'b', value: 2 }, { id: 'd', value: 1 }], remove: ['c'] });
  });
});

describe('applying', () => {
  it('twice is the same as once, and changes neither the state nor the step', () => {
    fc.assert(
      fc.property(state, state, state, (records, from, to) => {
        const change = diff(from, to) ?? { put: [], remove: [] };
        const before = content(records);
        const once = apply(records, change);
        expect(content(apply(once, change))).toEqual(content(once));
        expect(content(records)).toEqual(before);
      }),
    );
  });
});

describe('squashing', () => {
  it('two steps has the effect of both, on any state', () => {
    fc.assert(
      fc.property(state, state, step, step, (anywhere, first, stepOne, stepTwo) => {
        const second = stepOne(first);
        const third = stepTwo(second);
        const one = patchBetween(first, second, 4);
        const two = patchBetween(second, third, 5);
        const both = squash(one, two);
        expect(both).toMatchObject({ base: 4, revision: 6 });
        expect(content(apply(first, both))).toEqual(content(third));
        expect(content(apply(anywhere, both))).toEqual(content(apply(apply(anywhere, one), two)));
      }),
    );
  });

  it('does not depend on which neighbours are squashed first', () => {
    fc.assert(
      fc.property(state, step, step, step, (first, stepOne, stepTwo, stepThree) => {
        const second = stepOne(first);
        const third = stepTwo(second);
        const [a, b, c] = [patchBetween(first, second, 1), patchBetween(second, third, 2), patchBetween(third, stepThree(third), 3)];
        const left = squash(squash(a, b), c);
        const right = squash(a, squash(b, c));
        expect(content(apply(first, left))).toEqual(content(apply(first, right)));
        expect([...left.remove].sort()).toEqual([...right.remove].sort());
      }),
    );
  });

  it('never both puts and removes a record', () => {
    fc.assert(
      fc.property(state, step, step, (first, stepOne, stepTwo) => {
        const second = stepOne(first);
        const both = squash(patchBetween(first, second, 1), patchBetween(second, stepTwo(second), 2));
        expect(both.put.map((row) => row.id).filter((id) => both.remove.includes(id))).toEqual([]);
      }),
    );
  });
});

describe('a replica', () => {
  const rowA = { id: 'a', value: 1 };
  const at3: Replica<Row> = { revision: 3, records: new Map([[rowA.id, rowA]]) };
  const patch = (base: number, revision: number): Patch<Row> => ({ kind: 'patch', slice: 'notices', base, revision, put: [{ id: 'b', value: 2 }], remove: ['a'] });

  it('with nothing yet wants a snapshot', () => {
    expect(receive(emptyReplica<Row>(), patch(0, 1))).toEqual({ kind: 'gap' });
    expect(receive(emptyReplica<Row>(), snapshotOf(at3.records, 3))).toEqual({ kind: 'advanced', replica: at3 });
  });

  test.for([
    ['the next patch', patch(3, 4), 'advanced'],
    ['a squashed patch from here', patch(3, 9), 'advanced'],
    ['a patch it has', patch(2, 3), 'ignored'],
    ['an older patch', patch(0, 1), 'ignored'],
    ['a patch from further on', patch(4, 5), 'gap'],
    ['a squashed patch that began before it', patch(2, 5), 'gap'],
    ['an older snapshot', snapshotOf(new Map(), 2), 'ignored'],
    ['a newer snapshot', snapshotOf(new Map(), 7), 'advanced'],
  ] as const)('at revision 3 meets %s', ([, message, kind]) => {
    expect(receive(at3, message).kind).toBe(kind);
  });

  it('takes the step of a patch', () => {
    expect(receive(at3, patch(3, 4))).toEqual({ kind: 'advanced', replica: { revision: 4, records: new Map([['b', { id: 'b', value: 2 }]]) } });
    expect(at3.records).toEqual(new Map([[rowA.id, rowA]]));
  });
});

/** How the way from main to a window mistreats the messages. */
interface Way {
  readonly steps: readonly ((before: State) => State)[];
  /** Where the publisher squashes: true joins a step to the one before. */
  readonly joins: readonly boolean[];
  /** For each message: how often it arrives (0 is a drop) and how far it is held back. */
  readonly fates: readonly { readonly copies: number; readonly delay: number }[];
}

const STEPS = 25;
const way: fc.Arbitrary<Way> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: STEPS }),
  joins: fc.array(fc.boolean(), { minLength: STEPS, maxLength: STEPS }),
  fates: fc.array(fc.record({ copies: fc.constantFrom(0, 1, 1, 1, 2, 3), delay: fc.constantFrom(0, 0, 0, 1, 2, 5) }), { minLength: STEPS, maxLength: STEPS }),
});

describe('replication', () => {
  it('ends at the truth and never goes backwards, whatever is dropped, repeated, reordered or squashed', () => {
    fc.assert(
      fc.property(state, way, (start, { steps, joins, fates }) => {
        // Every truth there has been, by revision.
        const history: State[] = [start];
        const published: Patch<Row>[] = [];
        for (const [index, next] of steps.entries()) {
          const before = history[index] ?? start;
          const after = next(before);
          history.push(after);
          const patch = patchBetween(before, after, index);
          const last = published.at(-1);
          if (joins[index] === true && last !== undefined) published[published.length - 1] = squash(last, patch);
          else published.push(patch);
        }
        const arrivals = published
          .flatMap((patch, order) => {
            const { copies, delay } = fates[order] ?? { copies: 1, delay: 0 };
            return Array.from({ length: copies }, (_, copy) => ({ patch, at: order + delay * (copy + 1) }));
          })
          .sort((a, b) => a.at - b.at);

        let replica: Replica<Row> = receiveOrFail(emptyReplica<Row>(), snapshotOf(start, 0));
        let snapshots = 0;
        const isTrue = (): void => expect(content(replica.records)).toEqual(content(history[replica.revision ?? 0] ?? start));
        for (const { patch, at } of arrivals) {
          const before = replica.revision ?? 0;
          const received = receive(replica, patch);
          if (received.kind === 'advanced') replica = received.replica;
          if (received.kind === 'gap') {
            snapshots += 1;
            // The snapshot is of the state at that moment: at least of all that was published up to this message.
            const revision = published[Math.min(at, published.length - 1)]?.revision ?? 0;
            const answered = receive(replica, snapshotOf(history[revision] ?? start, revision));
            if (answered.kind === 'advanced') replica = answered.replica;
          }
          expect(replica.revision ?? 0).toBeGreaterThanOrEqual(before);
          isTrue();
        }
        expect(snapshots).toBeLessThanOrEqual(arrivals.length);
        // The heartbeat tells the newest revision; a window behind it asks for a snapshot.
        if (replica.revision !== steps.length) replica = receiveOrFail(replica, snapshotOf(history.at(-1) ?? start, steps.length));
        expect(replica.revision).toBe(steps.length);
        isTrue();
      }),
      { numRuns: 500 },
    );
  });

  it('needs no snapshot at all when nothing is lost or reordered', () => {
    fc.assert(
      fc.property(state, fc.array(step, { maxLength: 20 }), (start, steps) => {
        let truth = start;
        let replica = receiveOrFail(emptyReplica<Row>(), snapshotOf(start, 0));
        for (const [index, next] of steps.entries()) {
          const after = next(truth);
          replica = receiveOrFail(replica, patchBetween(truth, after, index));
          truth = after;
        }
        expect(content(replica.records)).toEqual(content(truth));
      }),
    );
  });
});

function receiveOrFail(replica: Replica<Row>, message: Snapshot<Row> | Patch<Row>): Replica<Row> {
  const received = receive(replica, message);
  if (received.kind !== 'advanced') throw new Error(`expected to advance, got ${received.kind}`);
  return received.replica;
}
