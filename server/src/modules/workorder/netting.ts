interface Line {
  readonly kind: string
  readonly name: string
  readonly quantityCenti: number
  readonly unitFen: number
}

const cancels = (back: Line, line: Line): boolean =>
  line.kind === back.kind &&
  line.name === back.name &&
  line.quantityCenti === back.quantityCenti &&
  line.unitFen === -back.unitFen

/** Lines that were taken back (减项) are gone together with what they took back: what remains is done and paid. */
export function netted<L extends Line>(lines: readonly L[]): L[] {
  const left = lines.filter(({ unitFen }) => unitFen >= 0)
  for (const back of lines.filter(({ unitFen }) => unitFen < 0)) {
    const at = left.findLastIndex((line) => cancels(back, line))
    if (at >= 0) left.splice(at, 1)
  }
  return left
}
