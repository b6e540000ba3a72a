import { useState, type FormEvent, type ReactNode } from 'react';
import { Joystick } from 'lucide-react';
import type { PtzAsk, PtzHead } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatCountdown, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/form.tsx';
import { MinutesChoice } from '../../ui/minutes-choice.tsx';
import { ASK_OPEN_MS, myAsk, type Lease } from './lease.ts';
import { useHead } from './use-head.ts';
import { useSteerable } from './use-steerable.ts';
import { useTold } from './use-told.ts';
import styles from './ptz-panel.module.css';

const ASK_MINUTES = [5, 15, 30, 60] as const;
const REASON = { min: 5, max: 300 } as const;

/** Whose hand is on a head, since when, and how to get it, give it back or ask for it. */
export const PtzLease = ({ camera }: { readonly camera: CameraId }): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  const { head, lease } = useHead(camera);
  const mayTouch = useSteerable(useCameraRecord(camera)) !== null;
  const { problem, tell } = useTold();
  const [isAsking, setAsking] = useState(false);
  const asked = useSlice('ptzAsks', (replica) => myAsk(replica.records.values(), camera));
  const canAsk = mayTouch && (lease === 'theirs' || lease === 'takeable');
  return (
    <section className={styles['lease']} aria-label={t('ptz:lease.title')} data-lease={lease}>
      <p className={styles['holder']}>
        <Joystick size={16} aria-hidden />
        <span>{leaseWords(t, head, lease)}</span>
      </p>
      <FormProblem problem={problem} />
      {mayTouch && (
        <div className={styles['acts']}>
          {lease === 'free' && (
            <Button
              onClick={() => {
                void tell(ptz.claim(camera));
              }}
            >
              {t('ptz:lease.claim')}
            </Button>
          )}
          {lease === 'takeable' && (
            <Button
              look="primary"
              onClick={() => {
                void tell(ptz.claim(camera));
              }}
            >
              {t('ptz:lease.take')}
            </Button>
          )}
          {lease === 'mine' && (
            <Button
              onClick={() => {
                void tell(ptz.letGo(camera));
              }}
            >
              {t('ptz:lease.release')}
            </Button>
          )}
          {canAsk && !isAsking && (
            <Button
              onClick={() => {
                setAsking(true);
              }}
            >
              {t('ptz:lease.ask')}
            </Button>
          )}
        </div>
      )}
      {lease === 'takeable' && mayTouch && <p className={styles['note']}>{t('ptz:lease.takeNote')}</p>}
      {canAsk && isAsking && (
        <AskForm
          camera={camera}
          onDone={() => {
            setAsking(false);
          }}
        />
      )}
      {asked !== null && lease !== 'mine' && <AskedLine ask={asked} />}
    </section>
  );
};

function leaseWords(t: ReturnType<typeof useText>, head: PtzHead | undefined, lease: Lease): string {
  const holder = head?.holder ?? null;
  if (head === undefined || holder === null) return t('ptz:lease.free');
  const time = formatTime(head.sinceUtcMs);
  const until = head.untilUtcMs === null ? null : formatTime(head.untilUtcMs);
  if (lease === 'mine') return until === null ? t('ptz:lease.mine', { time }) : t('ptz:lease.mineUntil', { time, until });
  const who = holder.unitName === '' ? holder.name : t('ptz:who', { name: holder.name, unit: holder.unitName });
  return until === null ? t('ptz:lease.other', { who, time }) : t('ptz:lease.otherUntil', { who, time, until });
}

const AskForm = ({ camera, onDone }: { readonly camera: CameraId; readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  const { problem, tell } = useTold();
  const [minutes, setMinutes] = useState<number>(ASK_MINUTES[1]);
  const [reason, setReason] = useState('');
  const [isShort, setShort] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = reason.trim();
    setShort(text.length < REASON.min);
    if (text.length >= REASON.min && (await tell(ptz.ask(camera, minutes, text)))) onDone();
  };
  return (
    <form
      className={styles['askForm']}
      aria-label={t('ptz:lease.ask')}
      noValidate
      data-own-keys=""
      onSubmit={(event) => {
        void submit(event);
      }}
    >
      <MinutesChoice legend={t('ptz:ask.minutes')} name="ptz-minutes" choices={ASK_MINUTES} value={minutes} onPick={setMinutes} />
      <label className={styles['line']}>
        {t('ptz:ask.reason')}
        <textarea
          className="field-box"
          rows={2}
          maxLength={REASON.max}
          value={reason}
          aria-invalid={isShort}
          onChange={(event) => {
            setReason(event.target.value);
            setShort(false);
          }}
        />
      </label>
      <FormProblem problem={isShort ? t('ptz:ask.reasonShort', { count: REASON.min }) : problem} />
      <div className={styles['acts']}>
        <Button type="submit" look="primary">
          {t('ptz:ask.send')}
        </Button>
        <Button onClick={onDone}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
};

/** What became of what the person here asked for. */
const AskedLine = ({ ask }: { readonly ask: PtzAsk }): ReactNode => {
  const t = useText();
  const leftMs = ask.askedUtcMs + ASK_OPEN_MS - useServerTime();
  const state = ask.state === 'open' && leftMs <= 0 ? 'expired' : ask.state;
  return (
    <p className={styles['note']} role="status" data-asked={state}>
      {state === 'open' ? t('ptz:ask.open', { time: formatTime(ask.askedUtcMs), left: formatCountdown(leftMs) }) : t(`ptz:ask.${state}`)}
    </p>
  );
};
