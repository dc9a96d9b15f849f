import { formatFen } from '@pitlane/kernel'
import { Checkbox } from 'antd'
import type { BillLine } from './edits'
import { leftFen } from './money-back'
import { words } from './words'
import { YuanField } from '../../../ui/YuanField'

interface Props {
  readonly lines: readonly BillLine[]
  /** By key of the line, in fen before coupons. */
  readonly goods: Readonly<Record<string, number>>
  readonly onChange: (goods: Readonly<Record<string, number>>) => void
}

const without = (goods: Props['goods'], key: string): Props['goods'] =>
  Object.fromEntries(Object.entries(goods).filter(([one]) => one !== key))

/** Work or goods that are given back, whole or in part. */
export function GoodsFields({ lines, goods, onChange }: Props) {
  return (
    <fieldset>
      <legend>{words.goods}</legend>
      <p className="muted">{words.goodsHint}</p>
      <ul className="coupon-lines">
        {lines
          .filter((line) => leftFen(line) > 0)
          .map((line) => (
            <li key={line.key}>
              <Checkbox
                checked={goods[line.key] !== undefined}
                onChange={(event) =>
                  onChange(event.target.checked ? { ...goods, [line.key]: leftFen(line) } : without(goods, line.key))
                }
              >
                {line.name} <span className="muted number">{words.goodsLeft(formatFen(leftFen(line)))}</span>
              </Checkbox>
              {goods[line.key] !== undefined && (
                <YuanField
                  isSmall
                  label={words.goodsOf(line.name)}
                  value={goods[line.key] ?? null}
                  maxFen={leftFen(line)}
                  onChange={(fen) => onChange({ ...goods, [line.key]: fen ?? 0 })}
                />
              )}
            </li>
          ))}
      </ul>
    </fieldset>
  )
}
