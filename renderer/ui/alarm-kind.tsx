import type { ReactNode } from 'react';
import {
  Activity, Ban, Car, CarFront, Crosshair, Flame, Footprints, Gauge, Hand, HardDrive, ImageOff, Package, PackageX, PersonStanding, ScanFace, SquareParking, Tally5, Trash2, TrafficCone, Truck, Undo2, Unplug, Users, Waves,
  type LucideIcon,
} from 'lucide-react';
import type { AlarmKind } from '@contract/domain/alarm-kind.ts';

/** Picture of each kind of alarm, the same in every list. */
const SHAPE: Readonly<Record<AlarmKind, LucideIcon>> = {
  'fire-smoke': Flame,
  intrusion: Footprints,
  'forbidden-zone': Ban,
  crowd: Users,
  behaviour: PersonStanding,
  accident: CarFront,
  'object-left': Package,
  'object-missing': PackageX,
  face: ScanFace,
  plate: Car,
  'wrong-way': Undo2,
  speed: Gauge,
  congestion: TrafficCone,
  oversize: Truck,
  parking: SquareParking,
  counting: Tally5,
  motion: Activity,
  'ptz-tracking': Crosshair,
  'flood-water': Waves,
  'waste-dumping': Trash2,
  'device-fault': HardDrive,
  'link-fault': Unplug,
  'picture-fault': ImageOff,
  'by-hand': Hand,
};

/** A kind of alarm as a picture; its word stands beside it, or is the name of what holds it. */
export const AlarmKindShape = ({ kind, sizePx = 16, className }: { readonly kind: AlarmKind; readonly sizePx?: number; readonly className?: string | undefined }): ReactNode => {
  const Shape = SHAPE[kind];
  return <Shape size={sizePx} className={className} aria-hidden />;
};
