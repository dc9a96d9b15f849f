import { workorder as contract } from '@pitlane/contract'
import { In } from 'typeorm'
import type { Reader } from '../../platform/database'
import { isLineApproved } from './addon-decision'
import { netted } from './netting'
import { Addon, Quote } from './workorder.entity'

/** A line that the owner agreed to and that was not taken back. */
export interface AgreedLine {
  /** The document and the place in it: stable as long as the work order stands. */
  readonly key: string
  readonly kind: 'labour' | 'material'
  readonly name: string
  /** Of material: that of the labour it belongs to. */
  readonly serviceId: string | null
  readonly amountFen: number
}

type QuoteLine = contract.QuoteLine

const keyed = (document: string, lines: readonly QuoteLine[]) =>
  lines.map((line, place) => ({
    ...line,
    key: `${document}.${place}`,
    serviceId: line.serviceId ?? (line.of === null ? null : (lines[line.of]?.serviceId ?? null)),
  }))

/** What a visit costs: the quote that was authorised and the add-ons that were approved, less what was taken back. */
export async function findAgreedLines(db: Reader, workorderId: string): Promise<AgreedLine[]> {
  const quotes = await db.find(Quote, { where: { workorderId }, order: { version: 'DESC' } })
  const quote = quotes.find(({ authorisedAt }) => authorisedAt !== null)
  const addons = await db.find(Addon, {
    where: { workorderId, state: In(['approved', 'partial']) },
    order: { decidedAt: 'ASC' },
  })
  const added = addons.flatMap(({ id, quoteLines, approved }) =>
    keyed(id, quoteLines).filter((line, place) => isLineApproved(line, place, approved) === true),
  )
  return netted([...keyed('quote', quote?.quoteLines ?? []), ...added]).map((line) => ({
    ...{ key: line.key, kind: line.kind, name: line.name, serviceId: line.serviceId },
    amountFen: contract.lineFen(line),
  }))
}
