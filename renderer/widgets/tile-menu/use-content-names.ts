import { useCallback } from 'react';
import type { TileContent } from '@contract/domain/tile-content.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWindowState } from '../../state/state-context.tsx';

/** Names of contents of a list, as known at this moment. */
export function useContentNames(): (content: TileContent) => string {
  const t = useText();
  const { replica } = useWindowState();
  return useCallback(
    (content) => {
      if (content.kind === 'camera') {
        const camera = replica.cameras.getState().records.get(content.camera);
        return camera === undefined ? t('tiles:unknownCamera') : `${String(camera.number)} ${camera.name}`;
      }
      if (content.kind === 'sequence' && content.sequence.name !== '') return content.sequence.name;
      return t(`content:kind.${content.kind}`);
    },
    [replica, t],
  );
}
