export { LinkBudget } from './link-budget.tsx';
