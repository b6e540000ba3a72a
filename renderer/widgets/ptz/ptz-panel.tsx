import type { ReactNode } from 'react';
import { House, ScanEye } from 'lucide-react';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/form.tsx';
import { PtzLease } from './ptz-lease.tsx';
import { PtzLens } from './ptz-lens.tsx';
import { PtzPad } from './ptz-pad.tsx';
import { PtzPatrols } from './ptz-patrols.tsx';
import { PtzPresets } from './ptz-presets.tsx';
import { useHead } from './use-head.ts';
import { usePlaces } from './use-places.ts';
import { useSteerable, type SteerableCamera } from './use-steerable.ts';
import { useTold } from './use-told.ts';
import styles from './ptz-panel.module.css';

/** All that can be done with one camera's head: whose hand it is, the pad, lens, saved positions, patrols. Stands beside the tiles. */
export const PtzPanel = ({ camera }: { readonly camera: CameraId }): ReactNode => {
  const t = useText();
  const record = useCameraRecord(camera);
  const steerable = useSteerable(record);
  if (record?.ptz === undefined) return <p className={styles['note']}>{t('ptz:panel.doesNotTurn')}</p>;
  return (
    <div key={camera} className={styles['panel']}>
      <p className={styles['camera']}>
        <span className="tabular">{record.number}</span> {record.name}
      </p>
      <PtzLease camera={camera} />
      {steerable === null ? <p className={styles['note']}>{t('ptz:panel.mayNotSteer')}</p> : <Steering camera={steerable} />}
    </div>
  );
};

const Steering = ({ camera: { id, ptz } }: { readonly camera: SteerableCamera }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { head } = useHead(id);
  const { problem, tell } = useTold();
  const places = usePlaces(id, ptz.presets || ptz.patrols);
  const isTracking = head?.tracking ?? false;
  return (
    <>
      <FormProblem problem={problem} />
      <PtzPad camera={id} abilities={ptz} />
      <div className={styles['acts']}>
        {ptz.home && (
          <Button
            onClick={() => {
              void tell(commands.ptz.act(id, { kind: 'home' }));
            }}
          >
            <House size={16} aria-hidden />
            {t('ptz:home')}
          </Button>
        )}
        {ptz.tracking && (
          <Button
            role="switch"
            aria-checked={isTracking}
            onClick={() => {
              void tell(commands.ptz.act(id, { kind: 'tracking', on: !isTracking }));
            }}
          >
            <ScanEye size={16} aria-hidden />
            {t(isTracking ? 'ptz:tracking.on' : 'ptz:tracking.off')}
          </Button>
        )}
      </div>
      {ptz.aux.length > 0 && <PtzLens camera={id} aux={ptz.aux} tell={tell} />}
      {ptz.presets && <PtzPresets camera={id} places={places} tell={tell} />}
      {ptz.patrols && <PtzPatrols camera={id} places={places} running={head?.patrol ?? null} tell={tell} />}
    </>
  );
};
