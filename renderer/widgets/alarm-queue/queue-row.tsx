import { useState, type DragEvent, type MouseEvent, type ReactNode } from 'react';
import { ChevronDown, ChevronRight, Square, SquareCheckBig } from 'lucide-react';
import { isUnseen, type Alarm } from '@contract/domain/alarm.ts';
import { ALARM_KINDS, type AlarmKind } from '@contract/domain/alarm-kind.ts';
import type { QueueRow } from '@contract/domain/alarm-queue.ts';
import { cameraId } from '@contract/domain/units.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { AlarmKindShape } from '../../ui/alarm-kind.tsx';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { ageWords, alarmTitle, deadlineWords, nextDeadline, ownerWords, priorityWord, stateWords } from '../../ui/alarm-words.ts';
import { classNames } from '../../ui/class-names.ts';
import { carry } from '../../ui/drag-data.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { rowKey } from './queue-view.ts';
import styles from './alarm-queue.module.css';

/** How a row stands among the others. */
export interface RowPlace {
  readonly id: string;
  readonly topPx: number;
  readonly position: number;
  readonly total: number;
  readonly isCursor: boolean;
  readonly isMarked: boolean;
  /** Its alarm is the one in view. */
  readonly isOpen: boolean;
  /** An act on it waits to be sent. */
  readonly isWaiting: boolean;
  /** It would not stand in this list any more. */
  readonly isGone: boolean;
}

/** What a pointer does to a row. */
export interface RowActs {
  readonly onOpen: (row: QueueRow) => void;
  readonly onMark: (row: QueueRow) => void;
}

interface QueueLineProps extends RowActs {
  readonly row: QueueRow;
  readonly place: RowPlace;
  readonly personId: string;
  /** The server's time, whole seconds. */
  readonly nowUtcMs: number;
}

/** One blink of what nobody has seen, ms; as in the styles. */
const BLINK_MS = 1_000;

const isKind = (text: string): text is AlarmKind => ALARM_KINDS.some((kind) => kind === text);

/** One line of the queue: an alarm, or a group with its gravest. */
export const QueueLine = ({ row, place, personId, nowUtcMs, onOpen, onMark }: QueueLineProps): ReactNode => {
  const t = useText();
  const alarm = row.kind === 'alarm' ? row.alarm : row.top;
  const camera = useCameraRecord(alarm.camera);
  const where = placeWords(alarm, camera === undefined ? null : `${String(camera.number)} ${camera.name}`) || t('alarms:noPlace');
  const state = stateWords(t, alarm);
  const age = ageWords(t, nowUtcMs - alarm.raisedUtcMs);
  const onClick = (event: MouseEvent): void => {
    if (event.ctrlKey || event.shiftKey || (event.target instanceof Element && event.target.closest('[data-mark]') !== null)) onMark(row);
    else onOpen(row);
  };
  return (
    <div
      id={place.id}
      role="treeitem"
      aria-level={row.kind === 'alarm' && row.group !== null ? 2 : 1}
      aria-posinset={place.position}
      aria-setsize={place.total}
      aria-selected={place.isMarked}
      aria-current={place.isOpen}
      {...(row.kind === 'group' && { 'aria-expanded': row.opened })}
      data-row={rowKey(row)}
      data-priority={alarm.priority}
      data-life={alarm.life.kind}
      className={classNames(styles['row'], place.isCursor && styles['cursor'], place.isMarked && styles['marked'], place.isOpen && styles['open'], place.isGone && styles['gone'], row.kind === 'alarm' && row.group !== null && styles['within'])}
      style={{ transform: `translateY(${String(place.topPx)}px)` }}
      draggable={alarm.camera !== null}
      onDragStart={(event: DragEvent<HTMLElement>) => {
        carry(event.dataTransfer, { alarm: alarm.id, ...(alarm.camera !== null && { camera: alarm.camera }) }, 'copy');
      }}
      onClick={onClick}
    >
      <span className={styles['mark']} data-mark="" aria-hidden="true" title={t('alarms:list.mark')}>
        {place.isMarked ? <SquareCheckBig size={18} /> : <Square size={18} />}
      </span>
      <PriorityMark alarm={alarm} isSeen={row.kind === 'group' ? row.unseen === 0 : !isUnseen(alarm)} />
      {row.kind === 'group' ? <GroupWords row={row} where={where} /> : <AlarmWords alarm={alarm} where={where} />}
      <span className={styles['state']}>
        {row.kind === 'group' ? (
          <span className={styles['stateWord']}>{row.unseen > 0 && t('alarms:row.groupUnseen', { count: row.unseen })}</span>
        ) : (
          <>
            <span className={classNames(styles['stateWord'], isUnseen(alarm) && styles['unseen'])}>{place.isGone && alarm.life.kind !== 'closed' ? t('alarms:row.gone') : state}</span>
            <span className={styles['owner']}>{[ownerWords(t, alarm, personId), alarm.progress !== null && t('alarms:row.progress', alarm.progress), place.isWaiting && t('alarms:row.waiting')].filter(Boolean).join(' · ')}</span>
          </>
        )}
      </span>
      <TimeWords alarm={alarm} age={age} nowUtcMs={nowUtcMs} isAlone={row.kind === 'alarm'} />
    </div>
  );
};

