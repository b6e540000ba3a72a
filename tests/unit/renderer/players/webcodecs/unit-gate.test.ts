import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPEN_GATE, passGate, PREROLL_LIMIT, QUEUE_LIMIT, type Gate, type GateInput } from '../../../../../renderer/players/webcodecs/unit-gate.ts';

const unit = (over: Partial<GateInput> = {}): GateInput => ({ key: false, sequence: 1, queued: 0, prerollQueued: 0, ...over });
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
    const queued = QUEUE_LIMIT + 1;
    expect(through([unit({ key: true }), unit({ sequence: 2, queued }), unit({ sequence: 3 }), unit({ sequence: 4, key: true, queued })])).toEqual(['decode', 'overload', 'needs-key', 'restart']);
  });

  it('takes what leads from the last key frame to now for no sign of a slow decoder, up to ten seconds of it', () => {
    expect(through([unit({ key: true }), unit({ sequence: 2, prerollQueued: PREROLL_LIMIT }), unit({ sequence: 3, prerollQueued: PREROLL_LIMIT + 1 })])).toEqual(['decode', 'decode', 'overload']);
  });

  it('drops a repeated unit without losing its place', () => {
    expect(through([unit({ key: true }), unit({ sequence: 1 }), unit({ sequence: 2 })])).toEqual(['decode', 'repeated', 'decode']);
  });

  it('follows sequence numbers over their end', () => {
    expect(through([unit({ key: true, sequence: 0xffff_ffff }), unit({ sequence: 0 })])).toEqual(['decode', 'decode']);
  });

  it('never lets a unit through whose predecessor is missing, whatever comes', () => {
    const any = fc.record({ key: fc.boolean(), sequence: fc.integer({ min: 0, max: 20 }), queued: fc.integer({ min: 0, max: 20 }), prerollQueued: fc.integer({ min: 0, max: 400 }) });
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
