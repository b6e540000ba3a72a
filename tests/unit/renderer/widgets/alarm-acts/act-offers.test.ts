import { describe, expect, test } from 'vitest';
import type { AlarmLife } from '@contract/domain/alarm.ts';
import type { Right } from '@contract/domain/right.ts';
import { utcMs } from '@contract/domain/units.ts';
import { inOrder, isOffered, nextWish, WISHES, type OfferContext, type Wish } from '../../../../../renderer/widgets/alarm-acts/act-offers.ts';
import { alarmWith, RAISED } from '../../../../builders/alarms.ts';

const me = { personId: 'p1', name: 'Trần Văn Minh', unitName: '', workstation: '' };
const other = { ...me, personId: 'p2', name: 'Phạm Thu Hà' };
const context = (rights: readonly Right[] = ['alarm.handle'], shiftEnds: number | null = RAISED + 3_600_000): OfferContext => ({ actor: me, rights, nowUtcMs: RAISED + 1_000, shiftEndsUtcMs: shiftEnds === null ? null : utcMs(shiftEnds) });
const stamp = { by: me, utcMs: RAISED };
const offered = (life: AlarmLife, given = context()): readonly Wish[] => WISHES.filter((wish) => isOffered(alarmWith('a', { life, version: life.kind === 'raised' ? 1 : 2 }), wish, given));

describe('what is offered for an alarm', () => {
  test.for<readonly [AlarmLife, readonly Wish[]]>([
    [{ kind: 'raised' }, ['acknowledge', 'claim', 'resolve', 'false', 'close', 'merge', 'shelve', 'note']],
    [{ kind: 'acknowledged', ...stamp }, ['claim', 'resolve', 'false', 'close', 'merge', 'shelve', 'note', 'undo']],
    [{ kind: 'claimed', ...stamp }, ['release', 'resolve', 'false', 'close', 'merge', 'shelve', 'note', 'undo']],
    [{ kind: 'claimed', by: other, utcMs: RAISED }, ['note', 'undo']],
    [{ kind: 'resolved', ...stamp, outcome: 'handled' }, ['close', 'note', 'undo']],
    [{ kind: 'closed', ...stamp, outcome: 'handled' }, ['note', 'undo']],
  ])('%j', ([life, wishes]) => {
    expect(offered(life)).toEqual(wishes);
  });

  test('a supervisor may take over and assign', () => {
    const supervisor = context(['alarm.handle', 'alarm.supervise']);
    expect(offered({ kind: 'claimed', by: other, utcMs: RAISED }, supervisor)).toContain('takeOver');
    expect(offered({ kind: 'raised' }, supervisor)).toContain('assign');
  });

  test('nothing without the right to handle alarms', () => {
    expect(offered({ kind: 'raised' }, context(['live.view']))).toEqual([]);
  });

  test('shelving is offered off duty too: the form says why not', () => {
    expect(offered({ kind: 'raised' }, context(['alarm.handle'], null))).toContain('shelve');
  });

  test('of a restricted one nothing is decided before it is opened', () => {
    expect(WISHES.filter((wish) => isOffered(alarmWith('a', { restricted: true }), wish, context()))).toEqual(['acknowledge']);
  });

  test('an outcome for what nobody has seen is given after acknowledging', () => {
    const outcome = { kind: 'resolve', outcome: 'handled', note: '' } as const;
    expect(inOrder(alarmWith('a'), [outcome])).toEqual([{ kind: 'acknowledge' }, outcome]);
    expect(inOrder(alarmWith('a', { life: { kind: 'acknowledged', ...stamp } }), [outcome])).toEqual([outcome]);
  });

  test('the usual next act', () => {
    expect([nextWish(alarmWith('a')), nextWish(alarmWith('a', { life: { kind: 'claimed', ...stamp } })), nextWish(alarmWith('a', { life: { kind: 'closed', ...stamp, outcome: 'handled' } }))]).toEqual(['acknowledge', 'resolve', null]);
  });
});
