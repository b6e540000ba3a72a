import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ArrowUpToLine, CircleCheck, TriangleAlert, X } from 'lucide-react';
import type { Alarm, AlarmAct } from '@contract/domain/alarm.ts';
import type { Grouping, QueueRow } from '@contract/domain/alarm-queue.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import type { OutboxRecord } from '@contract/state/slices.ts';
import type { AlarmKeyAct } from '../../commands/alarm-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import { filterCount, withGroup } from '../../state/alarm-memory.ts';
import { selectPerson, selectRecords } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { priorityWord } from '../../ui/alarm-words.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { ActBar, ActForm, isOffered, isPlain, useActing, useOfferContext, type ActResult, type FormWish, type Wish } from '../../widgets/alarm-acts/index.ts';
import { freshOf, indexOfKey, QUEUE_LIST_ID, QueueBar, QueueHead, QueueList, QueueStrips, rowAt, rowKey, selectAlarmDesk, useAlarmQueue, type QueueSpec } from '../../widgets/alarm-queue/index.ts';
import { AlarmView, type AlarmParts, type RenderPicture } from '../../widgets/alarm-view/index.ts';
import { AlarmKeyList } from './alarm-key-list.tsx';
import { ALARM_PARTS } from './alarm-parts.ts';
import { useAlarmScreenKeys } from './use-alarm-screen-keys.ts';
import { MOST_MARKED, useMarks } from './use-marks.ts';
import { useKnownAlarm } from './use-known-alarm.ts';
import styles from './alarms-screen.module.css';

interface OpenForm {
  readonly wish: FormWish;
  readonly targets: readonly Alarm[];
}

/** Keys that stand for a wish as it is called. */
const WISH_KEYS = ['acknowledge', 'resolve', 'false', 'close', 'merge', 'undo', 'note'] as const satisfies readonly (AlarmKeyAct & Wish)[];

