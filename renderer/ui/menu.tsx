import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  /** Shown at the end: a key, a number. */
  readonly hint?: string | undefined;
  readonly isChecked?: boolean | undefined;
  readonly isOff?: boolean | undefined;
  /** A line is drawn above it. */
  readonly isApart?: boolean | undefined;
  /** It leads to another list in this one's place. */
  readonly keepsOpen?: boolean | undefined;
  readonly act: () => void;
}

export interface MenuPoint {
  readonly xPx: number;
  readonly yPx: number;
}

interface MenuProps {
  readonly label: string;
  readonly at: MenuPoint;
  readonly items: readonly MenuItem[];
  /** Chosen, Escape, or a click elsewhere. The focus goes back to where it was. */
  readonly onClose: () => void;
}

const EDGE_PX = 8;

/** A list of acts at a point of the window. Arrows, Home, End and letters choose; Enter acts; Escape closes. */
export const Menu = ({ label, at, items, onClose }: MenuProps): ReactNode => {
  const self = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<MenuPoint>(at);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const menu = self.current;
    if (menu === null) return;
    const { offsetWidth: widthPx, offsetHeight: heightPx } = menu;
    setPlace({ xPx: Math.max(EDGE_PX, Math.min(at.xPx, window.innerWidth - widthPx - EDGE_PX)), yPx: Math.max(EDGE_PX, Math.min(at.yPx, window.innerHeight - heightPx - EDGE_PX)) });
  }, [at, items.length]);
  useEffect(() => {
    const before = document.activeElement;
    focusAt(self.current, 0);
    const elsewhere = ({ target }: Event): void => {
      if (!(target instanceof Node) || self.current?.contains(target) !== true) close.current();
    };
    document.addEventListener('pointerdown', elsewhere, true);
    window.addEventListener('blur', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere, true);
      window.removeEventListener('blur', elsewhere);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    // The list became another: the row that had the focus is gone, and keys would no longer be heard.
    if (self.current?.contains(document.activeElement) === false) focusAt(self.current, 0);
  }, [items]);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Nothing else listens while a menu is open.
    event.stopPropagation();
    const rows = rowsOf(self.current);
    const here = rows.findIndex((row) => row === document.activeElement);
    const to = keyStep(event.key, here, rows);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (to !== null) focusAt(self.current, to);
    else return;
    event.preventDefault();
  };
  return createPortal(
    <div
      ref={self}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      data-own-keys=""
      className={styles['menu']}
      style={{ left: place.xPx, top: place.yPx }}
      onKeyDown={onKeyDown}
      onClick={stop}
      onContextMenu={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {items.map(({ id, label: name, icon: Icon, hint, isChecked, isOff = false, isApart = false, keepsOpen = false, act }) => (
        <button
          key={id}
          type="button"
          role={isChecked === undefined ? 'menuitem' : 'menuitemcheckbox'}
          {...(isChecked !== undefined && { 'aria-checked': isChecked })}
          aria-disabled={isOff}
          tabIndex={-1}
          className={classNames(styles['item'], isApart && styles['apart'], isChecked === true && styles['checked'])}
          onClick={() => {
            if (isOff) return;
            if (!keepsOpen) onClose();
            act();
          }}
        >
          <span className={styles['icon']}>{Icon !== undefined && <Icon size={16} aria-hidden />}</span>
          <span className={styles['name']} title={name}>
            {name}
          </span>
          {hint !== undefined && hint !== '' && <span className={styles['hint']}>{hint}</span>}
        </button>
      ))}
    </div>,
    document.body,
  );
};

const stop = (event: { stopPropagation: () => void }): void => {
  event.stopPropagation();
};

const rowsOf = (menu: HTMLElement | null): readonly HTMLElement[] => [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];

const focusAt = (menu: HTMLElement | null, index: number): void => {
  rowsOf(menu)[index]?.focus();
};

/** Where a key leads from a row; null: this key leads nowhere. */
const keyStep = (key: string, here: number, rows: readonly HTMLElement[]): number | null => {
  const count = rows.length;
  if (key === 'ArrowDown') return (here + 1) % count;
  if (key === 'ArrowUp') return (here - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key.length !== 1 || key === ' ') return null;
  const letter = key.toLocaleLowerCase();
  const order = rows.map((_, index) => (here + 1 + index) % count);
  return order.find((index) => rows[index]?.textContent.toLocaleLowerCase().startsWith(letter) === true) ?? null;
};
