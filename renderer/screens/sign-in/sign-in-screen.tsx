import type { ReactNode } from 'react';
import { CircleAlert, CloudOff, Info, KeyRound, ShieldAlert } from 'lucide-react';
import type { SessionRecord, TierRecord } from '@contract/state/slices.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSession, selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { LanguageSwitch } from '../../widgets/language-switch/index.ts';
import { CodeForm, DeviceForm, Enrolment, PasswordForm } from '../../widgets/sign-in-form/index.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ServerLine } from './server-line.tsx';
import { serverProblem } from './server-problem.ts';
import styles from './sign-in-screen.module.css';

/** Signed out: who are you, and which server is asked. */
export const SignInScreen = (): ReactNode => {
  const t = useText();
  const session = useSlice('session', selectSession);
  const tier = useSlice('tier', selectTier);
  const isEnrolling = session?.session.kind === 'second-factor' && session.session.enrolment !== null;
  return (
    <div className={styles['screen']}>
      <Towers />
      <header className={styles['top']}>
        <LanguageSwitch />
      </header>
      <main className={styles['middle']}>
        <div className={styles['brand']}>
          <BrandMark sizePx={52} />
          <p className={styles['product']}>{t('common:product')}</p>
          <p className={styles['line']}>{t('common:productLine')}</p>
        </div>
        <section className={classNames(styles['card'], isEnrolling && styles['wide'])}>{session !== null && <Step record={session} tier={tier} />}</section>
        <ServerLine tier={tier} />
      </main>
    </div>
  );
};

const Step = ({ record, tier }: { readonly record: SessionRecord; readonly tier: TierRecord | null }): ReactNode => {
  const t = useText();
  const problem = serverProblem(tier);
  const isBlocked = problem === 'stop';
  const { session } = record;
  if (session.kind === 'second-factor') {
    const title = session.enrolment === null ? t('signin:code.title') : t('signin:enrol.title');
    return (
      <>
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['intro']}>{session.enrolment === null ? t('signin:code.for', { username: session.username }) : t('signin:enrol.intro', { username: session.username })}</p>
        {session.enrolment !== null && <Enrolment enrolment={session.enrolment} />}
        <CodeForm title={title} expiresUtcMs={session.expiresUtcMs} />
      </>
    );
  }
  if (session.kind === 'device-unenrolled') {
    return (
      <>
        <h1 className={styles['title']}>{t('signin:device.title')}</h1>
        <p className={styles['intro']}>{t('signin:device.intro')}</p>
        <Notes record={record} tier={tier} />
        <DeviceForm isBlocked={isBlocked} />
      </>
    );
  }
  if (record.wallOnly && session.kind !== 'signed-out') {
    return (
      <>
        <h1 className={styles['title']}>{t('signin:device.readyTitle')}</h1>
        <p className={styles['intro']}>{t('signin:device.ready')}</p>
      </>
    );
  }
  return (
    <>
      <h1 className={styles['title']}>{t('signin:title')}</h1>
      <Notes record={record} tier={tier} />
      <PasswordForm isBlocked={isBlocked} />
    </>
  );
};

/** What a person should know before typing: why they are here, how the server is, how long a sign-in will last. */
const Notes = ({ record, tier }: { readonly record: SessionRecord; readonly tier: TierRecord | null }): ReactNode => {
  const t = useText();
  const problem = serverProblem(tier);
  const reason = record.session.kind === 'signed-out' ? record.session.reason : undefined;
  const error = tier?.connection.kind === 'offline' ? tier.connection.error : null;
  return (
    <div className={styles['notes']}>
      {reason !== undefined && reason !== 'signed-out' && (
        <p className={styles['note']} role="status">
          <Info size={18} aria-hidden />
          <span>{t(`signin:reason.${reason}`)}</span>
        </p>
      )}
      {problem === 'stop' && error !== null && (
        <p className={classNames(styles['note'], styles['stop'])} role="alert">
          <ShieldAlert size={18} aria-hidden />
          <span>
            {t(`errors:${error.code}`)} {error.code === 'tier/address-missing' ? '' : t('signin:hardStop')}
          </span>
        </p>
      )}
      {problem === 'away' && (
        <p className={classNames(styles['note'], styles['away'])} role="status">
          <CloudOff size={18} aria-hidden />
          <span>{record.session.kind === 'device-unenrolled' ? t('errors:tier/unreachable') : t('signin:offline')}</span>
        </p>
      )}
      {problem === 'odd' && error !== null && (
        <p className={classNames(styles['note'], styles['away'])} role="status">
          <CircleAlert size={18} aria-hidden />
          <span>{t(`errors:${error.code}`)}</span>
        </p>
      )}
      {record.vault !== 'available' && !record.wallOnly && (
        <p className={styles['note']}>
          <KeyRound size={18} aria-hidden />
          <span>{t(`signin:vault.${record.vault}`)}</span>
        </p>
      )}
    </div>
  );
};

/** The ground of the screen: towers in line of sight, barely there. */
const Towers = (): ReactNode => (
  <svg className={styles['ground']} viewBox="0 0 1600 900" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
    <path d="M0 760C220 700 380 730 560 690s330-70 520-30 330 10 520-40v280H0z" fill="#191d20" />
    <path d="M0 820c260-50 470-10 700-40s520-60 900 0v120H0z" fill="#1c2023" />
    <g fill="none" stroke="#272d32" strokeWidth="2">
      <path d="M180 716C500 560 1080 540 1420 660" strokeDasharray="2 8" strokeLinecap="round" />
      <path d="M180 640v-16M150 662c14-2 24-8 30-16 6 8 16 14 30 16M160 662v16h40v-16M168 678l-10 60M192 678l10 60" />
      <path d="M1420 586v-16M1390 608c14-2 24-8 30-16 6 8 16 14 30 16M1400 608v16h40v-16M1408 624l-10 62M1432 624l10 62" />
    </g>
  </svg>
);
