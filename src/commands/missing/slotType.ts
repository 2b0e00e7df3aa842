// What types of files a place in the code may want, apart from who makes them: hints need no more.
import type { ImageType } from '../../images/picture.ts';
import type { ImageExtension } from '../../project/references/filePath.ts';
import type { SlotType } from '../services.ts';

/** The type that a file's extension promises; undefined for what nobody here can make. */
export function slotTypeOf(extension: ImageExtension): SlotType | undefined {
  if (extension === 'avif') return undefined;
  return extension === 'jpg' ? 'jpeg' : extension;
}

/** Whether a placeholder can be drawn in that type. */
export function isDrawn(type: SlotType): type is Exclude<SlotType, 'gif'> {
  return type !== 'gif';
}

/** Whether pixels can be written in that type, and cut and scaled as its place asks. */
export function isWritten(type: SlotType): boolean {
  return type === 'png' || type === 'jpeg' || type === 'webp';
}

/** Whether a picture of one type can be brought into another: what is drawn or moves is only kept as it is. */
export function canBecome(from: ImageType, to: SlotType): boolean {
  return from === to || (isWritten(from) && (isWritten(to) || to === 'ico'));
}
