import type { ReactNode } from 'react';
import { Map as MapIcon } from 'lucide-react';
import type { Camera } from '@contract/domain/camera.ts';
import { groundInReach } from '@contract/domain/field-of-view.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { useCameraActs } from '../camera-results/index.ts';
import { PageSection } from './page-section.tsx';
import { directionOf, wedgePath } from './view-wedge.ts';
import styles from './camera-page.module.css';

const RADIUS = 52;
const EDGE = 8;
const SIDE = 2 * (RADIUS + EDGE);

/** Where a camera looks: drawn with north up, and in words; of one that turns also what its head reaches. */
export const FieldOfView = ({ record }: { readonly record: Camera }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { showOnMap } = useCameraActs();
  const { id, view, position } = record;
  const reach = groundInReach(record);
  const turns = view !== undefined && reach !== null && reach.angleDeg !== view.angleDeg;
  return (
    <PageSection title={t('find:page.view')}>
      {view === undefined ? (
        <p className={styles['quiet']}>{t('find:page.viewNone')}</p>
      ) : (
        <div className={styles['view']}>
          <svg viewBox={`0 0 ${String(SIDE)} ${String(SIDE)}`} className={styles['wedge']} aria-hidden="true">
            <g transform={`translate(${String(EDGE)} ${String(EDGE)})`}>
              <circle cx={RADIUS} cy={RADIUS} r={RADIUS} className={styles['rose']} />
              <path d={`M ${String(RADIUS)} 0 v 8 M ${String(RADIUS)} ${String(2 * RADIUS)} v -8 M 0 ${String(RADIUS)} h 8 M ${String(2 * RADIUS)} ${String(RADIUS)} h -8`} className={styles['rose']} />
              {turns && <path d={wedgePath(reach, RADIUS)} className={styles['reach']} />}
              <path d={wedgePath(view, RADIUS)} className={styles['seen']} />
              <circle cx={RADIUS} cy={RADIUS} r={4} className={styles['spot']} />
            </g>
            <text x={RADIUS + EDGE} y={EDGE + 20} textAnchor="middle" className={styles['north']}>
              {t('find:page.north')}
            </text>
          </svg>
          <p>
            {t(turns ? 'find:page.viewTurns' : 'find:page.viewWords', {
              direction: t(`find:direction.${directionOf(view.bearingDeg)}`),
              bearing: format(Math.round(view.bearingDeg)),
              angle: format(Math.round(view.angleDeg)),
              range: format(Math.round(view.rangeM)),
              reach: format(Math.round(reach?.angleDeg ?? view.angleDeg)),
            })}
          </p>
        </div>
      )}
      {position !== undefined && (
        <Button
          onClick={() => {
            showOnMap(id);
          }}
        >
          <MapIcon size={16} aria-hidden />
          {t('find:page.map')}
        </Button>
      )}
    </PageSection>
  );
};
