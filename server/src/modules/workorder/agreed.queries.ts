import type { Reader } from '../../platform/database'
import { approvedFen } from './document-views'
import { Addon, Quote, type Workorder } from './workorder.entity'

/** What the owner has agreed to pay: the quote as it stands and what was approved since. */
export async function readAgreedFen(db: Reader, { id, quoteVersion }: Workorder): Promise<number> {
  const quote = await db.findOne(Quote, { workorderId: id, version: quoteVersion })
  const addons = await db.find(Addon, { where: { workorderId: id } })
  return (quote?.totalFen ?? 0) + approvedFen(addons)
}
