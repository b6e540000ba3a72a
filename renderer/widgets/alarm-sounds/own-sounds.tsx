import { useState, type ReactNode } from 'react';
import { Play, Plus, Trash2 } from 'lucide-react';
import type { OwnSound } from '@contract/domain/alarm-sound-settings.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { AlarmAudio } from '../../lib/alarm-audio.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { ownSoundAddress } from './sound-files.ts';
import { useSoundSettings } from './use-sounding.ts';
import styles from './sound-desk.module.css';

/** Sounds somebody added to this PC, and the way to add one. */
export const OwnSounds = ({ audio, mayChange }: { readonly audio: AlarmAudio | null; readonly mayChange: boolean }): ReactNode => {
  const t = useText();
  const { sounds } = useCommands();
  const sentence = useErrorSentence();
  const { own } = useSoundSettings();
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const add = async (): Promise<void> => {
    setAdding(true);
    const answer = await sounds.add((sound) => audio?.canPlay(ownSoundAddress(sound)) ?? Promise.resolve(false));
    setAdding(false);
    setProblem(answer.ok ? null : sentence(answer.error));
    setSaid(answer.ok && answer.value !== null ? t('sounds:desk.added', { name: answer.value.name }) : '');
  };
  const remove = async ({ id, name }: OwnSound): Promise<void> => {
    const answer = await sounds.remove(id);
    setProblem(answer.ok ? null : sentence(answer.error));
    setSaid(answer.ok ? t('sounds:desk.removed', { name }) : '');
  };
  return (
    <section className={styles['own']} aria-label={t('sounds:desk.own')}>
      <h3 className={styles['title']}>{t('sounds:desk.own')}</h3>
      <p className={styles['note']}>{t('sounds:desk.ownNote')}</p>
      {own.length === 0 ? (
        <p className={styles['note']}>{t('sounds:desk.ownNone')}</p>
      ) : (
        <ul className={styles['list']}>
          {own.map((sound) => (
            <li key={sound.id} className={styles['item']}>
              <span className={styles['name']}>{sound.name}</span>
              <IconButton label={t('sounds:desk.tryOwn', { name: sound.name })} disabled={audio === null} onClick={() => { void audio?.play({ parts: [ownSoundAddress(sound.id)], volume: 1 }); }}>
                <Play size={16} aria-hidden />
              </IconButton>
              <IconButton label={t('sounds:desk.remove', { name: sound.name })} disabled={!mayChange} onClick={() => { void remove(sound); }}>
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Button disabled={audio === null || isAdding || !mayChange} onClick={() => { void add(); }}>
        <Plus size={16} aria-hidden />
        {t('sounds:desk.add')}
      </Button>
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <p className={styles['note']} role="status">
        {said}
      </p>
    </section>
  );
};
