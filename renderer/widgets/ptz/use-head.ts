import type { Person } from '@contract/domain/person.ts';
import type { PtzHead } from '@contract/domain/ptz.ts';
import { USUAL_PTZ_SETTINGS, type PtzSettings } from '@contract/domain/ptz-settings.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { selectPerson, selectSettings } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { leaseOf, type Lease } from './lease.ts';

export interface HeadHere {
  /** Undefined: nobody holds it and it stands. */
  readonly head: PtzHead | undefined;
  readonly person: Person | null;
  readonly lease: Lease;
}

/** How a camera's head stands, to all and to the person here. */
export function useHead(camera: CameraId): HeadHere {
  const head = useSlice('ptzHeads', (replica) => replica.records.get(camera));
  const person = useSlice('session', selectPerson);
  return { head, person, lease: leaseOf(head, person) };
}

export const usePtzSettings = (): PtzSettings => useSlice('settings', (replica) => selectSettings(replica)?.steering ?? USUAL_PTZ_SETTINGS);
