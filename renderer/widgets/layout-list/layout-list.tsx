import { useMemo, type ReactNode } from 'react';
import { FileDown, FileUp, Repeat } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import type { Layout, LayoutConflict, Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { byNumber, holdsRight, selectPerson, selectRecords, selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { LayoutRow } from './layout-row.tsx';
import styles from './layout-list.module.css';

/** Saved layouts: open on the desk, send to a monitor, edit, lock, share, to and from a file, remove; and versions to choose from. */
export const LayoutList = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const commands = useCommands();
  const layouts = useSlice('layouts', selectRecords<Layout>);
  const conflicts = useSlice('layoutConflicts', selectRecords<LayoutConflict>);
  const monitors = useSlice('monitors', selectRecords<Monitor>);
  const person = useSlice('session', selectPerson);
  const isTourOpen = useView((view) => view.beside?.kind === 'tour');
  const { openBeside } = useViewActions();
  const current = useSlice('surfaces', (replica) => selectSurface(DESK_SURFACE)(replica).layoutId);
  const sorted = useMemo(() => {
    const { compare } = nameCollator(language);
    return [...layouts.values()].sort((one, other) => compare(one.name, other.name));
  }, [layouts, language]);
  const targets = useMemo(() => (holdsRight(person, 'wall.control') ? byNumber(monitors).filter(({ present }) => present) : []), [monitors, person]);
  const canEdit = holdsRight(person, 'layout.edit');
  return (
    <section className={styles['list']} aria-labelledby="layouts-title">
      <header className={styles['head']}>
        <h2 id="layouts-title" className={styles['title']}>
          {t('wall:layouts.title')}
        </h2>
        <span className={styles['headActs']}>
          <IconButton
            label={t('wall:layouts.tour')}
            aria-expanded={isTourOpen}
            onClick={() => {
              openBeside(isTourOpen ? null : { kind: 'tour' });
            }}
          >
            <Repeat size={16} aria-hidden />
          </IconButton>
          {canEdit && (
            <>
              <IconButton label={t('wall:layouts.import')} onClick={commands.importLayouts}>
                <FileDown size={16} aria-hidden />
              </IconButton>
              <IconButton
                label={t('wall:layouts.exportAll')}
                disabled={sorted.length === 0}
                onClick={() => {
                  commands.exportLayouts(sorted.map(({ id }) => id));
                }}
              >
                <FileUp size={16} aria-hidden />
              </IconButton>
            </>
          )}
        </span>
      </header>
      <div className={styles['rows']}>
        {[...conflicts.values()].map((conflict) => (
          <ConflictCard key={conflict.id} conflict={conflict} />
        ))}
        {sorted.length === 0 ? (
          <p className={styles['none']}>
            {t('wall:layouts.empty')}. {t('wall:layouts.emptyHint')}
          </p>
        ) : (
          <ul>
            {sorted.map((layout) => (
              <LayoutRow key={layout.id} layout={layout} targets={targets} isCurrent={layout.id === current} canEdit={canEdit} isOwn={layout.ownerId === person?.id} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
};
