import { useEffect, useLayoutEffect, useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { LIFT_MINUTES, LIFT_REASON } from '@contract/domain/privacy-mask.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatCountdown } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useServerTime } from '../../state/use-server-time.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { MinutesChoice } from '../../ui/minutes-choice.tsx';
import { besideBox } from './beside-box.ts';
import styles from './tile-tools.module.css';

interface MaskFormProps {
  readonly camera: CameraId;
  readonly name: string;
  /** In the tile. The form stands beside it and covers none of its picture while there is room. */
  readonly beside: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

const CHOICES = [1, 3, LIFT_MINUTES.usual, 10, LIFT_MINUTES.max];

/** Asks the server to take the privacy masks of one camera away for some minutes, or puts them back. */
export const MaskForm = ({ camera, name, beside, onClose }: MaskFormProps): ReactNode => {
  const t = useText();
  const lift = useSlice('maskLifts', (replica) => replica.records.get(camera));
  const self = useRef<HTMLFormElement>(null);
  const [place, setPlace] = useState({ leftPx: 0, topPx: 0 });
  useLayoutEffect(() => {
    const tile = beside.current?.closest('figure')?.getBoundingClientRect();
    const form = self.current;
    if (tile === undefined || form === null) return;
    setPlace(besideBox(tile, { widthPx: form.offsetWidth, heightPx: form.offsetHeight }, { widthPx: window.innerWidth, heightPx: window.innerHeight }));
  }, [beside, lift]);
  useEffect(() => {
    const before = document.activeElement;
    self.current?.querySelector<HTMLElement>('textarea, button')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <form
      ref={self}
      role="dialog"
      aria-label={t('tiles:mask.title', { name })}
      className={styles['maskForm']}
      style={{ left: place.leftPx, top: place.topPx }}
      noValidate
      data-own-keys=""
      onClick={stop}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        event.stopPropagation();
      }}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <h3 className={styles['maskTitle']}>{t('tiles:mask.title', { name })}</h3>
      {lift === undefined ? <AskLift camera={camera} onClose={onClose} /> : <Lifted camera={camera} untilUtcMs={lift.untilUtcMs} reason={lift.reason} onClose={onClose} />}
    </form>,
    document.body,
  );
};

const stop = (event: { readonly stopPropagation: () => void }): void => {
  event.stopPropagation();
};

const AskLift = ({ camera, onClose }: { readonly camera: CameraId; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { liftMask } = useCommands();
  const sentence = useErrorSentence();
  const [minutes, setMinutes] = useState<number>(LIFT_MINUTES.usual);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = async (event: FormEvent | { readonly preventDefault: () => void }): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    if (reason.trim().length < LIFT_REASON.min) {
      setError(t('tiles:mask.reasonShort', { count: LIFT_REASON.min }));
      return;
    }
    setBusy(true);
    const answer = await liftMask({ camera, minutes, reason: reason.trim() });
    setBusy(false);
    if (answer.ok) onClose();
    else setError(sentence(answer.error));
  };
  return (
    <>
      <MinutesChoice legend={t('tiles:mask.minutes')} name="mask-minutes" choices={CHOICES} value={minutes} onPick={setMinutes} />
      <label className={styles['reason']}>
        {t('tiles:mask.reason')}
        <textarea
          className="field-box"
          rows={3}
          value={reason}
          maxLength={LIFT_REASON.max}
          aria-invalid={error !== null}
          onChange={(event) => {
            setReason(event.target.value);
            setError(null);
          }}
        />
      </label>
      <p className={styles['maskNote']} role={error === null ? undefined : 'alert'} data-wrong={error !== null}>
        {error ?? t('tiles:mask.recorded')}
      </p>
      <div className={styles['maskActs']}>
        <Button
          look="primary"
          // Not disabled: that would take the focus out of the form, and its keys with it.
          aria-disabled={isBusy}
          onClick={(event) => {
            void ask(event);
          }}
        >
          {t('tiles:mask.ask')}
        </Button>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </>
  );
};

const Lifted = ({ camera, untilUtcMs, reason, onClose }: { readonly camera: CameraId; readonly untilUtcMs: number; readonly reason: string; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { restoreMask } = useCommands();
  const leftMs = untilUtcMs - useServerTime();
  return (
    <>
      <p className={styles['maskLeft']}>{t('tiles:mask.left', { left: formatCountdown(leftMs) })}</p>
      <p className={styles['maskNote']}>{reason}</p>
      <div className={styles['maskActs']}>
        <Button
          look="primary"
          onClick={() => {
            restoreMask(camera);
            onClose();
          }}
        >
          {t('tiles:mask.restore')}
        </Button>
        <Button onClick={onClose}>{t('common:action.close')}</Button>
      </div>
    </>
  );
};
