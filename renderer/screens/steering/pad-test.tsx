import { useRef, type ReactNode } from 'react';
import type { PadProfile } from '@contract/domain/ptz-settings.ts';
import { useText } from '../../i18n/use-text.ts';
import { padVelocity } from '../../lib/gamepad-reading.ts';
import { usePadFrame, type PadName } from './use-pads.ts';
import styles from './steering-screen.module.css';

const percent = (share: number): string => `${String(Math.round(share * 1_000) / 10)}%`;
const signed = (speed: number): string => `${speed > 0 ? '+' : ''}${String(Math.round(speed * 100))} %`;

/** What a camera would be told now. Moves none. Written without React. */
export const PadTest = ({ pad, profile }: { readonly pad: PadName; readonly profile: PadProfile }): ReactNode => {
  const t = useText();
  const dot = useRef<HTMLSpanElement>(null);
  const zoomBar = useRef<HTMLSpanElement>(null);
  const words = useRef<HTMLParagraphElement>(null);
  usePadFrame(pad.index, (frame) => {
    const { pan, tilt, zoom } = padVelocity(frame, profile);
    if (dot.current !== null) {
      dot.current.style.left = percent((pan + 1) / 2);
      dot.current.style.top = percent((1 - tilt) / 2);
    }
    if (zoomBar.current !== null) {
      zoomBar.current.style.bottom = percent(0.5 + Math.min(0, zoom) / 2);
      zoomBar.current.style.top = percent(0.5 - Math.max(0, zoom) / 2);
    }
    if (words.current !== null) words.current.textContent = t('ptz:test.words', { pan: signed(pan), tilt: signed(tilt), zoom: signed(zoom) });
  });
  return (
    <div className={styles['column']}>
      <h3 className={styles['columnTitle']}>{t('ptz:test.title')}</h3>
      <p className={styles['hint']}>{t('ptz:test.hint')}</p>
      <div className={styles['test']}>
        <div className={styles['field']} role="img" aria-label={t('ptz:test.title')}>
          <span ref={dot} className={styles['dot']} />
        </div>
        <div className={styles['zoomTest']} aria-hidden="true">
          <span ref={zoomBar} className={styles['zoomNow']} />
        </div>
      </div>
      <p ref={words} className={styles['testWords']} data-test="words" />
    </div>
  );
};
