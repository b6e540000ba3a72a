import { useEffect, useState, type ReactNode } from 'react';
import type { Camera } from '@contract/domain/camera.ts';
import { EVERY_CAMERA, type CameraInArea } from '@contract/domain/camera-query.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraCondition, useCameraRecord } from '../../state/use-camera-record.ts';
import { carry } from '../../ui/drag-data.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { useCameraActs } from '../camera-results/index.ts';
import { ConditionMark } from './condition-mark.tsx';
import { PageSection } from './page-section.tsx';
import styles from './camera-page.module.css';

const RADIUS_M = 300;
const MOST_SHOWN = 20;

type Near = { readonly kind: 'asking' } | { readonly kind: 'failed' } | { readonly kind: 'told'; readonly items: readonly CameraInArea[] };

/** Cameras around this one, nearest first; each leads to its own page. */
export const Neighbours = ({ record }: { readonly record: Camera }): ReactNode => {
  const t = useText();
  const near = useNear(record);
  const words = wordsKey(record, near);
  return (
    <PageSection title={t('find:page.neighbours')}>
      {words !== null && <p className={styles['quiet']}>{t(words)}</p>}
      {near.kind === 'told' && near.items.length > 0 && (
        <ul className={styles['lines']}>
          {near.items.map((item) => (
            <NeighbourLine key={item.camera.id} item={item} />
          ))}
        </ul>
      )}
    </PageSection>
  );
};

function wordsKey({ position }: Camera, near: Near) {
  if (position === undefined) return 'find:page.neighboursNoPlace';
  if (near.kind === 'failed') return 'find:page.neighboursFailed';
  return near.kind === 'told' && near.items.length === 0 ? 'find:page.neighboursNone' : null;
}

function useNear({ id, position }: Camera): Near {
  const { finding } = useCommands();
  const [near, setNear] = useState<Near>({ kind: 'asking' });
  const directoryUtcMs = useSlice('tier', (replica) => selectTier(replica)?.directoryUtcMs ?? null);
  const { latDeg, lonDeg } = position ?? { latDeg: null, lonDeg: null };
  useEffect(() => {
    if (latDeg === null || lonDeg === null) return undefined;
    let isOver = false;
    void finding.inArea({ kind: 'circle', centre: { latDeg, lonDeg }, radiusM: RADIUS_M }, EVERY_CAMERA, MOST_SHOWN + 1).then((answer) => {
      if (isOver) return;
      setNear(answer.ok ? { kind: 'told', items: answer.value.items.filter(({ camera }) => camera.id !== id).slice(0, MOST_SHOWN) } : { kind: 'failed' });
    });
    return () => {
      isOver = true;
    };
  }, [finding, id, latDeg, lonDeg, directoryUtcMs]);
  return near;
}

const NeighbourLine = ({ item: { camera, distanceM } }: { readonly item: CameraInArea }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { openPage } = useCameraActs();
  useCameraRecord(camera.id);
  const condition = useCameraCondition(camera.id);
  const { id, number, name } = camera;
  return (
    <li
      draggable
      onDragStart={(event) => {
        carry(event.dataTransfer, { camera: id }, 'copy');
      }}
    >
      <button
        type="button"
        className={styles['neighbour']}
        title={name}
        onClick={() => {
          openPage(id);
        }}
      >
        <span className={styles['moment']}>{number}</span>
        <span className={styles['neighbourName']}>{name}</span>
        {condition !== 'working' && condition !== 'unknown' && <ConditionMark condition={condition} isCalm />}
        <span className={styles['since']}>{t('find:page.distance', { metres: format(Math.round(distanceM)) })}</span>
      </button>
    </li>
  );
};
