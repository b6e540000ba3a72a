import type { Camera } from '@contract/domain/camera.ts';
import type { TierRecord } from '@contract/state/slices.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';

/** What stands for a name: only a directory that is loaded whole can say that a camera is no longer in it. */
export const nameKeyOf = (directoryState: TierRecord['directoryState'] | null): 'tiles:unknownCamera' | 'tiles:nameNotLoaded' => (directoryState === 'current' ? 'tiles:unknownCamera' : 'tiles:nameNotLoaded');

/** The camera's name, or what is known instead. */
export function useCameraName(record: Camera | undefined): string {
  const t = useText();
  const directoryState = useSlice('tier', (replica) => selectTier(replica)?.directoryState ?? null);
  return record?.name ?? t(nameKeyOf(directoryState));
}
