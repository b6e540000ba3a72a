import { generateSync } from 'otplib';

/** The code of a secret at a time step relative to now. */
export const codeOf = (secret: string, stepsFromNow = 0): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + stepsFromNow * 30 });

/** Each code is accepted once: a test that signs in twice needs a person a time, or waits for the next step. */
export const msToNextStep = (): number => 30_000 - (Date.now() % 30_000);
