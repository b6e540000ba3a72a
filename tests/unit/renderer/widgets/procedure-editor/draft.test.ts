import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkProcedure } from '@contract/domain/procedure-check.ts';
import { STEP_KINDS } from '@contract/domain/procedure.ts';
import { contactsFrom, contactsText, contentOf, draftOf, itemsFrom, movedStep, newDraft, withStep, withoutStep, type ProcedureDraft } from '../../../../../renderer/widgets/procedure-editor/draft.ts';
import { FIRE } from '../../../../builders/procedures.ts';

describe('a draft of a procedure', () => {
  it('saved untouched is the procedure it was made of', () => {
    const { name, kinds, priorityAtLeast, steps } = FIRE;
    expect(contentOf(draftOf(FIRE))).toEqual({ name, kinds, priorityAtLeast, steps });
  });

  it('a step put in below another comes after it', () => {
    const { draft, id } = withStep(draftOf(FIRE), 1, 'note', 'Gọi thêm');
    const content = contentOf(draft);
    expect(content.steps[1]?.next).toBe(id);
    expect(content.steps[2]).toMatchObject({ id, next: 'kiem-tra' });
  });

  it('what led to a step that is gone leads to the one below', () => {
    const content = contentOf(withoutStep(draftOf(FIRE), 'goi-114'));
    const [question] = content.steps;
    expect(question?.body).toMatchObject({ answers: [{ text: 'Có cháy', next: 'kiem-tra' }, { text: 'Không cháy', next: 'ghi-nhan' }] });
    expect(checkProcedure(content)).toEqual([]);
  });

  it('never names a step that does not exist, nor one twice, whatever is put in, moved and taken out', () => {
    const change = fc.oneof(
      fc.record({ act: fc.constant('add' as const), at: fc.nat(12), kind: fc.constantFrom(...STEP_KINDS) }),
      fc.record({ act: fc.constant('remove' as const), at: fc.nat(12), kind: fc.constant('note' as const) }),
      fc.record({ act: fc.constant('move' as const), at: fc.nat(12), kind: fc.constant('note' as const) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const done = changes.reduce<ProcedureDraft>((draft, { act, at, kind }) => {
          if (act === 'add') return withStep(draft, at - 1, kind, 'Bước').draft;
          if (act === 'move') return movedStep(draft, at, (at * 7) % 5);
          return withoutStep(draft, draft.steps[at]?.id ?? '');
        }, draftOf(FIRE));
        const codes = checkProcedure(contentOf(done)).map(({ code }) => code);
        expect(codes).not.toContain('next-unknown');
        expect(codes).not.toContain('id-twice');
      }),
    );
  });

  it('reads names with numbers and items a line each', () => {
    expect(contactsFrom('Công an phường; 024 3825\n\n Bảo vệ')).toEqual([{ name: 'Công an phường', phone: '024 3825' }, { name: 'Bảo vệ', phone: '' }]);
    expect(contactsText(contactsFrom('A; 1\nB; 2'))).toBe('A; 1\nB; 2');
    expect(itemsFrom(' Cổng chính \n\nCổng phụ')).toEqual(['Cổng chính', 'Cổng phụ']);
  });

  it('that is new says what it lacks', () => {
    expect(checkProcedure(contentOf(newDraft(''))).map(({ code }) => code)).toEqual(['name-missing', 'no-steps']);
  });
});
