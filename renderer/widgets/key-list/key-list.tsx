import { useEffect, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { SHORTCUTS, type Shortcut } from '../../commands/catalogue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import styles from './key-list.module.css';

/** The map of keys, beside the tiles. */
export const KeyList = (): ReactNode => {
  const t = useText();
  const { openKeyList } = useViewActions();
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const words = (shortcut: Shortcut): string | null => {
    const { label } = shortcut;
    if (label === null) return null;
    if (label.key === 'grid') return t('live:keys.grid', { count: label.count ?? 0 });
    if (label.key === 'send') return t('live:keys.send', { number: label.number ?? '' });
    return t(`live:keys.${label.key}`);
  };
  return (
    <aside className={styles['panel']} aria-labelledby="keys-title">
      <header className={styles['head']}>
        <h2 id="keys-title" className={styles['title']}>
          {t('live:keys.title')}
        </h2>
        <IconButton
          ref={close}
          label={t('common:action.close')}
          onClick={() => {
            openKeyList(false);
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <dl className={styles['list']}>
        {SHORTCUTS.map((shortcut) => {
          const text = words(shortcut);
          return text === null ? null : <Line key={shortcut.keys[0]} keys={shortcut.shownAs ?? shortcut.keys[0] ?? ''} text={text} />;
        })}
      </dl>
      <h3 className={styles['subtitle']}>{t('live:keys.treeTitle')}</h3>
      <dl className={styles['list']}>
        <Line keys="↑ ↓ ← →" text={t('live:keys.tree')} />
        <Line keys="Enter" text={t('live:keys.treeOpen')} />
        <Line keys="a–z" text={t('live:keys.treeType')} />
      </dl>
      <p className={styles['note']}>{t('live:keys.note')}</p>
    </aside>
  );
};

const Line = ({ keys, text }: { readonly keys: string; readonly text: string }): ReactNode => (
  <div className={styles['line']}>
    <dt className={styles['keys']}>
      {keys.split(' ').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </dt>
    <dd>{text}</dd>
  </div>
);
