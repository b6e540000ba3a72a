import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { runFrom } from '@contract/domain/sequence.ts';
import { DWELL_S, type Sequence } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useViewActions, useWindowState } from '../../state/state-context.tsx';
import type { Beside } from '../../state/view-store.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CameraPage, useCameraTitle } from '../../widgets/camera-page/index.ts';
import { SequenceEditor } from '../../widgets/sequence-editor/index.ts';
import { TourEditor } from '../../widgets/tour-editor/index.ts';
import styles from './beside-panel.module.css';

/** Beside the tiles, never over a picture: cameras in turn in one tile, layouts in turn, or the page of a camera. */
export const BesidePanel = ({ beside }: { readonly beside: Beside }): ReactNode => {
  const t = useText();
  const { openBeside } = useViewActions();
  const cameraTitle = useCameraTitle(beside.kind === 'camera' ? beside.camera : null);
  const title = beside.kind === 'tour' ? t('editor:tour.title') : beside.kind === 'sequence' ? t('editor:sequence.forTile', { number: beside.tile + 1 }) : cameraTitle;
  const close = (): void => {
    openBeside(null);
  };
  return (
    <aside className={classNames(styles['panel'], beside.kind === 'camera' && styles['wide'])} aria-labelledby="beside-title">
      <header className={styles['head']}>
        <h2 id="beside-title" className={styles['title']}>
          {title}
        </h2>
        <IconButton label={t('common:action.close')} onClick={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className={styles['body']}>
        {beside.kind === 'tour' && <TourEditor onClose={close} />}
        {beside.kind === 'sequence' && <SequenceOf tile={beside.tile} onClose={close} />}
        {beside.kind === 'camera' && <CameraPage camera={beside.camera} />}
      </div>
    </aside>
  );
};

/** A camera that stands in the tile is the first of its sequence. */
const SequenceOf = ({ tile, onClose }: { readonly tile: number; readonly onClose: () => void }): ReactNode => {
  const commands = useCommands();
  const { clock } = useWindowState();
  const content = useSlice('surfaces', (replica) => selectSurface(DESK_SURFACE)(replica).contents[tile] ?? null);
  const first: Sequence | null =
    content?.kind === 'sequence' ? content.sequence : content?.kind === 'camera' ? { name: '', steps: [{ camera: content.camera, dwellS: DWELL_S.usual }] } : null;
  return (
    <SequenceEditor
      sequence={first}
      onCancel={onClose}
      onDone={(sequence) => {
        commands.placeContent(DESK_SURFACE, tile, { kind: 'sequence', sequence, run: runFrom(0, clock.nowUtcMs()) });
        onClose();
      }}
    />
  );
};
