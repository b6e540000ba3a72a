import { useEffect, useRef, type ComponentProps, type ReactNode } from 'react';
import { CloudUpload, User, Users } from 'lucide-react';
import type { Shareable } from '@contract/domain/camera-group.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Menu, type MenuItem } from './menu.tsx';
import { MoreButton } from './more-button.tsx';
import { useMenuPlace } from './use-menu-place.ts';
import styles from './shared-row.module.css';

/** Whether others see it, and whether it waits for the server: in shape and word. */
export const SharedMarks = ({ item: { shared, sync } }: { readonly item: Pick<Shareable, 'shared' | 'sync'> }): ReactNode => {
  const t = useText();
  const Owner = shared ? Users : User;
  return (
    <span className={styles['marks']}>
      <Owner size={14} aria-hidden />
      {t(shared ? 'find:share.shared' : 'find:share.private')}
      {sync === 'waiting' && (
        <span className={styles['waiting']} title={t('find:share.waiting')}>
          <CloudUpload size={14} aria-hidden />
          <span className={styles['waitingWord']}>{t('find:share.waiting')}</span>
        </span>
      )}
    </span>
  );
};

/** Asks before something of a list is removed; the safe answer has the focus. */
export const RemoveQuestion = ({ question, onRemove, onKeep }: { readonly question: string; readonly onRemove: () => void; readonly onKeep: () => void }): ReactNode => {
  const t = useText();
  const keep = useRef<HTMLButtonElement>(null);
  // After the menu that led here has given the focus back.
  useEffect(() => {
    keep.current?.focus();
  }, []);
  return (
    <div className={styles['asks']} role="group" aria-label={question}>
      <p>{question}</p>
      <div className={styles['answers']}>
        <Button look="danger" onClick={onRemove}>
          {t('common:action.remove')}
        </Button>
        <Button ref={keep} onClick={onKeep}>
          {t('common:action.keep')}
        </Button>
      </div>
    </div>
  );
};

interface SharedRowProps extends Pick<ComponentProps<'li'>, 'draggable' | 'onDragStart' | 'onDragEnter' | 'onDragLeave' | 'onDragOver' | 'onDrop'> {
  readonly item: Shareable;
  readonly openLabel: string;
  readonly moreLabel: string;
  /** In a few words what is in it. */
  readonly caption: string;
  readonly items: readonly MenuItem[];
  readonly isOver?: boolean;
  readonly onOpen: () => void;
}

/** A line of a list that is shared through the server: name, what is in it, whose it is, and what can be done with it. */
export const SharedRow = ({ item, openLabel, moreLabel, caption, items, isOver = false, onOpen, ...drag }: SharedRowProps): ReactNode => {
  const menu = useMenuPlace();
  return (
    <li
      {...drag}
      className={classNames(styles['row'], isOver && styles['over'])}
      onContextMenu={(event) => {
        if (items.length > 0) menu.openHere(event);
        else event.preventDefault();
      }}
    >
      <button type="button" className={styles['open']} title={openLabel} onClick={onOpen}>
        <span className={styles['name']}>{item.name}</span>
        <span className={styles['caption']}>{caption}</span>
      </button>
      <SharedMarks item={item} />
      {items.length > 0 && (
        <MoreButton label={moreLabel} menu={menu} />
      )}
      {menu.at !== null && (
        <Menu
          label={item.name}
          at={menu.at}
          items={items}
          onClose={menu.close}
        />
      )}
    </li>
  );
};
