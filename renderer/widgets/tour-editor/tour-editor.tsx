import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { Play, Plus } from 'lucide-react';
import { DWELL_S } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, monitorSurface, type LayoutId, type SurfaceId } from '@contract/domain/units.ts';
import { TOUR_STEPS_MAX } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { byNumber, holdsRight, selectPerson, selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { ArrangementGlyph } from '../../ui/arrangement-glyph.tsx';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { dwellFor, finishedSteps, withSteps, type StepDrafts } from '../../ui/step-draft.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { StepFields } from '../../ui/step-form.tsx';
import styles from './tour-editor.module.css';

const LEAST_STEPS = 2;

/** Layouts shown in turn on the desk or a monitor: which, in what order, how long each, where. */
export const TourEditor = ({ place = DESK_SURFACE, onClose }: { readonly place?: SurfaceId; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const layouts = useSlice('layouts', selectRecords);
  const monitors = useSlice('monitors', selectRecords);
  const person = useSlice('session', selectPerson);
  const [name, setName] = useState('');
  const [common, setCommon] = useState<string>(String(DWELL_S.usual * 3));
  const [steps, setSteps] = useState<StepDrafts<LayoutId>>([]);
  const [where, setWhere] = useState<SurfaceId>(place);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const sorted = useMemo(() => {
    const { compare } = nameCollator(language);
    return [...layouts.values()].sort((one, other) => compare(one.name, other.name));
  }, [layouts, language]);
  const targets = holdsRight(person, 'wall.control') ? byNumber(monitors).filter(({ present }) => present) : [];

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const finished = finishedSteps(steps);
    if (steps.length < LEAST_STEPS) setProblem(t('editor:tour.tooFew', { min: LEAST_STEPS }));
    else if (finished === null) setProblem(t('editor:steps.dwellRange', { min: DWELL_S.min, max: DWELL_S.max }));
    else {
      setBusy(true);
      const answer = await commands.startTour(where, name.trim(), finished.map(({ what, dwellS }) => ({ layout: what, dwellS })));
      setBusy(false);
      if (answer.ok) onClose();
      else setProblem(sentence(answer.error));
    }
  };
  return (
    <form
      className={formLook.form}
      aria-label={t('editor:tour.title')}
      noValidate
      onSubmit={(event) => {
        void submit(event);
      }}
    >
      <StepFields
        nameLabel={t('editor:tour.name')}
        name={name}
        onName={setName}
        common={common}
        onCommon={setCommon}
        listLabel={t('editor:tour.steps')}
        emptyWords={t('editor:tour.none')}
        steps={steps}
        nameOf={(layout) => layouts.get(layout)?.name ?? t('editor:unknownLayout')}
        onSteps={setSteps}
      />
      <label className={formLook.line}>
        {t('editor:tour.where')}
        <select
          className="field-box"
          value={where}
          onChange={(event) => {
            const { value } = event.target;
            setWhere(targets.map(({ id }) => monitorSurface(id)).find((id) => id === value) ?? DESK_SURFACE);
          }}
        >
          <option value={DESK_SURFACE}>{t('editor:tour.desk')}</option>
          {targets.map(({ id, number }) => (
            <option key={id} value={monitorSurface(id)}>
              {t('wall:monitor', { number })}
            </option>
          ))}
        </select>
      </label>
      <FormProblem problem={problem} />
      <div className={formLook.buttons}>
        <Button type="submit" look="primary" disabled={isBusy}>
          <Play size={16} aria-hidden />
          {t('editor:tour.start')}
        </Button>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
      <h3 className={styles['subtitle']}>{t('wall:layouts.title')}</h3>
      {sorted.length === 0 && <p className={formLook.none}>{t('wall:layouts.empty')}</p>}
      <ul className={styles['layouts']} data-own-keys="">
        {sorted.map((layout) => (
          <li key={layout.id}>
            <button
              type="button"
              className={styles['layout']}
              disabled={steps.length >= TOUR_STEPS_MAX}
              aria-label={t('editor:tour.add', { name: layout.name })}
              onClick={() => {
                setSteps(withSteps(steps, [layout.id], dwellFor(common), TOUR_STEPS_MAX));
                setProblem(null);
              }}
            >
              <ArrangementGlyph arrangement={layout.arrangement} />
              <span className={styles['name']}>{layout.name}</span>
              <Plus size={16} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
};
