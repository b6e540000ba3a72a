import {
  areaInput,
  areaOutput,
  cameraInput,
  camerasInput,
  camerasOutput,
  coverageInput,
  coverageOutput,
  exportOutput,
  extentInput,
  extentOutput,
  facetsOutput,
  groupInput,
  groupOutput,
  importGroupOutput,
  lookInput,
  moreOutput,
  numberInput,
  numberOutput,
  placesInput,
  placesOutput,
  saveGroupInput,
  saveSearchInput,
  savedSearchInput,
  savedSearchOutput,
  searchInput,
  searchOutput,
  unitInput,
  unitOutput,
  watchInput,
  watchOutput,
} from './directory.schema.ts';
import { done } from './ipc.schema.ts';
import { defineRequest } from './request-contract.ts';

const fromDesk = { windows: ['desk'], right: 'live.view', ratePerSecond: 30, maxInputChars: 20_000, audit: 'none' } as const;
const changing = { ...fromDesk, right: 'group.edit', ratePerSecond: 5, maxInputChars: 200_000, audit: 'config' } as const;

/** Finding cameras: by words, filters, number, unit, on the map; groups and saved searches. All answers hold only what the person may see. */
export const directoryContract = {
  'directory.search': defineRequest({ ...fromDesk, input: searchInput, output: searchOutput }),
  /** How many cameras each value of each facet would leave. */
  'directory.facets': defineRequest({ ...fromDesk, input: searchInput, output: facetsOutput }),
  'directory.cameras': defineRequest({ ...fromDesk, input: camerasInput, output: camerasOutput }),
  'directory.number': defineRequest({ ...fromDesk, input: numberInput, output: numberOutput }),
  /** Own cameras of a unit, by number. */
  'directory.unit': defineRequest({ ...fromDesk, input: unitInput, output: unitOutput }),
  /** Records and states of these come by the slices `usedCameras` and `cameraStates` from now on, until removed. */
  'directory.watch': defineRequest({ ...fromDesk, input: watchInput, output: watchOutput, maxInputChars: 300_000 }),
  'directory.area': defineRequest({ ...fromDesk, input: areaInput, output: areaOutput, maxInputChars: 60_000 }),
  'directory.places': defineRequest({ ...fromDesk, input: placesInput, output: placesOutput }),
  /** What only the server knows: rights, history, viewers. Codes camera/unknown, tier/unreachable. */
  'directory.more': defineRequest({ ...fromDesk, input: cameraInput, output: moreOutput }),
  /** What is in sight of the map: its marks come by the slice `mapMarks` from now on. */
  'map.look': defineRequest({ ...fromDesk, input: lookInput, output: done }),
  'map.coverage': defineRequest({ ...fromDesk, input: coverageInput, output: coverageOutput }),
  /** Where the cameras of a scope are, in sight or not. */
  'map.extent': defineRequest({ ...fromDesk, input: extentInput, output: extentOutput }),
  'groups.save': defineRequest({ ...changing, input: saveGroupInput, output: groupOutput, subject: ({ group, cameras, shared }, saved) => ({ group: saved?.group ?? group, cameras: cameras.length, shared }) }),
  'groups.remove': defineRequest({ ...changing, input: groupInput, output: done, subject: ({ group }) => ({ group }) }),
  'groups.importFile': defineRequest({ ...changing, input: groupInput.partial(), output: importGroupOutput, subject: ({ group }, made) => ({ group: made?.group ?? group ?? null, taken: made?.taken ?? null, skipped: made?.skipped.length ?? null }) }),
  'groups.exportFile': defineRequest({ ...changing, right: 'live.view', input: groupInput, output: exportOutput, subject: ({ group }) => ({ group }) }),
  'searches.save': defineRequest({ ...changing, input: saveSearchInput, output: savedSearchOutput, subject: ({ search, shared }, saved) => ({ search: saved?.search ?? search, shared }) }),
  'searches.remove': defineRequest({ ...changing, input: savedSearchInput, output: done, subject: ({ search }) => ({ search }) }),
} as const;
