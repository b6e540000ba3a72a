import { useState, type FormEvent, type ReactNode } from 'react';
import { AppWindow, Clock, Focus, Image, ListVideo, MapPinned, Siren, Type, type LucideIcon } from 'lucide-react';
import { runFrom } from '@contract/domain/sequence.ts';
import { cameraContent, TEXT_MAX, type TileContent } from '@contract/domain/tile-content.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { selectSettings } from '../../state/selectors/records.ts';
import { useSlice, useWindowState } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { CameraPicker } from '../../widgets/camera-picker/index.ts';
import { SequenceEditor } from '../../widgets/sequence-editor/index.ts';
import { webAddress } from './web-address.ts';
import styles from './palette.module.css';

interface PaletteProps {
  /** Number of the tile that takes what is chosen. */
  readonly number: number;
  readonly content: TileContent | null;
  readonly onPlace: (content: TileContent) => void;
}

type Form = 'cameras' | 'sequence' | 'text' | 'web';
const PLAIN: readonly { readonly kind: 'hotspot' | 'map' | 'alarms' | 'clock'; readonly icon: LucideIcon }[] = [
  { kind: 'hotspot', icon: Focus },
  { kind: 'map', icon: MapPinned },
  { kind: 'alarms', icon: Siren },
  { kind: 'clock', icon: Clock },
];

/** What a tile can hold. A click puts it in the chosen tile; cameras can be dragged as well. */
export const Palette = ({ number, content, onPlace }: PaletteProps): ReactNode => {
  const t = useText();
  const { clock } = useWindowState();
  const [form, setForm] = useState<Form>('cameras');
  const back = (): void => {
    setForm('cameras');
  };
  const place = (placed: TileContent): void => {
    onPlace(placed);
    back();
  };
  const opens = (kind: Exclude<Form, 'cameras'>, Icon: LucideIcon): ReactNode => (
    <Button
      className={styles['kind']}
      aria-expanded={form === kind}
      onClick={() => {
        setForm(form === kind ? 'cameras' : kind);
      }}
    >
      <Icon size={16} aria-hidden />
      {t(`editor:kind.${kind}`)}
    </Button>
  );
  return (
    <aside className={styles['palette']} aria-labelledby="palette-title">
      <h2 id="palette-title" className={styles['title']}>
        {t('editor:palette.title', { number })}
      </h2>
      <div className={styles['kinds']}>
        {PLAIN.map(({ kind, icon: Icon }) => (
          <Button
            key={kind}
            className={styles['kind']}
            onClick={() => {
              place({ kind });
            }}
          >
            <Icon size={16} aria-hidden />
            {t(`editor:kind.${kind}`)}
          </Button>
        ))}
        {opens('sequence', ListVideo)}
        {opens('text', Type)}
        <PictureButton onPlace={place} />
        {opens('web', AppWindow)}
      </div>
      {form === 'sequence' && (
        <SequenceEditor
          key={number}
          sequence={content?.kind === 'sequence' ? content.sequence : null}
          onCancel={back}
          onDone={(sequence) => {
            place({ kind: 'sequence', sequence, run: runFrom(0, clock.nowUtcMs()) });
          }}
        />
      )}
      {form === 'text' && <TextForm key={number} text={content?.kind === 'text' ? content.text : ''} onPlace={place} onCancel={back} />}
      {form === 'web' && <WebForm key={number} url={content?.kind === 'web' ? content.url : ''} onPlace={place} onCancel={back} />}
      {form === 'cameras' && (
        <CameraPicker
          verb={(name) => t('editor:palette.putCamera', { name, number })}
          onPick={(camera) => {
            onPlace(cameraContent(camera));
          }}
        />
      )}
    </aside>
  );
};

const PictureButton = ({ onPlace }: { readonly onPlace: (content: TileContent) => void }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const answer = await commands.importPicture();
    setProblem(answer.ok ? null : sentence(answer.error));
    if (answer.ok && answer.value.picture !== null) onPlace({ kind: 'picture', picture: answer.value.picture });
  };
  return (
    <>
      <Button
        className={styles['kind']}
        onClick={() => {
          void choose();
        }}
      >
        <Image size={16} aria-hidden />
        {t('editor:kind.picture')}
      </Button>
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </>
  );
};

interface ContentFormProps {
  readonly onPlace: (content: TileContent) => void;
  readonly onCancel: () => void;
}

const TextForm = ({ text: first, onPlace, onCancel }: ContentFormProps & { readonly text: string }): ReactNode => {
  const t = useText();
  const [text, setText] = useState(first);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') setProblem(t('editor:text.empty'));
    else onPlace({ kind: 'text', text: text.trim() });
  };
  return (
    <form className={styles['form']} noValidate onSubmit={submit}>
      <label className={formLook.line}>
        {t('editor:text.label', { max: TEXT_MAX })}
        <textarea
          className={classNames('field-box', styles['area'])}
          rows={5}
          maxLength={TEXT_MAX}
          value={text}
          autoFocus
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
        />
      </label>
      <FormEnd problem={problem} onCancel={onCancel} />
    </form>
  );
};

const WebForm = ({ url, onPlace, onCancel }: ContentFormProps & { readonly url: string }): ReactNode => {
  const t = useText();
  const origins = useSlice('settings', selectSettings)?.webOrigins ?? [];
  const [text, setText] = useState(url);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const answer = webAddress(text, origins);
    if (answer.ok) onPlace({ kind: 'web', url: answer.url });
    else setProblem(t(`editor:web.problem.${answer.why}`));
  };
  return (
    <form className={styles['form']} noValidate onSubmit={submit}>
      {origins.length === 0 ? <p className={styles['note']}>{t('editor:web.none')}</p> : <p className={styles['note']}>{t('editor:web.allowed')}</p>}
      <ul className={styles['origins']}>
        {origins.map((origin) => (
          <li key={origin}>
            <Button
              className={styles['origin']}
              onClick={() => {
                setText(`${origin}/`);
                setProblem(null);
              }}
            >
              {origin}
            </Button>
          </li>
        ))}
      </ul>
      <label className={formLook.line}>
        {t('editor:web.label')}
        <input
          className="field-box"
          type="url"
          inputMode="url"
          maxLength={2000}
          value={text}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
        />
      </label>
      <FormEnd problem={problem} onCancel={onCancel} />
    </form>
  );
};

const FormEnd = ({ problem, onCancel }: { readonly problem: string | null; readonly onCancel: () => void }): ReactNode => {
  const t = useText();
  return (
    <>
      <FormProblem problem={problem} />
      <div className={formLook.buttons}>
        <Button type="submit" look="primary">
          {t('editor:palette.put')}
        </Button>
        <Button onClick={onCancel}>{t('common:action.cancel')}</Button>
      </div>
    </>
  );
};
