import { describe, expect, it } from 'vitest';
import { copyName } from '@contract/domain/copy-name.ts';

describe('the name of a copy', () => {
  it('takes the next free number and stays within a hundred characters', () => {
    expect([copyName('Ca sáng', []), copyName('Ca sáng', ['Ca sáng (2)', 'Ca sáng (3)'])]).toEqual(['Ca sáng (2)', 'Ca sáng (4)']);
    expect(copyName('x'.repeat(100), [])).toHaveLength(100);
  });
});
