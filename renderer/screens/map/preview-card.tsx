import { useRef, type ReactNode } from 'react';
import { PlusSquare, X } from 'lucide-react';
import { DESK_SURFACE, type CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useBoxSize } from '../../ui/use-box-size.ts';
import { VideoTile } from '../../widgets/video-tile/index.ts';
import styles from './map-screen.module.css';

interface PreviewCardProps {
  readonly camera: CameraId;
  readonly onClose: () => void;
  /** For tests. */
  readonly renderPicture?: RenderPicture | undefined;
}

export type RenderPicture = (camera: CameraId, size: { readonly widthPx: number; readonly heightPx: number }) => ReactNode;

const livePicture: RenderPicture = (camera, size) => (
  <VideoTile isBeside place={{ surface: DESK_SURFACE, index: 0, ...size, isSelected: false, figure: { className: styles['pictureTile'] ?? '' } }} camera={camera} />
);

/** The camera that is picked on the map: its picture of now, and what it is. */
export const PreviewCard = ({ camera, onClose, renderPicture = livePicture }: PreviewCardProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const commands = useCommands();
  const record = useCameraRecord(camera);
  const unitName = useSlice('units', (replica) => (record === undefined ? '' : (replica.records.get(record.unitId)?.name ?? '')));
  const box = useRef<HTMLDivElement>(null);
  const size = useBoxSize(box);
  const facts = [record?.address, unitName, record?.mountingHeightM === undefined ? undefined : t('map:preview.height', { metres: formatTenths(record.mountingHeightM, language) })];
  return (
    <section className={styles['preview']} aria-label={t('map:preview.title')}>
      <div ref={box} className={styles['picture']}>
        {size.widthPx > 0 && renderPicture(camera, size)}
      </div>
      <div className={styles['previewFoot']}>
        <p className={styles['facts']}>{facts.filter((part) => part !== undefined && part !== '').join(' · ')}</p>
        <Button
          onClick={() => {
            commands.openCamera(camera);
          }}
        >
          <PlusSquare size={16} aria-hidden />
          {t('map:preview.open')}
        </Button>
        <IconButton label={t('map:preview.close')} onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </section>
  );
};
