import type { settlement as contract } from '@pitlane/contract'
import type { App } from '../../platform/app'
import type { Reader } from '../../platform/database'
import { InvoiceRequest } from './payment.entity'
import { INVOICE_EMAIL, INVOICE_TITLE } from './sealing'

/** For whom an invoice was asked to be made out; null where nobody asked. */
export async function readInvoiceRequest(
  app: App,
  db: Reader,
  workorderId: string,
): Promise<contract.InvoiceRequest | null> {
  const row = await db.findOne(InvoiceRequest, { workorderId })
  if (!row) return null
  const { kind, taxNumber, titleSealed, emailSealed } = row
  const email = emailSealed === null ? null : app.vault.open(INVOICE_EMAIL, emailSealed)
  return { kind, title: app.vault.open(INVOICE_TITLE, titleSealed), taxNumber, email }
}
