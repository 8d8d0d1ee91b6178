/** Whether a description is so long that the page shows its beginning first. Pure. */

const mostCharacters = 420;
const mostLines = 6;

export const isLongText = (text: string): boolean =>
  text.length > mostCharacters || text.split('\n').length > mostLines;
