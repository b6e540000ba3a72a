import type { Camera } from '@contract/domain/camera.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice, useView } from '../../state/state-context.tsx';

/** A camera that turns. */
export type SteerableCamera = Camera & Required<Pick<Camera, 'ptz'>>;

const turns = (camera: Camera | undefined): camera is SteerableCamera => camera?.ptz !== undefined;

/** The camera, when it turns and the person here may turn it. */
export function useSteerable(camera: Camera | undefined): SteerableCamera | null {
  const person = useSlice('session', selectPerson);
  return turns(camera) && person?.ptzLevel !== undefined && holdsRight(person, 'ptz.steer') ? camera : null;
}

/** Whether pointer and keys of its tile steer now, rather than zoom its picture. */
export function useIsSteered(camera: Camera | undefined, isSelected: boolean): boolean {
  const isSteering = useView((view) => view.isSteering);
  return useSteerable(camera) !== null && isSteering && isSelected;
}
