import { workorder } from '@pitlane/contract'
import type { ReactNode } from 'react'
import type { Damage } from './draft'
import { words } from './words'

type Zone = Damage['zone']

interface Shape {
  readonly zone: Zone
  readonly path: string
  /** Where its word stands. */
  readonly at: readonly [x: number, y: number]
}

/** A car from above, its nose up; 220 by 400. */
const shapes: readonly Shape[] = [
  { zone: 'front', path: 'M62 40 Q110 8 158 40 L164 104 Q110 88 56 104 Z', at: [110, 68] },
  { zone: 'glass', path: 'M58 112 Q110 96 162 112 L148 148 Q110 138 72 148 Z', at: [110, 128] },
  { zone: 'roof', path: 'M72 156 Q110 146 148 156 L148 206 L72 206 Z', at: [110, 184] },
  { zone: 'interior', path: 'M72 212 L148 212 L148 270 Q110 280 72 270 Z', at: [110, 246] },
  { zone: 'left', path: 'M54 112 L66 152 L66 276 L54 312 L40 300 L40 124 Z', at: [53, 214] },
  { zone: 'right', path: 'M166 112 L154 152 L154 276 L166 312 L180 300 L180 124 Z', at: [167, 214] },
  { zone: 'rear', path: 'M58 318 L72 282 Q110 292 148 282 L162 318 L156 366 Q110 388 64 366 Z', at: [110, 334] },
]

const wheels: readonly (readonly [x: number, y: number])[] = [
  [14, 74],
  [188, 74],
  [14, 312],
  [188, 312],
]

interface Props {
  readonly damages: readonly Pick<Damage, 'zone'>[]
  /** Left out: the map is only looked at. */
  readonly onPick?: (zone: Zone) => void
}

/** A car from above: what was seen is marked where it was seen. */
export function CarMap({ damages, onPick }: Props) {
  const countOf = (zone: Zone) => damages.filter((damage) => damage.zone === zone).length
  return (
    <svg className="car-map" viewBox="0 0 220 400" role="group" aria-label={words.damages}>
      {shapes.map(({ zone, path, at }) => (
        <ZonePart key={zone} zone={zone} count={countOf(zone)} onPick={onPick}>
          <path d={path} />
          <ZoneWord zone={zone} count={countOf(zone)} at={at} />
        </ZonePart>
      ))}
      <ZonePart zone="wheels" count={countOf('wheels')} onPick={onPick}>
        {wheels.map(([x, y]) => (
          <rect key={`${x} ${y}`} x={x} y={y} width={18} height={52} rx={6} />
        ))}
        <ZoneWord zone="wheels" count={countOf('wheels')} at={[110, 396]} />
      </ZonePart>
    </svg>
  )
}

interface PartProps {
  readonly zone: Zone
  readonly count: number
  readonly onPick: ((zone: Zone) => void) | undefined
  readonly children: ReactNode
}

function ZonePart({ zone, count, onPick, children }: PartProps) {
  const className = `car-zone${count > 0 ? ' is-marked' : ''}`
  if (!onPick) return <g className={className}>{children}</g>
  return (
    <g
      className={`${className} can-pick`}
      role="button"
      tabIndex={0}
      aria-label={words.marked(workorder.carZones[zone], count)}
      onClick={() => onPick(zone)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onPick(zone)
      }}
    >
      {children}
    </g>
  )
}

interface WordProps {
  readonly zone: Zone
  readonly count: number
  readonly at: readonly [x: number, y: number]
}

/** Narrow zones are written from top to bottom. */
function ZoneWord({ zone, count, at: [x, y] }: WordProps) {
  const text = count > 0 ? `${workorder.carZones[zone]} ${count}` : workorder.carZones[zone]
  const isNarrow = zone === 'left' || zone === 'right'
  return (
    <text x={x} y={y} aria-hidden="true" className={isNarrow ? 'is-upright' : undefined}>
      {text}
    </text>
  )
}
