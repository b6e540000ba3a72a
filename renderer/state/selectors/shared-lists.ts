import type { Shareable } from '@contract/domain/camera-group.ts';
import type { Person } from '@contract/domain/person.ts';
import { holdsRight } from './records.ts';

/** Whether the person may change a group or saved search: what others see too, only with the right to share. */
export const mayChangeShared = (person: Person | null, { shared }: Pick<Shareable, 'shared'>): boolean => holdsRight(person, 'group.edit') && (!shared || holdsRight(person, 'group.share'));

/** By name, in the order of the language. */
export const inNameOrder = <T extends Pick<Shareable, 'name'>>(items: Iterable<T>, { compare }: Pick<Intl.Collator, 'compare'>): readonly T[] => [...items].sort((one, other) => compare(one.name, other.name));
