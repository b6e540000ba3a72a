// Controls, formats (bidirectional marks, overrides and isolates, zero width, soft hyphen, tags, BOM), lone surrogates, line and
// paragraph separators, and letters that are drawn as nothing.
const HOSTILE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;
// No script in use here stacks more; hundreds of marks on one letter would paint over the lines around it.
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * Text from outside made fit to show on one line: hostile characters become spaces, white space is folded,
 * NFC, at most `maxChars` characters (an ellipsis ends what was cut). HTML stays as the text it is.
 */
export function plainText(text: string, maxChars = 200): string {
  const head = text.length > maxChars * 8 ? text.slice(0, maxChars * 8) : text;
  const clean = head.replace(HOSTILE, ' ').normalize('NFC').replace(STACKED_MARKS, '$1').replace(/\s+/g, ' ').trim();
  const characters = [...clean];
  return characters.length > maxChars || head.length < text.length ? `${characters.slice(0, maxChars - 1).join('')}…` : clean;
}
