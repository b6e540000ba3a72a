import { useState, type ReactNode } from 'react';
import { CloudUpload, FileUp, Lock, MonitorUp, PencilRuler, Trash2, User, Users } from 'lucide-react';
import { DESK_SURFACE, monitorSurface } from '@contract/domain/units.ts';
import type { Layout, Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useViewActions } from '../../state/state-context.tsx';
import { ArrangementGlyph } from '../../ui/arrangement-glyph.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carry } from '../../ui/drag-data.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { useMenuPlace } from '../../ui/use-menu-place.ts';
import styles from './layout-list.module.css';

interface LayoutRowProps {
  readonly layout: Layout;
  readonly targets: readonly Monitor[];
  readonly isCurrent: boolean;
  readonly canEdit: boolean;
  readonly isOwn: boolean;
}

/** Monitors shown as buttons; all are in the menu. */
const MOST_BUTTONS = 4;

export const LayoutRow = ({ layout, targets, isCurrent, canEdit, isOwn }: LayoutRowProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { openEditor } = useViewActions();
  const [asksRemove, setAsksRemove] = useState(false);
  const menu = useMenuPlace();
  const { name } = layout;
  const canRemove = canEdit && isOwn;
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
  const sendItem = (monitor: Monitor, isApart: boolean): MenuItem => ({
    id: monitor.id,
    label: t('wall:layouts.toMonitor', { number: monitor.number }),
    icon: MonitorUp,
    isApart,
    act: () => {
      commands.applyLayout(monitorSurface(monitor.id), layout.id);
    },
  });
  const items: readonly MenuItem[] = [
    ...(canEdit ? [{ id: 'edit', label: t('wall:layouts.edit'), icon: PencilRuler, act: () => { openEditor({ kind: 'layout', layout: layout.id }); } }] : []),
    ...(canEdit ? [{ id: 'export', label: t('wall:layouts.export'), icon: FileUp, act: () => { commands.exportLayouts([layout.id]); } }] : []),
    ...targets.map((monitor, index) => sendItem(monitor, index === 0 && canEdit)),
  ];
  const Owner = layout.shared ? Users : User;
  return (
    <li
      className={classNames(styles['row'], isCurrent && styles['current'])}
      draggable
      onDragStart={(event) => {
        carry(event.dataTransfer, { layout: layout.id }, 'copy');
      }}
      onContextMenu={(event) => {
        if (items.length > 0) menu.openHere(event);
        else event.preventDefault();
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
        <ArrangementGlyph arrangement={layout.arrangement} hollow={(tile) => layout.contents[tile] === null} />
        <span className={styles['name']}>{name}</span>
      </button>
      {layout.locked && (
        <span className={styles['mark']} title={t('wall:layouts.locked')}>
          <Lock size={14} aria-hidden />
          <span className="visually-hidden">{t('wall:layouts.locked')}</span>
        </span>
      )}
      <span className={styles['mark']} title={t(layout.shared ? 'wall:layouts.shared' : 'wall:layouts.private')}>
        <Owner size={14} aria-hidden />
        <span className={styles['markWord']}>{t(layout.shared ? 'wall:layouts.shared' : 'wall:layouts.private')}</span>
      </span>
      {layout.sync === 'waiting' && (
        <span className={styles['mark']} title={t('wall:layouts.waiting')}>
          <CloudUpload size={14} aria-hidden />
          <span className={styles['markWord']}>{t('wall:layouts.waitingShort')}</span>
        </span>
      )}
      {targets.length > 0 && <MonitorUp size={16} className={styles['glyph']} aria-hidden />}
      {targets.slice(0, MOST_BUTTONS).map((monitor) => (
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
      {items.length > 0 && (
        <MoreButton label={t('wall:layouts.more', { name })} menu={menu} />
      )}
      {menu.at !== null && (
        <Menu
          label={name}
          at={menu.at}
          items={items}
          onClose={menu.close}
        />
      )}
    </li>
  );
};
