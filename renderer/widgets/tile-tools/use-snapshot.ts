import { useCallback } from 'react';
import type { Camera } from '@contract/domain/camera.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TileSession } from '../../players/tile-session.ts';
import { selectPerson } from '../../state/selectors/records.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';

/** Takes the picture on the glass to the agreed folder; its name and hash are said in the status bar, a failure in the notice strip. */
export function useSnapshot(session: TileSession, camera: CameraId, record: Camera | undefined): () => void {
  const t = useText();
  const commands = useCommands();
  const { tell, fail } = useViewActions();
  const person = useSlice('session', selectPerson);
  return useCallback(() => {
    const take = async (): Promise<void> => {
      // A picture that cannot be drawn is none.
      const snapshot = await session
        .snapshot(({ captureUtcMs, state }) => ({
          camera: `${record === undefined ? '' : String(record.number)} ${record?.name ?? camera}`.trim(),
          time: t('tiles:snapshot.time', { date: formatDate(captureUtcMs), time: formatTime(captureUtcMs) }),
          mode: t(`tiles:word.${state.kind}`),
          console: [t('common:product'), person?.unitName].filter(Boolean).join(' · '),
        }))
        .catch(() => null);
      if (snapshot === null) {
        tell({ kind: 'no-picture' });
        return;
      }
      const saved = await commands.saveSnapshot({ camera, captureUtcMs: snapshot.captureUtcMs, isLive: snapshot.isLive, png: snapshot.png });
      if (saved.ok) tell({ kind: 'snapshot', file: saved.value.file, sha256: saved.value.sha256 });
      else fail(saved.error);
    };
    void take();
  }, [session, camera, record, t, commands, person, tell, fail]);
}
