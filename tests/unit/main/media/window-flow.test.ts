import { describe, expect, test } from 'vitest';
import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import { streamId, type StreamId } from '@contract/domain/units.ts';
import { createWindowFlow } from '../../../../main/media/window-flow.ts';

function flowing() {
  const sent: GatewayToWindow[] = [];
  const asked: StreamId[] = [];
  const flow = createWindowFlow((message) => void sent.push(message), (stream) => void asked.push(stream), 100);
  let sequence = 0;
  const unit = (stream: number, key = false, bytes = 20) => flow.post({ kind: 'unit', stream: streamId(stream), key, preroll: false, captureUtcUs: 0, sequence: (sequence += 1), data: new ArrayBuffer(bytes) });
  return { flow, sent, asked, unit, count: () => sent.length };
}

describe('a window that reads its port', () => {
  test('gets everything, however much it is', () => {
    const { flow, unit, count } = flowing();
    for (let turn = 0; turn < 50; turn += 1) {
      unit(1);
      flow.taken(20);
    }
    expect(count()).toBe(50);
  });
});

describe('a window that stopped reading', () => {
  const stuck = () => {
    const it = flowing();
    it.flow.taken(1);
    for (let turn = 0; turn < 12; turn += 1) it.unit(1 + (turn % 2), turn < 2);
    return it;
  };

  test('gets no more pictures and sound than it can hold, but is still told how its streams stand', () => {
    const { flow, sent, count } = stuck();
    expect(count()).toBe(5);
    flow.post({ kind: 'audio', stream: streamId(1), captureUtcUs: 0, data: new ArrayBuffer(1) });
    flow.post({ kind: 'status', stream: streamId(1), status: { kind: 'closed' } });
    expect(sent.slice(5).map(({ kind }) => kind)).toEqual(['status']);
  });

  test('gets no more either when it never began to read: its worker hung as it started', () => {
    const { unit, count } = flowing();
    for (let turn = 0; turn < 12; turn += 1) unit(1, turn === 0);
    expect(count()).toBe(5);
  });

  test('goes on with a key frame of each stream, asked for once it has read half', () => {
    const { flow, unit, asked, count } = stuck();
    flow.taken(40);
    unit(1, true);
    expect([asked, count()]).toEqual([[], 5]);
    flow.taken(20);
    expect(asked.toSorted()).toEqual([1, 2]);
    unit(1);
    unit(2, true);
    unit(2);
    unit(1, true);
    expect(count()).toBe(8);
  });
});
