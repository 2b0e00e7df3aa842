// What VS Code knows parts of the sheet by. Activation needs these and nothing else of this room.

/** The panel's type; `onWebviewPanel:` of it is among the activation events. */
export const contactSheetType = 'easel.contactSheet';

/** The kind of a dragged picture: known to the editor's drop provider and to the composer, to nobody else. */
export const tileMime = 'application/vnd.easel.tile';
