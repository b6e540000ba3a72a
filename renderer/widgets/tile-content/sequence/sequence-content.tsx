import type { ReactNode } from 'react';
import { ListVideo, Pause } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { useText } from '../../../i18n/use-text.ts';
import { PlainTile, PreparedPicture, VideoTile } from '../../video-tile/index.ts';
import { TileTools } from '../../tile-tools/index.ts';
import type { ContentProps } from '../content-kind.ts';
import { useRunPlace } from './use-run-place.ts';
import styles from '../tile-content.module.css';

/** Cameras in turn. Which one follows from the server's clock, so that all windows show the same. */
export const SequenceContent = ({ content, place }: ContentProps<'sequence'>): ReactNode => {
  const t = useText();
  const { sequence, run } = content;
  const { step, isNextNear } = useRunPlace(sequence.steps, run);
  const count = sequence.steps.length;
  const current = sequence.steps[step % Math.max(1, count)];
  const next = sequence.steps[(step + 1) % Math.max(1, count)];
  const name = sequence.name === '' ? t('content:kind.sequence') : sequence.name;
  if (current === undefined) {
    return (
      <PlainTile {...place.figure} label={name} content="sequence">
        {place.children}
      </PlainTile>
    );
  }
  const isPaused = run.kind === 'paused';
  const words = t('content:sequence.step', { step: step + 1, count });
  return (
    <VideoTile
      place={{ ...place, figure: { ...place.figure, ...dataContent } }}
      camera={current.camera}
      under={next !== undefined && isNextNear && next.camera !== current.camera ? <PreparedPicture place={place} camera={next.camera} /> : undefined}
      marks={
        <span className={styles['sequence']} title={`${name} · ${words}${isPaused ? ` · ${t('content:sequence.paused')}` : ''}`}>
          {isPaused ? <Pause aria-hidden /> : <ListVideo aria-hidden />}
          <span className={styles['sequenceName']}>{name}</span>
          <span className={styles['sequenceStep']}>
            {step + 1}/{count}
          </span>
          {isPaused && <span className="visually-hidden">{t('content:sequence.paused')}</span>}
        </span>
      }
      {...(place.surface === DESK_SURFACE && { over: (session, state) => <TileTools place={place} content={content} camera={current.camera} session={session} state={state} /> })}
    />
  );
};

const dataContent: object = { 'data-content': 'sequence' };
