import { ALARM_KINDS, type AlarmKind } from '@contract/domain/alarm-kind.ts';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import type { Procedure, ProcedureContent, ProcedureStep, StepBody } from '@contract/domain/procedure.ts';
import type { ProcedureId } from '@contract/domain/units.ts';

/** Where a step leads in a draft: to whichever stands below it, to the end, or to one by its id. */
export type DraftNext = { readonly kind: 'below' } | { readonly kind: 'end' } | { readonly kind: 'step'; readonly id: string };

type QuestionBody = { readonly kind: 'question'; readonly answers: readonly { readonly text: string; readonly next: DraftNext }[] };
export type DraftBody = Exclude<StepBody, { readonly kind: 'question' }> | QuestionBody;

/** A step as it is written. */
export interface DraftStep extends Omit<ProcedureStep, 'next' | 'body'> {
  readonly next: DraftNext;
  readonly body: DraftBody;
}

/** A procedure as it is written. `id` null: not saved yet. */
export interface ProcedureDraft {
  readonly id: ProcedureId | null;
  readonly etag: string;
  readonly name: string;
  readonly kinds: readonly AlarmKind[];
  readonly priorityAtLeast: AlarmPriority;
  readonly steps: readonly DraftStep[];
}

const BELOW: DraftNext = { kind: 'below' };

export const emptyBody = (kind: StepBody['kind']): DraftBody => {
  switch (kind) {
    case 'instruction':
    case 'attachment':
    case 'note':
      return { kind };
    case 'checklist':
      return { kind, items: [] };
    case 'question':
      return { kind, answers: [{ text: '', next: BELOW }, { text: '', next: BELOW }] };
    case 'timer':
      return { kind, seconds: 60 };
    case 'call':
      return { kind, contacts: [] };
    case 'task':
      return { kind, text: '', forces: [] };
  }
};

export const newDraft = (name: string): ProcedureDraft => ({ id: null, etag: '', name, kinds: [], priorityAtLeast: 4, steps: [] });

/** A draft of a procedure as it stands. */
export function draftOf({ id, etag, name, kinds, priorityAtLeast, steps }: Procedure): ProcedureDraft {
  return {
    id,
    etag,
    name,
    kinds,
    priorityAtLeast,
    steps: steps.map((step, index) => {
      const belowId = steps[index + 1]?.id ?? null;
      const nextOf = (next: string | null): DraftNext => (next === belowId ? BELOW : next === null ? { kind: 'end' } : { kind: 'step', id: next });
      const { body } = step;
      return { ...step, next: nextOf(step.next), body: body.kind === 'question' ? { ...body, answers: body.answers.map((answer) => ({ ...answer, next: nextOf(answer.next) })) } : body };
    }),
  };
}

/** What would be saved. */
export function contentOf({ name, kinds, priorityAtLeast, steps }: ProcedureDraft): ProcedureContent {
  return {
    name: name.trim(),
    kinds: ALARM_KINDS.filter((kind) => kinds.includes(kind)),
    priorityAtLeast,
    steps: steps.map((step, index) => {
      const idOf = (next: DraftNext): string | null => (next.kind === 'below' ? (steps[index + 1]?.id ?? null) : next.kind === 'end' ? null : next.id);
      const { body } = step;
      return { ...step, title: step.title.trim(), next: idOf(step.next), body: body.kind === 'question' ? { ...body, answers: body.answers.map(({ text, next }) => ({ text: text.trim(), next: idOf(next) })) } : body };
    }),
  };
}

/** An id no step has: `b1`, `b2` ... */
function freeId(steps: readonly DraftStep[]): string {
  for (let number = steps.length + 1; ; number += 1) {
    const id = `b${String(number)}`;
    if (!steps.some((step) => step.id === id)) return id;
  }
}

/** With a new step below a place (-1: at the top); answers the draft and the step's id. */
export function withStep(draft: ProcedureDraft, below: number, kind: StepBody['kind'], title: string): { readonly draft: ProcedureDraft; readonly id: string } {
  const id = freeId(draft.steps);
  const step: DraftStep = { id, title, text: '', mandatory: false, limitS: null, next: BELOW, body: emptyBody(kind) };
  return { id, draft: { ...draft, steps: [...draft.steps.slice(0, below + 1), step, ...draft.steps.slice(below + 1)] } };
}

/** What led to the removed step leads to whatever stands below. */
export function withoutStep(draft: ProcedureDraft, id: string): ProcedureDraft {
  const redirect = (next: DraftNext): DraftNext => (next.kind === 'step' && next.id === id ? BELOW : next);
  return {
    ...draft,
    steps: draft.steps.flatMap((step) => {
      if (step.id === id) return [];
      const { body } = step;
      return [{ ...step, next: redirect(step.next), body: body.kind === 'question' ? { ...body, answers: body.answers.map((answer) => ({ ...answer, next: redirect(answer.next) })) } : body }];
    }),
  };
}

/** A place outside changes nothing. */
export function movedStep(draft: ProcedureDraft, from: number, to: number): ProcedureDraft {
  const step = draft.steps[from];
  if (step === undefined || draft.steps[to] === undefined || from === to) return draft;
  const others = draft.steps.filter((other) => other !== step);
  return { ...draft, steps: [...others.slice(0, to), step, ...others.slice(to)] };
}

export const withChangedStep = (draft: ProcedureDraft, id: string, change: Partial<Omit<DraftStep, 'id'>>): ProcedureDraft => ({ ...draft, steps: draft.steps.map((step) => (step.id === id ? { ...step, ...change } : step)) });

/** `tên; số` a line; what has no number keeps an empty one. */
export const contactsFrom = (text: string): readonly { readonly name: string; readonly phone: string }[] =>
  text.split('\n').filter((line) => line.trim() !== '').slice(0, 10).map((line) => {
    const at = line.lastIndexOf(';');
    return at < 0 ? { name: line.trim(), phone: '' } : { name: line.slice(0, at).trim(), phone: line.slice(at + 1).trim() };
  });
export const contactsText = (contacts: readonly { readonly name: string; readonly phone: string }[]): string => contacts.map(({ name, phone }) => `${name}; ${phone}`).join('\n');
/** One item a line. */
export const itemsFrom = (text: string): readonly string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '').slice(0, 30);
