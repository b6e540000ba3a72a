import { useState, type ReactNode } from 'react';
import { Play, RotateCcw, VolumeX } from 'lucide-react';
import { LEAST_VOLUME, RHYTHMS, SOUND_GROUPS, soundFor, type Rhythm, type SoundChoice, type SoundGroup, type SoundSource } from '@contract/domain/alarm-sound-settings.ts';
import { ALARM_PRIORITIES, type AlarmPriority } from '@contract/domain/alarm.ts';
import type { AlarmKind } from '@contract/domain/alarm-kind.ts';
import type { Result } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { AlarmAudio } from '../../lib/alarm-audio.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { priorityWord } from '../../ui/alarm-words.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { OwnSounds } from './own-sounds.tsx';
import { playingOf } from './sound-files.ts';
import { useAlarmAudio, useAudioOutput } from './use-alarm-audio.ts';
import { useSoundSettings } from './use-sounding.ts';
import styles from './sound-desk.module.css';

/** A kind of each group, whose words are spoken when it is tried out. */
const EXAMPLE: Readonly<Record<SoundGroup, AlarmKind>> = { 'fire-flood': 'fire-smoke', security: 'intrusion', order: 'crowd', traffic: 'accident', technical: 'link-fault', 'by-hand': 'by-hand' };
const VOLUME_STEP = 0.05;

/** What alarms sound like at this PC, by priority and group of kinds. */
export const SoundDesk = (): ReactNode => {
  const t = useText();
  const { sounds } = useCommands();
  const sentence = useErrorSentence();
  const audio = useAlarmAudio();
  const output = useAudioOutput();
  const mayChange = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'alarm.handle'));
  const [priority, setPriority] = useState<AlarmPriority>(1);
  const [problem, setProblem] = useState<string | null>(null);
  const tell = async (answer: Promise<Result<null>>): Promise<void> => {
    const result = await answer;
    setProblem(result.ok ? null : sentence(result.error));
  };
  const words = priorityWord(t, priority);
  return (
    <section className={styles['desk']} aria-label={t('sounds:desk.title')}>
      <h2 className={styles['title']}>{t('sounds:desk.title')}</h2>
      <p className={styles['note']}>{t('sounds:desk.note')}</p>
      {output === 'no-device' && (
        <p className={styles['noDevice']} role="status">
          <VolumeX size={16} aria-hidden />
          {t('sounds:noDeviceLong')}
        </p>
      )}
      <Segmented
        label={t('sounds:desk.priorities')}
        value={toKey(priority)}
        options={ALARM_PRIORITIES.map((each) => ({
          value: toKey(each),
          name: priorityWord(t, each),
          content: (
            <span className={styles['tab']}>
              <AlarmShape priority={each} className={styles['shape']} />
              {priorityWord(t, each)}
            </span>
          ),
        }))}
        onPick={(key) => {
          setPriority(ALARM_PRIORITIES.find((each) => toKey(each) === key) ?? 1);
        }}
      />
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <table className={styles['table']} aria-label={t('sounds:desk.table', { priority: words })}>
        <thead>
          <tr>
            <th scope="col">{t('sounds:desk.group')}</th>
            <th scope="col">{t('sounds:desk.sound')}</th>
            <th scope="col">{t('sounds:desk.volume')}</th>
            <th scope="col">{t('sounds:desk.spoken')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {SOUND_GROUPS.map((group) => (
            <SoundRow
              key={group}
              priority={priority}
              group={group}
              audio={audio}
              mayChange={mayChange}
              onChoose={(choice) => {
                void tell(sounds.choose(priority, group, choice));
              }}
            />
          ))}
        </tbody>
      </table>
      <OwnSounds audio={audio} mayChange={mayChange} />
    </section>
  );
};

const toKey = (priority: AlarmPriority): `${AlarmPriority}` => `${priority}`;
const keyOf = (source: SoundSource): string => (source.kind === 'rhythm' ? source.rhythm : source.sound);

interface SoundRowProps {
  readonly priority: AlarmPriority;
  readonly group: SoundGroup;
  readonly audio: AlarmAudio | null;
  readonly mayChange: boolean;
  readonly onChoose: (choice: SoundChoice | null) => void;
}

const SoundRow = ({ priority, group, audio, mayChange, onChoose }: SoundRowProps): ReactNode => {
  const t = useText();
  const settings = useSoundSettings();
  const choice = soundFor(settings, priority, group);
  const isUsual = !settings.cells.some((cell) => cell.priority === priority && cell.group === group);
  /** While the slider is moved; null: as it is kept. */
  const [volume, setVolume] = useState<number | null>(null);
  const shown = volume ?? choice.volume;
  const name = t(`sounds:groups.${group}`);
  const keep = (): void => {
    if (volume !== null && volume !== choice.volume) onChoose({ ...choice, volume });
    setVolume(null);
  };
  const pick = (key: string): void => {
    const rhythm = RHYTHMS.find((each): each is Rhythm => each === key);
    const own = settings.own.find(({ id }) => id === key);
    if (rhythm !== undefined) onChoose({ ...choice, source: { kind: 'rhythm', rhythm } });
    else if (own !== undefined) onChoose({ ...choice, source: { kind: 'own', sound: own.id } });
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <select className="field-box" aria-label={t('sounds:desk.soundOf', { group: name })} value={keyOf(choice.source)} disabled={!mayChange} onChange={(event) => { pick(event.target.value); }}>
          {RHYTHMS.map((rhythm) => (
            <option key={rhythm} value={rhythm}>
              {t(`sounds:rhythm.${rhythm}`)}
            </option>
          ))}
          {settings.own.map((own) => (
            <option key={own.id} value={own.id}>
              {own.name}
            </option>
          ))}
        </select>
      </td>
      <td>
        <span className={styles['volume']}>
          <input
            type="range"
            aria-label={t('sounds:desk.volumeOf', { group: name })}
            min={LEAST_VOLUME[priority]}
            max={1}
            step={VOLUME_STEP}
            value={shown}
            disabled={!mayChange}
            onChange={(event) => { setVolume(Number(event.target.value)); }}
            onPointerUp={keep}
            onKeyUp={keep}
            onBlur={keep}
          />
          <span className={styles['percent']}>{t('sounds:desk.percent', { value: Math.round(shown * 100) })}</span>
        </span>
      </td>
      <td>
        <label className={styles['spoken']}>
          <input type="checkbox" aria-label={t('sounds:desk.spokenOf', { group: name })} checked={choice.isSpoken} disabled={!mayChange} onChange={(event) => { onChoose({ ...choice, isSpoken: event.target.checked }); }} />
        </label>
      </td>
      <td>
        <span className={styles['acts']}>
          <Button aria-label={t('sounds:desk.tryOf', { group: name })} disabled={audio === null} onClick={() => { void audio?.play(playingOf({ ...choice, volume: shown }, priority, EXAMPLE[group])); }}>
            <Play size={16} aria-hidden />
            {t('sounds:desk.try')}
          </Button>
          <IconButton label={t('sounds:desk.usualOf', { group: name })} title={t('sounds:desk.usual')} disabled={isUsual || !mayChange} onClick={() => { onChoose(null); }}>
            <RotateCcw size={16} aria-hidden />
          </IconButton>
        </span>
      </td>
    </tr>
  );
};
