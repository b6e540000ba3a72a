import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import { isSameArrangement, READY, READY_NAMES, readyNameOf, type Arrangement, type ReadyName } from '@contract/domain/arrangement.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { useKeyWords } from '../../commands/use-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { ArrangementGlyph } from '../../ui/arrangement-glyph.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './arrangement-picker.module.css';

interface ArrangementPickerProps {
  readonly arrangement: Arrangement;
  readonly isOff: boolean;
  readonly onPick: (arrangement: Arrangement) => void;
}

const UPRIGHT: readonly ReadyName[] = READY_NAMES.filter((name) => name.startsWith('p'));
const LYING: readonly ReadyName[] = READY_NAMES.filter((name) => !name.startsWith('p'));
const MOST_OWN = 12;

/** How the tiles cut the desk: the one of now, and all others behind it as small drawings. */
export const ArrangementPicker = ({ arrangement, isOff, onPick }: ArrangementPickerProps): ReactNode => {
  const t = useText();
  const keyWords = useKeyWords();
  const [isOpen, setOpen] = useState(false);
  const self = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const own = useOwnArrangements();
  const ready = readyNameOf(arrangement);
  const name = ready === null ? t('live:arrangement.own', { count: arrangement.tiles.length }) : arrangementName(t, ready);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return undefined;
    self.current?.querySelector<HTMLElement>('[aria-checked="true"], [role="radio"]')?.focus();
    const elsewhere = ({ target }: Event): void => {
      if (!(target instanceof Node) || self.current?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere, true);
    return () => {
      document.removeEventListener('pointerdown', elsewhere, true);
    };
  }, [isOpen]);
  const pick = (picked: Arrangement): void => {
    close();
    onPick(picked);
  };
  const option = (key: string, each: Arrangement, words: string, tip: string): ReactNode => {
    const isCurrent = isSameArrangement(each, arrangement);
    return (
      <button
        key={key}
        type="button"
        role="radio"
        aria-checked={isCurrent}
        aria-label={words}
        title={tip}
        data-arrangement={key}
        className={classNames(styles['option'], isCurrent && styles['current'])}
        onClick={() => {
          pick(each);
        }}
      >
        <ArrangementGlyph arrangement={each} sizePx={36} />
        <span className={styles['optionName']}>{each.tiles.length}</span>
      </button>
    );
  };
  const readyOption = (each: ReadyName): ReactNode => {
    const words = arrangementName(t, each);
    const key = keyWords(`arrangement.${each}`);
    return option(each, READY[each], words, key === '' ? words : `${words} (${key})`);
  };
  return (
    <div ref={self} className={styles['picker']}>
      <button
        ref={opener}
        type="button"
        className={styles['opener']}
        aria-haspopup="true"
        aria-expanded={isOpen}
        aria-label={t('live:arrangement.open', { name })}
        title={name}
        disabled={isOff}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <ArrangementGlyph arrangement={arrangement} sizePx={22} />
        <span className={styles['openerName']}>{name}</span>
        <ChevronDown size={16} aria-hidden />
      </button>
      {isOpen && (
        <div role="radiogroup" aria-label={t('live:grid.label')} className={styles['popover']} data-own-keys="" data-cover="" onKeyDown={(event) => { moveByKey(event, close); }}>
          <p className={styles['title']}>{t('live:arrangement.lying')}</p>
          <div className={styles['options']}>{LYING.map(readyOption)}</div>
          <p className={styles['title']}>{t('live:arrangement.upright')}</p>
          <div className={styles['options']}>{UPRIGHT.map(readyOption)}</div>
          {own.length > 0 && (
            <>
              <p className={styles['title']}>{t('live:arrangement.ownTitle')}</p>
              <div className={styles['options']}>{own.map((layout) => option(layout.id, layout.arrangement, t('live:arrangement.of', { name: layout.name, count: layout.arrangement.tiles.length }), layout.name))}</div>
            </>
          )}
        </div>
      )}
    </div>
  );
};

const arrangementName = (t: ReturnType<typeof useText>, name: ReadyName): string => {
  const count = READY[name].tiles.length;
  return name.startsWith('p') ? t('live:arrangement.uprightTiles', { count }) : t('live:grid.tiles', { count });
};

/** Arrangements of saved layouts that are none of the ready ones, each once. */
function useOwnArrangements(): readonly Layout[] {
  const layouts = useSlice('layouts', selectRecords<Layout>);
  return useMemo(() => {
    const own: Layout[] = [];
    for (const layout of layouts.values()) {
      const isKnown = readyNameOf(layout.arrangement) !== null || own.some((each) => isSameArrangement(each.arrangement, layout.arrangement));
      if (!isKnown && own.length < MOST_OWN) own.push(layout);
    }
    return own;
  }, [layouts]);
}

function moveByKey(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const options = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')];
  const here = options.findIndex((each) => each === document.activeElement);
  const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
  if (event.key === 'Escape') close();
  else if (step !== 0) options[(here + step + options.length) % options.length]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
