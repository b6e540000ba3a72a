import { useMemo, useState, type ReactNode } from 'react';
import { GitCompareArrows } from 'lucide-react';
import type { Layout, LayoutConflict } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { ArrangementGlyph } from '../../ui/arrangement-glyph.tsx';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { layoutDifference, type LayoutDifference } from './layout-difference.ts';
import styles from './layout-list.module.css';

/** Somebody else changed a layout while it was changed here: both versions side by side, and the choice. Nothing is lost until then. */
export const ConflictCard = ({ conflict }: { readonly conflict: LayoutConflict }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { mine, theirs } = conflict;
  const difference = useMemo(() => layoutDifference(mine, theirs), [mine, theirs]);
  const keep = (which: 'mine' | 'theirs' | 'both'): void => {
    setBusy(true);
    void commands.resolveConflict(conflict.id, which).then((answer) => {
      setBusy(false);
      setError(answer.ok ? null : sentence(answer.error));
    });
  };
  return (
    <section className={styles['conflict']} aria-label={t('wall:conflict.title', { name: mine.name })}>
      <h3 className={styles['conflictTitle']}>
        <GitCompareArrows size={16} aria-hidden />
        <span className={styles['name']}>{t('wall:conflict.title', { name: mine.name })}</span>
      </h3>
      <div className={styles['versions']}>
        <Version layout={mine} which="mine" difference={difference} />
        <Version layout={theirs} which="theirs" difference={difference} />
      </div>
      <div className={styles['conflictActs']}>
        <Button disabled={isBusy} onClick={() => { keep('mine'); }}>
          {t('wall:conflict.keepMine')}
        </Button>
        <Button disabled={isBusy} onClick={() => { keep('theirs'); }}>
          {t('wall:conflict.keepTheirs')}
        </Button>
        <Button look="primary" disabled={isBusy} onClick={() => { keep('both'); }}>
          {t('wall:conflict.keepBoth')}
        </Button>
        <p className={styles['differs']} role={error === null ? undefined : 'alert'}>
          {error ?? differenceWords(t, difference)}
        </p>
      </div>
    </section>
  );
};

const Version = ({ layout, which, difference }: { readonly layout: Layout; readonly which: 'mine' | 'theirs'; readonly difference: LayoutDifference }): ReactNode => {
  const t = useText();
  const person = useSlice('session', selectPerson);
  const owner = layout.ownerId === person?.id ? person.name : layout.ownerId;
  return (
    <div className={styles['version']} role="group" aria-label={t(`wall:conflict.${which}`)}>
      <ArrangementGlyph arrangement={layout.arrangement} sizePx={72} hollow={(tile) => layout.contents[tile] === null} marked={(tile) => difference.tiles.has(tile)} />
      <div className={styles['versionWords']}>
        <strong>{t(`wall:conflict.${which}`)}</strong>
        <span className={styles['versionName']} title={layout.name}>
          {layout.name}
        </span>
        <span>{t('wall:conflict.when', { time: formatTime(layout.updatedUtcMs), date: formatDate(layout.updatedUtcMs) })}</span>
        <span className={styles['versionName']} title={owner}>
          {t('wall:conflict.owner', { name: owner })}
        </span>
      </div>
    </div>
  );
};

function differenceWords(t: ReturnType<typeof useText>, difference: LayoutDifference): string {
  const parts = [
    difference.arrangement && t('wall:conflict.differs.arrangement'),
    difference.tiles.size > 0 && t('wall:conflict.differs.tiles', { tiles: [...difference.tiles].map((tile) => tile + 1).join(', ') }),
    difference.name && t('wall:conflict.differs.name'),
    difference.shared && t('wall:conflict.differs.shared'),
    difference.locked && t('wall:conflict.differs.locked'),
  ].filter((part) => part !== false);
  return parts.length === 0 ? t('wall:conflict.differs.nothing') : t('wall:conflict.differs.in', { what: parts.join('; ') });
}