/** The queue, and the alarm in view at its right. */
export const QueueDesk = ({ renderPicture, parts = ALARM_PARTS }: { /** For tests. */ readonly renderPicture?: RenderPicture; readonly parts?: AlarmParts }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const memory = useView((view) => view.alarms);
  const { keepAlarms } = useViewActions();
  const personId = useSlice('session', (session) => selectPerson(session)?.id ?? '');
  const isFlood = useSlice('alarmDesk', (desk) => selectAlarmDesk(desk)?.band === 'flood');
  const raised = useSlice('alarmDesk', (desk) => selectAlarmDesk(desk));
  const outbox = useSlice('alarmOutbox', selectRecords<OutboxRecord>);
  const waiting = useMemo(() => new Set([...outbox.values()].flatMap(({ state, alarm }) => (state === 'waiting' ? [alarm] : []))), [outbox]);
  const { filter, openGroups, open, isFloodOff } = memory;
  const wantsBursts = isFlood && !isFloodOff && memory.grouping === 'none' && filter.show === 'queue';
  const [isBursts, setBursts] = useState(wantsBursts);
  const grouping: Grouping = isBursts && wantsBursts ? 'burst' : memory.grouping;
  const spec = useMemo((): QueueSpec => ({ filter, groupBy: grouping, opened: openGroups }), [filter, grouping, openGroups]);
  const queue = useAlarmQueue(spec);
  const { view, feed, answered } = queue;
  const [cursor, setCursor] = useState<string | null>(open);
  const [form, setForm] = useState<OpenForm | null>(null);
  const [topTurn, setTopTurn] = useState(0);
  const marks = useMarks();
  const context = useOfferContext();
  const searchField = useRef<HTMLInputElement>(null);
  const { renew } = marks;
  const onTaken = useCallback(
    (alarms: readonly Alarm[]): void => {
      feed.take(alarms);
      renew(alarms);
      // Refused for another version: what is asked next is asked of the alarm as it is now.
      setForm((asked) => asked && { ...asked, targets: asked.targets.map((target) => alarms.find(({ id }) => id === target.id) ?? target) });
    },
    [feed, renew],
  );
  const acting = useActing(onTaken);
  const opened = useKnownAlarm(open, queue);
  useEffect(() => {
    feed.watch(open);
  }, [feed, open]);
  const isStill = view.frozen !== null;
  useEffect(() => {
    // Rows that stand still are not put into groups: that waits until they are let go.
    if (!wantsBursts || !isStill) setBursts(wantsBursts);
  }, [wantsBursts, isStill]);
  useEffect(() => {
    if (!isFlood && isFloodOff) keepAlarms({ isFloodOff: false });
  }, [isFlood, isFloodOff, keepAlarms]);
  useEffect(() => {
    renew(view.rows.flatMap((row) => (row.kind === 'alarm' ? [row.alarm] : [])));
  }, [renew, view.rows]);
  useEffect(() => {
    if (open !== null) setCursor(open);
  }, [open]);

  const cursorRow = cursor === null ? undefined : rowAt(view, indexOfKey(view, cursor));
  const show = (alarm: AlarmId | null): void => {
    keepAlarms({ open: alarm });
    setForm(null);
  };
  const onOpen = (row: QueueRow): void => {
    setCursor(rowKey(row));
    if (row.kind === 'group') keepAlarms({ openGroups: withGroup(openGroups, row.key) });
    else show(row.alarm.id);
  };
  const addMarks = (alarms: readonly Alarm[]): void => {
    if (!marks.add(alarms)) acting.tell({ isFailed: true, words: t('alarms:list.tooMany', { count: format(MOST_MARKED) }) });
  };
  const onMark = (row: QueueRow): void => {
    setCursor(rowKey(row));
    if (row.kind === 'alarm') return marks.toggle(row.alarm);
    void feed.alarmsOf(row.key, indexOfKey(view, rowKey(row)), MOST_MARKED + 1).then((alarms) => {
      if (alarms !== null) addMarks(alarms);
    });
  };
  /** What keys act on: what is marked, else the alarm in view when the focus is in it, else the line chosen. */
  const targets = (): readonly Alarm[] => {
    if (marks.all.size > 0) return [...marks.all.values()];
    const isInView = document.activeElement?.closest('[data-alarm]') !== null;
    if (opened !== null && (isInView || cursorRow === undefined)) return [opened];
    return cursorRow?.kind === 'alarm' ? [cursorRow.alarm] : [];
  };
  const perform = async (wish: Wish, chosen: readonly Alarm[], acts: readonly AlarmAct[]): Promise<void> => {
    const isDone = await acting.perform(wish, chosen, acts);
    if (!isDone) return;
    setForm(null);
    if (chosen.length > 1) marks.clear();
  };
  const doWish = (wish: Wish, chosen: readonly Alarm[]): void => {
    if (context === null) return;
    const name = t(`alarms:act.${wish}`);
    const fitting = wish === 'merge' ? chosen : chosen.filter((alarm) => isOffered(alarm, wish, context));
    if (chosen.length === 0) return acting.tell({ isFailed: true, words: t('alarms:result.nothing') });
    if (wish === 'merge' && chosen.length < 2) return acting.tell({ isFailed: true, words: t('alarms:result.mergeNeedsTwo') });
    if (fitting.length === 0) return acting.tell({ isFailed: true, words: t('alarms:result.notOffered', { act: name }) });
    acting.tell(null);
    if (isPlain(wish)) return void perform(wish, fitting, [{ kind: wish }]);
    if (wish === 'close' && fitting.every(({ life }) => life.kind === 'resolved' || life.kind === 'false')) return void perform(wish, fitting, [{ kind: 'close', note: '' }]);
    setForm({ wish, targets: fitting });
  };
  const back = (): boolean => {
    if (form !== null) setForm(null);
    else if (marks.all.size > 0) marks.clear();
    else if (open !== null) show(null);
    else if (document.activeElement instanceof HTMLElement && document.activeElement.closest(`#${QUEUE_LIST_ID}`) !== null) document.activeElement.blur();
    else return false;
    return true;
  };
  const toTop = (): void => {
    setBursts(wantsBursts);
    feed.letGo();
    setTopTurn((turn) => turn + 1);
  };
  useAlarmScreenKeys((act) => {
    if (act === 'back') return back();
    if (act === 'search') searchField.current?.focus();
    else if (act === 'top') toTop();
    else if (act === 'open') {
      const row = cursorRow ?? rowAt(view, 0);
      if (row === undefined) return false;
      onOpen(row);
    } else if (act === 'mark') {
      if (cursorRow === undefined) return false;
      onMark(cursorRow);
    } else if (act === 'markAll') addMarks(view.rows.flatMap((row) => (row.kind === 'alarm' ? [row.alarm] : [])));
    else if (act === 'claim') {
      const chosen = targets();
      const others = context !== null && chosen.every((alarm) => !isOffered(alarm, 'claim', context)) && chosen.some((alarm) => isOffered(alarm, 'takeOver', context));
      doWish(others ? 'takeOver' : 'claim', chosen);
    } else if (act === 'shelve') {
      const chosen = targets();
      doWish(chosen.length > 0 && chosen.every(({ shelved }) => shelved !== null) ? 'unshelve' : 'shelve', chosen);
    } else {
      const wish = WISH_KEYS.find((each) => each === act);
      if (wish === undefined) return false;
      doWish(wish, targets());
    }
    return true;
  });

  const desk = raised ?? null;
  const fresh = desk === null ? { count: 0, top: null } : freshOf(view, desk, filterCount(filter) === 0 && filter.text === '' && filter.show === 'queue');
  const isEmpty = view.totalRows === 0;
  const marked = [...marks.all.values()];
  return (
    <div className={styles['queueDesk']}>
      <QueueHead />
      <div className={styles['split']}>
        <section className={styles['queue']} aria-label={t('alarms:tab.queue')}>
          <QueueBar
            searchField={searchField}
            grouping={grouping}
            onGrouping={(next) => {
              keepAlarms({ grouping: next, ...(isFlood && next === 'none' && { isFloodOff: true }) });
            }}
          />
          <div className={styles['listHead']}>
            <span role="status">{answered === 'asking' && isEmpty ? t('alarms:list.asking') : t('alarms:list.count', { count: view.totalAlarms })}</span>
            {marks.all.size > 0 && (
              <>
                <strong>{t('alarms:list.marked', { count: marks.all.size })}</strong>
                <Button look="quiet" onClick={marks.clear}>
                  {t('alarms:list.unmark')}
                </Button>
              </>
            )}
            <span className={styles['gap']} />
            {view.frozen !== null && fresh.count === 0 && <span className={styles['still']}>{t('alarms:list.frozen')}</span>}
            {fresh.count > 0 && <Pill count={fresh.count} top={fresh.top === 1 ? priorityWord(t, 1) : null} onLetGo={toTop} />}
          </div>
          {answered === 'failed' && (
            <p className={styles['failed']} role="alert">
              {t('alarms:list.failed')}
            </p>
          )}
          {isEmpty && answered === 'answered' ? (
            <div className={styles['empty']}>
              {filterCount(filter) > 0 || filter.text !== '' ? <EmptyNote title={t('alarms:list.noneFiltered')} /> : <EmptyNote title={t(`alarms:list.none.${filter.show}`)}>{filter.show === 'queue' && <p>{t('alarms:list.noneHint')}</p>}</EmptyNote>}
            </div>
          ) : (
            <QueueList
              queue={queue}
              cursor={cursor}
              onCursor={(row) => {
                setCursor(rowKey(row));
              }}
              marked={marks.ids}
              open={open}
              waiting={waiting}
              personId={personId}
              isHeld={form !== null}
              topTurn={topTurn}
              onOpen={onOpen}
              onMark={onMark}
            />
          )}
          {marked.length > 0 && (
            <div className={styles['bulk']}>
              <ActBar
                label={t('alarms:act.barMarked', { count: marked.length })}
                targets={marked}
                isBusy={acting.isBusy}
                onWish={(wish) => {
                  doWish(wish, marked);
                }}
              />
            </div>
          )}
          <Result result={acting.result} onDismiss={() => { acting.tell(null); }} />
          <QueueStrips
            isGrouped={grouping === 'burst'}
            onGroup={(on) => {
              keepAlarms({ isFloodOff: !on, ...(!on && memory.grouping === 'burst' && { grouping: 'none' }) });
              setBursts(on);
            }}
          />
        </section>
        <aside className={styles['side']} aria-label={t('alarms:view.label')}>
          {form !== null && (
            <ActForm
              key={`${form.wish} ${form.targets.map(({ id }) => id).join(' ')}`}
              wish={form.wish}
              targets={form.targets}
              isBusy={acting.isBusy}
              onDo={(wish, chosen, acts) => void perform(wish, chosen, acts)}
              onCancel={() => {
                setForm(null);
              }}
            />
          )}
          {opened === null ? (
            <AlarmKeyList />
          ) : (
            <AlarmView
              key={opened.id}
              alarm={opened}
              parts={parts}
              acts={
                <ActBar
                  label={t('alarms:act.bar')}
                  targets={[opened]}
                  isBusy={acting.isBusy}
                  onWish={(wish) => {
                    doWish(wish, [opened]);
                  }}
                />
              }
              onShow={show}
              onClose={() => {
                show(null);
              }}
              {...(renderPicture !== undefined && { renderPicture })}
            />
          )}
        </aside>
      </div>
    </div>
  );
};

