import { useEffect, useRef } from 'react';
import { alarmKeyAct, type AlarmKeyAct } from '../../commands/alarm-keys.ts';

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'button', 'submit', 'range'].includes(target.type)) ||
  (target instanceof HTMLElement && target.isContentEditable);

/** Whether a key belongs to what has the focus: letters to who types, Enter and Space to a button. */
function belongsToTarget(act: AlarmKeyAct, { target, code }: KeyboardEvent): boolean {
  if (act === 'back') return false;
  if (takesText(target)) return true;
  return (code === 'Enter' || code === 'NumpadEnter' || code === 'Space') && target instanceof Element && target.closest('button, a, input, [role="radio"], [role="tab"], [role="menuitem"], summary') !== null;
}

/** Keys of the queue, wherever in the window the focus is. `onKey` answers whether it used the key. */
export function useAlarmScreenKeys(onKey: (act: AlarmKeyAct) => boolean): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const act = alarmKeyAct(event);
      if (act === null || belongsToTarget(act, event)) return;
      if (latest.current(act)) event.preventDefault();
    };
    // Before the window's own keys, which take Escape and the search for the camera list.
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
