import { fileParts } from '@pitlane/contract'

/** How many bytes a part has to hold. Zero for one behind the end. */
export const partLength = (bytes: number, part: number): number =>
  Math.max(0, Math.min(fileParts.PART_BYTES, bytes - part * fileParts.PART_BYTES))

/** The bit of a part; beyond 32 bits, where the operators of JavaScript end. */
export const bitOf = (part: number): number => 2 ** part

/** Numbers of the parts whose bit is set. */
export const partsIn = (received: number): number[] =>
  Array.from({ length: 53 }, (_, part) => part).filter((part) => Math.floor(received / bitOf(part)) % 2 === 1)

/** Numbers of all parts of a file. */
export const allParts = (bytes: number): number[] => Array.from({ length: fileParts.partsOf(bytes) }, (_, part) => part)
