import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { ShieldHalf, ShieldOff, ZoomIn } from 'lucide-react';
import type { PrivacyMask } from '@contract/domain/privacy-mask.ts';
import type { Zoom } from '@contract/domain/tile-content.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { formatCountdown } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { codecWord } from '../../lib/codec-word.ts';
import type { TileSession } from '../../players/tile-session.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useServerTime } from '../../state/use-server-time.ts';
import styles from './tile-strip.module.css';

/** Says that parts of the picture are covered, or that the cover is off and for how long. */
export const MaskMark = ({ camera, masks }: { readonly camera: CameraId; readonly masks: readonly PrivacyMask[] | undefined }): ReactNode => {
  const untilUtcMs = useSlice('maskLifts', (replica) => replica.records.get(camera)?.untilUtcMs ?? null);
  if (masks === undefined || masks.length === 0) return null;
  return untilUtcMs === null ? <Masked /> : <Lifted untilUtcMs={untilUtcMs} />;
};

const Masked = (): ReactNode => {
  const t = useText();
  return (
    <span className={styles['mark']} title={t('tiles:mask.coveredTip')} data-mask="covered">
      <ShieldHalf aria-hidden />
      <span className={styles['markWord']}>{t('tiles:mask.covered')}</span>
    </span>
  );
};

const Lifted = ({ untilUtcMs }: { readonly untilUtcMs: number }): ReactNode => {
  const t = useText();
  const leftMs = untilUtcMs - useServerTime();
  if (leftMs <= 0) return <Masked />;
  return (
    <span className={`${styles['mark'] ?? ''} ${styles['markTold'] ?? ''}`} title={t('tiles:mask.liftedTip')} data-mask="lifted">
      <ShieldOff aria-hidden />
      {t('tiles:mask.lifted', { left: formatCountdown(leftMs) })}
    </span>
  );
};

/** Says that only a part of the picture is shown. */
export const ZoomMark = ({ zoom }: { readonly zoom: Zoom | null }): ReactNode => {
  const t = useText();
  if (zoom === null || zoom.scale <= 1) return null;
  return (
    <span className={styles['mark']} title={t('tiles:zoom.tip')}>
      <ZoomIn aria-hidden />
      {t('tiles:zoom.times', { times: Math.round(zoom.scale * 10) / 10 })}
    </span>
  );
};

/** Says that the sub-stream stands in for a main stream this PC cannot decode; written without React. */
export const CodecMark = ({ session }: { readonly session: TileSession | null }): ReactNode => {
  const t = useText();
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (session === null) return undefined;
    let shown: string | null = null;
    return session.onMeter(() => {
      const mark = place.current;
      const { missingCodec } = session.info();
      if (mark === null || missingCodec === shown) return;
      shown = missingCodec;
      const codec = missingCodec === null ? '' : codecWord(missingCodec);
      mark.hidden = missingCodec === null;
      mark.textContent = missingCodec === null ? '' : t('tiles:substitute.word', { codec });
      mark.title = missingCodec === null ? '' : t('tiles:substitute.tip', { codec });
    });
  }, [session, t]);
  return <span ref={place} className={styles['mark']} hidden data-lowered="codec" />;
};

/** Says that only some of the pictures are drawn, because this PC has too much to do; written without React. */
export const CadenceMark = ({ session }: { readonly session: TileSession | null }): ReactNode => {
  const t = useText();
  const place = useRef<HTMLSpanElement>(null);
  const share = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (session === null) return undefined;
    let shown = 0;
    return session.onMeter(() => {
      const mark = place.current;
      const { cadence } = session;
      if (mark === null || cadence === shown) return;
      shown = cadence;
      mark.hidden = cadence === 1;
      if (share.current !== null) share.current.textContent = t('tiles:cadence', { count: cadence });
      mark.title = cadence === 1 ? '' : t('tiles:cadenceTip', { count: cadence });
    });
  }, [session, t]);
  return (
    <span ref={place} className={styles['mark']} hidden data-lowered="cadence">
      <span ref={share} />
      <span className={styles['markWord']}>{t('tiles:cadenceWord')}</span>
    </span>
  );
};
