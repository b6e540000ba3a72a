import type { TileContent } from '@contract/domain/tile-content.ts';
import { useText } from '../../i18n/use-text.ts';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { useCameraName } from '../video-tile/index.ts';

/** What a tile holds, in words. */
export function useContentName(content: TileContent | null): string {
  const t = useText();
  const record = useCameraRecord(content?.kind === 'camera' ? content.camera : null);
  const cameraName = useCameraName(record);
  if (content === null) return t('content:nothing');
  if (content.kind === 'camera') return cameraName;
  if (content.kind === 'sequence' && content.sequence.name !== '') return content.sequence.name;
  return t(`content:kind.${content.kind}`);
}
