import { describe, expect, it } from 'vitest';
import { dwellOf, finishedSteps, movedStep, stepsFrom, withCommonDwell, withDwell, withoutStep, withSteps, type StepDrafts } from '../../../../renderer/ui/step-draft.ts';

const shown = (steps: StepDrafts<string>): string => steps.map(({ what, dwell }) => `${what}${dwell}`).join(' ');
const three = stepsFrom([{ what: 'a', dwellS: 5 }, { what: 'b', dwellS: 10 }, { what: 'c', dwellS: 15 }]);

describe('a list shown in turn', () => {
  it('is added to, moved, changed and shortened line by line', () => {
    expect(shown(withSteps(three, ['a', 'd'], '8', 100))).toBe('a5 b10 c15 a8 d8');
    expect(shown(movedStep(three, 0, 2))).toBe('b10 c15 a5');
    expect(shown(movedStep(three, 2, 0))).toBe('c15 a5 b10');
    expect(shown(withoutStep(three, 1))).toBe('a5 c15');
    expect(shown(withDwell(three, 1, '7'))).toBe('a5 b7 c15');
    expect(shown(withCommonDwell(three, '9'))).toBe('a9 b9 c9');
  });

  it('keeps its lines apart though the same camera stands twice', () => {
    const steps = withSteps(withoutStep(three, 0), ['b'], '4', 100);
    expect(new Set(steps.map(({ key }) => key)).size).toBe(3);
    expect(shown(withoutStep(steps, steps[2]?.key ?? -1))).toBe('b10 c15');
  });

  it('takes no more than it may hold, and no move out of itself', () => {
    expect(shown(withSteps(three, ['d', 'e'], '8', 4))).toBe('a5 b10 c15 d8');
    expect(movedStep(three, 0, 3)).toBe(three);
    expect(movedStep(three, -1, 0)).toBe(three);
  });

  it('is finished only when every time is a whole number of seconds in range', () => {
    expect(finishedSteps(three)).toEqual([{ what: 'a', dwellS: 5 }, { what: 'b', dwellS: 10 }, { what: 'c', dwellS: 15 }]);
    expect(finishedSteps(withDwell(three, 1, 'x'))).toBeNull();
    expect([' 10 ', '2', '3600', '1', '3601', '', '1.5', '-5', '1e2', '١٠'].map(dwellOf)).toEqual([10, 2, 3600, null, null, null, null, null, null, null]);
  });
});
