import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_GATE, passGate, queueLimit, type Gate, type GateInput } from '../../../../../renderer/players/webcodecs/unit-gate.ts';

const unit = (over: Partial<GateInput> = {}): GateInput => ({ key: false, sequence: 1, queued: 0, mayQueue: queueLimit(null), ...over });
const through = (units: readonly GateInput[]): readonly string[] => {
  let gate: Gate = OPEN_GATE;
  return units.map((each) => {
    const passed = passGate(gate, each);
    gate = passed.gate;
    return passed.verdict.kind === 'drop' ? passed.verdict.why : passed.verdict.kind;
  });
};

describe('the gate before a decoder', () => {
  it('waits for a key frame, then lets everything through', () => {
    expect(through([unit(), unit({ sequence: 2, key: true }), unit({ sequence: 3 }), unit({ sequence: 4 })])).toEqual(['needs-key', 'decode', 'decode', 'decode']);
  });

  it('drops to the next key frame after a gap', () => {
    expect(through([unit({ key: true }), unit({ sequence: 3 }), unit({ sequence: 4 }), unit({ sequence: 5, key: true }), unit({ sequence: 6 })])).toEqual(['decode', 'gap', 'needs-key', 'decode', 'decode']);
  });

  it('drops to the next key frame when the decoder is behind, and throws its queue away there', () => {
    const queued = queueLimit(null) + 1;
    expect(through([unit({ key: true }), unit({ sequence: 2, queued }), unit({ sequence: 3 }), unit({ sequence: 4, key: true, queued })])).toEqual(['decode', 'overload', 'needs-key', 'restart']);
  });

  it('takes what leads from the last key frame to now for no sign of a slow decoder, up to ten seconds of it', () => {
    expect([queueLimit(null), queueLimit(0), queueLimit(60), queueLimit(10_000)]).toEqual([12, 45, 105, 345]);
    expect(through([unit({ key: true }), unit({ sequence: 2, queued: 105, mayQueue: queueLimit(60) }), unit({ sequence: 3, queued: 106, mayQueue: queueLimit(60) })])).toEqual(['decode', 'decode', 'overload']);
  });

  it('drops a repeated unit without losing its place', () => {
    expect(through([unit({ key: true }), unit({ sequence: 1 }), unit({ sequence: 2 })])).toEqual(['decode', 'repeated', 'decode']);
  });

  it('follows sequence numbers over their end', () => {
    expect(through([unit({ key: true, sequence: 0xffff_ffff }), unit({ sequence: 0 })])).toEqual(['decode', 'decode']);
  });

  it('never lets a unit through whose predecessor is missing, whatever comes', () => {
    const any = fc.record({ key: fc.boolean(), sequence: fc.integer({ min: 0, max: 20 }), queued: fc.integer({ min: 0, max: 20 }), mayQueue: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (units) => {
        let decoded: number | null = null;
        through(units).forEach((what, index) => {
          const { key, sequence } = units[index] ?? unit();
          if (what === 'decode' && !key) expect(sequence).toBe((decoded ?? Number.NaN) + 1);
          if (what === 'decode' || what === 'restart') decoded = sequence;
        });
      }),
    );
  });
});
