import { Suspense, type KeyboardEvent, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { OWN_KEYS } from '../../commands/use-shortcuts.ts';
import { classNames } from '../../ui/class-names.ts';
import { KeyList } from '../../widgets/key-list/index.ts';
import { ALARM_DESKS, QUEUE_TAB } from './desks.ts';
import { QueueDesk } from './queue-desk.tsx';
import styles from './alarms-screen.module.css';

const TABS = [{ id: QUEUE_TAB, titleKey: 'alarms:tab.queue' }, ...ALARM_DESKS] as const;

/** Alarms: the queue, and beside it duty, statistics, procedures, rules, escalation and sounds. */
export const AlarmsScreen = (): ReactNode => {
  const t = useText();
  const desk = useView((view) => view.alarms.desk);
  const isKeyListOpen = useView((view) => view.isKeyListOpen);
  const { keepAlarms } = useViewActions();
  const open = ALARM_DESKS.find(({ id }) => id === desk);
  const shown = open?.id ?? QUEUE_TAB;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = TABS[(TABS.findIndex(({ id }) => id === shown) + step + TABS.length) % TABS.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    keepAlarms({ desk: next.id });
    document.getElementById(`alarm-tab-${next.id}`)?.focus();
  };
  return (
    <>
      <main className={styles['main']}>
        <h1 className="visually-hidden">{t('alarms:title')}</h1>
        {ALARM_DESKS.length > 0 && (
          <div className={styles['tabs']} role="tablist" aria-label={t('alarms:tabs')} onKeyDown={onKeyDown} {...{ [OWN_KEYS]: '' }}>
            {TABS.map(({ id, titleKey }) => (
              <button
                key={id}
                id={`alarm-tab-${id}`}
                type="button"
                role="tab"
                aria-selected={id === shown}
                aria-controls="alarm-desk"
                tabIndex={id === shown ? 0 : -1}
                className={classNames(styles['tab'], id === shown && styles['tabOpen'])}
                onClick={() => {
                  keepAlarms({ desk: id });
                }}
              >
                {t(titleKey)}
              </button>
            ))}
          </div>
        )}
        <div id="alarm-desk" className={styles['desk']} {...(ALARM_DESKS.length > 0 && { role: 'tabpanel', 'aria-labelledby': `alarm-tab-${shown}` })}>
          {open === undefined ? (
            <QueueDesk />
          ) : (
            <Suspense fallback={<p className={styles['opening']}>{t('alarms:opening')}</p>}>
              <open.Component />
            </Suspense>
          )}
        </div>
      </main>
      {isKeyListOpen && <KeyList />}
    </>
  );
};
