import { describe, expect, it } from 'vitest';
import { RULE_KINDS } from '@contract/domain/alarm-rule.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';
import { draftOf, fieldOf, finishedRule, newDraft, timeOf } from '../../../../../renderer/widgets/rules-desk/rule-draft.ts';

describe('a rule while it is typed', () => {
  it('takes times by the wall clock of Viet Nam, and no day that does not exist', () => {
    expect(timeOf('24/11/2026 07:30')).toBe(Date.UTC(2026, 10, 24, 0, 30));
    expect(timeOf('1/2/2026 7:05')).toBe(Date.UTC(2026, 1, 1, 0, 5));
    expect(fieldOf(utcMs(Date.UTC(2026, 10, 24, 0, 30)))).toBe('24/11/2026 07:30');
    for (const wrong of ['', 'mai', '31/02/2026 07:30', '24/11/2026', '24/11/2026 25:00']) expect(timeOf(wrong)).toBeNull();
  });

  it('comes back as it was for every kind, and says what is wrong first', () => {
    for (const kind of RULE_KINDS) {
      const draft = { ...newDraft(), kind, name: 'Thử', reason: 'Bảo trì cột đèn', until: '24/11/2026 07:30', scope: { kinds: [], cameras: [cameraId('c')], units: [] } };
      const finished = finishedRule(draft);
      expect(finished).toMatchObject({ name: 'Thử', fromUtcMs: null, body: { kind } });
      if (typeof finished !== 'string') expect(finishedRule(draftOf(finished))).toEqual(finished);
    }
    expect(finishedRule({ ...newDraft(), name: 'Thử', until: 'mai' })).toBe('time-wrong');
    expect(finishedRule({ ...newDraft(), name: 'Thử', kind: 'repeat', withinS: '' })).toBe('number-out-of-range');
    expect(finishedRule({ ...newDraft(), name: 'Thử', kind: 'repeat' })).toMatchObject({ fromUtcMs: null, untilUtcMs: null });
  });
});
