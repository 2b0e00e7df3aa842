/** The composer. */
export const composerTexts = {
  'composer.run': 'Run',
};
