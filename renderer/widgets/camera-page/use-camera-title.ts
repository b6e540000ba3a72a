import type { CameraId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { useCameraRecord } from '../../state/use-camera-record.ts';

/** Number and name of a camera, as the title of its page. */
export function useCameraTitle(camera: CameraId | null): string {
  const t = useText();
  const record = useCameraRecord(camera);
  return record === undefined ? t('find:page.title') : t('find:page.titleOf', { number: record.number, name: record.name });
}
