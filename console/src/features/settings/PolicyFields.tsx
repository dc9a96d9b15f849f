import type { policy as contract } from '@pitlane/contract'
import { InputNumber } from 'antd'
import { weekdays, weekOrder, words } from './words'

type Policy = contract.CapacityPolicy

/** The least and the most of each number, as the contract has them. */
const bounds = {
  reserveReleaseMinutes: [0, 1440],
  reworkReserveCars: [0, 10],
  receptionMinutes: [0, 60],
  qcMinutes: [0, 60],
  washMinutes: [0, 60],
  finishBeforeCloseMinutes: [0, 240],
  holdMinutes: [3, 30],
  confirmWithinMinutes: [5, 240],
  waitlistOfferMinutes: [5, 60],
  waitlistMaxOffers: [1, 10],
  carryOverMinutes: [0, 480],
  depositFen: [0, 1000],
} as const satisfies Partial<Record<keyof Policy, readonly [number, number]>>
type NumberName = keyof typeof bounds

interface NumbersProps {
  readonly names: readonly NumberName[]
  readonly policy: Policy
  readonly onChange: (part: Partial<Policy>) => void
}

/** Money is kept in fen and written in yuan. */
const FEN: ReadonlySet<NumberName> = new Set(['depositFen'])
const shownAs = (name: NumberName, value: number) => (FEN.has(name) ? value / 100 : value)
const keptAs = (name: NumberName, value: number) => (FEN.has(name) ? Math.round(value * 100) : value)

/** Numbers of a policy, side by side. */
export const NumberFields = ({ names, policy, onChange }: NumbersProps) => (
  <div className="policy-grid">
    {names.map((name) => (
      <label key={name} className="reason-note">
        {words.policy.fields[name]}
        <InputNumber
          min={bounds[name][0]}
          max={bounds[name][1]}
          precision={0}
          value={shownAs(name, policy[name])}
          onChange={(value) => value !== null && onChange({ [name]: keptAs(name, value) })}
        />
      </label>
    ))}
  </div>
)

interface ReserveProps {
  readonly percents: readonly number[]
  readonly onChange: (percents: number[]) => void
}

/** What is kept for those who come without a booking, a number for each weekday. */
export const ReserveFields = ({ percents, onChange }: ReserveProps) => (
  <>
    <p className="muted">{words.policy.fields['walkInReservePercent']}</p>
    <div className="policy-week">
      {weekOrder.map((day) => (
        <label key={day} className="reason-note">
          {weekdays[day]}
          <InputNumber
            min={0}
            max={90}
            precision={0}
            value={percents[day] ?? 0}
            onChange={(value) => value !== null && onChange(percents.map((old, i) => (i === day ? value : old)))}
          />
        </label>
      ))}
    </div>
  </>
)
