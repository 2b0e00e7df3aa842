import * as v from 'valibot';

/** An id of a run or a picture. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** The fields that name one picture. */
export const ofTile = { runId: id, tileId: id, original: v.exactOptional(v.literal(true)) };

/** Several pictures; as many as a library may hold are never named at once. */
export const tileRefs = v.pipe(v.array(v.object(ofTile)), v.minLength(1), v.maxLength(2000));
