// Makes the types of the Tier API from its openapi.yaml (`npm run generate`).
import { describeOutcome, generateTypes } from './check.ts';

const outcome = generateTypes();
console.log(describeOutcome(outcome));
process.exitCode = outcome.ok ? 0 : 1;
