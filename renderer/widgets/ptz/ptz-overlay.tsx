import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { ChevronUp, Navigation2 } from 'lucide-react';
import type { Camera } from '@contract/domain/camera.ts';
import type { PtzVelocity } from '@contract/domain/ptz.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatNumber, formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { bearingOf, compassOf, speedPercent } from './head-words.ts';
import { useHead } from './use-head.ts';
import type { Drawn } from './use-ptz-pointer.ts';
import type { SteerableCamera } from './use-steerable.ts';
import styles from './ptz-overlay.module.css';

interface PtzOverlayProps {
  readonly camera: SteerableCamera;
  /** The picture is of now, so that places of it can be aimed at. */
  readonly isNow: boolean;
  readonly drawn: Drawn | null;
}

const ARROWS = [
  ['up', 0, 1],
  ['upRight', 1, 1],
  ['right', 1, 0],
  ['downRight', 1, -1],
  ['down', 0, -1],
  ['downLeft', -1, -1],
  ['left', -1, 0],
  ['upLeft', -1, 1],
] as const;

/** Drawn over the picture of a camera that is steered: arrows at its edges, where it looks, how fast it goes. Takes no pointer itself. */
export const PtzOverlay = ({ camera, isNow, drawn }: PtzOverlayProps): ReactNode => {
  const t = useText();
  const self = useRef<HTMLDivElement>(null);
  useAboveFoot(self);
  useMotion(camera, self);
  return (
    <div ref={self} className={styles['overlay']} data-ptz="steered">
      {ARROWS.map(([name]) => (
        <ChevronUp key={name} className={styles['arrow']} data-arrow={name} strokeWidth={2} aria-hidden />
      ))}
      <span className={styles['middle']} aria-hidden="true" />
      {drawn !== null && <DrawnBox drawn={drawn} />}
      <div className={styles['readout']}>
        <Position camera={camera} />
        <Speed camera={camera} />
      </div>
      {!isNow && <p className={styles['hint']}>{t('ptz:overlay.notNow')}</p>}
    </div>
  );
};

/** Keeps clear of the strip and the tools below the picture: what the tile says of its state is never covered. */
function useAboveFoot(overlay: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const element = overlay.current;
    const foot = [...(element?.offsetParent?.children ?? [])].find((child) => child.contains(element));
    if (element === null || !(foot instanceof HTMLElement)) return undefined;
    foot.dataset['ptzKeep'] = '';
    const measure = (): void => {
      element.style.bottom = `${String(foot.offsetHeight)}px`;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(foot);
    return () => {
      observer.disconnect();
      delete foot.dataset['ptzKeep'];
    };
  }, [overlay]);
}

/** Lights the arrow of the movement; written without React as it changes. */
function useMotion(camera: Camera, overlay: { readonly current: HTMLElement | null }): void {
  const { ptz } = useCommands();
  useLayoutEffect(
    () =>
      ptz.watch(camera.id, ({ pan, tilt }) => {
        for (const [name, right, up] of ARROWS) {
          const isOn = (pan !== 0 || tilt !== 0) && right === Math.sign(steep(pan, tilt)) && up === Math.sign(steep(tilt, pan));
          overlay.current?.querySelector(`[data-arrow="${name}"]`)?.toggleAttribute('data-on', isOn);
        }
      }),
    [ptz, camera.id, overlay],
  );
}

/** Zero where the other speed is so much greater that the direction is the other's alone. */
const steep = (speed: number, other: number): number => (Math.abs(speed) * 2.4 < Math.abs(other) ? 0 : speed);

/** In shares of the tile, which is taller than the overlay: the tile itself is the measure. */
const DrawnBox = ({ drawn: { from, to, isOut } }: { readonly drawn: Drawn }): ReactNode => {
  const self = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const box = self.current;
    const tile = box?.closest('figure');
    const overlay = box?.parentElement;
    if (box === null || tile === null || tile === undefined || overlay === null || overlay === undefined) return;
    const [whole, own] = [tile.getBoundingClientRect(), overlay.getBoundingClientRect()];
    box.style.left = `${String(Math.min(from.x, to.x) * whole.width + whole.left - own.left)}px`;
    box.style.top = `${String(Math.min(from.y, to.y) * whole.height + whole.top - own.top)}px`;
    box.style.width = `${String(Math.abs(from.x - to.x) * whole.width)}px`;
    box.style.height = `${String(Math.abs(from.y - to.y) * whole.height)}px`;
  }, [from, to]);
  return <span ref={self} className={styles['box']} data-out={isOut} />;
};

/** Bearing, tilt and zoom, or that they are not known. */
const Position = ({ camera }: { readonly camera: SteerableCamera }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const { head } = useHead(camera.id);
  const position = head?.position ?? null;
  // A head that nobody holds and that stands says nothing of itself: that is no fault.
  if (head === undefined) return <span>{t('ptz:overlay.ready')}</span>;
  if (position === null) return <strong data-ptz-position="unknown">{t('ptz:position.unknown')}</strong>;
  const bearing = bearingOf(camera.ptz, position);
  return (
    <>
      {bearing === null ? (
        <span>{t('ptz:overlay.pan', { deg: formatNumber(Math.round(position.panDeg), language) })}</span>
      ) : (
        <span className={styles['bearing']} title={t('ptz:overlay.bearing')}>
          <Navigation2 className={styles['needle']} style={{ rotate: `${String(bearing)}deg` }} aria-hidden />
          {t(`ptz:compass.${compassOf(bearing)}`)} {bearing}°
        </span>
      )}
      <span className={styles['tilt']}>{t('ptz:overlay.tilt', { deg: formatNumber(Math.round(position.tiltDeg), language) })}</span>
      <span className={styles['zoom']}>{t('ptz:overlay.zoom', { times: formatTenths(position.zoom, language) })}</span>
    </>
  );
};

/** How fast it is told to go; written without React. */
const Speed = ({ camera }: { readonly camera: Camera }): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(
    () =>
      ptz.watch(camera.id, (velocity: PtzVelocity) => {
        const speed = speedPercent(velocity);
        if (place.current !== null) place.current.textContent = speed === 0 ? t('ptz:overlay.still') : t('ptz:overlay.speed', { percent: speed });
      }),
    [ptz, camera.id, t],
  );
  return <span ref={place} className={styles['speed']} data-ptz-speed="" />;
};
