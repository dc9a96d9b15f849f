import type { Invoice } from './pay.api'
import { text } from './pay.text'

const words = text.invoice

export interface InvoiceDraft {
  readonly kind: Invoice['kind']
  readonly title: string
  readonly taxNumber: string
  readonly email: string
}

export const draftOf = (invoice: Invoice | null): InvoiceDraft => ({
  kind: invoice?.kind ?? 'personal',
  title: invoice?.title ?? '',
  taxNumber: invoice?.taxNumber ?? '',
  email: invoice?.email ?? '',
})

/** Blanks come from copying, small letters from keyboards. */
const taxNumberOf = ({ taxNumber }: InvoiceDraft): string => taxNumber.replace(/\s/g, '').toUpperCase()

type Wrongs = Partial<Record<'title' | 'taxNumber' | 'email', string>>

/** What is wrong with it, by field. */
export function wrongsOf(draft: InvoiceDraft): Wrongs {
  const email = draft.email.trim()
  return {
    ...(draft.title.trim().length < 2 ? { title: words.nameMissing } : {}),
    ...(draft.kind === 'company' && !/^[0-9A-Z]{15,20}$/.test(taxNumberOf(draft)) ? { taxNumber: words.taxWrong } : {}),
    ...(email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? { email: words.emailWrong } : {}),
  }
}

export const invoiceOf = (draft: InvoiceDraft): Invoice => ({
  kind: draft.kind,
  title: draft.title.trim(),
  taxNumber: draft.kind === 'company' ? taxNumberOf(draft) : null,
  email: draft.email.trim() || null,
})
