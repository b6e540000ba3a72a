import { useState, type ReactNode } from 'react';
import { X } from 'lucide-react';
import type { OrgUnit } from '@contract/domain/camera.ts';
import { SCOPE_IDS_MAX, type RuleScope } from '@contract/domain/alarm-rule.ts';
import { foldText } from '@contract/domain/text-fold.ts';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { IconButton } from '../../ui/button.tsx';
import { formLook } from '../../ui/form.tsx';
import { CameraPicker } from '../camera-picker/index.ts';
import { KindChoice } from './kind-choice.tsx';
import styles from './rules-desk.module.css';

interface ScopeFieldsProps {
  readonly scope: RuleScope;
  readonly onChange: (scope: RuleScope) => void;
}

/** What a rule looks at: kinds, units with all below them, cameras. */
export const ScopeFields = ({ scope, onChange }: ScopeFieldsProps): ReactNode => {
  const t = useText();
  return (
    <fieldset className={styles['fieldset']}>
      <legend className={styles['legend']}>{t('rules:scope.title')}</legend>
      <KindChoice kinds={scope.kinds} onChange={(kinds) => { onChange({ ...scope, kinds }); }} />
      <UnitFields units={scope.units} onChange={(units) => { onChange({ ...scope, units }); }} />
      <CameraFields cameras={scope.cameras} onChange={(cameras) => { onChange({ ...scope, cameras }); }} />
    </fieldset>
  );
};

const FOUND_MAX = 30;

const UnitFields = ({ units, onChange }: { readonly units: readonly UnitId[]; readonly onChange: (units: readonly UnitId[]) => void }): ReactNode => {
  const t = useText();
  const all = useSlice('units', selectRecords<OrgUnit>);
  const [text, setText] = useState('');
  const typed = foldText(text.trim());
  const found = [...all.values()].filter(({ id, name }) => !units.includes(id) && foldText(name).includes(typed)).slice(0, FOUND_MAX);
  return (
    <details className={styles['part']}>
      <summary className={styles['summary']}>
        {t('rules:scope.units')} <span className={styles['muted']}>{units.length === 0 ? t('rules:scope.allUnits') : units.map((unit) => all.get(unit)?.name ?? unit).join(', ')}</span>
      </summary>
      <ul className={styles['chosen']}>
        {units.map((unit) => (
          <li key={unit} className={styles['row']}>
            <span className={styles['grow']}>{all.get(unit)?.name ?? unit}</span>
            <IconButton label={t('rules:scope.remove', { name: all.get(unit)?.name ?? unit })} onClick={() => { onChange(units.filter((each) => each !== unit)); }}>
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <label className={formLook.line}>
        {t('rules:scope.findUnit')}
        <input className="field-box" value={text} maxLength={100} autoComplete="off" onChange={(event) => { setText(event.target.value); }} />
      </label>
      <ul className={styles['found']}>
        {found.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className={styles['pick']} onClick={() => { if (units.length < SCOPE_IDS_MAX) onChange([...units, id]); }}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};

const CameraFields = ({ cameras, onChange }: { readonly cameras: readonly CameraId[]; readonly onChange: (cameras: readonly CameraId[]) => void }): ReactNode => {
  const t = useText();
  return (
    <details className={styles['part']}>
      <summary className={styles['summary']}>
        {t('rules:scope.cameras')} <span className={styles['muted']}>{cameras.length === 0 ? t('rules:scope.allCameras') : t('rules:scope.someCameras', { count: cameras.length })}</span>
      </summary>
      <ul className={styles['chosen']}>
        {cameras.map((camera) => (
          <ChosenCamera key={camera} camera={camera} onRemove={() => { onChange(cameras.filter((each) => each !== camera)); }} />
        ))}
      </ul>
      <div className={styles['picker']}>
        <CameraPicker
          verb={(name) => t('rules:scope.addCamera', { name })}
          onPick={(camera) => {
            if (!cameras.includes(camera) && cameras.length < SCOPE_IDS_MAX) onChange([...cameras, camera]);
          }}
        />
      </div>
    </details>
  );
};

const ChosenCamera = ({ camera, onRemove }: { readonly camera: CameraId; readonly onRemove: () => void }): ReactNode => {
  const t = useText();
  const record = useCameraRecord(camera);
  const name = record?.name ?? t('tiles:unknownCamera');
  return (
    <li className={styles['row']}>
      <span className={styles['muted']}>{record?.number}</span>
      <span className={styles['grow']}>{name}</span>
      <IconButton label={t('rules:scope.remove', { name })} onClick={onRemove}>
        <X size={16} aria-hidden />
      </IconButton>
    </li>
  );
};
