import type { settlement as contract } from '@pitlane/contract'
import { AppError, type CustomerActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import { requireOwnWorkorder } from '../workorder'
import { InvoiceRequest } from './payment.entity'
import { INVOICE_EMAIL, INVOICE_TITLE } from './sealing'

type Wanted = contract.InvoiceRequest

/** For whom the invoice shall be made out; a later request replaces the one before. Throws `settlement.tax_number_missing`. */
export async function requestInvoice(
  app: App,
  by: CustomerActor,
  workorderId: string,
  wanted: Wanted,
): Promise<Wanted> {
  await requireOwnWorkorder(app.db.read, by.customerId, workorderId)
  const { kind, title, email } = wanted
  const taxNumber = kind === 'company' ? wanted.taxNumber : null
  if (kind === 'company' && taxNumber === null) throw new AppError('settlement.tax_number_missing')
  await app.db.tx(async (tx) => {
    await tx.delete(InvoiceRequest, { workorderId })
    await tx.insert(InvoiceRequest, {
      ...{ workorderId, customerId: by.customerId, kind, titleSealed: app.vault.seal(INVOICE_TITLE, title), taxNumber },
      ...{ emailSealed: email === null ? null : app.vault.seal(INVOICE_EMAIL, email), at: app.clock.now() },
    })
  })
  return { kind, title, taxNumber, email }
}
