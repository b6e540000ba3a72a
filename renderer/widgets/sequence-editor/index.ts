export { SequenceEditor } from './sequence-editor.tsx';
