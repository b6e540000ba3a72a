/** Digits of a code of the second factor. */
export const CODE_DIGITS = 6;

/** Only what can be part of a code is kept of what was typed or pasted. */
export const codeDigits = (text: string): string => text.replace(/[^0-9]/g, '').slice(0, CODE_DIGITS);

/** A key as `ABCD EFGH …`, easier to type from. */
export const secretGroups = (secret: string): readonly string[] => secret.match(/.{1,4}/g) ?? [];
