import { useEffect, useRef, useState, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { ALARM_KEY_ACTS, alarmKeyWords } from '../../commands/alarm-keys.ts';
import { KEY_GROUPS, SHORTCUTS, type Shortcut } from '../../commands/catalogue.ts';
import { bindingWords } from '../../commands/key-binding.ts';
import { useCommandWords } from '../../commands/use-command-words.ts';
import { useKeyMap } from '../../commands/use-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import { ALARMS_SCREEN_ID, EDITOR_SCREEN_ID } from '../../state/view-store.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { KeyTable } from '../key-table/index.ts';
import styles from './key-list.module.css';

/** The map of keys, beside the tiles; its second view changes them. */
export const KeyList = (): ReactNode => {
  const t = useText();
  const { openKeyList } = useViewActions();
  const [face, setFace] = useState<'list' | 'change'>('list');
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <aside className={styles['panel']} aria-labelledby="keys-title">
      <header className={styles['head']}>
        <h2 id="keys-title" className={styles['title']}>
          {t('editor:keys.title')}
        </h2>
        <Segmented
          label={t('editor:keys.view')}
          value={face}
          options={(['list', 'change'] as const).map((value) => ({ value, name: t(`editor:keys.${value}`), content: t(`editor:keys.${value}`) }))}
          onPick={setFace}
        />
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
      <div className={styles['body']} tabIndex={0}>{face === 'list' ? <Keys /> : <KeyTable />}</div>
    </aside>
  );
};

const Keys = (): ReactNode => {
  const t = useText();
  const words = useCommandWords();
  const { keysOf } = useKeyMap();
  const screenId = useView((view) => view.screenId);
  return (
    <>
      {screenId === EDITOR_SCREEN_ID && <EditorKeys />}
      {screenId === ALARMS_SCREEN_ID && <AlarmKeys />}
      {KEY_GROUPS.map((group) => (
        <section key={group}>
          <h3 className={styles['subtitle']}>{t(`editor:keys.group.${group}`)}</h3>
          <dl className={styles['list']}>
            {SHORTCUTS.filter((shortcut) => shortcut.group === group && (keysOf.get(shortcut.id)?.length ?? 0) > 0).map((shortcut) => {
              return <Line key={shortcut.id} keys={lineOf(shortcut, keysOf.get(shortcut.id) ?? [])} text={words(shortcut)} />;
            })}
          </dl>
        </section>
      ))}
      <h3 className={styles['subtitle']}>{t('editor:keys.entryTitle')}</h3>
      <dl className={styles['list']}>
        <Line keys="1234 ⏎" text={t('editor:keys.entry.camera')} />
        <Line keys="5 T 1234 ⏎" text={t('editor:keys.entry.tile')} />
        <Line keys="2 M 5 T 1234 ⏎" text={t('editor:keys.entry.monitor')} />
        <Line keys="0 ⏎" text={t('editor:keys.entry.clear')} />
      </dl>
      <h3 className={styles['subtitle']}>{t('live:keys.treeTitle')}</h3>
      <dl className={styles['list']}>
        <Line keys="↑ ↓ ← →" text={t('live:keys.tree')} />
        <Line keys="Enter" text={t('live:keys.treeOpen')} />
        <Line keys="a–z" text={t('live:keys.treeType')} />
      </dl>
      <p className={styles['note']}>{t('live:keys.note')}</p>
    </>
  );
};

const AlarmKeys = (): ReactNode => {
  const t = useText();
  return (
    <section>
      <h3 className={styles['subtitle']}>{t('alarms:keys.title')}</h3>
      <dl className={styles['list']}>
        <Line keys="↑ ↓" text={t('alarms:keys.move')} />
        {ALARM_KEY_ACTS.map((act) => (
          <Line key={act} keys={alarmKeyWords(act).join(' ')} text={t(`alarms:keys.${act}`)} />
        ))}
      </dl>
    </section>
  );
};

const EditorKeys = (): ReactNode => {
  const t = useText();
  const lines = [
    ['← → ↑ ↓', 'select'],
    ['Alt ← → ↑ ↓', 'add'],
    ['Shift ← → ↑ ↓', 'move'],
    ['Ctrl ← → ↑ ↓', 'grow'],
    ['Ctrl Shift ← →', 'shrink'],
    ['D', 'draw'],
    ['M', 'merge'],
    ['V H X', 'split'],
    ['Backspace', 'empty'],
    ['Delete', 'remove'],
    ['PageUp PageDown', 'number'],
    ['Ctrl Z', 'undo'],
    ['Ctrl Shift Z', 'redo'],
  ] as const;
  return (
    <section>
      <h3 className={styles['subtitle']}>{t('editor:title')}</h3>
      <dl className={styles['list']}>
        {lines.map(([keys, name]) => (
          <Line key={name} keys={keys} text={t(`editor:keys.editor.${name}`)} />
        ))}
      </dl>
    </section>
  );
};

/** Keys of one line; the digits stand for ten. */
const lineOf = ({ id }: Shortcut, keys: readonly string[]): string => (id === 'number' ? '0–9' : keys.map(bindingWords).join(' '));

const Line = ({ keys, text }: { readonly keys: string; readonly text: string }): ReactNode => (
  <div className={styles['line']}>
    <dt className={styles['keys']}>
      {keys.split(' ').map((key, index) => (
        <kbd key={`${key} ${String(index)}`}>{key}</kbd>
      ))}
    </dt>
    <dd>{text}</dd>
  </div>
);
