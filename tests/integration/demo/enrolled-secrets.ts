import { peopleOf } from '../../../demo/people.ts';

/** Documented secrets of the people who are enrolled from the start, by user name. */
export const ENROLLED_SECRETS: Readonly<Record<string, string>> = Object.fromEntries(
  (['ministry', 'province', 'commune'] as const).flatMap((tier) => peopleOf(tier).flatMap(({ username, totpSecret }) => (totpSecret === undefined ? [] : [[username, totpSecret]]))),
);
