import type { RESOURCES } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'common';
    readonly resources: (typeof RESOURCES)['vi'];
  }
}
