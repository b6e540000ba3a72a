import { decide, type LifeContext } from '@contract/domain/alarm-life.ts';
import { ownerOf, type Alarm, type AlarmAct } from '@contract/domain/alarm.ts';
import { alarmId, utcMs } from '@contract/domain/units.ts';

/** What a person may want done to alarms. */
export const WISHES = ['acknowledge', 'claim', 'takeOver', 'release', 'assign', 'resolve', 'false', 'close', 'merge', 'shelve', 'unshelve', 'note', 'undo'] as const;
export type Wish = (typeof WISHES)[number];

/** Wishes that say all: they are done at once. The others need words, asked for in a form. */
export const PLAIN_WISHES = ['acknowledge', 'claim', 'unshelve'] as const satisfies readonly Wish[];
export type PlainWish = (typeof PLAIN_WISHES)[number];
export const isPlain = (wish: Wish): wish is PlainWish => PLAIN_WISHES.some((plain) => plain === wish);

/** Who would act, when. */
export type OfferContext = Pick<LifeContext, 'actor' | 'rights' | 'nowUtcMs' | 'shiftEndsUtcMs'>;

const WORDS = '.....';
/** An act as the wish would be, with words that satisfy. */
function probe(wish: Exclude<Wish, 'undo' | 'close'>, { nowUtcMs, actor }: OfferContext): AlarmAct {
  switch (wish) {
    case 'acknowledge':
    case 'unshelve':
    case 'claim':
      return { kind: wish };
    case 'takeOver':
      return { kind: 'claim', takeOver: WORDS };
    case 'release':
      return { kind: 'release', reason: WORDS };
    case 'assign':
      return { kind: 'assign', to: { personId: `not ${actor.personId}`, name: '' } };
    case 'resolve':
      return { kind: 'resolve', outcome: 'handled', note: '' };
    case 'false':
      return { kind: 'false', outcome: 'device', note: '' };
    case 'merge':
      return { kind: 'merge', into: alarmId('another') };
    case 'shelve':
      return { kind: 'shelve', reason: WORDS, untilUtcMs: utcMs(nowUtcMs + 60_000) };
    case 'note':
      return { kind: 'note', text: WORDS };
  }
}

/** Acts in their order: an outcome is given only to what was seen. */
export const inOrder = (alarm: Alarm, acts: readonly AlarmAct[]): readonly AlarmAct[] =>
  alarm.life.kind === 'raised' && acts.some(({ kind }) => kind === 'resolve' || kind === 'false') ? [{ kind: 'acknowledge' }, ...acts] : acts;

/** Whether a wish makes sense for an alarm as it stands; the server has the last word. What only a form can refuse (a time, a shift) is offered. */
export function isOffered(alarm: Alarm, wish: Wish, context: OfferContext): boolean {
  if (alarm.restricted && wish !== 'acknowledge') return false;
  if (wish === 'undo') return context.rights !== 'server' && context.rights.includes('alarm.handle') && alarm.version > 1;
  if (wish === 'close') return alarm.life.kind === 'resolved' || alarm.life.kind === 'false' ? verdict(alarm, { kind: 'close', note: '' }, context) === null : isOffered(alarm, 'resolve', context);
  if (wish === 'takeOver' && (ownerOf(alarm) === null || ownerOf(alarm)?.personId === context.actor.personId)) return false;
  const acts = inOrder(alarm, [probe(wish, context)]);
  const code = acts.length === 1 && acts[0] !== undefined ? verdict(alarm, acts[0], context) : verdict(alarm, { kind: 'acknowledge' }, context);
  return code === null || code === 'alarm/shelve-too-long' || code === 'alarm/not-on-duty';
}

/** Why an act would be refused; null: it would be taken. */
function verdict(alarm: Alarm, act: AlarmAct, context: OfferContext): string | null {
  const target: Alarm = { ...alarm, id: alarmId('another'), life: { kind: 'raised' } };
  const answer = decide(alarm, act, { ...context, lastStep: null, mergeTarget: target });
  return answer.ok ? null : answer.error.code;
}

/** What is usually done next; null: nothing. */
export function nextWish({ life }: Alarm): Wish | null {
  switch (life.kind) {
    case 'raised':
      return 'acknowledge';
    case 'acknowledged':
      return 'claim';
    case 'claimed':
    case 'in-progress':
      return 'resolve';
    case 'resolved':
    case 'false':
      return 'close';
    case 'merged':
    case 'closed':
      return null;
  }
}
