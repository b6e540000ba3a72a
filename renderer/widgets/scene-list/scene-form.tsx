import { useState, type FormEvent, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { WallScene } from '@contract/domain/wall-scene.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { classNames } from '../../ui/class-names.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CameraPicker } from '../camera-picker/index.ts';
import { ALARM_CAMERAS_MAX, draftOf, finishedScene, withDay, type SceneDraft } from './scene-draft.ts';
import { WEEK } from './scene-words.ts';
import styles from './scene-list.module.css';

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Name, key, schedule and alarm of a scene. What it shows is not touched here. */
export const SceneForm = ({ scene, onClose }: { readonly scene: WallScene; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const scenes = useSlice('scenes', selectRecords);
  const [draft, setDraft] = useState(() => draftOf(scene));
  const [problem, setProblem] = useState<string | null>(null);
  const change = (part: Partial<SceneDraft>): void => {
    setDraft({ ...draft, ...part });
    setProblem(null);
  };
  const holderOf = (digit: number): string | undefined => [...scenes.values()].find(({ id, keyDigit }) => keyDigit === digit && id !== scene.id)?.name;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const finished = finishedScene(draft);
    if (typeof finished === 'string') {
      setProblem(t(`control:scenes.${finished}`));
      return;
    }
    const { schedule, alarm, ...rest } = finished;
    const answer = await commands.setScene({
      scene: scene.id,
      ...rest,
      schedule: schedule === null ? null : { ...schedule, days: [...schedule.days] },
      alarm: alarm === null ? null : { ...alarm, cameras: [...alarm.cameras] },
    });
    if (answer.ok) onClose();
    else setProblem(sentence(answer.error));
  };
  return (
    <form
      className={classNames(formLook.form, styles['form'])}
      noValidate
      aria-label={t('control:scenes.edit', { name: scene.name })}
      onSubmit={(event) => {
        void submit(event);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <TextField
        label={t('control:scenes.name')}
        autoFocus
        value={draft.name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => {
          change({ name: event.target.value });
        }}
      />
      <label className={formLook.line}>
        {t('control:scenes.keyField')}
        <select
          className="field-box"
          value={draft.keyDigit ?? ''}
          onChange={(event) => {
            change({ keyDigit: event.target.value === '' ? null : Number(event.target.value) });
          }}
        >
          <option value="">{t('control:scenes.noKey')}</option>
          {DIGITS.map((digit) => {
            const holder = holderOf(digit);
            const key = t('control:scenes.key', { digit });
            return (
              <option key={digit} value={digit}>
                {holder === undefined ? key : t('control:scenes.keyTaken', { key, name: holder })}
              </option>
            );
          })}
        </select>
      </label>
      <fieldset className={styles['part']}>
        <legend className="visually-hidden">{t('control:scenes.schedule')}</legend>
        <Check label={t('control:scenes.schedule')} isOn={draft.hasSchedule} onToggle={(hasSchedule) => { change({ hasSchedule }); }} />
        {draft.hasSchedule && (
          <>
            <div className={styles['days']}>
              {WEEK.map((day) => (
                <label key={day} className={styles['day']} title={t(`control:day.${day}`)}>
                  <input
                    type="checkbox"
                    aria-label={t(`control:day.${day}`)}
                    checked={draft.days.includes(day)}
                    onChange={() => {
                      change({ days: withDay(draft.days, day) });
                    }}
                  />
                  {t(`control:dayShort.${day}`)}
                </label>
              ))}
            </div>
            <TextField
              label={t('control:scenes.time')}
              hint={t('control:scenes.timeHint')}
              value={draft.time}
              maxLength={5}
              autoComplete="off"
              onChange={(event) => {
                change({ time: event.target.value });
              }}
            />
          </>
        )}
      </fieldset>
      <fieldset className={styles['part']}>
        <legend className="visually-hidden">{t('control:scenes.alarm')}</legend>
        <Check label={t('control:scenes.alarm')} isOn={draft.hasAlarm} onToggle={(hasAlarm) => { change({ hasAlarm }); }} />
        {draft.hasAlarm && (
          <>
            <label className={formLook.line}>
              {t('control:scenes.priority')}
              <select
                className="field-box"
                value={draft.priorityAtLeast}
                onChange={(event) => {
                  change({ priorityAtLeast: ALARM_PRIORITIES.find((each) => String(each) === event.target.value) ?? 1 });
                }}
              >
                {ALARM_PRIORITIES.map((priority) => (
                  <option key={priority} value={priority}>
                    {t(priority === 1 ? 'control:scenes.onAlarmTop' : priority === 4 ? 'control:scenes.onAlarmAny' : 'control:scenes.onAlarm', { priority: t(`content:alarms.priority.${priority}`) })}
                  </option>
                ))}
              </select>
            </label>
            <p className={styles['note']}>{draft.cameras.length === 0 ? t('control:scenes.allCameras') : t('control:scenes.onlyCameras', { count: draft.cameras.length })}</p>
            {draft.cameras.length > 0 && (
              <ul className={styles['cameras']}>
                {draft.cameras.map((camera) => (
                  <AlarmCamera
                    key={camera}
                    camera={camera}
                    onRemove={() => {
                      change({ cameras: draft.cameras.filter((each) => each !== camera) });
                    }}
                  />
                ))}
              </ul>
            )}
            <div className={styles['picker']}>
              <CameraPicker
                verb={(name) => t('control:scenes.addCamera', { name })}
                onPick={(camera) => {
                  if (!draft.cameras.includes(camera) && draft.cameras.length < ALARM_CAMERAS_MAX) change({ cameras: [...draft.cameras, camera] });
                }}
              />
            </div>
          </>
        )}
      </fieldset>
      <FormProblem problem={problem} />
      <div className={formLook.buttons}>
        <Button type="submit" look="primary">
          {t('control:scenes.keepChanges')}
        </Button>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
};

const Check = ({ label, isOn, onToggle }: { readonly label: string; readonly isOn: boolean; readonly onToggle: (on: boolean) => void }): ReactNode => (
  <label className={styles['check']}>
    <input
      type="checkbox"
      checked={isOn}
      onChange={(event) => {
        onToggle(event.target.checked);
      }}
    />
    {label}
  </label>
);

const AlarmCamera = ({ camera, onRemove }: { readonly camera: CameraId; readonly onRemove: () => void }): ReactNode => {
  const t = useText();
  const record = useCameraRecord(camera);
  const name = record?.name ?? t('tiles:unknownCamera');
  return (
    <li className={styles['camera']}>
      <span className={styles['small']}>{record?.number}</span>
      <span className={styles['name']} title={name}>
        {name}
      </span>
      <IconButton label={t('control:scenes.removeCamera', { name })} onClick={onRemove}>
        <X size={16} aria-hidden />
      </IconButton>
    </li>
  );
};
