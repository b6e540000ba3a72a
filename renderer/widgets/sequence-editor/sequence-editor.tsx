import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { Grid2x2Plus, ListPlus } from 'lucide-react';
import { DWELL_S, SEQUENCE_STEPS_MAX, type Sequence } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, type CameraId, type UnitId } from '@contract/domain/units.ts';
import { surfaceCameras } from '@contract/domain/wall.ts';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectRecords, selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { useCameraRecords } from '../../state/use-camera-record.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { dwellFor, finishedSteps, stepsFrom, withSteps } from '../../ui/step-draft.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { StepFields } from '../../ui/step-form.tsx';
import { CameraPicker } from '../camera-picker/index.ts';
import styles from './sequence-editor.module.css';

interface SequenceEditorProps {
  /** Null: a new one. */
  readonly sequence: Sequence | null;
  readonly onDone: (sequence: Sequence) => void;
  readonly onCancel: () => void;
}

/** Cameras shown in turn in one tile: which, in what order, how long each. */
export const SequenceEditor = ({ sequence, onDone, onCancel }: SequenceEditorProps): ReactNode => {
  const t = useText();
  const [name, setName] = useState(sequence?.name ?? '');
  const [common, setCommon] = useState(String(sequence?.steps[0]?.dwellS ?? DWELL_S.usual));
  const [steps, setSteps] = useState(() => stepsFrom<CameraId>((sequence?.steps ?? []).map(({ camera, dwellS }) => ({ what: camera, dwellS }))));
  const [problem, setProblem] = useState<string | null>(null);
  const listed = useMemo(() => steps.map(({ what }) => what), [steps]);
  const records = useCameraRecords(listed);
  const add = (added: readonly CameraId[]): void => {
    const next = withSteps(steps, added, dwellFor(common), SEQUENCE_STEPS_MAX);
    setSteps(next);
    setProblem(next.length < steps.length + added.length ? t('editor:sequence.tooMany', { max: SEQUENCE_STEPS_MAX }) : null);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const finished = finishedSteps(steps);
    if (steps.length === 0) setProblem(t('editor:sequence.empty'));
    else if (finished === null) setProblem(t('editor:steps.dwellRange', { min: DWELL_S.min, max: DWELL_S.max }));
    else onDone({ name: name.trim(), steps: finished.map(({ what, dwellS }) => ({ camera: what, dwellS })) });
  };
  return (
    <form className={formLook.form} aria-label={t('editor:sequence.title')} noValidate onSubmit={submit}>
      <StepFields
        nameLabel={t('editor:sequence.name')}
        name={name}
        onName={setName}
        common={common}
        onCommon={setCommon}
        listLabel={t('editor:sequence.steps')}
        emptyWords={t('editor:sequence.none')}
        steps={steps}
        nameOf={(camera) => records.find(({ id }) => id === camera)?.name ?? t('editor:unknownCamera')}
        onSteps={setSteps}
      />
      <FormProblem problem={problem} />
      <div className={formLook.buttons}>
        <Button type="submit" look="primary">
          {t('editor:sequence.done')}
        </Button>
        <Button onClick={onCancel}>{t('common:action.cancel')}</Button>
      </div>
      <AddMany onAdd={add} />
      <CameraPicker
        searchLabel={t('editor:sequence.find')}
        verb={(camera) => t('editor:sequence.add', { name: camera })}
        onPick={(camera) => {
          add([camera]);
        }}
      />
    </form>
  );
};

/** All cameras of a unit, or those the desk shows now. */
const AddMany = ({ onAdd }: { readonly onAdd: (cameras: readonly CameraId[]) => void }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const { finding } = useCommands();
  const { fail } = useViewActions();
  const counts = useSlice('unitCounts', selectRecords);
  const units = useSlice('units', selectRecords);
  const desk = useSlice('surfaces', selectSurface(DESK_SURFACE));
  const [unit, setUnit] = useState<UnitId | null>(null);
  const sorted = useMemo(() => {
    const { compare } = nameCollator(language);
    return [...units.values()].filter(({ id }) => (counts.get(id)?.own ?? 0) > 0).sort((one, other) => compare(one.name, other.name));
  }, [units, counts, language]);
  const chosen = sorted.find(({ id }) => id === unit) ?? sorted[0];
  const onDesk = [...surfaceCameras(desk, null)];
  return (
    <div className={styles['many']}>
      {chosen !== undefined && (
        <div className={formLook.buttons}>
          <select
            className={classNames('field-box', styles['unit'])}
            aria-label={t('editor:sequence.unit')}
            value={chosen.id}
            onChange={(event) => {
              setUnit(sorted.find(({ id }) => id === event.target.value)?.id ?? null);
            }}
          >
            {sorted.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <Button
            onClick={() => {
              void finding.ofUnit(chosen.id).then((answer) => {
                if (answer.ok) onAdd(answer.value);
                else fail(answer.error);
              });
            }}
          >
            <ListPlus size={16} aria-hidden />
            {t('editor:sequence.addUnit')}
          </Button>
        </div>
      )}
      <Button
        disabled={onDesk.length === 0}
        onClick={() => {
          onAdd(onDesk);
        }}
      >
        <Grid2x2Plus size={16} aria-hidden />
        {t('editor:sequence.addDesk', { count: onDesk.length })}
      </Button>
    </div>
  );
};
