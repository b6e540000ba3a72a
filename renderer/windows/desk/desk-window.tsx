import { Suspense, useEffect, type ReactNode } from 'react';
import type { Bridge } from '@contract/ipc/bridge.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import type { Person } from '@contract/domain/person.ts';
import { useShortcuts } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { SCREENS } from '../../screens/screen-registry.ts';
import { SignInScreen } from '../../screens/sign-in/index.ts';
import { holdsRight, selectSession } from '../../state/selectors/records.ts';
import { useSlice, useView } from '../../state/state-context.tsx';
import { AlarmSounds } from '../../widgets/alarm-sounds/index.ts';
import { NoticeStrip } from '../../widgets/notice-strip/index.ts';
import { Identify } from '../../widgets/standby/index.ts';
import { PtzAsks } from '../../widgets/ptz/index.ts';
import { StatusBar } from '../../widgets/status-bar/index.ts';
import { TopBar } from '../../widgets/top-bar/index.ts';
import styles from './desk-window.module.css';

/** The operator's desk: sign-in, or the screens of the person who is on duty. */
export const DeskWindow = ({ onIdentify }: { readonly onIdentify: Bridge['onIdentify'] }): ReactNode => {
  const t = useText();
  const record = useSlice('session', selectSession);
  const title = t('common:windowTitle.desk');
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (record === null) return null;
  const person = sessionPerson(record.session);
  return (
    <>
      {person === null || record.wallOnly ? <SignInScreen /> : <OnDuty person={person} />}
      <Identify onIdentify={onIdentify} />
    </>
  );
};

const OnDuty = ({ person }: { readonly person: Person }): ReactNode => {
  const t = useText();
  const screenId = useView((view) => view.screenId);
  const screens = SCREENS.filter(({ right }) => holdsRight(person, right));
  const open = screens.find(({ id }) => id === screenId) ?? screens[0];
  useShortcuts('everywhere', screens.filter(({ hasOwnKey = false }) => !hasOwnKey).map(({ id }) => id));
  return (
    <div className={styles['desk']}>
      <TopBar person={person} screens={screens.map(({ id, titleKey, icon }) => ({ id, icon, title: t(titleKey) }))} />
      <AlarmSounds />
      <NoticeStrip />
      <PtzAsks />
      <div className={styles['screen']}>
        <Suspense>{open === undefined ? <p className={styles['none']}>{t('errors:session/no-right-to-view')}</p> : <open.Component />}</Suspense>
      </div>
      <StatusBar person={person} />
    </div>
  );
};
