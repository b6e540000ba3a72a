import { useEffect, useRef, useState, type ComponentProps, type ReactNode } from 'react';
import { SHELVE_MAX_P1_MS } from '@contract/domain/alarm-life.ts';
import { ALARM_TEXT_MAX, FALSE_OUTCOMES, REAL_OUTCOMES, REASON_MIN, type Alarm, type AlarmAct, type PersonRef } from '@contract/domain/alarm.ts';
import { utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectPerson } from '../../state/selectors/records.ts';
import { useSlice, useWindowState } from '../../state/state-context.tsx';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { alarmTitle } from '../../ui/alarm-words.ts';
import { Button } from '../../ui/button.tsx';
import { MinutesChoice } from '../../ui/minutes-choice.tsx';
import type { PlainWish, Wish } from './act-offers.ts';
import { useOfferContext } from './use-offers.ts';
import styles from './alarm-acts.module.css';

/** A wish that needs words. */
export type FormWish = Exclude<Wish, PlainWish>;

interface ActFormProps {
  readonly wish: FormWish;
  /** Alarms it is about; of a merge at least two. */
  readonly targets: readonly Alarm[];
  readonly isBusy: boolean;
  /** `wish`: what is told to have been done. */
  readonly onDo: (wish: Wish, targets: readonly Alarm[], acts: readonly AlarmAct[]) => void;
  readonly onCancel: () => void;
}

const MINUTES = [15, 30, 60, 120, 240] as const;
const MINUTES_P1 = [5, 10, 15, 30] as const;
const MINUTE_MS = 60_000;

/** Asks for the words an act needs, beside the queue: nothing is covered, Escape gives it up. */
export const ActForm = (props: ActFormProps): ReactNode => {
  const t = useText();
  const { wish, targets, onCancel } = props;
  const self = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    self.current?.querySelector<HTMLElement>('input:checked, input:not([type="radio"]), select, textarea, button')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  const [only] = targets;
  return (
    <section
      ref={self}
      className={styles['form']}
      aria-labelledby="act-form-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <h3 id="act-form-title" className={styles['formTitle']}>
        {t(`alarms:act.${wish}`)}
        {only !== undefined && (
          <span className={styles['about']}>
            {targets.length === 1 && <AlarmShape priority={only.priority} className={styles['aboutShape']} />}
            {targets.length === 1 ? alarmTitle(t, only) : t('alarms:form.about', { count: targets.length })}
          </span>
        )}
      </h3>
      <Fields {...props} />
    </section>
  );
};

const Fields = (props: ActFormProps): ReactNode => {
  switch (props.wish) {
    case 'resolve':
    case 'false':
    case 'close':
      return <OutcomeForm {...props} />;
    case 'shelve':
      return <ShelveForm {...props} />;
    case 'merge':
      return <MergeForm {...props} />;
    case 'assign':
      return <AssignForm {...props} />;
    case 'takeOver':
    case 'release':
    case 'undo':
    case 'note':
      return <WordsForm {...props} wish={props.wish} />;
  }
};

type WordsWish = 'takeOver' | 'release' | 'undo' | 'note';

function wordsAct(wish: WordsWish, words: string): AlarmAct {
  switch (wish) {
    case 'takeOver':
      return { kind: 'claim', takeOver: words };
    case 'release':
    case 'undo':
      return { kind: wish, reason: words };
    case 'note':
      return { kind: 'note', text: words };
  }
}

const WordsForm = ({ wish, targets, isBusy, onDo, onCancel }: ActFormProps & { readonly wish: WordsWish }): ReactNode => {
  const t = useText();
  const [words, setWords] = useState(wish === 'undo' ? t('alarms:form.undoReason') : '');
  const isEnough = words.trim().length >= (wish === 'note' ? 1 : REASON_MIN);
  return (
    <FormOf
      isReady={isEnough && !isBusy}
      doWords={t(wish === 'note' ? 'alarms:form.note_save' : `alarms:form.${wish}`)}
      onSubmit={() => {
        onDo(wish, targets, [wordsAct(wish, words.trim())]);
      }}
      onCancel={onCancel}
    >
      <WordsField label={t(wish === 'note' ? 'alarms:form.noteNeeded' : 'alarms:form.reason')} hint={wish === 'note' ? undefined : t('alarms:form.reasonHint')} value={words} onChange={setWords} />
    </FormOf>
  );
};

