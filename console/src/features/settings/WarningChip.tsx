import type { resources } from '@pitlane/contract'
import { warnings } from './words'

/** How soon a certificate ends: always a word, the tone only underlines it. */
export function WarningChip({ warning }: { readonly warning: resources.CertificateWarning }) {
  const { zh, tone } = warnings[warning]
  return <span className={`tag tone-${tone}`}>{zh}</span>
}
