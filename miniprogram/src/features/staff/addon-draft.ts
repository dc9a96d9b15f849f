import type { workorder } from '@pitlane/contract'
import type { AddonBody } from './staff.api'
import { text } from './staff.text'

const words = text.addon

/** What is typed so far. */
export interface AddonDraft {
  readonly title: string
  readonly severity: workorder.Severity | undefined
  readonly finding: string
  readonly name: string
  readonly value: string
  readonly limit: string
}

export const emptyDraft: AddonDraft = { title: '', severity: undefined, finding: '', name: '', value: '', limit: '' }

export type Wrong = Partial<Record<keyof AddonDraft | 'photos', string>>

/** What is missing, in words, by field. */
export function faultsOf(draft: AddonDraft, photos: number): Wrong {
  const measure = [draft.name, draft.value, draft.limit].filter((part) => part.trim()).length
  return {
    ...(draft.title.trim().length < 2 ? { title: words.nameMissing } : {}),
    ...(draft.severity ? {} : { severity: words.severityMissing }),
    ...(draft.finding.trim().length < 2 ? { finding: words.findingMissing } : {}),
    ...(measure > 0 && measure < 3 ? { name: words.measureHalf } : {}),
    ...(photos === 0 ? { photos: words.photoMissing } : {}),
  }
}

/** What is sent. Only for a draft without faults. */
export function bodyOf(draft: AddonDraft, workorderId: string): AddonBody & Readonly<Record<string, unknown>> {
  const [title, finding, name, value, limit] = [draft.title, draft.finding, draft.name, draft.value, draft.limit].map(
    (part) => part.trim(),
  ) as [string, string, string, string, string]
  return {
    ...{ workorderId, title, finding, severity: draft.severity ?? 'yellow' },
    measure: name ? { name, value, limit } : null,
  }
}