/** `close` of what has no outcome yet asks for it first. */
const OutcomeForm = ({ wish, targets, isBusy, onDo, onCancel }: ActFormProps): ReactNode => {
  const t = useText();
  const isFalse = wish === 'false';
  const [real, setReal] = useState<(typeof REAL_OUTCOMES)[number]>('handled');
  const [cause, setCause] = useState<(typeof FALSE_OUTCOMES)[number]>('weather-light');
  const [note, setNote] = useState('');
  const outcome: AlarmAct = isFalse ? { kind: 'false', outcome: cause, note: note.trim() } : { kind: 'resolve', outcome: real, note: note.trim() };
  const kind = isFalse ? 'false' : 'resolve';
  const keep = (): void => {
    onDo(kind, targets, [outcome]);
  };
  const keepAndClose = (): void => {
    onDo('close', targets, [outcome, { kind: 'close', note: '' }]);
  };
  const isClosing = wish === 'close';
  return (
    <FormOf
      isReady={!isBusy}
      doWords={isClosing ? t('alarms:form.resolveClose') : t(`alarms:form.${kind}`)}
      onSubmit={isClosing ? keepAndClose : keep}
      onCancel={onCancel}
      others={
        <Button disabled={isBusy} onClick={isClosing ? keep : keepAndClose}>
          {isClosing ? t(`alarms:form.${kind}`) : t(`alarms:form.${kind}Close`)}
        </Button>
      }
    >
      {isClosing && <p className={styles['hint']}>{t('alarms:form.closeFirst')}</p>}
      {isFalse ? (
        <Choice legend={t('alarms:form.cause')} values={FALSE_OUTCOMES} value={cause} onPick={setCause} />
      ) : (
        <Choice legend={t('alarms:form.outcome')} values={REAL_OUTCOMES} value={real} onPick={setReal} />
      )}
      <WordsField label={t('alarms:form.note')} value={note} onChange={setNote} />
    </FormOf>
  );
};

interface ChoiceProps<V extends AlarmOutcome> {
  readonly legend: string;
  readonly values: readonly V[];
  readonly value: V;
  readonly onPick: (value: V) => void;
}
type AlarmOutcome = (typeof REAL_OUTCOMES)[number] | (typeof FALSE_OUTCOMES)[number];

const Choice = <V extends AlarmOutcome>({ legend, values, value, onPick }: ChoiceProps<V>): ReactNode => {
  const t = useText();
  const word = (outcome: AlarmOutcome): string => t(`alarms:outcome.${outcome}`);
  return (
    <fieldset className={styles['choice']}>
      <legend>{legend}</legend>
      {values.map((each) => (
        <label key={each} className={styles['option']}>
          <input
            type="radio"
            name="alarm-outcome"
            checked={each === value}
            onChange={() => {
              onPick(each);
            }}
          />
          {word(each)}
        </label>
      ))}
    </fieldset>
  );
};

const ShelveForm = ({ wish, targets, isBusy, onDo, onCancel }: ActFormProps): ReactNode => {
  const t = useText();
  const { clock } = useWindowState();
  const context = useOfferContext();
  const isGrave = targets.some(({ priority }) => priority === 1);
  const choices = isGrave ? MINUTES_P1 : MINUTES;
  const [minutes, setMinutes] = useState<number>(choices[1]);
  const [reason, setReason] = useState('');
  const endsUtcMs = context?.shiftEndsUtcMs ?? null;
  if (endsUtcMs === null) {
    return (
      <FormOf isReady={false} doWords={t('alarms:form.shelve')} onSubmit={onCancel} onCancel={onCancel}>
        <p className={styles['hint']} role="status">
          {t('alarms:form.offDuty')}
        </p>
      </FormOf>
    );
  }
  const leftMs = endsUtcMs - clock.nowUtcMs();
  const isTooLong = minutes * MINUTE_MS > leftMs;
  return (
    <FormOf
      isReady={reason.trim().length >= REASON_MIN && !isTooLong && !isBusy}
      doWords={t('alarms:form.shelve')}
      onSubmit={() => {
        const longestMs = isGrave ? SHELVE_MAX_P1_MS : Infinity;
        onDo(wish, targets, [{ kind: 'shelve', reason: reason.trim(), untilUtcMs: utcMs(Math.floor(clock.nowUtcMs() + Math.min(minutes * MINUTE_MS, longestMs)) - 1_000) }]);
      }}
      onCancel={onCancel}
    >
      <MinutesChoice legend={t('alarms:form.shelveFor')} name="alarm-shelve" choices={choices} value={minutes} onPick={setMinutes} />
      {isGrave && <p className={styles['hint']}>{t('alarms:form.shelveShort')}</p>}
      {isTooLong && (
        <p className={styles['problem']} role="alert">
          {t('alarms:form.shelveShift', { time: formatTime(endsUtcMs).slice(0, 5) })}
        </p>
      )}
      <WordsField label={t('alarms:form.reason')} hint={t('alarms:form.reasonHint')} value={reason} onChange={setReason} />
    </FormOf>
  );
};

