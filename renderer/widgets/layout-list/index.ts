export { LayoutList } from './layout-list.tsx';
