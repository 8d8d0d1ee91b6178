/** Every fault of a recording, in the order of the table. */
import type { RecordingFault } from '../fault.ts';
import { endingFaults } from './endings.ts';
import { mediaFaults } from './media.ts';
import { recorderFaults } from './recorders.ts';

export const recordingFaults: readonly RecordingFault[] = [...recorderFaults, ...mediaFaults, ...endingFaults];