const MergeForm = ({ targets, isBusy, onDo, onCancel }: ActFormProps): ReactNode => {
  const t = useText();
  const inOrder = [...targets].sort((one, other) => one.priority - other.priority || one.raisedUtcMs - other.raisedUtcMs);
  const [lead, setLead] = useState(inOrder[0]?.id ?? '');
  const into = targets.find(({ id }) => id === lead);
  return (
    <FormOf
      isReady={into !== undefined && targets.length > 1 && !isBusy}
      doWords={t('alarms:form.merge')}
      onSubmit={() => {
        if (into !== undefined) onDo('merge', targets.filter(({ id }) => id !== lead), [{ kind: 'merge', into: into.id }]);
      }}
      onCancel={onCancel}
    >
      <label className={styles['line']}>
        {t('alarms:form.mergeInto')}
        <select
          className="field-box"
          value={lead}
          onChange={(event) => {
            setLead(event.target.value);
          }}
        >
          {inOrder.map((alarm) => (
            <option key={alarm.id} value={alarm.id}>
              {[formatTime(alarm.raisedUtcMs), alarmTitle(t, alarm), alarm.site].filter((part) => part !== '').join(' · ')}
            </option>
          ))}
        </select>
      </label>
      <p className={styles['hint']}>{t('alarms:form.mergeHint')}</p>
    </FormOf>
  );
};

const AssignForm = ({ wish, targets, isBusy, onDo, onCancel }: ActFormProps): ReactNode => {
  const t = useText();
  const onDuty = useSlice('duty', (duty) => duty.records.get(ONLY)?.onDuty);
  const person = useSlice('session', selectPerson);
  const people: readonly PersonRef[] = (onDuty ?? []).filter(({ personId }) => personId !== person?.id);
  const [to, setTo] = useState('');
  const chosen = people.find(({ personId }) => personId === to) ?? people[0];
  return (
    <FormOf
      isReady={chosen !== undefined && !isBusy}
      doWords={t('alarms:form.assign')}
      onSubmit={() => {
        if (chosen !== undefined) onDo(wish, targets, [{ kind: 'assign', to: { personId: chosen.personId, name: chosen.name } }]);
      }}
      onCancel={onCancel}
    >
      {chosen === undefined ? (
        <p className={styles['hint']}>{t('alarms:form.assignNobody')}</p>
      ) : (
        <label className={styles['line']}>
          {t('alarms:form.assignTo')}
          <select
            className="field-box"
            value={chosen.personId}
            onChange={(event) => {
              setTo(event.target.value);
            }}
          >
            {people.map(({ personId, name }) => (
              <option key={personId} value={personId}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </FormOf>
  );
};

const WordsField = ({ label, hint, value, onChange }: { readonly label: string; readonly hint?: string | undefined; readonly value: string; readonly onChange: (value: string) => void }): ReactNode => (
  <label className={styles['line']}>
    {label}
    <input
      className="field-box"
      value={value}
      maxLength={ALARM_TEXT_MAX}
      autoComplete="off"
      onFocus={(event) => {
        event.target.select();
      }}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
    {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
  </label>
);

interface FormOfProps extends Pick<ComponentProps<'form'>, 'children'> {
  readonly isReady: boolean;
  readonly doWords: string;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly others?: ReactNode;
}

const FormOf = ({ isReady, doWords, onSubmit, onCancel, others, children }: FormOfProps): ReactNode => {
  const t = useText();
  return (
    <form
      className={styles['fields']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onSubmit();
      }}
      onKeyDown={(event) => {
        // A list of choices keeps Enter to itself.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLSelectElement)) return;
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
    >
      {children}
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" disabled={!isReady}>
          {doWords}
        </Button>
        {others}
        <Button onClick={onCancel}>{t('alarms:form.cancel')}</Button>
      </div>
    </form>
  );
};