const placeWords = ({ site }: Alarm, cameraWords: string | null): string => [site, cameraWords].filter((part) => part !== null && part !== '').join(' · ');

/** Shape and word of the priority: full while nobody has seen it. */
const PriorityMark = ({ alarm, isSeen }: { readonly alarm: Alarm; readonly isSeen: boolean }): ReactNode => {
  const t = useText();
  // All blink together, whenever they came.
  const [animationDelay] = useState(() => `-${String(Math.round(performance.now() % BLINK_MS))}ms`);
  return (
    <span className={styles['priority']} data-priority={alarm.priority} data-seen={isSeen} style={{ animationDelay }}>
      <AlarmShape priority={alarm.priority} className={styles['shape']} />
      {priorityWord(t, alarm.priority)}
    </span>
  );
};

const AlarmWords = ({ alarm, where }: { readonly alarm: Alarm; readonly where: string }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const title = alarmTitle(t, alarm);
  const members = format(alarm.members);
  return (
    <span className={styles['words']}>
      <span className={styles['title']} title={title}>
        <span className={styles['kind']} title={t(`alarms:kind.${alarm.kind}`)}>
          <AlarmKindShape kind={alarm.kind} />
        </span>
        <span className={styles['titleWords']}>{title}</span>
        {alarm.members > 0 && (
          <span className={styles['members']} title={t('alarms:row.members', { members })}>
            +{members}
          </span>
        )}
      </span>
      <span className={styles['where']} title={where}>
        {where}
      </span>
    </span>
  );
};

const GroupWords = ({ row, where }: { readonly row: Extract<QueueRow, { readonly kind: 'group' }>; readonly where: string }): ReactNode => {
  const t = useText();
  const camera = useCameraRecord(row.by === 'camera' && row.name !== '' ? cameraId(row.name) : null);
  const Chevron = row.opened ? ChevronDown : ChevronRight;
  const name = row.by === 'camera' ? (camera?.name ?? row.name) : isKind(row.name) ? t(`alarms:kind.${row.name}`) : row.name;
  return (
    <span className={styles['words']}>
      <span className={styles['title']}>
        <Chevron size={16} aria-hidden className={styles['chevron']} />
        {isKind(row.name) && (
          <span className={styles['kind']}>
            <AlarmKindShape kind={row.name} />
          </span>
        )}
        <span className={styles['titleWords']}>{name === '' ? t('alarms:noPlace') : name}</span>
        <span className={styles['groupCount']}>{t('alarms:row.groupCount', { count: row.count })}</span>
      </span>
      <span className={styles['where']}>{[alarmTitle(t, row.top), where].join(' · ')}</span>
    </span>
  );
};

const TimeWords = ({ alarm, age, nowUtcMs, isAlone }: { readonly alarm: Alarm; readonly age: string; readonly nowUtcMs: number; readonly isAlone: boolean }): ReactNode => {
  const t = useText();
  const due = isAlone ? nextDeadline(alarm) : null;
  return (
    <span className={styles['times']}>
      <span className={styles['age']}>
        <time className={styles['raised']}>{formatTime(alarm.raisedUtcMs)}</time> {age}
      </span>
      {due !== null && <span className={classNames(styles['due'], due.atUtcMs < nowUtcMs && styles['late'])}>{deadlineWords(t, due, nowUtcMs)}</span>}
    </span>
  );
};
