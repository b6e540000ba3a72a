import type { ProcedureStep, StepResult } from '@contract/domain/procedure.ts';
import type { PictureId, TaskId } from '@contract/domain/units.ts';

/** What was filled in of a step so far. */
export interface StepDraft {
  readonly items: readonly boolean[];
  readonly answer: number | null;
  readonly text: string;
  readonly called: string;
  readonly picture: PictureId | null;
  readonly task: TaskId | null;
}

export const emptyDraft = ({ body }: ProcedureStep): StepDraft => ({ items: body.kind === 'checklist' ? body.items.map(() => false) : [], answer: null, text: '', called: '', picture: null, task: null });

/** The step's result once what it asks for is filled in; null: not yet. */
export function resultOf({ body, mandatory }: ProcedureStep, draft: StepDraft): StepResult | null {
  const text = draft.text.trim();
  const note = text === '' ? {} : { text };
  switch (body.kind) {
    case 'instruction':
    case 'timer':
      return { kind: 'done', ...note };
    case 'checklist':
      return mandatory && draft.items.includes(false) ? null : { kind: 'done', items: draft.items, ...note };
    case 'question':
      return draft.answer === null ? null : { kind: 'done', answer: draft.answer, ...note };
    case 'call':
      return draft.called === '' ? null : { kind: 'done', called: draft.called, ...note };
    case 'task':
      return draft.task === null ? null : { kind: 'done', task: draft.task, ...note };
    case 'attachment':
      return draft.picture === null ? null : { kind: 'done', picture: draft.picture, ...note };
    case 'note':
      return text === '' ? null : { kind: 'done', text };
  }
}

/** Steps that follow one another from here by themselves, up to a question or the end; it itself is not in the list. */
export function stepsAhead(steps: readonly ProcedureStep[], from: ProcedureStep): { readonly steps: readonly ProcedureStep[]; readonly branches: boolean } {
  const ahead: ProcedureStep[] = [];
  let at: ProcedureStep | undefined = from;
  while (at !== undefined && at.body.kind !== 'question') {
    const { next }: ProcedureStep = at;
    at = next === null ? undefined : steps.find(({ id }) => id === next);
    if (at === undefined || at === from || ahead.includes(at)) return { steps: ahead, branches: false };
    ahead.push(at);
  }
  return { steps: ahead, branches: at !== undefined };
}
