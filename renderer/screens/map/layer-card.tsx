import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Layers, X } from 'lucide-react';
import { CAMERA_CONDITIONS } from '@contract/domain/camera.ts';
import { useText } from '../../i18n/use-text.ts';
import { MAP_LAYERS } from '../../state/map-memory.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { BaseMapForm } from './base-map-form.tsx';
import { BaseMapPart } from './base-map-part.tsx';
import styles from './map-screen.module.css';

/** What of the map is shown, and what its shapes mean. */
export const LayerCard = (): ReactNode => {
  const t = useText();
  const { layers, look } = useView((view) => view.map);
  const { keepMap } = useViewActions();
  const [isOpen, setIsOpen] = useState(false);
  // Closed by keys, the focus goes back to what opens it; the map does not take it when the screen comes up.
  const wasOpen = useRef(false);
  const [isChoosing, setChoosing] = useState(false);
  /** Said once the base map was changed. */
  const [said, setSaid] = useState<string | null>(null);
  const close = (): void => {
    wasOpen.current = true;
    setIsOpen(false);
    setSaid(null);
  };
  if (!isOpen) {
    return (
      <Button
        className={styles['layersOpen']}
        aria-expanded={false}
        title={t('map:layers.open')}
        autoFocus={wasOpen.current}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Layers size={16} aria-hidden />
        {t('map:layers.title')}
      </Button>
    );
  }
  if (isChoosing) {
    return (
      <BaseMapForm
        onClose={(isUsed) => {
          setSaid(isUsed ? t('map:base.used') : '');
          setChoosing(false);
        }}
      />
    );
  }
  return (
    <section
      className={styles['layers']}
      aria-labelledby="layers-title"
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header className={styles['layersHead']}>
        <h2 id="layers-title" className={styles['title']}>
          {t('map:layers.title')}
        </h2>
        <IconButton
          label={t('map:layers.close')}
          autoFocus={said === null}
          onClick={close}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      {MAP_LAYERS.map((layer) => (
        <label key={layer} className={styles['switch']}>
          <input
            type="checkbox"
            checked={layers[layer]}
            onChange={(event) => {
              keepMap({ layers: { ...layers, [layer]: event.target.checked } });
            }}
          />
          {t(`map:layers.${layer}`)}
          {layer === 'coverage' && <span className={styles['quiet']}>{t('map:layers.coverageHint')}</span>}
        </label>
      ))}
      <label className={styles['switch']}>
        <input
          type="checkbox"
          checked={look === 'light'}
          onChange={(event) => {
            keepMap({ look: event.target.checked ? 'light' : 'dark' });
          }}
        />
        {t('map:layers.light')}
      </label>
      <BaseMapPart
        said={said}
        onChange={() => {
          setChoosing(true);
        }}
      />
      <h3 className={styles['legendTitle']}>{t('map:layers.legend')}</h3>
      <ul className={styles['legend']}>
        {CAMERA_CONDITIONS.map((condition) => (
          <li key={condition}>
            <span className={styles['shape']} data-condition={condition} aria-hidden="true" />
            {t(`live:cameras.state.${condition}`)}
          </li>
        ))}
      </ul>
    </section>
  );
};
