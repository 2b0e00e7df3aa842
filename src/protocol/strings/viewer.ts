/** A picture looked at: large, compared, in its place. */
export const viewerTexts = {
  'viewer.close': 'Close',
};
