import { useMemo, useState, type ReactNode } from 'react';
import { CloudUpload, MonitorUp, Trash2, Users } from 'lucide-react';
import { DESK_SURFACE, monitorSurface } from '@contract/domain/units.ts';
import type { Layout, Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { byNumber, holdsRight, selectPerson, selectRecords, selectSurface } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carry } from '../../ui/drag-data.ts';
import { GridGlyph } from '../../ui/grid-glyph.tsx';
import styles from './layout-list.module.css';

/** Saved layouts: open on the desk, send to a monitor, remove. */
export const LayoutList = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const layouts = useSlice('layouts', selectRecords);
  const monitors = useSlice('monitors', selectRecords);
  const person = useSlice('session', selectPerson);
  const current = useSlice('surfaces', (replica) => selectSurface(DESK_SURFACE)(replica).layoutId);
  const sorted = useMemo(() => {
    const { compare } = nameCollator(language);
    return [...layouts.values()].sort((one, other) => compare(one.name, other.name));
  }, [layouts, language]);
  const targets = useMemo(() => (holdsRight(person, 'wall.control') ? byNumber(monitors).filter(({ present }) => present) : []), [monitors, person]);
  return (
    <section className={styles['list']} aria-labelledby="layouts-title">
      <h2 id="layouts-title" className={styles['title']}>
        {t('wall:layouts.title')}
      </h2>
      {sorted.length === 0 ? (
        <p className={styles['none']}>
          {t('wall:layouts.empty')}. {t('wall:layouts.emptyHint')}
        </p>
      ) : (
        <ul className={styles['rows']}>
          {sorted.map((layout) => (
            <LayoutRow
              key={layout.id}
              layout={layout}
              targets={targets}
              isCurrent={layout.id === current}
              canRemove={holdsRight(person, 'layout.edit') && layout.ownerId === person?.id}
            />
          ))}
        </ul>
      )}
    </section>
  );
};

interface LayoutRowProps {
  readonly layout: Layout;
  readonly targets: readonly Monitor[];
  readonly isCurrent: boolean;
  readonly canRemove: boolean;
}

const LayoutRow = ({ layout, targets, isCurrent, canRemove }: LayoutRowProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const [asksRemove, setAsksRemove] = useState(false);
  const { name } = layout;
  if (asksRemove) {
    return (
      <li className={styles['row']}>
        <span className={styles['question']}>{t('wall:layouts.removeConfirm', { name })}</span>
        <Button
          look="danger"
          onClick={() => {
            commands.removeLayout(layout.id);
          }}
        >
          {t('common:action.remove')}
        </Button>
        <Button
          autoFocus
          onClick={() => {
            setAsksRemove(false);
          }}
        >
          {t('common:action.keep')}
        </Button>
      </li>
    );
  }
  return (
    <li
      className={classNames(styles['row'], isCurrent && styles['current'])}
      draggable
      onDragStart={(event) => {
        carry(event.dataTransfer, { layout: layout.id }, 'copy');
      }}
    >
      <button
        type="button"
        className={styles['open']}
        aria-label={t('wall:layouts.apply', { name })}
        aria-current={isCurrent}
        title={t('wall:layouts.apply', { name })}
        onClick={() => {
          commands.applyLayout(DESK_SURFACE, layout.id);
        }}
      >
        <GridGlyph grid={layout.grid} />
        <span className={styles['name']}>{name}</span>
      </button>
      {layout.shared && (
        <span className={styles['mark']} title={t('wall:layouts.shared')}>
          <Users size={14} aria-hidden />
          <span className={styles['markWord']}>{t('wall:layouts.shared')}</span>
        </span>
      )}
      {layout.sync === 'waiting' && (
        <span className={styles['mark']} title={t('wall:layouts.waiting')}>
          <CloudUpload size={14} aria-hidden />
          <span className={styles['markWord']}>{t('wall:layouts.waitingShort')}</span>
        </span>
      )}
      {targets.length > 0 && <MonitorUp size={16} className={styles['glyph']} aria-hidden />}
      {targets.map((monitor) => (
        <Button
          key={monitor.id}
          className={styles['to']}
          aria-label={t('wall:layouts.sendTo', { name, number: monitor.number })}
          title={t('wall:layouts.sendTo', { name, number: monitor.number })}
          onClick={() => {
            commands.applyLayout(monitorSurface(monitor.id), layout.id);
          }}
        >
          {monitor.number}
        </Button>
      ))}
      {canRemove && (
        <IconButton
          label={t('wall:layouts.remove', { name })}
          onClick={() => {
            setAsksRemove(true);
          }}
        >
          <Trash2 size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
};
