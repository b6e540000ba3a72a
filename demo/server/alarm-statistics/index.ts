export { statisticsRoutes, type StatisticsRouteParts } from './statistics-routes.ts';
