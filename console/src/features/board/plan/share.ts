import type { Scale } from './layout'

/** Where a span of time lies on a track. */
export const share = (from: number, to: number, scale: Scale): { left: string; width: string } => {
  const whole = scale.to - scale.from
  return { left: `${((from - scale.from) / whole) * 100}%`, width: `${((to - from) / whole) * 100}%` }
}
