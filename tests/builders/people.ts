import type { Person } from '@contract/domain/person.ts';
import { RIGHTS } from '@contract/domain/right.ts';

/** A person with every right, unless told otherwise. */
export const personWith = (overrides: Partial<Person> = {}): Person => ({ id: 'p1', username: 'minh', name: 'Trần Văn Minh', role: 'supervisor', rights: [...RIGHTS], ...overrides });
