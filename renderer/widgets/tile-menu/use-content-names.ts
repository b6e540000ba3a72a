import { useCallback, useMemo } from 'react';
import { camerasOf, type TileContent } from '@contract/domain/tile-content.ts';
import { useText } from '../../i18n/use-text.ts';
import { useCameraRecords } from '../../state/use-camera-record.ts';

/** Names of the contents of a list. `contents` keeps its identity. */
export function useContentNames(contents: readonly TileContent[]): (content: TileContent) => string {
  const t = useText();
  const cameras = useMemo(() => contents.flatMap((content) => (content.kind === 'camera' ? camerasOf(content, null) : [])), [contents]);
  const records = useCameraRecords(cameras);
  return useCallback(
    (content) => {
      if (content.kind === 'camera') {
        const camera = records.find(({ id }) => id === content.camera);
        return camera === undefined ? t('tiles:unknownCamera') : `${String(camera.number)} ${camera.name}`;
      }
      if (content.kind === 'sequence' && content.sequence.name !== '') return content.sequence.name;
      return t(`content:kind.${content.kind}`);
    },
    [records, t],
  );
}
