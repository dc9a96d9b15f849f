import type { Minute } from './calendar'

/** Capacity is counted in cells of this many minutes (DOMAIN §3.2). */
export const CELL_MINUTES = 15

/** Cells of one day. */
export const CELLS_PER_DAY = 96

/** The cell that contains `minute`. */
export const cellOf = (minute: Minute): number => Math.floor(minute / CELL_MINUTES)

/** Cells needed for `minutes` of work: a started cell counts whole. */
export const cellsFor = (minutes: number): number => Math.ceil(minutes / CELL_MINUTES)
