/** The longest publication that is allowed takes a fraction of these. */
export const fileMsMax = 300_000
/** Of the whole process, with what is not JavaScript. */
export const memoryBytesMax = 2_048 * 2 ** 20
