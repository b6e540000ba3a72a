import { useState, type ReactNode, type Ref } from 'react';
import { SlidersHorizontal } from 'lucide-react';
import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { GROUPINGS, WHOLE_QUEUE, type AlarmFilter, type Grouping } from '@contract/domain/alarm-queue.ts';
import { ALARM_LIFE_KINDS, ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { useText } from '../../i18n/use-text.ts';
import { filterCount } from '../../state/alarm-memory.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { AlarmKindShape } from '../../ui/alarm-kind.tsx';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { priorityWord } from '../../ui/alarm-words.ts';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { selectAlarmDesk } from './use-alarm-queue.ts';
import styles from './queue-bar.module.css';

const SHOWN = ['queue', 'shelved', 'suppressed', 'closed'] as const satisfies readonly AlarmFilter['show'][];
const WHOSE = ['all', 'for-me', 'mine', 'nobodys'] as const satisfies readonly AlarmFilter['whose'][];
/** States an alarm of the queue can be in. */
const LIVES = ALARM_LIFE_KINDS.filter((kind) => kind !== 'merged' && kind !== 'closed');

interface QueueBarProps {
  readonly searchField: Ref<HTMLInputElement>;
  /** What is in use now: in a flood it may be another than the chosen one. */
  readonly grouping: Grouping;
  readonly onGrouping: (grouping: Grouping) => void;
}

/** Which alarms are listed, and how they are grouped. */
export const QueueBar = ({ searchField, grouping, onGrouping }: QueueBarProps): ReactNode => {
  const t = useText();
  const filter = useView((view) => view.alarms.filter);
  const counts = useSlice('alarmDesk', (desk) => selectAlarmDesk(desk)?.counts);
  const { keepAlarms } = useViewActions();
  const [isOpen, setOpen] = useState(false);
  const inUse = filterCount(filter);
  const set = (part: Partial<AlarmFilter>): void => {
    keepAlarms({ filter: { ...filter, ...part } });
  };
  return (
    <div className={styles['bar']}>
      <div className={styles['line']}>
        <Segmented
          label={t('alarms:filter.shows')}
          value={filter.show}
          options={SHOWN.map((value) => {
            const name = t(`alarms:filter.show.${value}`);
            const count = value === 'shelved' ? counts?.shelved : value === 'suppressed' ? counts?.suppressed : undefined;
            return { value, name: count === undefined ? name : t('alarms:filter.showCount', { name, count }), content: count === undefined || count === 0 ? name : `${name} ${String(count)}` };
          })}
          onPick={(show) => {
            set({ show });
          }}
        />
        <label className={styles['group']}>
          <span className={styles['groupName']}>{t('alarms:filter.group')}</span>
          <select
            className="field-box"
            value={grouping}
            onChange={(event) => {
              const chosen = GROUPINGS.find((each) => each === event.target.value);
              if (chosen !== undefined) onGrouping(chosen);
            }}
          >
            {GROUPINGS.map((each) => (
              <option key={each} value={each}>
                {t(`alarms:filter.grouping.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className={styles['line']}>
        <SearchField
          label={t('alarms:filter.search')}
          placeholder={t('alarms:filter.searchPlaceholder')}
          value={filter.text}
          field={searchField}
          onChange={(text) => {
            set({ text });
          }}
        />
        <Button
          look={isOpen || inUse > 0 ? 'primary' : 'plain'}
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <SlidersHorizontal size={16} aria-hidden />
          {inUse === 0 ? t('alarms:filter.open') : t('alarms:filter.openCount', { count: inUse })}
        </Button>
        {(inUse > 0 || filter.text !== '') && (
          <Button
            look="quiet"
            onClick={() => {
              keepAlarms({ filter: { ...WHOLE_QUEUE, show: filter.show } });
            }}
          >
            {t('alarms:filter.clear')}
          </Button>
        )}
      </div>
      {isOpen && (
        <section className={styles['panel']} aria-label={t('alarms:filter.panel')}>
          <div className={styles['facet']}>
            <span className={styles['facetName']}>{t('alarms:filter.whose')}</span>
            <Segmented
              label={t('alarms:filter.whose')}
              value={filter.whose}
              options={WHOSE.map((value) => ({ value, name: t(`alarms:filter.who.${value}`), content: t(`alarms:filter.who.${value}`) }))}
              onPick={(whose) => {
                set({ whose });
              }}
            />
          </div>
          <Facet name={t('alarms:filter.priorities')}>
            {ALARM_PRIORITIES.map((priority) => (
              <Value key={priority} isOn={filter.priorities.includes(priority)} onToggle={() => { set({ priorities: toggled(filter.priorities, priority) }); }}>
                <AlarmShape priority={priority} className={styles['shape']} />
                {priorityWord(t, priority)}
              </Value>
            ))}
          </Facet>
          <Facet name={t('alarms:filter.lives')}>
            {LIVES.map((life) => (
              <Value key={life} isOn={filter.lives.includes(life)} onToggle={() => { set({ lives: toggled(filter.lives, life) }); }}>
                {t(`alarms:life.${life}`)}
              </Value>
            ))}
          </Facet>
          <Facet name={t('alarms:filter.kinds')}>
            {ALARM_KINDS.map((kind) => (
              <Value key={kind} isOn={filter.kinds.includes(kind)} onToggle={() => { set({ kinds: toggled(filter.kinds, kind) }); }}>
                <AlarmKindShape kind={kind} sizePx={14} />
                {t(`alarms:kind.${kind}`)}
              </Value>
            ))}
          </Facet>
        </section>
      )}
    </div>
  );
};

const toggled = <V,>(list: readonly V[], value: V): readonly V[] => (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]);

const Facet = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode => (
  <div className={styles['facet']} role="group" aria-label={name}>
    <span className={styles['facetName']}>{name}</span>
    <span className={styles['values']}>{children}</span>
  </div>
);

const Value = ({ isOn, onToggle, children }: { readonly isOn: boolean; readonly onToggle: () => void; readonly children: ReactNode }): ReactNode => (
  <button type="button" className={styles['value']} aria-pressed={isOn} onClick={onToggle}>
    {children}
  </button>
);
