import { useMemo, type ReactNode } from 'react';
import { MonitorDown } from 'lucide-react';
import { READY, READY_NAMES, type Arrangement } from '@contract/domain/arrangement.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { ArrangementGlyph } from '../../ui/arrangement-glyph.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './layout-editor-screen.module.css';

interface StartPanelProps {
  readonly onReady: (arrangement: Arrangement) => void;
  readonly onLayout: (layout: Layout) => void;
  readonly onDesk: () => void;
  readonly onNew: () => void;
}

/** Where to begin: a ready arrangement, a saved layout, what the desk shows. */
export const StartPanel = ({ onReady, onLayout, onDesk, onNew }: StartPanelProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const layouts = useSlice('layouts', selectRecords);
  const sorted = useMemo(() => {
    const { compare } = nameCollator(language);
    return [...layouts.values()].sort((one, other) => compare(one.name, other.name));
  }, [layouts, language]);
  return (
    <aside className={styles['start']} aria-labelledby="start-title">
      <h2 id="start-title" className={styles['subtitle']}>
        {t('editor:start.title')}
      </h2>
      <Button onClick={onNew}>{t('editor:start.new')}</Button>
      <Button onClick={onDesk}>
        <MonitorDown size={16} aria-hidden />
        {t('editor:start.desk')}
      </Button>
      <h3 className={styles['caption']}>{t('editor:start.ready')}</h3>
      <div className={styles['readies']}>
        {READY_NAMES.map((name) => {
          const arrangement = READY[name];
          const words = name.startsWith('p') ? t('editor:start.readyUpright', { count: arrangement.tiles.length }) : t('editor:start.readyOne', { count: arrangement.tiles.length });
          return (
            <button key={name} type="button" className={styles['ready']} aria-label={words} title={words} onClick={() => { onReady(arrangement); }}>
              <ArrangementGlyph arrangement={arrangement} sizePx={26} />
              <span aria-hidden="true">{arrangement.tiles.length}</span>
            </button>
          );
        })}
      </div>
      <h3 className={styles['caption']}>{t('wall:layouts.title')}</h3>
      {sorted.length === 0 && <p className={styles['note']}>{t('wall:layouts.empty')}</p>}
      <ul>
        {sorted.map((layout) => (
          <li key={layout.id}>
            <button type="button" className={styles['layout']} aria-label={t('editor:start.layout', { name: layout.name })} onClick={() => { onLayout(layout); }}>
              <ArrangementGlyph arrangement={layout.arrangement} />
              <span className={styles['layoutName']}>{layout.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
};
