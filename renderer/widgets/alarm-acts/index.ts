export { ActBar } from './act-bar.tsx';
export { ActForm, type FormWish } from './act-form.tsx';
export { isOffered, isPlain, type Wish } from './act-offers.ts';
export { useActing, type Acting, type ActResult } from './use-acting.ts';
export { useOfferContext } from './use-offers.ts';
