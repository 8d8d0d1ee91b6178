/** What vitest calls before the first test and after the last. */
export { deleteTestVideos as teardown } from './delete-test-videos.ts';
export { deleteLeftovers as setup } from './leftovers.ts';
