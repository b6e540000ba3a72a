import { bindingOf, bindingWords, type Binding, type KeyPress } from './key-binding.ts';

/** What a key of the alarm screen does. */
export const ALARM_KEY_ACTS = ['open', 'mark', 'markAll', 'acknowledge', 'claim', 'resolve', 'false', 'close', 'shelve', 'merge', 'undo', 'note', 'top', 'search', 'back'] as const;
export type AlarmKeyAct = (typeof ALARM_KEY_ACTS)[number];

const KEYS: Readonly<Record<AlarmKeyAct, readonly Binding[]>> = {
  open: ['Enter'],
  mark: ['Space', 'KeyX'],
  markAll: ['Shift+KeyX'],
  acknowledge: ['KeyA'],
  claim: ['KeyN'],
  resolve: ['KeyR'],
  false: ['KeyF'],
  close: ['KeyC'],
  shelve: ['KeyH'],
  merge: ['KeyM'],
  undo: ['KeyU'],
  note: ['KeyG'],
  top: ['KeyT'],
  search: ['Slash'],
  back: ['Escape'],
};
const ACT_OF = new Map(ALARM_KEY_ACTS.flatMap((act) => KEYS[act].map((key) => [key, act] as const)));

/** The act of a key press; null: this key is not of the alarm screen. */
export const alarmKeyAct = (press: KeyPress): AlarmKeyAct | null => ACT_OF.get(bindingOf(press) ?? '') ?? null;

/** Keys of an act as painted on the keyboard. */
export const alarmKeyWords = (act: AlarmKeyAct): readonly string[] => KEYS[act].map(bindingWords);