/** New alarms wait until the order may change: how many, and a way to let it. */
const Pill = ({ count, top, onLetGo }: { readonly count: number; /** Word of the highest priority, when one of them has it. */ readonly top: string | null; readonly onLetGo: () => void }): ReactNode => {
  const t = useText();
  const words = top === null ? t('alarms:list.fresh', { count }) : t('alarms:list.freshTop', { count, priority: top });
  return (
    <Button className={classNames(styles['pill'], top !== null && styles['pillTop'])} title={t('alarms:list.letGo', { words })} aria-keyshortcuts="T" data-pill="" onClick={onLetGo}>
      <ArrowUpToLine size={16} aria-hidden />
      {words}
      <kbd aria-hidden="true">T</kbd>
    </Button>
  );
};

/** What came of the last act. */
const Result = ({ result, onDismiss }: { readonly result: ActResult | null; readonly onDismiss: () => void }): ReactNode => {
  const t = useText();
  return (
    <div className={classNames(styles['result'], result === null && styles['resultNone'])} role="status" data-result={result === null ? undefined : result.isFailed ? 'failed' : 'done'}>
      {result !== null && (
        <>
          {result.isFailed ? <TriangleAlert size={16} aria-hidden className={styles['problem']} /> : <CircleCheck size={16} aria-hidden />}
          <span className={styles['resultWords']} title={result.words}>
            {result.words}
          </span>
          <IconButton label={t('alarms:result.dismiss')} onClick={onDismiss}>
            <X size={16} aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  );
};
