/** Whether the text is in the clipboard now: pages over plain HTTP have none, and browsers ask. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
