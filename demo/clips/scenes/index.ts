import { baiXe } from './bai-xe.ts';
import { cau } from './cau.ts';
import { cho } from './cho.ts';
import { cong } from './cong.ts';
import { mua } from './mua.ts';
import { ngaTu } from './nga-tu.ts';
import { ngo } from './ngo.ts';
import { phoDem } from './pho-dem.ts';
import { phoNgay } from './pho-ngay.ts';
import type { Scene } from './scene.ts';
import { venHo } from './ven-ho.ts';

/** All clips of the demo city, in the order of the index. A new one is one file and one line here. */
export const SCENES: readonly Scene[] = [phoNgay, ngaTu, phoDem, cong, cho, venHo, baiXe, cau, ngo, mua];
