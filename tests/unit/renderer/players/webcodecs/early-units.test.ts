import { describe, expect, it } from 'vitest';
import type { GatewayToWindow } from '../../../../../contract/ipc/media-port.ts';
import { streamId } from '../../../../../contract/domain/units.ts';
import { EarlyUnits } from '../../../../../renderer/players/webcodecs/early-units.ts';

const unit = (sequence: number, key = false): GatewayToWindow => ({ kind: 'unit', stream: streamId(1), key, preroll: false, captureUtcUs: sequence, sequence, data: new ArrayBuffer(0) });
const status: GatewayToWindow = { kind: 'status', stream: streamId(1), status: { kind: 'opening' } };
const sequences = (messages: readonly GatewayToWindow[]): readonly unknown[] => messages.map((each) => (each.kind === 'unit' ? each.sequence : each.kind));

describe('units that come before anybody asked', () => {
  it('are kept from the newest key frame on, after the newest status, and given once', () => {
    const early = new EarlyUnits();
    for (const each of [unit(1), unit(2, true), unit(3), status, unit(4, true), unit(5)]) early.add(each, 0);
    expect(sequences(early.take(streamId(1)))).toEqual(['status', 4, 5]);
    expect(early.take(streamId(1))).toEqual([]);
  });

  it('are bounded in number and in time', () => {
    const early = new EarlyUnits();
    early.add(unit(1, true), 0);
    for (let sequence = 2; sequence < 1_000; sequence += 1) early.add(unit(sequence), 0);
    expect(early.take(streamId(1))).toHaveLength(90);
    early.add(unit(1, true), 0);
    early.sweep(4_000);
    early.sweep(6_000);
    expect(early.take(streamId(1))).toEqual([]);
  });
});
