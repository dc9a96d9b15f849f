/** What a store keeps for whom: nobody, walk-ins, work that has to be done again. */
export const RESERVES = { none: 0, walkIn: 1, rework: 2 } as const
