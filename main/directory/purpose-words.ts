import type { CameraPurpose } from '@contract/domain/camera.ts';

/** What people type when they look for cameras of a purpose; never shown. */
const WORDS: Readonly<Record<CameraPurpose, string>> = {
  traffic: 'giao thông',
  security: 'an ninh trật tự',
  'public-place': 'nơi công cộng',
  environment: 'môi trường',
  building: 'tòa nhà',
  market: 'chợ',
  school: 'trường học',
  residential: 'khu dân cư',
};

/** '': it has none. */
export const purposeWords = (purpose: CameraPurpose | undefined): string => (purpose === undefined ? '' : WORDS[purpose]);
