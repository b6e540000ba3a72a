import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyReplica, receive, type Replica, type StateMessage, type WithId } from '@contract/state/patch.ts';
import { SLICE_NAMES, type SliceName } from '@contract/state/slices.ts';
import { createStatePublisher, type Subscriber } from '../../../../main/ipc/state-publisher.ts';
import { createSliceStore, type SliceStore } from '../../../../main/state/slice-store.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';

interface Item extends WithId {
  readonly value: number;
}

function publishing() {
  const time = createFakeTime();
  const listeners = { now: 0 };
  const watched = (store: SliceStore<Item>): SliceStore<Item> => ({
    ...store,
    onDidChange: (listener) => {
      listeners.now += 1;
      const stop = store.onDidChange(listener);
      return () => {
        listeners.now -= 1;
        stop();
      };
    },
  });
  const stores = Object.fromEntries(SLICE_NAMES.map((name) => [name, watched(createSliceStore<Item>())])) as Record<SliceName, SliceStore<Item>>;
  const publisher = createStatePublisher(stores, time.timers);
  const inbox = (id: number): { readonly subscriber: Subscriber; readonly messages: StateMessage[] } => {
    const messages: StateMessage[] = [];
    return { messages, subscriber: { id, send: (message) => void messages.push(message) } };
  };
  return { ...time, listeners, cameras: stores.usedCameras, units: stores.units, publisher, inbox };
}

describe('a window that subscribes', () => {
  it('gets the whole slice at once, then what changes', () => {
    const { cameras, publisher, inbox, advance } = publishing();
    cameras.put({ id: 'a', value: 1 });
    const { subscriber, messages } = inbox(1);
    publisher.subscribe(subscriber, ['usedCameras']);
    expect(messages).toMatchObject([{ kind: 'snapshot', slice: 'usedCameras', records: [{ id: 'a', value: 1 }] }]);
    cameras.put({ id: 'b', value: 2 });
    cameras.remove('a');
    advance(50);
    expect(messages[1]).toMatchObject({ kind: 'patch', slice: 'usedCameras', put: [{ id: 'b', value: 2 }], remove: ['a'] });
  });

  it('gets all changes of one tick as one patch, and none for what came and went within it', () => {
    const { cameras, publisher, inbox, advance } = publishing();
    const { subscriber, messages } = inbox(1);
    publisher.subscribe(subscriber, ['usedCameras']);
    for (let value = 0; value < 1000; value += 1) cameras.put({ id: `c${value % 10}`, value });
    expect(messages).toHaveLength(1);
    advance(50);
    expect(messages).toHaveLength(2);
    expect(messages[1]).toMatchObject({ put: Array.from({ length: 10 }, (_, at) => ({ id: `c${at}`, value: 990 + at })) });
    cameras.put({ id: 'flash', value: 1 });
    cameras.remove('flash');
    advance(50);
    expect(messages).toHaveLength(2);
  });

  it('hears of its slices only', () => {
    const { cameras, units, publisher, inbox, advance } = publishing();
    const { subscriber, messages } = inbox(1);
    publisher.subscribe(subscriber, ['units']);
    cameras.put({ id: 'a', value: 1 });
    units.put({ id: 'u', value: 1 });
    advance(50);
    expect(messages.map(({ slice }) => slice)).toEqual(['units', 'units']);
  });

  it('that asks again gets the whole slice again, as it is by then', () => {
    const { cameras, publisher, inbox, advance } = publishing();
    const { subscriber, messages } = inbox(1);
    publisher.subscribe(subscriber, ['usedCameras']);
    advance(50);
    cameras.put({ id: 'a', value: 1 });
    publisher.subscribe(subscriber, ['usedCameras']);
    expect(messages.at(-1)).toMatchObject({ kind: 'snapshot', records: [{ id: 'a', value: 1 }] });
  });

  it('is sent what it follows again when somebody else asks for it, and nothing it does not follow', () => {
    const { cameras, publisher, inbox, advance } = publishing();
    const { subscriber, messages } = inbox(1);
    publisher.subscribe(subscriber, ['usedCameras']);
    advance(50);
    cameras.put({ id: 'a', value: 1 });
    publisher.sendAgain(1, ['usedCameras', 'units']);
    publisher.sendAgain(2, ['usedCameras']);
    expect(messages.at(-1)).toMatchObject({ kind: 'snapshot', slice: 'usedCameras', records: [{ id: 'a', value: 1 }] });
    expect(messages.every(({ slice }) => slice === 'usedCameras')).toBe(true);
  });

  it('again and again gets the whole slice once a tick, and each slice for itself', () => {
    const { cameras, units, publisher, inbox, advance } = publishing();
    cameras.put({ id: 'a', value: 1 });
    const { subscriber, messages } = inbox(1);
    for (let turn = 0; turn < 20; turn += 1) publisher.subscribe(subscriber, ['usedCameras']);
    publisher.subscribe(subscriber, ['units']);
    expect(messages.map(({ kind, slice }) => `${kind} ${slice}`)).toEqual(['snapshot usedCameras', 'snapshot units']);
    cameras.put({ id: 'b', value: 2 });
    units.put({ id: 'u', value: 1 });
    advance(50);
    expect(messages.slice(2).map(({ kind, slice }) => `${kind} ${slice}`).toSorted()).toEqual(['patch units', 'snapshot usedCameras']);
    expect(messages.slice(2)).toContainEqual(expect.objectContaining({ kind: 'snapshot', records: [{ id: 'a', value: 1 }, { id: 'b', value: 2 }] }));
    advance(1000);
    expect(messages).toHaveLength(4);
  });

  it('with a new page is sent to the new page, patches too', () => {
    const { cameras, publisher, inbox, advance } = publishing();
    const old = inbox(1);
    const fresh = inbox(1);
    publisher.subscribe(old.subscriber, ['usedCameras']);
    advance(50);
    publisher.subscribe(fresh.subscriber, ['usedCameras']);
    cameras.put({ id: 'a', value: 1 });
    advance(50);
    expect(old.messages).toHaveLength(1);
    expect(fresh.messages.map(({ kind }) => kind)).toEqual(['snapshot', 'patch']);
  });

  it('and left hears nothing more', () => {
    const { cameras, publisher, inbox, advance } = publishing();
    const { subscriber, messages } = inbox(1);
    publisher.subscribe(subscriber, ['usedCameras']);
    publisher.unsubscribe(1);
    cameras.put({ id: 'a', value: 1 });
    advance(50);
    expect(messages).toHaveLength(1);
  });
});

