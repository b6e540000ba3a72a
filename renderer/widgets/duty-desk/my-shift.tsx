import { useState, type FormEvent, type ReactNode } from 'react';
import { SHIFT_MAX_MS, SHIFT_USUAL_MS, type OnDuty } from '@contract/domain/duty.ts';
import type { Result } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import styles from './duty-desk.module.css';

const HOUR_MS = 3_600_000;
const HOURS = Array.from({ length: SHIFT_MAX_MS / HOUR_MS }, (_, index) => index + 1);

/** The person's own shift: on, until when, and off. `shift` null: they are off duty. */
export const MyShift = ({ shift, isOnline }: { readonly shift: OnDuty | null; readonly isOnline: boolean }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const [problem, setProblem] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);

  const run = async <T,>(act: Promise<Result<T>>, then: (value: T) => string | null): Promise<void> => {
    setBusy(true);
    setProblem(null);
    setTold(null);
    const answer = await act;
    setBusy(false);
    if (answer.ok) setTold(then(answer.value));
    else setProblem(sentence(answer.error));
  };
  const signOff = async (): Promise<void> => {
    setAsking(false);
    await run(commands.duty.signOff(), ({ sharedAgain, kept }) => t('duty:mine.left', { shared: sharedAgain, kept }));
  };

  return (
    <section className={styles['part']} aria-label={t('duty:mine.title')}>
      <h2>{t('duty:mine.title')}</h2>
      {shift === null ? (
        <>
          <p>{t('duty:mine.off')}</p>
          <SignOn isOff={isBusy || !isOnline} signOn={(hours, nowUtcMs) => run(commands.duty.signOn(utcMs(Math.floor(nowUtcMs + hours * HOUR_MS))), () => null)} />
        </>
      ) : (
        <>
          <p>{t('duty:mine.on', { from: formatShortMoment(shift.sinceUtcMs), until: formatShortMoment(shift.untilUtcMs) })}</p>
          {isAsking ? (
            <div className={styles['question']} role="group" aria-label={t('duty:mine.signOffAsk')}>
              <p className={styles['strong']}>{t('duty:mine.signOffAsk')}</p>
              <p>
                {shift.load > 0 && `${t('duty:mine.signOffHolds', { count: shift.load })} `}
                {t('duty:mine.signOffHint')}
              </p>
              <div className={formLook.buttons}>
                <Button look="danger" disabled={isBusy} onClick={() => void signOff()}>
                  {t('duty:mine.signOff')}
                </Button>
                <Button autoFocus onClick={() => { setAsking(false); }}>
                  {t('duty:mine.cancel')}
                </Button>
              </div>
            </div>
          ) : (
            <div className={formLook.buttons}>
              <Button disabled={isBusy || !isOnline} onClick={() => { setAsking(true); }}>
                {t('duty:mine.signOff')}
              </Button>
            </div>
          )}
        </>
      )}
      <p role="status" hidden={told === null}>
        {told}
      </p>
      <FormProblem problem={problem} />
    </section>
  );
};

const SignOn = ({ isOff, signOn }: { readonly isOff: boolean; readonly signOn: (hours: number, nowUtcMs: number) => Promise<void> }): ReactNode => {
  const t = useText();
  const nowUtcMs = useServerTime();
  const [hours, setHours] = useState(SHIFT_USUAL_MS / HOUR_MS);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void signOn(hours, nowUtcMs);
  };
  return (
    <form className={styles['inline']} onSubmit={submit}>
      <label className={formLook.line}>
        {t('duty:mine.hours')}
        <select className="field-box" value={hours} onChange={(event) => { setHours(Number(event.target.value)); }}>
          {HOURS.map((hour) => (
            <option key={hour} value={hour}>
              {hour}
            </option>
          ))}
        </select>
      </label>
      <span className={styles['muted']}>{t('duty:mine.until', { time: formatShortMoment(nowUtcMs + hours * HOUR_MS) })}</span>
      <Button type="submit" look="primary" disabled={isOff}>
        {t('duty:mine.signOn')}
      </Button>
    </form>
  );
};
