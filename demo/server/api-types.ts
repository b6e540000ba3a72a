import type { components } from '../../contract/tier-api/openapi.gen.ts';

type Schemas = components['schemas'];

export type Camera = Schemas['Camera'];
export type CameraChange = Schemas['CameraChange'];
export type CameraState = Schemas['CameraState'];
export type Device = Schemas['Device'];
export type DeviceChallenge = Schemas['DeviceChallenge'];
export type DeviceEnrolment = Schemas['DeviceEnrolment'];
export type DeviceProof = Schemas['DeviceProof'];
export type FirstFactor = Schemas['FirstFactor'];
export type Layout = Schemas['Layout'];
export type LayoutBody = Schemas['LayoutBody'];
export type Person = Schemas['Person'];
export type Right = Schemas['Right'];
export type SecondFactor = Schemas['SecondFactor'];
export type SecondFactorChallenge = Schemas['SecondFactorChallenge'];
export type Service = Schemas['Service'];
export type Session = Schemas['Session'];
export type StreamProfile = Schemas['StreamProfile'];
export type Tier = Schemas['Tier'];
export type TierEvent = Schemas['TierEvent'];
export type Unit = Schemas['Unit'];