describe('many windows', () => {
  it('that come at any time hold what main holds after each tick', () => {
    type Act = { readonly kind: 'put'; readonly id: string; readonly value: number } | { readonly kind: 'remove'; readonly id: string } | { readonly kind: 'subscribe'; readonly window: number } | { readonly kind: 'tick' };
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const anyAct: fc.Arbitrary<Act> = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), id, value: fc.nat() }),
      fc.record({ kind: fc.constant('remove' as const), id }),
      fc.record({ kind: fc.constant('subscribe' as const), window: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant('tick' as const) }),
    );
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 60 }), (acts) => {
        const { cameras, publisher, advance } = publishing();
        const replicas = new Map<number, Replica>();
        const subscribe = (window: number) => {
          const send = (message: StateMessage) => {
            const received = receive(replicas.get(window) ?? emptyReplica(), message);
            expect(received.kind).not.toBe('gap');
            if (received.kind === 'advanced') replicas.set(window, received.replica);
          };
          publisher.subscribe({ id: window, send }, ['usedCameras']);
        };
        for (const act of acts) {
          if (act.kind === 'put') cameras.put({ id: act.id, value: act.value });
          else if (act.kind === 'remove') cameras.remove(act.id);
          else if (act.kind === 'subscribe') subscribe(act.window);
          else advance(50);
        }
        advance(50);
        for (const replica of replicas.values()) expect(Object.fromEntries(replica.records)).toEqual(Object.fromEntries(cameras.records()));
      }),
    );
  });
});

describe('stopping', () => {
  it('leaves no listener and no timer behind', () => {
    const { cameras, publisher, inbox, listeners, advance, waiting } = publishing();
    const { subscriber, messages } = inbox(1);
    publisher.subscribe(subscriber, ['usedCameras']);
    expect(listeners.now).toBe(SLICE_NAMES.length);
    for (let window = 2; window < 50; window += 1) {
      publisher.subscribe(inbox(window).subscriber, ['usedCameras']);
      publisher.unsubscribe(window);
    }
    expect(listeners.now).toBe(SLICE_NAMES.length);
    cameras.put({ id: 'a', value: 1 });
    publisher.stop();
    advance(1000);
    expect([listeners.now, waiting(), messages.length]).toEqual([0, 0, 1]);
  });
});
