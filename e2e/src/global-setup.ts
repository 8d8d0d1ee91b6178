/** What vitest calls before the first test and after the last. */
export { deleteLeftovers as setup } from './delete-leftovers.ts';
export { deleteTestVideos as teardown } from './delete-test-videos.ts';
