export { NumberEntry } from './number-entry.tsx';
