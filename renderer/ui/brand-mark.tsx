import type { ReactNode } from 'react';

/** The product's mark: a watchtower whose gallery looks to both sides. Takes the colour of the text. */
export const BrandMark = ({ sizePx }: { readonly sizePx: number }): ReactNode => (
  <svg width={sizePx} height={sizePx} viewBox="0 0 48 48" fill="none" aria-hidden="true">
    <path d="M24 3v5" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    <path d="M5 17.5c6.5-.8 14.6-3.8 19-9.5 4.4 5.7 12.5 8.7 19 9.5" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" />
    <path d="M12 17.500v8h24v-8" stroke="currentColor" strokeWidth="2.5" strokeLinejoin="round" />
    <path d="M16.5 21.500h15" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    <path d="M16 25.5 12.5 44M32 25.5 35.5 44M17.2 30.5 33.8 38M30.8 30.5 14.2 38" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" />
    <path d="M8 44h32" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
  </svg>
);
