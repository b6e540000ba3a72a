import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { ChevronDown, ChevronUp, GripVertical, X } from 'lucide-react';
import { DWELL_S } from '@contract/domain/tile-content.ts';
import { useText } from '../i18n/use-text.ts';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { dwellOf, movedStep, withDwell, withoutStep, type StepDrafts } from './step-draft.ts';
import styles from './step-list.module.css';

interface StepListProps<W extends string> {
  readonly label: string;
  readonly steps: StepDrafts<W>;
  readonly nameOf: (what: W) => string;
  readonly onChange: (steps: StepDrafts<W>) => void;
}

/** Lines shown in turn, each with its seconds: reorder by dragging, by Alt and arrows, or by buttons. */
export const StepList = <W extends string>({ label, steps, nameOf, onChange }: StepListProps<W>): ReactNode => {
  const t = useText();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const move = (from: number, to: number): void => {
    onChange(movedStep(steps, from, to));
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(index, index + (event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <ol className={styles['list']} aria-label={label} data-own-keys="">
      {steps.map((step, index) => {
        const name = nameOf(step.what);
        return (
          <li
            key={step.key}
            draggable
            className={classNames(styles['row'], over === index && dragged !== index && styles['over'])}
            onKeyDown={(event) => {
              onKeyDown(event, index);
            }}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(index);
            }}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(index);
            }}
            onDragEnd={() => {
              setDragged(null);
              setOver(null);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, index);
              setDragged(null);
              setOver(null);
            }}
          >
            <GripVertical size={16} className={styles['grip']} aria-hidden />
            <span className={styles['number']}>{index + 1}</span>
            <span className={styles['name']} title={name}>
              {name}
            </span>
            <IconButton
              label={t('editor:steps.remove', { name })}
              onClick={() => {
                onChange(withoutStep(steps, step.key));
              }}
            >
              <X size={16} aria-hidden />
            </IconButton>
            <span className={styles['time']}>
              <input
                className={classNames('field-box', styles['dwell'])}
                inputMode="numeric"
                maxLength={5}
                value={step.dwell}
                aria-label={t('editor:steps.dwellOf', { name })}
                aria-invalid={dwellOf(step.dwell) === null}
                title={t('editor:steps.dwellRange', { min: DWELL_S.min, max: DWELL_S.max })}
                onChange={(event) => {
                  onChange(withDwell(steps, step.key, event.target.value));
                }}
              />
              <span className={styles['unit']}>{t('editor:steps.seconds')}</span>
              <IconButton
                label={t('editor:steps.up', { name })}
                disabled={index === 0}
                onClick={() => {
                  move(index, index - 1);
                }}
              >
                <ChevronUp size={16} aria-hidden />
              </IconButton>
              <IconButton
                label={t('editor:steps.down', { name })}
                disabled={index === steps.length - 1}
                onClick={() => {
                  move(index, index + 1);
                }}
              >
                <ChevronDown size={16} aria-hidden />
              </IconButton>
            </span>
          </li>
        );
      })}
    </ol>
  );
};

/** Seconds for all lines at once. */
export const CommonDwell = ({ value, onChange, onApply }: { readonly value: string; readonly onChange: (value: string) => void; readonly onApply: () => void }): ReactNode => {
  const t = useText();
  return (
    <div className={styles['common']}>
      <label className={styles['commonLabel']}>
        {t('editor:steps.common')}
        <input
          className={classNames('field-box', styles['dwell'])}
          inputMode="numeric"
          maxLength={5}
          value={value}
          aria-invalid={dwellOf(value) === null}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
        <span className={styles['unit']}>{t('editor:steps.seconds')}</span>
      </label>
      <button type="button" className={styles['apply']} disabled={dwellOf(value) === null} onClick={onApply}>
        {t('editor:steps.applyAll')}
      </button>
    </div>
  );
};
