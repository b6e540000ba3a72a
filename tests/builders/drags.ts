import { act } from 'react';

/** What a drag that begins here carries, by type. */
export function dragged(from: Element): Readonly<Record<string, string>> {
  const carried: Record<string, string> = {};
  const event = new Event('dragstart', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: { setData: (type: string, value: string) => { carried[type] = value; }, effectAllowed: 'all' } });
  from.dispatchEvent(event);
  return carried;
}

/** Drags these over an element and lets go. */
export async function dropOn(target: Element, values: Readonly<Record<string, string>>): Promise<void> {
  const transfer = { types: Object.keys(values), getData: (type: string) => values[type] ?? '', effectAllowed: 'all', dropEffect: 'none' };
  await act(async () => {
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const event = new Event(type, { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: transfer });
      target.dispatchEvent(event);
    }
  });
}
