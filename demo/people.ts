import type { Person, Right, Tier } from './server/api-types.ts';

/** The password of every demo person. Their hashes are below; the server never sees this constant. */
export const DEMO_PASSWORD = 'Vonglau@2026';

/** One-time codes that register a wall PC with any of the demo's tiers. Each works once per tier until the state is deleted. */
export const ENROLMENT_CODES: readonly string[] = Array.from({ length: 10 }, (_, index) => `TUONG-${String(index + 1).padStart(2, '0')}`);

/** Somebody who can sign in to one demo tier. */
export interface DemoPerson extends Omit<Person, 'rights'> {
  readonly passwordHash: string;
  /** Base32 secret of a second factor enrolled from the start; others enrol at their first sign-in. */
  readonly totpSecret?: string;
  /** Beyond those of the role. */
  readonly moreRights?: readonly Right[];
}

/** What everybody may do who works with the pictures. */
const ON_DUTY: readonly Right[] = ['live.view', 'wall.control', 'layout.edit', 'snapshot.take', 'ptz.steer', 'group.edit', 'forces.see'];

/** What each role may do. */
export const RIGHTS: Readonly<Record<Person['role'], readonly Right[]>> = {
  operator: [...ON_DUTY, 'alarm.handle'],
  supervisor: [...ON_DUTY, 'layout.share', 'mask.lift', 'group.share', 'viewers.see', 'alarm.handle', 'alarm.supervise', 'alarm.rules', 'procedure.edit', 'procedure.publish'],
  investigator: [...ON_DUTY, 'alarm.handle'],
  'commune-police': [...ON_DUTY, 'alarm.handle'],
  leader: ['live.view', 'forces.see'],
  technician: ['admin.technical'],
  'wall-device': ['live.view'],
};

const PROVINCE_CENTRE = 'Trung tâm Thông tin chỉ huy, Công an thành phố Hà Nội';
const MINISTRY_CENTRE = 'Trung tâm Thông tin chỉ huy, Bộ Công an';
const COMMUNE_POST = 'Công an phường Hoàn Kiếm';

/** Levels on heads that turn, by tier and role; who is not here has none. */
const PTZ_LEVELS: Readonly<Record<string, number>> = { [`${COMMUNE_POST} commune-police`]: 20, [`${PROVINCE_CENTRE} investigator`]: 30, [`${PROVINCE_CENTRE} operator`]: 40, [`${PROVINCE_CENTRE} supervisor`]: 60, [`${MINISTRY_CENTRE} operator`]: 70, [`${MINISTRY_CENTRE} supervisor`]: 80 };

const PROVINCE: readonly DemoPerson[] = [
  person('truc.an', 'Nguyễn Thị Thúy An', 'operator', PROVINCE_CENTRE, 'FTesC4quzQpavVPujf6mpw$fJ7SRirbVuh70Kn__LT5HUzqFn24pYCQ7OfGYPSwOmk'),
  person('truc.binh', 'Trần Văn Bình', 'operator', PROVINCE_CENTRE, 'm1zEQs1qeHBP1bv80-LeyQ$iWgulelsvcWcUMp9qeyhMX30ksj3WeKfGSty3iE8XEQ', 'UIMATXRQA5XS7KSWI6UROC6UJA22JCJC', ['mask.lift', 'procedure.edit']),
  person('truc.chau', 'Phạm Minh Châu', 'operator', PROVINCE_CENTRE, 'lxfBOLkFiIi5euHg5pe1Tw$b2iXsee17eKacq8Ag236Q37N2DI-otbleaLehm2vGoM'),
  person('chihuy.minh', 'Lê Quang Minh', 'supervisor', PROVINCE_CENTRE, '96f7gSrRerPfkb4Zofi4Zw$zLfU1ej7vbGrk40onAPc6AZ0ICCR5yXfgogpjaVstgI', 'IEHX7DU5X5R6ZCMRY6KU4FQFB77VBJG5'),
  person('dieutra.dung', 'Hoàng Tiến Dũng', 'investigator', PROVINCE_CENTRE, 'JnW5shF9HN6LDR5kZ5-seA$zTVnBIZmbp7KX8-7AQBhzXk6dHkeOBy5KF4feeshJXE', undefined, ['biometric.match']),
  person('lanhdao.giang', 'Vũ Hương Giang', 'leader', PROVINCE_CENTRE, 'rE-wHQkwr59iqiFJ6OvhaA$tRbtLyMIYdkm29DGLOrsG2hl23PBVkPbAa9HijEmfqA'),
  person('kythuat.hai', 'Đỗ Thanh Hải', 'technician', PROVINCE_CENTRE, '2wyXLEwlTwtMZIeNJjuBlA$sH-lIo6b_ECLzprlwBs8x1DlElrsgdSmhsFDEOcXB4s'),
];

const MINISTRY: readonly DemoPerson[] = [
  person('bo.khanh', 'Bùi Ngọc Khánh', 'operator', MINISTRY_CENTRE, 'GnAw6Nh_meLOLU0OQCbOVw$dDHHN5sf6EQwoPgH8MklbD9x4d0AVsrMfZQlwgiuvoU'),
  person('bo.linh', 'Đặng Thùy Linh', 'supervisor', MINISTRY_CENTRE, 'hMljHWTeLouUttdde7razQ$p_0f_NzeM1_MuGL9CNP0xuvs6oC428uJrCDFWVifbJ0', 'JO2IGJB3HNYFLDGSSKCJYXEEO77UB646'),
  person('bo.nam', 'Ngô Hoài Nam', 'leader', MINISTRY_CENTRE, 'tI2Q9BYyuc7-b0snpcykoQ$8ODvkSBP5hpLLUWSIsZtJdNHfwOooUlIv62IwHAD11Y'),
];

const COMMUNE: readonly DemoPerson[] = [
  person('phuong.oanh', 'Dương Kiều Oanh', 'commune-police', COMMUNE_POST, 'kPaSPt77xXHtFyq3rrNQmw$lPZnMe92qpqiu6fPg799EJiosQFANCzfhqcCX9qi5xA'),
  person('phuong.phuc', 'Trịnh Gia Phúc', 'commune-police', COMMUNE_POST, '5HKH4rHJRrO3hJyDS34I1w$DZLx5YMtGIXrYXc4W2jzYf6l9ZvIMEekMyLD1HxDxB4', 'JRBKOCZVQL4QAZVYDN6KRXT6CIGHHUFT'),
  person('phuong.quyen', 'Lý Thục Quyên', 'leader', COMMUNE_POST, 'M-h_XqBdS_UfdsDTaud7kA$QSwojt0zZfHEvFv7kYmS9khHRzCxHMU7TYaKnN0Kvng'),
];

/** The demo people of a tier; empty for tiers the demo does not run. */
export function peopleOf(tier: Tier): readonly DemoPerson[] {
  switch (tier) {
    case 'ministry':
      return MINISTRY;
    case 'province':
      return PROVINCE;
    case 'commune':
      return COMMUNE;
    case 'concentrator':
    case 'traffic':
    case 'ioc':
      return [];
  }
}

function person(username: string, name: string, role: Person['role'], unitName: string, hash: string, totpSecret?: string, moreRights: readonly Right[] = []): DemoPerson {
  const ptzLevel = PTZ_LEVELS[`${unitName} ${role}`];
  const base = { id: `person-${username}`, username, name, role, unitName, passwordHash: `scrypt$${hash}`, moreRights, ...(ptzLevel === undefined ? {} : { ptzLevel }) };
  return totpSecret === undefined ? base : { ...base, totpSecret };
}
