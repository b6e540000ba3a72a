export { KeyTable } from './key-table.tsx';
